//! Passages that are restated elsewhere, found without comparing every pair.
//!
//! In: the units of all reports and their outlines. Out: pairs of blocks or notes, and of sections, with a degree.
//! What always holds: two passages are paired only when they share rare runs of words, never for a heading alone;
//! a run that stands in many passages is followed to a few of them, so cost grows with the length of the texts.

mod common;
mod crossing;
mod names;
mod pair;
mod pairs;
mod runs;
mod sameness;
mod sections;
mod shingles;

pub(super) use common::ComparedTexts;
pub(super) use pairs::{Pair, pairs, ratio};
pub(super) use shingles::{LENGTH, candidates};

use super::subjects::Subject;
use super::texts::Texts;
use super::units::Unit;
use crate::model::edition::Edition;
use crate::model::links::{Links, ParallelLink, Side};

/// The links for the pages: sections first, then blocks and notes.
pub(super) fn links(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    texts: &Texts,
    subjects: &[Subject],
    pairs: &[Pair],
) -> Vec<ParallelLink> {
    let passage = |pair: &Pair| ParallelLink {
        is_section: false,
        a: units[pair.a].place.clone(),
        b: units[pair.b].place.clone(),
        degree: pair.degree,
        score: pair.score,
        target: match (subjects[pair.a].is_target, subjects[pair.b].is_target) {
            (true, false) => Some(Side::A),
            (false, true) => Some(Side::B),
            _ => None,
        },
    };
    let mut found = sections::sections(edition, links, units, texts, pairs);
    found.extend(pairs.iter().map(passage));
    found
}
