//! How the texts of some languages cite documents.

use std::collections::HashMap;

use super::words::Language;
use crate::text::LatePattern;

/// The words and forms by which texts cite documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Citing {
    /// What stands before the subject of a document.
    pub(super) about: Vec<String>,
    /// Numbers that are some only right behind a kind.
    pub(super) forms: Vec<LatePattern>,
    /// What a part of a number says of its kind.
    pub(super) kinds: HashMap<String, String>,
    /// What stands in a number for the kind: "BC".
    pub(super) codes: HashMap<String, String>,
    /// Whether the numbers tell their kinds by a code.
    pub(super) is_coded: bool,
}

impl Citing {
    pub(super) fn of(languages: &[&Language]) -> Self {
        let forms = languages.iter().flat_map(|l| &l.cited_numbers);
        Self {
            about: languages.iter().flat_map(|l| l.about.clone()).collect(),
            forms: forms.map(|form| LatePattern::new(format!(r"(?:^|[^\p{{L}}\p{{N}}/.,-])({form})"))).collect(),
            kinds: languages.iter().flat_map(|l| l.number_kinds.clone()).collect(),
            codes: languages.iter().flat_map(|l| l.document_codes.clone()).collect(),
            is_coded: languages.iter().any(|l| !l.document_codes.is_empty()),
        }
    }
}
