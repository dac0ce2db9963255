//! The words of the units as numbers, so that comparing texts is comparing numbers.
//!
//! In: units. Out: [`Texts`], the words and figures of each unit one after another in one list.
//! What always holds: equal words have equal numbers whatever their case; words that differ in marks alone are folded
//! to one number, because OCR loses marks; all figures are folded to one.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::units::Unit;
use crate::cache::Cache;
use crate::digest::named;
use crate::model::edition::Edition;
use crate::text::{digest, fold, lower};
use crate::tokens::each_token;

/// A language has few syllables, so the maps of them stay small and near.
type Numbers<W> = HashMap<W, u32, foldhash::fast::FixedState>;

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
pub(super) struct Lexicon {
    /// By the words as printed.
    printed: Numbers<String>,
    /// By what they are compared by.
    by_key: Numbers<String>,
    by_fold: Numbers<String>,
    keys: Vec<String>,
    folds: Vec<u32>,
}

impl Lexicon {
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

    fn number(&mut self, printed: &str, is_number: bool) -> u32 {
        if let Some(known) = self.printed.get(printed) {
            return *known;
        }
        let key = if is_number { printed.split(' ').collect() } else { lower(printed) };
        let word = match self.by_key.get(&key) {
            Some(known) => *known,
            None => self.add(key, is_number),
        };
        self.printed.insert(printed.to_owned(), word);
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

/// The words of some units, by themselves.
#[derive(Default, Serialize, Deserialize)]
struct OwnWords {
    /// As they are printed, each once, and whether it is a figure.
    printed: Vec<(String, bool)>,
    /// For each unit its words, by their places in that list.
    units: Vec<Vec<u32>>,
}

impl OwnWords {
    /// Reads units; titles, headings and frames have no words here.
    fn of(units: &[Unit]) -> Self {
        let mut own = Self::default();
        let mut known: Numbers<&str> = Numbers::default();
        for unit in units {
            let mut words = Vec::new();
            if unit.is_text() {
                each_token(unit.text(), |range, is_number| {
                    let word = &unit.text()[range];
                    words.push(*known.entry(word).or_insert_with(|| {
                        own.printed.push((word.to_owned(), is_number));
                        count(own.printed.len() - 1)
                    }));
                });
            }
            own.units.push(words);
        }
        own
    }
}

/// The words of all units. Of each the number that it is compared by is held; where they stand is read again for the few units
/// that are asked for.
#[derive(Debug, Default)]
pub(super) struct Texts<'t> {
    /// What the numbers mean.
    pub lexicon: Lexicon,
    units: &'t [Unit],
    folded: Vec<u32>,
    /// The figures, each with its unit.
    figures: Vec<(usize, u32)>,
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
        let mut texts = Texts { units, starts: vec![0], ..Texts::default() };
        Self { tokens: units.iter().map(|unit| texts.read(unit)).collect(), texts }
    }

    /// The words and figures of a unit.
    pub fn tokens(&self, unit: usize) -> &[Token] {
        &self.tokens[unit]
    }
}

impl<'t> Texts<'t> {
    /// Reads the units.
    pub fn new(units: &'t [Unit]) -> Self {
        HeldTexts::new(units).texts
    }

    /// Reads the units of all reports. Those of a report that is as it was are known.
    pub fn of_edition(edition: &Edition, units: &'t [Unit], cache: &Cache) -> Self {
        let reports: Vec<&[Unit]> = units.chunk_by(|a, b| a.report == b.report).collect();
        let words = |own: &&[Unit]| {
            let origin = own.first().and_then(|unit| edition.reports.get(unit.report)?.origin);
            cache.kept(named("words", origin), || OwnWords::of(own))
        };
        let mut texts = Self { units, starts: vec![0], ..Self::default() };
        reports.par_iter().map(words).collect::<Vec<_>>().into_iter().for_each(|own| texts.add(own));
        texts
    }

    fn add(&mut self, own: OwnWords) {
        let number = |(printed, is_number): &(String, bool)| self.lexicon.number(printed, *is_number);
        let numbers: Vec<u32> = own.printed.iter().map(number).collect();
        for words in own.units {
            words.iter().filter_map(|at| numbers.get(*at as usize)).for_each(|word| self.push(*word));
            self.starts.push(self.folded.len());
        }
    }

    /// Adds a unit; its words and figures.
    fn read(&mut self, unit: &Unit) -> Vec<Token> {
        let mut tokens = Vec::new();
        if unit.is_text() {
            each_token(unit.text(), |range, is_number| {
                let word = self.lexicon.number(&unit.text()[range.clone()], is_number);
                tokens.push(Token { start: count(range.start), end: count(range.end), word, is_number });
                self.push(word);
            });
        }
        self.starts.push(self.folded.len());
        tokens
    }

    /// Adds a word to the last unit.
    fn push(&mut self, word: u32) {
        let at = word as usize;
        if self.counts.len() <= at {
            self.counts.resize(self.lexicon.keys.len(), 0);
        }
        self.counts[at] += 1;
        self.folded.push(self.lexicon.folds[at]);
        if self.lexicon.folds[at] == FIGURE {
            self.figures.push((self.starts.len() - 1, word));
        }
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

    /// The figures of some kind, each with its unit, in reading order.
    pub fn figures(&self, is_asked: impl Fn(&str) -> bool) -> impl Iterator<Item = (usize, u32)> {
        let is_figure = |word: usize| self.lexicon.folds[word] == FIGURE && is_asked(&self.lexicon.keys[word]);
        let asked: Vec<bool> = (0..self.lexicon.keys.len()).map(is_figure).collect();
        self.figures.iter().copied().filter(move |(_, figure)| asked[*figure as usize])
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
