//! Codes of notes and ids.

use super::Code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::edition::Edition;
use crate::model::links::Links;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code { code: "id-duplicate", severity: Severity::Error, meaning: "The same `{#id}` is given twice in a report." },
    Code {
        code: "id-reserved",
        severity: Severity::Error,
        meaning: "An id begins like those that ibid gives itself (`fn-5`, `fnref-5-1`, `fig-k7f2-1`, `ibid-outline`).",
    },
    Code {
        code: "note-duplicate",
        severity: Severity::Error,
        meaning: "A page defines the same note twice; the first definition is shown.",
    },
    Code { code: "note-empty", severity: Severity::Warning, meaning: "A note is defined and has no words." },
    Code {
        code: "note-unresolved",
        severity: Severity::Warning,
        meaning: "A mark calls a note that is not defined on its page, nor once in its report.",
    },
    Code {
        code: "note-unused",
        severity: Severity::Warning,
        meaning: "No mark calls a note; it is shown after the others.",
    },
];

/// Notes without words.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for (page, _) in edition.addresses() {
        let tables = links.reports.values().chain(links.pages.values());
        let linked = tables.flat_map(|table| &table.notes).filter(|note| note.page == page.path);
        for note in linked.filter(|note| note.text.is_empty()) {
            let definition = page.notes.iter().find(|definition| definition.label == note.label);
            let message = format!("the note `[^{}]` has no words", note.label);
            let mut empty = Diagnostic::new(Severity::Warning, "note-empty", &page.path, message);
            if let Some(definition) = definition {
                empty = empty.at(Span::in_text(&page.text, definition.range.clone()));
            }
            said.push(empty.hint("write its words after the colon"));
        }
    }
    said
}
