//! `edition.yaml`: what the editor says of the edition as a whole.

use serde::{Deserialize, Serialize};

/// The edition's configuration. Unknown keys are errors; `extra` is the editor's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Title of the edition.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// Language of the interface and, by default, of the texts: `vi` or `en`.
    pub language: String,
    /// Where the site will stand: `https://example.org/edition/`. Empty for none.
    pub base_url: String,
    /// Who publishes it.
    pub publisher: String,
    /// Folder below `themes/`.
    pub theme: String,
    /// The outline level that becomes a page.
    pub page_depth: usize,
    /// A section of at most this many words (syllables) stays on one page.
    pub page_words: usize,
    /// What the build writes besides the pages.
    pub outputs: Outputs,
    /// Terms that the editor explains (shown by a later version).
    pub glossary: Option<serde_yaml::Value>,
    /// Anything the editor's templates want.
    pub extra: Option<serde_yaml::Value>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            language: "vi".to_owned(),
            base_url: String::new(),
            publisher: String::new(),
            theme: "default".to_owned(),
            page_depth: 4,
            page_words: 2500,
            outputs: Outputs::default(),
            glossary: None,
            extra: None,
        }
    }
}

/// What the build writes besides the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outputs {
    /// `/data/edition.json`.
    pub data: bool,
    /// One page a report for printing.
    pub print: bool,
    /// `/search.html` and the index in `/search/`.
    pub search: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { data: true, print: true, search: true }
    }
}
