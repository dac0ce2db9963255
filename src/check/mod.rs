//! The catalogue of diagnostics, and the checks that need the whole edition.
//!
//! In: an [`Edition`] with its [`Links`]. Out: diagnostics. And for `ibid check --format sarif` and the
//! documentation: every [`Code`] with its meaning, one file a family.
//! What always holds: a diagnostic that any room gives has its code in the catalogue (a test looks).

mod annotations;
mod content;
mod crosslinks;
mod front;
mod import;
mod indicators;
mod languages;
mod layout;
mod notes;
mod outline;
pub mod proof;
mod revise;
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
        annotations::CODES,
        content::CODES,
        crosslinks::CODES,
        import::CODES,
        indicators::CODES,
        languages::CODES,
        layout::CODES,
        notes::CODES,
        outline::CODES,
        proof::CODES,
        revise::CODES,
        site::CODES,
        theme::CODES,
        yaml::CODES,
    ];
    let mut codes: Vec<Code> = families.into_iter().flatten().copied().collect();
    codes.sort_by_key(|code| code.code);
    codes.dedup_by_key(|code| code.code);
    codes
}

/// What `docs/diagnostics.md` says of each code: the one text that people, `ibid explain` and SARIF are given.
const DOCUMENT: &str = include_str!("../../docs/diagnostics.md");

/// The part of `docs/diagnostics.md` on a code, without its heading and its examples.
#[must_use]
pub fn explanation(code: &str) -> Option<String> {
    let (_, rest) = DOCUMENT.split_once(&format!("\n### `{code}`\n"))?;
    let part = rest.split("\n### `").next()?;
    let mut is_example = false;
    let words = part.lines().filter(|line| {
        let is_fence = line.starts_with("~~~");
        is_example ^= is_fence;
        !is_example && !is_fence
    });
    // The last code of a family is followed by the next family's heading.
    let words = words.take_while(|line| !line.starts_with("## "));
    Some(words.collect::<Vec<_>>().join("\n").trim().to_owned())
}

/// Checks what no other room looks at.
#[must_use]
pub fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = content::check(edition, links);
    said.extend(outline::check(edition, links));
    said.extend(languages::check(edition));
    said.extend(annotations::check(edition, links));
    said.extend(indicators::check(edition, links));
    said.extend(notes::check(edition, links));
    said.extend(crosslinks::check(edition, links));
    said
}
