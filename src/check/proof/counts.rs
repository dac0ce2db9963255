//! What the edition writes how often: words, pairs of words that stand beside one another, and those rows of three that are asked for.

use std::collections::{HashMap, HashSet};

use super::syllables::is_possible;
use super::tokens::Text;
use crate::language::compounds;
use crate::text::fold;

/// The counts of an edition. Words are numbered, so that a pair is two numbers.
#[derive(Debug, Default)]
pub(super) struct Counts {
    numbers: HashMap<String, usize>,
    words: Vec<Word>,
    pairs: HashMap<(usize, usize), u32>,
    /// Of pairs that are words of the language: how often one of the two belongs to a more common word ("hồ sơ | cấp").
    crossed: HashMap<(usize, usize), u32>,
    /// Possible syllables by what they are without marks.
    kin: HashMap<String, Vec<String>>,
    /// The words of all texts in their order, with [`GAP`] where a sign parts two.
    row: Vec<usize>,
    triples: HashMap<[usize; 3], u32>,
}

/// Stands between words that are no neighbours.
const GAP: usize = usize::MAX;

/// What is known of a word.
#[derive(Debug, Clone, Default)]
struct Word {
    count: u32,
    /// How often a number stands behind it.
    before_numbers: u32,
    is_possible: bool,
    /// What it is without marks.
    fold: String,
}

impl Counts {
    /// Counts all texts.
    pub fn of(texts: &[Text<'_>]) -> Self {
        let mut counts = Self::default();
        for text in texts {
            let mut before = None;
            counts.row.push(GAP);
            for token in &text.tokens {
                let number = counts.number(&token.low);
                counts.words[number].count += 1;
                counts.words[number].before_numbers += u32::from(token.is_before_number);
                if let Some(before) = before.filter(|_| !token.apart) {
                    *counts.pairs.entry((before, number)).or_default() += 1;
                }
                if token.apart {
                    counts.row.push(GAP);
                }
                counts.row.push(number);
                before = Some(number);
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "the words are sorted below")]
        for (word, number) in &counts.numbers {
            let known = &counts.words[*number];
            if known.is_possible {
                counts.kin.entry(known.fold.clone()).or_default().push(word.clone());
            }
        }
        counts.kin.values_mut().for_each(|words| words.sort());
        counts.count_crossed();
        counts
    }

    fn count_crossed(&mut self) {
        let known = compounds();
        let mut names = vec![""; self.words.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each word has its place")]
        for (word, number) in &self.numbers {
            names[*number] = word;
        }
        let is_compound = |(one, other): &(usize, usize)| known.holds(names[*one], names[*other]);
        let compounds: HashMap<(usize, usize), u32> =
            self.pairs.iter().filter(|(pair, _)| is_compound(pair)).map(|(pair, count)| (*pair, *count)).collect();
        let mut crossed = HashMap::new();
        for row in self.row.windows(3) {
            let (left, right) = ((row[0], row[1]), (row[1], row[2]));
            let (Some(one), Some(other)) = (compounds.get(&left), compounds.get(&right)) else { continue };
            // Words close as one reads, from the left, where neither is more common.
            *crossed.entry(if one < other { left } else { right }).or_default() += 1;
        }
        self.crossed = crossed;
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len();
        self.words.push(Word { is_possible: is_possible(word), fold: fold(word), ..Word::default() });
        self.numbers.insert(word.to_owned(), number);
        number
    }

    fn known(&self, word: &str) -> Option<&Word> {
        self.words.get(*self.numbers.get(word)?)
    }

    /// How often a word stands in the edition.
    pub fn word(&self, word: &str) -> u32 {
        self.known(word).map_or(0, |word| word.count)
    }

    /// Whether numbers stand behind a word so often that one which hangs on it is its own.
    pub fn before_numbers(&self, word: &str) -> bool {
        self.known(word).is_some_and(|word| word.before_numbers >= 3 && 3 * word.before_numbers >= word.count)
    }

    /// Whether a word can be a syllable of Vietnamese.
    pub fn is_possible(&self, word: &str) -> bool {
        self.known(word).map_or_else(|| is_possible(word), |word| word.is_possible)
    }

    /// How often two words stand beside one another.
    pub fn pair(&self, one: &str, other: &str) -> u32 {
        let numbers = self.numbers.get(one).copied().zip(self.numbers.get(other).copied());
        numbers.and_then(|pair| self.pairs.get(&pair)).copied().unwrap_or(0)
    }

    /// How often two words stand beside one another where neither belongs to another word more surely.
    pub fn free_pair(&self, one: &str, other: &str) -> u32 {
        let numbers = self.numbers.get(one).copied().zip(self.numbers.get(other).copied());
        let crossed = numbers.and_then(|pair| self.crossed.get(&pair)).copied().unwrap_or(0);
        self.pair(one, other).saturating_sub(crossed)
    }

    /// Counts the rows of three words that are asked for, so that [`Self::triple`] knows them. Counting all would take more room than the texts.
    pub fn count_triples<'w>(&mut self, wanted: impl Iterator<Item = [&'w str; 3]>) {
        let wanted: HashSet<[usize; 3]> = wanted.filter_map(|words| self.numbered(words)).collect();
        for row in self.row.windows(3) {
            let row = [row[0], row[1], row[2]];
            if wanted.contains(&row) {
                *self.triples.entry(row).or_default() += 1;
            }
        }
    }

    fn numbered(&self, [one, two, three]: [&str; 3]) -> Option<[usize; 3]> {
        let number = |word: &str| self.numbers.get(word).copied();
        Some([number(one)?, number(two)?, number(three)?])
    }

    /// How often three words stand in a row, where that was counted.
    pub fn triple(&self, words: [&str; 3]) -> u32 {
        self.numbered(words).and_then(|row| self.triples.get(&row)).copied().unwrap_or(0)
    }

    /// Possible words of the edition that are the same without marks.
    pub fn kin(&self, word: &str) -> &[String] {
        self.known(word).and_then(|word| self.kin.get(&word.fold)).map_or(&[], Vec::as_slice)
    }

    /// Every possible word of the edition.
    pub fn possible(&self) -> impl Iterator<Item = &str> {
        self.kin.values().flatten().map(String::as_str)
    }
}
