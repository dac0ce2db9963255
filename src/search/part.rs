//! The index of one report, or of the pages outside the reports, by itself: units are counted from its first one.
//!
//! In: its units. Out: [`Part`], in few pieces, so that it is kept and read again at the cost of its bytes; [`merged`], all parts
//! one after another. What always holds: the index of an edition is that of its parts, however each of them came to be.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::digits::digits;
use super::index::{Index, Place};
use super::texts::texts;
use super::units::Unit;
use crate::text::digest;

/// The index of a report.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Part {
    /// By unit: how many tokens it has, and how many of them are its heading's.
    pub lengths: Vec<(u32, u32)>,
    /// By file of its texts: how many units it has.
    pub files: Vec<u32>,
    /// A number for its texts.
    pub print: u128,
    /// Keys, spellings and places, one after another.
    signs: String,
    entries: Vec<Entry>,
}

/// A spelling of a key.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// How many bytes its key, its spelling and its places have.
    sizes: [usize; 3],
    /// The first and the last unit that has it.
    units: (u32, u32),
}

/// Where the tokens of an edition stand: key → spelling → places, as a reader's script reads them.
pub(super) type Merged<'p> = BTreeMap<&'p str, BTreeMap<&'p str, Postings>>;

/// The places of a spelling.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Unit by unit: steps from the last unit, how many places, steps from place to place.
    pub text: String,
    last: u32,
}

impl Part {
    /// The index of some units, and their texts as files.
    pub fn of(units: &[Unit<'_>], index: &Index) -> (Self, Vec<String>) {
        let (texts, files) = texts(units, index);
        let prints: Vec<u8> = texts.iter().flat_map(|text| digest(text.as_bytes()).to_le_bytes()).collect();
        let mut part = Self { lengths: index.lengths.clone(), files, print: digest(&prints), ..Self::default() };
        for (key, spellings) in &index.keys {
            for (spelling, places) in spellings {
                part.push(key, spelling, places);
            }
        }
        (part, texts)
    }

    fn push(&mut self, key: &str, spelling: &str, places: &[Place]) {
        let (Some((first, _)), Some((last, _))) = (places.first(), places.last()) else { return };
        self.signs.push_str(key);
        self.signs.push_str(spelling);
        let start = self.signs.len();
        rest(places, &mut self.signs);
        let sizes = [key.len(), spelling.len(), self.signs.len() - start];
        self.entries.push(Entry { sizes, units: (*first, *last) });
    }
}

/// The parts as one index.
pub(super) fn merged<'p>(parts: &[&'p Part]) -> Merged<'p> {
    let mut found: HashMap<&str, BTreeMap<&str, Postings>, foldhash::fast::FixedState> = HashMap::default();
    let mut base = 0;
    for part in parts {
        let mut signs = part.signs.as_str();
        let mut take = |size: usize| {
            let (head, tail) = signs.split_at_checked(size).unwrap_or_default();
            signs = tail;
            head
        };
        for Entry { sizes, units } in &part.entries {
            let [key, spelling, rest] = sizes.map(&mut take);
            let own = found.entry(key).or_default().entry(spelling).or_default();
            digits(base + units.0 - own.last, &mut own.text);
            own.text.push_str(rest);
            own.last = base + units.1;
        }
        base += u32::try_from(part.lengths.len()).unwrap_or(u32::MAX);
    }
    found.into_iter().collect()
}

/// Places as they are written, without the step to the first unit.
fn rest(places: &[Place], text: &mut String) {
    let mut last = None;
    for of_unit in places.chunk_by(|a, b| a.0 == b.0) {
        let Some((unit, _)) = of_unit.first() else { continue };
        if let Some(last) = last.replace(*unit) {
            digits(unit - last, text);
        }
        digits(u32::try_from(of_unit.len()).unwrap_or(u32::MAX), text);
        let mut from = 0;
        for (_, at) in of_unit {
            digits(at - from, text);
            from = *at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::digits::numbers;
    use super::*;

    fn part(units: u32, places: &[Place]) -> Part {
        let mut part = Part { lengths: (0..units).map(|_| (9, 1)).collect(), ..Part::default() };
        part.push("dang", "đảng", places);
        part
    }

    #[test]
    fn postings_go_by_steps() {
        let all = part(99, &[(3, 1), (3, 9), (70, 0)]);
        assert_eq!(numbers(&merged(&[&all])["dang"]["đảng"].text), [3, 2, 1, 8, 67, 1, 0]);
    }

    #[test]
    fn the_parts_are_the_whole() {
        let (first, none, last) = (part(5, &[(3, 1), (3, 9)]), part(60, &[]), part(7, &[(5, 0)]));
        assert_eq!(numbers(&merged(&[&first, &none, &last])["dang"]["đảng"].text), [3, 2, 1, 8, 67, 1, 0]);
    }
}
