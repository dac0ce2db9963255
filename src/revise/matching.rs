//! Which passage of the old text is which of the new one.
//!
//! In: the passages of two texts. Out: for each new one the old one that it continues. What always holds: no passage is
//! taken twice; two passages with the same words and one place each are always a pair; passages whose words have little
//! in common never are.
//!
//! Words decide first, then neighbours: an edited paragraph between two that stayed is likelier the one that stood there.

use std::collections::HashMap;

use super::shape::Passage;
use crate::compare;

/// A pair must have so much of its words in common, as a share of both.
const ALIKE: f64 = 0.5;
/// Where both neighbours are pairs, so much is enough.
const ALIKE_IN_PLACE: f64 = 0.36;
/// Half of a split paragraph has nearly all of its words in the other one.
const CONTAINED: f64 = 0.8;
/// A passage that stands so far in a longer one has become a part of it, and is no other that is less than so much like it.
const WITHIN: f64 = 0.9;
const SURE: f64 = 0.7;
/// A passage of fewer words is too short to be known by what it has in common.
const SHORT: usize = 6;
/// Runs that stand in more passages tell nothing.
const COMMON_RUN: usize = 40;
/// So many candidates are compared word by word.
const CANDIDATES: usize = 8;

/// For each new passage the index of its old one.
pub type Pairs = Vec<Option<usize>>;

/// What is known of the words of a new passage from before.
pub struct Known {
    /// The old passages that had them once.
    pub had: Vec<usize>,
    /// Whether a passage that is gone had them: it comes back, and is no other one edited.
    pub is_back: bool,
}

/// Pairs passages. `known` tells who had the words of a new one before; `near` says how much the places of two speak for
/// them, from 0 to 1.
#[must_use]
pub fn pairs(
    old: &[Passage],
    new: &[Passage],
    known: &dyn Fn(&Passage) -> Known,
    near: &dyn Fn(usize, usize) -> f64,
) -> Pairs {
    let (pairs, taken, back) = (vec![None; new.len()], vec![false; old.len()], vec![false; new.len()]);
    let mut matcher = Matcher { old, new, near, pairs, within: taken.clone(), taken, back };
    matcher.pair_equal();
    matcher.pair_returned(known);
    let candidates = matcher.candidates();
    // What was paired in the first round tells more of places in the second.
    matcher.pair_alike(&candidates);
    matcher.pair_alike(&candidates);
    matcher.pairs
}

/// How much two token lists have in common: as a share of both, and of the shorter one.
#[must_use]
pub fn likeness(a: &[u32], b: &[u32]) -> (f64, f64) {
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { (1.0, 1.0) } else { (0.0, 0.0) };
    }
    if a == b {
        return (1.0, 1.0);
    }
    let same: usize = compare::steps(a, b).iter().filter(|step| step.is_same).map(|step| step.a.len()).sum();
    let share = |of: usize| same as f64 / of as f64;
    (2.0 * share(a.len() + b.len()), share(a.len().min(b.len())))
}

struct Matcher<'a> {
    old: &'a [Passage],
    new: &'a [Passage],
    near: &'a dyn Fn(usize, usize) -> f64,
    pairs: Pairs,
    taken: Vec<bool>,
    /// New passages that come back: no old one is theirs but one with the same words.
    back: Vec<bool>,
    /// Old passages that stand in longer new ones.
    within: Vec<bool>,
}

/// How well a pair fits.
struct Fit {
    /// None when it is no pair.
    score: Option<f64>,
    /// Whether the two have little more in common than the words of a form.
    is_weak: bool,
    /// Whether the old one stands in the new one, which is longer.
    is_within: bool,
}

impl Matcher<'_> {
    fn join(&mut self, old: usize, new: usize) {
        self.taken[old] = true;
        self.pairs[new] = Some(old);
    }

    /// Equal words: the only ones of each side, and as many on both sides in their order.
    fn pair_equal(&mut self) {
        let mut groups: HashMap<&[u32], (Vec<usize>, Vec<usize>)> = HashMap::new();
        for (index, passage) in self.old.iter().enumerate() {
            groups.entry(&passage.tokens).or_default().0.push(index);
        }
        for (index, passage) in self.new.iter().enumerate() {
            groups.entry(&passage.tokens).or_default().1.push(index);
        }
        #[expect(clippy::iter_over_hash_type, reason = "no passage stands in two groups")]
        for (_, (old, new)) in groups {
            if old.len() == new.len() {
                old.into_iter().zip(new).for_each(|(old, new)| self.join(old, new));
            }
        }
    }

    /// A passage that has the words again that an old one had before.
    fn pair_returned(&mut self, known: &dyn Fn(&Passage) -> Known) {
        for new in 0..self.new.len() {
            if self.pairs[new].is_none() {
                let known = known(&self.new[new]);
                match known.had.into_iter().find(|old| self.taken.get(*old) == Some(&false)) {
                    Some(old) => self.join(old, new),
                    None => self.back[new] = known.is_back,
                }
            }
        }
    }

    /// For each new passage without a pair the old ones without a pair that share most runs of two words with it.
    fn candidates(&self) -> Vec<(usize, Vec<usize>)> {
        let mut index: HashMap<(u32, u32), Vec<usize>> = HashMap::new();
        for old in self.free_old() {
            let mut runs: Vec<(u32, u32)> = runs(&self.old[old].tokens).collect();
            runs.sort_unstable();
            runs.dedup();
            runs.into_iter().for_each(|run| index.entry(run).or_default().push(old));
        }
        let free = (0..self.new.len()).filter(|new| self.pairs[*new].is_none());
        free.map(|new| (new, self.candidates_of(new, &index))).collect()
    }

    fn candidates_of(&self, new: usize, index: &HashMap<(u32, u32), Vec<usize>>) -> Vec<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let known = runs(&self.new[new].tokens).filter_map(|run| index.get(&run));
        for old in known.filter(|places| places.len() <= COMMON_RUN).flatten() {
            *shared.entry(*old).or_default() += 1;
        }
        let mut best: Vec<(usize, usize)> = shared.into_iter().map(|(old, count)| (count, old)).collect();
        best.sort_by_key(|(count, old)| (std::cmp::Reverse(*count), *old));
        best.truncate(CANDIDATES);
        let mut found: Vec<usize> = best.into_iter().map(|(_, old)| old).collect();
        found.extend(self.at_the_same_place(new));
        let same = self.free_old().filter(|old| self.old[*old].tokens == self.new[new].tokens);
        found.extend(same.take(CANDIDATES * 4));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The old passage after the pair of the one before, and before the pair of the one after; at the ends the first
    /// and the last.
    fn at_the_same_place(&self, new: usize) -> impl Iterator<Item = usize> {
        let after = match new.checked_sub(1) {
            Some(before) => self.pairs[before].map(|old| old + 1),
            None => Some(0),
        };
        let before = match self.pairs.get(new + 1) {
            Some(after) => after.and_then(|old| old.checked_sub(1)),
            None => self.old.len().checked_sub(1),
        };
        [after, before].into_iter().flatten().filter(|old| self.taken.get(*old) == Some(&false))
    }

    fn free_old(&self) -> impl Iterator<Item = usize> {
        (0..self.old.len()).filter(|old| !self.taken[*old])
    }

    /// The best pairs first, each passage once.
    fn pair_alike(&mut self, candidates: &[(usize, Vec<usize>)]) {
        let mut scored: Vec<(f64, bool, usize, usize)> = Vec::new();
        for (new, olds) in candidates.iter().filter(|(new, _)| self.pairs[*new].is_none()) {
            let near_too: Vec<usize> = self.at_the_same_place(*new).filter(|old| !olds.contains(old)).collect();
            for old in olds.iter().chain(&near_too).filter(|old| !self.taken[**old]) {
                let fit = self.fit(*old, *new);
                self.within[*old] |= fit.is_within;
                scored.extend(fit.score.map(|score| (score, fit.is_weak, *old, *new)));
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
        for (_, is_weak, old, new) in scored {
            if !self.taken[old] && self.pairs[new].is_none() && !(is_weak && self.within[old]) {
                self.join(old, new);
            }
        }
    }

    fn fit(&self, old: usize, new: usize) -> Fit {
        let (a, b) = (&self.old[old].tokens, &self.new[new].tokens);
        let (alike, contained) = likeness(a, b);
        let short = a.len().min(b.len()) < SHORT;
        let place = self.neighbours(old, new);
        let is_part = contained >= CONTAINED && !short && alike >= ALIKE_IN_PLACE;
        let fits = alike >= ALIKE + if short { 0.2 } else { 0.0 } || is_part || place >= 1.0 && alike >= ALIKE_IN_PLACE;
        let is_other = self.back[new] && a != b;
        Fit {
            score: (fits && !is_other).then(|| alike + 0.2 * place + 0.2 * (self.near)(old, new)),
            is_weak: alike < SURE && contained < CONTAINED,
            is_within: contained >= WITHIN && !short && a.len() * 4 <= b.len() * 3,
        }
    }

    /// Whether the passages before and after are pairs, too: 0, a half, or 1.
    fn neighbours(&self, old: usize, new: usize) -> f64 {
        let is_pair = |old: Option<usize>, new: Option<usize>| match (old, new) {
            (Some(old), Some(new)) => self.pairs.get(new).copied().flatten() == Some(old),
            (None, None) => true,
            _ => false,
        };
        let before = is_pair(old.checked_sub(1), new.checked_sub(1));
        let end = |at: usize, length: usize| (at + 1 < length).then_some(at + 1);
        let after = is_pair(end(old, self.old.len()), end(new, self.new.len()));
        f64::from(u8::from(before) + u8::from(after)) / 2.0
    }
}

fn runs(tokens: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    tokens.windows(2).map(|run| (run[0], run[1]))
}
