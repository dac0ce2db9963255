//! The lines of a source's head, one by one where a reader ran them together: "United Nations", the title and "Prepared
//! by …" stand under each other in the print and are no paragraph.
//!
//! In: a document. Out: the same with its first chunks parted where a line says something else than the line before.

use super::chunks::{Chunk, Document, Shape};
use super::facts::{place_and_date, plain_words};
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
        let chunk = &document.chunks[at];
        match lines_of(document, chunk) {
            Some(lines) => parted.extend(groups(&lines, chunk)),
            None => parted.push(chunk.clone()),
        }
    }
    document.chunks.splice(..head, parted);
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

/// Whether a line goes on with one that opens with a kind: "Report on the bridges" and "Of the Northern District".
fn is_title_of(says: HeadLineKind, open: &str) -> bool {
    says == HeadLineKind::Words && !language::any().is_kind(open)
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
