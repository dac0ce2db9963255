//! A linear model: what speaks for a candidate, weighed and added up; the heaviest candidate is chosen.
//!
//! The weights are data (`weights.txt`: slot, feature, weight), trained on documents whose heads were read by hand. How is told
//! in `scripts/train_head.py`, which writes them. A feature without a weight weighs nothing.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A value that a slot may take, and what speaks for it or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate<T> {
    /// The value.
    pub value: T,
    /// The names of what is true of it.
    pub features: Vec<String>,
}

/// The weights of one slot by feature.
pub type Weights = HashMap<String, f32>;

/// The sum of the weights of some features.
#[must_use]
pub fn score(weights: &Weights, features: &[String]) -> f32 {
    features.iter().filter_map(|feature| weights.get(feature)).sum()
}

/// The value of the heaviest candidate, the first of equals.
#[must_use]
pub fn best<'c, T>(weights: &Weights, candidates: &'c [Candidate<T>]) -> Option<&'c T> {
    let mut best: Option<(f32, &T)> = None;
    for candidate in candidates {
        let score = score(weights, &candidate.features);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, &candidate.value));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The value that comes next to the chosen one, when the choice is in doubt: the chosen value has less than [`SURE`] of the
/// probability that the weights give. `key`: equal for values that are the same.
#[must_use]
pub fn rival<'c, T>(
    weights: &Weights,
    candidates: &'c [Candidate<T>],
    key: impl Fn(&'c T) -> &'c str,
) -> Option<&'c T> {
    let most = candidates.iter().map(|one| score(weights, &one.features)).fold(f32::NEG_INFINITY, f32::max);
    let mut shares: Vec<(&str, f32, &T)> = Vec::new();
    for candidate in candidates {
        let share = (score(weights, &candidate.features) - most).exp();
        let name = key(&candidate.value);
        match shares.iter_mut().find(|(other, ..)| *other == name) {
            Some((_, sum, _)) => *sum += share,
            None => shares.push((name, share, &candidate.value)),
        }
    }
    let chosen = key(best(weights, candidates)?);
    let total: f32 = shares.iter().map(|(_, share, _)| share).sum();
    let is_sure = |(name, share, _): &(&str, f32, &T)| *name == chosen && share / total >= SURE;
    if shares.iter().any(is_sure) {
        return None;
    }
    let others = shares.into_iter().filter(|(name, ..)| *name != chosen);
    others.max_by(|(_, one, _), (_, other, _)| one.total_cmp(other)).map(|(.., value)| value)
}

/// A choice with this probability is told without a doubt.
const SURE: f32 = 0.6;

/// The weights that the program has for a slot.
#[must_use]
pub fn weights(slot: &str) -> &'static Weights {
    static ALL: OnceLock<HashMap<String, Weights>> = OnceLock::new();
    static NONE: OnceLock<Weights> = OnceLock::new();
    let all = ALL.get_or_init(|| read(include_str!("weights.txt")));
    all.get(slot).unwrap_or_else(|| NONE.get_or_init(Weights::new))
}

/// Reads weights: a slot, a feature and a weight a line; `#` opens a comment.
fn read(text: &str) -> HashMap<String, Weights> {
    let mut all: HashMap<String, Weights> = HashMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split_whitespace();
        if let (Some(slot), Some(feature), Some(Ok(weight))) =
            (parts.next(), parts.next(), parts.next().map(str::parse))
        {
            all.entry(slot.to_owned()).or_default().insert(feature.to_owned(), weight);
        }
    }
    all
}
