//! What an editor changed in the text since the last import.
//!
//! In: the edition's folder. Out: [`Edit`]s in the order of the pages. What always holds: every passage whose words are not
//! those that the import wrote is listed; reports without the pages of their import are named, because nothing can be told of them.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Kind, Spot, of_file};
use super::restore::gone_pages;
use super::revise::Known;
use super::whereabouts::{self, Whereabouts};
use crate::compare::{Layer, Piece, layer, redline};
use crate::edition::BASE;
use crate::language;
use crate::model::edition::EditionReport;
use crate::model::page::{Element, Page};
use crate::tree::FileTree;

/// A passage that the editor changed, added or took away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The page's path in the edition.
    pub page: String,
    /// The line of the page; none where the passage is gone.
    pub line: Option<usize>,
    /// The title of the section that holds it.
    pub section: String,
    /// The words that it begins, or began, with.
    pub begins: String,
    /// What it was and what it is; empty where the passage is new or gone.
    pub pieces: Vec<Piece>,
    /// What kind of change it is: one of figures changes a fact.
    pub layer: Layer,
}

/// What an edition's editor changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// The passages.
    pub edits: Vec<Edit>,
    /// Folders of reports whose import left no pages to compare with.
    pub unknown: Vec<String>,
    /// Folders of reports in whose language figures are not read, with its code.
    pub without_figures: Vec<(String, String)>,
    /// Pages of the last import that are gone.
    pub gone: Vec<String>,
    /// Pages of reports that no import wrote.
    pub new: Vec<String>,
    /// What waits for a decision: kinds of the desk with their counts.
    pub open: Vec<(&'static str, usize)>,
}

/// A passage: its words, and where it stands.
type Passage = (String, Whereabouts);

/// The passages by page and id.
type Passages = BTreeMap<(String, String), Passage>;

/// Compares the pages with those that the last import wrote.
#[must_use]
pub fn status(folder: &FileTree) -> Status {
    let mut found = Status { gone: gone_pages(folder), open: open(folder), ..Status::default() };
    for known in Known::all(folder) {
        let Some((before, now)) = known.before_and_now() else {
            found.unknown.push(known.id.clone());
            continue;
        };
        let code = now.index.front.lang.clone().filter(|code| !language::has_figures(code));
        found.without_figures.extend(code.map(|code| (known.id.clone(), code)));
        let is_gone = |page: &str| found.gone.iter().any(|gone| *gone == format!("content/{}/{page}", known.id));
        let mut old = passages(&before);
        old.retain(|(page, _), _| !is_gone(page));
        let new = passages(&now);
        found.new.extend(new_pages(&before, &now).map(|page| format!("content/{}/{page}", known.id)));
        // A passage that the editor moved to another page is known by its id.
        let by_id = |all: &Passages| all.iter().map(|((_, id), (text, _))| (id.clone(), text.clone())).collect();
        let (were, are): (BTreeMap<String, String>, BTreeMap<String, String>) = (by_id(&old), by_id(&new));
        let was = |id: &String| were.get(id).map_or("", String::as_str);
        let mut all: BTreeMap<&(String, String), (&str, &str, &Whereabouts)> =
            new.iter().map(|(key, (text, at))| (key, (was(&key.1), text.as_str(), at))).collect();
        let gone = old.iter().filter(|((_, id), _)| !are.contains_key(id));
        all.extend(gone.map(|(key, (text, at))| (key, (text.as_str(), "", at))));
        for ((page, _), (old, new, at)) in all.into_iter().filter(|(_, (old, new, _))| old != new) {
            let pieces = redline(old, new);
            found.edits.push(Edit {
                page: format!("content/{}/{page}", known.id),
                line: (!new.is_empty()).then_some(at.line),
                section: at.section.clone(),
                begins: at.begins.clone(),
                layer: layer(&pieces).unwrap_or(Layer::Layout),
                pieces,
            });
        }
    }
    found
}

/// Pages of a report that the import did not write, and whose passages are not its own under another name.
fn new_pages<'r>(before: &'r EditionReport, now: &'r EditionReport) -> impl Iterator<Item = &'r str> {
    let ids = |page: &Page| of_page(page).map(|(id, _)| id).collect::<Vec<_>>();
    let old: BTreeSet<String> = before.all_pages().flat_map(ids).collect();
    let names: BTreeSet<&str> = before.all_pages().map(|page| page.path.as_str()).collect();
    let is_new = move |page: &&Page| {
        let own = ids(page);
        !names.contains(page.path.as_str()) && own.iter().filter(|id| old.contains(*id)).count() * 2 <= own.len()
    };
    now.all_pages().filter(is_new).map(|page| page.path.rsplit('/').next().unwrap_or_default())
}

/// What waits in the files: what a machine proposed, open merges, what was set aside.
fn open(folder: &FileTree) -> Vec<(&'static str, usize)> {
    let files = folder.within("content").filter(|(path, _)| !path.contains(&format!("/{BASE}/")));
    let items = files.flat_map(|(path, _)| of_file(path, folder.text(path).unwrap_or_default(), &Spot::default()));
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item.kind).or_default() += 1;
    }
    counts.into_iter().map(|(kind, count)| (kind.name(), count)).collect()
}

/// The passages of a report.
fn passages(report: &EditionReport) -> Passages {
    let mut found = Passages::new();
    for page in report.all_pages() {
        let name = page.path.rsplit('/').next().unwrap_or_default().to_owned();
        let places: BTreeMap<String, Whereabouts> = whereabouts::of_page(page).into_iter().collect();
        let placed = |(id, text): (String, String)| {
            let at = places.get(&id).cloned().unwrap_or_default();
            ((name.clone(), id), (text, at))
        };
        found.extend(of_page(page).map(placed));
    }
    found
}

fn of_page(page: &Page) -> impl Iterator<Item = (String, String)> + '_ {
    let elements = page.elements.iter().map(|element| match element {
        Element::Heading(heading) => (heading.id.clone(), heading.title.clone()),
        Element::Block(block) => (block.id.clone(), block.text.clone()),
    });
    let notes = page.notes.iter().map(|note| (format!("[^{}]", note.label), note.text.clone()));
    elements.chain(notes).chain(std::iter::once((page.id.clone(), page.front.title.clone())))
}
