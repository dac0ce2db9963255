//! The pages that no content file stands for: registers, ledgers, comparisons, the search.
//!
//! In: the site and what is worked out of its cross links. Out: one page each, where there is anything to show.

use std::collections::BTreeSet;

use super::annotations;
use super::changes;
use super::concepts;
use super::context_build::common;
use super::contexts::crosslinks::RowContext;
use super::crosslinks::{Crosslinks, View};
use super::crosslinks_parts::compared;
use super::engine::{Engine, Late, Named, Outcome, Shown, boxed};
use super::feedback;
use super::html_safe::escape;
use super::made;
use super::site::{Site, revision_url};
use crate::model::edition::EditionReport;
use crate::model::page::Page;

/// One page to render.
pub(super) enum OwnPage<'a> {
    Comparison,
    Concept(usize),
    Corrections,
    Changes,
    Revision(&'a EditionReport, usize),
    Search,
    NotFound,
    Documents,
    Parallels,
    View(View),
    Discrepancies,
    Glossary,
    Feedback,
    Offline,
}

/// The pages that belong to no report.
pub(super) fn of_edition(site: &Site<'_>, crosslinks: &Crosslinks<'_>) -> Vec<OwnPage<'static>> {
    let counts = crosslinks.counts();
    let mut views: Vec<OwnPage<'_>> = Vec::new();
    if counts.parallels > 0 {
        views.extend(crosslinks.views().into_iter().map(OwnPage::View));
    }
    let emptied = made::emptied(site);
    let is_needed = |count: usize, page: &str| count > 0 || emptied.contains(page);
    let pages = [
        (OwnPage::Comparison, !site.links.concepts.is_empty()),
        (OwnPage::Corrections, counts.corrections > 0),
        (OwnPage::Changes, counts.revisions > 0),
        (OwnPage::Search, site.edition.config.outputs.search),
        (OwnPage::NotFound, true),
        (OwnPage::Documents, is_needed(counts.documents, "documents.html")),
        (OwnPage::Parallels, is_needed(counts.parallels, "parallels.html")),
        (OwnPage::Discrepancies, is_needed(counts.discrepancies, "discrepancies.html")),
        (OwnPage::Glossary, is_needed(counts.terms, "glossary.html")),
        (OwnPage::Feedback, counts.feedback),
        (OwnPage::Offline, site.edition.config.outputs.offline),
    ];
    let concepts = (0..site.links.concepts.len()).map(OwnPage::Concept);
    pages.into_iter().filter(|(_, is_there)| *is_there).map(|(page, _)| page).chain(concepts).chain(views).collect()
}

/// The pages of a report's revisions.
pub(super) fn of_report(report: &EditionReport) -> Vec<OwnPage<'_>> {
    (0..report.history.revisions.len()).map(|index| OwnPage::Revision(report, index)).collect()
}

/// Renders one of them.
pub(super) fn render(site: &Site<'_>, engine: &Engine<'_>, crosslinks: &Crosslinks<'_>, own: &OwnPage<'_>) -> Outcome {
    let page = Page::default();
    let (kind, title, values) = shown(site, crosslinks, own);
    let (path, root) = match own {
        OwnPage::View(view) => (crosslinks.view_url(view).unwrap_or_default(), "../".to_owned()),
        OwnPage::Revision(report, index) => (revision_url(report, *index), "../".to_owned()),
        OwnPage::Concept(index) => {
            let id = site.links.concepts.get(*index).map_or("", |concept| concept.id.as_str());
            (super::site::concept_url(id), "../".to_owned())
        }
        OwnPage::NotFound => (format!("{kind}.html"), root_of_host(site)),
        _ => (format!("{kind}.html"), String::new()),
    };
    let mut context = common(site, &page, kind, &path);
    context.title = escape(&title);
    context.title_plain = title;
    match own {
        OwnPage::Comparison => context.comparison = Some(concepts::comparison(site)),
        OwnPage::NotFound | OwnPage::Offline => context.permalink = None,
        _ => {}
    }
    let values: Vec<(&'static str, &dyn Shown)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
    engine.finish(&format!("{kind}.html"), &context, &root, &values)
}

/// The kind of a page, its title, and what its template sees beside `page`.
fn shown<'s>(
    site: &'s Site<'_>,
    crosslinks: &'s Crosslinks<'_>,
    own: &OwnPage<'_>,
) -> (&'static str, String, Vec<Named<'s>>) {
    let titled = |kind, key: &str, values| (kind, site.words.phrase(key, &[]), values);
    let changes = |value| titled("changes", "changes.title", vec![("revisions", value)]);
    let register = |kind, name, value, ids: &BTreeSet<&str>| {
        let gone = made::gone(site, &format!("{kind}.html"), |id| ids.contains(id));
        titled(kind, &format!("{kind}.title"), vec![(name, value), ("gone", boxed(gone))])
    };
    let links = site.links;
    match own {
        OwnPage::Comparison => titled("comparison", "comparison.title", Vec::new()),
        OwnPage::Concept(index) => {
            let shown = site.links.concepts.get(*index).map(|concept| concepts::concept(site, concept));
            let shown = shown.unwrap_or_default();
            ("concept", shown.name.clone(), vec![("concept", boxed(shown))])
        }
        OwnPage::Search => titled("search", "search.title", Vec::new()),
        OwnPage::NotFound => titled("404", "not_found.title", Vec::new()),
        OwnPage::Offline => titled("offline", "offline.title", Vec::new()),
        OwnPage::Corrections => {
            titled("corrections", "corrections.ledger", vec![("corrected", boxed(annotations::ledger(site)))])
        }
        OwnPage::Changes => changes(boxed(changes::list(site))),
        OwnPage::Documents => {
            let ids = links.documents.iter().map(|one| one.id.as_str()).collect();
            let (kind, title, mut values) = register("documents", "documents", boxed(crosslinks.documents()), &ids);
            values.push(("document_kinds", boxed(crosslinks.document_kinds())));
            (kind, title, values)
        }
        OwnPage::Parallels => {
            let (kind, title, mut values) = register("parallels", "pairs", boxed(crosslinks.pairs()), &BTreeSet::new());
            values.push(("pages_beside", boxed(crosslinks.pages_beside())));
            (kind, title, values)
        }
        OwnPage::Discrepancies => {
            let ids = links.discrepancies.iter().map(|one| one.id.as_str()).collect();
            register("discrepancies", "discrepancies", boxed(crosslinks.discrepancies()), &ids)
        }
        OwnPage::Glossary => {
            let ids = links.terms.iter().map(|one| one.id.as_str()).collect();
            register("glossary", "terms", boxed(crosslinks.terms()), &ids)
        }
        OwnPage::Feedback => {
            let groups = boxed(feedback::groups(site, crosslinks));
            titled("feedback", "feedback.title", vec![("groups", groups)])
        }
        OwnPage::Revision(report, index) => {
            let revision = changes::revision(site, report, *index);
            let title = site.words.phrase("changes.of", &[("date", &revision.date_text)]);
            ("revision", title, vec![("revision", boxed(revision))])
        }
        OwnPage::View(view) => {
            let (own, other) = crosslinks.view_heads(view).unwrap_or_default();
            let rows = Late::new(crosslinks.rows(view, &own.section), |rows: &Vec<RowContext>| compared(rows));
            let ids: BTreeSet<String> = crosslinks.row_ids(view).into_iter().map(|(id, _)| id).collect();
            let page = crosslinks.view_url(view).unwrap_or_default();
            let gone = boxed(made::gone(site, &page, |id| ids.contains(id)));
            let title = own.section.clone();
            (
                "parallel",
                title,
                vec![("own", boxed(own)), ("other", boxed(other)), ("rows", Box::new(rows)), ("gone", gone)],
            )
        }
    }
}

/// A server shows the page of a missing address at any depth, so its links begin at the host.
fn root_of_host(site: &Site<'_>) -> String {
    let path = site.edition.config.base_url.splitn(4, '/').nth(3).unwrap_or_default();
    format!("/{path}")
}
