//! A note that breaks down two totals of the passage that calls it: "217 villages and 134 families" and a note that
//! tells both, commune by commune.
//!
//! In: units, the blocks that call the notes. Out: totals with the sum of their parts.
//! What always holds: the parts of the one make its total to the last digit, so the note leaves nothing out, and those of
//! the other should make theirs.

use std::ops::Range;

use super::found::{Found, figure};
use super::sums::{counted, written};
use crate::link::subjects::called_by;
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::value;
use crate::sentences;
use crate::tokens::Token;

/// Fewest parts of the total that is made, and of the other.
const PARTS: (usize, usize) = (3, 2);

/// A number and the noun behind it.
type Count = (String, Token);

/// All totals that the notes break down into other sums. `callers`: the block that calls each note.
pub(super) fn breakdowns(units: &[Unit], callers: &[Option<&str>]) -> Vec<Found> {
    let mut found = Vec::new();
    for (caller, note) in called_by(units, callers) {
        let (text, note_text) = (units[caller].text(), units[note].text());
        let parts = counts(note_text, 0..note_text.len());
        if parts.len() < PARTS.0 {
            continue;
        }
        for clause in sentences::clauses(text, units[caller].language) {
            found.extend(against(units, (caller, &counts(text, clause)), (note, &parts)));
        }
    }
    found
}

/// The whole numbers of a part of a text that count something.
fn counts(text: &str, range: Range<usize>) -> Vec<Count> {
    let is_whole = |(_, number): &Count| value(&number.key).is_some_and(|read| read.decimals == 0);
    counted(text, range).into_iter().filter(is_whole).collect()
}

/// The total beside one that the note makes, when its own parts do not make it.
fn against(units: &[Unit], (caller, totals): (usize, &[Count]), (note, parts): (usize, &[Count])) -> Option<Found> {
    let amount = |number: &Token| value(&number.key).map_or(0.0, |read| read.value);
    let column = |noun: &String| {
        let own = parts.iter().filter(|(other, _)| other == noun);
        own.map(|(_, number)| number).collect::<Vec<&Token>>()
    };
    let sum = |column: &[&Token]| column.iter().map(|number| amount(number)).sum::<f64>();
    let is_made = |(noun, total): &Count| {
        let column = column(noun);
        column.len() >= PARTS.0 && (sum(&column) - amount(total)).abs() < 1e-6
    };
    let made = totals.iter().position(is_made)?;
    let beside = [made.checked_sub(1), Some(made + 1)].into_iter().flatten().filter_map(|at| totals.get(at));
    let other = |(noun, _): &&Count| *noun != totals[made].0 && column(noun).len() >= PARTS.1;
    let (noun, total) = beside.into_iter().find(other)?;
    let column = column(noun);
    let (first, last) = (column.first()?.range.start, column.last()?.range.end);
    if (sum(&column) - amount(total)).abs() < 1e-6 {
        return None;
    }
    let (range, text, note_text) = (total.range.clone(), units[caller].text(), units[note].text());
    let printed: Vec<&str> = column.iter().map(|number| &note_text[number.range.clone()]).collect();
    let discrepancy = Discrepancy {
        kind: DiscrepancyKind::Sum,
        what: format!("{} {noun}", &text[range.clone()]),
        a: figure(&units[caller], &range, &text[range.clone()]),
        b: figure(&units[note], &(first..last), &format!("{} = {}", printed.join(" + "), written(sum(&column), 0))),
        ..Discrepancy::default()
    };
    Some(Found { order: (caller, range.start), other: (note, first), discrepancy })
}
