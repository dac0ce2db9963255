//! The outline of a report: which chunks are headings, and what holds what.
//!
//! In: the body's chunks. Out: headings with number, label, title and parent; the lines that might have been headings.
//! Every line that may be a heading ([`candidates`]) has two costs, as text and as a heading ([`evidence`]); [`tree`] then
//! chooses all headings at once, as the cheapest tree. Invariants: a parent stands before its children; levels grow by
//! one from parent to child.

mod annexed;
mod around;
mod aside;
mod candidate;
mod candidates;
mod evidence;
mod forms;
mod habits;
mod label;
mod lone;
mod margin;
mod open;
mod plain;
mod series;
mod tree;
mod weights;

use std::ops::Range;

use super::chunks::Document;
use candidate::Candidate;
use tree::Placed;
pub use weights::Weights;

/// A heading found in a report's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The chunk that it is, or that it opens.
    pub chunk: usize,
    /// Further chunks that hold its title ("Phần thứ nhất" and the lines under it).
    pub title_chunks: Vec<usize>,
    /// "II", "2.1", "a)".
    pub number: Option<String>,
    /// "Phần thứ nhất".
    pub label: Option<String>,
    /// The title, with tokens, without emphasis.
    pub title: String,
    /// What follows a run-in heading in its paragraph.
    pub rest: Option<String>,
    /// Depth, from 1.
    pub level: usize,
    /// Index of the heading that holds it.
    pub parent: Option<usize>,
}

/// What import found of a report's outline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In reading order.
    pub headings: Vec<Heading>,
    /// Chunks that are set like headings and were left as text.
    pub doubtful: Vec<usize>,
    /// Plain short lines that stand nearly as titles do and were left as text.
    pub weak: Vec<usize>,
}

/// Finds the headings of a report's body.
#[must_use]
pub fn outline(document: &Document, body: Range<usize>) -> Outline {
    outline_by(Weights::of_program(), document, body)
}

/// The same by other weights.
pub fn outline_by(weights: &Weights, document: &Document, body: Range<usize>) -> Outline {
    let candidates = candidates::candidates(weights, document, body);
    let placed = tree::cheapest(weights, &candidates);
    let mut outline = Outline::default();
    let mut index_of = vec![None; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(place) = &placed[at] else {
            let is_near =
                candidate.is_bare && candidate.as_text + NEARLY >= candidate.as_heading + weights.place_bare_new;
            let has_sign = matches!(candidate.setting, candidate::Setting::Hash(_));
            if candidate.as_text >= DOUBTFUL && (has_sign || candidate.as_heading < CERTAIN) {
                outline.doubtful.push(candidate.chunk);
            } else if is_near {
                outline.weak.push(candidate.chunk);
            }
            continue;
        };
        let parent = place.parent.and_then(|parent| index_of[parent]);
        index_of[at] = Some(outline.headings.len());
        outline.headings.push(heading(candidate, place, parent, &outline.headings));
    }
    outline
}

/// What it costs to leave a line as text from which on the editor is told.
const DOUBTFUL: i32 = 50;
/// What speaks so much against a heading says what the line is instead (a caption, a letterhead, a paragraph of a row that runs
/// through the report): nothing about it is doubtful, unless its source gave it the sign of a heading.
const CERTAIN: i32 = 80;
/// How near to a heading a plain line without a number is told that was left as text.
const NEARLY: i32 = 10;

fn heading(candidate: &Candidate, place: &Placed, parent: Option<usize>, before: &[Heading]) -> Heading {
    let number = place.reading.map(|at| &candidate.numbers[at]);
    let mut title = clean_title(number.map_or(candidate.text.as_str(), |number| number.title.as_str()));
    let mut rest = candidate.rest.clone();
    if let Some(label) = number.filter(|_| candidate.is_text_of_label) {
        (title, rest) = (String::new(), Some(label.title.clone()));
    }
    Heading {
        chunk: candidate.chunk,
        title_chunks: candidate.more.clone(),
        number: number.and_then(|number| number.number.clone()),
        label: number.and_then(|number| number.label.clone()),
        title,
        rest,
        level: parent.map_or(1, |parent| before[parent].level + 1),
        parent,
    }
}

/// A title without the sign that closes it.
fn clean_title(words: &str) -> String {
    let words = words.trim();
    let cut = words.strip_suffix(':').or_else(|| words.strip_suffix('.').filter(|rest| !rest.ends_with('.')));
    cut.unwrap_or(words).trim().to_owned()
}
