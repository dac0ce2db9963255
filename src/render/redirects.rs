//! Redirects within pages: where each anchor that a revision took from its page leads now.
//!
//! In: a report with its history. Out: one [`Redirect`] for each such anchor that its page does not have again. What always holds:
//! an anchor leads to its own words, or to those that it is part of, or to the entry that says what became of them.

use std::collections::{BTreeMap, HashMap};

use super::contexts::changes::Redirect;
use super::site::{Site, revision_url};
use crate::model::edition::EditionReport;
use crate::model::revision::{ChangeKind, Forward, Revision};

/// The anchors that lead elsewhere, by the slug of the page that had them.
pub(super) fn by_page(site: &Site<'_>, report: &EditionReport) -> BTreeMap<String, Vec<Redirect>> {
    let now = addresses(site, report);
    let mut redirects: BTreeMap<String, BTreeMap<String, Redirect>> = BTreeMap::new();
    // A later revision knows better what became of an anchor.
    for (index, revision) in report.history.revisions.iter().enumerate() {
        for forward in &revision.forwards {
            let page = format!("{}/{}.html", report.id, forward.was);
            let (url, gone) = target(report, index, revision, forward, &now);
            let anchors = redirects.entry(forward.was.clone()).or_default();
            if url.split('#').next() == Some(page.as_str()) && url.ends_with(&format!("#{}", forward.id)) {
                anchors.remove(&forward.id);
            } else {
                anchors.insert(forward.id.clone(), Redirect { id: forward.id.clone(), url, gone });
            }
        }
    }
    redirects.into_iter().map(|(page, anchors)| (page, anchors.into_values().collect())).collect()
}

/// The anchors that no page of the report has any more, for the pages that show the whole report: the notes, the print.
pub(super) fn orphaned(
    site: &Site<'_>,
    report: &EditionReport,
    redirects: &BTreeMap<String, Vec<Redirect>>,
    is_shown: impl Fn(&str) -> bool,
) -> Vec<Redirect> {
    if redirects.is_empty() {
        return Vec::new();
    }
    let now = addresses(site, report);
    let gone = redirects.values().flatten().filter(|one| !now.contains_key(&one.id) && is_shown(&one.id));
    let by_id: BTreeMap<&str, &Redirect> = gone.map(|one| (one.id.as_str(), one)).collect();
    by_id.into_values().cloned().collect()
}

/// Where an anchor leads, and whether its words are gone.
fn target(
    report: &EditionReport,
    index: usize,
    revision: &Revision,
    forward: &Forward,
    now: &HashMap<String, String>,
) -> (String, bool) {
    if let Some(url) = now.get(&forward.id) {
        return (url.clone(), false);
    }
    let own = revision.changes.iter().find(|change| change.id == forward.id);
    let joined = own.filter(|change| change.kind == ChangeKind::Joined).and_then(|change| change.other.as_ref());
    if let Some(url) = joined.and_then(|whole| now.get(whole)) {
        return (url.clone(), false);
    }
    let page = revision_url(report, index);
    if own.is_some() {
        return (format!("{page}#c-{}", forward.id), true);
    }
    let with = forward.with.as_ref();
    if let Some(url) = with.and_then(|with| now.get(with)) {
        return (url.clone(), false);
    }
    let told = with.filter(|with| revision.changes.iter().any(|change| change.id == **with));
    (told.map_or_else(|| page.clone(), |with| format!("{page}#c-{with}")), true)
}

/// The address of every anchor of a report's pages.
pub(super) fn addresses(site: &Site<'_>, report: &EditionReport) -> HashMap<String, String> {
    let links = site.report_links(report);
    let mut found = HashMap::new();
    let mut add = |id: &str, page: usize| {
        found.insert(id.to_owned(), format!("{}#{id}", report.page_url(page)));
    };
    links.sections.iter().for_each(|section| add(&section.id, section.page));
    links.blocks.iter().for_each(|block| add(&block.id, block.page));
    links.indicators.iter().for_each(|figure| add(&figure.id, figure.page));
    for note in &links.notes {
        if let Some(page) = report.page_index(&note.page) {
            add(&note.id, page);
        }
        for mark in &note.marks {
            if let Some(page) = report.page_index(&mark.page) {
                add(&note.mark_id(mark.nth), page);
            }
        }
    }
    found
}
