//! Each page of the site: which file, which template, which context.
//!
//! In: the site and the engine. Out: the pages, or why one could not be rendered, in a fixed order.
//! What always holds: pages are rendered in parallel and do not see one another.

use rayon::prelude::*;

use super::annotations;
use super::concepts;
use super::context_build::{aside, common, notes, setting, with_html};
use super::crosslinks::Crosslinks;
use super::engine::{Engine, Outcome};
use super::facsimile_pages;
use super::html::page_html;
use super::html_safe::escape;
use super::machine::json_ld;
use super::own_pages::{self, OwnPage};
use super::report_pages::{self, ReportPages, UP};
use super::site::Site;
use crate::diagnostic::Diagnostic;
use crate::model::edition::Edition;
use crate::model::page::Page;

/// One page to render.
enum PageJob<'a> {
    Home,
    Report(&'a ReportPages<'a>),
    Section(&'a ReportPages<'a>, usize),
    Notes(&'a ReportPages<'a>),
    Print(&'a ReportPages<'a>),
    Indicators(&'a ReportPages<'a>),
    Facsimile(&'a ReportPages<'a>, usize),
    Free(&'a Page),
    Own(OwnPage<'a>),
}

/// Renders all pages; why some could not be rendered, in the order of the pages.
pub(super) fn render(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>) -> Vec<Diagnostic> {
    let mut faults = render_reports(site, engine, crosslinks);
    faults.extend(render_all(site, engine, crosslinks, &edition_jobs(site, crosslinks)));
    faults
}

/// Renders the pages of the reports alone.
pub(super) fn render_reports(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>) -> Vec<Diagnostic> {
    // What the pages of a report share is gone before the next report but one begins.
    let of_reports = site.edition.reports.par_iter().map(|report| {
        let pages = ReportPages::new(site, report);
        render_all(site, engine, crosslinks, &report_jobs(site, &pages))
    });
    of_reports.flatten_iter().collect()
}

fn render_all(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    jobs: &[PageJob<'_>],
) -> Vec<Diagnostic> {
    jobs.par_iter().filter_map(|job| render_job(site, engine, crosslinks, job).err().map(|fault| *fault)).collect()
}

fn report_jobs<'a>(site: &Site<'_>, pages: &'a ReportPages<'a>) -> Vec<PageJob<'a>> {
    let mut jobs = vec![PageJob::Report(pages)];
    jobs.extend((1..=pages.report.pages.len()).map(|index| PageJob::Section(pages, index)));
    jobs.push(PageJob::Notes(pages));
    if !site.report_links(pages.report).indicators.is_empty() {
        jobs.push(PageJob::Indicators(pages));
    }
    jobs.extend((0..pages.report.facsimile.pages.len()).map(|at| PageJob::Facsimile(pages, at)));
    if site.edition.config.outputs.print {
        jobs.push(PageJob::Print(pages));
    }
    jobs.extend(
        (0..pages.report.history.revisions.len()).map(|index| PageJob::Own(OwnPage::Revision(pages.report, index))),
    );
    jobs
}

/// The pages that belong to no report.
fn edition_jobs<'a>(site: &Site<'a>, crosslinks: &Crosslinks<'_>) -> Vec<PageJob<'a>> {
    let mut jobs = vec![PageJob::Home];
    jobs.extend(site.edition.pages.iter().map(PageJob::Free));
    jobs.extend(own_pages::of_edition(site, crosslinks).into_iter().map(PageJob::Own));
    jobs
}

/// Renders the page of one content file; none when it has none.
pub(super) fn render_one(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    path: &str,
) -> Option<Outcome> {
    if path == site.edition.home.path {
        return Some(home(site, engine));
    }
    if let Some(page) = site.edition.pages.iter().find(|page| page.path == path) {
        return Some(free(site, engine, page));
    }
    let mut found = site.edition.reports.iter().map(|report| (report, report.page_index(path)));
    let (report, index) = found.find_map(|(report, index)| Some((report, index?)))?;
    let pages = ReportPages::with_page(site, report, index);
    Some(match index {
        0 => report_pages::index(site, engine, &pages),
        _ => report_pages::section(site, engine, crosslinks, &pages, index),
    })
}

fn render_job(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>, job: &PageJob<'_>) -> Outcome {
    match job {
        PageJob::Home => home(site, engine),
        PageJob::Report(pages) => report_pages::index(site, engine, pages),
        PageJob::Section(pages, index) => report_pages::section(site, engine, crosslinks, pages, *index),
        PageJob::Notes(pages) => report_pages::notes_page(site, engine, pages),
        PageJob::Print(pages) => report_pages::print_page(site, engine, pages),
        PageJob::Indicators(pages) => report_pages::indicators_page(site, engine, pages),
        PageJob::Facsimile(pages, at) => facsimile_pages::page(site, engine, pages, *at),
        PageJob::Free(page) => free(site, engine, page),
        PageJob::Own(own) => own_pages::render(site, engine, crosslinks, own),
    }
}

fn home(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    content_page(site, engine, &site.edition.home, "home", "index.html")
}

fn free(site: &Site<'_>, engine: &Engine<'_>, page: &Page) -> Outcome {
    content_page(site, engine, page, "page", &Edition::free_url(page))
}

/// The page of a content file that belongs to no report.
fn content_page(site: &Site<'_>, engine: &Engine<'_>, page: &Page, kind: &'static str, path: &str) -> Outcome {
    let root = UP.repeat(path.matches('/').count());
    let links = site.page_links(page);
    let mut html = page_html(setting(site, links, page, &root));
    annotations::mark_page(site, links, (0, page), &mut html, "");
    let mut context = common(site, page, kind, path);
    aside(site, &mut context, setting(site, links, page, &root), 0);
    with_html(&mut context, &html);
    if context.title.is_empty() && kind == "home" {
        context.title = escape(&site.edition.config.title);
        context.title_plain.clone_from(&site.edition.config.title);
    }
    if kind == "home" {
        context.comparison = Some(concepts::promises(site)).filter(|promises| !promises.rows.is_empty());
    }
    context.notes = notes(site, None, links, &html.notes, None);
    context.json_ld = json_ld(site, None, &context, &root);
    engine.finish_page(&format!("{kind}.html"), page, &context, &root, &[])
}
