//! What a sentence claims of its figures in English: that they are to be, or that they could be.
//!
//! The words are data of the language (`figures:` in `languages/en.yaml`).

use std::ops::Range;
use std::sync::LazyLock;

use super::super::words::{Words, has};
use crate::language;

static AIMS: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("aims"));
static GUESSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("guesses"));
static EXAMPLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("examples"));

/// A list of words of the language.
pub(super) fn list(name: &str) -> Vec<&'static str> {
    let lists = language::get("en").map(|language| &language.figures);
    lists.and_then(|lists| lists.get(name)).into_iter().flatten().map(String::as_str).collect()
}

/// Whether a sentence says that something is to be reached.
pub(super) fn aims(sentence: &str) -> bool {
    has(sentence, &AIMS)
}

/// Whether a sentence only supposes something, or the text is an example.
pub(super) fn guesses(words: &Words, sentence: Range<usize>) -> bool {
    let opening = words.low.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    EXAMPLES.contains(&opening) || has(words.low(sentence), &GUESSES)
}
