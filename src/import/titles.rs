//! The title blocks of a compilation: where its reports and appendices begin.
//!
//! In: the chunks. Out: for each title block its letterhead's first chunk, its title's chunks, its label. A title opens with the word for a
//! kind of document, set like a heading; all but the first follow a letterhead with place and date.

use std::ops::Range;

use super::chunks::{Chunk, Shape};
use super::days::place_and_date;
use super::emphasis;
use super::marks::OPEN;
use crate::text::{fold_space, is_all_caps, word_count};
use crate::{language, numbering};

/// Where a report begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// First chunk of the letterhead (or the title's own).
    pub start: usize,
    /// The chunks of the title.
    pub block: Range<usize>,
    /// The appendix's label.
    pub label: Option<String>,
}

/// Finds the title blocks.
pub fn titles(chunks: &[Chunk], contents: &Range<usize>) -> Vec<Title> {
    let mut found: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < chunks.len() {
        if contents.contains(&at) {
            at = contents.end;
            continue;
        }
        let listed = if contents.end <= at { contents.end } else { 0 };
        let floor = found.last().map_or(0, |title| title.block.end).max(listed);
        if let Some(title) = appendix(chunks, at).or_else(|| report_title(chunks, at, floor, found.is_empty())) {
            at = title.block.end;
            found.push(title);
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a chunk is set like a heading: a `#` line, or wholly bold.
fn is_heading_like(chunk: &Chunk) -> bool {
    match chunk.shape {
        Shape::Heading(_) => true,
        Shape::Text => emphasis::is_whole(&chunk.text, false),
        _ => false,
    }
}

/// "PHỤ LỤC 1" on a line of its own, with the title that follows it; or in capitals with its title beside it.
fn appendix(chunks: &[Chunk], at: usize) -> Option<Title> {
    let chunk = &chunks[at];
    let plain = chunk.plain();
    let after = after_appendix_label(plain)?;
    let label = fold_space(plain[..plain.len() - after.len()].trim_end_matches([' ', '.', ':', '-', '–']));
    let set_apart = is_heading_like(chunk) || is_all_caps(&label);
    if !set_apart || plain.len() > 400 {
        return None;
    }
    let beside = after.trim_start_matches([' ', '.', ':', '-', '–']);
    if !beside.is_empty() {
        return (is_heading_like(chunk) && is_all_caps(&label)).then(|| Title {
            start: at,
            block: at..at + 1,
            label: Some(label),
        });
    }
    let next = next_worded(chunks, at + 1)?;
    let titled = is_heading_like(&chunks[next]) && !is_numbered(&chunks[next]);
    let block = if titled { next..next + 1 } else { at..at + 1 };
    Some(Title { start: at, block, label: Some(label) })
}

/// What follows the words "Phụ lục 2", "Appendix B", "Annex III"; none when the text does not open with them.
pub fn after_appendix_label(plain: &str) -> Option<&str> {
    let rest = language::any().after_appendix_word(plain)?;
    if rest.is_empty() {
        return Some(rest);
    }
    let number = rest.strip_prefix(' ')?;
    let end = number.find(|c: char| !c.is_alphanumeric()).unwrap_or(number.len());
    let token = &number[..end];
    let is_number = token.chars().all(|c| c.is_ascii_digit())
        || token.chars().all(|c| "IVXLC".contains(c))
        || (token.len() == 1 && token.chars().all(|c| c.is_ascii_uppercase()));
    (is_number && !token.is_empty()).then(|| &number[end..])
}

/// A title block: "BÁO CÁO …" set like a heading, in capitals. The first one needs no more; a later one must
/// follow a letterhead with place and date, so that a heading of the body is not taken for a title.
fn report_title(chunks: &[Chunk], at: usize, floor: usize, first: bool) -> Option<Title> {
    let chunk = &chunks[at];
    let plain = chunk.plain();
    if !(is_heading_like(chunk) || first && is_bare_title(chunks, at))
        || plain.len() > 600
        || !opens_with_report_word(plain)
    {
        return None;
    }
    let head_in_capitals =
        is_all_caps(plain.split([',', ':']).next().unwrap_or(plain)) || is_all_caps(&first_words(plain, 2));
    let opening_heading = first && matches!(chunk.shape, Shape::Heading(_));
    if !(head_in_capitals || opening_heading) {
        return None;
    }
    let start = letterhead_start(chunks, at, floor);
    let dated = chunks[start..at].iter().any(|c| place_and_date(c.plain()).is_some());
    if !first && !dated {
        return None;
    }
    Some(Title { start, block: at..title_end(chunks, at), label: None })
}

/// In a source that sets nothing apart: a short paragraph near the top, under nothing but letterhead lines.
fn is_bare_title(chunks: &[Chunk], at: usize) -> bool {
    const DEEPEST: usize = 14;
    let chunk = &chunks[at];
    let is_short = word_count(chunk.plain()) <= 60 && !chunk.plain().ends_with(['.', ';', ':']);
    let above = |above: &Chunk| {
        let plain = above.plain();
        place_and_date(plain).is_some() || above.shape == Shape::Rule || is_letterhead_line(above, plain)
    };
    at < DEEPEST && chunk.shape == Shape::Text && is_short && chunks[..at].iter().all(above)
}

fn first_words(text: &str, count: usize) -> String {
    text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

/// Whether a title names a kind of document.
fn opens_with_report_word(plain: &str) -> bool {
    language::any().names_kind(plain)
}

/// A title that only says what it is ("BÁO CÁO") takes in the heading lines under it; where nothing is set apart, the
/// short paragraph under it.
fn title_end(chunks: &[Chunk], at: usize) -> usize {
    let end = at + 1;
    let names_only_the_kind = language::any().is_kind(chunks[at].plain());
    let goes_on = |next: &Chunk| {
        let plain_alike = !is_heading_like(&chunks[at])
            && next.shape == Shape::Text
            && word_count(next.plain()) <= 40
            && !next.plain().ends_with(['.', ';', ':'])
            && place_and_date(next.plain()).is_none();
        (is_heading_like(next) || plain_alike) && !is_numbered(next)
    };
    if names_only_the_kind && chunks.get(end).is_some_and(goes_on) { end + 1 } else { end }
}

pub fn is_numbered(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    numbering::readings(plain).iter().any(|reading| reading.marked || is_all_caps(reading.head.rest))
}

fn next_worded(chunks: &[Chunk], from: usize) -> Option<usize> {
    (from..chunks.len()).find(|at| chunks[*at].shape != Shape::Rule)
}

/// Goes up from a title over the lines of its letterhead: names in capitals or bold, a number, the national
/// motto, one line with place and date.
fn letterhead_start(chunks: &[Chunk], title: usize, floor: usize) -> usize {
    let mut start = title;
    let mut dated = false;
    while start > floor && title - start < 14 {
        let chunk = &chunks[start - 1];
        let plain = chunk.plain();
        let is_date = place_and_date(plain).is_some();
        if is_date && dated {
            break;
        }
        // Who signs, signs the report before.
        let signs = language::any().is_signature(plain.trim()) || language::any().is_recipients(plain);
        if signs || !(is_date || chunk.shape == Shape::Rule || is_letterhead_line(chunk, plain)) {
            break;
        }
        dated |= is_date;
        start -= 1;
    }
    // A rule at the top belongs to what stands before.
    while start < title && chunks[start].shape == Shape::Rule {
        start += 1;
    }
    start
}

/// A short line as letterheads have them.
fn is_letterhead_line(chunk: &Chunk, plain: &str) -> bool {
    if !matches!(chunk.shape, Shape::Text | Shape::Table | Shape::Heading(_)) || word_count(plain) > 40 {
        return false;
    }
    let known = language::any().is_letterhead(plain) || language::any().opens_with_number_label(plain);
    if chunk.text.contains(OPEN) {
        return false;
    }
    let numbered = numbering::readings(plain).iter().any(|reading| reading.marked);
    known
        || (!numbered && is_all_caps(plain) && word_count(plain) <= 30)
        || (!numbered
            && emphasis::is_whole(&chunk.text, true)
            && word_count(plain) <= 20
            && !plain.ends_with(['.', ';', ':']))
        || (chunk.shape == Shape::Table && word_count(plain) <= 40)
}
