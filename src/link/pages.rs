//! The links within pages that belong together: outline, notes, figures, annotations.

use super::quantities::{self, Text};
use super::stored_figures::Found;
use super::{annotations, indicators, notes, outline, printed};
use crate::cache::Cache;
use crate::diagnostic::Checked;
use crate::figures::Account;
use crate::model::config::Config;
use crate::model::edition::{EditionReport, ImportRecord};
use crate::model::links::{BlockLink, PrintedPages, ReportLinks, SectionLink};
use crate::model::page::Page;

/// The outline, notes and figures of one report, without what leads to other reports.
#[must_use]
pub fn report(report: &EditionReport) -> ReportLinks {
    resolve(report, &Cache::default()).value
}

/// What became of each number of a passage (by its id) or note (by its label) of one page of a report.
#[must_use]
pub fn accounts(report: &EditionReport, page: usize, place: &str) -> Vec<Account> {
    let pages: Vec<&Page> = report.all_pages().collect();
    let (sections, blocks) = outline::outline(&pages, true);
    Text::new(&pages, &sections, &blocks).explain(page, place)
}

pub(super) fn resolve(report: &EditionReport, cache: &Cache) -> Checked<ReportLinks> {
    let pages: Vec<&Page> = report.all_pages().collect();
    let read = |sections: &[_], blocks: &[_]| quantities::figures((&pages, report.origin), sections, blocks, cache);
    link_pages(&pages, Some(&report.record), read)
}

/// The outline and notes of pages that belong together. In a report the first one is its index.
/// `report`: what the last import knew of it; `read` gives the figures of its text.
pub(super) fn link_pages(
    pages: &[&Page],
    report: Option<&ImportRecord>,
    read: impl FnOnce(&[SectionLink], &[BlockLink]) -> Vec<Found>,
) -> Checked<ReportLinks> {
    let is_report = report.is_some();
    let (sections, blocks) = outline::outline(pages, is_report);
    let notes = notes::resolve(pages, report);
    let found = if is_report { read(&sections, &blocks) } else { Vec::new() };
    let indicators = indicators::indicators(pages, &blocks, &notes.value.notes, &found);
    let printed = if is_report { printed::printed(pages, &notes.value.notes) } else { PrintedPages::default() };
    let mut links = ReportLinks {
        printed,
        sections,
        blocks,
        notes: notes.value.notes,
        missing: notes.value.missing,
        indicators,
        found,
        ..ReportLinks::default()
    };
    annotations::resolve(pages, &mut links);
    Checked::new(links, notes.diagnostics)
}

/// Leaves out what the editor does not want shown.
pub(super) fn show(config: &Config, links: &mut ReportLinks) {
    if config.proposals.are_hidden() {
        links.indicators.retain(|link| !link.is_unreviewed());
    }
    if !config.outputs.page_numbers {
        links.printed = PrintedPages::default();
    }
}
