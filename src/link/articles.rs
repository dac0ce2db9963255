//! Articles that are paragraphs: a long act has its chapters as headings, and its articles open with their labels.
//!
//! In: a report. Out: where each of its articles stands, so that references lead there.

use std::collections::HashMap;

use crate::model::edition::EditionReport;
use crate::model::page::Element;
use crate::numbering::{self, Style};

/// The paragraphs that open with the label of an article, the first of each: its page and its id.
pub(super) fn paragraphs(report: &EditionReport) -> HashMap<(Style, usize), (usize, String)> {
    /// Fewer are quoted.
    const ENOUGH: usize = 8;
    let mut found = HashMap::new();
    for (page, at) in report.all_pages().zip(0..) {
        for element in &page.elements {
            let Element::Block(block) = element else { continue };
            let reading = numbering::readings(&block.text).into_iter().find(|reading| reading.head.label.is_some());
            if let Some(own) = reading.filter(|reading| reading.style.is_article() && reading.ordinal > 0) {
                found.entry((own.style, own.ordinal)).or_insert_with(|| (at, block.id.clone()));
            }
        }
    }
    if found.len() < ENOUGH { HashMap::new() } else { found }
}
