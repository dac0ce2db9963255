//! Passages that are restated elsewhere, found without comparing every pair.
//!
//! In: the units of all reports and their outlines. Out: pairs of blocks and of sections with a degree.
//! What always holds: two passages are paired only when they share rare runs of words, never for a heading alone;
//! a run that stands in many passages is followed to a few of them, so cost grows with the length of the texts.

mod common;
mod sections;
mod shingles;

pub(super) use common::Combs;
pub(super) use shingles::{candidates, hash_of as hash_word};

use super::units::{Kind, Unit};
use std::collections::HashMap;

use crate::compare::{Token, tokens};
use crate::model::edition::Edition;
use crate::model::links::{Degree, Links, ParallelLink};
use crate::text::fold;

/// Words (syllables) that a passage must have to be looked for elsewhere.
const SHORTEST: usize = 8;
/// Runs that two passages must share.
const LEAST: usize = 3;
/// Share of the shorter passage that the other one must have.
const SHARED: f64 = 0.5;
/// Share of both passages from which they are the same text, edited.
const EDITED: f64 = 0.6;

/// Two units that say the same, wholly or in part.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    /// Indices of the units; `a` comes first.
    pub a: usize,
    /// The other one.
    pub b: usize,
    /// How many words both have, in order.
    pub common: usize,
    /// 0 to 1.
    pub score: f64,
    /// How far.
    pub degree: Degree,
}

/// A unit's words as they are compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// Words and figures with their bytes.
    pub tokens: Vec<Token>,
    /// The words, folded; figures are `#`.
    pub folded: Vec<u64>,
}

/// The words of every unit that can have a parallel.
pub(super) fn words(units: &[Unit]) -> Vec<Words> {
    // A language has few syllables: each is folded once.
    let figure = hash_word("#");
    let mut known: HashMap<String, u64> = HashMap::new();
    let mut hash = |token: &Token| match known.get(&token.key) {
        _ if token.is_number => figure,
        Some(hash) => *hash,
        None => *known.entry(token.key.clone()).or_insert_with(|| hash_word(&token.key)),
    };
    let read = |unit: &Unit| {
        if !unit.is_text() {
            return Words::default();
        }
        let tokens = tokens(unit.text());
        Words { folded: tokens.iter().map(&mut hash).collect(), tokens }
    };
    units.iter().map(read).collect()
}

/// All pairs, in reading order.
pub(super) fn pairs(words: &[Words]) -> Vec<Pair> {
    let lists: Vec<&[u64]> = words.iter().map(|words| words.folded.as_slice()).collect();
    let candidates = candidates(&lists, LEAST);
    let mut combs = Combs::default();
    candidates.into_iter().filter_map(|(a, b, shared)| judge(words, &mut combs, a, b, shared)).collect()
}

/// Whether two units that share runs of words say the same.
fn judge(words: &[Words], combs: &mut Combs, a: usize, b: usize, shared: usize) -> Option<Pair> {
    let (left, right) = (&words[a], &words[b]);
    let shorter = left.folded.len().min(right.folded.len());
    // A fifth of the shorter one's runs at least: what is less is a phrase of the office.
    if shorter < SHORTEST || shared * 5 < shorter.saturating_sub(shingles::LENGTH) {
        return None;
    }
    let common = combs.of(a, &left.folded).common(&right.folded);
    let longer = left.folded.len().max(right.folded.len());
    let contained = ratio(common, shorter);
    let score = ratio(2 * common, shorter + longer);
    if contained < SHARED {
        return None;
    }
    let same = || keys(left).eq(keys(right));
    let degree = match score {
        score if score > 0.999 && same() => Degree::Same,
        score if score >= EDITED => Degree::Edited,
        _ => Degree::Partial,
    };
    // All the words and other figures: edited, and not quite 1.
    let score = if degree == Degree::Same { 1.0 } else { (score.min(0.999) * 1000.0).round() / 1000.0 };
    Some(Pair { a, b, common, score, degree })
}

/// Words as compared for sameness: case and signs do not count, marks and figures do.
fn keys(words: &Words) -> impl Iterator<Item = &str> {
    words.tokens.iter().map(|token| token.key.as_str())
}

/// A share of two counts.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    // Counts of words in a text are far below the numbers that f64 cannot tell apart.
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The links for the pages: sections first, then blocks.
pub(super) fn links(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    words: &[Words],
    pairs: &[Pair],
) -> Vec<ParallelLink> {
    let blocks = pairs.iter().filter(|pair| units[pair.a].kind == Kind::Block && units[pair.b].kind == Kind::Block);
    let block = |pair: &Pair| ParallelLink {
        is_section: false,
        a: units[pair.a].place.clone(),
        b: units[pair.b].place.clone(),
        degree: pair.degree,
        score: pair.score,
    };
    let mut found = sections::sections(edition, links, units, words, pairs);
    found.extend(blocks.map(block));
    found
}

/// The folded words of a title, for telling which of two sections a section restates.
fn title_words(title: &str) -> Vec<String> {
    crate::text::words(&fold(title)).map(str::to_owned).collect()
}
