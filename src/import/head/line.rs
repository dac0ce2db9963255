//! The chunks of a head with what is known of each: its role, its print, its words.
//!
//! In: a document. Out: its first chunks, each looked at once; the candidates for title and facts are made of them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::roles::{Role, role};
use super::traits::{traits, true_of};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::emphasis;
use crate::import::letterhead::{self, plain_words};
use crate::import::marks::OPEN;
use crate::language;
use crate::text::{fold, is_all_caps, word_count};

/// So many lines of text a head is looked for in.
const DEEPEST: usize = 60;
/// So many chunks of any shape.
const MOST: usize = 600;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// A heading, with its level.
    Heading(usize),
    /// Wholly bold.
    Bold,
    /// As the text is.
    Plain,
    /// A list, a table, a quotation.
    Other,
}

/// A chunk of the head.
#[derive(Debug, Clone)]
pub struct HeadLine {
    /// Its words, without emphasis, links and marks.
    pub words: String,
    /// How many words.
    pub count: usize,
    /// What it is by what it says.
    pub role: Role,
    /// How it is set.
    pub print: Print,
    /// In capitals.
    pub is_caps: bool,
    /// The kind of document it names within its first words: how many words stand before.
    pub kind_at: Option<usize>,
    /// What else is true of its words.
    pub traits: Vec<&'static str>,
    /// The page it stands on, from 0.
    pub page: usize,
    /// The lines of text above it.
    pub above: usize,
    /// First and last line in the source.
    pub lines: (usize, usize),
    /// The source has its words at another place: a running head, the title page behind a cover.
    pub comes_again: bool,
    /// The table of contents lists it, and others before it.
    pub is_listed: bool,
}

impl HeadLine {
    /// Whether it may be a title at all: no list, no table, no note, nothing that stands in square brackets.
    pub fn has_words(&self) -> bool {
        let is_aside = self.words.starts_with('[') && self.words.ends_with(']');
        self.print != Print::Other && !is_aside && !self.is("note") && self.words.contains(char::is_alphabetic)
    }

    /// Whether something is true of its words.
    pub fn is(&self, name: &str) -> bool {
        self.traits.contains(&name)
    }

    /// Whether the line below it goes on with it.
    pub fn runs_into(&self, next: &Self) -> bool {
        self.is("breaks-off")
            || self.is("ends-with-comma")
            || next.words.starts_with(|c: char| c.is_lowercase() || c == '(')
    }

    /// Whether another line is set as it is.
    pub fn is_set_like(&self, other: &Self) -> bool {
        self.print == other.print && self.is_caps == other.is_caps
    }
}

/// Looks at the first chunks of a report: what they say and how they are set. [`describe`] tells what else is true of them.
#[must_use]
pub fn lines(document: &Document, range: Range<usize>) -> Vec<HeadLine> {
    let chunks = &document.chunks[range];
    let opening = letterhead::start(chunks);
    let is_text = |chunk: &Chunk| matches!(chunk.shape, Shape::Text | Shape::Heading(_));
    let mut above = 0;
    let mut lines = Vec::new();
    for (at, chunk) in chunks.iter().enumerate().take(MOST) {
        if above + usize::from(is_text(chunk)) > DEEPEST {
            break;
        }
        let words = plain_words(chunk.plain());
        let is_note = chunk.text.trim_start().starts_with(OPEN);
        lines.push(HeadLine {
            count: word_count(&words),
            role: role(chunk),
            print: print(chunk),
            is_caps: is_all_caps(&words),
            kind_at: language::any().kind(&words, 10).map(|kind| kind.words_before),
            traits: true_of([
                (is_note, "note"),
                (letterhead::is_field(chunks, at), "field"),
                (at < opening, "put-before"),
            ]),
            page: document.notation.pages.ends.range(..=chunk.lines.0).count(),
            above,
            lines: chunk.lines,
            comes_again: false,
            is_listed: document
                .notation
                .contents
                .named
                .range(chunk.lines.0..=chunk.lines.1)
                .any(|(_, (_, entry))| *entry > 0),
            words,
        });
        above += usize::from(is_text(chunk));
    }
    lines
}

fn print(chunk: &Chunk) -> Print {
    match chunk.shape {
        Shape::Heading(level) => Print::Heading(level),
        Shape::Text if emphasis::is_whole(&chunk.text, false) => Print::Bold,
        Shape::Text => Print::Plain,
        _ => Print::Other,
    }
}

/// Tells of lines what a title is chosen by: all that is true of their words, and whether these come again. `heads`: the heads
/// and feet of pages that a reader of the file knows.
pub fn describe(lines: &mut [HeadLine], document: &Document, heads: &[String]) {
    let left_out = document.notation.pages.left_out.keys().map(|line| document.line(*line));
    let running: HashSet<String> =
        left_out.chain(heads.iter().map(String::as_str)).map(|line| fold(&plain_words(line))).collect();
    let folded: Vec<String> = lines.iter().map(|line| fold(&line.words)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for words in &folded {
        *counts.entry(words).or_default() += 1;
    }
    for (line, folded) in lines.iter_mut().zip(&folded) {
        line.comes_again = running.contains(folded) || line.count >= 3 && counts[folded.as_str()] > 1;
        line.traits.splice(0..0, traits(&line.words));
    }
}
