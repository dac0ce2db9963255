//! What the edition writes how often: words, and pairs of words that stand beside one another.

use std::collections::HashMap;

use super::syllables::is_possible;
use super::tokens::Text;
use crate::text::fold;

/// The counts of an edition. Words are numbered, so that a pair is two numbers.
#[derive(Debug, Default)]
pub(super) struct Counts {
    numbers: HashMap<String, usize>,
    words: Vec<Word>,
    pairs: HashMap<(usize, usize), u32>,
    /// Possible syllables by what they are without marks.
    kin: HashMap<String, Vec<String>>,
}

/// What is known of a word.
#[derive(Debug, Clone, Default)]
struct Word {
    count: u32,
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
            for token in &text.tokens {
                let number = counts.number(&token.low);
                counts.words[number].count += 1;
                if let Some(before) = before.filter(|_| !token.apart) {
                    *counts.pairs.entry((before, number)).or_default() += 1;
                }
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
        counts
    }

    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.words.len();
        self.words.push(Word { count: 0, is_possible: is_possible(word), fold: fold(word) });
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

    /// Whether a word can be a syllable of Vietnamese.
    pub fn is_possible(&self, word: &str) -> bool {
        self.known(word).map_or_else(|| is_possible(word), |word| word.is_possible)
    }

    /// How often two words stand beside one another.
    pub fn pair(&self, one: &str, other: &str) -> u32 {
        let numbers = self.numbers.get(one).copied().zip(self.numbers.get(other).copied());
        numbers.and_then(|pair| self.pairs.get(&pair)).copied().unwrap_or(0)
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
