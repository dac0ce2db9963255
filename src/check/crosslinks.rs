//! Codes of cross links: figures that differ, documents with two dates, entries of edition.yaml that fit nothing.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Discrepancy, Figure, Links, Mention};
use crate::model::page::{Element, Page};
use crate::yaml::quoted;

/// The file of the editor's words on cross links.
const CONFIG: &str = "edition.yaml";

/// What is to be looked at.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let in_reports = edition.reports.iter().flat_map(EditionReport::all_pages);
    let all = std::iter::once(&edition.home).chain(in_reports).chain(&edition.pages);
    let pages: HashMap<&str, &Page> = all.map(|page| (page.path.as_str(), page)).collect();
    let open = links.discrepancies.iter().filter(|found| found.settled.is_none());
    let mut said: Vec<Diagnostic> = open.map(|found| differ(&pages, found)).collect();
    for document in &links.documents {
        let settled =
            edition.config.documents.get(&document.id).or_else(|| edition.config.documents.get(&document.number));
        if document.dates.len() > 1 && settled.is_none_or(|entry| entry.date.is_none()) {
            let name = format!("{} {}", document.kind, document.number);
            let message = message!(
                "document-dates-differ",
                name = name,
                count = document.dates.len(),
                dates = document.dates.join(", ")
            );
            let file = document.mentions.first().map_or(CONFIG, |mention| mention.place.page.as_str());
            let mut two = Diagnostic::new("document-dates-differ", file, message);
            if let Some((page, mention)) =
                document.mentions.first().and_then(|m| Some((pages.get(m.place.page.as_str())?, m)))
            {
                two = two.at(span(page, mention));
            }
            said.push(two.hint(message!(
                "document-dates-differ-hint",
                id = quoted(&document.id),
                date = quoted(document.dates.first().map_or("", String::as_str))
            )));
        }
    }
    said.extend(unused(edition, links));
    said
}

fn differ(pages: &HashMap<&str, &Page>, found: &Discrepancy) -> Diagnostic {
    let at = |figure: &Figure| format!("{}#{}", figure.place.report, figure.place.id);
    let message =
        message!("figures-differ", what = found.what, here = found.a.value, there = found.b.value, at = at(&found.b));
    let mut differ = Diagnostic::new("figures-differ", &found.a.place.page, message);
    if let Some(page) = pages.get(found.a.place.page.as_str()) {
        differ = differ.at(Span::in_text(&page.text, found.a.source.clone()));
    }
    // An entry of a list: a second one is pasted below the first, under the one key.
    differ.hint(message!(
        "figures-differ-hint",
        at = quoted(&at(&found.a)),
        at_there = quoted(&at(&found.b)),
        here = quoted(&found.a.value),
        there = quoted(&found.b.value)
    ))
}

/// Entries of edition.yaml that fit nothing.
fn unused(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let config = &edition.config;
    for key in config.documents.keys() {
        if !links.documents.iter().any(|document| document.id == *key || document.number == *key) {
            let message = message!("document-unknown", key = key);
            let unknown = Diagnostic::new("document-unknown", CONFIG, message);
            said.push(unknown.hint(message!("document-unknown-hint")));
        }
    }
    for entry in &config.settled {
        let used = links.discrepancies.iter().any(|found| found.settled.as_ref() == Some(&entry.reason));
        if !used {
            let message = message!("settled-unknown", places = entry.at.join(", "));
            let stale = Diagnostic::new("settled-unused", CONFIG, message);
            said.push(stale.hint(message!("settled-unknown-hint")));
        }
    }
    for entry in links.idle_parallels.iter().filter_map(|at| config.parallels.get(*at)) {
        let message = message!("parallel-unknown", places = entry.at.join(", "));
        let stale = Diagnostic::new("parallel-unused", CONFIG, message);
        said.push(stale.hint(message!("parallel-unknown-hint")));
    }
    said
}

/// The words that name a document; in a heading the whole of it, in a title the head of the page.
fn span(page: &Page, mention: &Mention) -> Span {
    let heading = page.elements.iter().find_map(|element| match element {
        Element::Heading(heading) if heading.id == mention.place.id => Some(heading.range.clone()),
        _ => None,
    });
    Span::in_text(&page.text, mention.source.clone().or(heading).unwrap_or(0..0))
}
