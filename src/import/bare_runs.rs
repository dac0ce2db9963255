//! Runs of notes whose labels are plain numbers: "1. Theo báo cáo …", "(2) Gồm …" under marks that are raised.
//!
//! In: a report's body, its marks. Out: the chunks that open notes.
//! What always holds: runs are notes only where they answer nearly all marks of the report ([`answers`]).

use std::collections::HashSet;
use std::ops::Range;

use super::answers::{self, Run};
use super::chunks::{Document, Shape};
use super::labels::{BareForm, bare_label};

/// The chunks that open notes, when one form of label answers at least four marks in five: the chunk, the label, the
/// words. `references`: the marks.
pub(super) fn find<'a>(
    document: &'a Document,
    body: &Range<usize>,
    headings: &HashSet<usize>,
    references: &[usize],
) -> Vec<(usize, usize, &'a str)> {
    let marks: Vec<(usize, usize)> = references
        .iter()
        .map(|index| &document.marks[*index])
        .filter_map(|mark| Some((mark.line, mark.label.parse().ok()?)))
        .collect();
    let forms = [BareForm::Point, BareForm::Brackets, BareForm::HalfBracket, BareForm::Slash];
    let answered = |form| {
        let runs = runs(document, body, headings, form);
        let notes = answers::answering(&runs, &marks).into_iter().flat_map(|run| &run.members);
        notes.map(|(number, (chunk, words))| (*chunk, *number, *words)).collect::<Vec<_>>()
    };
    let best = forms.map(answered).into_iter().max_by_key(Vec::len).unwrap_or_default();
    let enough = best.len() >= 2 && best.len() * 5 >= marks.len() * 4;
    if enough { best } else { Vec::new() }
}

/// The runs of one form: chunks in a row, each one number above the last.
fn runs<'a>(
    document: &'a Document,
    body: &Range<usize>,
    headings: &HashSet<usize>,
    form: BareForm,
) -> Vec<Run<(usize, &'a str)>> {
    let mut runs: Vec<Run<(usize, &'a str)>> = Vec::new();
    let mut open = false;
    for at in body.clone() {
        let chunk = &document.chunks[at];
        if chunk.shape == Shape::Rule {
            continue;
        }
        let label = bare_label(&chunk.text).filter(|_| chunk.shape == Shape::Text && !headings.contains(&at));
        let Some((_, number, words)) = label.filter(|(other, ..)| *other == form) else {
            open = false;
            continue;
        };
        let goes_on = |run: &Run<_>| run.members.last().is_some_and(|(last, _)| *last < number);
        match runs.last_mut().filter(|run| open && goes_on(run)) {
            Some(run) => {
                run.members.push((number, (at, words)));
                run.lines.1 = chunk.lines.1;
            }
            None => runs.push(Run { lines: chunk.lines, members: vec![(number, (at, words))] }),
        }
        open = true;
    }
    runs
}
