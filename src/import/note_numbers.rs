//! The places and keys that the notes of a report get.
//!
//! In: its marks and notes, linked. Out: for each note its place, by the order in which the text calls them, and its key: the
//! printed number where the numbers of the print lead.
//! What always holds: no two notes have one key.

use std::collections::{HashMap, HashSet};

use super::chunks::Document;
use super::notes::{Definition, Notes};
use crate::model::repair::Repair;
use crate::numbering::notes::{self, Printed};
use crate::sequence;

/// The place and key of each note and what each mark becomes in the text.
#[derive(Debug)]
pub struct NoteNumbers {
    /// The place of each definition, from 1.
    pub of_definition: Vec<usize>,
    /// The key of each definition.
    pub keys: Vec<String>,
    /// The key that each mark calls, by its index.
    pub of_mark: HashMap<usize, String>,
}

/// What stands at a place: a definition, or a mark without one.
#[derive(Clone, Copy)]
enum Entry {
    Definition(usize),
    Mark(usize),
}

impl NoteNumbers {
    /// Places by the order of the first marks, a mark without definition counting too; uncalled notes last.
    #[must_use]
    pub fn of(document: &Document, notes: &Notes) -> Self {
        let entries = entries(notes);
        let mut of_definition = vec![0; notes.definitions.len()];
        let mut keys = vec![String::new(); notes.definitions.len()];
        let mut missing = HashMap::new();
        for (at, (entry, key)) in entries.iter().zip(entry_keys(document, notes, &entries)).enumerate() {
            match *entry {
                Entry::Definition(definition) => {
                    of_definition[definition] = at + 1;
                    keys[definition] = key;
                }
                Entry::Mark(mark) => drop(missing.insert(mark, key)),
            }
        }
        let linked = notes.links.iter().map(|(mark, definition)| (*mark, keys[*definition].clone()));
        let of_mark = linked.chain(missing).collect();
        Self { of_definition, keys, of_mark }
    }
}

/// Every note and every mark without one, in order.
fn entries(notes: &Notes) -> Vec<Entry> {
    let mut marks: Vec<usize> = notes.links.keys().copied().chain(notes.unresolved.iter().copied()).collect();
    marks.sort_unstable();
    let mut placed = HashSet::new();
    let mut entries = Vec::new();
    for mark in marks {
        match notes.links.get(&mark) {
            Some(definition) if placed.insert(*definition) => entries.push(Entry::Definition(*definition)),
            Some(_) => {}
            None => entries.push(Entry::Mark(mark)),
        }
    }
    entries.extend((0..notes.definitions.len()).filter(|at| !placed.contains(at)).map(Entry::Definition));
    entries
}

/// The keys, in the order of the entries: what readers will see where that is a number of its own, else one after the key
/// before; counted where there are no numbers.
fn entry_keys(document: &Document, notes: &Notes, entries: &[Entry]) -> Vec<String> {
    let printed = entries.iter().map(|entry| match *entry {
        Entry::Mark(mark) => Printed::Missing(&document.marks[mark].label),
        Entry::Definition(at) => printed(&notes.definitions[at]),
    });
    let signs = notes::signs(&printed.collect::<Vec<_>>());
    let is_number = |sign: &str| sign.starts_with(|c: char| c.is_ascii_digit());
    let mut taken: HashSet<String> = signs.iter().filter(|sign| is_number(sign)).cloned().collect();
    if taken.is_empty() {
        return (1..=signs.len()).map(|place| place.to_string()).collect();
    }
    let mut before = "0".to_owned();
    let mut keys = Vec::with_capacity(signs.len());
    for sign in signs {
        before = match is_number(&sign) {
            true => sign,
            false => sequence::after(&before, |key| !taken.insert(key.to_owned())),
        };
        keys.push(before.clone());
    }
    keys
}

fn printed(definition: &Definition) -> Printed<'_> {
    Printed::of(
        &definition.label,
        !definition.references.is_empty(),
        definition.repair.as_deref().is_some_and(Repair::is_misread),
        "",
    )
}
