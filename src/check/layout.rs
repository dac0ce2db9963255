//! Codes of the folder: where pages stand and what their addresses are.

use super::Code;
use crate::diagnostic::Severity;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code { code: "alias-invalid", severity: Severity::Error, meaning: "An alias is not an address below its folder." },
    Code {
        code: "alias-taken",
        severity: Severity::Error,
        meaning: "An alias is the address of a page that stands, or two pages claim it; it would lead in a circle or nowhere.",
    },
    Code { code: "config-missing", severity: Severity::Error, meaning: "The folder has no edition.yaml." },
    Code { code: "config-not-utf8", severity: Severity::Error, meaning: "edition.yaml is not UTF-8." },
    Code {
        code: "output-collision",
        severity: Severity::Error,
        meaning: "Two things would be written to the same file of the site.",
    },
    Code {
        code: "page-edited",
        severity: Severity::Error,
        meaning: "An import would write over a page that was edited since the last one; nothing is written.",
    },
    Code {
        code: "page-misplaced",
        severity: Severity::Error,
        meaning: "A page stands in a folder within a report's folder.",
    },
    Code { code: "page-not-utf8", severity: Severity::Error, meaning: "A page is not UTF-8." },
    Code {
        code: "record-broken",
        severity: Severity::Error,
        meaning: "The record of the last import (`_import.yaml`) cannot be read.",
    },
    Code {
        code: "report-without-index",
        severity: Severity::Error,
        meaning: "A folder below `content/` has pages and no `_index.md`.",
    },
    Code { code: "slug-duplicate", severity: Severity::Error, meaning: "Two pages have the same address." },
    Code {
        code: "slug-invalid",
        severity: Severity::Error,
        meaning: "A slug or folder name cannot be part of an address, or is one that ibid uses itself.",
    },
];
