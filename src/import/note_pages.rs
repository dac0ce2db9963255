//! Marks and notes of one page, where the source's reader saw the page.
//!
//! In: both rows. Out: pairs, or nothing where the reader saw no pages. Print misreads no label: a mark calls the note with
//! its label at the foot of its page, or, where a page's end comes between, of the next one. Those that are left call the
//! notes that are left, in their order, where the notes of a text stand at its end.

use std::collections::HashMap;

use super::align::{Entry, align};
use super::chunks::Document;

/// Labels in their row, and whether each stands in brackets: the legend of a form has "(1)" beside a note's "1".
type Row<'a> = (&'a [Entry], &'a [bool]);

/// The pairs, by page and label.
pub fn pairs(document: &Document, references: Row<'_>, definitions: Row<'_>) -> Option<Vec<(usize, usize)>> {
    if !document.sees_feet() {
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
    let mut unpaired = Vec::new();
    for (at, (mark, brackets)) in references.0.iter().zip(references.1).enumerate() {
        match notes.get(&(page(mark), mark.label.as_str(), *brackets)) {
            Some(note) => {
                called[*note] = true;
                pairs.push((at, *note));
            }
            None => unpaired.push(at),
        }
    }
    let mut left = Vec::new();
    // A note that found no room stands at the foot of the next page, which itself has no mark for it.
    for at in unpaired {
        let (mark, brackets) = (&references.0[at], references.1[at]);
        let next = notes.get(&(page(mark) + 1, mark.label.as_str(), brackets));
        match next.filter(|note| !called[**note]) {
            Some(note) => {
                called[*note] = true;
                pairs.push((at, *note));
            }
            None => left.push(at),
        }
    }
    pairs.extend(pairs_at_end(&left, references, definitions, &called));
    pairs.sort_unstable();
    Some(pairs)
}

/// The marks that no note of their page answers, with the notes that no mark of their page calls: print misreads no label.
fn pairs_at_end(left: &[usize], references: Row<'_>, definitions: Row<'_>, called: &[bool]) -> Vec<(usize, usize)> {
    let open: Vec<usize> = (0..called.len()).filter(|at| !called[*at]).collect();
    let marks: Vec<Entry> = left.iter().map(|at| references.0[*at].clone()).collect();
    let notes: Vec<Entry> = open.iter().map(|at| definitions.0[*at].clone()).collect();
    let alike = |(mark, note): &(usize, usize)| {
        let is_below = definitions.0[*note].line > references.0[*mark].line;
        is_below
            && references.0[*mark].label == definitions.0[*note].label
            && references.1[*mark] == definitions.1[*note]
    };
    let pairs = align(&marks, &notes).into_iter().map(|(mark, note)| (left[mark], open[note]));
    pairs.filter(alike).collect()
}
