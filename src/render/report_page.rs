//! Which pages a report has: their addresses, and who renders each.

use super::crosslinks::Crosslinks;
use super::engine::{Engine, Outcome};
use super::facsimile_pages;
use super::report_pages::{self, ReportPages};
use super::site::{Site, indicators_url, notes_url, print_page_url, print_url};
use crate::model::edition::EditionReport;

/// A page of a report.
pub(super) enum ReportPage {
    Index,
    Section(usize),
    Notes,
    Indicators,
    Print,
    Facsimile(usize),
}

/// The pages that a report has.
pub(super) fn of_report(site: &Site<'_>, report: &EditionReport) -> Vec<ReportPage> {
    let mut pages = vec![ReportPage::Index];
    pages.extend((1..=report.pages.len()).map(ReportPage::Section));
    pages.push(ReportPage::Notes);
    if !site.report_links(report).indicators.is_empty() {
        pages.push(ReportPage::Indicators);
    }
    if site.edition.config.outputs.print {
        pages.push(ReportPage::Print);
    }
    pages.extend((0..report.facsimile.pages.len()).map(ReportPage::Facsimile));
    pages
}

impl ReportPage {
    /// Its address.
    pub fn path(&self, report: &EditionReport) -> String {
        match self {
            Self::Index => report.page_url(0),
            Self::Section(index) => report.page_url(*index),
            Self::Notes => notes_url(report),
            Self::Indicators => indicators_url(report),
            Self::Print => print_url(report),
            Self::Facsimile(at) => {
                report.facsimile.pages.get(*at).map_or_else(String::new, |page| print_page_url(report, page))
            }
        }
    }

    /// Renders it.
    pub fn render(
        &self,
        site: &Site<'_>,
        engine: &Engine<'_>,
        crosslinks: &Crosslinks<'_>,
        pages: &ReportPages<'_>,
    ) -> Outcome {
        match self {
            Self::Index => report_pages::index(site, engine, pages),
            Self::Section(index) => report_pages::section(site, engine, crosslinks, pages, *index),
            Self::Notes => report_pages::notes_page(site, engine, pages),
            Self::Indicators => report_pages::indicators_page(site, engine, pages),
            Self::Print => report_pages::print_page(site, engine, pages),
            Self::Facsimile(at) => facsimile_pages::page(site, engine, pages, *at),
        }
    }
}
