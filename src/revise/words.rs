//! Three readings of one passage: what the editor changed and what the source changed, both in one text.
//!
//! In: the last import, the editor's text, the new import. Out: the text with both changes, or nothing where they meet.
//! What always holds: `merge(b, b, x) = x`, `merge(b, x, b) = x`, `merge(b, x, x) = x`; two changes that meet, with no
//! unchanged word between them, are never guessed at.

use std::ops::Range;

use crate::compare::{self, Step};
use crate::text::is_word_char;

/// Puts two changes of a text together.
#[must_use]
pub fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    if ours == base || ours == theirs {
        return Some(theirs.to_owned());
    }
    if theirs == base {
        return Some(ours.to_owned());
    }
    let (b, o, t) = (pieces(base), pieces(ours), pieces(theirs));
    let ours: Vec<Edit> = edits(&b, &o);
    let theirs: Vec<Edit> = edits(&b, &t);
    let mut all: Vec<&Edit> = Vec::new();
    for edit in &ours {
        let meets = theirs.iter().any(|other| edit != other && meet(&b, &edit.range, &other.range));
        if meets {
            return None;
        }
        all.push(edit);
    }
    all.extend(theirs.iter().filter(|edit| !ours.contains(edit)));
    all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut merged = String::new();
    let mut at = 0;
    for edit in all {
        merged.extend(b[at..edit.range.start].iter().copied());
        merged.push_str(&edit.text);
        at = edit.range.end;
    }
    merged.extend(b[at..].iter().copied());
    Some(merged)
}

/// Pieces of the base that give way to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    text: String,
}

fn edits(base: &[&str], other: &[&str]) -> Vec<Edit> {
    let changed = |step: &Step| !step.is_same;
    let edit = |step: Step| Edit { range: step.a, text: other[step.b].concat() };
    let mut found: Vec<Edit> = Vec::new();
    for next in compare::steps(base, other).into_iter().filter(changed).map(edit) {
        match found.last_mut() {
            Some(last) if last.range.end == next.range.start => {
                last.range.end = next.range.end;
                last.text.push_str(&next.text);
            }
            _ => found.push(next),
        }
    }
    found
}

/// Whether no word lies between two edits.
fn meet(base: &[&str], a: &Range<usize>, b: &Range<usize>) -> bool {
    let between = if a.end <= b.start { a.end..b.start } else { b.end..a.start };
    if between.start > between.end {
        return true;
    }
    !base[between].iter().any(|piece| piece.starts_with(is_word_char))
}

/// A text as words and the signs between them; nothing is left out.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let class = |c: char| (is_word_char(c), c.is_whitespace());
        let length = match class(first) {
            (false, false) => first.len_utf8(),
            kind => text[at..].find(|c| class(c) != kind).unwrap_or(text.len() - at),
        };
        found.push(&text[at..at + length]);
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_apart_are_put_together() {
        let base = "Năm 2024 toàn tỉnh có 12 xã đạt chuẩn, tăng 3 xã.";
        let ours = "Năm 2024, toàn tỉnh có 12 xã đạt chuẩn, tăng 3 xã.";
        let theirs = "Năm 2024 toàn tỉnh có 12 xã đạt chuẩn, tăng 4 xã.";
        assert_eq!(merge(base, ours, theirs).as_deref(), Some("Năm 2024, toàn tỉnh có 12 xã đạt chuẩn, tăng 4 xã."));
        let met = "Năm 2024 toàn tỉnh có 12 xã đạt chuẩn, tăng 5 xã.";
        assert_eq!(merge(base, met, theirs), None);
        // One changed the figure, the other the word beside it.
        let beside = base.replace("tăng 3", "thêm 3");
        assert_eq!(merge(base, &beside, theirs), None);
    }

    proptest! {
        #[test]
        fn laws(b in "[a-d ,]{0,20}", x in "[a-d ,]{0,20}") {
            prop_assert_eq!(merge(&b, &b, &x), Some(x.clone()));
            prop_assert_eq!(merge(&b, &x, &b), Some(x.clone()));
            prop_assert_eq!(merge(&b, &x, &x), Some(x.clone()));
        }

        #[test]
        fn no_change_is_lost(b in "([a-d]{1,2} ){3,12}", o in 0_usize..12, t in 0_usize..12) {
            let words: Vec<&str> = b.split_whitespace().collect();
            let put = |at: usize, word: &str| {
                let mut words = words.clone();
                words.insert(at.min(words.len()), word);
                words.join(" ")
            };
            if let Some(merged) = merge(&words.join(" "), &put(o, "EDITOR"), &put(t, "SOURCE")) {
                prop_assert!(merged.contains("EDITOR") && merged.contains("SOURCE"));
            }
        }
    }
}
