//! Codes of the outline: rows of numbers with a gap or a repeat, headings that skip a level.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Links, SectionLink};
use crate::model::page::{Element, HeadingElement, Page};
use crate::numbering::{Style, ordinal};

/// What is odd in the outlines.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for report in &edition.reports {
        let sections = links.reports.get(&report.id).map_or(&[][..], |links| &links.sections);
        rows(report, sections, &mut said);
    }
    for (page, _) in edition.addresses() {
        jumps(page, &mut said);
    }
    said
}

/// The rows of numbers: headings of one section that are numbered alike.
fn rows(report: &EditionReport, sections: &[SectionLink], said: &mut Vec<Diagnostic>) {
    let mut last: BTreeMap<(Option<&str>, usize), (Style, usize, &str)> = BTreeMap::new();
    for section in sections {
        let Some(number) = section.number.as_deref() else { continue };
        let Some((style, value)) = ordinal(number) else { continue };
        let row = (section.parent.as_deref(), section.level);
        let before = last.insert(row, (style, value, number)).filter(|(other, _, _)| *other == style);
        let (code, message) = match before {
            Some((_, before, _)) if before == value => ("outline-repeat", message!("outline-twice", number = number)),
            Some((_, before, printed)) if before + 1 != value => {
                ("outline-gap", message!("outline-follows", number = number, before = printed))
            }
            _ => continue,
        };
        let Some(page) = report.all_pages().nth(section.page) else { continue };
        said.push(Diagnostic::new(code, &page.path, message).at(span(page, section)).hint(message!("outline-hint")));
    }
}

/// The heading, or the number in the front matter of a page.
fn span(page: &Page, section: &SectionLink) -> Span {
    let heading = page.elements.iter().find_map(|element| match element {
        Element::Heading(heading) if heading.id == section.id => Some(heading.range.clone()),
        _ => None,
    });
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let number = || head.find("\nnumber:").map_or(0..0, |at| at + 1..at + 1 + line_length(&head[at + 1..]));
    Span::in_text(&page.text, heading.unwrap_or_else(number))
}

fn line_length(text: &str) -> usize {
    text.lines().next().map_or(0, str::len)
}

fn jumps(page: &Page, said: &mut Vec<Diagnostic>) {
    let headings = page.elements.iter().filter_map(|element| match element {
        Element::Heading(heading) => Some(heading),
        Element::Block(_) => None,
    });
    // The page's own title is the heading of level 1.
    let mut before = 1;
    for heading in headings {
        if heading.depth > before + 1 {
            said.push(jump(page, heading, before));
        }
        before = heading.depth;
    }
}

fn jump(page: &Page, heading: &HeadingElement, before: usize) -> Diagnostic {
    let signs = |depth: usize| "#".repeat(depth);
    let message = match before {
        1 => message!("outline-jump-first", signs = signs(heading.depth)),
        _ => message!("outline-jump", signs = signs(heading.depth), before = signs(before)),
    };
    Diagnostic::new("outline-jump", &page.path, message)
        .at(Span::in_text(&page.text, heading.range.clone()))
        .hint(message!("outline-jump-hint", signs = signs(before + 1)))
}
