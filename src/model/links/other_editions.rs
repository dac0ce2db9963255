//! What leads to other editions, and what they need to lead here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cross::{Degree, Place};

/// A passage as other editions compare theirs with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PassageFacts {
    /// Where it stands.
    pub place: Place,
    /// The title of its section; empty for none.
    pub section: String,
    /// The place that its report speaks of, folded; empty for none.
    pub subject: String,
    /// Its language.
    pub language: String,
    /// Whether its section sets targets.
    pub is_target: bool,
    /// Whether its report sets norms.
    pub is_norm: bool,
    /// How many words and figures it has.
    pub words: usize,
    /// Its words.
    pub text: String,
    /// The words that name documents, as bytes of the text.
    pub names: Vec<Range<usize>>,
    /// Its runs of words as numbers, each once, ascending.
    pub shingles: Vec<i64>,
}

/// A passage of another edition that says what one of this edition says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ForeignLink {
    /// The passage of this edition.
    pub place: Place,
    /// The title of the other edition.
    pub edition: String,
    /// The title of the other report.
    pub report: String,
    /// The title of the section there; empty for none.
    pub section: String,
    /// The number of the note there; none for a passage of the text.
    pub note: Option<usize>,
    /// The address there.
    pub url: String,
    /// The words there.
    pub text: String,
    /// How far.
    pub degree: Degree,
    /// 0 to 1: the share of the words that both have.
    pub score: f64,
    /// Whether they share hardly more than it takes to be a pair.
    pub is_doubtful: bool,
}

/// All that leads to other editions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ForeignLinks {
    /// By path of the page of this edition that has the passage, in reading order; those with most words in common come first.
    pub passages: BTreeMap<String, Vec<ForeignLink>>,
    /// How many passages of this edition are not as they were when the job saw them.
    pub changed: usize,
    /// How many passages the job found something for.
    pub known: usize,
}
