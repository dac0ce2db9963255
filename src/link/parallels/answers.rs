//! What the editor says of pairs of passages: `parallels:` in `edition.yaml`.
//!
//! In: the entries, pairs that were found. Out: the answer to a pair; the entries that fit none. What always holds: the order of the two
//! places does not matter; of two entries about one pair the last one counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::config::{ParallelAnswer, ParallelEntry};
use crate::model::links::Place;

/// Two places as an entry names them, in one order.
pub(super) type Names = [String; 2];

/// The editor's answers.
pub(super) struct Answers<'e> {
    entries: &'e [ParallelEntry],
    by_places: BTreeMap<Names, ParallelAnswer>,
}

impl<'e> Answers<'e> {
    pub fn new(entries: &'e [ParallelEntry]) -> Self {
        Self { entries, by_places: entries.iter().filter_map(|entry| Some((named(entry)?, entry.answer))).collect() }
    }

    /// The answer to a pair; none while nobody has given one.
    pub fn of(&self, a: &Place, b: &Place) -> Option<ParallelAnswer> {
        self.by_places.get(&names(a, b)).copied()
    }

    /// Whether a pair is to be shown.
    pub fn keeps(&self, a: &Place, b: &Place) -> bool {
        self.of(a, b) != Some(ParallelAnswer::Other)
    }

    /// The entries that fit none of the pairs that were found.
    pub fn idle(&self, found: impl Iterator<Item = Names>) -> Vec<usize> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let found: BTreeSet<Names> = found.collect();
        let is_idle = |entry: &ParallelEntry| named(entry).is_none_or(|names| !found.contains(&names));
        (0..self.entries.len()).filter(|at| is_idle(&self.entries[*at])).collect()
    }
}

fn in_order(mut names: Names) -> Names {
    names.sort();
    names
}

/// The names of two places.
pub(super) fn names(a: &Place, b: &Place) -> Names {
    in_order([a, b].map(|place| format!("{}#{}", place.report, place.id)))
}

/// The two places of an entry; none where it does not name two.
fn named(entry: &ParallelEntry) -> Option<Names> {
    <&Names>::try_from(entry.at.as_slice()).ok().cloned().map(in_order)
}
