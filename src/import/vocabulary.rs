//! The words of a source, for questions whether it has one.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Every word of a source in lower case: evidence for words broken by a hyphen. Gathered when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    text: String,
    words: OnceLock<HashSet<String>>,
}

impl Vocabulary {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), words: OnceLock::new() }
    }

    /// Whether the source has a word, in lower case.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        let gather = || crate::text::words(&self.text).map(str::to_lowercase).collect();
        self.words.get_or_init(gather).contains(word)
    }
}
