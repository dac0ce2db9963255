//! Ordinals in words with a dash, and capitals in brackets.

use super::{Reading, Style, finished_label, letter_ordinal, reading, roman_value, split_word};
use crate::language;

/// "Segundo.- …": an ordinal in words, parted from its words by a stop and a dash.
pub(super) fn ordinal_label(text: &str) -> Option<Reading<'_>> {
    let (word, after) = split_word(text)?;
    let is_parted = after.strip_prefix('.').is_some_and(|after| after.starts_with(['-', '–', '—']));
    let ordinal =
        language::any().leading_ordinal(word).filter(|_| is_parted && word.starts_with(char::is_uppercase))?;
    finished_label(text, Style::Ordinal, ordinal, after)
}

/// "(A) …", "(IV) …": a capital in brackets before words that open with one.
pub(super) fn paren_capital(text: &str) -> Vec<Reading<'_>> {
    let Some((token, rest)) = text.strip_prefix('(').and_then(|inside| inside.split_once(')')) else {
        return Vec::new();
    };
    let roman = roman_value(token).map(|value| (Style::ParenRoman, value));
    let upper = letter_ordinal(token, true).map(|value| (Style::ParenUpper, value));
    let opens = rest.trim_start().starts_with(char::is_uppercase);
    let found = roman.into_iter().chain(upper).filter(|_| opens);
    found.map(|(style, ordinal)| reading(style, vec![ordinal], format!("({token})"), rest, true)).collect()
}
