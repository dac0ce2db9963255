//! Two readings that a merge left side by side, between the lines that version control uses, too.
//!
//! In: the text of a file. Out: where such places are, and the text with the first reading of each, byte for byte as long.
//! What always holds: a row of `=` alone is a heading's underline, no conflict; a place without an end goes to the end.

use std::borrow::Cow;
use std::ops::Range;

/// Opens the two readings; the editor's follows.
pub const OURS: &str = "<<<<<<< content";
/// Parts them; the source's follows.
pub const BETWEEN: &str = "=======";
/// Closes them.
pub const THEIRS: &str = ">>>>>>> source";

/// How the lines begin: first reading, what was common before (version control can show it), second reading, end.
const FIRST: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const END: &str = ">>>>>>>";

/// Whether a line opens, parts or closes two readings.
#[must_use]
pub fn is_marker(line: &str) -> bool {
    [FIRST, BETWEEN, END].iter().any(|sign| begins(line.trim_end(), sign))
}

fn begins(line: &str, sign: &str) -> bool {
    line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && sign != BETWEEN)
}

/// The two readings of one place, as bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The line that opens it.
    pub opening: Range<usize>,
    /// All that is not the first reading: lines without their ends.
    others: Vec<Range<usize>>,
}

impl Conflict {
    /// All of the place: the lines of signs, both readings, the last line's end.
    #[must_use]
    pub fn whole(&self, text: &str) -> Range<usize> {
        let last = self.others.last().filter(|range| begins(&text[(*range).clone()], END));
        let end = last.and_then(|range| Some(range.end + text[range.end..].find('\n')? + 1));
        self.opening.start..end.unwrap_or(text.len())
    }
}

/// The editor's reading and the source's, of a whole place.
#[must_use]
pub fn readings(place: &str) -> [String; 2] {
    let mut found = [String::new(), String::new()];
    let mut side = Some(0);
    for line in place.split_inclusive('\n').skip(1) {
        let words = line.trim_end_matches(['\r', '\n']);
        if begins(words, BASE) {
            side = None;
        } else if words == BETWEEN {
            side = Some(1);
        } else if begins(words, END) {
            break;
        } else if let Some(side) = side {
            found[side].push_str(line);
        }
    }
    found
}

/// The places where two readings stand, in order.
#[must_use]
pub fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut open: Option<Conflict> = None;
    let mut is_first = true;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\r', '\n']);
        let range = at..at + words.len();
        at += line.len();
        match &mut open {
            None if begins(words, FIRST) => {
                open = Some(Conflict { opening: range.clone(), others: vec![range] });
                is_first = true;
            }
            None => {}
            Some(conflict) => {
                is_first &= words != BETWEEN && !begins(words, BASE);
                if !is_first {
                    conflict.others.push(range);
                }
                if begins(words, END) {
                    found.extend(open.take());
                }
            }
        }
    }
    found.extend(open);
    found
}

/// The text with the first reading of each place alone; what is left out is blanked, so that every place keeps its bytes.
#[must_use]
pub fn ours_only(text: &str) -> Cow<'_, str> {
    let found = if text.contains(FIRST) { conflicts(text) } else { Vec::new() };
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = text.to_owned();
    for range in found.into_iter().flat_map(|conflict| conflict.others) {
        kept.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reading_stands() {
        let text =
            "Một\n=======\n<<<<<<< của tôi\nHai\n||||||| gốc\nBa\n=======\nBốn\n>>>>>>> mới\nNăm\n<<<<<<<\nSáu\n";
        let kept = ours_only(text);
        assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), ["Một", "=======", "Hai", "Năm", "Sáu"]);
        assert_eq!(kept.len(), text.len());
        let whole: Vec<[String; 2]> = conflicts(text).iter().map(|open| readings(&text[open.whole(text)])).collect();
        assert_eq!(whole[0], ["Hai\n", "Bốn\n"].map(str::to_owned));
        assert_eq!(whole[1], ["Sáu\n", ""].map(str::to_owned));
        let places: Vec<usize> =
            conflicts(text).iter().map(|conflict| text[..conflict.opening.start].lines().count() + 1).collect();
        assert_eq!(places, [3, 11]);
    }
}
