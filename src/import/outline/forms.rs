//! The title of a form: bold print below its code ("Mẫu số 02"), the letterhead aside.
//!
//! A form has a letterhead of its own, so that its title seldom stands right below its code.

use std::ops::Range;

use super::aside::head_and_rest;
use crate::import::chunks::{Chunk, Shape};
use crate::import::{emphasis, marks};
use crate::language;
use crate::numbering;
use crate::text::{fold_space, is_all_caps, word_count};

/// Chunks between a form's code and its title.
const LETTERHEAD: usize = 16;
/// A paragraph of so many words ends the search.
const PARAGRAPH: usize = 25;

/// A line of a form's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleLine {
    /// The chunk that it takes.
    pub chunk: usize,
    /// Its words.
    pub words: String,
    /// What else the chunk has.
    pub rest: Option<String>,
}

/// The lines of a form's title; none where no print stands out.
pub fn title(chunks: &[Chunk], below: Range<usize>) -> Vec<TitleLine> {
    let head = below.start..below.end.min(below.start + LETTERHEAD);
    let head = head.start..head.clone().find(|at| ends_head(&chunks[*at])).unwrap_or(head.end);
    let motto = head.clone().rev().find(|at| language::any().is_letterhead(chunks[*at].plain()));
    let mut lines: Vec<TitleLine> = Vec::new();
    let from = motto.map_or(head.start, |motto| motto + 1);
    for (at, chunk) in chunks.iter().enumerate().take(head.end).skip(from) {
        let Some((words, rest)) = printed(chunk) else {
            if lines.is_empty() {
                continue;
            }
            break;
        };
        lines.push(TitleLine { chunk: at, words, rest });
    }
    if lines.is_empty() {
        lines.extend(head.filter_map(|at| subject(&chunks[at], at)).next());
    }
    lines
}

/// A letter has no title: "V/v …" says what it is about, below its number.
fn subject(chunk: &Chunk, at: usize) -> Option<TitleLine> {
    let from = language::any().form_subject(&chunk.text).filter(|_| chunk.shape == Shape::Text)?;
    let rest = chunk.text[..from].trim();
    let rest = (!rest.is_empty()).then(|| rest.to_owned());
    Some(TitleLine { chunk: at, words: fold_space(&emphasis::strip(&chunk.text[from..])), rest })
}

/// Where a form's own text begins, another form, or a part of the report.
fn ends_head(chunk: &Chunk) -> bool {
    let plain = chunk.plain();
    let is_label = numbering::readings(plain).iter().any(|reading| reading.head.label.is_some());
    match chunk.shape {
        Shape::Table | Shape::Code | Shape::Quote => true,
        Shape::Heading(_) => is_label,
        _ => is_label || word_count(plain) > PARAGRAPH && printed(chunk).is_none(),
    }
}

/// The words of a chunk that is printed as titles are: bold, no letterhead, no field to be filled in, no item; and the
/// aside behind them.
fn printed(chunk: &Chunk) -> Option<(String, Option<String>)> {
    /// Fewer words before a row of dots are the name of a field.
    const FIELD: usize = 4;
    let (head, rest) = head_and_rest(chunk);
    let is_set = match chunk.shape {
        Shape::Heading(_) => true,
        Shape::Text => rest.is_some() || emphasis::is_whole(&plain(&chunk.text), false),
        _ => false,
    };
    let all = fold_space(&emphasis::strip(&head));
    let words = all.split("....").next().unwrap_or_default().trim().to_owned();
    let bare = plain(&words);
    let opens = bare.starts_with(|c: char| c.is_uppercase());
    let is_item = numbering::readings(&bare).iter().any(|reading| reading.marked);
    let is_field = bare.ends_with(':') || bare.contains('…') || words.len() < all.len() && word_count(&bare) < FIELD;
    let is_head =
        language::any().is_letterhead(&bare) || is_all_caps(&bare) && language::any().opens_with_issuer(&bare);
    (is_set && opens && !is_item && !is_field && !is_head).then_some((words, rest))
}

fn plain(words: &str) -> String {
    marks::replace(words, |_| String::new())
}
