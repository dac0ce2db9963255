//! Codes of revisions: what a merge could not settle, what it set aside, what it changed.

use super::Code;
use crate::diagnostic::Severity;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "entry-aside",
        severity: Severity::Warning,
        meaning: "An entry of front matter lost its words to a revision; it waits in `_aside.yaml`.",
    },
    Code {
        code: "indicator-updated",
        severity: Severity::Note,
        meaning: "A revision gave an indicator another figure.",
    },
    Code {
        code: "merge-conflict",
        severity: Severity::Warning,
        meaning: "The editor and the source changed the same words; both readings stand in the page.",
    },
    Code {
        code: "report-gone",
        severity: Severity::Warning,
        meaning: "A revised source has a report no longer; its pages stay.",
    },
];
