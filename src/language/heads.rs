//! What the lines of a document's head are by their words: stamps, meetings, authors, organs.

use super::phrases::{Phrases, folded, gather};
use super::words::Language;
use crate::text::LatePattern;

/// The words of heads in some languages.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    /// How the lines of a digital signature open.
    pub stamps: Vec<String>,
    /// Names of official journals.
    pub gazettes: Vec<String>,
    /// How lines open that name authors or addressees.
    pub bylines: Vec<String>,
    /// Whole lines that name the meeting or the item for which a document was made.
    pub lines: Vec<LatePattern>,
    /// Who writes for a body: "secretary-general".
    pub authors: Phrases,
    /// Parts of bodies whose name says too little: "executive board".
    pub organs: Phrases,
}

impl Heads {
    /// Those of some languages.
    #[must_use]
    pub fn of(languages: &[&Language]) -> Self {
        let lines = gather(languages, |l| &l.head_lines);
        Self {
            stamps: folded(gather(languages, |l| &l.stamps)),
            gazettes: folded(gather(languages, |l| &l.gazettes)),
            bylines: folded(gather(languages, |l| &l.bylines)),
            lines: lines.iter().map(|written| LatePattern::new(format!("(?i)^(?:{written})$"))).collect(),
            authors: Phrases::of(gather(languages, |l| &l.authors).into_iter()),
            organs: Phrases::of(gather(languages, |l| &l.organs).into_iter()),
        }
    }
}
