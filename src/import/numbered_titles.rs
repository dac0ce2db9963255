//! Headings whose number stands on a heading line of its own, above that of the words: "### 3.1" and, below it, "#### Boats".
//!
//! In: the chunks of a source. Out: the same, each such pair one heading with the level of its number.
//! Invariant: only where several stand so, and nothing stands between the two.

use super::chunks::{Chunk, Document, Shape, chunk};
use super::labels;
use crate::numbering;

/// So many are a habit.
const HABIT: usize = 3;

/// Joins the numbers to their words.
pub fn join(document: &mut Document) {
    let chunks = &document.chunks;
    let pairs: Vec<usize> = (1..chunks.len()).filter(|at| is_pair(&chunks[at - 1], &chunks[*at])).collect();
    if pairs.len() < HABIT {
        return;
    }
    let mut pairs = pairs.into_iter().peekable();
    let mut joined: Vec<Chunk> = Vec::with_capacity(document.chunks.len());
    for (at, words) in std::mem::take(&mut document.chunks).into_iter().enumerate() {
        let number = pairs.next_if_eq(&at).and_then(|_| joined.pop());
        joined.push(match number {
            Some(number) => {
                let text = format!("{} {}", number.text.trim(), words.text);
                chunk(number.shape, text, (number.lines.0, words.lines.1))
            }
            None => words,
        });
    }
    document.chunks = joined;
}

fn is_pair(number: &Chunk, words: &Chunk) -> bool {
    let (Shape::Heading(above), Shape::Heading(below)) = (number.shape, words.shape) else { return false };
    let plain = words.plain();
    let is_numbered = || numbering::readings(plain).iter().any(|reading| reading.marked);
    let opens = plain.starts_with(|c: char| c.is_alphabetic() || "“\"«(".contains(c));
    below >= above && is_number(number.plain()) && opens && !is_numbered() && !labels::has_label(plain)
}

/// "3", "3.", "3.1".
fn is_number(plain: &str) -> bool {
    /// Digits of a part.
    const LONGEST: usize = 2;
    let is_part = |part: &str| (1..=LONGEST).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.trim_end_matches('.').split('.').all(is_part)
}
