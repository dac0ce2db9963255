//! Indicators in their places: an address for each, the section that holds it, its topic.
//!
//! In: the pages of a report. Out: one link for each indicator whose place the page has. What always holds: ids are
//! unique in the report and follow the place: the second figure of block `k7f2` is `fig-k7f2-2`, unless it
//! is written: a revision writes the name of a figure that changed its place among those of its block.

use crate::markdown::plain_inline;
use crate::model::indicator::Names;
use crate::model::links::{BlockLink, IndicatorLink, LinkedNote};
use crate::model::page::{Element, Page};

/// The indicators of the pages, in reading order.
pub(super) fn indicators(pages: &[&Page], blocks: &[BlockLink], notes: &[LinkedNote]) -> Vec<IndicatorLink> {
    let mut found = Vec::new();
    let mut names =
        Names::new(pages.iter().flat_map(|page| &page.front.indicators).filter_map(|one| one.id.as_deref()));
    for (page_index, page) in pages.iter().enumerate() {
        for (index, indicator) in page.front.indicators.iter().enumerate() {
            let note = indicator
                .note()
                .and_then(|label| notes.iter().find(|note| note.label == label && note.page == page.path));
            let block = page
                .elements
                .iter()
                .any(|element| matches!(element, Element::Block(block) if block.id == indicator.at));
            let place = match (note, block) {
                (Some(note), _) => note.id.clone(),
                (None, true) => indicator.at.clone(),
                (None, false) => continue,
            };
            let name = names.name(&place, indicator.id.as_deref());
            let section = match note {
                Some(note) => note.marks.first().and_then(|mark| section_of(blocks, &mark.block)),
                None => section_of(blocks, &indicator.at),
            };
            found.push(IndicatorLink {
                id: format!("fig-{name}"),
                page: page_index,
                index,
                block: block.then(|| indicator.at.clone()),
                note: note.map(|note| note.number),
                place,
                section,
                topic: indicator
                    .topic
                    .clone()
                    .or_else(|| page.front.topics.first().cloned())
                    .unwrap_or_else(|| plain_inline(&page.front.title)),
                concept: None,
            });
        }
    }
    found
}

fn section_of(blocks: &[BlockLink], block: &str) -> Option<String> {
    blocks.iter().find(|link| link.id == block)?.section.clone()
}
