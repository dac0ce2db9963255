//! The links within pages that belong together: outline, notes, figures, annotations.

use super::{annotations, indicators, notes, outline};
use crate::diagnostic::Checked;
use crate::model::edition::EditionReport;
use crate::model::links::ReportLinks;
use crate::model::page::Page;

/// The outline, notes and figures of one report, without what leads to other reports.
#[must_use]
pub fn report(report: &EditionReport) -> ReportLinks {
    resolve(report).value
}

pub(super) fn resolve(report: &EditionReport) -> Checked<ReportLinks> {
    let pages: Vec<&Page> = report.all_pages().collect();
    link_pages(&pages, true)
}

/// The outline and notes of pages that belong together. In a report the first one is its index.
pub(super) fn link_pages(pages: &[&Page], is_report: bool) -> Checked<ReportLinks> {
    let (sections, blocks) = outline::outline(pages, is_report);
    let notes = notes::resolve(pages);
    let indicators = indicators::indicators(pages, &blocks, &notes.value.notes);
    let mut links = ReportLinks {
        sections,
        blocks,
        notes: notes.value.notes,
        missing: notes.value.missing,
        indicators,
        ..ReportLinks::default()
    };
    annotations::resolve(pages, &mut links);
    Checked::new(links, notes.diagnostics)
}
