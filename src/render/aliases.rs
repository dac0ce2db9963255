//! Earlier addresses: small pages that lead on to where the words are now.
//!
//! In: the aliases of every page, `old-slug` or `old-slug#anchor`, below the page's own folder. Out: one file
//! for each earlier address. What always holds: without a script the reader gets to the page, with one also to
//! the anchor.

use std::collections::BTreeMap;

use super::html_safe::escape;
use super::redirects;
use super::site::{Site, revision_url};
use crate::markdown::plain_inline;
use crate::model::edition::EditionReport;
use crate::model::page::Page;
use crate::model::revision::{ChangedPart, Revision};

/// Where an earlier file leads: the address of the page, and of its anchors.
#[derive(Default)]
struct Earlier {
    title: String,
    page: Option<String>,
    anchors: BTreeMap<String, String>,
}

/// The files with their texts.
pub(super) fn files(site: &Site<'_>) -> Vec<(String, String)> {
    let edition = site.edition;
    let mut earlier: BTreeMap<String, Earlier> = BTreeMap::new();
    edition.reports.iter().for_each(|report| {
        gone_pages(site, report, &mut earlier);
        earlier.extend(gone_figures(site, report));
    });
    let now: Vec<(&Page, String)> = edition.addresses().collect();
    for (page, url) in &now {
        let folder = url.rsplit_once('/').map_or("", |(folder, _)| folder);
        for alias in &page.front.aliases {
            let (slug, anchor) = alias.split_once('#').unwrap_or((alias, ""));
            let file = match (folder, slug.strip_suffix(".html").unwrap_or(slug)) {
                (_, "") => url.clone(),
                ("", name) => format!("{name}.html"),
                (folder, name) => format!("{folder}/{name}.html"),
            };
            let entry = earlier.entry(file).or_default();
            entry.title = plain_inline(&page.front.title);
            if anchor.is_empty() {
                entry.page = Some(url.clone());
            } else {
                entry.anchors.insert(anchor.to_owned(), format!("{url}#{}", page.id));
            }
        }
    }
    let living: Vec<&String> = now.iter().map(|(_, url)| url).collect();
    earlier
        .into_iter()
        // A page that still stands cannot be led away from; its lost anchors stay on it.
        // An alias that is the address of a page is told by the link phase.
        .filter(|(file, _)| !living.contains(&file))
        .map(|(file, entry)| {
            let text = redirect(&file, &entry, &edition.config.language);
            (file, text)
        })
        .collect()
}

/// The pages that revisions removed: each leads to where its section is, or to what became of it.
fn gone_pages(site: &Site<'_>, report: &EditionReport, earlier: &mut BTreeMap<String, Earlier>) {
    if report.history.revisions.iter().all(|revision| revision.pages.is_empty()) {
        return;
    }
    let led = redirects::by_page(site, report);
    let now = redirects::addresses(site, report);
    for (index, revision) in report.history.revisions.iter().enumerate() {
        for page in &revision.pages {
            let told = || format!("{}#c-{}", revision_url(report, index), page.section);
            let entry = earlier.entry(format!("{}/{}.html", report.id, page.name.slug)).or_default();
            entry.title.clone_from(&page.title);
            entry.page = Some(now.get(&page.section).cloned().unwrap_or_else(told));
            let anchors = led.get(&page.name.slug).into_iter().flatten();
            entry.anchors.extend(anchors.map(|one| (one.id.clone(), one.url.clone())));
        }
    }
}

/// The page of figures of a report that has none left leads to the revision that took the last ones.
fn gone_figures(site: &Site<'_>, report: &EditionReport) -> Option<(String, Earlier)> {
    if !site.report_links(report).indicators.is_empty() {
        return None;
    }
    let took = |revision: &Revision| revision.changes.iter().any(|change| change.part == ChangedPart::Indicator);
    let index = report.history.revisions.iter().rposition(took)?;
    let title = plain_inline(&report.index.front.title);
    let page = Some(revision_url(report, index));
    Some((format!("{}/indicators.html", report.id), Earlier { title, page, ..Earlier::default() }))
}

fn redirect(file: &str, entry: &Earlier, language: &str) -> String {
    let up = "../".repeat(file.matches('/').count());
    let first = entry.page.as_ref().or_else(|| entry.anchors.values().next());
    let (title, language) = (escape(&entry.title), escape(language));
    let target = escape(&format!("{up}{}", first.map_or("index.html", String::as_str)));
    let anchors: BTreeMap<&String, String> =
        entry.anchors.iter().map(|(anchor, url)| (anchor, format!("{up}{url}"))).collect();
    let item = |(anchor, url): (&&String, &String)| {
        format!("<li id=\"{}\"><a href=\"{1}\">{1}</a></li>", escape(anchor), escape(url))
    };
    let list = match anchors.is_empty() {
        true => String::new(),
        false => format!("<ul>{}</ul>", anchors.iter().map(item).collect::<String>()),
    };
    // `<` cannot end the script element when it is written as an escape.
    let table = serde_json::to_string(&anchors).unwrap_or_else(|_| "{}".to_owned()).replace('<', "\\u003c");
    format!(
        "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"canonical\" href=\"{target}\">\n\
         <script>(function(a,h){{location.replace(a[h]||document.querySelector(\"link\").getAttribute(\"href\")+(h?\"#\"+h:\"\"))}})({table},decodeURIComponent(location.hash.slice(1)))</script>\n\
         <meta http-equiv=\"refresh\" content=\"1; url={target}\"></head>\n\
         <body><p><a href=\"{target}\">{title}</a></p>{list}</body></html>\n"
    )
}
