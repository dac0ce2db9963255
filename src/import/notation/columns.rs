//! Labels that a program set apart from their notes: at a page's foot first a column of numbers, then the words of the notes,
//! with the page's number between. A rule shows where the foot begins, or numbers below one another that the page above calls.
//!
//! In: the lines. Out: for each foot the lines that open its notes, with their labels. The labels stand in order; where
//! the notes are more paragraphs than labels, those begin a note that follow a line which ends a sentence early.

use std::collections::BTreeMap;

use super::lines::{Kind, Line};
use super::references;
use crate::import::pages::Pages;
use crate::import::sentence::{self, End, Start};
use crate::numbering::label::Label;

/// The notes of all such feet.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The lines that open notes, with their labels.
    pub opened: Vec<(usize, Label)>,
    /// The line of the label of each of them.
    pub labels: BTreeMap<usize, usize>,
    /// The lines of notes that open none, with the line that opens the note.
    pub inside: BTreeMap<usize, usize>,
}

/// Looks at the feet of all pages.
pub fn find(lines: &[Line<'_>], pages: &Pages) -> Columns {
    let mut columns = Columns::default();
    let mut taken = 0;
    for at in 1..lines.len() {
        let has_rule = lines[at - 1].foot_rule;
        if at < taken || !has_rule && !is_column(lines, at, pages) {
            continue;
        }
        let foot = at..foot_end(lines, at, pages);
        let ends_page =
            lines.get(foot.end).is_none_or(|next| pages.end_between(lines[foot.end - 1].number, next.number));
        let opens = has_rule && label_of(&lines[at]).is_some();
        if opens || ends_page && are_strewn(&lines[foot.clone()]) {
            taken = foot.end;
            take_foot(lines, foot, &mut columns);
        }
    }
    columns
}

/// Whether two labels that count on stand below each other, each called by words of the page above.
fn is_column(lines: &[Line<'_>], at: usize, pages: &Pages) -> bool {
    /// A page has no more lines.
    const PAGE: usize = 100;
    let label = |at: usize| lines.get(at).and_then(label_of);
    let (Some(first), Some(second)) = (label(at), label(at + 1)) else { return false };
    if first.number() + 1 != second.number() || label(at - 1).is_some() {
        return false;
    }
    let is_on_page = |line: &usize| !pages.end_between(lines[*line].number, lines[line + 1].number);
    let page: Vec<usize> = (at.saturating_sub(PAGE)..at).rev().take_while(is_on_page).collect();
    let calls = |line: &usize| references::plain(*line, &lines[*line].text).into_iter();
    let glued = page.iter().flat_map(calls).filter(|mark| mark.form == references::Form::Glued);
    let called: Vec<Label> = glued.map(|mark| mark.label).collect();
    called.contains(&first) && called.contains(&second)
}

/// Whether the labels of a foot stand somewhere below their words: numbers alone that count on, and as many notes.
fn are_strewn(foot: &[Line<'_>]) -> bool {
    /// A foot has no more lines.
    const LONGEST: usize = 30;
    let mut labels: Vec<u32> = foot.iter().filter_map(label_of).map(Label::number).collect();
    labels.sort_unstable();
    let counts_on = labels.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    (2..=LONGEST).contains(&foot.len()) && !labels.is_empty() && counts_on && labels.len() * 2 <= foot.len()
}

/// The label that is all of a line.
fn label_of(line: &Line<'_>) -> Option<Label> {
    Label::read(line.text.trim()).filter(|_| line.kind == Kind::Text)
}

/// Where a foot ends: at the page's end, but not at a page's number that stands between labels and words.
fn foot_end(lines: &[Line<'_>], first: usize, pages: &Pages) -> usize {
    let ends = |at: &usize| {
        let only_labels = (first..*at).all(|line| label_of(&lines[line]).is_some());
        lines[*at - 1].foot_rule || pages.end_between(lines[*at - 1].number, lines[*at].number) && !only_labels
    };
    (first + 1..lines.len()).find(ends).unwrap_or(lines.len())
}

/// Gives the labels of a foot to its notes, in order.
fn take_foot(lines: &[Line<'_>], foot: std::ops::Range<usize>, columns: &mut Columns) {
    let mut labels: Vec<(Label, usize)> = foot.clone().filter_map(|at| Some((label_of(&lines[at])?, at))).collect();
    labels.sort_unstable();
    let first = labels.first().map_or(0, |(label, _)| label.number());
    let count = u32::try_from(labels.len()).unwrap_or(u32::MAX);
    // A figure that stands alone is no label.
    labels.retain(|(label, _)| label.number() < first + count + 2);
    labels.dedup_by_key(|(label, _)| *label);
    let words: Vec<usize> = foot.filter(|at| labels.iter().all(|(_, label)| label != at)).collect();
    let openings = openings(lines, &words, labels.len());
    for (opening, (label, at)) in openings.iter().zip(&labels) {
        columns.opened.push((*opening, *label));
        columns.labels.insert(*opening, *at);
    }
    for (place, at) in words.iter().enumerate().filter(|(_, at)| !openings.contains(at)) {
        let opening = openings.iter().rposition(|opening| words[..place].contains(opening));
        columns.inside.extend(opening.map(|opening| (*at, openings[opening])));
    }
}

/// The lines that open the notes of a foot: the first, and those that look most like beginnings.
fn openings(lines: &[Line<'_>], words: &[usize], count: usize) -> Vec<usize> {
    let width = words.iter().map(|at| lines[*at].text.trim().chars().count()).max().unwrap_or_default();
    let mut inner: Vec<(i32, usize)> =
        words.windows(2).map(|pair| (beginning(lines, pair[0], pair[1], width), pair[1])).collect();
    inner.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    let mut found: Vec<usize> = words.first().copied().into_iter().collect();
    found.extend(inner.into_iter().take(count.saturating_sub(1)).map(|(_, at)| at));
    found.sort_unstable();
    found
}

/// How much a line looks like the first of a note. `width`: the longest line.
fn beginning(lines: &[Line<'_>], above: usize, at: usize, width: usize) -> i32 {
    let text = lines[above].text.trim();
    let end = match sentence::end_of(text) {
        End::Closed => 3,
        End::Bracket => 1,
        End::Clause => -1,
        End::Open => -4,
    };
    let start = if sentence::start_of(&lines[at].text) == Start::Small { -4 } else { 1 };
    let apart = if lines[at].number > lines[above].number + 1 || lines[at].opens { 3 } else { 0 };
    let short = if text.chars().count() * 10 < width * 8 { 2 } else { -1 };
    end + start + apart + short
}
