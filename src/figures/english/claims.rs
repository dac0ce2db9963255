//! What a sentence claims of its figures in English: that they are to be, or that they could be.
//!
//! The words are data of the language (`figures:` in `languages/en.yaml`).

use std::ops::Range;
use std::sync::LazyLock;

use super::super::words::{Words, ends, has};
use crate::language;

static AIMS: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("aims"));
static GUESSES: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("guesses"));
static EXAMPLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("examples"));
static UNCOUNTED: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("uncounted"));
static NUMBERED: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("numbered"));
static INTENDING: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("intending"));
static RISING: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("rising"));
static FALLING: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("falling"));
static PHRASAL: LazyLock<Vec<&'static str>> = LazyLock::new(|| list("phrasal"));

/// A list of words of the language.
pub(super) fn list(name: &str) -> Vec<&'static str> {
    let lists = language::get("en").map(|language| &language.figures);
    lists.and_then(|lists| lists.get(name)).into_iter().flatten().map(String::as_str).collect()
}

/// What a sentence claims of its figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claims {
    /// Something is to be reached.
    pub aims: bool,
    /// It only supposes something, or the text is an example.
    pub guesses: bool,
}

impl Claims {
    /// Of a sentence of a text.
    pub fn of(words: &Words, sentence: Range<usize>) -> Self {
        let opening = words.low.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let sentence = words.low(sentence);
        Self { aims: has(sentence, &AIMS), guesses: EXAMPLES.contains(&opening) || has(sentence, &GUESSES) }
    }
}

/// Whether the number before a noun measures nothing: "by 49 votes to none", "at its 12 and 13 meetings".
pub(super) fn is_uncounted(before: &str, noun: &str) -> bool {
    let word = noun.rsplit(' ').next().unwrap_or_default();
    let points = before.split_whitespace().rev().take(3).any(|word| word == "its" || word == "their");
    UNCOUNTED.contains(&word) || points && NUMBERED.contains(&word)
}

/// Whether the word that a number seems to be bounded by belongs to a verb: "carried over 314".
pub(super) fn ends_with_its_verb(low: &str) -> bool {
    PHRASAL.iter().any(|verb| ends(low, verb))
}

/// What a noun or a verb of a movement says: that something rises, or falls.
pub(super) fn movement(word: &str) -> Option<&'static str> {
    let is_in = |list: &[&str]| list.contains(&word);
    is_in(&RISING).then_some("increase").or_else(|| is_in(&FALLING).then_some("decrease"))
}

/// Where the object of an intention begins, and the verb that acts on it: "the board will reduce the fees".
pub(super) fn intended(low: &str, is_aim: impl Fn(&str) -> bool) -> Option<(usize, &str)> {
    let words: Vec<&str> = low.split_whitespace().collect();
    let pair = words.windows(2).rfind(|pair| INTENDING.contains(&pair[0]) && is_aim(pair[1]))?;
    Some((pair[1].as_ptr() as usize - low.as_ptr() as usize + pair[1].len(), pair[1]))
}
