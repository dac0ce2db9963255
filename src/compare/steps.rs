//! The steps from one text to another.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::one_spelling;
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
    let (old, fresh) = numbered(&left, &right, str::to_owned);
    of_steps((a, &left), (b, &right), &steps(&old, &fresh))
}

/// The pieces of each text as a reader compares them: two spellings of a word are one, and a word or two that two changes
/// happen to have between them belong to the change.
#[must_use]
pub fn compare_wording(a: &str, b: &str) -> (Pieces, Pieces) {
    /// Words between two changes that belong to them.
    const BETWEEN: usize = 2;
    let (left, right) = (tokens(a), tokens(b));
    let (old, fresh) = numbered(&left, &right, one_spelling);
    let mut steps = steps(&old, &fresh);
    let last = steps.len().saturating_sub(1);
    for at in 1..last {
        let is_short = steps[at].a.len() <= BETWEEN && left[steps[at].a.clone()].iter().all(|token| !token.is_number);
        steps[at].is_same &= !is_short;
    }
    of_steps((a, &left), (b, &right), &steps)
}

fn of_steps((a, left): (&str, &[Token]), (b, right): (&str, &[Token]), steps: &[Step]) -> (Pieces, Pieces) {
    let mut gone = vec![false; left.len()];
    let mut new = vec![false; right.len()];
    for step in steps.iter().filter(|step| !step.is_same) {
        gone[step.a.clone()].fill(true);
        new[step.b.clone()].fill(true);
    }
    (pieces(a, left, &gone, Change::Gone), pieces(b, right, &new, Change::New))
}

/// Words as numbers, the same ones for words of one form: a comparison looks at each of them many times.
fn numbered<'t>(left: &'t [Token], right: &'t [Token], form: impl Fn(&str) -> String) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<&'t str, usize> = HashMap::new();
    let mut forms: HashMap<String, usize> = HashMap::new();
    let mut numbers: Vec<usize> = Vec::with_capacity(left.len() + right.len());
    for token in left.iter().chain(right) {
        numbers.push(*known.entry(token.key.as_str()).or_insert_with(|| {
            let next = forms.len();
            *forms.entry(form(&token.key)).or_insert(next)
        }));
    }
    let fresh = numbers.split_off(left.len());
    (numbers, fresh)
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

    #[test]
    fn a_reader_compares_words() {
        let shown = |a: &str, b: &str| {
            let (a, b) = compare_wording(a, b);
            let piece =
                |(change, text): (Change, String)| if change == Change::Same { text } else { format!("[{text}]") };
            [a, b].map(|pieces| pieces.into_iter().map(piece).collect::<String>())
        };
        assert_eq!(
            shown("Uỷ ban có kĩ thuật", "Ủy ban có kỹ thuật mới"),
            ["Uỷ ban có kĩ thuật", "Ủy ban có kỹ thuật [mới]"]
        );
        assert_eq!(shown("Đẩy mạnh công nghiệp hóa", "Đẩy mạnh cuộc công đổi mới")[0], "Đẩy mạnh [công nghiệp hóa]");
        assert_eq!(shown("từ 12 xã lên 13 xã", "còn 12 thôn và 13 xã")[0], "[từ] 12 [xã lên] 13 xã", "a figure stays");
    }
}
