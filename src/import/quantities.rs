//! The figures of a report that was just read, for its sidebars and for the tests of reading.
//!
//! In: an assembled [`Report`]. Out: its figures, `at` a block's id or a note's number.

use std::borrow::Cow;

use crate::figures::{self, Document, Heading, Passage, Reader, Remark};
use crate::markdown::{plain_inline, plain_table};
use crate::model::indicator::Indicator;
use crate::model::report::{Block, BlockKind, Report};

/// The figures of a report, in reading order: those of its blocks, then those of the notes that they call; and how many of its tables
/// of numbers give none.
#[must_use]
pub fn quantities(report: &Report) -> (Vec<Indicator>, usize) {
    let titles: Vec<String> = report.sections.iter().map(|section| plain_inline(&section.title)).collect();
    let headings: Vec<Heading<'_>> =
        titles.iter().zip(&report.sections).map(|(title, section)| Heading { title, parent: section.parent }).collect();
    let sample = report.blocks.iter().map(|block| block.text.as_str());
    let labels = report.sections.iter().map(|section| section.label.as_deref());
    let says = (report.date.as_deref(), Some(report.lang.as_str()).filter(|code| !code.is_empty()));
    let document = Document::new(&report.title, says, report.document_kind.as_deref(), labels);
    let reader = Reader::new(&document, &headings, sample);
    let passages: Vec<Passage<'_>> = report.blocks.iter().map(passage).collect();
    let labels: Vec<String> = report.notes.iter().map(|note| note.number.to_string()).collect();
    let notes: Vec<Remark<'_>> = report
        .notes
        .iter()
        .zip(&labels)
        .map(|(note, label)| {
            // The note's text as a page reads it: paragraphs parted by line feeds.
            let lines: Vec<String> = note.paragraphs.iter().map(|text| plain_inline(text)).collect();
            Remark { label, text: Cow::Owned(lines.join("\n")) }
        })
        .collect();
    let found = reader.read(&passages, &notes);
    let without = figures::tables_without(&passages, &found);
    (found, without)
}

fn passage(block: &Block) -> Passage<'_> {
    Passage {
        id: &block.id,
        kind: block.kind,
        section: block.section,
        text: Cow::Owned(match block.kind {
            BlockKind::Table => plain_table(&block.text),
            _ => plain_inline(&block.text),
        }),
        calls: calls(&block.text),
    }
}

/// The notes that a text calls, and about where in its plain text.
fn calls(text: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut skipped = 0;
    for (at, _) in text.match_indices("[^") {
        // What opens and does not close before the next one opens calls nothing.
        let Some((label, _)) = text[at + 2..].split_once(']').filter(|(label, _)| !label.contains('[')) else {
            continue;
        };
        found.push((label, at - skipped));
        skipped += label.len() + 3;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_not_closed_calls_nothing() {
        assert_eq!(calls("one[^1] two[^ three[^2] four[^"), [("1", 3), ("2", 15)]);
    }
}
