//! Runs of notes whose labels are plain numbers: "1. Theo báo cáo …", "(2) Gồm …" under marks that are raised.
//!
//! In: a report's body, its marks. Out: the chunks that open notes.
//! What always holds: a run is one of notes only where each of its numbers is a mark that waits above it, and where
//! such runs answer nearly all marks of the report; a list of the body answers none, or has marks of its own.

use std::collections::HashSet;
use std::ops::Range;

use super::chunks::{Document, Shape};
use super::notes::{BareForm, bare_label};

/// A chunk that opens a note: its index, the label, the words.
pub(super) type Opened<'a> = (usize, usize, &'a str);

/// The chunks that open notes, when one form of label answers at least four marks in five. `references`: the marks.
pub(super) fn find<'a>(
    document: &'a Document,
    body: &Range<usize>,
    headings: &HashSet<usize>,
    references: &[usize],
) -> Vec<Opened<'a>> {
    let marks: Vec<(usize, usize)> = references
        .iter()
        .map(|index| &document.marks[*index])
        .filter_map(|mark| Some((mark.line, mark.label.parse().ok()?)))
        .collect();
    let forms = [BareForm::Point, BareForm::Brackets, BareForm::HalfBracket];
    let answers = forms.map(|form| answers(document, &runs(document, body, headings, form), &marks));
    let best = answers.into_iter().max_by_key(Vec::len).unwrap_or_default();
    let enough = best.len() >= 2 && best.len() * 5 >= marks.len() * 4;
    if enough { best } else { Vec::new() }
}

/// The runs of one form: chunks in a row, each one number above the last.
fn runs<'a>(
    document: &'a Document,
    body: &Range<usize>,
    headings: &HashSet<usize>,
    form: BareForm,
) -> Vec<Vec<Opened<'a>>> {
    let mut runs: Vec<Vec<Opened<'a>>> = Vec::new();
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
        let goes_on = |run: &Vec<Opened<'a>>| run.last().is_some_and(|(_, last, _)| *last < number);
        match runs.last_mut().filter(|run| open && goes_on(run)) {
            Some(run) => run.push((at, number, words)),
            None => runs.push(vec![(at, number, words)]),
        }
        open = true;
    }
    runs
}

/// The runs whose numbers wait above them. A later run takes the place of earlier ones when it answers their marks as
/// well: notes stand at a page's or a report's end, lists before them.
fn answers<'a>(document: &Document, runs: &[Vec<Opened<'a>>], marks: &[(usize, usize)]) -> Vec<Opened<'a>> {
    /// Runs that may give way to a later one.
    const BACK: usize = 24;
    let line = |run: &Vec<Opened<'a>>| run.first().map_or(0, |(at, ..)| document.chunks[*at].lines.0);
    let end = |run: &Vec<Opened<'a>>| run.last().map_or(0, |(at, ..)| document.chunks[*at].lines.1);
    let mut chosen: Vec<&Vec<Opened<'a>>> = Vec::new();
    for run in runs {
        // Items that are called within themselves are text.
        let own = marks.iter().filter(|(mark, _)| (line(run)..=end(run)).contains(mark));
        if own.into_iter().any(|(_, label)| run.iter().any(|(_, number, _)| number == label)) {
            continue;
        }
        let fits = |gone: &usize| {
            let kept = &chosen[..chosen.len() - gone];
            let from = kept.last().map_or(0, |last| end(last));
            let between = marks.iter().filter(|(mark, _)| (from + 1..line(run)).contains(mark));
            let waiting: HashSet<usize> = between.map(|(_, label)| *label).collect();
            let answered = run.iter().filter(|(_, number, _)| waiting.contains(number)).count();
            let has_first = run.first().is_some_and(|(_, number, _)| waiting.contains(number));
            let before: usize = chosen[chosen.len() - gone..].iter().map(|run| run.len()).sum();
            // In a long run one in five may have lost its mark.
            let last = chosen.last().map_or(0, |last| end(last));
            let is_new = marks.iter().any(|(mark, _)| (last + 1..line(run)).contains(mark));
            let is_more = *gone == 0 || answered > before || answered == before && !is_new;
            has_first && answered * 5 >= run.len() * 4 && is_more
        };
        if let Some(gone) = (0..=chosen.len().min(BACK)).find(fits) {
            chosen.truncate(chosen.len() - gone);
            chosen.push(run);
        }
    }
    chosen.into_iter().flatten().copied().collect()
}
