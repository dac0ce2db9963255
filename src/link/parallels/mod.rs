//! Passages that are restated elsewhere, found without comparing every pair.
//!
//! In: the units of all reports and their outlines. Out: pairs of blocks or notes, and of sections, with a degree.
//! What always holds: two passages are paired only when they share rare runs of words, never for a heading alone;
//! pairs within one report need much more than between two, since its forms are filled again and again;
//! precise figures that no other passage gives prove a pair in whatever words;
//! a run that stands in many passages is followed to a few of them, so cost grows with the length of the texts.

mod answers;
mod common;
mod crossing;
mod figures;
mod names;
mod pair;
mod pairs;
mod runs;
mod sameness;
mod sections;
mod shingles;
mod within;

pub(super) use common::ComparedTexts;
pub(super) use figures::SharedFigures;
pub(super) use pair::SURE;
pub(super) use pairs::{Pair, SHORTEST, judged, pairs, ratio};
pub(super) use shingles::{LENGTH, candidates, runs};

use super::subjects::Subject;
use super::texts::Texts;
use super::units::Unit;
use crate::model::config::ParallelAnswer;
use crate::model::edition::Edition;
use crate::model::links::{Degree, Links, ParallelLink, Side};
use answers::{Answers, names};

/// The links for the pages: sections first, then blocks and notes. And which of the editor's entries about pairs fit none.
pub(super) fn links(
    edition: &Edition,
    links: &Links,
    units: &[Unit],
    texts: &Texts,
    subjects: &[Subject],
    pairs: Vec<Pair>,
) -> (Vec<ParallelLink>, Vec<usize>) {
    let answers = Answers::new(&edition.config.parallels);
    let places = |pair: &Pair| (&units[pair.a].place, &units[pair.b].place);
    let (kept, refused): (Vec<Pair>, Vec<Pair>) =
        pairs.into_iter().partition(|pair| answers.keeps(places(pair).0, places(pair).1));
    let passage = |pair: &Pair| ParallelLink {
        is_section: false,
        a: places(pair).0.clone(),
        b: places(pair).1.clone(),
        degree: pair.degree,
        score: pair.score,
        target: match (subjects[pair.a].is_target, subjects[pair.b].is_target) {
            (true, false) => Some(Side::A),
            (false, true) => Some(Side::B),
            _ => None,
        },
        is_doubtful: pair.degree == Degree::Partial
            && pair.margin < SURE
            && answers.of(places(pair).0, places(pair).1) != Some(ParallelAnswer::Same),
    };
    let mut found = sections::sections(edition, links, units, texts, &kept);
    let of_passages = kept.iter().chain(&refused).map(|pair| names(places(pair).0, places(pair).1));
    let idle = answers.idle(of_passages.chain(found.iter().map(|link| names(&link.a, &link.b))));
    found.retain(|link| answers.keeps(&link.a, &link.b));
    found.extend(kept.iter().map(passage));
    (found, idle)
}
