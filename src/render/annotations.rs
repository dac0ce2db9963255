//! The editor's own words on a page: lettered notes, and corrections with their apparatus.
//!
//! In: the site with its links, a page. Out: the marks of its words (signs, both readings), and the contexts of the
//! lists at its end and of the ledger.
//! What always holds: every sign is a link to an entry, and every entry with a place leads back to its sign; the words that
//! were printed stay in the page.

use super::contexts::annotations::{AnnotationContext, CorrectedPage, CorrectionContext};
use super::html::{Setting, words_html};
use super::html_safe::escape;
use super::marks::{Mark, MarkKind, PageMarks};
use super::site::Site;
use crate::model::edition::Edition;
use crate::model::links::{AnnotationLink, CorrectionLink, QuotePlace, ReportLinks};
use crate::model::page::Page;
use crate::text::letters;

/// What the editor says of a page of `links`, as marks of its words. `list`: the file that holds the lists, when it is another one.
pub(super) fn marks<'a>(site: &Site<'_>, links: &'a ReportLinks, page: (usize, &Page), list: &str) -> PageMarks<'a> {
    let (index, page) = page;
    let list = escape(list);
    let mut marks = PageMarks::default();
    let mut add = |place: &'a QuotePlace, kind| {
        if let Some(letters) = links.letters(page, place) {
            marks.add((place.block.as_deref(), place.note), Mark { letters, kind });
        }
    };
    for link in links.corrections.iter().filter(|link| link.page == index) {
        let Some(correction) = page.front.corrections.get(link.index) else { continue };
        let spoken = site.words.phrase("corrections.mark", &[("printed", &correction.quote)]);
        let sign = sign("emended", ("cor", &link.id), &list, &spoken, "*");
        add(&link.place, MarkKind::Corrected { read: escape(&link.read), sign });
    }
    for link in links.annotations.iter().filter(|link| link.page == index) {
        let Some(place) = &link.place else { continue };
        let letter = letters(link.number);
        let spoken = site.words.phrase("annotations.mark", &[("n", &letter)]);
        let sign = sign("annotation", ("ann", &link.id), &list, &spoken, &letter);
        add(place, MarkKind::Annotated { sign });
    }
    marks
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
            note: link.place.note.and_then(|number| links.numbered(number)).map(|note| note.sign.clone()),
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
