//! Codes of notes and ids.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{LinkedNote, Links};
use crate::model::page::{Element, Page};
use crate::model::repair::Repair;
use crate::model::report::BlockKind;

/// Notes without words, out of order or mended by import; ids that are none.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let tables = links.reports.values().chain(links.pages.values());
    let empty: Vec<&LinkedNote> = tables.flat_map(|table| &table.notes).filter(|note| note.text.is_empty()).collect();
    for (page, _) in edition.addresses() {
        for note in empty.iter().filter(|note| note.page == page.path) {
            let definition = page.notes.iter().find(|definition| definition.label == note.label);
            let message = message!("note-empty", label = note.label);
            let mut empty = Diagnostic::new("note-empty", &page.path, message);
            if let Some(definition) = definition {
                empty = empty.at(Span::in_text(&page.text, definition.range.clone()));
            }
            said.push(empty.hint(message!("note-empty-hint")));
        }
    }
    for report in &edition.reports {
        said.extend(report.all_pages().flat_map(|page| repaired(report, page)));
    }
    for (page, _) in edition.addresses() {
        said.extend(out_of_order(page));
        said.extend(malformed(page));
    }
    said
}

/// What import mended, at the notes.
fn repaired<'p>(report: &'p EditionReport, page: &'p Page) -> impl Iterator<Item = Diagnostic> + 'p {
    page.notes.iter().filter_map(move |note| {
        let record = report.record.notes.get(&note.label)?;
        let why = record.repair.as_ref()?;
        let line = record.lines.first().map_or(0, |lines| lines.0);
        let message = message!("note-repaired", label = note.label, why = Repair::message(why));
        let first = note.range.start..(note.range.start + note.label.len() + 4).min(note.range.end);
        let said = Diagnostic::new("note-repaired", &page.path, message);
        let hint = message!("note-repaired-hint", line = line, file = report.record.file);
        Some(said.at(Span::in_text(&page.text, first)).hint(hint))
    })
}

/// First marks whose number is smaller than one that stands before them on the page.
fn out_of_order(page: &Page) -> Vec<Diagnostic> {
    let marks = page.elements.iter().flat_map(|element| match element {
        Element::Heading(heading) => &heading.marks,
        Element::Block(block) => &block.marks,
    });
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut said = Vec::new();
    for mark in marks {
        let Ok(number) = mark.label.parse::<usize>() else { continue };
        let greatest = seen.last().copied().unwrap_or(0);
        if seen.insert(number) && number < greatest {
            let message = message!("note-order", number = number, greatest = greatest);
            let order = Diagnostic::new("note-order", &page.path, message);
            said.push(order.at(Span::in_text(&page.text, mark.range.clone())).hint(message!("note-order-hint")));
        }
    }
    said
}

/// Ids that are no ids: in the front matter, and braces at the end of a block that were left as words.
fn malformed(page: &Page) -> Vec<Diagnostic> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let head = page.text.get(..page.body_start).unwrap_or_default();
    if page.front.id.as_deref().is_some_and(|id| !is_id(id)) {
        let at = head.find("\nid:").map_or(0, |at| at + 1);
        places.push(at..at + head[at..].lines().next().map_or(0, str::len));
    }
    for element in &page.elements {
        let (text, range) = match element {
            Element::Heading(heading) => (&heading.title, &heading.range),
            Element::Block(block) if block.kind != BlockKind::Code => (&block.text, &block.range),
            Element::Block(_) => continue,
        };
        let ends_in_braces =
            text.trim_end().ends_with('}') && text.rfind('{').is_some_and(|at| text[at..].contains('#'));
        let source = page.text.get(range.clone()).unwrap_or_default();
        if let Some(at) = source.rfind('{').filter(|_| ends_in_braces) {
            let end = source[at..].find('}').map_or(source.len(), |close| at + close + 1);
            places.push(range.start + at..range.start + end);
        }
    }
    let say = |place: Range<usize>| {
        let written = page.text.get(place.clone()).unwrap_or_default();
        Diagnostic::new("id-malformed", &page.path, message!("id-malformed", written = written))
            .at(Span::in_text(&page.text, place))
            .hint(message!("id-malformed-hint"))
    };
    places.into_iter().map(say).collect()
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c))
}
