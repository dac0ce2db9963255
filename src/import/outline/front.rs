//! What stands before a report's text and looks like its headings: the lines of a cover, and a second list of its titles.
//!
//! In: the chunks of a body and its candidates. Out: the chunks of both.
//! Invariant: a line that holds running text is on no cover, and a list has lines that come again below it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::candidate::Candidate;
use super::tree::Placed;
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::sentence::{self, End};
use crate::language;
use crate::numbering::Style;
use crate::text::word_count;

/// A paragraph has more words.
const PARAGRAPH: usize = 20;
/// A cover has no more lines.
const COVER_LINES: usize = 30;
/// So many lines with rising pages are a list.
const LIST: usize = 4;
/// So far may one title's page be from the next one's.
const LONGEST_PART: usize = 120;
/// So many of them come again below.
const AGAIN: usize = 2;

/// The chunks of a cover: titles without number before the contents that hold no text.
pub fn cover(
    candidates: &[Candidate],
    document: &Document,
    body: &Range<usize>,
    listing: &Range<usize>,
) -> HashSet<usize> {
    let chunks = &document.chunks;
    let texts: Vec<usize> = body.clone().filter(|at| is_text(&chunks[*at])).collect();
    let end = cover_end(document, body).max(listing.start);
    let bare = candidates.iter().enumerate().filter(|(_, one)| one.chunk < end && one.numbers.is_empty());
    let holds_text = |(at, candidate): (usize, &Candidate)| {
        let below =
            candidates[at..].iter().find(|other| other.chunk > candidate.chunk).map_or(end, |other| other.chunk);
        let first = texts.get(texts.partition_point(|at| *at < candidate.last_chunk()));
        first.is_some_and(|first| *first < below.min(end))
    };
    bare.filter(|one| !holds_text(*one)).map(|(_, candidate)| candidate.chunk).collect()
}

/// The first heading, where it has no number and holds all that follows, annexes aside: such a line is a title of the report,
/// not a part.
pub fn holds_all(candidates: &[Candidate], placed: &[Option<Placed>]) -> Option<usize> {
    /// Fewer headings may well have one that holds them.
    const ENOUGH: usize = 5;
    let mut headings = placed.iter().enumerate().filter_map(|(at, place)| Some((at, place.as_ref()?)));
    let (first, place) = headings.next()?;
    let is_annex = |(at, other): &(usize, &Placed)| {
        other.reading.is_some_and(|reading| candidates[*at].numbers[reading].style == Style::Appendix)
    };
    let (beside, held): (Vec<_>, Vec<_>) = headings.partition(|(_, other)| other.parent.is_none());
    let is_title = place.reading.is_none() && candidates[first].entry.is_none();
    (is_title && held.len() >= ENOUGH && beside.iter().all(is_annex)).then_some(first)
}

/// The first chunk of running text in a body.
pub fn first_text(document: &Document, body: &Range<usize>) -> usize {
    let is_quote = |chunk: &Chunk| chunk.shape == Shape::Quote && word_count(chunk.plain()) > PARAGRAPH;
    let is_running = |at: &usize| is_text(&document.chunks[*at]) || is_quote(&document.chunks[*at]);
    body.clone().find(is_running).unwrap_or(body.end)
}

/// The chunk behind the heading of the contents, or behind a first page that holds nothing but lines.
fn cover_end(document: &Document, body: &Range<usize>) -> usize {
    let chunks = &document.chunks;
    let half = body.start + body.len() / 2;
    let is_heading = |at: &usize| language::any().is_contents_heading(chunks[*at].plain());
    let listed = (body.start..half).find(is_heading).map(|at| at + 1);
    let is_line = |at: &usize| {
        let chunk = &chunks[*at];
        matches!(chunk.shape, Shape::Text | Shape::Heading(_) | Shape::Rule) && !is_text(chunk)
    };
    let lines = (body.start..half).take(COVER_LINES).take_while(is_line).count();
    let opens_page = |at: &usize| document.page_ends(chunks[at - 1].lines.1, chunks[*at].lines.0);
    let pages = || (body.start.max(1)..body.end.min(body.start + lines + 1)).find(opens_page);
    listed.or_else(pages).unwrap_or(body.start)
}

/// The chunks from the first to the last line of a list of titles with rising pages.
pub fn listing(candidates: &[Candidate], body: &Range<usize>) -> Range<usize> {
    let half = body.start + body.len() / 2;
    let known: HashMap<String, usize> = candidates.iter().map(|one| (key(&one.text), one.chunk)).collect();
    let (mut best, mut most) = (0..0, 0);
    let (mut list, mut page, mut count, mut again) = (0..0, 0, 0, 0);
    for candidate in candidates.iter().take_while(|candidate| candidate.chunk < half) {
        let Some((title, own)) = paged(&candidate.text) else { continue };
        if !(page..page + LONGEST_PART).contains(&own) {
            (list.start, count, again) = (candidate.chunk, 0, 0);
        }
        (list.end, page) = (candidate.last_chunk() + 1, own);
        count += 1;
        again += usize::from(known.get(&key(title)).is_some_and(|at| *at > candidate.chunk));
        if again >= AGAIN && count >= LIST && count > most {
            (best, most) = (list.clone(), count);
        }
    }
    best
}

/// A title and its page: "2. Boats 13", "Nets . . . . 5".
fn paged(text: &str) -> Option<(&str, usize)> {
    let title = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let page = text[title.len()..].parse().ok()?;
    let title = title.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    (title.contains(char::is_alphabetic)).then_some((title, page))
}

fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_text(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    chunk.shape == Shape::Text && word_count(plain) > PARAGRAPH && sentence::end_of(plain) == End::Closed
}
