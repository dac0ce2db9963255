//! Codes of import: what was mended, what was left out, what does not add up.

use super::Code;
use crate::diagnostic::Severity;

/// The codes of this family; those of notes, titles and the outline are with the pages.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "contents-left-out",
        severity: Severity::Note,
        meaning: "The source has a table of contents; it is compared with the reports found and not printed as text.",
    },
    Code {
        code: "contents-mismatch",
        severity: Severity::Warning,
        meaning: "The table of contents of the source names a report that was not found.",
    },
    Code { code: "outline-empty", severity: Severity::Warning, meaning: "No headings were found in a report." },
    Code {
        code: "page-numbers-left-out",
        severity: Severity::Note,
        meaning: "Lines of the source that hold a page's number or a comment and nothing else are no text.",
    },
    Code {
        code: "picture-left-out",
        severity: Severity::Warning,
        meaning: "The source shows a picture; its file has to be put into `static/` by hand.",
    },
    Code { code: "words-added", severity: Severity::Warning, meaning: "The pages have words that the source lacks." },
    Code { code: "words-lost", severity: Severity::Warning, meaning: "The pages lack words that the source has." },
];
