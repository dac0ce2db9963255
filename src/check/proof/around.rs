//! A word with the words around it.

use super::tokens::{Text, Token};

/// A word between its neighbours: two on each side, empty where a sign parts them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'t> {
    pub earlier: &'t str,
    pub before: &'t str,
    pub word: &'t str,
    pub after: &'t str,
    pub later: &'t str,
}

impl<'t> Around<'t> {
    /// The word at an index of a text's words.
    pub fn of(text: &'t Text<'_>, at: usize) -> Self {
        let token = |at: Option<usize>| at.and_then(|at| text.tokens.get(at));
        let low = |token: Option<&'t Token>| token.map_or("", |token| token.low.as_str());
        let before = token(at.checked_sub(1)).filter(|_| !text.tokens[at].apart);
        let earlier = before.filter(|before| !before.apart).and_then(|_| token(at.checked_sub(2)));
        let after = token(Some(at + 1)).filter(|after| !after.apart);
        let later = after.and_then(|_| token(Some(at + 2))).filter(|later| !later.apart);
        Self {
            earlier: low(earlier),
            before: low(before),
            word: &text.tokens[at].low,
            after: low(after),
            later: low(later),
        }
    }
}

/// A word with a large first letter.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
