//! Figures so precise that two passages of one place which give them speak of the same thing, in whatever words.
//!
//! In: the units, their words and subjects. Out: pairs of passages that share such figures, and for each how many.
//! What always holds: years, rounded figures and those that many passages give tell nothing; a passage and its own note are no pair; the
//! work is linear in the figures.

use std::collections::{HashMap, HashSet};

use crate::language::year;
use crate::link::subjects::{Subject, called_by};
use crate::link::texts::Texts;
use crate::link::units::Unit;
use crate::numerals::value;

/// Digits of a precise figure, zeros at its ends not counted.
const DIGITS: usize = 3;
/// Passages of a place that give a figure which still tells them from all others.
const RARE: usize = 4;
/// Figures that two passages share which say the same in other words.
pub(super) const ENOUGH: usize = 2;

/// The figures that few passages of a place give.
#[derive(Default)]
pub(in crate::link) struct SharedFigures {
    /// How much each figure says.
    values: HashMap<u32, u64, foldhash::fast::FixedState>,
    /// Place and figure, by how much it says.
    rare: HashSet<(usize, u64), foldhash::fast::FixedState>,
    /// Passages that share enough of them, in order.
    pairs: Vec<(usize, usize)>,
}

impl SharedFigures {
    /// Reads the figures. `callers`: the blocks that call the notes.
    pub fn new(units: &[Unit], texts: &Texts, subjects: &[Subject], callers: &[Option<&str>]) -> Self {
        let mut shared = Self::default();
        let mut stands: Vec<(usize, u64, usize)> = Vec::new();
        for (unit, figure) in texts.figures(is_precise) {
            let read = || value(texts.lexicon.key(figure)).map_or(0, |read| read.value.to_bits());
            let value = *shared.values.entry(figure).or_insert_with(read);
            // What sets norms gives the same amounts again and again.
            if !subjects[unit].is_norm {
                stands.push((subjects[unit].place, value, unit));
            }
        }
        stands.sort_unstable();
        stands.dedup();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for same in stands.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|same| (2..=RARE).contains(&same.len())) {
            shared.rare.insert((same[0].0, same[0].1));
            for (at, (_, _, a)) in same.iter().enumerate() {
                pairs.extend(same[at + 1..].iter().map(|(_, _, b)| (*a, *b)));
            }
        }
        pairs.sort_unstable();
        let called: HashSet<(usize, usize)> = called_by(units, callers).into_iter().collect();
        let enough = pairs.chunk_by(|a, b| a == b).filter(|same| same.len() >= ENOUGH).map(|same| same[0]);
        shared.pairs = enough.filter(|(a, b)| !called.contains(&(*a, *b)) && !called.contains(&(*b, *a))).collect();
        shared
    }

    /// How much a figure says that few passages of a place give, and more than one.
    pub fn rare(&self, place: usize, figure: u32) -> Option<u64> {
        self.values.get(&figure).copied().filter(|value| self.rare.contains(&(place, *value)))
    }

    /// Whether two passages, the earlier one first, share enough figures.
    pub fn has(&self, a: usize, b: usize) -> bool {
        self.pairs.binary_search(&(a, b)).is_ok()
    }

    /// The candidates with those that share figures, in order.
    pub fn add_to(&self, candidates: Vec<(usize, usize, usize)>) -> Vec<(usize, usize, usize)> {
        let mut all = candidates;
        all.extend(self.pairs.iter().map(|(a, b)| (*a, *b, 0)));
        // Of two entries of one pair the one with more runs comes first.
        all.sort_unstable_by(|x, y| (x.0, x.1, y.2).cmp(&(y.0, y.1, x.2)));
        all.dedup_by_key(|(a, b, _)| (*a, *b));
        all
    }
}

/// "731.460" and "8,36" are precise, "2025", "1.000", "012" and "47" are not.
fn is_precise(figure: &str) -> bool {
    let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len() >= DIGITS && year(figure).is_none() && !figure.contains('/')
}

#[cfg(test)]
mod tests {
    use super::is_precise;

    #[test]
    fn round_figures_and_years_are_not_precise() {
        assert!(["731.460", "8,36", "52.118.370"].iter().all(|figure| is_precise(figure)));
        assert!(!["2025", "1.000", "012", "47", "12.000", "09/03/2022"].iter().any(|figure| is_precise(figure)));
    }
}
