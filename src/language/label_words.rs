//! The words of some languages about labels and norms.

use super::phrases::{Phrases, gather};
use super::words::Language;

/// Words about labels and norms.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    /// Words before a number that labels something.
    pub words: Vec<String>,
    /// Kinds of documents that set norms.
    pub norms: Phrases,
    /// Whether a language has words for figures.
    pub reads_figures: bool,
}

impl Labels {
    pub fn of(languages: &[&Language]) -> Self {
        Self {
            words: gather(languages, |language| &language.labels),
            norms: Phrases::of(gather(languages, |language| &language.norms).into_iter()),
            reads_figures: languages.iter().any(|language| !language.figures.is_empty()),
        }
    }
}
