//! Runs of numbered lines that answer marks: which of them are notes, which are lists of the body.
//!
//! In: the runs with their numbers, the marks, both with their lines and in order. Out: the runs that are notes.
//! What always holds: a run is one of notes only where its first number is a mark that waits above it, and nearly all
//! of the others; a list of the body answers none, or has marks of its own.

use std::collections::HashSet;

use crate::model::report::Lines;

/// Numbered lines in a row.
#[derive(Debug, Clone)]
pub(super) struct Run<T> {
    /// First and last line.
    pub lines: Lines,
    /// Its members: what they are to the caller, and their numbers.
    pub members: Vec<(usize, T)>,
}

/// Runs that may give way to a later one.
const BACK: usize = 24;

/// The runs whose numbers wait above them. A later run takes the place of earlier ones when it answers their marks as
/// well: notes stand at a page's or a report's end, lists before them. `marks`: lines and labels, by line.
pub(super) fn answering<'r, T>(runs: &'r [Run<T>], marks: &[(usize, usize)]) -> Vec<&'r Run<T>> {
    let mut chosen: Vec<&Run<T>> = Vec::new();
    for run in runs.iter().filter(|run| !calls_itself(run, marks)) {
        let last = chosen.last().map_or(0, |last| last.lines.1);
        let is_new = !between(marks, last, run.lines.0).is_empty();
        let fits = |gone: &usize| {
            let (kept, given_up) = chosen.split_at(chosen.len() - gone);
            let from = kept.last().map_or(0, |last| last.lines.1);
            let waiting: HashSet<usize> = between(marks, from, run.lines.0).iter().map(|(_, label)| *label).collect();
            let answered = run.members.iter().filter(|(number, _)| waiting.contains(number)).count();
            let has_first = run.members.first().is_some_and(|(number, _)| waiting.contains(number));
            let before: usize = given_up.iter().map(|run| run.members.len()).sum();
            let is_more = *gone == 0 || answered > before || answered == before && !is_new;
            // In a long run one in five may have lost its mark, in a short one one of three.
            let missing = run.members.len() - answered;
            has_first && (missing * 5 <= run.members.len() || missing == 1 && answered >= 2) && is_more
        };
        if let Some(gone) = (0..=chosen.len().min(BACK)).find(fits) {
            chosen.truncate(chosen.len() - gone);
            chosen.push(run);
        }
    }
    chosen
}

/// Items that are called within themselves are text.
fn calls_itself<T>(run: &Run<T>, marks: &[(usize, usize)]) -> bool {
    let own = between(marks, run.lines.0.saturating_sub(1), run.lines.1 + 1);
    own.iter().any(|(_, label)| run.members.iter().any(|(number, _)| number == label))
}

/// The marks after one line and before another.
fn between(marks: &[(usize, usize)], after: usize, before: usize) -> &[(usize, usize)] {
    let start = marks.partition_point(|(line, _)| *line <= after);
    let end = marks.partition_point(|(line, _)| *line < before);
    &marks[start.min(end)..end]
}
