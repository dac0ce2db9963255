//! Passages that are restated elsewhere, found without comparing every pair.
//!
//! In: the units of all reports and their outlines. Out: pairs of blocks and of sections with a degree.
//! What always holds: two passages are paired only when they share rare runs of words, never for a heading alone;
//! a run that stands in many passages is followed to a few of them, so cost grows with the length of the texts.

mod common;
mod sections;
mod shingles;

pub(super) use common::Combs;
pub(super) use shingles::{LENGTH, candidates};

use super::texts::Texts;
use super::units::{Kind, Unit};
use crate::model::edition::Edition;
use crate::model::links::{Degree, Links, ParallelLink};
use crate::text::fold;

/// Words (syllables) that a passage must have to be looked for elsewhere.
const SHORTEST: usize = 8;
/// Runs that two passages must share.
const LEAST: usize = 3;
/// Share of the shorter passage that the other one must have, and that of a line, which may name the same documents.
const SHARED: f64 = 0.5;
const SHARED_LINE: f64 = 0.75;
/// Words of a line.
const LINE: usize = 24;
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

/// All pairs, in reading order.
pub(super) fn pairs(texts: &Texts) -> Vec<Pair> {
    let candidates = candidates(&texts.all(), LEAST);
    let mut combs = Combs::default();
    candidates.into_iter().filter_map(|(a, b, shared)| judge(texts, &mut combs, a, b, shared)).collect()
}

/// Whether two units that share runs of words say the same.
fn judge(texts: &Texts, combs: &mut Combs, a: usize, b: usize, shared: usize) -> Option<Pair> {
    let (left, right) = (texts.folded(a), texts.folded(b));
    let shorter = left.len().min(right.len());
    // A fifth of the shorter one's runs at least: what is less is a phrase of the office.
    if shorter < SHORTEST || shared * 5 < shorter.saturating_sub(shingles::LENGTH) {
        return None;
    }
    let common = combs.of(a, left).common(right);
    let longer = left.len().max(right.len());
    let contained = ratio(common, shorter);
    let score = ratio(2 * common, shorter + longer);
    if contained < if shorter < LINE { SHARED_LINE } else { SHARED } {
        return None;
    }
    let same = || keys(texts, a).eq(keys(texts, b));
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
fn keys(texts: &Texts, unit: usize) -> impl Iterator<Item = u32> {
    texts.tokens(unit).iter().map(|token| token.word)
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
    texts: &Texts,
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
    let mut found = sections::sections(edition, links, units, texts, pairs);
    found.extend(blocks.map(block));
    found
}

/// The folded words of a title, for telling which of two sections a section restates.
fn title_words(title: &str) -> Vec<String> {
    crate::text::words(&fold(title)).map(str::to_owned).collect()
}
