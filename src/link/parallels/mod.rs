//! Passages that are restated elsewhere, found without comparing every pair.
//!
//! In: the units of all reports and their outlines. Out: pairs of blocks and of sections with a degree.
//! What always holds: two passages are paired only when they share rare runs of words, never for a heading alone;
//! a run that stands in many passages is followed to a few of them, so cost grows with the length of the texts.

mod common;
mod pairs;
mod sections;
mod shingles;

pub(super) use common::Combs;
pub(super) use pairs::{Pair, pairs, ratio};
pub(super) use shingles::{LENGTH, candidates};

use super::texts::Texts;
use super::units::{Kind, Unit};
use crate::model::edition::Edition;
use crate::model::links::{Links, ParallelLink};

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
