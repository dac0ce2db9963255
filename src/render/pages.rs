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
use super::html::page_html;
use super::html_safe::escape;
use super::machine::json_ld;
use super::own_pages::{self, OwnPage};
use super::report_digest::ReportDigests;
use super::report_page::{self, ReportPage};
use super::report_pages::{ReportPages, UP};
use super::site::Site;
use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::digest::named;
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Page;
use crate::tree::Origin;

/// A page that belongs to no report.
enum PageJob<'a> {
    Home,
    Free(&'a Page),
    Own(OwnPage<'a>),
}

/// Renders all pages; why some could not be rendered, in the order of the pages.
pub(super) fn render(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    cache: &Cache,
) -> Vec<Diagnostic> {
    let mut faults = render_reports(site, engine, crosslinks, cache);
    let jobs = edition_jobs(site, crosslinks);
    faults.extend(faults_of(jobs.par_iter().map(|job| render_job(site, engine, crosslinks, job)).collect()));
    faults
}

/// Renders the pages of the reports alone.
pub(super) fn render_reports(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    cache: &Cache,
) -> Vec<Diagnostic> {
    let digests = ReportDigests::new(site, crosslinks, engine);
    // What the pages of a report share is gone before the next report but one begins.
    let of_reports = site.edition.reports.par_iter().map(|report| {
        let own = own_pages::of_report(report);
        let mut outcomes = render_report(site, engine, (crosslinks, report), named("pages", digests.of(report)), cache);
        outcomes.extend(own.iter().map(|own| own_pages::render(site, engine, crosslinks, own)).collect::<Vec<_>>());
        faults_of(outcomes)
    });
    of_reports.flatten_iter().collect()
}

/// Renders the pages of a report that do not stand. `digest`: of all that they are made from; where it is known, so is what each page
/// is made from, and what stands need not be looked into.
fn render_report(
    site: &Site<'_>,
    engine: &Engine<'_>,
    (crosslinks, report): (&Crosslinks<'_>, &EditionReport),
    digest: Option<u128>,
    cache: &Cache,
) -> Vec<Outcome> {
    let all = report_page::of_report(site, report);
    let render = |wanted: &[ReportPage]| -> Vec<Outcome> {
        let pages = ReportPages::new(site, crosslinks, report);
        wanted.par_iter().map(|page| page.render(site, engine, crosslinks, &pages)).collect()
    };
    let mut outcomes = Vec::new();
    let mut is_done = false;
    let origins: Vec<u128> = cache.kept(digest, || {
        is_done = true;
        outcomes = render(&all);
        let origins = outcomes.iter().map(|outcome| outcome.as_ref().ok()?.map(|Origin(origin)| origin));
        // Without one of them, there are none.
        origins.collect::<Option<_>>().unwrap_or_default()
    });
    if is_done {
        return outcomes;
    }
    let stands = |(at, page): &(usize, ReportPage)| {
        let origin = origins.get(*at).copied().map(Origin);
        origin.is_some_and(|origin| engine.stands(&page.path(report), origin))
    };
    let missing = all.into_iter().enumerate().filter(|page| !stands(page)).map(|(_, page)| page);
    let missing: Vec<ReportPage> = missing.collect();
    if missing.is_empty() { Vec::new() } else { render(&missing) }
}

fn faults_of(outcomes: Vec<Outcome>) -> Vec<Diagnostic> {
    outcomes.into_iter().filter_map(|outcome| outcome.err().map(|fault| *fault)).collect()
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
    let pages = ReportPages::with_page(site, crosslinks, report, index);
    let page = if index == 0 { ReportPage::Index } else { ReportPage::Section(index) };
    Some(page.render(site, engine, crosslinks, &pages))
}

fn render_job(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>, job: &PageJob<'_>) -> Outcome {
    match job {
        PageJob::Home => home(site, engine),
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
    let html = page_html(setting(site, links, page, &root), &annotations::marks(site, links, (0, page), ""));
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
