//! How the texts of some languages cite documents.

use std::collections::{HashMap, HashSet};

use super::phrases::{alternatives, gather};
use super::words::Language;
use crate::text::LatePattern;

/// The words and forms by which texts cite documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Citing {
    /// What stands before the subject of a document.
    pub(super) about: Vec<String>,
    /// Verbs that open it right behind the date and the issuer.
    pub(super) about_verbs: Vec<String>,
    /// Words that no name of an issuer holds behind its first.
    pub(super) small: HashSet<String>,
    /// Numbers that are some only right behind a kind.
    pub(super) forms: Vec<LatePattern>,
    /// What a part of a number says of its kind.
    pub(super) kinds: HashMap<String, String>,
    /// What stands in a number for the kind: "BC".
    pub(super) codes: HashMap<String, String>,
    /// Whether the numbers tell their kinds by a code.
    pub(super) is_coded: bool,
    /// A term of office by its number, a Roman one.
    pub(super) terms: Option<LatePattern>,
}

impl Citing {
    pub(super) fn of(languages: &[&Language]) -> Self {
        let terms = gather(languages, |l| &l.terms);
        let term = || LatePattern::new(format!(r"\b(?i:{})[ \x{{a0}}]([IVXL]{{1,7}})\b", alternatives(&terms)));
        let forms = languages.iter().flat_map(|l| &l.cited_numbers);
        Self {
            about: gather(languages, |l| &l.about),
            about_verbs: gather(languages, |l| &l.about_verbs),
            small: languages.iter().flat_map(|l| l.function_words.iter().chain(&l.open_words).cloned()).collect(),
            forms: forms.map(|form| LatePattern::new(format!(r"(?:^|[^\p{{L}}\p{{N}}/.,-])({form})"))).collect(),
            kinds: languages.iter().flat_map(|l| l.number_kinds.clone()).collect(),
            codes: languages.iter().flat_map(|l| l.document_codes.clone()).collect(),
            is_coded: languages.iter().any(|l| !l.document_codes.is_empty()),
            terms: (!terms.is_empty()).then(term),
        }
    }
}
