//! Two passages of one report: what looks like a restatement is mostly one form that is filled twice.
//!
//! In: two passages. Out: whether one says again what the other said. What always holds: passages of one section, two notes and two lines
//! of lists or tables tell of two things unless they share many words of their own, and so do passages in which other names or numbers
//! stand at the same place; what a report says again and again is a formula.

use std::collections::HashMap;
use std::ops::Range;

use super::crossing::Fit;
use super::runs::Run;
use crate::compare::{Step, steps};
use crate::link::texts::{Texts, Token};
use crate::link::units::{Kind, Unit};

/// How many times over passages share what is enough between two reports.
pub(super) const ENOUGH: f64 = 1.5;
/// Words of the shorter passage.
const SHORTEST: usize = 24;
/// Words of its own, names of documents not counted, of one that stands where things are counted up.
const OWN: usize = 40;
/// Words of a passage in which one other name or number is a correction and no other thing.
const WORDS: usize = 60;
/// Words of the longest name that stands for another one.
const NAME: usize = 8;
/// Partners of a formula.
const PARTNERS: usize = 3;

/// A passage, its words, and how many of them are its own.
pub(super) type Passage<'t> = (&'t Unit, &'t [Token], usize);

/// Whether two passages of one report say one thing twice.
pub(super) fn is_said_again(texts: &Texts, (a, left, own): Passage<'_>, (b, right, own_too): Passage<'_>) -> bool {
    // A table may sum up what items say, each by itself.
    let is_table = |unit: &Unit| unit.text().contains('|');
    let are_lines =
        a.is_line && b.is_line && is_table(a) == is_table(b) || a.kind == Kind::Note && b.kind == Kind::Note;
    let is_one_section = a.kind == b.kind && a.section.is_some() && a.section == b.section;
    let shorter = left.len().min(right.len());
    let is_short = if are_lines || is_one_section { own.min(own_too) < OWN } else { shorter < SHORTEST };
    if is_short {
        return false;
    }
    // Marks that a scan lost or put elsewhere make no other name.
    let key =
        |token: &Token| if token.is_number { (token.word, true) } else { (texts.lexicon.fold_of(token.word), false) };
    let keys = |tokens: &[Token]| tokens.iter().map(key).collect::<Vec<_>>();
    // A long one is what only one of the two says.
    let is_short = |step: &Step| step.a.len().max(step.b.len()) <= NAME;
    let other = |step: &Step| is_short(step) && names(a, &left[step.a.clone()]) && names(b, &right[step.b.clone()]);
    let others = steps(&keys(left), &keys(right)).iter().filter(|step| !step.is_same && other(step)).count();
    others * WORDS <= shorter
}

/// Whether words hold a number or a name: a capital within a sentence.
fn names(unit: &Unit, tokens: &[Token]) -> bool {
    let is_name = |token: &Token| {
        let before = unit.text()[..token.range().start].trim_end_matches([' ', '(', '“', '"']);
        let is_first = before.is_empty() || before.ends_with(['.', '!', '?', ':', '-', '–', '\n', '|']);
        token.is_number || !is_first && unit.text()[token.range()].starts_with(char::is_uppercase)
    };
    tokens.iter().any(is_name)
}

/// Leaves out what a report says again and again: pairs whose words most other partners of a passage share, too.
pub(super) fn leave_formulas(units: &[Unit], fits: &mut Vec<Fit>) {
    let in_one = |fit: &Fit| units[fit.pair.a].report == units[fit.pair.b].report;
    let sides = |fit: &Fit| {
        let ranges = |of: fn(&Run) -> &Range<usize>| fit.runs.iter().map(of).cloned().collect::<Vec<_>>();
        [(fit.pair.a, ranges(|run| &run.a)), (fit.pair.b, ranges(|run| &run.b))]
    };
    let mut times: HashMap<usize, Vec<usize>> = HashMap::new();
    for (unit, ranges) in fits.iter().filter(|fit| in_one(fit)).flat_map(sides) {
        let times = times.entry(unit).or_default();
        times.resize(times.len().max(ranges.iter().map(|range| range.end).max().unwrap_or(0)), 0);
        ranges.into_iter().for_each(|range| times[range].iter_mut().for_each(|times| *times += 1));
    }
    let is_formula = |(unit, ranges): &(usize, Vec<Range<usize>>)| {
        let said = times.get(unit).map_or(&[][..], Vec::as_slice);
        let words = || ranges.iter().flat_map(|range| &said[range.clone()]);
        words().filter(|times| **times >= PARTNERS).count() * 2 > words().count()
    };
    fits.retain(|fit| !in_one(fit) || !sides(fit).iter().any(is_formula));
}
