//! The pages of documents, parallels, discrepancies and terms.
//!
//! In: the site and what is worked out of its cross links. Out: one page each, where there is anything to show,
//! and one for each pair of a page and another report.

use super::context_build::common;
use super::contexts::PageContext;
use super::crosslinks::{Crosslinks, View};
use super::pages::{Outcome, finish_with};
use super::site::Site;
use super::theme::{Engine, Shared, to_value};
use crate::model::page::Page;

/// One page to render.
pub(super) enum CrossJob {
    Documents,
    Parallels,
    View(View),
    Discrepancies,
    Glossary,
}

/// The pages that the edition has.
pub(super) fn jobs(crosslinks: &Crosslinks<'_>) -> Vec<CrossJob> {
    let counts = crosslinks.counts();
    let mut jobs = Vec::new();
    if counts.documents > 0 {
        jobs.push(CrossJob::Documents);
    }
    if counts.parallels > 0 {
        jobs.push(CrossJob::Parallels);
        jobs.extend(crosslinks.views().into_iter().map(CrossJob::View));
    }
    if counts.discrepancies > 0 {
        jobs.push(CrossJob::Discrepancies);
    }
    if counts.terms > 0 {
        jobs.push(CrossJob::Glossary);
    }
    jobs
}

/// Renders one of them.
pub(super) fn render(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>, job: &CrossJob) -> Outcome {
    match job {
        CrossJob::Documents => plain(site, engine, "documents", vec![("documents", to_value(&crosslinks.documents()))]),
        CrossJob::Parallels => plain(site, engine, "parallels", vec![("pairs", to_value(&crosslinks.pairs()))]),
        CrossJob::Discrepancies => {
            plain(site, engine, "discrepancies", vec![("discrepancies", to_value(&crosslinks.discrepancies()))])
        }
        CrossJob::Glossary => plain(site, engine, "glossary", vec![("terms", to_value(&crosslinks.terms()))]),
        CrossJob::View(of) => view(site, engine, crosslinks, of),
    }
}

/// A page at the site's root whose title is a word of the interface.
fn plain(site: &Site<'_>, engine: &Engine<'_>, kind: &'static str, values: Vec<(&'static str, Shared)>) -> Outcome {
    let page = Page::default();
    let path = format!("{kind}.html");
    let context = titled(site, &page, kind, &path, site.words.phrase(&format!("{kind}.title"), &[]));
    finish_with(engine, &format!("{kind}.html"), &page, &context, "", values)
}

fn titled<'s>(site: &'s Site<'_>, page: &'s Page, kind: &'static str, path: &str, title: String) -> PageContext<'s> {
    let mut context = common(site, page, kind, path);
    context.title = super::html_safe::escape(&title);
    context.title_plain = title;
    context
}

fn view(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>, view: &View) -> Outcome {
    let page = Page::default();
    let path = crosslinks.view_url(view).unwrap_or_default();
    let (own, other) = crosslinks.view_heads(view).unwrap_or_default();
    let context = titled(site, &page, "parallel", &path, own.section.clone());
    let values = vec![
        ("own", to_value(&own)),
        ("other", to_value(&other)),
        ("rows", to_value(&crosslinks.rows(view, &own.section))),
    ];
    finish_with(engine, "parallel.html", &page, &context, "../", values)
}
