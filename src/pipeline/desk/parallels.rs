//! Pairs of passages that share hardly enough to be one, as items.
//!
//! In: a pair, the links, the pages. Out: an [`Item`] with both passages, in which the words that they share are marked. What always holds:
//! only pairs that are in doubt wait; an answer is an entry of `edition.yaml` that names both places.

use super::item::{Excerpt, Item, Kind, Role, Spot, Verb, Work};
use crate::compare::{Change, Pieces, compare_wording};
use crate::model::links::{Links, ParallelLink, Place};
use crate::model::page::{Element, Page};
use crate::text::{fold_space, line_of};

/// A pair in doubt. `page_of`: a page and its spot, by its path.
pub(super) fn parallel<'p>(
    pair: &ParallelLink,
    links: &Links,
    page_of: &dyn Fn(&str) -> Option<(&'p Page, Spot)>,
) -> Option<Item> {
    let (spot, words) = passage(&pair.a, links, page_of)?;
    let (other, there) = passage(&pair.b, links, page_of)?;
    let (own, beside) = compare_wording(&words, &there);
    let at = [&pair.a, &pair.b].map(|place| format!("{}#{}", place.report, place.id));
    // A share is from 0 to 1.
    let percent = (pair.score * 100.0).round() as usize;
    Some(Item {
        sentence: marked(own),
        other: Some((other, marked(beside))),
        why: message!("parallel-doubtful", percent = percent),
        verbs: vec![Verb::Accept, Verb::Refuse],
        ..Item::new(Kind::Parallel, spot, Work::Parallel(at.clone()), &[&at[0], &at[1]])
    })
}

/// The words of a block or note, and where they stand.
fn passage<'p>(
    place: &Place,
    links: &Links,
    page_of: &dyn Fn(&str) -> Option<(&'p Page, Spot)>,
) -> Option<(Spot, String)> {
    let (page, spot) = page_of(&place.page)?;
    let block = page.elements.iter().find_map(|element| match element {
        Element::Block(block) if block.id == place.id => Some((block.text.as_str(), block.range.start)),
        _ => None,
    });
    let note = || {
        let label = &links.reports.get(&place.report)?.notes.iter().find(|note| note.id == place.id)?.label;
        let note = page.notes.iter().find(|note| note.label == *label)?;
        Some((note.text.as_str(), note.range.start))
    };
    let (text, start) = block.or_else(note)?;
    let url = format!("{}#{}", spot.url, place.id);
    Some((Spot { line: line_of(&page.text, start), url, ..spot }, fold_space(text)))
}

/// A text with the runs of words marked that the other one has, too: single words stand in any two texts.
fn marked(pieces: Pieces) -> Excerpt {
    const RUN: usize = 4;
    let is_run = |words: &str| words.split_whitespace().count() >= RUN;
    let piece = |(change, words): (Change, String)| match change {
        Change::Same if is_run(&words) => (Role::Marked, words),
        _ => (Role::Sentence, words),
    };
    pieces.into_iter().map(piece).collect()
}
