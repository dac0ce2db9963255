//! The editor's own words on a page: lettered notes, and corrections with their apparatus.
//!
//! In: the site with its links, the HTML of a page. Out: the same HTML with signs and both readings, and the contexts of the
//! lists at its end and of the ledger.
//! What always holds: every sign is a link to an entry, and every entry with a place leads back to its sign; the words that
//! were printed stay in the page.

use super::contexts::annotations::{AnnotationContext, CorrectedPage, CorrectionContext};
use super::html::{PageHtml, Setting, words_html};
use super::html_safe::escape;
use super::letters::Reading;
use super::marking::{self, Run};
use super::site::Site;
use crate::model::edition::Edition;
use crate::model::links::{AnnotationLink, CorrectionLink, QuotePlace, ReportLinks};
use crate::model::page::Page;
use crate::text::letters;

/// Sets the signs of a page of `links` and its corrected readings. `list`: the file that holds the lists, when it is
/// another one.
pub(super) fn mark_page(site: &Site<'_>, links: &ReportLinks, page: (usize, &Page), html: &mut PageHtml, list: &str) {
    let (index, page) = page;
    let list = escape(list);
    for link in links.corrections.iter().filter(|link| link.page == index) {
        let Some(correction) = page.front.corrections.get(link.index) else { continue };
        let spoken = site.words.phrase("corrections.mark", &[("printed", &correction.quote)]);
        let sign = sign("emended", ("cor", &link.id), &list, &spoken, "*");
        let run = Run { quote: &correction.quote, nth: link.place.nth, reading: Reading::Printed };
        change(html, &link.place, |html, element| marking::emend(html, element, &run, &link.read, &sign));
    }
    for link in links.annotations.iter().filter(|link| link.page == index) {
        let (Some(annotation), Some(place)) = (page.front.annotations.get(link.index), &link.place) else { continue };
        let letter = letters(link.number);
        let spoken = site.words.phrase("annotations.mark", &[("n", &letter)]);
        let sign = sign("annotation", ("ann", &link.id), &list, &spoken, &letter);
        let reading = if place.in_corrected { Reading::Corrected } else { Reading::Printed };
        let quote = if place.range.is_empty() { "" } else { annotation.quote.as_str() };
        let run = Run { quote, nth: place.nth, reading };
        change(html, place, |html, element| marking::annotate(html, element, &run, &sign));
    }
}

/// A sign that leads to an entry. Where the list is in another file, the entry leads back to the sign there: this one is a
/// link alone.
fn sign(class: &str, (kind, id): (&str, &str), list: &str, spoken: &str, shown: &str) -> String {
    let (id, spoken) = (escape(id), escape(spoken));
    if !list.is_empty() {
        return format!(
            "<sup class=\"mark {class}\"><a href=\"{list}#{kind}-{id}\" aria-label=\"{spoken}\">{shown}</a></sup>"
        );
    }
    format!(
        "<sup class=\"mark {class}\"><a id=\"{kind}ref-{id}\" href=\"{list}#{kind}-{id}\" role=\"doc-noteref\" aria-label=\"{spoken}\">{shown}</a></sup>"
    )
}

/// Changes the HTML that holds a place: a note, the text, or the lines above the title.
fn change(html: &mut PageHtml, place: &QuotePlace, to: impl Fn(&str, Option<&str>) -> Option<String>) {
    if let Some(block) = &place.block {
        for part in [&mut html.content, &mut html.letterhead] {
            if let Some(changed) = to(part, Some(block)) {
                *part = changed;
                return;
            }
        }
    } else if let Some(note) = place.note.and_then(|number| html.notes.get_mut(&number))
        && let Some(changed) = to(note, None)
    {
        *note = changed;
    }
}

/// The editor's notes on a page.
pub(super) fn annotations(site: &Site<'_>, setting: Setting<'_>, index: usize) -> Vec<AnnotationContext> {
    let of = |link: &AnnotationLink| {
        let annotation = setting.page.front.annotations.get(link.index)?;
        Some(AnnotationContext {
            id: format!("ann-{}", link.id),
            number: link.number,
            letter: letters(link.number),
            quote: annotation.quote.clone(),
            content: words_html(setting, &annotation.note),
            by: annotation.by.clone(),
            date_text: annotation.date.as_deref().and_then(|date| site.words.date(date)),
            date: annotation.date.clone(),
            back: link.place.is_some().then(|| format!("annref-{}", link.id)),
        })
    };
    setting.links.annotations.iter().filter(|link| link.page == index).filter_map(of).collect()
}

/// The apparatus of a page.
pub(super) fn corrections(site: &Site<'_>, links: &ReportLinks, index: usize, page: &Page) -> Vec<CorrectionContext> {
    let url = site.urls.get(&page.path).map_or("", String::as_str);
    let of = |link: &CorrectionLink| {
        let correction = page.front.corrections.get(link.index)?;
        let back = format!("corref-{}", link.id);
        Some(CorrectionContext {
            id: format!("cor-{}", link.id),
            read: link.read.clone(),
            printed: correction.quote.clone(),
            reason: correction.reason.clone(),
            by: correction.by.clone(),
            date_text: correction.date.as_deref().and_then(|date| site.words.date(date)),
            date: correction.date.clone(),
            url: format!("{url}#{back}"),
            back,
            note: link.place.note,
        })
    };
    links.corrections.iter().filter(|link| link.page == index).filter_map(of).collect()
}

/// The ledger: every corrected page of the edition, in reading order.
pub(super) fn ledger(site: &Site<'_>) -> Vec<CorrectedPage> {
    let mut pages = Vec::new();
    for report in &site.edition.reports {
        let links = site.report_links(report);
        for (index, page) in report.all_pages().enumerate().filter(|(_, page)| !page.front.corrections.is_empty()) {
            let place = site.edition.place_of(report).map(str::to_owned);
            let kind = site.card(report).kind;
            let label = report.kind_label();
            pages.push(CorrectedPage {
                kind: label.unwrap_or_else(|| site.words.phrase(&format!("report.kind.{kind}"), &[])),
                report: place.unwrap_or_else(|| site.title_of(&report.index)),
                title: site.title_of(page),
                number: page.front.label.clone().or_else(|| page.front.number.clone()),
                url: report.page_url(index),
                entries: corrections(site, links, index, page),
            });
        }
    }
    for page in std::iter::once(&site.edition.home).chain(&site.edition.pages) {
        let url = if page.path == site.edition.home.path { "index.html".to_owned() } else { Edition::free_url(page) };
        let entries = corrections(site, site.page_links(page), 0, page);
        pages.push(CorrectedPage { title: site.title_of(page), url, entries, ..CorrectedPage::default() });
    }
    pages.retain(|page| !page.entries.is_empty());
    pages
}

/// How many corrections the edition shows.
pub(super) fn count(site: &Site<'_>) -> usize {
    let all = site.links.reports.values().chain(site.links.pages.values());
    all.map(|links| links.corrections.len()).sum()
}
