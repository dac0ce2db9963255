//! The same digits at another scale: 1,05 thousand millions here, 1,05 millions there.
//!
//! In: passages. Out: pairs of figures with the same digits and unit whose words of scale differ.
//! What always holds: the words before both name the same thing; digits that stand in many places tell nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Found;
use super::sentences::{Sense, Sentence};
use super::values::{compare, pair_of};
use crate::link::subjects::Subject;
use crate::link::units::Unit;
use crate::model::links::DiscrepancyKind;

/// Digits that hardly stand in two places by chance, and places of which one may be a slip.
const DIGITS: usize = 3;
const PLACES: usize = 6;
/// Words before a figure, and those of them that both places must have.
const WORDS: usize = 20;
const SHARED: usize = 6;

/// Passage and token.
type Position = (usize, usize);

/// The figures whose scales differ.
pub(super) fn scaled(units: &[Unit], passages: &[Sentence], subjects: &[Subject]) -> Vec<Found> {
    let mut spots: BTreeMap<(usize, &str), Vec<Position>> = BTreeMap::new();
    for (index, passage) in passages.iter().enumerate() {
        for at in (0..passage.tokens.len().saturating_sub(1)).filter(|at| passage.senses[*at] == Sense::Figure) {
            let digits = passage.key(at).bytes().filter(u8::is_ascii_digit).count();
            if digits >= DIGITS && passage.language.scale(passage.key(at + 1)).is_some() {
                spots.entry((subjects[passage.unit].place, passage.key(at))).or_default().push((index, at));
            }
        }
    }
    let mut found = Vec::new();
    for spots in spots.values().filter(|spots| (2..=PLACES).contains(&spots.len())) {
        let rest = |at: usize| &spots[at + 1..];
        for ((a, i), (b, j)) in spots.iter().enumerate().flat_map(|(at, a)| rest(at).iter().map(move |b| (*a, *b))) {
            let (left, right) = (&passages[a], &passages[b]);
            let is_slip = || compare(units, left, i, right, j) == Some(DiscrepancyKind::Unit);
            if unit(left, i) == unit(right, j) && is_slip() && are_of_one_thing((left, i), (right, j)) {
                found.push(pair_of(units, left, i, right, j, DiscrepancyKind::Unit));
            }
        }
    }
    found
}

/// What stands behind the word of the scale: the currency.
fn unit(passage: &Sentence, at: usize) -> Option<u32> {
    passage.folded.get(at + 2).copied()
}

fn are_of_one_thing((left, i): (&Sentence, usize), (right, j): (&Sentence, usize)) -> bool {
    let before = |passage: &Sentence, at: usize| -> BTreeSet<u32> {
        let words = at.saturating_sub(WORDS)..at;
        words.filter(|at| passage.senses[*at] == Sense::Word).map(|at| passage.folded[at]).collect()
    };
    before(left, i).intersection(&before(right, j)).count() >= SHARED
}
