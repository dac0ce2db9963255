//! The catalogue of diagnostics, and the checks that need the whole edition.
//!
//! In: an [`Edition`] with its [`Links`]. Out: diagnostics. And for `ibid check --format sarif` and the
//! documentation: every [`Code`] with its meaning, one file a family.
//! What always holds: a diagnostic that any room gives has its code in the catalogue (a test looks).

mod content;
mod crosslinks;
mod import;
mod indicators;
mod layout;
mod notes;
pub mod proof;
mod site;
mod theme;
mod yaml;

pub use site::check_site;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::edition::Edition;
use crate::model::links::Links;

/// A diagnostic code and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, in kebab case.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it means, in a sentence for the editor.
    pub meaning: &'static str,
}

/// Every code that importing and building an edition can give, sorted.
#[must_use]
pub fn catalogue() -> Vec<Code> {
    let families = [
        content::CODES,
        crosslinks::CODES,
        import::CODES,
        indicators::CODES,
        layout::CODES,
        notes::CODES,
        proof::CODES,
        site::CODES,
        theme::CODES,
        yaml::CODES,
    ];
    let mut codes: Vec<Code> = families.into_iter().flatten().copied().collect();
    codes.sort_by_key(|code| code.code);
    codes
}

/// Checks what no other room looks at.
#[must_use]
pub fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = content::check(edition);
    said.extend(indicators::check(edition));
    said.extend(notes::check(edition, links));
    said.extend(crosslinks::check(edition, links));
    said
}
