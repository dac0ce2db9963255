//! A note that breaks down two totals of the passage that calls it: "2.217 branches and 1.341 members" and a note that
//! tells both, committee by committee.
//!
//! In: units, the blocks that call the notes. Out: totals with the sum of their parts.
//! What always holds: the parts of the one make its total to the last digit, so the note leaves nothing out, and those of
//! the other should make theirs.

use super::found::{Found, figure};
use super::sums::written;
use crate::link::subjects::called_by;
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::value;
use crate::sentences;
use crate::tokens::{Token, tokens};

/// Fewest parts of the total that is made, and of the other.
const PARTS: (usize, usize) = (3, 2);

/// A number and the noun behind it.
struct Count {
    noun: String,
    number: Token,
    value: f64,
}

/// All totals that the notes break down into other sums. `callers`: the block that calls each note.
pub(super) fn breakdowns(units: &[Unit], callers: &[Option<&str>]) -> Vec<Found> {
    let mut found = Vec::new();
    for (caller, note) in called_by(units, callers) {
        let parts = counts(units[note].text());
        let text = units[caller].text();
        for clause in sentences::clauses(text, units[caller].language) {
            let mut totals = counts(&text[clause.clone()]);
            for total in &mut totals {
                total.number.range = total.number.range.start + clause.start..total.number.range.end + clause.start;
            }
            found.extend(against(units, (caller, &totals), (note, &parts)));
        }
    }
    found
}

/// The numbers of a text that count something.
fn counts(text: &str) -> Vec<Count> {
    let words = tokens(text);
    let pairs = words.windows(2).filter(|pair| pair[0].is_number && !pair[1].is_number);
    let count = |pair: &[Token]| {
        let read = value(&pair[0].key).filter(|read| read.decimals == 0)?;
        Some(Count { noun: pair[1].key.clone(), number: pair[0].clone(), value: read.value })
    };
    pairs.filter_map(count).collect()
}

/// The total beside one that the note makes, when its own parts do not make it.
fn against(units: &[Unit], (caller, totals): (usize, &[Count]), (note, parts): (usize, &[Count])) -> Option<Found> {
    let column = |noun: &String| parts.iter().filter(|part| part.noun == *noun).collect::<Vec<&Count>>();
    let sum = |column: &[&Count]| column.iter().map(|part| part.value).sum::<f64>();
    let is_made = |total: &&Count| {
        let column = column(&total.noun);
        column.len() >= PARTS.0 && (sum(&column) - total.value).abs() < 1e-6
    };
    let made = totals.iter().position(|total| is_made(&total))?;
    let beside = [made.checked_sub(1), Some(made + 1)].into_iter().flatten().filter_map(|at| totals.get(at));
    let other = |total: &&Count| total.noun != totals[made].noun && column(&total.noun).len() >= PARTS.1;
    let total = beside.into_iter().find(other)?;
    let column = column(&total.noun);
    let (first, last) = (column.first()?.number.range.start, column.last()?.number.range.end);
    if (sum(&column) - total.value).abs() < 1e-6 {
        return None;
    }
    let note_text = units[note].text();
    let printed: Vec<&str> = column.iter().map(|part| &note_text[part.number.range.clone()]).collect();
    let (range, text) = (total.number.range.clone(), units[caller].text());
    let discrepancy = Discrepancy {
        kind: DiscrepancyKind::Sum,
        what: format!("{} {}", &text[range.clone()], total.noun),
        a: figure(&units[caller], &range, &text[range.clone()]),
        b: figure(&units[note], &(first..last), &format!("{} = {}", printed.join(" + "), written(sum(&column), 0))),
        ..Discrepancy::default()
    };
    Some(Found { order: (caller, range.start), other: (note, first), discrepancy })
}
