//! What a job over many editions found for one of them: the file that the edition takes in at its next build.
//!
//! `scale/` writes it, `edition` reads it, `link` judges the passages in it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The shape of the file. Another number is another shape.
pub const SCHEMA: &str = "ibid-other-editions/1";

/// What other editions have that may be the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherEditions {
    /// [`SCHEMA`].
    pub schema: String,
    /// The address of the edition that it is for.
    pub edition: String,
    /// Passages that share runs of words with one of this edition.
    pub passages: Vec<Candidate>,
}

/// A passage of this edition, and one of another edition that shares runs of words with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Candidate {
    /// Its place: `report#id`.
    pub at: String,
    /// The number of its words ([`print_of`]) when the facts were written.
    pub print: i64,
    /// How many runs of words both have.
    pub shared: usize,
    /// The other passage.
    pub of: ForeignPassage,
}

/// A passage of another edition, with what it takes to judge it and to lead to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForeignPassage {
    /// The edition's title.
    pub edition: String,
    /// The report's title.
    pub report: String,
    /// The place that the report speaks of, folded; empty for none.
    pub place: String,
    /// The title of its section.
    pub section: String,
    /// Its whole address.
    pub url: String,
    /// Its language.
    pub language: String,
    /// The number of the note that it is; 0 for a passage of the text.
    pub note: usize,
    /// Whether its section sets targets.
    pub is_target: bool,
    /// Whether its report sets norms.
    pub is_norm: bool,
    /// Its words.
    pub text: String,
    /// The words that name documents, as [`ranges_to_text`] writes them.
    pub names: String,
}

/// A number for the words of a passage, the same on every machine.
#[must_use]
pub fn print_of(text: &str) -> i64 {
    // The lower half: what counts is that other words have another number.
    crate::text::digest(text.as_bytes()) as i64
}

/// Ranges of bytes in few signs: `4:12 20:31`.
#[must_use]
pub fn ranges_to_text(ranges: &[Range<usize>]) -> String {
    ranges.iter().map(|range| format!("{}:{}", range.start, range.end)).collect::<Vec<_>>().join(" ")
}

/// The ranges that [`ranges_to_text`] wrote, those alone that lie within a text.
#[must_use]
pub fn ranges_of_text(written: &str, text: &str) -> Vec<Range<usize>> {
    let range = |pair: &str| {
        let (from, to) = pair.split_once(':')?;
        let range = from.parse().ok()?..to.parse().ok()?;
        text.get(range.clone()).map(|_| range)
    };
    written.split(' ').filter_map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_they_were_written() {
        let ranges = [4..12, 20..31];
        assert_eq!(ranges_of_text(&ranges_to_text(&ranges), &"a".repeat(40)), ranges);
        assert_eq!(ranges_to_text(&ranges_of_text("4:12 20:31 x 9:2", "twelve bytes")), "4:12");
        assert!(ranges_of_text("", "text").is_empty());
    }
}
