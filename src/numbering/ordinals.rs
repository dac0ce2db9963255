//! Ordinals in words before a dash: "Segundo.- …".

use crate::language;

/// The ordinal that a text opens with, parted from its words by a stop and a dash, and what follows the word.
pub(super) fn ordinal(text: &str) -> Option<(usize, &str)> {
    let (word, after) = text.split_at(text.find(|c: char| !c.is_alphanumeric())?);
    let is_parted = after.strip_prefix('.').is_some_and(|after| after.starts_with(['-', '–', '—']));
    if !is_parted || !word.starts_with(char::is_uppercase) {
        return None;
    }
    Some((language::any().leading_ordinal(word)?, after))
}
