//! The outline of a report, from its pages and the headings in them.
//!
//! In: the pages in reading order, the index first. Out: the sections, and the section of each block.
//! What always holds: a parent stands before its children and is less deep.

use crate::markdown::plain_inline;
use crate::model::links::{BlockLink, SectionLink};
use crate::model::page::{Element, HeadingElement, Page};

/// Reads the outline. A page of level L is a section of level L, a `##` in it one of level L + 1; the index
/// of a report is no section, and a `##` in it has level 1.
pub(super) fn outline(pages: &[&Page], is_report: bool) -> (Vec<SectionLink>, Vec<BlockLink>) {
    let mut sections: Vec<SectionLink> = Vec::new();
    let mut blocks = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let is_section = is_report && index > 0;
        let level = if is_section { page.front.level.unwrap_or(1).max(1) } else { 0 };
        let mut current: Option<String> = None;
        if is_section {
            push(&mut sections, page_section(page, index, level));
            current = Some(page.id.clone());
        }
        for (element, item) in page.elements.iter().enumerate() {
            match item {
                Element::Heading(heading) => {
                    push(&mut sections, heading_section(heading, index, level));
                    current = Some(heading.id.clone());
                }
                Element::Block(block) => blocks.push(BlockLink {
                    id: block.id.clone(),
                    section: current.clone().filter(|_| block.kind.class().is_none()),
                    page: index,
                    element,
                }),
            }
        }
    }
    (sections, blocks)
}

fn page_section(page: &Page, index: usize, level: usize) -> SectionLink {
    SectionLink {
        id: page.id.clone(),
        number: page.front.number.clone(),
        label: page.front.label.clone(),
        title: page.plain_title.clone(),
        level,
        parent: None,
        page: index,
        is_page: true,
    }
}

fn heading_section(heading: &HeadingElement, index: usize, page_level: usize) -> SectionLink {
    SectionLink {
        id: heading.id.clone(),
        number: heading.number.clone(),
        label: heading.label.clone(),
        title: plain_inline(&heading.title),
        level: page_level + heading.depth.max(2) - 1,
        parent: None,
        page: index,
        is_page: false,
    }
}

/// Adds a section below the nearest one before it that is less deep.
fn push(sections: &mut Vec<SectionLink>, mut section: SectionLink) {
    let mut above = sections.last();
    while let Some(candidate) = above {
        if candidate.level < section.level {
            section.parent = Some(candidate.id.clone());
            break;
        }
        above = candidate.parent.as_ref().and_then(|id| sections.iter().rev().find(|s| s.id == *id));
    }
    sections.push(section);
}
