//! Addresses that the editor chose: plain names, each once, never a way out of the folder.
//!
//! In: the pages of a report, or the free pages. Out: diagnostics; a slug that is wrong is replaced, so that
//! what follows can rely on it. What always holds afterwards: each slug is one part of a path.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Page;
use crate::text;
use crate::tree::is_inside;

/// Names that ibid gives to pages of its own in every report.
const RESERVED: [&str; 4] = ["index", "indicators", "notes", "print"];

/// Names that ibid gives to pages of its own beside the reports.
const RESERVED_FREE: [&str; 10] = [
    "index",
    "404",
    "comparison",
    "corrections",
    "discrepancies",
    "documents",
    "feedback",
    "glossary",
    "parallels",
    "search",
];

/// Checks the folder, slugs and aliases of a report.
pub(super) fn check_report(report: &mut EditionReport, said: &mut Vec<Diagnostic>) {
    if !is_name(&report.id) {
        let message = message!("folder-name-wrong", folder = report.id);
        let wrong = Diagnostic::new("slug-invalid", &report.index.path, message);
        said.push(wrong.hint(message!("folder-name-hint", better = text::slug(&report.id, 40))));
    }
    check_aliases(&mut report.index, said);
    for page in &mut report.pages {
        check_slug(page, &RESERVED, said);
        check_aliases(page, said);
    }
    check_unique(report.pages.iter_mut().map(|page| (page.slug(), page)).map(|(slug, page)| (page, slug)), said);
}

/// Checks the slugs of the pages outside the reports.
pub(super) fn check_free(pages: &mut [Page], said: &mut Vec<Diagnostic>) {
    for page in pages.iter_mut() {
        check_slug(page, &RESERVED_FREE, said);
        check_aliases(page, said);
    }
    check_unique(pages.iter_mut().map(|page| (Edition::free_url(page), page)).map(|(url, page)| (page, url)), said);
}

fn is_name(slug: &str) -> bool {
    !slug.is_empty()
        && slug.len() <= 120
        && !slug.starts_with('.')
        && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

fn check_slug(page: &mut Page, reserved: &[&str], said: &mut Vec<Diagnostic>) {
    let slug = page.slug();
    let better = match text::slug(&slug, 60) {
        name if reserved.contains(&name.as_str()) => format!("{name}-1"),
        name => name,
    };
    let message = if !is_name(&slug) {
        message!("slug-invalid", slug = slug)
    } else if reserved.contains(&slug.to_ascii_lowercase().as_str()) {
        message!("slug-taken", slug = slug)
    } else {
        return;
    };
    let wrong = Diagnostic::new("slug-invalid", &page.path, message);
    said.push(at_key(wrong, page, "slug").hint(message!("slug-hint", better = better)));
    page.front.slug = Some(better);
}

fn check_aliases(page: &mut Page, said: &mut Vec<Diagnostic>) {
    let (kept, wrong): (Vec<String>, Vec<String>) =
        std::mem::take(&mut page.front.aliases).into_iter().partition(|alias| {
            let path = alias.split('#').next().unwrap_or_default();
            path.is_empty() && alias.len() > 1 || is_inside(path) && path.split('/').all(is_name)
        });
    page.front.aliases = kept;
    for alias in wrong {
        let message = message!("alias-invalid", alias = alias);
        let wrong = Diagnostic::new("alias-invalid", &page.path, message);
        said.push(at_key(wrong, page, "aliases").hint(message!("alias-invalid-hint")));
    }
}

/// Tells the pages whose address another one has, and gives them one of their own, so that each page has a file.
fn check_unique<'p>(pages: impl Iterator<Item = (&'p mut Page, String)>, said: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    for (count, (page, slug)) in pages.enumerate() {
        // Two names that differ in case alone are one file on many systems.
        if let Some(other) = first.get(&slug.to_ascii_lowercase()) {
            let message = message!("slug-duplicate", slug = slug, other = other);
            let twice = Diagnostic::new("slug-duplicate", &page.path, message);
            said.push(at_key(twice, page, "slug").hint(message!("slug-duplicate-hint")));
            page.front.slug = Some(format!("{}-ibid-{count}", page.slug()));
        } else {
            first.insert(slug.to_ascii_lowercase(), page.path.clone());
        }
    }
}

/// The diagnostic at a key of the page's front matter, if it is there.
fn at_key(said: Diagnostic, page: &Page, key: &str) -> Diagnostic {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let found = head.lines().enumerate().find(|(_, line)| line.split(':').next() == Some(key));
    match found {
        Some((index, line)) => said.at(Span::whole_line(index + 1, line)),
        None => said,
    }
}
