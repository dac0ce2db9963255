//! Every code of a diagnostic and how grave it is. No other place says so; what it means is in `messages/<language>/codes.ftl`.
//!
//! `docs/diagnostics.md` has a part on each; a test looks that every code that a room gives is here.

use std::fmt;

use crate::message::Message;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Said for the record: a repair that was made, a count.
    Note,
    /// Something to look at; the edition can be built.
    Warning,
    /// Something is lost or wrong; the command ends with exit code 1.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A diagnostic code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, in kebab case.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
}

impl Code {
    /// The code of a name; none when no such code is known.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        CODES.binary_search_by_key(&name, |code| code.code).ok().map(|at| &CODES[at])
    }

    /// What it means, in a sentence for the editor.
    #[must_use]
    pub fn meaning(&self) -> Message {
        Message::of_key(format!("code-{}", self.code))
    }
}

macro_rules! codes {
    ($($severity:ident $code:literal;)*) => {
        &[$(Code { code: $code, severity: Severity::$severity }),*]
    };
}

/// Every code, sorted.
pub const CODES: &[Code] = codes! {
    Error "alias-invalid";
    Error "alias-taken";
    Error "annotation-empty";
    Warning "annotation-quote";
    Note "cells-merged";
    Note "changes-tracked";
    Warning "comments-left-out";
    Error "config-base-url";
    Error "config-feedback";
    Error "config-missing";
    Error "config-not-utf8";
    Error "config-other-editions";
    Error "config-page-depth";
    Error "config-theme";
    Error "config-title";
    Note "contents-left-out";
    Warning "contents-mismatch";
    Warning "correction-done";
    Error "correction-empty";
    Error "correction-overlap";
    Note "correction-proposed";
    Error "correction-quote";
    Warning "document-dates-differ";
    Warning "document-unknown";
    Warning "encoding-converted";
    Warning "entry-aside";
    Note "entry-back";
    Warning "fact-doubtful";
    Error "facts-without-address";
    Error "feedback-not-utf8";
    Note "feedback-unanswered";
    Warning "feedback-unplaced";
    Warning "figures-differ";
    Error "front-unclosed";
    Warning "heading-depth";
    Note "heading-doubtful";
    Error "id-duplicate";
    Warning "id-malformed";
    Error "id-reserved";
    Error "indicator-digits";
    Error "indicator-place";
    Warning "indicator-quote";
    Note "indicator-updated";
    Error "key-doubled";
    Error "key-unknown";
    Error "language-broken";
    Warning "language-unknown";
    Warning "letters-unknown";
    Note "letters-unseen";
    Error "link-broken";
    Warning "markup-left-out";
    Warning "merge-conflict";
    Error "merge-open";
    Error "note-duplicate";
    Warning "note-empty";
    Warning "note-mark-doubtful";
    Note "note-order";
    Note "note-repaired";
    Warning "note-unresolved";
    Warning "note-unused";
    Warning "number-guessed";
    Warning "other-editions-broken";
    Warning "other-editions-foreign";
    Warning "other-editions-missing";
    Warning "other-editions-old";
    Warning "outline-empty";
    Note "outline-gap";
    Warning "outline-jump";
    Warning "outline-repeat";
    Error "output-collision";
    Error "page-edited";
    Warning "page-empty";
    Warning "page-mark-order";
    Warning "page-mark-unread";
    Note "page-marks-kept";
    Error "page-misplaced";
    Error "page-not-utf8";
    Note "page-numbers-left-out";
    Warning "page-without-text";
    Warning "parallel-unused";
    Warning "parts-left-out";
    Warning "pdf-doubtful";
    Error "pdf-failed";
    Warning "pdf-standard";
    Warning "pdf-unavailable";
    Warning "picture-left-out";
    Error "picture-missing";
    Note "pictures-without-words";
    Warning "proof-debris";
    Warning "proof-joined";
    Warning "proof-number";
    Warning "proof-place";
    Warning "proof-stray";
    Warning "proof-syllable";
    Note "proof-tones";
    Warning "proof-word";
    Error "record-broken";
    Error "related-dead";
    Warning "related-self";
    Warning "report-gone";
    Error "report-without-index";
    Warning "settled-unused";
    Error "site-link-broken";
    Error "slug-duplicate";
    Error "slug-invalid";
    Error "source-unread";
    Note "table-by-places";
    Error "template-error";
    Error "template-missing";
    Error "theme-missing";
    Warning "title-missing";
    Error "value-type";
    Error "version-broken";
    Warning "words-added";
    Error "words-broken";
    Warning "words-doubtful";
    Warning "words-lost";
    Error "yaml-syntax";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_stand_once() {
        assert!(CODES.is_sorted_by(|a, b| a.code < b.code));
        assert_eq!(Code::of("note-unresolved").map(|code| code.severity), Some(Severity::Warning));
        assert_eq!(Code::of("no-such-code"), None);
    }
}
