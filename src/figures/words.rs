//! A text beside its lower case, letter for letter, and small questions about its words.

use std::ops::Range;

use super::stretches::LONGEST_SENTENCE;
pub use crate::text::capitalised;
use crate::text::small;

/// A text and its lower case; both have the same byte offsets.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// As printed.
    pub raw: String,
    /// Lower case.
    pub low: String,
}

impl Words {
    /// Takes a plain text.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Self { raw: raw.to_owned(), low: lower(raw) }
    }

    /// A part of it, without lowering it again; empty when the range is none.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        Self { raw: self.raw(range.clone()).to_owned(), low: self.low(range).to_owned() }
    }

    /// A part of the lower case; empty when the range is none.
    #[must_use]
    pub fn low(&self, range: Range<usize>) -> &str {
        self.low.get(range).unwrap_or_default()
    }

    /// The lower case from a place to the end.
    #[must_use]
    pub fn after(&self, at: usize) -> &str {
        self.low.get(at..).unwrap_or_default()
    }

    /// The lower case before a place, as far back as a sentence may reach.
    #[must_use]
    pub fn before(&self, at: usize) -> &str {
        let from = self.low.floor_char_boundary(at.saturating_sub(LONGEST_SENTENCE));
        self.low(from..at)
    }

    /// A part as printed.
    #[must_use]
    pub fn raw(&self, range: Range<usize>) -> &str {
        self.raw.get(range).unwrap_or_default()
    }
}

/// Lower case that keeps every letter's length in bytes.
#[must_use]
pub fn lower(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut low, c| {
        low.push(small(c).filter(|one| one.len_utf8() == c.len_utf8()).unwrap_or(c));
        low
    })
}

/// Whether a text begins with a word (or words) that ends where a word ends.
#[must_use]
pub fn starts(text: &str, word: &str) -> bool {
    // Most words fail at their first letter, and a comparison of bytes costs a call.
    text.as_bytes().first() == word.as_bytes().first()
        && text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a text ends with a word that begins where a word begins.
#[must_use]
pub fn ends(text: &str, word: &str) -> bool {
    text.as_bytes().last() == word.as_bytes().last()
        && text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Where a word stands in a text, as a whole word.
#[must_use]
pub fn find(text: &str, word: &str) -> Option<usize> {
    #[cfg(test)]
    LOOKED_THROUGH.set(LOOKED_THROUGH.get() + text.len());
    let (bytes, wanted) = (text.as_bytes(), word.as_bytes());
    let first = *wanted.first()?;
    // Whole words only, so a plain walk over the first letters is cheaper than a searcher made anew for every word.
    (0..=bytes.len().checked_sub(wanted.len())?).find(|at| {
        bytes[*at] == first
            && bytes[*at..].starts_with(wanted)
            && !text[..*at].ends_with(char::is_alphanumeric)
            && !text[at + wanted.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Where some words or parts of words stand in a text, from the first on. A name is short: a plain walk over first letters is cheaper than
/// the searcher that [`str::match_indices`] makes for each word.
pub fn places<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = usize> + 't {
    let (bytes, wanted) = (text.as_bytes(), part.as_bytes());
    let last = bytes.len().checked_sub(wanted.len()).filter(|_| !wanted.is_empty());
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = (at..=last?).find(|at| bytes[*at] == wanted[0] && bytes[*at..].starts_with(wanted))?;
        at = found + wanted.len();
        Some(found)
    })
}

/// Whether some words or parts of words stand in a text.
#[must_use]
pub fn holds(text: &str, part: &str) -> bool {
    places(text, part).next().is_some()
}

#[cfg(test)]
thread_local! {
    /// How many bytes [`find`] was given on this thread: what reading costs, told without a clock.
    pub static LOOKED_THROUGH: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Whether any of the words stands in the text.
#[must_use]
pub fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| find(text, word).is_some())
}

/// Whether a text begins with one of the words.
#[must_use]
pub fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| starts(text, word))
}

/// Whether a text ends with one of the words.
#[must_use]
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| ends(text, word))
}

/// What stands behind the first of the words, or parts of words, that a text begins with.
#[must_use]
pub fn behind_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// What stands before the first of the words, or parts of words, that a text ends with.
#[must_use]
pub fn before_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_suffix(word))
}

/// One of some words, in a pattern.
#[must_use]
pub fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    words.join("|")
}

/// The last word of a text, without signs.
#[must_use]
pub fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or_default()
}
