//! Codes of cross links: figures that differ, documents with two dates, entries of edition.yaml that fit nothing.

use super::Code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::edition::Edition;
use crate::model::links::{Discrepancy, Figure, Links, Mention};
use crate::model::page::{Element, Page};

/// The file of the editor's words on cross links.
const CONFIG: &str = "edition.yaml";

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "document-dates-differ",
        severity: Severity::Warning,
        meaning: "One document is cited with two dates; `documents:` in edition.yaml can say which one is right.",
    },
    Code {
        code: "document-unknown",
        severity: Severity::Warning,
        meaning: "`documents:` in edition.yaml names a document that no report cites.",
    },
    Code {
        code: "figures-differ",
        severity: Severity::Warning,
        meaning: "Two places say the same with other figures, or parts do not add up; `settled:` says why one lets it stand.",
    },
    Code {
        code: "related-dead",
        severity: Severity::Error,
        meaning: "`related:` names a page or id that the edition does not have.",
    },
    Code { code: "related-self", severity: Severity::Warning, meaning: "`related:` leads back to its own page." },
    Code {
        code: "settled-unused",
        severity: Severity::Warning,
        meaning: "An entry of `settled:` in edition.yaml fits no figures that differ.",
    },
];

/// What is to be looked at.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = links
        .discrepancies
        .iter()
        .filter(|found| found.settled.is_none())
        .map(|found| differ(edition, found))
        .collect();
    for document in &links.documents {
        let settled =
            edition.config.documents.get(&document.id).or_else(|| edition.config.documents.get(&document.number));
        if document.dates.len() > 1 && settled.is_none_or(|entry| entry.date.is_none()) {
            let name = format!("{} {}", document.kind, document.number);
            let message = format!("{name} is cited with {} dates: {}", document.dates.len(), document.dates.join(", "));
            let file = document.mentions.first().map_or(CONFIG, |mention| mention.place.page.as_str());
            let mut two = Diagnostic::new(Severity::Warning, "document-dates-differ", file, message);
            if let Some((page, mention)) =
                document.mentions.first().and_then(|m| Some((page(edition, &m.place.page)?, m)))
            {
                two = two.at(span(page, mention));
            }
            said.push(
                two.hint(format!(
                    "say which is right in edition.yaml: documents: {{\"{}\": {{date: …}}}}",
                    document.id
                )),
            );
        }
    }
    said.extend(unused(edition, links));
    said
}

fn differ(edition: &Edition, found: &Discrepancy) -> Diagnostic {
    let at = |figure: &Figure| format!("{}#{}", figure.place.report, figure.place.id);
    let message = format!("{}: {} here, {} in {}", found.what, found.a.value, found.b.value, at(&found.b));
    let mut differ = Diagnostic::new(Severity::Warning, "figures-differ", &found.a.place.page, message);
    if let Some(page) = page(edition, &found.a.place.page) {
        differ = differ.at(Span::in_text(&page.text, found.a.source.clone()));
    }
    differ.hint(format!(
        "correct one of them, or add to edition.yaml: settled: [{{at: [\"{}\", \"{}\"], values: [\"{}\", \"{}\"], reason: …}}]",
        at(&found.a),
        at(&found.b),
        found.a.value,
        found.b.value
    ))
}

/// Entries of edition.yaml that fit nothing.
fn unused(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let config = &edition.config;
    for key in config.documents.keys() {
        if !links.documents.iter().any(|document| document.id == *key || document.number == *key) {
            let message = format!("no report cites the document `{key}`");
            let unknown = Diagnostic::new(Severity::Warning, "document-unknown", CONFIG, message);
            said.push(unknown.hint("write its number as in the register (59-NQ/TW), or its id there"));
        }
    }
    for entry in &config.settled {
        let used = links.discrepancies.iter().any(|found| found.settled.as_ref() == Some(&entry.reason));
        if !used {
            let message = format!("`settled: {}` fits no figures that differ", entry.at.join(", "));
            let stale = Diagnostic::new(Severity::Warning, "settled-unused", CONFIG, message);
            said.push(stale.hint("take it out; or write the places as report#id and the values as printed"));
        }
    }
    said
}

fn page<'a>(edition: &'a Edition, path: &str) -> Option<&'a Page> {
    edition.addresses().map(|(page, _)| page).find(|page| page.path == path)
}

/// The words that name a document; in a heading the whole of it, in a title the head of the page.
fn span(page: &Page, mention: &Mention) -> Span {
    let heading = page.elements.iter().find_map(|element| match element {
        Element::Heading(heading) if heading.id == mention.place.id => Some(heading.range.clone()),
        _ => None,
    });
    Span::in_text(&page.text, mention.source.clone().or(heading).unwrap_or(0..0))
}
