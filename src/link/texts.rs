//! The words of the units as numbers, so that comparing texts is comparing numbers.
//!
//! In: units. Out: [`Texts`], the words and figures of each unit one after another in one list.
//! What always holds: equal words have equal numbers whatever their case; words that differ in marks alone are folded
//! to one number, because OCR loses marks; all figures are folded to one.

use std::collections::HashMap;
use std::ops::Range;

use super::units::Unit;
use crate::text::{digest, fold};
use crate::tokens::each_token;

/// A language has few syllables, so the maps of them stay small and near.
type Known<'t, V> = HashMap<&'t str, V, foldhash::fast::FixedState>;

/// What every figure is folded to.
const FIGURE: u32 = 0;

/// A word or figure of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// Its number in the [`Lexicon`].
    pub word: u32,
    /// Whether it is a figure.
    pub is_number: bool,
}

impl Token {
    /// Its bytes in the unit's text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words by their numbers.
#[derive(Debug, Default)]
pub(super) struct Lexicon<'t> {
    /// By the words as printed.
    printed: Known<'t, u32>,
    /// By what they are compared by.
    by_key: HashMap<String, u32, foldhash::fast::FixedState>,
    by_fold: HashMap<String, u32, foldhash::fast::FixedState>,
    keys: Vec<String>,
    folds: Vec<u32>,
}

impl<'t> Lexicon<'t> {
    /// What a word is compared by: lower case; a figure without the spaces of OCR.
    pub fn key(&self, word: u32) -> &str {
        self.keys.get(word as usize).map_or("", String::as_str)
    }

    /// The number that a word has without its marks.
    pub fn fold_of(&self, word: u32) -> u32 {
        self.folds.get(word as usize).copied().unwrap_or(FIGURE)
    }

    /// The number of a word in lower case, when the texts have it.
    pub fn word(&self, key: &str) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// The number that a word without marks has, when some word of the texts has it.
    pub fn folded(&self, word: &str) -> Option<u32> {
        self.by_fold.get(word).copied()
    }

    fn number(&mut self, printed: &'t str, is_number: bool) -> u32 {
        if let Some(known) = self.printed.get(printed) {
            return *known;
        }
        let key = if is_number { printed.split(' ').collect() } else { printed.to_lowercase() };
        let word = match self.by_key.get(&key) {
            Some(known) => *known,
            None => self.add(key, is_number),
        };
        self.printed.insert(printed, word);
        word
    }

    fn add(&mut self, key: String, is_number: bool) -> u32 {
        let word = count(self.keys.len());
        let next = count(self.by_fold.len()) + 1;
        self.folds.push(if is_number { FIGURE } else { *self.by_fold.entry(fold(&key)).or_insert(next) });
        self.keys.push(key.clone());
        self.by_key.insert(key, word);
        word
    }
}

/// The words of all units. Of each the number that it is compared by is held; where they stand is read again for the few units
/// that are asked for.
#[derive(Debug, Default)]
pub(super) struct Texts<'t> {
    /// What the numbers mean.
    pub lexicon: Lexicon<'t>,
    units: &'t [Unit],
    folded: Vec<u32>,
    /// How often each word stands in all units, by its number.
    counts: Vec<u32>,
    /// Where the words of each unit begin, and where the last ones end.
    starts: Vec<usize>,
}

/// The words of a few units, with where each stands.
#[derive(Debug)]
pub(super) struct HeldTexts<'t> {
    /// The words.
    pub texts: Texts<'t>,
    tokens: Vec<Vec<Token>>,
}

impl<'t> HeldTexts<'t> {
    /// Reads the units.
    pub fn new(units: &'t [Unit]) -> Self {
        let texts = Texts::new(units);
        Self { tokens: (0..units.len()).map(|unit| texts.tokens(unit)).collect(), texts }
    }

    /// The words and figures of a unit.
    pub fn tokens(&self, unit: usize) -> &[Token] {
        &self.tokens[unit]
    }
}

impl<'t> Texts<'t> {
    /// Reads the units; titles, headings and frames have no words here.
    pub fn new(units: &'t [Unit]) -> Self {
        let mut texts = Self { units, ..Self::default() };
        texts.starts.push(0);
        for unit in units {
            if unit.is_text() {
                texts.read(unit.text());
            }
            texts.starts.push(texts.folded.len());
        }
        texts
    }

    fn read(&mut self, text: &'t str) {
        each_token(text, |range, is_number| {
            let word = self.lexicon.number(&text[range], is_number) as usize;
            if word == self.counts.len() {
                self.counts.push(0);
            }
            self.counts[word] += 1;
            self.folded.push(self.lexicon.folds[word]);
        });
    }

    /// The words and figures of a unit.
    pub fn tokens(&self, unit: usize) -> Vec<Token> {
        let (unit, mut tokens) = (&self.units[unit], Vec::with_capacity(self.folded(unit).len()));
        if unit.is_text() {
            each_token(unit.text(), |range, is_number| {
                let word = self.lexicon.printed.get(&unit.text()[range.clone()]).copied().unwrap_or_default();
                tokens.push(Token { start: count(range.start), end: count(range.end), word, is_number });
            });
        }
        tokens
    }

    /// The words of a unit, folded.
    pub fn folded(&self, unit: usize) -> &[u32] {
        &self.folded[self.starts[unit]..self.starts[unit + 1]]
    }

    /// A number for each folded word, by the number that it has here: the same in every edition.
    pub fn lasting(&self) -> Vec<u64> {
        let mut lasting = vec![0; self.lexicon.by_fold.len() + 1];
        #[expect(clippy::iter_over_hash_type, reason = "each has its own place")]
        for (word, number) in &self.lexicon.by_fold {
            // Half of the digest tells the words of all languages apart.
            lasting[*number as usize] = digest(word.as_bytes()) as u64;
        }
        lasting
    }

    /// How often a word stands in all units.
    pub fn count(&self, word: u32) -> u32 {
        self.counts.get(word as usize).copied().unwrap_or(0)
    }

    /// The folded words of all units.
    pub fn all(&self) -> Vec<&[u32]> {
        (0..self.starts.len() - 1).map(|unit| self.folded(unit)).collect()
    }
}

/// A count of words or bytes of a text; a source has 64 MB at most.
fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
