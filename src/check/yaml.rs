//! Codes of YAML: front matter and edition.yaml.

use super::Code;
use crate::diagnostic::Severity;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code { code: "config-base-url", severity: Severity::Error, meaning: "`base_url` is not an http or https address." },
    Code { code: "config-page-depth", severity: Severity::Error, meaning: "`page_depth` is 0; it counts from 1." },
    Code { code: "config-theme", severity: Severity::Error, meaning: "`theme` is not the name of a folder." },
    Code { code: "config-title", severity: Severity::Error, meaning: "The edition has no title." },
    Code {
        code: "front-unclosed",
        severity: Severity::Error,
        meaning: "The front matter begins with `---` and has no second `---`.",
    },
    Code { code: "key-doubled", severity: Severity::Error, meaning: "A key stands twice; the first one counts." },
    Code {
        code: "key-unknown",
        severity: Severity::Error,
        meaning: "A key is not one that ibid knows; the editor's own keys go under `extra`.",
    },
    Code {
        code: "value-type",
        severity: Severity::Error,
        meaning: "A value has the wrong type: a number where text belongs, a word where a list belongs.",
    },
    Code { code: "yaml-syntax", severity: Severity::Error, meaning: "The text is not YAML at this place." },
];
