//! Two passages of one report: what looks like a restatement is mostly one form that is filled twice.
//!
//! In: two passages. Out: whether one says again what the other said. What always holds: passages of one section, two notes and two lines
//! of lists or tables tell of two things unless they share many words of their own, and so do passages in which other names or numbers
//! stand at the same place; what a report says again and again is a formula.

use std::collections::HashMap;

use super::crossing::Fit;
use crate::compare::{Step, steps};
use crate::link::texts::Token;
use crate::link::units::{Kind, Unit};

/// How many times over passages share what is enough between two reports.
pub(super) const ENOUGH: f64 = 1.5;
/// Words of the shorter passage.
const SHORTEST: usize = 24;
/// Words of its own, names of documents not counted, of one that stands where things are counted up.
const OWN: usize = 40;
/// Words of a passage in which one other name or number is a correction and no other thing.
const WORDS: usize = 60;
/// Partners of a formula.
const PARTNERS: usize = 3;

/// A passage, its words, and how many of them are its own.
pub(super) type Passage<'t> = (&'t Unit, &'t [Token], usize);

/// Whether two passages of one report say one thing twice.
pub(super) fn is_said_again((a, left, own): Passage<'_>, (b, right, own_too): Passage<'_>) -> bool {
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
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.word).collect::<Vec<u32>>();
    let other = |step: &Step| names(a, &left[step.a.clone()]) && names(b, &right[step.b.clone()]);
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

/// Leaves out what a report says again and again.
pub(super) fn leave_formulas(units: &[Unit], fits: &mut Vec<Fit>) {
    let in_one = |fit: &Fit| units[fit.pair.a].report == units[fit.pair.b].report;
    let mut partners: HashMap<usize, usize> = HashMap::new();
    for unit in fits.iter().filter(|fit| in_one(fit)).flat_map(|fit| [fit.pair.a, fit.pair.b]) {
        *partners.entry(unit).or_default() += 1;
    }
    let is_formula = |unit: usize| partners.get(&unit).is_some_and(|count| *count >= PARTNERS);
    fits.retain(|fit| !in_one(fit) || !is_formula(fit.pair.a) && !is_formula(fit.pair.b));
}
