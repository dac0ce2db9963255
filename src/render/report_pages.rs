//! The pages of a report: its index, its sections, its notes, its figures, its print view.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::annotations;
use super::changes;
use super::context_build::{
    ancestors, aside, children, common, note_groups, notes, opening, printed_pages, setting, source_of, way, with_html,
};
use super::contexts::changes::Redirect;
use super::contexts::{FreePage, PageContext, ReportContext};
use super::crosslinks::Crosslinks;
use super::engine::{Engine, Outcome, Shared};
use super::html::{PageHtml, Setting, page_html};
use super::machine::json_ld;
use super::previews::Preview;
use super::print;
use super::redirects;
use super::site::{Site, indicators_url, notes_url, print_url};
use super::{facsimile, indicators, key_figures, known, other_editions, versions};
use crate::model::edition::EditionReport;

/// A report with what its pages share.
pub(super) struct ReportPages<'a> {
    pub report: &'a EditionReport,
    /// `report`, with the outline, as every page of the report sees it.
    pub shared: Shared<ReportContext<'a>>,
    /// The pages as shown on their own, index first, with what the signs of each lead to.
    html: Vec<(PageHtml, BTreeMap<String, Preview>)>,
    /// Anchors that lead elsewhere since a revision, by the slug of the page that had them.
    led: BTreeMap<String, Vec<Redirect>>,
    /// Where its passages stand on the pages of its print.
    pub places: facsimile::Places,
}

/// From a page in a report's folder to the site's root.
pub(super) const UP: &str = "../";

impl<'a> ReportPages<'a> {
    /// All pages of a report.
    pub fn new(site: &'a Site<'_>, crosslinks: &Crosslinks<'_>, report: &'a EditionReport) -> Self {
        Self::of(site, crosslinks, report, |_| true)
    }

    /// One page of a report, by its index; the others are empty.
    pub fn with_page(site: &'a Site<'_>, crosslinks: &Crosslinks<'_>, report: &'a EditionReport, page: usize) -> Self {
        Self::of(site, crosslinks, report, |index| index == page)
    }

    fn of(
        site: &'a Site<'_>,
        crosslinks: &Crosslinks<'_>,
        report: &'a EditionReport,
        is_shown: impl Fn(usize) -> bool + Sync,
    ) -> Self {
        let html = (0..=report.pages.len()).into_par_iter().map(|index| match is_shown(index) {
            true => own_html(site, crosslinks, report, index),
            false => Default::default(),
        });
        ReportPages {
            report,
            shared: Shared::new(ReportContext { outline: site.outline(report), ..site.card(report) }),
            html: html.collect(),
            led: redirects::by_page(site, report),
            places: facsimile::places(site, report),
        }
    }
}

/// A page of a report as shown on its own, and what its signs lead to.
fn own_html(
    site: &Site<'_>,
    crosslinks: &Crosslinks<'_>,
    report: &EditionReport,
    index: usize,
) -> (PageHtml, BTreeMap<String, Preview>) {
    let Some(page) = report.all_pages().nth(index) else { return Default::default() };
    let links = site.report_links(report);
    let mut marks = annotations::marks(site, links, (index, page), "");
    indicators::add_marks(site, (links, (index, page)), &mut marks, UP);
    let known = match index {
        0 => BTreeMap::new(),
        _ => known::add_marks(site, crosslinks, (report, links, page), &mut marks, UP),
    };
    (page_html(Setting { letterhead_apart: index == 0, ..setting(site, links, page, UP) }, &marks), known)
}

/// The index of a report.
pub(super) fn index(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let page = &pages.report.index;
    let path = pages.report.page_url(0);
    let (html, _) = &pages.html[0];
    let mut context = common(site, page, "report", &path);
    revised(site, &mut context, pages, 0);
    with_html(&mut context, html);
    context.heading_id = Some(&page.id);
    context.indicators = indicators::cards(site, pages.report, 0);
    aside(site, &mut context, setting(site, site.report_links(pages.report), page, UP), 0);
    context.toc = site.toc(pages.report, 0);
    context.higher = way(site, pages.report, 1);
    context.notes = notes(site, Some(pages.report), site.report_links(pages.report), &html.notes, None);
    context.json_ld = json_ld(site, Some(pages.report), &context, UP);
    versions::show(site, &mut context, None);
    let report = ReportContext {
        outline: site.outline(pages.report),
        letterhead: letterhead(html),
        key_figures: key_figures::key_figures(site, pages.report),
        ..site.card(pages.report)
    };
    engine.finish_page("report.html", page, &context, UP, &[("report", &report)])
}

fn letterhead(html: &PageHtml) -> Option<String> {
    let lines = html.letterhead.trim_end();
    (!lines.is_empty()).then(|| lines.to_owned())
}

/// A section that is a page.
pub(super) fn section(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    pages: &ReportPages<'_>,
    index: usize,
) -> Outcome {
    let report = pages.report;
    let page = &report.pages[index - 1];
    let (html, known) = &pages.html[index];
    let mut context = common(site, page, "section", &report.page_url(index));
    revised(site, &mut context, pages, index);
    with_html(&mut context, html);
    context.heading_id = Some(&page.id);
    context.indicators = indicators::cards(site, report, index);
    aside(site, &mut context, setting(site, site.report_links(report), page, UP), index);
    context.toc = site.toc(report, index);
    context.children = children(site, report, index);
    context.opening = opening(site, report, index);
    context.ancestors = ancestors(site, report, page);
    context.lower = way(site, report, index - 1);
    context.higher = way(site, report, index + 1);
    context.notes = notes(site, Some(report), site.report_links(report), &html.notes, None);
    context.json_ld = json_ld(site, Some(report), &context, UP);
    let related = site.links.related.get(&page.path).into_iter().flatten();
    context.related =
        related.map(|(title, url)| FreePage { title: title.clone(), url: url.clone(), top: false }).collect();
    context.documents = crosslinks.documents_of(page);
    context.parallels = crosslinks.parallels_of(page);
    context.elsewhere = other_editions::of_page(site, page);
    context.discrepancies = crosslinks.discrepancies_of(page);
    context.previews = crosslinks.previews.of(&context, UP, known.clone());
    versions::show(site, &mut context, Some(&page.id));
    engine.finish_page("section.html", page, &context, UP, &[("report", &pages.shared)])
}

/// A page of ibid's own in a report's folder: it has the report's words and none of its text.
pub(super) fn report_view<'s>(
    site: &'s Site<'_>,
    report: &'s EditionReport,
    kind: &'static str,
    path: &str,
) -> PageContext<'s> {
    let mut context = common(site, &report.index, kind, path);
    context.title = super::html::title_html(site.links.title(&report.index.front.title));
    context.ancestors = way(site, report, 0).into_iter().collect();
    context.source = None;
    context.json_ld = json_ld(site, Some(report), &context, UP);
    versions::show(site, &mut context, None);
    context
}

/// All notes of a report.
pub(super) fn notes_page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let report = pages.report;
    let links = site.report_links(report);
    let path = notes_url(report);
    let mut html: BTreeMap<usize, String> = BTreeMap::new();
    for (index, page) in report.all_pages().enumerate() {
        let marks = annotations::marks(site, links, (index, page), &format!("{UP}{}", report.page_url(index)));
        html.extend(page_html(Setting { whole: true, ..setting(site, links, page, UP) }, &marks).notes);
    }
    let mut context = report_view(site, report, "notes", &path);
    context.led = redirects::orphaned(site, report, &pages.led, |id| id.starts_with("fn-"));
    let notes = notes(site, Some(report), links, &html, None);
    let note_groups = note_groups(&notes);
    let report_context = ReportContext { outline: site.outline(report), notes, note_groups, ..site.card(report) };
    engine.finish("notes.html", &context, UP, &[("report", &report_context)])
}

/// Every figure of a report, in a table.
pub(super) fn indicators_page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let report = pages.report;
    let path = indicators_url(report);
    let mut context = report_view(site, report, "indicators", &path);
    context.title_plain = site.words.phrase("indicator.of_report", &[]);
    let report_context = ReportContext {
        outline: site.outline(report),
        indicators: indicators::table(site, report),
        ..site.card(report)
    };
    engine.finish("indicators.html", &context, UP, &[("report", &report_context)])
}

/// Where a page came from, when it last changed, and what stood on it.
fn revised<'s>(site: &'s Site<'_>, context: &mut PageContext<'s>, pages: &ReportPages<'s>, index: usize) {
    context.source = context.source.take().or_else(|| source_of(pages.report, index));
    context.revised = changes::last_change(site, pages.report, index);
    let printed = &site.report_links(pages.report).printed;
    context.is_paged = !printed.starts.is_empty();
    let are_shown = site.edition.config.outputs.page_numbers;
    let page = pages.report.all_pages().nth(index).filter(|_| are_shown);
    if let (Some(source), Some(page)) = (&mut context.source, page) {
        source.pages = printed_pages(printed, page, index == 0);
    }
    context.is_pictured = !pages.report.facsimile.pages.is_empty();
    context.led = pages.led.get(&pages.report.page_slug(index)).cloned().unwrap_or_default();
}

/// The whole report on one page.
pub(super) fn print_page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let report = pages.report;
    let path = print_url(report);
    let mut context = report_view(site, report, "print", &path);
    let (title, sections) = print::sections(site, report, &path);
    context.sections = sections;
    context.is_paged = !site.report_links(report).printed.starts.is_empty();
    context.led = redirects::orphaned(site, report, &pages.led, |_| true);
    let report_context = ReportContext {
        title,
        outline: site.outline(report),
        letterhead: letterhead(&pages.html[0].0),
        ..site.card(report)
    };
    engine.finish("print.html", &context, UP, &[("report", &report_context)])
}
