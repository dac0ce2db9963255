//! What is said next of two figures that differ: "31.793 tỷ đồng, 232 % of the plan".
//!
//! In: two figures that differ, in their sentences. Out: the same with the figures that follow in the same words.
//! What always holds: figure after figure, to the first that is the same or that other words lead to.

use super::found::Found;
use super::sentences::{Sense, Sentence};
use super::values::{compare, pair_of};
use crate::link::units::Unit;
use crate::model::links::DiscrepancyKind;

/// Words between two figures that belong together, and those behind the second that say what it is of.
const BETWEEN: usize = 6;
const BEHIND: usize = 3;

/// Two figures as a discrepancy, and those that follow.
pub(super) fn with_following(
    units: &[Unit],
    left: &Sentence,
    i: usize,
    right: &Sentence,
    j: usize,
    kind: DiscrepancyKind,
) -> Vec<Found> {
    let mut found = vec![pair_of(units, left, i, right, j, kind)];
    let (mut i, mut j) = (i, j);
    while let Some((next_i, next_j)) = next(units, (left, i), (right, j)) {
        let Some(kind) = compare(units, left, next_i, right, next_j) else { break };
        found.push(pair_of(units, left, next_i, right, next_j, kind));
        (i, j) = (next_i, next_j);
    }
    found
}

/// The figures that the same words lead to, with the same words behind them.
fn next(units: &[Unit], (left, i): (&Sentence, usize), (right, j): (&Sentence, usize)) -> Option<(usize, usize)> {
    let (i, j) = (past_plan(units, left, i), past_plan(units, right, j));
    let (p, q) = (figure_after(units, left, i)?, figure_after(units, right, j)?);
    let behind = |sentence: &Sentence, at: usize| sentence.folded.get(at + 1..at + 1 + BEHIND).map(<[u32]>::to_vec);
    let is_same = left.folded[i + 1..p] == right.folded[j + 1..q] && behind(left, p)? == behind(right, q)?;
    is_same.then_some((p, q))
}

/// The plan that stands behind a figure and a stroke: "9.600/8.000"; else the figure itself.
fn past_plan(units: &[Unit], sentence: &Sentence, at: usize) -> usize {
    let Some(next) = sentence.tokens.get(at + 1).filter(|next| next.is_number) else { return at };
    let text = units[sentence.unit].text();
    let is_plan = text[sentence.tokens[at].range().end..next.range().start].trim() == "/";
    if is_plan { at + 1 } else { at }
}

/// The next figure of the sentence, when a few words and no full stop stand between.
fn figure_after(units: &[Unit], sentence: &Sentence, at: usize) -> Option<usize> {
    let last = sentence.tokens.len().min(at + 2 + BETWEEN);
    let next = (at + 2..last).find(|next| sentence.tokens[*next].is_number)?;
    let text = units[sentence.unit].text();
    let between = &text[sentence.tokens[at].range().end..sentence.tokens[next].range().start];
    let parts = between.contains(['.', ';', '(', ')', '/']);
    (sentence.senses[next] == Sense::Figure && !parts).then_some(next)
}
