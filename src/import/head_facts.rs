//! The facts of a report from its title, from the lines of its head, and from where it was signed.
//!
//! In: a document and where its title stands. Out: what they say of it, the plainest first.

use std::ops::Range;

use super::chunks::{Chunk, Document, Shape};
use super::days::{is_place_and_day, place_and_date};
use super::facts::Facts;
use super::letterhead::plain_words;
use super::title_block::{is_text, names_author};
use crate::language;
use crate::text::word_count;

/// Chunks above a title that may be its letterhead, and below it.
const NEAR: (usize, usize) = (20, 12);
/// A line that says what kind of document stands below or above it has no more words.
const LONGEST_KIND: usize = 14;

/// The facts around a title: those of the lines of its head; what they lack, of the place where the report was signed.
#[must_use]
pub fn facts(document: &Document, title: &Range<usize>, words: &str) -> Facts {
    let chunks = &document.chunks;
    let is_head = |chunk: &&Chunk| {
        let is_named = document.notation.contents.named.contains_key(&chunk.lines.0);
        !is_text(chunk) && !is_named
    };
    let below = chunks[title.end..].iter().take(NEAR.1).take_while(is_head).count();
    let lexicon = language::any();
    let kind = |kind: Option<language::Kind>| Facts { kind: kind.map(|kind| kind.words), ..Facts::default() };
    let mut facts = Facts::of_lines(head_lines(document, title, below).into_iter());
    let around = || (title.start.saturating_sub(NEAR.0)..title.start).chain(title.end..title.end + below);
    // "Note by the Secretariat" says more than a kind that a title names on its way.
    let names = || around().map(|at| plain_words(chunks[at].plain())).filter(|line| word_count(line) <= LONGEST_KIND);
    facts.fill(kind(names().filter(|line| names_author(line)).find_map(|line| lexicon.kind(&line, 1))));
    facts.fill(Facts::of_title(words));
    facts.fill(of_table(document, title.end));
    facts.fill(kind(names().filter(|line| !lexicon.is_head_section(line)).find_map(|line| lexicon.kind(&line, 1))));
    facts.fill(kind(lexicon.kind(words, 10)));
    if facts.date.is_none() {
        facts.fill(signed(document, title.end));
    }
    facts
}

/// The day that the title gives, or a line of the head together with the place.
#[must_use]
pub fn printed_day(document: &Document, title: &Range<usize>, words: &str) -> Option<String> {
    let chunks = &document.chunks;
    let below = chunks[title.end..].iter().take(NEAR.1).take_while(|chunk| !is_text(chunk)).count();
    let around = chunks[title.start.saturating_sub(NEAR.0)..title.end + below].iter();
    let dated = around.filter_map(|chunk| place_and_date(&plain_words(chunk.plain())));
    let day = Facts::of_title(words).date.or_else(|| dated.filter_map(|(place, date)| place.and(date)).next());
    day.filter(|date| date.len() == 10)
}

/// The day that the lines above the title give: those below it may cite the days of others.
#[must_use]
pub fn day_above(document: &Document, title: &Range<usize>) -> Option<String> {
    Facts::of_lines(head_lines(document, title, 0).into_iter()).date.filter(|date| date.len() == 10)
}

/// What a table below the title says, row by row: "Report no. | 12", "Date | 3 April 2025".
fn of_table(document: &Document, from: usize) -> Facts {
    /// Chunks between a title and its table.
    const BETWEEN: usize = 3;
    let tables = document.chunks[from..].iter().take(BETWEEN).filter(|chunk| chunk.shape == Shape::Table);
    Facts::of_labels(tables.flat_map(|table| document.source_lines(table.lines)))
}

/// The lines of the head around a title as they stand in the file: heads of pages among them, which are no text.
fn head_lines<'d>(document: &'d Document, title: &Range<usize>, below: usize) -> Vec<&'d str> {
    let chunks = &document.chunks;
    let first = match title.start.checked_sub(NEAR.0) {
        None | Some(0) => 1,
        Some(at) => chunks[at].lines.0,
    };
    let end = chunks.get(title.start).map_or(0, |chunk| chunk.lines.0.saturating_sub(1));
    let contents = document.notation.contents.lines.unwrap_or((1, 0));
    let above = (first..=end).filter(|line| !(contents.0..=contents.1).contains(line)).map(|line| document.line(line));
    let below = chunks[title.end..title.end + below].iter().flat_map(|chunk| document.source_lines(chunk.lines));
    above.chain(below).collect()
}

/// The facts of the last place where the report was signed: a line with place and date, and its neighbours.
fn signed(document: &Document, from: usize) -> Facts {
    let chunks = &document.chunks;
    let dated = |at: &usize| {
        let plain = plain_words(chunks[*at].plain());
        word_count(&plain) <= 30 && is_place_and_day(&plain) && is_signed(&chunks[*at..chunks.len().min(*at + 6)])
    };
    let Some(at) = (from..chunks.len()).rev().find(dated) else { return Facts::default() };
    let near = at.saturating_sub(3).max(from)..(at + 1).min(chunks.len());
    Facts::of_lines(near.flat_map(|at| document.source_lines(chunks[at].lines)))
}

/// Whether signatures follow, or nothing.
fn is_signed(chunks: &[Chunk]) -> bool {
    let signs =
        |chunk: &Chunk| language::any().is_signature(chunk.plain()) || language::any().is_recipients(chunk.plain());
    chunks.len() == 1 || chunks.iter().skip(1).any(signs)
}
