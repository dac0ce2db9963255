//! What revisions changed, for readers: the list of revisions, the redline of each, the last change of a page.
//!
//! In: the site. Out: contexts for `changes.html` and `revision.html`. What always holds: entries come in reading order,
//! grouped by the section that holds them; an entry's anchor is `c-` and the passage's id, so that it lasts.

use std::collections::{HashMap, HashSet};

use super::contexts::changes::{
    ChangeContext, CountContext, GroupContext, RedContext, RevisedContext, RevisionContext,
};
use super::redirects;
use super::site::{Site, revision_url, section_url};
use super::versions;
use crate::compare::{self, Layer, redline};
use crate::model::edition::EditionReport;
use crate::model::links::SectionLink;
use crate::model::revision::{Change, ChangeKind, ChangedPart, Revision};

/// How many revisions the edition has.
pub(super) fn count(site: &Site<'_>) -> usize {
    site.edition.reports.iter().map(|report| report.history.revisions.len()).sum()
}

/// Every revision, newest first, without its changes.
pub(super) fn list(site: &Site<'_>) -> Vec<RevisionContext> {
    let mut found: Vec<RevisionContext> = Vec::new();
    for report in &site.edition.reports {
        let revisions = report.history.revisions.iter().enumerate().rev();
        found.extend(revisions.map(|(index, revision)| head(site, report, index, revision)));
    }
    found.sort_by(|a, b| b.date.cmp(&a.date));
    found
}

/// One revision with its redline.
pub(super) fn revision(site: &Site<'_>, report: &EditionReport, index: usize) -> RevisionContext {
    let Some(revision) = report.history.revisions.get(index) else { return RevisionContext::default() };
    let mut context = head(site, report, index, revision);
    context.groups = groups(site, report, (index, revision));
    context
}

/// The last revision that changed a page of a report.
pub(super) fn last_change(site: &Site<'_>, report: &EditionReport, page: usize) -> Option<RevisedContext> {
    let sections = site.report_links(report).sections.iter().filter(|section| section.page == page);
    let ids: HashSet<&str> = sections.map(|section| section.id.as_str()).collect();
    let here = |change: &&Change| ids.contains(change.section.as_str());
    let revisions = report.history.revisions.iter().enumerate().rev();
    let (index, revision, change) =
        revisions.filter_map(|(index, one)| Some((index, one, one.changes.iter().find(here)?))).next()?;
    Some(RevisedContext {
        date_text: date_text(site, &revision.date),
        date: revision.date.clone(),
        url: format!("{}#s-{}", revision_url(report, index), change.section),
    })
}

fn date_text(site: &Site<'_>, date: &str) -> String {
    site.words.date(date).unwrap_or_else(|| date.to_owned())
}

fn head(site: &Site<'_>, report: &EditionReport, index: usize, revision: &Revision) -> RevisionContext {
    let card = site.card(report);
    let kinds = [
        ChangeKind::Edited,
        ChangeKind::Added,
        ChangeKind::Removed,
        ChangeKind::Moved,
        ChangeKind::Split,
        ChangeKind::Joined,
    ];
    let text = |change: &&Change| change.part != ChangedPart::Indicator;
    let count = |kind: ChangeKind| revision.changes.iter().filter(text).filter(|change| change.kind == kind).count();
    RevisionContext {
        newer: (index + 1 < report.history.revisions.len()).then(|| site.newest_revision(report)).flatten(),
        version_url: versions::url(report, index),
        date: revision.date.clone(),
        date_text: date_text(site, &revision.date),
        file: revision.file.clone(),
        report: card.title_plain,
        kind: card.kind,
        label: card.label,
        place: card.place.map(str::to_owned),
        report_url: card.url,
        url: revision_url(report, index),
        counts: kinds
            .into_iter()
            .map(|kind| CountContext { kind: kind.name(), count: count(kind) })
            .filter(|count| count.count > 0)
            .collect(),
        groups: Vec::new(),
    }
}

fn groups(site: &Site<'_>, report: &EditionReport, (index, revision): (usize, &Revision)) -> Vec<GroupContext> {
    let sections: HashMap<&str, &SectionLink> =
        site.report_links(report).sections.iter().map(|section| (section.id.as_str(), section)).collect();
    let addresses =
        Addresses { now: redirects::addresses(site, report), was: versions::addresses(site, report, index) };
    let mut found: Vec<GroupContext> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let figure = |change: &Change| context(&as_read(site, change), &addresses);
    for change in revision.changes.iter().filter(|change| change.part != ChangedPart::Indicator) {
        let at = *places.entry(&change.section).or_insert_with(|| {
            found.push(group(
                (site, report),
                revision,
                &change.section,
                sections.get(change.section.as_str()).copied(),
            ));
            found.len() - 1
        });
        found[at].changes.push(context(change, &addresses));
    }
    let figures: Vec<ChangeContext> =
        revision.changes.iter().filter(|change| change.part == ChangedPart::Indicator).map(figure).collect();
    if !figures.is_empty() {
        let title = site.words.phrase("changes.figures", &[]);
        found.push(GroupContext { id: "figures".to_owned(), title, changes: figures, ..GroupContext::default() });
    }
    for group in &mut found {
        let names = [Layer::Figures, Layer::Wording, Layer::Layout].map(Layer::name);
        let has = |name: &&str| group.changes.iter().any(|change| change.layer == *name);
        group.layer = names.iter().find(|name| has(name)).copied().unwrap_or("layout");
    }
    found
}

/// A change of a figure with its numbers as the locale writes them; the record has them as programs do.
fn as_read(site: &Site<'_>, change: &Change) -> Change {
    let number = |word: &str| word.parse().map_or_else(|_| word.to_owned(), |value| site.words.number(value));
    let read = |text: &String| match text.rsplit_once(": ") {
        Some((name, figure)) => {
            let words: Vec<String> = figure.trim_start_matches("= ").split(' ').map(number).collect();
            format!("{name}: {}", words.join(" "))
        }
        None => text.clone(),
    };
    Change { old: change.old.as_ref().map(read), new: change.new.as_ref().map(read), ..change.clone() }
}

fn group(
    (site, report): (&Site<'_>, &EditionReport),
    revision: &Revision,
    id: &str,
    section: Option<&SectionLink>,
) -> GroupContext {
    let title = |section: &SectionLink| {
        let parts = [section.label.as_deref(), section.number.as_deref(), Some(site.links.title(&section.title))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let was = || {
        let gone = revision.changes.iter().find(|change| change.id == id && change.part == ChangedPart::Section);
        gone.and_then(|change| change.old.clone()).unwrap_or_default()
    };
    GroupContext {
        id: id.to_owned(),
        title: section.map_or_else(was, title),
        url: section.map(|section| section_url(report, section)),
        ..GroupContext::default()
    }
}

/// Where anchors stand today, and where they stood in the version that was replaced.
struct Addresses {
    now: HashMap<String, String>,
    was: HashMap<String, String>,
}

impl Addresses {
    /// Where the words of a change stood before; a part of another passage stood there.
    fn was(&self, change: &Change) -> Option<String> {
        let whole = change.other.as_ref().filter(|_| change.kind == ChangeKind::Split);
        self.was.get(whole.unwrap_or(&change.id)).cloned()
    }
}

fn context(change: &Change, addresses: &Addresses) -> ChangeContext {
    let now = &addresses.now;
    let pieces = pieces(change);
    ChangeContext {
        id: change.id.clone(),
        kind: change.kind.name(),
        part: change.part.name(),
        layer: layer(change, &pieces).name(),
        moved: change.moved,
        url: now.get(&change.id).cloned(),
        other_url: change.other.as_ref().and_then(|other| now.get(other)).cloned(),
        was_url: addresses.was(change),
        pieces: pieces.into_iter().map(red).collect(),
    }
}

/// The redline of a change; a heading's new number is layout.
fn pieces(change: &Change) -> Vec<compare::Piece> {
    let (old, new) = (change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default());
    if change.kind == ChangeKind::Split || change.kind == ChangeKind::Moved {
        return redline(new, new);
    }
    let mut pieces = redline(old, new);
    let is_heading = change.part == ChangedPart::Section && change.kind == ChangeKind::Edited;
    if is_heading {
        let head = pieces.iter_mut().take_while(|piece| piece.layer.is_some());
        head.for_each(|piece| piece.layer = Some(Layer::Layout));
    }
    pieces
}

/// The layer of a change: words that only stand elsewhere are layout.
fn layer(change: &Change, pieces: &[compare::Piece]) -> Layer {
    let only_layout = matches!(change.kind, ChangeKind::Split | ChangeKind::Joined | ChangeKind::Moved);
    if only_layout { Layer::Layout } else { compare::layer(pieces).unwrap_or(Layer::Layout) }
}

/// A long run without a change, without its middle: the whole of it is a link away.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    const KEPT: usize = 22;
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= LONGEST {
        return text.to_owned();
    }
    format!("{} […] {}", words[..KEPT].join(" "), words[words.len() - KEPT..].join(" "))
}

fn red(piece: compare::Piece) -> RedContext {
    let change = match piece.change {
        compare::Change::Same => "same",
        compare::Change::Gone => "gone",
        compare::Change::New => "new",
    };
    let text = if change == "same" { shortened(&piece.text) } else { piece.text };
    RedContext { change, layer: piece.layer.map_or("", Layer::name), text }
}
