//! The lines of a source's head, one by one where a reader ran them together: "United Nations", the title and "Prepared
//! by …" stand under each other in the print and are no paragraph.
//!
//! In: a document. Out: the same with its first chunks parted where a line says something else than the line before.

use super::chunks::{Chunk, Document, Shape};
use super::days::place_and_date;
use super::head::names_author;
use super::letterhead::{cells, plain_words};
use super::marks::OPEN;
use crate::language;
use crate::text::{is_all_caps, word_count};

/// So many chunks may be a head.
const HEAD: usize = 16;
/// A line of a head has no more words.
const LONGEST: usize = 16;

/// What a line of a head may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadLineKind {
    Kind,
    Facts,
    Issuer,
    Section,
    Capitals,
    Words,
}

/// Parts the first chunks of a document at the lines that say something else.
pub fn unfold(document: &mut Document) {
    let mut parted: Vec<Chunk> = Vec::new();
    let head = document.chunks.len().min(HEAD);
    for at in 0..head {
        if let Some(cells) = letterhead(document, &document.chunks[at]) {
            parted.extend(cells);
            continue;
        }
        let parts = self::parted(document, &document.chunks[at]);
        let head = &parts[0];
        match lines_of(document, head) {
            Some(lines) => parted.extend(groups(&lines, head)),
            None => parted.push(head.clone()),
        }
        parted.extend_from_slice(&parts[1..]);
    }
    document.chunks.splice(..head, parted);
}

/// The cells of a table that is a letterhead, each a line of its own.
fn letterhead(document: &Document, chunk: &Chunk) -> Option<Vec<Chunk>> {
    /// A letterhead has no more words.
    const LONGEST_TABLE: usize = 60;
    let is_table = chunk.shape == Shape::Table && !chunk.text.contains(OPEN);
    let lines: Vec<&str> = document.source_lines(chunk.lines).collect();
    if !is_table || !language::any().is_letterhead(&lines.join(" ")) || word_count(&lines.join(" ")) > LONGEST_TABLE {
        return None;
    }
    let cell = |line: usize, words: String| {
        let mut cell = chunk.clone();
        (cell.shape, cell.text, cell.lines) = (Shape::Text, words, (line, line));
        cell
    };
    let numbered = lines.iter().enumerate().map(|(at, line)| (chunk.lines.0 + at, *line));
    Some(
        numbered
            .flat_map(|(at, line)| cells(std::iter::once(line)).into_iter().map(move |words| cell(at, words)))
            .collect(),
    )
}

/// A chunk parted before the line that says by what right the document was made, or who wrote it: no blank line may part a
/// title from it. What stands below who wrote it is text.
fn parted(document: &Document, chunk: &Chunk) -> Vec<Chunk> {
    /// "Note by the Secretariat" has no more words.
    const AUTHOR: usize = 8;
    let lines: Vec<&str> = document.source_lines(chunk.lines).collect();
    let enacts = |line: &&str| language::any().opens_enacting(&plain_words(line));
    let is_author = |line: &&str| {
        let plain = plain_words(line);
        word_count(&plain) <= AUTHOR && !plain.ends_with(['.', ',', ':']) && names_author(&plain)
    };
    let opens = |line: &&str| enacts(line) || is_author(line);
    let at = lines.iter().skip(1).position(opens).map(|at| at + 1).filter(|_| chunk.shape == Shape::Text);
    let words: Vec<&str> = chunk.text.split_whitespace().collect();
    let count = |to: usize| -> usize { lines[..to].iter().map(|line| line.split_whitespace().count()).sum() };
    let is_same = |at: &usize| words.get(count(*at)) == lines[*at].split_whitespace().next().as_ref();
    let Some(at) = at.filter(is_same) else { return vec![chunk.clone()] };
    let below = at + usize::from(is_author(&lines[at]));
    let ends = [0, at, below, lines.len()];
    let part = |pair: &[usize]| {
        let mut part = chunk.clone();
        let end = if pair[1] == lines.len() { words.len() } else { count(pair[1]).min(words.len()) };
        part.text = words[count(pair[0]).min(end)..end].join(" ");
        part.lines = (chunk.lines.0 + pair[0], chunk.lines.0 + pair[1] - 1);
        (pair[0] < pair[1] && !part.text.is_empty()).then_some(part)
    };
    ends.windows(2).filter_map(part).collect()
}

/// The text of a chunk by its lines, when it is a row of short lines and no sentence.
fn lines_of(document: &Document, chunk: &Chunk) -> Option<Vec<(usize, String)>> {
    let is_row = chunk.shape == Shape::Text && chunk.lines.1 > chunk.lines.0;
    if !is_row || chunk.text.contains(['\n', '*']) || chunk.text.trim_end().ends_with(['.', ';', ':']) {
        return None;
    }
    let mut words = chunk.text.split_whitespace();
    let mut lines = Vec::new();
    for (offset, line) in document.source_lines(chunk.lines).enumerate() {
        let count = line.split_whitespace().count();
        if word_count(line) > LONGEST {
            return None;
        }
        let text: Vec<&str> = words.by_ref().take(count).collect();
        if text.len() < count {
            return None;
        }
        lines.push((chunk.lines.0 + offset, text.join(" ")));
    }
    words.next().is_none().then_some(lines)
}

/// Lines that belong together, as chunks.
fn groups(lines: &[(usize, String)], chunk: &Chunk) -> Vec<Chunk> {
    let mut groups: Vec<Chunk> = Vec::new();
    let mut last = None;
    for (number, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
        let open = groups.last().map(|group| group.text.clone()).unwrap_or_default();
        let says = says(text);
        let runs_on = text.starts_with(|c: char| c.is_lowercase() || c == '(') || language::any().must_go_on(&open);
        let same = last == Some(says) && matches!(says, HeadLineKind::Words | HeadLineKind::Capitals) || runs_on;
        match groups.last_mut().filter(|_| same || last == Some(HeadLineKind::Kind) && is_title_of(says, &open)) {
            Some(group) => {
                group.text = format!("{} {text}", group.text);
                group.lines.1 = *number;
            }
            None => {
                let mut group = chunk.clone();
                group.text.clone_from(text);
                group.lines = (*number, *number);
                groups.push(group);
            }
        }
        // Words that run on are what they run on from.
        if !runs_on || last.is_none() {
            last = Some(says);
        }
    }
    groups
}

/// Whether a line goes on with one that opens with a kind: "Report on the bridges" and "Of the Northern District". A kind
/// in capitals goes on in capitals.
fn is_title_of(says: HeadLineKind, open: &str) -> bool {
    let goes_on = says == HeadLineKind::Words || says == HeadLineKind::Capitals && is_all_caps(open);
    goes_on && !language::any().is_kind(open)
}

fn says(line: &str) -> HeadLineKind {
    let lexicon = language::any();
    let plain = plain_words(line);
    if lexicon.is_contents_heading(&plain) || lexicon.is_foreword(&plain) || lexicon.is_head_section(&plain) {
        return HeadLineKind::Section;
    }
    if lexicon.opens_with_kind(&plain) {
        return HeadLineKind::Kind;
    }
    let count = word_count(&plain);
    let numbered = lexicon.document_number(&plain).is_some_and(|number| count <= word_count(number) + 4);
    let dated = lexicon.date(&plain).is_some_and(|date| count <= word_count(&plain[date.range]) + 3);
    let framed = lexicon.is_letterhead(&plain) || lexicon.is_stamp(&plain) || lexicon.is_byline(&plain);
    if numbered || dated || framed || place_and_date(&plain).is_some() {
        return HeadLineKind::Facts;
    }
    if lexicon.opens_with_issuer(&plain) && count <= 10 {
        return HeadLineKind::Issuer;
    }
    if is_all_caps(&plain) { HeadLineKind::Capitals } else { HeadLineKind::Words }
}
