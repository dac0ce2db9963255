//! What the history knows of words: which passages had them before.
//!
//! In: the report as the last import wrote it, its history. Out: [`FormerWords`]. What always holds: the newest words come first;
//! what a passage had when it went comes before what it had earlier.

use std::collections::HashMap;

use super::matching::Known;
use super::shape::{Passage, Shape};
use crate::model::revision::{ChangedPart, History};

/// Values by the kind and the words of passages. Kinds are apart: a heading that comes back is no paragraph.
pub type Words<'a, T> = HashMap<(&'static str, &'a str), Vec<T>>;

/// The words that passages had before.
#[derive(Debug)]
pub struct FormerWords<'a> {
    standing: Words<'a, usize>,
    gone: Words<'a, String>,
}

impl<'a> FormerWords<'a> {
    /// Reads the history of a report that stands as `old`.
    pub fn new(old: &Shape, history: &'a History) -> Self {
        let places = places(old);
        let mut past = Self { standing: HashMap::new(), gone: HashMap::new() };
        for (part, id, words) in history.gone().chain(history.had()) {
            let key = (part.name(), words);
            match places.get(&(part.name(), id.to_owned())) {
                Some(at) => past.standing.entry(key).or_default().push(*at),
                None => past.gone.entry(key).or_default().push(id.to_owned()),
            }
        }
        past
    }

    /// The places of the standing passages that had these words.
    pub fn had(&self, part: ChangedPart, words: &str) -> Vec<usize> {
        self.standing.get(&(part.name(), words)).cloned().unwrap_or_default()
    }

    /// What is known of the words of a new block or note.
    pub fn known(&self, part: ChangedPart, passage: &Passage) -> Known {
        Known { had: self.had(part, &passage.text), is_back: self.is_gone(part, &passage.text) }
    }

    /// Whether a passage that is gone had these words.
    pub fn is_gone(&self, part: ChangedPart, words: &str) -> bool {
        self.gone.contains_key(&(part.name(), words))
    }

    /// The ids of passages that are gone, by the words that they had.
    pub fn gone(&self) -> &Words<'a, String> {
        &self.gone
    }
}

/// The standing passages by their kind and address.
fn places(old: &Shape) -> HashMap<(&'static str, String), usize> {
    let heads = old.heads.iter().enumerate().map(|(at, head)| ((ChangedPart::Section.name(), head.id.clone()), at));
    let blocks = old.blocks.iter().enumerate().map(|(at, block)| ((ChangedPart::Block.name(), block.id.clone()), at));
    let notes = old.notes.iter().enumerate();
    let notes = notes.map(|(at, note)| ((ChangedPart::Note.name(), format!("fn-{}", note.id)), at));
    heads.chain(blocks).chain(notes).collect()
}
