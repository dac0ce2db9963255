//! Two halves of a text put together over the end of a line or page.

use super::emphasis;
use super::vocabulary::Vocabulary;
use crate::language;

/// Adds to a running text what goes on with it, after a space; a word that a hyphen broke is made whole when the
/// source also has it in one piece.
pub fn append_words(first: &mut String, second: &str, vocabulary: &Vocabulary) {
    first.truncate(first.trim_end().len());
    let second = second.trim_start();
    let Some(stem) = first.strip_suffix(['-', '\u{ad}']) else {
        return emphasis::append(first, " ", second);
    };
    let head = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let tail: String = second.chars().take_while(|c| c.is_alphabetic()).collect();
    if head.is_empty() || !second.starts_with(char::is_lowercase) {
        return emphasis::append(first, " ", second);
    }
    let is_broken = vocabulary.is_broken(&head.to_lowercase(), &tail.to_lowercase());
    if first.ends_with('\u{ad}') || is_broken || language::any().is_word_ending(&tail) {
        first.pop();
    }
    emphasis::append(first, "", second);
}
