//! Codes of the text: titles, sections, links.

use super::Code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::edition::Edition;
use crate::model::page::{Element, Page};

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "heading-depth",
        severity: Severity::Warning,
        meaning: "A `#` heading stands in a page's text; the page's title is in its front matter, headings begin with `##`.",
    },
    Code {
        code: "link-broken",
        severity: Severity::Error,
        meaning: "A link names a page or an id that the edition does not have.",
    },
    Code {
        code: "title-missing",
        severity: Severity::Warning,
        meaning: "A page has no title in its front matter; its file name is shown.",
    },
];

/// Headings that are as high as the page's own title.
pub(super) fn check(edition: &Edition) -> Vec<Diagnostic> {
    let pages = edition.addresses().map(|(page, _)| page);
    pages.flat_map(high_headings).collect()
}

fn high_headings(page: &Page) -> impl Iterator<Item = Diagnostic> + '_ {
    let headings = page.elements.iter().filter_map(|element| match element {
        Element::Heading(heading) if heading.depth == 1 => Some(heading),
        _ => None,
    });
    headings.map(|heading| {
        let message = "this heading is as high as the page's own title";
        Diagnostic::new(Severity::Warning, "heading-depth", &page.path, message)
            .at(Span::in_text(&page.text, heading.range.clone()))
            .hint("write it with `##`, or move it to `title:`; it is shown as if it were `##`")
    })
}
