//! Something that looks misread.

use std::ops::Range;

use super::tokens::Text;
use crate::message::Message;
use crate::text::fold_space;

/// Something that looks misread.
#[derive(Debug, Clone, PartialEq)]
pub struct Suspicion {
    /// Its diagnostic code.
    pub code: &'static str,
    /// Path of the page.
    pub page: String,
    /// Id of the block, or `^label` of the note; none in headings and titles, where no correction can stand.
    pub at: Option<String>,
    /// The printed words, with as many around them as it takes to stand once in their place.
    pub quote: String,
    /// The quote with what it may have been; none when nothing is likely.
    pub read: Option<String>,
    /// The suspected word alone.
    pub word: String,
    /// Why, in a sentence.
    pub reason: Message,
    /// How sure it is, up to 1.
    pub confidence: f64,
    /// Where it stands, in bytes of the page.
    pub range: Range<usize>,
}

impl Suspicion {
    /// Whether the editor's corrections speak of a suspicion already.
    pub(super) fn is_known(&self, text: &Text<'_>) -> bool {
        let Some(at) = &text.at else { return false };
        text.page.front.corrections.iter().any(|entry| {
            let quote = &entry.quote;
            entry.at == *at && !quote.is_empty() && (quote.contains(&self.word) || self.quote.contains(quote.as_str()))
        })
    }

    /// Whether a suspicion is of a word that the editor accepts, or of a word of an accepted phrase that stands in the
    /// text; the case of letters does not count.
    pub(super) fn is_accepted(&self, text: &Text<'_>, accepted: &str) -> bool {
        let (accepted, word) = (fold_space(accepted).to_lowercase(), self.word.to_lowercase());
        accepted == word || accepted.contains(&word) && fold_space(text.words()).to_lowercase().contains(&accepted)
    }
}
