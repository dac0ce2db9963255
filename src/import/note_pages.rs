//! Marks and notes of one page, where the source's reader saw the page.
//!
//! In: both rows. Out: pairs, or nothing where the reader saw no pages. Print misreads no label: a mark calls the note with
//! its label at the foot of its page, or, where a page's end comes between, of the next one; what has no such note is no mark.

use std::collections::HashMap;

use super::align::Entry;
use super::chunks::Document;

/// Labels in their row, and whether each stands in brackets: the legend of a form has "(1)" beside a note's "1".
type Row<'a> = (&'a [Entry], &'a [bool]);

/// The pairs, by page and label.
pub fn pairs(document: &Document, references: Row<'_>, definitions: Row<'_>) -> Option<Vec<(usize, usize)>> {
    if !document.notation.sees_feet {
        return None;
    }
    let ends: Vec<usize> = document.notation.pages.ends.iter().copied().collect();
    let page = |entry: &Entry| ends.partition_point(|end| *end <= entry.line);
    let mut notes: HashMap<(usize, &str, bool), usize> = HashMap::new();
    for (at, (note, brackets)) in definitions.0.iter().zip(definitions.1).enumerate() {
        notes.entry((page(note), &note.label, *brackets)).or_insert(at);
    }
    let mut called = vec![false; definitions.0.len()];
    let mut pairs = Vec::new();
    let mut left = Vec::new();
    for (at, (mark, brackets)) in references.0.iter().zip(references.1).enumerate() {
        match notes.get(&(page(mark), mark.label.as_str(), *brackets)) {
            Some(note) => {
                called[*note] = true;
                pairs.push((at, *note));
            }
            None => left.push(at),
        }
    }
    // A note that found no room stands at the foot of the next page, which itself has no mark for it.
    for at in left {
        let (mark, brackets) = (&references.0[at], references.1[at]);
        let next = notes.get(&(page(mark) + 1, mark.label.as_str(), brackets));
        if let Some(note) = next.filter(|note| !called[**note]) {
            called[*note] = true;
            pairs.push((at, *note));
        }
    }
    pairs.sort_unstable();
    Some(pairs)
}
