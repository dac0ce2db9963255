//! A pair of passages that say the same.

use crate::model::links::Degree;

/// How many times over two passages share what it takes to be a pair, so that nobody has to look at them.
pub(in crate::link) const SURE: f64 = 1.2;

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
    /// How many times over they share what it takes to be a pair; 1 at least.
    pub margin: f64,
}
