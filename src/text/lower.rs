//! Lower case, without a search through Unicode's tables for each letter.

use std::sync::LazyLock;

/// The letters of Latin, Greek and Cyrillic in lower case, where that is one letter.
static SMALL: LazyLock<Vec<Option<char>>> = LazyLock::new(|| ('\0'..'\u{2000}').map(looked_up).collect());

fn looked_up(c: char) -> Option<char> {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// A letter in lower case, where that is one letter.
#[must_use]
pub fn small(c: char) -> Option<char> {
    if c.is_ascii() {
        Some(c.to_ascii_lowercase())
    } else {
        SMALL.get(c as usize).copied().unwrap_or_else(|| looked_up(c))
    }
}

/// What [`str::to_lowercase`] gives.
#[must_use]
pub fn lower(text: &str) -> String {
    let mut low = String::with_capacity(text.len());
    for c in text.chars() {
        match small(c) {
            // At the end of a word the sigma has another form.
            Some(one) if c != 'Σ' => low.push(one),
            _ => return text.to_lowercase(),
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for c in '\0'..'\u{20000}' {
            for text in [c.to_string(), format!("a{c}"), format!("{c}B")] {
                assert_eq!(lower(&text), text.to_lowercase(), "{text:?}");
            }
        }
    }
}
