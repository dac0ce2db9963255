//! Codes of themes: templates, words of the interface.

use super::Code;
use crate::diagnostic::Severity;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "template-error",
        severity: Severity::Error,
        meaning: "A template cannot be read, or fails while a page is rendered.",
    },
    Code {
        code: "template-missing",
        severity: Severity::Error,
        meaning: "A page asks for a template that neither the edition nor the theme has.",
    },
    Code {
        code: "theme-missing",
        severity: Severity::Error,
        meaning: "`theme` names a folder that does not exist below `themes/`; the built-in theme is used.",
    },
    Code {
        code: "words-broken",
        severity: Severity::Error,
        meaning: "A file of the interface's words (`i18n/*.yaml`) cannot be read.",
    },
];
