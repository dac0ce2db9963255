//! The checks that need the whole edition.
//!
//! In: an [`Edition`] with its [`Links`]. Out: diagnostics. What always holds: nothing is mended here.

mod annotations;
mod clean;
mod content;
mod crosslinks;
mod feedback;
mod front;
mod indicators;
mod languages;
mod markup;
mod notes;
mod other_editions;
mod outline;
mod page_marks;
mod pictures;
pub mod proof;
mod site;

pub use indicators::{decimal_sign, is_as_printed};
pub use site::check_site;

use clean::unless_clean;

use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::digest::named;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::model::page::Page;

/// What `docs/diagnostics.md` says of each code: the one text that people, `ibid explain` and SARIF are given.
const DOCUMENT: &str = include_str!("../../docs/diagnostics.md");

/// The same in other languages, without the examples.
const DOCUMENTS: [(&str, &str); 1] = [("vi", include_str!("../../docs/vi/chan-doan.md"))];

/// The part of `docs/diagnostics.md` on a code, or of its counterpart in a language, without its heading and its examples.
#[must_use]
pub fn explanation(code: &str, language: &str) -> Option<String> {
    let other = DOCUMENTS.into_iter().find(|(known, _)| *known == language);
    let (_, rest) = other.map_or(DOCUMENT, |(_, document)| document).split_once(&format!("\n### `{code}`\n"))?;
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

/// Checks what no other room looks at. `cache`: what the last build worked out.
#[must_use]
pub fn check(edition: &Edition, links: &Links, cache: &Cache) -> Vec<Diagnostic> {
    let mut said = content::check(edition, links);
    said.extend(outline::check(edition, links));
    said.extend(languages::check(edition));
    said.extend(of_pages(edition, "markup", cache, markup::of_page));
    said.extend(annotations::check(edition, links));
    said.extend(indicators::check(edition, links, cache));
    said.extend(notes::check(edition, links));
    said.extend(pictures::check(edition));
    said.extend(of_pages(edition, "page marks", cache, page_marks::unread));
    said.extend(page_marks::check(edition));
    said.extend(crosslinks::check(edition, links));
    said.extend(feedback::check(edition, links));
    said.extend(other_editions::check(edition, links));
    said
}

/// What a check that looks at each page by itself says of all pages, in their order. A report of which nothing is to be said, and which is as it
/// was, is not looked at.
fn of_pages(edition: &Edition, name: &str, cache: &Cache, check: fn(&Page) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut said = check(&edition.home);
    for report in &edition.reports {
        let look = || report.all_pages().flat_map(check).collect();
        said.extend(unless_clean(cache, named(name, report.origin), look));
    }
    said.extend(edition.pages.iter().flat_map(check));
    said
}
