//! Where each token stands.
//!
//! In: the units. Out: [`Index`]: key → spellings → places. What always holds: places ascend; between two pieces of a
//! unit a gap is left, so that no phrase is found across them.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::tokens::{key, tokens, variant};
use super::units::Unit;

/// Places left free between two pieces of a unit.
pub const GAP: u32 = 4;

/// A token's place: the unit's number, and the token's in it.
pub type Place = (u32, u32);

/// The index of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// By key and spelling.
    pub keys: BTreeMap<String, BTreeMap<String, Vec<Place>>>,
    /// By unit: the place where each piece begins.
    pub starts: Vec<Vec<u32>>,
    /// By unit: how many tokens it has, and how many of them are its heading's.
    pub lengths: Vec<(u32, u32)>,
}

/// By words as printed, of which a language has few: the maps stay small and near.
type ByWord<'a, V> = HashMap<&'a str, V, foldhash::fast::FixedState>;

/// The tokens of some units, by their words as printed.
type Printed<'a> = ByWord<'a, Vec<Place>>;

/// How many units are read at a time.
const BATCH: usize = 32;

/// How many such batches are held before they are merged.
const HELD: usize = 32;

/// Makes the index.
#[must_use]
pub fn index(units: &[Unit<'_>]) -> Index {
    let mut index = Index::default();
    // Key and spelling are worked out once a word, when all its places are there.
    let mut words: Vec<(&str, Vec<Place>)> = Vec::new();
    let mut known: ByWord<'_, usize> = ByWord::default();
    for (at, units) in units.chunks(BATCH * HELD).enumerate() {
        let first = at * BATCH * HELD;
        let parts = units.par_chunks(BATCH).enumerate();
        let batches: Vec<_> = parts.map(|(at, units)| batch(first + at * BATCH, units)).collect();
        for (printed, lays) in batches {
            #[expect(clippy::iter_over_hash_type, reason = "the places are sorted below")]
            for (word, places) in printed {
                match known.get(word) {
                    Some(at) => words[*at].1.extend(places),
                    None => {
                        known.insert(word, words.len());
                        words.push((word, places));
                    }
                }
            }
            for lay in lays {
                index.starts.push(lay.starts);
                index.lengths.push((lay.length, lay.heading));
            }
        }
    }
    for (word, places) in words {
        index.keys.entry(key(word)).or_default().entry(variant(word)).or_default().extend(places);
    }
    index
        .keys
        .par_iter_mut()
        .for_each(|(_, spellings)| spellings.values_mut().for_each(|places| places.sort_unstable()));
    index
}

/// The tokens of some units, of which the first has this number.
fn batch<'a>(first: usize, units: &'a [Unit<'_>]) -> (Printed<'a>, Vec<UnitLayout>) {
    let mut printed = Printed::default();
    let lays = units.iter().enumerate().map(|(nth, unit)| lay(first + nth, unit, &mut printed)).collect();
    (printed, lays)
}

/// How a unit is laid out: where its pieces begin, how many tokens it has, how many of them are its heading's.
struct UnitLayout {
    starts: Vec<u32>,
    length: u32,
    heading: u32,
}

fn lay<'a>(number: usize, unit: &'a Unit<'_>, printed: &mut Printed<'a>) -> UnitLayout {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let mut lay = UnitLayout { starts: Vec::with_capacity(unit.pieces.len()), length: 0, heading: 0 };
    let mut next = 0;
    for piece in &unit.pieces {
        lay.starts.push(next);
        let from = next;
        for token in tokens(&piece.text) {
            printed.entry(token).or_default().push((number, next));
            next += 1;
        }
        lay.length += next - from;
        if lay.starts.len() == 1 {
            lay.heading = next;
        }
        next += GAP;
    }
    lay
}

#[cfg(test)]
mod tests {
    use super::super::units::Piece;
    use super::*;

    #[test]
    fn every_token_is_found_at_its_place() {
        let piece = |text: &'static str| Piece { text: text.into(), ..Piece::default() };
        let unit = Unit {
            pieces: vec![piece("Đảng bộ"), piece("Đang đạt 7,11%"), piece("đảng")], ..Unit::default()
        };
        let index = index(&[Unit::default(), unit]);
        let dang = &index.keys["dang"];
        let spelled: Vec<(&str, &[Place])> = dang.iter().map(|(k, v)| (k.as_str(), v.as_slice())).collect();
        assert_eq!(spelled, [("đang", &[(1, 6)][..]), ("đang\u{309}", &[(1, 0), (1, 13)][..])]);
        assert_eq!(index.keys["7,11"]["7,11"], [(1, 8)]);
        assert_eq!(index.starts, [vec![], vec![0, 6, 13]]);
        assert_eq!(index.lengths, [(0, 0), (6, 2)]);
    }
}
