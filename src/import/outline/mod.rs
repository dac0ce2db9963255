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
mod counted;
mod evidence;
mod forms;
mod front;
mod habits;
mod label;
mod levels;
mod margin;
mod open;
mod plain;
mod series;
mod tree;
mod weights;

use std::ops::Range;

use super::chunks::Document;
use crate::numbering::Style;
use crate::text::is_all_caps;
use candidate::Candidate;
pub use candidates::Scan;
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
    /// Captions that are set like headings.
    pub captions: Vec<usize>,
    /// The other lines left as text that were nearest to being headings.
    pub weak: Vec<usize>,
}

/// Finds the headings of a report's body.
#[must_use]
pub fn outline(document: &Document, head: Range<usize>, body: Range<usize>) -> Outline {
    let weights = Weights::of_program();
    let (candidates, placed) = chosen(weights, &Scan::of(document, head, &body));
    let mut outline = Outline { headings: headings(&candidates, &placed), ..Outline::default() };
    let mut near = Vec::new();
    let gaps = tree::gaps(weights, &candidates, &placed);
    for (at, candidate) in candidates.iter().enumerate().filter(|(at, _)| placed[*at].is_none()) {
        let has_sign = matches!(candidate.setting, candidate::Setting::Hash(_));
        if candidate.against.contains(&weights::cost!(against_caption)) {
            outline.captions.extend((candidate.as_text >= DOUBTFUL).then_some(candidate.chunk));
        } else if candidate.as_text >= DOUBTFUL && (has_sign || candidate.as_heading < CERTAIN) {
            outline.doubtful.push(candidate.chunk);
        } else if let Some(distance) = gaps[at].and_then(|gap| distance(candidate, gap)) {
            near.push((distance, candidate.chunk));
        }
    }
    near.sort_unstable();
    let most = NEAREST.max(outline.headings.len() / 3);
    outline.weak = near.into_iter().take(most).map(|(_, chunk)| chunk).collect();
    outline.weak.sort_unstable();
    outline
}

/// The headings of what was scanned, by any weights.
pub fn headings_by(weights: &Weights, scan: &Scan) -> Vec<Heading> {
    let (candidates, placed) = chosen(weights, scan);
    headings(&candidates, &placed)
}

/// The cheapest tree, once no line of a cover holds all of it.
fn chosen(weights: &Weights, scan: &Scan) -> (Vec<Candidate>, Vec<Option<Placed>>) {
    /// Lines of a cover that look like headings.
    const COVER: usize = 3;
    let mut candidates = scan.weighed(weights);
    let mut placed = tree::cheapest(weights, &candidates);
    for _ in 0..COVER {
        let first = front::holds_all(&candidates, &placed);
        let Some(title) = first.filter(|title| candidates[*title].chunk < scan.first_text) else { break };
        candidates[title].as_heading += candidates[title].as_text + weights[weights::cost!(against_cover)];
        placed = tree::cheapest(weights, &candidates);
    }
    (candidates, placed)
}

fn headings(candidates: &[Candidate], placed: &[Option<Placed>]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut index_of = vec![None; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(place) = &placed[at] else { continue };
        let parent = place.parent.and_then(|parent| index_of[parent]);
        index_of[at] = Some(headings.len());
        headings.push(heading(candidate, place, parent, &headings));
    }
    headings
}

/// What it costs to leave a line as text from which on the editor is told.
const DOUBTFUL: i32 = 50;
/// What speaks so much against a heading says what the line is instead (a caption, a letterhead, a paragraph of a row that runs
/// through the report): nothing about it is doubtful, unless its source gave it the sign of a heading.
const CERTAIN: i32 = 80;
/// So many of the lines that were nearest to being headings are told, or as many as a third of those found.
const NEAREST: usize = 12;

/// How far a line that became text was from being a heading: the nearest may be one that was missed. None where it was too far.
///
/// What is set apart is far more often a cell or a caption than a plain line between paragraphs, and a line in capitals less.
fn distance(candidate: &Candidate, gap: i32) -> Option<i32> {
    /// Doubts within which a line is told, and what may speak against it.
    const NEAR: (i32, i32) = (20, 60);
    /// Words of a label with its title, and of a title behind a number.
    const WORDS: (usize, usize) = (15, 25);
    let further = match candidate.numbers.first() {
        Some(first)
            if first.label.is_some() && candidate.words < WORDS.0
                || candidate::is_title_like(&first.title, WORDS.1) =>
        {
            20
        }
        Some(_) => return None,
        None if candidate.is_bare && candidate.words > 1 && is_all_caps(&candidate.text) => -40,
        None if candidate.is_bare => 0,
        None if candidate.setting != candidate::Setting::Plain && candidate.as_text > 0 => 10,
        None => return None,
    };
    (gap + further <= NEAR.0 && candidate.as_heading <= NEAR.1).then_some(gap + further)
}

fn heading(candidate: &Candidate, place: &Placed, parent: Option<usize>, before: &[Heading]) -> Heading {
    // The word that a report counts by is part of the title.
    let is_label = |number: &&candidate::Number| number.style != Style::Counted;
    let number = place.reading.map(|at| &candidate.numbers[at]).filter(is_label);
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
