//! Codes of the text: titles, sections, links.

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::model::page::{Element, Page};

/// Headings that are as high as the page's own title, pages without words.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let pages = edition.addresses().map(|(page, _)| page);
    let high = pages.flat_map(high_headings);
    high.chain(empty_pages(edition, links)).collect()
}

/// Pages without words: of sections, unless others stand below them, and of the editor.
fn empty_pages<'e>(edition: &'e Edition, links: &'e Links) -> impl Iterator<Item = Diagnostic> + 'e {
    let sections = edition.reports.iter().flat_map(move |report| {
        let known = links.reports.get(&report.id).map_or(&[][..], |links| &links.sections);
        report.pages.iter().filter(move |page| !known.iter().any(|section| section.parent.as_ref() == Some(&page.id)))
    });
    let empty = sections.chain(&edition.pages).filter(|page| {
        // Front matter without an end takes the whole file; that is told already.
        let head = page.text.get(..page.body_start).unwrap_or_default().trim_end();
        page.body().trim().is_empty() && (head.is_empty() || head.ends_with("---") && head.len() > 3)
    });
    empty.map(|page| {
        let line = page.text.lines().next().unwrap_or_default();
        Diagnostic::new("page-empty", &page.path, message!("page-empty"))
            .at(Span::whole_line(1, line))
            .hint(message!("page-empty-hint"))
    })
}

fn high_headings(page: &Page) -> impl Iterator<Item = Diagnostic> + '_ {
    let headings = page.elements.iter().filter_map(|element| match element {
        Element::Heading(heading) if heading.depth == 1 => Some(heading),
        _ => None,
    });
    headings.map(|heading| {
        let message = message!("heading-depth");
        Diagnostic::new("heading-depth", &page.path, message)
            .at(Span::in_text(&page.text, heading.range.clone()))
            .hint(message!("heading-depth-hint"))
    })
}
