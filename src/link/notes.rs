//! Marks and notes: which note each mark means, and the number of each note.
//!
//! In: the pages of a report in reading order. Out: the notes with their numbers and marks, the marks that
//! lead nowhere, and diagnostics.
//! What always holds: a label means the note of its own page first, then the only one of the report; numbers
//! follow the first marks in reading order; notes that no mark calls come last. What readers see is the sign: the print's own
//! where it leads (`numbering::notes`), else the count.

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::markdown::title_marks;
use crate::model::edition::ImportRecord;
use crate::model::links::{LinkedNote, MarkLink, MissingMark};
use crate::model::page::{Element, Mark, NoteDefinition, Page};
use crate::numbering::notes::{Printed, signs};

/// What was resolved.
#[derive(Default)]
pub(super) struct Resolved {
    pub notes: Vec<LinkedNote>,
    pub missing: Vec<MissingMark>,
}

/// A note's definition: index of the page, index on the page.
type Place = (usize, usize);

/// Who holds a mark.
enum Holder<'a> {
    /// A section or block with this id.
    Id(&'a str),
    /// The note at this place.
    Note(Place),
}

/// A mark, where it stands and who holds it.
struct Call<'a> {
    page: usize,
    mark: Mark,
    holder: Holder<'a>,
}

/// Resolves the marks of the pages.
pub(super) fn resolve(pages: &[&Page], report: Option<&ImportRecord>) -> Checked<Resolved> {
    let mut said = Vec::new();
    let definitions = definitions(pages, &mut said);
    let calls = calls(pages, &definitions);
    let mut numbers: BTreeMap<Place, usize> = BTreeMap::new();
    let mut marks: BTreeMap<Place, Vec<&Call<'_>>> = BTreeMap::new();
    let mut missing: Vec<MissingMark> = Vec::new();
    let mut next = 1;
    for call in &calls {
        match find(&definitions, call) {
            Ok(place) => {
                numbers.entry(place).or_insert_with(|| take(&mut next));
                marks.entry(place).or_default().push(call);
            }
            Err(elsewhere) => {
                said.push(unresolved(pages, call, &elsewhere));
                missing.push(missing_mark(pages, call, &missing, &mut next));
            }
        }
    }
    for (label, places) in &definitions {
        for (page, note) in places {
            let place = (*page, *note);
            if !numbers.contains_key(&place) {
                said.push(unused(pages[*page], &pages[*page].notes[*note], label));
            }
        }
    }
    let mut all: Vec<Place> = definitions.values().flatten().copied().collect();
    all.sort_unstable();
    for place in all {
        numbers.entry(place).or_insert_with(|| take(&mut next));
    }
    let mut notes = linked(pages, &numbers, &marks);
    sign(&mut notes, &mut missing, report, next);
    Checked::new(Resolved { notes, missing }, said)
}

fn take(next: &mut usize) -> usize {
    let number = *next;
    *next += 1;
    number
}

/// The definitions by label, the first one of each label on each page.
fn definitions<'a>(pages: &[&'a Page], said: &mut Vec<Diagnostic>) -> BTreeMap<&'a str, Vec<Place>> {
    let mut found: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        for (at, note) in page.notes.iter().enumerate() {
            let places = found.entry(note.label.as_str()).or_default();
            match places.last().filter(|(on, _)| *on == index) {
                Some((_, first)) => said.push(duplicate(page, note, &page.notes[*first])),
                None => places.push((index, at)),
            }
        }
    }
    found
}

/// Every mark in reading order: on each page the title, the text, the notes.
fn calls<'a>(pages: &[&'a Page], definitions: &BTreeMap<&str, Vec<Place>>) -> Vec<Call<'a>> {
    let mut calls = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let page: &'a Page = page;
        calls.extend(title_marks(page).into_iter().map(|mark| Call {
            page: index,
            mark,
            holder: Holder::Id(&page.id),
        }));
        for element in &page.elements {
            let (id, marks) = match element {
                Element::Heading(heading) => (heading.id.as_str(), &heading.marks),
                Element::Block(block) => (block.id.as_str(), &block.marks),
            };
            calls.extend(marks.iter().map(|mark| Call { page: index, mark: mark.clone(), holder: Holder::Id(id) }));
        }
        for (at, note) in page.notes.iter().enumerate() {
            let is_used = definitions.get(note.label.as_str()).is_some_and(|places| places.contains(&(index, at)));
            // A second definition of the same label is not shown, so its marks call nothing.
            let marks = note.marks.iter().filter(|_| is_used);
            calls.extend(marks.map(|mark| Call { page: index, mark: mark.clone(), holder: Holder::Note((index, at)) }));
        }
    }
    calls
}

/// The note that a mark means; the error holds the pages that could be meant when it is not clear.
fn find(definitions: &BTreeMap<&str, Vec<Place>>, call: &Call<'_>) -> Result<Place, Vec<usize>> {
    let places = definitions.get(call.mark.label.as_str()).map_or(&[][..], Vec::as_slice);
    // The places are in the order of the pages, one a page.
    let own = places.binary_search_by_key(&call.page, |(page, _)| *page).ok().map(|at| &places[at]);
    match (own, places) {
        (Some(place), _) | (None, [place]) => Ok(*place),
        _ => Err(places.iter().map(|(page, _)| *page).collect()),
    }
}

/// A mark without a note has the place that its note would have: one for each label.
fn missing_mark(pages: &[&Page], call: &Call<'_>, before: &[MissingMark], next: &mut usize) -> MissingMark {
    let same = before.iter().find(|mark| mark.label == call.mark.label);
    MissingMark {
        number: same.map_or_else(|| take(next), |mark| mark.number),
        sign: String::new(),
        page: pages[call.page].path.clone(),
        label: call.mark.label.clone(),
    }
}

/// Gives notes and marks without a note their signs. `report`: what the last import knew of it; `next`: the place after
/// the last.
fn sign(notes: &mut [LinkedNote], missing: &mut [MissingMark], report: Option<&ImportRecord>, next: usize) {
    let mut printed = vec![Printed::Misread(""); next - 1];
    let is_imported = report.is_some_and(|report| !report.notes.is_empty());
    for note in notes.iter() {
        let known = report.and_then(|report| report.notes.get(&note.label));
        printed[note.number - 1] = match known {
            Some(known) => known.printed(!note.marks.is_empty(), &note.label),
            None => Printed::Added(&note.label),
        };
    }
    for mark in missing.iter() {
        printed[mark.number - 1] = Printed::Missing(&mark.label);
    }
    let signs = signs(&printed);
    for note in notes {
        note.sign.clone_from(&signs[note.number - 1]);
        let known = report.and_then(|report| report.notes.get(&note.label));
        note.printed = known.map(|known| known.label.clone()).or_else(|| (!is_imported).then(|| note.label.clone()));
    }
    for mark in missing {
        mark.sign.clone_from(&signs[mark.number - 1]);
    }
}

fn linked(
    pages: &[&Page],
    numbers: &BTreeMap<Place, usize>,
    marks: &BTreeMap<Place, Vec<&Call<'_>>>,
) -> Vec<LinkedNote> {
    let ids = ids(pages, numbers);
    let link = |call: &Call<'_>, nth: usize| MarkLink {
        page: pages[call.page].path.clone(),
        block: match &call.holder {
            Holder::Id(id) => (*id).to_owned(),
            Holder::Note(place) => ids.get(place).cloned().unwrap_or_default(),
        },
        nth,
    };
    let mut notes: Vec<LinkedNote> = numbers
        .iter()
        .map(|(place, number)| {
            let definition = &pages[place.0].notes[place.1];
            let calls = marks.get(place).map_or(&[][..], Vec::as_slice);
            LinkedNote {
                id: ids.get(place).cloned().unwrap_or_default(),
                number: *number,
                sign: String::new(),
                printed: None,
                label: definition.label.clone(),
                page: pages[place.0].path.clone(),
                text: definition.text.clone(),
                marks: calls.iter().enumerate().map(|(at, call)| link(call, at + 1)).collect(),
            }
        })
        .collect();
    notes.sort_by_key(|note| note.number);
    notes
}

/// The HTML id of each note: its label, which a revision keeps though the number changes; its number where several
/// pages use the label.
fn ids(pages: &[&Page], numbers: &BTreeMap<Place, usize>) -> BTreeMap<Place, String> {
    let label = |place: &Place| pages[place.0].notes[place.1].label.as_str();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    numbers.keys().for_each(|place| *uses.entry(label(place)).or_default() += 1);
    let is_alone = |place: &Place| uses.get(label(place)) == Some(&1);
    let mut taken: HashSet<String> = HashSet::new();
    let mut ids = BTreeMap::new();
    let (alone, shared): (Vec<_>, Vec<_>) = numbers.iter().partition(|(place, _)| is_alone(place));
    for (place, number) in alone.into_iter().chain(shared) {
        let name = if is_alone(place) { sign_free(label(place)) } else { number.to_string() };
        let mut id = format!("fn-{name}");
        while !taken.insert(id.clone()) {
            id.push_str("-1");
        }
        ids.insert(*place, id);
    }
    ids
}

/// A label as part of an id.
fn sign_free(label: &str) -> String {
    label.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

fn unresolved(pages: &[&Page], call: &Call<'_>, elsewhere: &[usize]) -> Diagnostic {
    let page = pages[call.page];
    let label = &call.mark.label;
    let said = Diagnostic::new("note-unresolved", &page.path, message!("note-unresolved", label = label))
        .at(Span::in_text(&page.text, call.mark.range.clone()));
    if elsewhere.is_empty() {
        return said.hint(message!("note-unresolved-hint", label = label));
    }
    let names: Vec<&str> = elsewhere.iter().map(|at| pages[*at].path.as_str()).collect();
    said.hint(message!("note-several-hint", pages = names.join(", ")))
}

fn duplicate(page: &Page, note: &NoteDefinition, first: &NoteDefinition) -> Diagnostic {
    let line = crate::text::line_of(&page.text, first.range.start);
    Diagnostic::new("note-duplicate", &page.path, message!("note-duplicate", label = note.label, line = line))
        .at(label_span(page, note))
        .hint(message!("note-duplicate-hint"))
}

fn unused(page: &Page, note: &NoteDefinition, label: &str) -> Diagnostic {
    Diagnostic::new("note-unused", &page.path, message!("note-unused", label = label))
        .at(label_span(page, note))
        .hint(message!("note-unused-hint", label = label))
}

/// The span of `[^label]` at the head of a definition.
fn label_span(page: &Page, note: &NoteDefinition) -> Span {
    let start = note.range.start;
    Span::in_text(&page.text, start..start + note.label.len() + 3)
}
