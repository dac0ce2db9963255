//! Words compared with words: tokens of a text, and what differs between two texts.
//!
//! In: texts. Out: tokens with their bytes; pieces that are the same, gone or new.
//! What always holds: a figure is one token ("1.890", "7,11", OCR's "1 933,9"), so that a difference of a digit is
//! a difference of the figure; the pieces of a comparison give both texts back.

mod redline;

pub use redline::{Layer, Piece, layer, redline};

use std::collections::HashMap;
use std::ops::Range;

use crate::text::is_wordly;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A word, figure or sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is compared by: lower case; a figure without the spaces of OCR.
    pub key: String,
    /// Whether it is a figure.
    pub is_number: bool,
}

/// The words and figures of a text; signs are left out.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    each_token(text, |range, is_number| {
        let word = &text[range.clone()];
        let key = if is_number { word.split(' ').collect() } else { word.to_lowercase() };
        found.push(Token { range, key, is_number });
    });
    found
}

/// Takes each word and figure of a text: its bytes, and whether it is a figure.
pub fn each_token(text: &str, mut take: impl FnMut(Range<usize>, bool)) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (length, is_number) = match c {
            '0'..='9' => (number_length(&text[at..]), true),
            c if is_wordly(c) => (text[at..].find(|c: char| !is_wordly(c)).unwrap_or(text.len() - at), false),
            c => (c.len_utf8(), false),
        };
        if is_wordly(c) || matches!(c, '%' | '‰') {
            take(at..at + length, is_number);
        }
        at += length;
    }
}

/// How many bytes a figure takes: digits, groups parted by a full stop, comma or OCR's space.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    // "1 933,9": a group of three after at most three digits, not the start of "20 000 000m"-like words.
    while end < bytes.len() {
        let group = match bytes[end] {
            b'.' | b',' => digits(end + 1),
            b' ' if end <= 11 && digits(end + 1) == 3 && leads_group(&text[..end]) => 3,
            _ => 0,
        };
        if group == 0 {
            break;
        }
        end += 1 + group;
    }
    end
}

/// Whether digits before a space can be the front of a figure in groups: "1", "27", "120", "1 933".
fn leads_group(head: &str) -> bool {
    let last = head.rsplit(' ').next().unwrap_or(head);
    let plain = last.bytes().all(|b| b.is_ascii_digit());
    let is_first = last.len() == head.len();
    plain && !head.starts_with('0') && if is_first { last.len() <= 3 } else { last.len() == 3 }
}

/// What a piece of a comparison is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// In both texts.
    Same,
    /// In the first text alone.
    Gone,
    /// In the second text alone.
    New,
}

/// A step between two lists of tokens: the same ones, or some in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Whether the tokens are the same.
    pub is_same: bool,
    /// Indices in the first list.
    pub a: Range<usize>,
    /// Indices in the second list.
    pub b: Range<usize>,
}

/// Compares two lists of keys.
#[must_use]
pub fn steps<T: Ord + std::hash::Hash + Eq>(a: &[T], b: &[T]) -> Vec<Step> {
    let operations = capture_diff_slices(Algorithm::Myers, a, b);
    let step =
        |op: &similar::DiffOp| Step { is_same: op.tag() == DiffTag::Equal, a: op.old_range(), b: op.new_range() };
    operations.iter().map(step).collect()
}

/// The pieces of a text, in order; together they are the text.
pub type Pieces = Vec<(Change, String)>;

/// The pieces of each text with their changes: words that are not in the other one are gone or new.
#[must_use]
pub fn compare(a: &str, b: &str) -> (Pieces, Pieces) {
    let (left, right) = (tokens(a), tokens(b));
    let mut known = HashMap::new();
    let (old, fresh) = (numbered(&left, &mut known), numbered(&right, &mut known));
    let mut gone = vec![false; left.len()];
    let mut new = vec![false; right.len()];
    for step in steps(&old, &fresh).into_iter().filter(|step| !step.is_same) {
        gone[step.a].fill(true);
        new[step.b].fill(true);
    }
    (pieces(a, &left, &gone, Change::Gone), pieces(b, &right, &new, Change::New))
}

/// Words as numbers, the same ones for the same words: a comparison looks at each of them many times.
fn numbered<'t>(tokens: &'t [Token], known: &mut HashMap<&'t str, usize>) -> Vec<usize> {
    let mut numbers = Vec::with_capacity(tokens.len());
    for token in tokens {
        let next = known.len();
        numbers.push(*known.entry(token.key.as_str()).or_insert(next));
    }
    numbers
}

/// Cuts a text so that each run of marked tokens is one piece.
fn pieces(text: &str, tokens: &[Token], marked: &[bool], change: Change) -> Pieces {
    let mut found = Pieces::new();
    let mut at = 0;
    let mut index = 0;
    while index < tokens.len() {
        if !marked[index] {
            index += 1;
            continue;
        }
        let last = (index..tokens.len()).take_while(|at| marked[*at]).last().unwrap_or(index);
        let (start, end) = (tokens[index].range.start, tokens[last].range.end);
        if start > at {
            found.push((Change::Same, text[at..start].to_owned()));
        }
        found.push((change, text[start..end].to_owned()));
        at = end;
        index = last + 1;
    }
    if at < text.len() {
        found.push((Change::Same, text[at..].to_owned()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_single_tokens() {
        let keys = |text| tokens(text).into_iter().map(|token| token.key).collect::<Vec<_>>();
        assert_eq!(keys("đạt 1 933,9 tỷ (7,11%)"), ["đạt", "1933,9", "tỷ", "7,11", "%"]);
        assert_eq!(keys("năm 2021 120 hộ, 12 437 lượt"), ["năm", "2021", "120", "hộ", "12437", "lượt"]);
        assert_eq!(keys("05 234 xã"), ["05", "234", "xã"]);
    }

    #[test]
    fn pieces_give_the_texts_back() {
        let (a, b) = compare("Năm 2024 tăng 8,12%, cao.", "Năm 2024 tăng 8,21%, rất cao.");
        let join = |pieces: &[(Change, String)]| pieces.iter().map(|(_, words)| words.as_str()).collect::<String>();
        assert_eq!(join(&a), "Năm 2024 tăng 8,12%, cao.");
        assert_eq!(join(&b), "Năm 2024 tăng 8,21%, rất cao.");
        assert_eq!(a[1], (Change::Gone, "8,12".to_owned()));
        assert_eq!(b[3], (Change::New, "rất".to_owned()));
    }
}
