//! The words that only name a document: its number and the title that follows, or a title in quotation marks.
//!
//! In: a text and where its citations stand. Out: for each word whether it is the text's own.
//! What always holds: a title ends with its clause or with its quotation marks, and has no more words than a long one.

use std::ops::Range;

use crate::link::texts::Token;

/// Words in quotation marks from which they are a title or a slogan, and not a word that is meant otherwise.
const QUOTED: usize = 6;

/// Words of a long title, with the date and the issuer before it.
const TITLE: usize = 48;

/// For each word of a text whether it is its own and not of the name of a document.
pub(super) fn own_words(text: &str, tokens: &[Token], cited: &[Range<usize>]) -> Vec<bool> {
    let mut own = vec![true; tokens.len()];
    for (index, name) in cited.iter().enumerate() {
        let next = cited.get(index + 1).map_or(text.len(), |next| next.start);
        let end = title_end(text, name.end, next);
        let first = tokens.partition_point(|token| token.range().end <= name.start);
        let last = tokens.partition_point(|token| token.range().start < end);
        let number = tokens.partition_point(|token| token.range().start < name.end);
        own[first..last.min(number + TITLE).max(first)].fill(false);
    }
    for quoted in quotations(text) {
        let first = tokens.partition_point(|token| token.range().end <= quoted.start);
        let last = tokens.partition_point(|token| token.range().start < quoted.end);
        if last - first >= QUOTED {
            own[first..last].fill(false);
        }
    }
    own
}

/// What stands in quotation marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at),
            ('”' | '"', Some(start)) => {
                found.push(start..at);
                open = None;
            }
            ('\n', _) => open = None,
            _ => {}
        }
    }
    found
}

/// Where the title after a number ends; at the number itself when a comma parts it from what follows.
fn title_end(text: &str, from: usize, next: usize) -> usize {
    let rest = text.get(from..next).unwrap_or_default();
    if rest.starts_with(',') && !is_dated(&rest[1..]) {
        return from;
    }
    let mut is_quoted = false;
    for (at, c) in rest.char_indices() {
        match c {
            '“' => is_quoted = true,
            '"' if !is_quoted => is_quoted = true,
            '”' | '"' => return from + at,
            ';' | ')' | '\n' => return from + at,
            '.' if rest[at + 1..].starts_with([' ', '\u{a0}']) => return from + at,
            _ => {}
        }
    }
    next
}

/// Whether a date comes next: a figure after two words at most.
fn is_dated(rest: &str) -> bool {
    rest.split_whitespace().take(3).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> &str {
        let from = text.find('|').unwrap_or(0) + 1;
        &text[from..title_end(text, from, text.len())]
    }

    #[test]
    fn a_title_ends_with_its_clause() {
        assert_eq!(title("No. 5| of 1 May on roads; and"), " of 1 May on roads");
        assert_eq!(title("No. 5|, of 1 May on roads. Then"), ", of 1 May on roads");
        assert_eq!(title("No. 5|, we built roads"), "");
        assert_eq!(title("No. 5| “On roads, and bridges” was"), " “On roads, and bridges");
    }
}
