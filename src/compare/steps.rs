//! The steps from one text to another.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::tokens::{Token, tokens};

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
