//! The words of a source, for questions whether it has one.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Every word of a source in lower case: evidence for words broken by a hyphen. Gathered when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    text: String,
    known: OnceLock<Known>,
}

#[derive(Debug, Clone, Default)]
struct Known {
    /// Words that stand whole on a line.
    words: HashSet<String>,
    /// What stands before a hyphen within a line: "long" of "long-term".
    heads: HashSet<String>,
}

/// A text with fewer words than this does not show which words its language has.
const SPOKEN: usize = 1500;

impl Vocabulary {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), known: OnceLock::new() }
    }

    /// Whether the source has a word, in lower case.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.known().words.contains(word)
    }

    /// Whether the end of a line broke a word whose two parts, in lower case, a hyphen and the line's end set apart: the source
    /// has it whole, or knows its second part by no other place and its first before no other hyphen.
    #[must_use]
    pub fn is_broken(&self, head: &str, tail: &str) -> bool {
        let Known { words, heads } = self.known();
        words.contains(&format!("{head}{tail}"))
            || words.len() >= SPOKEN && !words.contains(tail) && !heads.contains(head)
    }

    fn known(&self) -> &Known {
        self.known.get_or_init(|| gathered(&self.text))
    }
}

fn gathered(text: &str) -> Known {
    let mut known = Known::default();
    let mut goes_on = false;
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        let breaks = line.ends_with(['-', '\u{ad}']);
        let mut words = crate::text::words(line).skip(usize::from(goes_on)).peekable();
        while let Some(word) = words.next() {
            if words.peek().is_some() || !breaks {
                known.words.insert(word.to_lowercase());
            }
        }
        for (at, _) in line.match_indices('-').filter(|(at, _)| line[at + 1..].starts_with(char::is_alphabetic)) {
            let head = line[..at].rsplit(|c: char| !c.is_alphabetic()).next();
            known.heads.extend(head.filter(|head| !head.is_empty()).map(str::to_lowercase));
        }
        goes_on = breaks;
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_shows_which_words_a_line_broke() {
        let spoken: String = (0..SPOKEN).map(|at| format!("w{at}x ")).collect();
        let known = Vocabulary::of(&format!(
            "{spoken}\nthe mill-\nstones of a wind-driven mill and well-\nkept lamps, kept well"
        ));
        assert!(known.is_broken("mill", "stones") && known.is_broken("lan", "terns"));
        assert!(!known.is_broken("well", "kept") && !known.is_broken("wind", "blown"));
        assert!(!Vocabulary::of("a mill-\nstone").is_broken("mill", "stone"));
    }
}
