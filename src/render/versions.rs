//! The ways between former versions of a report and the text of today.
//!
//! In: the site of today. Out: what each page of a report says of the other versions, and where passages stood. What always holds: a
//! page of a version says so, leads to the text of today, and names that as the page to be found; the address that a passage had then
//! is the one that lasts.

use std::collections::HashMap;

use super::contexts::PageContext;
use super::contexts::changes::{VersionContext, VersionEntry};
use super::redirects;
use super::site::{Former, Site, revision_url, section_url};
use crate::model::edition::{EditionReport, Version};

/// The site that a version is by itself.
pub(super) fn site_of<'s>(site: &'s Site<'_>, report: &'s EditionReport, version: &'s Version) -> Option<Site<'s>> {
    let links = site.links.versions.get(&version.report()?.id)?;
    let pictures = format!("../{}/", report.id);
    let former = Former { now: site, report, revision: version.revision, pictures };
    Some(Site { former: Some(former), ..Site::new(&version.edition, links, site.words, &[]) })
}

/// Where each anchor stood in the version that a revision replaced, the revision counted from 0; empty where it was not kept.
pub(super) fn addresses(site: &Site<'_>, report: &EditionReport, index: usize) -> HashMap<String, String> {
    let version = report.versions.iter().find(|version| version.revision == index + 1);
    let found = version.and_then(|version| {
        let own = site_of(site, report, version)?;
        Some(redirects::addresses(&own, version.report()?))
    });
    found.unwrap_or_default()
}

/// The address of the version that a revision replaced, the revision counted from 0.
pub(super) fn url(report: &EditionReport, index: usize) -> Option<String> {
    let version = report.versions.iter().find(|version| version.revision == index + 1)?;
    Some(version.report()?.page_url(0))
}

/// Says on a page of a report which versions of it there are, and on a page of a former version that it is one.
/// `section`: the section that the page is, where it is one.
pub(super) fn show(site: &Site<'_>, context: &mut PageContext<'_>, section: Option<&str>) {
    let file = context.path.rsplit('/').next().unwrap_or_default().to_owned();
    let folder = context.path.strip_suffix(&file).and_then(|folder| folder.strip_suffix('/'));
    let Some(report) = site.edition.reports.iter().find(|report| Some(report.id.as_str()) == folder) else { return };
    let Some(former) = &site.former else {
        context.versions = entries(site, report, None, (&file, section));
        return;
    };
    let (now, today) = (former.now, former.report);
    let canonical = place(now, today, (&file, section)).split('#').next().unwrap_or_default().to_owned();
    context.versions = entries(now, today, Some(former.revision), (&file, section));
    context.permalink = now.permalink(&canonical);
    let date = until(today, former.revision);
    context.version = Some(VersionContext {
        name: name(now, today, former.revision),
        date_text: date_text(now, date),
        date: date.to_owned(),
        url: lasting(today, &file).unwrap_or_else(|| place(now, today, (&file, section))),
        changes_url: revision_url(today, former.revision - 1),
        canonical,
    });
}

/// The versions of a report, the newest first, each by its page that stands for one of another version; none where there is but one.
/// `shown`: the former version that the list stands on.
fn entries(
    site: &Site<'_>,
    report: &EditionReport,
    shown: Option<usize>,
    at: (&str, Option<&str>),
) -> Vec<VersionEntry> {
    let former = report.versions.iter().rev().filter_map(|version| {
        let own = site_of(site, report, version)?;
        let url = place(&own, version.report()?, at);
        let is_here = shown == Some(version.revision);
        Some(VersionEntry { name: name(site, report, version.revision), url, is_here, is_current: false })
    });
    let former: Vec<VersionEntry> = former.collect();
    if former.is_empty() {
        return former;
    }
    let newest = report.history.revisions.last().map_or("", |revision| revision.date.as_str());
    let current = VersionEntry {
        name: site.words.phrase("versions.current", &[("date", &date_text(site, newest))]),
        url: lasting(report, at.0).unwrap_or_else(|| place(site, report, at)),
        is_here: shown.is_none(),
        is_current: true,
    };
    std::iter::once(current).chain(former).collect()
}

/// Where a report has what a page of another version shows: the same section, the same page of ibid's own, or its index.
fn place(site: &Site<'_>, report: &EditionReport, (file, section): (&str, Option<&str>)) -> String {
    let links = site.report_links(report);
    let same = section.and_then(|id| links.sections.iter().find(|section| section.id == id));
    match (same, file) {
        (Some(section), _) => section_url(report, section),
        (None, "notes.html") => format!("{}/{file}", report.id),
        (None, "indicators.html") if !links.indicators.is_empty() => format!("{}/{file}", report.id),
        _ => report.page_url(0),
    }
}

/// The address that a page had in the report of today, where it still leads on: its anchors do, too.
fn lasting(report: &EditionReport, file: &str) -> Option<String> {
    let slug = file.strip_suffix(".html")?;
    let is_page = (0..=report.pages.len()).any(|page| report.page_slug(page) == slug);
    let is_gone = report.history.gone_pages().any(|page| page.name.slug == slug);
    (is_page || is_gone).then(|| format!("{}/{file}", report.id))
}

/// What a version is called: by the revision that made it, or the first one by the one that replaced it.
fn name(site: &Site<'_>, report: &EditionReport, revision: usize) -> String {
    let made = revision.checked_sub(2).and_then(|index| report.history.revisions.get(index));
    match made {
        Some(made) => site.words.phrase("versions.of", &[("date", &date_text(site, &made.date))]),
        None => site.words.phrase("versions.before", &[("date", &date_text(site, until(report, revision)))]),
    }
}

/// The day when a version was replaced.
fn until(report: &EditionReport, revision: usize) -> &str {
    let replaced = revision.checked_sub(1).and_then(|index| report.history.revisions.get(index));
    replaced.map_or("", |revision| revision.date.as_str())
}

fn date_text(site: &Site<'_>, date: &str) -> String {
    site.words.date(date).unwrap_or_else(|| date.to_owned())
}
