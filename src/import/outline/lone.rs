//! Roman numbers that stand alone on their lines and count the parts of a preamble or a judgment.
//!
//! In: the chunks of a report's body. Out: those that are such numbers, as labels.
//! Invariant: they count on from one to three at least, and text stands below each.

use std::collections::HashMap;
use std::ops::Range;

use super::candidate::Number;
use crate::import::chunks::{Chunk, Shape};
use crate::numbering::{self, Style};
use crate::text::word_count;

/// Fewer are no row.
const ROW: usize = 3;
/// A paragraph has more words.
const PARAGRAPH: usize = 12;

/// The numbers, by their chunks.
pub fn titles(chunks: &[Chunk], body: &Range<usize>) -> HashMap<usize, Number> {
    let mut found = HashMap::new();
    let mut row: Vec<usize> = Vec::new();
    for at in body.clone() {
        let ordinal = ordinal(&chunks[at]);
        let is_over_text = chunks[at + 1..body.end].first().is_some_and(|below| word_count(below.plain()) > PARAGRAPH);
        let Some(ordinal) = ordinal.filter(|own| is_over_text && (*own == 1 || *own == row.len() + 1)) else {
            continue;
        };
        if ordinal == 1 {
            row.clear();
        }
        row.push(at);
        if row.len() >= ROW {
            found.extend(row.iter().zip(1..).map(|(at, ordinal)| (*at, label(&chunks[*at], ordinal))));
        }
    }
    found
}

fn ordinal(chunk: &Chunk) -> Option<usize> {
    let plain = chunk.plain().trim_end_matches('.');
    let is_number = chunk.shape == Shape::Text && !plain.is_empty() && plain.chars().all(|c| "IVX".contains(c));
    let (_, ordinal) = numbering::ordinal(plain).filter(|(style, _)| is_number && *style == Style::Roman)?;
    Some(ordinal)
}

fn label(chunk: &Chunk, ordinal: usize) -> Number {
    Number {
        style: Style::Roman,
        ordinal,
        components: vec![ordinal],
        number: None,
        label: Some(chunk.plain().to_owned()),
        title: String::new(),
        marked: true,
    }
}
