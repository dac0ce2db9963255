//! Pairs of passages that say the same: what shares runs of words is judged word by word.

use super::common::Combs;
use super::shingles::{LENGTH, candidates};
use crate::link::texts::Texts;
use crate::model::links::Degree;

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
pub(super) const EDITED: f64 = 0.6;

/// Two units that say the same, wholly or in part.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::link) struct Pair {
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
pub(in crate::link) fn pairs(texts: &Texts) -> Vec<Pair> {
    let candidates = candidates(&texts.all(), LEAST);
    let mut combs = Combs::default();
    candidates.into_iter().filter_map(|(a, b, shared)| judge(texts, &mut combs, a, b, shared)).collect()
}

/// Whether two units that share runs of words say the same.
fn judge(texts: &Texts, combs: &mut Combs, a: usize, b: usize, shared: usize) -> Option<Pair> {
    let (left, right) = (texts.folded(a), texts.folded(b));
    let shorter = left.len().min(right.len());
    // A fifth of the shorter one's runs at least: what is less is a phrase of the office.
    if shorter < SHORTEST || shared * 5 < shorter.saturating_sub(LENGTH) {
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
pub(in crate::link) fn ratio(part: usize, whole: usize) -> f64 {
    // Counts of words in a text are far below the numbers that f64 cannot tell apart.
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
