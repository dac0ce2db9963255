//! Words of two syllables, for the proofreader of Vietnamese.
//!
//! In: `languages/vi.compounds.txt`, the program's own, and what an edition adds under `compounds` of `languages/vi.yaml`. Out: whether two syllables that
//! stand beside one another are one word. Invariant: two spellings of a syllable (`uỷ`, `ủy`; `kĩ`, `kỹ`) are one.

use std::collections::{HashMap, HashSet};

use crate::text::one_spelling;

/// One first syllable a line, a colon, and what may follow it.
const LIST: &str = include_str!("../../languages/vi.compounds.txt");

/// Words of two syllables, and words that say nothing of their neighbours.
#[derive(Debug, Default)]
pub struct Compounds {
    seconds: HashMap<String, HashSet<String>>,
    weak: HashSet<String>,
}

impl Compounds {
    /// The program's own, with what an edition adds.
    pub fn of<'w>(own: &[String], weak: impl Iterator<Item = &'w String>) -> Self {
        let mut read = Self { weak: weak.map(|word| one_spelling(word)).collect(), ..Self::default() };
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let Some((first, seconds)) = line.split_once(':') else { continue };
            seconds.split_whitespace().for_each(|second| read.add(first, second));
        }
        for words in own {
            let syllables: Vec<&str> = words.split_whitespace().collect();
            syllables.windows(2).for_each(|pair| read.add(pair[0], pair[1]));
        }
        read
    }

    fn add(&mut self, first: &str, second: &str) {
        self.seconds.entry(one_spelling(first)).or_default().insert(one_spelling(second));
    }

    /// Whether two syllables are one word.
    #[must_use]
    pub fn holds(&self, first: &str, second: &str) -> bool {
        if first.is_empty() || second.is_empty() {
            return false;
        }
        self.seconds.get(&one_spelling(first)).is_some_and(|seconds| seconds.contains(&one_spelling(second)))
    }

    /// Whether a word stands beside anything: "của", "đã".
    #[must_use]
    pub fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(&one_spelling(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read() {
        let weak = ["của".to_owned()];
        let known = Compounds::of(&[], weak.iter());
        for words in ["công nghiệp", "Kĩ thuật", "tỉnh uỷ", "tỉnh ủy", "thị trưởng", "dân cử"] {
            let (first, second) = words.split_once(' ').expect("two syllables");
            assert!(known.holds(first, second), "{words}");
        }
        assert!(!known.holds("chi", "thị") && !known.holds("", "nghiệp"));
        assert!(known.is_weak("của") && !known.is_weak("tỉnh"));
    }

    #[test]
    fn every_line_of_the_list_has_syllables() {
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let (first, seconds) = line.split_once(": ").expect("a colon");
            assert!(!first.contains(' ') && !seconds.trim().is_empty(), "{line}");
        }
    }

    #[test]
    fn an_edition_adds_its_own() {
        let known = Compounds::of(&["phum sóc xưa".to_owned()], std::iter::empty());
        assert!(known.holds("phum", "sóc") && known.holds("sóc", "xưa") && known.holds("công", "nghiệp"));
    }
}
