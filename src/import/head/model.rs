//! A linear model: what speaks for a candidate, weighed and added up; the heaviest candidate is chosen.
//!
//! The weights are data (`weights.txt`: slot, feature, weight), trained on documents whose heads were read by hand. How is told
//! in `scripts/train_head.py`, which writes them. A feature without a weight weighs nothing.

use std::collections::{BTreeMap, HashMap};
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

/// Chooses among the candidates of a slot: the value of the heaviest, the first of equals, and the value that comes next where the choice
/// is in doubt, since the chosen one has less than [`SURE`] of the probability that the weights give. `key`: equal for values that are the same.
#[must_use]
pub fn choose<'c, T>(
    weights: &Weights,
    candidates: impl IntoIterator<Item = &'c Candidate<T>>,
    key: impl Fn(&'c T) -> &'c str,
) -> Option<(&'c T, Option<&'c T>)> {
    let candidates: Vec<&Candidate<T>> = candidates.into_iter().collect();
    let scores: Vec<f32> = candidates.iter().map(|one| score(weights, &one.features)).collect();
    let heaviest = (0..scores.len()).reduce(|best, at| if scores[at] > scores[best] { at } else { best })?;
    // Each value with the probability of all its candidates, but for a factor.
    let mut shares: BTreeMap<&str, (f32, usize)> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        shares.entry(key(&candidate.value)).or_insert((0.0, at)).0 += (scores[at] - scores[heaviest]).exp();
    }
    let total: f32 = shares.values().map(|(share, _)| share).sum();
    let value = &candidates[heaviest].value;
    let (own, _) = shares.remove(key(value)).unwrap_or_default();
    let next = shares.into_values().max_by(|(one, at), (other, after)| one.total_cmp(other).then(after.cmp(at)));
    let rival = next.filter(|_| own / total < SURE).map(|(_, at)| &candidates[at].value);
    Some((value, rival))
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
