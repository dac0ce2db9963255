//! What a text is searched by: syllables, and figures as printed.
//!
//! In: plain text. Out: its tokens, in order. What always holds: the reader's script cuts the same text into the same
//! tokens (`tests/fold-vectors.json`), because a token's place in its block is what the index keeps.

use crate::text::{fold, is_word_char, spelling};

/// The tokens of a text: runs of letters and digits; a point or comma between two digits belongs to its figure, so
/// that `7,11` and `150.000` are one token, while `59-NQ/TW` is three.
#[must_use]
pub fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '.' | ',')
            && before.is_ascii_digit()
            && chars.peek().is_some_and(|(_, after)| after.is_ascii_digit());
        if joins || is_word_char(c) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            tokens.push(&text[from..at]);
        }
        before = c;
    }
    tokens.extend(start.map(|from| &text[from..]));
    tokens
}

/// The key of a token in the index: the syllable without accents, the figure without its grouping (`150.000` and
/// `150000` share one key, as do `7.11` and `7,11`).
#[must_use]
pub fn key(token: &str) -> String {
    if is_figure(token) { figure_key(token) } else { fold(token) }
}

/// The token as printed, as far as a reader's spelling is told apart: [`spelling`] of a syllable, a figure to the letter.
#[must_use]
pub fn variant(token: &str) -> String {
    if is_figure(token) { token.to_owned() } else { spelling(token) }
}

fn is_figure(token: &str) -> bool {
    token.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// Without points if they part thousands; otherwise a point is taken for a decimal comma.
fn figure_key(figure: &str) -> String {
    let whole = figure.split(',').next().unwrap_or_default();
    let mut groups = whole.split('.');
    let head = groups.next().unwrap_or_default().len();
    let are_thousands = (1..=3).contains(&head) && groups.all(|group| group.len() == 3);
    if are_thousands { figure.replace('.', "") } else { figure.replace('.', ",") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_one_key_however_grouped() {
        for (figure, expected) in [
            ("150.000", "150000"),
            ("150000", "150000"),
            ("7,11", "7,11"),
            ("7.11", "7,11"),
            ("1.890,5", "1890,5"),
            ("05.8.2020", "05,8,2020"),
            ("2025", "2025"),
        ] {
            assert_eq!(key(figure), expected, "{figure}");
        }
        assert_eq!(variant("7.11"), "7.11");
    }
}
