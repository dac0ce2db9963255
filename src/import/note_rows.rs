//! The rows in which marks and notes count on, each paired by itself.
//!
//! In: the marks and the notes of a report, in the order of the source. Out: pairs. A table has notes of its own where those
//! right below it have the labels of its marks; letters and signs count in rows of their own; and a mark within a note is read
//! where that note is called, so that the notes of notes count on as a reader meets them.
//! Invariant: a mark calls at most one note.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::align::{self, Entry};
use super::chunks::{Document, Shape};
use super::note_pages;
use crate::numbering::small_roman;

/// A mark or a note.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its label and line.
    pub entry: Entry,
    /// Its label stands in brackets.
    pub bracketed: bool,
    /// The chunk that holds it.
    pub chunk: usize,
    /// The note that holds a mark.
    pub host: Option<usize>,
}

/// What labels are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number,
    Roman,
    Letter,
    Sign,
}

impl Side {
    /// What its label is made of. `has_roman`: the notes count on in Roman numbers, so that "i" is one and no letter.
    fn kind(&self, has_roman: bool) -> Kind {
        let label = &self.entry.label;
        let is_roman = (label.len() > 1 || has_roman) && small_roman(label).is_some();
        match label.bytes().all(|byte| byte.is_ascii_lowercase()) {
            true if is_roman => Kind::Roman,
            true if label.len() == 1 => Kind::Letter,
            false if !label.contains(char::is_alphanumeric) => Kind::Sign,
            _ => Kind::Number,
        }
    }
}

/// Pairs marks and notes: indexes of both.
pub fn pairs(document: &Document, marks: &[Side], notes: &[Side]) -> Vec<(usize, usize)> {
    let mut found = of_tables(document, marks, notes);
    let taken: (BTreeSet<usize>, BTreeSet<usize>) = found.iter().copied().unzip();
    let left = reading_order(marks, notes).into_iter().filter(|at| !taken.0.contains(at)).collect::<Vec<_>>();
    let open: Vec<usize> = (0..notes.len()).filter(|at| !taken.1.contains(at)).collect();
    let has_roman = notes.iter().any(|note| note.kind(false) == Kind::Roman);
    let kinds = |sides: &[Side]| sides.iter().map(|side| side.kind(has_roman)).collect::<BTreeSet<Kind>>();
    let (called, opened) = (kinds(marks), kinds(notes));
    // Roman numbers, letters and signs have a row of their own where notes and marks are written so.
    let row_of = |kind: Kind| if called.contains(&kind) && opened.contains(&kind) { kind } else { Kind::Number };
    for kind in [Kind::Number, Kind::Roman, Kind::Letter, Kind::Sign] {
        let own = |side: &Side| row_of(side.kind(has_roman)) == kind;
        let row: Vec<usize> = left.iter().copied().filter(|at| own(&marks[*at])).collect();
        let answers: Vec<usize> = open.iter().copied().filter(|at| own(&notes[*at])).collect();
        let entries = |sides: &[Side], row: &[usize]| -> (Vec<Entry>, Vec<bool>) {
            row.iter().map(|at| (counted(&sides[*at].entry, kind), sides[*at].bracketed)).unzip()
        };
        let (called, opened) = (entries(marks, &row), entries(notes, &answers));
        let pairs = note_pages::pairs(document, (&called.0, &called.1), (&opened.0, &opened.1))
            .unwrap_or_else(|| align::align(&called.0, &opened.0));
        found.extend(pairs.into_iter().map(|(mark, note)| (row[mark], answers[note])));
    }
    found
}

/// A label in its row; Roman numbers count as others do.
fn counted(entry: &Entry, kind: Kind) -> Entry {
    let value = small_roman(&entry.label).filter(|_| kind == Kind::Roman);
    Entry { label: value.map_or_else(|| entry.label.clone(), |value| value.to_string()), line: entry.line }
}

/// The marks of tables whose notes stand right below: as many labels, and the same.
fn of_tables(document: &Document, marks: &[Side], notes: &[Side]) -> Vec<(usize, usize)> {
    let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| document.chunks[mark.chunk].shape == Shape::Table) {
        tables.entry(mark.chunk).or_default().push(at);
    }
    let mut found = Vec::new();
    for (table, own) in tables {
        let labels: BTreeSet<&str> = own.iter().map(|at| marks[*at].entry.label.as_str()).collect();
        let mut below: HashMap<&str, usize> = HashMap::new();
        let (mut at, mut last) = (notes.partition_point(|note| note.chunk <= table), table);
        while let Some(note) = notes.get(at).filter(|note| note.chunk <= last + 1) {
            if !labels.contains(note.entry.label.as_str()) || below.contains_key(note.entry.label.as_str()) {
                break;
            }
            below.insert(&note.entry.label, at);
            (at, last) = (at + 1, note.chunk);
        }
        if below.len() == labels.len() {
            found.extend(own.iter().map(|at| (*at, below[marks[*at].entry.label.as_str()])));
        }
    }
    found
}

/// The marks as a reader meets them: one within a note behind the mark that calls the note.
fn reading_order(marks: &[Side], notes: &[Side]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(marks.len());
    for (at, mark) in marks.iter().enumerate() {
        let behind = mark.host.and_then(|host| {
            let is_before = |other: &usize| {
                let other = &marks[*other];
                other.host == mark.host || other.entry.label == notes[host].entry.label
            };
            order.iter().rposition(is_before)
        });
        order.insert(behind.map_or(order.len(), |behind| behind + 1), at);
    }
    order
}
