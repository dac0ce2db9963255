//! What the edition writes how often: words, and pairs of words that stand beside one another.

use std::collections::HashMap;

use super::syllables::is_possible;
use super::tokens::Text;
use crate::text::fold;

/// The counts of an edition.
#[derive(Debug, Default)]
pub(super) struct Counts {
    words: HashMap<String, u32>,
    pairs: HashMap<(String, String), u32>,
    /// Possible syllables by what they are without marks.
    kin: HashMap<String, Vec<String>>,
}

impl Counts {
    /// Counts all texts.
    pub fn of(texts: &[Text<'_>]) -> Self {
        let mut counts = Self::default();
        for text in texts {
            for (at, token) in text.tokens.iter().enumerate() {
                *counts.words.entry(token.low.clone()).or_default() += 1;
                if let Some(before) = at.checked_sub(1).and_then(|at| text.tokens.get(at)).filter(|_| !token.apart) {
                    *counts.pairs.entry((before.low.clone(), token.low.clone())).or_default() += 1;
                }
            }
        }
        for word in counts.words.keys().filter(|word| is_possible(word)) {
            counts.kin.entry(fold(word)).or_default().push(word.clone());
        }
        counts.kin.values_mut().for_each(|words| words.sort());
        counts
    }

    /// How often a word stands in the edition.
    pub fn word(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// How often two words stand beside one another.
    pub fn pair(&self, one: &str, other: &str) -> u32 {
        if one.is_empty() || other.is_empty() {
            return 0;
        }
        self.pairs.get(&(one.to_owned(), other.to_owned())).copied().unwrap_or(0)
    }

    /// Possible words of the edition that are the same without marks.
    pub fn kin(&self, word: &str) -> &[String] {
        self.kin.get(&fold(word)).map_or(&[], Vec::as_slice)
    }

    /// Every possible word of the edition.
    pub fn possible(&self) -> impl Iterator<Item = &str> {
        self.kin.values().flatten().map(String::as_str)
    }
}
