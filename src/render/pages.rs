//! Each page of the site: which file, which template, which context.
//!
//! In: the site and the engine. Out: the pages, or why one could not be rendered, in a fixed order.
//! What always holds: pages are rendered in parallel and do not see one another.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::annotations;
use super::changes;
use super::context_build::{ancestors, children, common, notes, setting, source_of, way, with_html};
use super::contexts::{FreePage, PageContext, ReportContext};
use super::crosslinks::Crosslinks;
use super::crosslinks_pages::{self, CrossJob};
use super::forwards::{self, Led};
use super::html::{PageHtml, Setting, page_html};
use super::machine::json_ld;
use super::print;
use super::site::{Site, print_url};
use super::theme::{Engine, Shared, to_value};
use super::{indicators, key_figures};
use crate::diagnostic::Diagnostic;
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Page;

/// A finished page.
pub(super) struct Rendered {
    /// Its file, relative to the site's root.
    pub path: String,
    /// The whole document.
    pub html: String,
}

/// A finished page, or why there is none.
pub(super) type Outcome = Result<Rendered, Box<Diagnostic>>;

/// One page to render.
enum Job<'a> {
    Cross(CrossJob),
    Home,
    Report(&'a ReportPages<'a>),
    Section(&'a ReportPages<'a>, usize),
    Notes(&'a ReportPages<'a>),
    Print(&'a ReportPages<'a>),
    Indicators(&'a ReportPages<'a>),
    Comparison,
    Corrections,
    Changes,
    Revision(&'a EditionReport, usize),
    Free(&'a Page),
    Search,
    NotFound,
}

/// A report with what its pages share.
struct ReportPages<'a> {
    report: &'a EditionReport,
    /// `report`, with the outline, as every page of the report sees it.
    shared: Shared,
    /// The pages as shown on their own, index first.
    html: Vec<PageHtml>,
    /// Anchors that lead elsewhere since a revision, by the slug of the page that had them.
    led: BTreeMap<String, Vec<Led>>,
}

/// From a page in a report's folder to the site's root.
const UP: &str = "../";

/// Renders all pages and hands each over as it is finished; why some could not be rendered, in the order of the pages.
pub(super) fn render(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    finish: &(dyn Fn(Rendered) + Sync),
) -> Vec<Diagnostic> {
    let all = |jobs: &[Job<'_>]| -> Vec<Diagnostic> {
        jobs.par_iter()
            .filter_map(|job| render_job(site, engine, crosslinks, job).map(finish).err().map(|fault| *fault))
            .collect()
    };
    // What the pages of a report share is gone before the next report but one begins.
    let of_reports = site.edition.reports.par_iter().map(|report| {
        let pages = report_pages(site, report);
        all(&report_jobs(site, &pages))
    });
    let mut faults: Vec<_> = of_reports.flatten_iter().collect();
    faults.extend(all(&edition_jobs(site, crosslinks)));
    faults
}

fn report_jobs<'a>(site: &Site<'_>, pages: &'a ReportPages<'a>) -> Vec<Job<'a>> {
    let mut jobs = vec![Job::Report(pages)];
    jobs.extend((1..=pages.report.pages.len()).map(|index| Job::Section(pages, index)));
    jobs.push(Job::Notes(pages));
    if !site.report_links(pages.report).indicators.is_empty() {
        jobs.push(Job::Indicators(pages));
    }
    if site.edition.config.outputs.print {
        jobs.push(Job::Print(pages));
    }
    jobs.extend((0..pages.report.history.revisions.len()).map(|index| Job::Revision(pages.report, index)));
    jobs
}

/// The pages that belong to no report.
fn edition_jobs<'a>(site: &Site<'a>, crosslinks: &Crosslinks<'_>) -> Vec<Job<'a>> {
    let mut jobs = vec![Job::Home];
    if !site.links.concepts.is_empty() {
        jobs.push(Job::Comparison);
    }
    if annotations::count(site) > 0 {
        jobs.push(Job::Corrections);
    }
    if changes::count(site) > 0 {
        jobs.push(Job::Changes);
    }
    jobs.extend(site.edition.pages.iter().map(Job::Free));
    if site.edition.config.outputs.search {
        jobs.push(Job::Search);
    }
    jobs.push(Job::NotFound);
    jobs.extend(crosslinks_pages::jobs(crosslinks).into_iter().map(Job::Cross));
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
    let html = report.all_pages().enumerate().map(|(at, _)| match at == index {
        true => own_html(site, report, at),
        false => PageHtml::default(),
    });
    let led = forwards::forwards(site, report);
    let pages = ReportPages { report, shared: shared(site, report), html: html.collect(), led };
    Some(match index {
        0 => self::report(site, engine, &pages),
        _ => section(site, engine, crosslinks, &pages, index),
    })
}

fn render_job(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>, job: &Job<'_>) -> Outcome {
    match job {
        Job::Cross(job) => crosslinks_pages::render(site, engine, crosslinks, job),
        Job::Home => home(site, engine),
        Job::Report(pages) => report(site, engine, pages),
        Job::Section(pages, index) => section(site, engine, crosslinks, pages, *index),
        Job::Notes(pages) => notes_page(site, engine, pages),
        Job::Print(pages) => print_page(site, engine, pages),
        Job::Indicators(pages) => indicators_page(site, engine, pages),
        Job::Comparison => comparison(site, engine),
        Job::Corrections => corrections(site, engine),
        Job::Changes => changes_page(site, engine),
        Job::Revision(report, index) => revision_page(site, engine, report, *index),
        Job::Free(page) => free(site, engine, page),
        Job::Search => search(site, engine),
        Job::NotFound => not_found(site, engine),
    }
}

fn report_pages<'a>(site: &Site<'_>, report: &'a EditionReport) -> ReportPages<'a> {
    let html = (0..=report.pages.len()).into_par_iter().map(|index| own_html(site, report, index)).collect();
    ReportPages { report, shared: shared(site, report), html, led: forwards::forwards(site, report) }
}

/// A page of a report as shown on its own.
fn own_html(site: &Site<'_>, report: &EditionReport, index: usize) -> PageHtml {
    let Some(page) = report.all_pages().nth(index) else { return PageHtml::default() };
    let links = site.report_links(report);
    let mut html = page_html(Setting { letterhead_apart: index == 0, ..setting(site, links, page, UP) });
    annotations::mark_page(site, links, (index, page), &mut html, "");
    indicators::mark_page(site, report, index, &mut html);
    html
}

/// `report`, as every page of the report sees it.
fn shared(site: &Site<'_>, report: &EditionReport) -> Shared {
    to_value(&ReportContext { outline: site.outline(report), ..site.card(report) })
}

/// Renders a context with a template, or with the one that the page's front matter asks for.
fn finish(
    engine: &Engine<'_>,
    template: &str,
    page: &Page,
    context: &PageContext<'_>,
    root: &str,
    report: Option<Shared>,
) -> Outcome {
    finish_with(engine, template, page, context, root, report.map(|report| ("report", report)).into_iter().collect())
}

/// Renders a context with a template and values of its own.
pub(super) fn finish_with(
    engine: &Engine<'_>,
    template: &str,
    page: &Page,
    context: &PageContext<'_>,
    root: &str,
    more: Vec<(&'static str, Shared)>,
) -> Outcome {
    let template = page.front.template.as_deref().unwrap_or(template);
    let mut values = vec![("root", to_value(root)), ("page", to_value(context))];
    values.extend(more);
    let html = engine.render(template, &page.path, values)?;
    Ok(Rendered { path: context.path.clone(), html })
}

fn home(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    let page = &site.edition.home;
    let links = site.page_links(page);
    let mut html = page_html(setting(site, links, page, ""));
    annotations::mark_page(site, links, (0, page), &mut html, "");
    let mut context = common(site, page, "home", "index.html");
    aside(site, &mut context, setting(site, links, page, ""), 0);
    with_html(&mut context, &html);
    if context.title.is_empty() {
        context.title = super::html_safe::escape(&site.edition.config.title);
        context.title_plain.clone_from(&site.edition.config.title);
    }
    context.notes = notes(site, None, links, &html.notes, None);
    context.json_ld = json_ld(site, None, &context, "");
    finish(engine, "home.html", page, &context, "", None)
}

fn report(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let page = &pages.report.index;
    let path = pages.report.page_url(0);
    let html = &pages.html[0];
    let mut context = common(site, page, "report", &path);
    revised(site, &mut context, pages, 0);
    with_html(&mut context, html);
    context.indicators = indicators::cards(site, pages.report, 0);
    aside(site, &mut context, setting(site, site.report_links(pages.report), page, UP), 0);
    context.toc = site.toc(pages.report, 0);
    context.higher = way(pages.report, 1);
    context.notes = notes(site, Some(pages.report), site.report_links(pages.report), &html.notes, None);
    context.json_ld = json_ld(site, Some(pages.report), &context, UP);
    let report = to_value(&ReportContext {
        outline: site.outline(pages.report),
        letterhead: letterhead(html),
        key_figures: key_figures::key_figures(site, pages.report),
        ..site.card(pages.report)
    });
    finish(engine, "report.html", page, &context, UP, Some(report))
}

/// Gives a page the editor's notes and the apparatus.
fn aside(site: &Site<'_>, context: &mut PageContext<'_>, setting: Setting<'_>, index: usize) {
    context.annotations = annotations::annotations(site, setting, index);
    context.corrections = annotations::corrections(site, setting.links, index, setting.page);
}

fn letterhead(html: &PageHtml) -> Option<String> {
    let lines = html.letterhead.trim_end();
    (!lines.is_empty()).then(|| lines.to_owned())
}

fn section(
    site: &Site<'_>,
    engine: &Engine<'_>,
    crosslinks: &Crosslinks<'_>,
    pages: &ReportPages<'_>,
    index: usize,
) -> Outcome {
    let report = pages.report;
    let page = &report.pages[index - 1];
    let html = &pages.html[index];
    let mut context = common(site, page, "section", &report.page_url(index));
    revised(site, &mut context, pages, index);
    with_html(&mut context, html);
    context.heading_id = Some(&page.id);
    context.indicators = indicators::cards(site, report, index);
    aside(site, &mut context, setting(site, site.report_links(report), page, UP), index);
    context.toc = site.toc(report, index);
    context.children = children(site, report, index);
    context.ancestors = ancestors(site, report, page);
    context.lower = way(report, index - 1);
    context.higher = way(report, index + 1);
    context.notes = notes(site, Some(report), site.report_links(report), &html.notes, None);
    context.json_ld = json_ld(site, Some(report), &context, UP);
    let related = site.links.related.get(&page.path).into_iter().flatten();
    context.related =
        related.map(|(title, url)| FreePage { title: title.clone(), url: url.clone(), top: false }).collect();
    context.documents = crosslinks.documents_of(page);
    context.parallels = crosslinks.parallels_of(page);
    context.discrepancies = crosslinks.discrepancies_of(page);
    finish(engine, "section.html", page, &context, UP, Some(pages.shared.clone()))
}

/// A page of ibid's own in a report's folder: it has the report's words and none of its text.
fn report_view<'s>(site: &'s Site<'_>, report: &'s EditionReport, kind: &'static str, path: &str) -> PageContext<'s> {
    let mut context = common(site, &report.index, kind, path);
    context.title = super::html::title_html(&report.index.front.title);
    context.ancestors = way(report, 0).into_iter().collect();
    context.source = None;
    context.json_ld = json_ld(site, Some(report), &context, UP);
    context
}

fn notes_page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let report = pages.report;
    let links = site.report_links(report);
    let path = format!("{}/notes.html", report.id);
    let mut html: BTreeMap<usize, String> = BTreeMap::new();
    for (index, page) in report.all_pages().enumerate() {
        let mut own = page_html(Setting { whole: true, ..setting(site, links, page, UP) });
        annotations::mark_page(site, links, (index, page), &mut own, &format!("{UP}{}", report.page_url(index)));
        html.extend(own.notes);
    }
    let mut context = report_view(site, report, "notes", &path);
    context.led = forwards::lost(site, report, &pages.led, |id| id.starts_with("fn-"));
    let report_context = to_value(&ReportContext {
        outline: site.outline(report),
        notes: notes(site, Some(report), links, &html, None),
        ..site.card(report)
    });
    finish(engine, "notes.html", &Page::default(), &context, UP, Some(report_context))
}

/// Every figure of a report, in a table.
fn indicators_page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let report = pages.report;
    let path = format!("{}/indicators.html", report.id);
    let mut context = report_view(site, report, "indicators", &path);
    context.title_plain = site.words.phrase("indicator.of_report", &[]);
    let report_context = to_value(&ReportContext {
        outline: site.outline(report),
        indicators: indicators::table(site, report),
        ..site.card(report)
    });
    finish(engine, "indicators.html", &Page::default(), &context, UP, Some(report_context))
}

/// What the reports state of the same things, side by side.
fn comparison(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    let page = Page::default();
    let mut context = common(site, &page, "comparison", "comparison.html");
    context.title_plain = site.words.phrase("comparison.title", &[]);
    context.title = super::html_safe::escape(&context.title_plain);
    context.comparison = Some(indicators::comparison(site));
    finish(engine, "comparison.html", &page, &context, "", None)
}

/// Where a page came from, when it last changed, and what stood on it.
fn revised<'s>(site: &Site<'_>, context: &mut PageContext<'s>, pages: &ReportPages<'s>, index: usize) {
    context.source = context.source.take().or_else(|| source_of(pages.report, index));
    context.revised = changes::last_change(site, pages.report, index);
    context.led = pages.led.get(&pages.report.page_slug(index)).cloned().unwrap_or_default();
}

/// Every revision of the edition.
fn changes_page(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    let page = Page::default();
    let mut context = common(site, &page, "changes", "changes.html");
    context.title_plain = site.words.phrase("changes.title", &[]);
    context.title = super::html_safe::escape(&context.title_plain);
    finish_with(engine, "changes.html", &page, &context, "", vec![("revisions", to_value(&changes::list(site)))])
}

/// The redline of one revision.
fn revision_page(site: &Site<'_>, engine: &Engine<'_>, report: &EditionReport, index: usize) -> Outcome {
    let page = Page::default();
    let revision = changes::revision(site, report, index);
    let mut context = common(site, &page, "revision", &revision.url);
    context.title_plain = site.words.phrase("changes.of", &[("date", &revision.date_text)]);
    context.title = super::html_safe::escape(&context.title_plain);
    finish_with(engine, "revision.html", &page, &context, UP, vec![("revision", to_value(&revision))])
}

/// The ledger of corrections.
fn corrections(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    let page = Page::default();
    let mut context = common(site, &page, "corrections", "corrections.html");
    context.title_plain = site.words.phrase("corrections.ledger", &[]);
    context.title = super::html_safe::escape(&context.title_plain);
    let ledger = vec![("corrected", to_value(&annotations::ledger(site)))];
    finish_with(engine, "corrections.html", &page, &context, "", ledger)
}

fn print_page(site: &Site<'_>, engine: &Engine<'_>, pages: &ReportPages<'_>) -> Outcome {
    let report = pages.report;
    let path = print_url(report);
    let mut context = report_view(site, report, "print", &path);
    let (title, sections) = print::sections(site, report, &path);
    context.sections = sections;
    context.led = forwards::lost(site, report, &pages.led, |_| true);
    let report_context = to_value(&ReportContext {
        title,
        outline: site.outline(report),
        letterhead: letterhead(&pages.html[0]),
        ..site.card(report)
    });
    finish(engine, "print.html", &Page::default(), &context, UP, Some(report_context))
}

fn free(site: &Site<'_>, engine: &Engine<'_>, page: &Page) -> Outcome {
    let path = Edition::free_url(page);
    let root = UP.repeat(path.matches('/').count());
    let links = site.page_links(page);
    let mut html = page_html(setting(site, links, page, &root));
    annotations::mark_page(site, links, (0, page), &mut html, "");
    let mut context = common(site, page, "page", &path);
    aside(site, &mut context, setting(site, links, page, &root), 0);
    with_html(&mut context, &html);
    context.notes = notes(site, None, links, &html.notes, None);
    context.json_ld = json_ld(site, None, &context, &root);
    finish(engine, "page.html", page, &context, &root, None)
}

/// The page of results; its list is the reader's script's, so the page holds the box and the ways in without it.
fn search(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    let page = Page::default();
    let mut context = common(site, &page, "search", "search.html");
    context.title_plain = site.words.phrase("search.title", &[]);
    context.title = super::html_safe::escape(&context.title_plain);
    finish(engine, "search.html", &page, &context, "", None)
}

fn not_found(site: &Site<'_>, engine: &Engine<'_>) -> Outcome {
    let base = &site.edition.config.base_url;
    // A server shows this page at any depth, so its links begin at the host.
    let root = match base.splitn(4, '/').nth(3) {
        Some(path) => format!("/{path}"),
        None => "/".to_owned(),
    };
    let page = Page::default();
    let mut context = common(site, &page, "404", "404.html");
    context.title_plain = site.words.phrase("not_found.title", &[]);
    context.title = super::html_safe::escape(&context.title_plain);
    context.permalink = None;
    finish(engine, "404.html", &page, &context, &root, None)
}
