//! What looks like marks and notes and was not chosen: told, so that nothing is missed in silence.
//!
//! In: the candidates and the choice. Out: digits that count on where the row of marks lacks them, or in a row of
//! their own; numbered lines that stand where notes stand. They stay text.

use std::collections::HashMap;

use super::chain::Chosen;
use super::definitions::{self, Definition};
use super::lines::Line;
use super::places::Place;
use super::references::{Form, Reference};

/// Places in the source that may have been meant as marks and notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubtful {
    /// Digits: line and label.
    pub marks: Vec<(usize, String)>,
    /// Lines that open like notes: line and label.
    pub notes: Vec<(usize, String)>,
}

/// How much a digit must look like a mark: in a gap of the row, and elsewhere.
const IN_GAP: i32 = 4;
const ALONE: i32 = 5;
/// Digits that count on, from which on they are a row.
const ROW: usize = 3;
/// Lines between two of a row.
const NEAR: usize = 120;
/// Labels beyond the last one that may be marks of lost notes.
const BEYOND: u32 = 3;
/// How much place and form of a line must say that a note opens there.
const NOTE: i32 = 8;
/// Lines of a note above the next one.
pub(super) const BELOW: usize = 12;

/// Looks for them. `opened`: the candidates for notes with their places.
pub fn find(
    lines: &[Line<'_>],
    opened: (&[Definition], &[Place]),
    references: &[Reference],
    chosen: &Chosen,
) -> Doubtful {
    let (definitions, places) = opened;
    let row = rows(references);
    let mut taken = vec![false; references.len()];
    chosen.notes.iter().filter_map(|(_, reference)| *reference).for_each(|at| taken[at] = true);
    let called: Vec<usize> = (0..references.len()).filter(|at| taken[*at]).collect();
    let is_doubtful = |at: &usize| {
        let reference = &references[*at];
        let number = reference.label.number();
        let next = called.partition_point(|other| other < at);
        let before = next.checked_sub(1).map(|other| references[called[other]].label.number());
        let after = called.get(next).map(|other| references[*other].label.number());
        let fills = match (before, after) {
            (Some(before), Some(after)) if before < after => before < number && number < after,
            // Numbering begins anew between them.
            (Some(before), Some(after)) => number < after || before < number && number <= before + BEYOND,
            (Some(before), None) => before < number && number <= before + BEYOND,
            (None, Some(after)) => number < after,
            (None, None) => false,
        };
        let is_gap = fills && before.is_some() && after.is_some_and(|after| number < after);
        reference.form != Form::Raised
            && !taken[*at]
            && (is_gap && reference.strength >= IN_GAP
                || (fills || called.is_empty()) && reference.strength >= ALONE && row[*at] >= ROW)
    };
    let told = |at: usize| (lines[references[at].line].number, references[at].label.to_string());
    let is_square = |at: &usize| references[*at].form == Form::Square;
    let doubtful = (0..references.len()).filter(is_doubtful);
    // Where no number in square brackets calls a note they are codes, as forms have them: told once.
    let are_codes = !called.iter().any(is_square);
    let (codes, marks): (Vec<usize>, Vec<usize>) = doubtful.partition(|at| are_codes && is_square(at));
    let mut marks: Vec<(usize, String)> = marks.into_iter().map(told).collect();
    if let (Some(first), Some(last)) = (codes.first(), codes.last()) {
        let ((line, first), (_, last)) = (told(*first), told(*last));
        marks.push((line, format!("[{first}] … [{last}] ({})", codes.len())));
        marks.sort();
    }
    let accepted: Vec<usize> = chosen.notes.iter().map(|(definition, _)| *definition).collect();
    let is_open = |at: &usize| accepted.binary_search(at).is_err() && !definitions[*at].is_raised();
    let mut notes: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = Vec::new();
    for at in (0..definitions.len()).filter(is_open).map(Some).chain([None]) {
        let goes_on = at.zip(row.last()).is_some_and(|(at, last)| follows(&definitions[*last], &definitions[at]));
        if !goes_on {
            let row = std::mem::take(&mut row);
            notes.extend(if is_foot(&row, definitions, places) { row } else { Vec::new() });
        }
        row.extend(at);
    }
    let notes = notes.iter().map(|at| &definitions[*at]);
    let notes = notes.map(|definition| (lines[definition.line].number, definition.label.to_string())).collect();
    Doubtful { marks, notes }
}

/// Whether lines that count on stand where notes stand: below a text that breaks off or a rule, and, where only that speaks for them,
/// above a page's end. Numbered paragraphs stand so as well, but have points.
fn is_foot(row: &[usize], definitions: &[Definition], places: &[Place]) -> bool {
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return false };
    let place = &places[*first];
    let weight = definitions[*first].strength + place.above + place.below;
    let is_plain = definitions[*first].form != definitions::Form::Point;
    let at_end = places[*last].below >= 3;
    // Below a whole sentence a row without any sign says enough.
    if row.len() > 1 && at_end && place.above >= 0 && definitions[*first].form == definitions::Form::Number {
        return true;
    }
    place.above >= 3 && (weight >= NOTE && (is_plain || at_end) || row.len() > 1 && is_plain && at_end)
}

/// Whether a line counts on right below another one that opens like a note.
fn follows(last: &Definition, next: &Definition) -> bool {
    let counts_on = next.label.before(0).iter().any(|(label, _)| *label == last.label);
    counts_on && next.form == last.form && next.line <= last.line + BELOW
}

/// How long the row is that each candidate stands in: candidates that count on by one, not far from one another.
fn rows(references: &[Reference]) -> Vec<usize> {
    let strong = |at: &usize| references[*at].strength >= ALONE;
    let step = |indexes: &mut dyn Iterator<Item = usize>, next: fn(u32) -> u32| {
        let mut last: HashMap<u32, (usize, usize)> = HashMap::new();
        let mut length = vec![0; references.len()];
        for at in indexes {
            let reference = &references[at];
            let near =
                last.get(&next(reference.label.number())).filter(|(line, _)| line.abs_diff(reference.line) <= NEAR);
            length[at] = near.map_or(1, |(_, length)| length + 1);
            last.insert(reference.label.number(), (reference.line, length[at]));
        }
        length
    };
    let before = step(&mut (0..references.len()).filter(strong), |number| number.wrapping_sub(1));
    let after = step(&mut (0..references.len()).rev().filter(strong), |number| number + 1);
    before.iter().zip(after).map(|(before, after)| (before + after).saturating_sub(1)).collect()
}
