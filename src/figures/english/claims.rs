//! What a sentence claims of its figures in English: that they are to be, or that they could be.
//!
//! The words are data of the language (`figures:` in `languages/en.yaml`).

use std::ops::Range;

use super::super::vocabulary::EN;
use super::super::words::{Words, ends, has};

/// What a sentence claims of its figures.
#[derive(Debug, Clone, Copy, Default)]
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
        Self { aims: has(sentence, EN.aims), guesses: EN.examples.contains(&opening) || has(sentence, EN.guesses) }
    }

    /// What either of two claims.
    pub const fn and(self, other: Self) -> Self {
        Self { aims: self.aims || other.aims, guesses: self.guesses || other.guesses }
    }
}

/// Whether a sentence tells what was done before it comes to its figure: a verb in the past, and none that binds. Words of aims right
/// before the figure are its own ("against a target of 90 per cent").
pub(super) fn is_told(words: &Words, sentence: &Range<usize>, figure: &Range<usize>) -> bool {
    let before = words.low(sentence.start..figure.start);
    let near: Vec<&str> = before.split_whitespace().rev().take(NEAR).collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    if has(before, EN.binding) || near.iter().any(|word| EN.aims.contains(&bare(word).as_str())) {
        return false;
    }
    let behind =
        words.low(figure.end..sentence.end).split_whitespace().take(NEAR).any(|word| EN.outcomes.contains(&word));
    let all: Vec<&str> = before.split_whitespace().collect();
    let acts = |pair: &[&str]| {
        let is_past = EN.past_verbs.contains(&pair[1]) || pair[1].len() > 4 && pair[1].ends_with(EN.past_ending);
        is_past && !EN.determining.contains(&pair[0]) && !EN.behind_participles.contains(&pair[0])
    };
    behind || has(before, EN.outcomes) || all.windows(2).any(acts)
}

/// So many words are near a figure.
const NEAR: usize = 4;

/// Whether the number before a noun measures nothing: "by 49 votes to none", "at its 12 and 13 meetings".
pub(super) fn is_uncounted(before: &str, noun: &str) -> bool {
    let word = noun.rsplit(' ').next().unwrap_or_default();
    let points = before.split_whitespace().rev().take(3).any(|word| EN.possessives.contains(&word));
    EN.uncounted.contains(&word) || points && EN.sittings.contains(&word)
}

/// Whether the word that a number seems to be bounded by belongs to a verb: "carried over 314".
pub(super) fn ends_with_its_verb(low: &str) -> bool {
    EN.phrasal.iter().any(|verb| ends(low, verb))
}

/// What a noun or a verb of a movement says: that something rises, or falls.
pub(super) fn movement(word: &str) -> Option<&'static str> {
    let is_in = |list: &[&str]| list.contains(&word);
    is_in(EN.rising).then_some(EN.increase).or_else(|| is_in(EN.falling).then_some(EN.decrease))
}

/// Where the object of an intention begins, and the verb that acts on it: "the board will reduce the fees".
pub(super) fn intended(low: &str, is_aim: impl Fn(&str) -> bool) -> Option<(usize, &str)> {
    let words: Vec<&str> = low.split_whitespace().collect();
    let pair = words.windows(2).rfind(|pair| EN.intending.contains(&pair[0]) && is_aim(pair[1]))?;
    Some((pair[1].as_ptr() as usize - low.as_ptr() as usize + pair[1].len(), pair[1]))
}
