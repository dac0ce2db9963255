//! What waits at the desk in this run: the edition's files as the desk knows them, the items, what was answered.
//!
//! In: what builds gather, files that changed. Out: items in their order, and which of them are other than a browser knows. What always
//! holds: an item says since which generation it is as it is, so that a browser gets what changed and no more.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::disk::FileEdit;
use crate::pipeline::desk::{self, Gathered, Item, Kind, Spot};

/// What can be taken back.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// How it is called.
    pub verb: &'static str,
    /// The items that it was about.
    pub ids: Vec<String>,
    /// Their kind.
    pub kind: Option<Kind>,
    /// The files that it changed.
    pub edits: Vec<FileEdit>,
}

/// A file and what stands in it; none when it is gone.
pub(super) type File = (String, Option<Vec<u8>>);

#[derive(Default)]
pub(super) struct State {
    pub known: Gathered,
    /// The generation since which an item is as it is, by its id.
    since: HashMap<String, u64>,
    /// What was answered since the files of a build were read.
    pub answered: BTreeSet<String>,
    /// What the editor has put off in this run.
    pub later: Vec<String>,
    /// What the editor has seen, in any run on this machine.
    pub seen: BTreeSet<String>,
    pub steps: Vec<Step>,
    /// Files that were written and are in no build yet; none for one that went.
    pub written: BTreeMap<String, Option<Vec<u8>>>,
    pub generation: u64,
}

impl State {
    /// Nothing yet, but for what the editor has seen in earlier runs.
    pub fn new(seen: BTreeSet<String>) -> Self {
        Self { seen, ..Self::default() }
    }

    /// Items that wait, as they were shown; none where one of them waits no longer or is other.
    pub fn waiting(&self, chosen: &[(String, String)]) -> Option<Vec<Item>> {
        let wanted: HashSet<&str> = chosen.iter().map(|(id, _)| id.as_str()).collect();
        let found: HashMap<&str, &Item> = self
            .items()
            .filter(|item| wanted.contains(item.id.as_str()))
            .map(|item| (item.id.as_str(), item))
            .collect();
        let one = |(id, version): &(String, String)| {
            found.get(id.as_str()).filter(|item| item.version() == *version).map(|item| (*item).clone())
        };
        chosen.iter().map(one).collect()
    }

    /// What waits, what was put off at the end.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let open = |item: &&Item| !self.answered.contains(&item.id) && !self.seen.contains(&item.id);
        let is_later = |item: &&Item| self.later.contains(&item.id);
        let first = self.known.items.iter().filter(open).filter(move |item| !is_later(item));
        first.chain(self.known.items.iter().filter(open).filter(move |item| is_later(item)))
    }

    /// What waits and is other than it was in a generation that a browser knows.
    pub fn fresh(&self, known: u64) -> impl Iterator<Item = &Item> {
        self.items().filter(move |item| self.since.get(&item.id).is_none_or(|since| *since > known))
    }

    pub fn is_later(&self, id: &str) -> bool {
        self.later.iter().any(|one| one == id)
    }

    /// An item is shown otherwise from now on, or comes back.
    pub fn touch<'i>(&mut self, ids: impl IntoIterator<Item = &'i String>) {
        self.generation += 1;
        self.since.extend(ids.into_iter().map(|id| (id.clone(), self.generation)));
    }

    /// The content file of a page of the site with its text, and what the program reads in it.
    pub fn page(&self, file: &str) -> Option<(&str, &str, &[Arc<crate::model::indicator::Indicator>])> {
        let (path, _) = self.known.pages.get(file)?;
        let figures = self.known.figures.get(path).map(Vec::as_slice).unwrap_or_default();
        Some((path, self.known.folder.text(path)?, figures))
    }

    /// Takes up what a build gathered; gives back what was known before.
    pub fn renew(&mut self, gathered: Gathered) -> Gathered {
        self.generation += 1;
        let before = std::mem::replace(&mut self.known, gathered);
        self.date(&before.items);
        before
    }

    /// Says of each item since when it is as it is.
    fn date(&mut self, before: &[Item]) {
        let old: HashMap<&str, &Item> = before.iter().map(|item| (item.id.as_str(), item)).collect();
        let is_same = |item: &Item| old.get(item.id.as_str()).is_some_and(|old| *old == item);
        let since = |item: &Item| match self.since.get(&item.id) {
            Some(since) if is_same(item) => *since,
            _ => self.generation,
        };
        self.since = self.known.items.iter().map(|item| (item.id.clone(), since(item))).collect();
    }

    /// Reads files anew: what waits in them, by itself; what only the whole edition tells stays until the next build.
    pub fn take_up(&mut self, files: Vec<File>) {
        let spots: HashMap<&str, (&String, &String)> =
            self.known.pages.iter().map(|(url, (path, title))| (path.as_str(), (url, title))).collect();
        let (mut fresh, mut renewed) = (BTreeMap::new(), BTreeSet::new());
        for (path, bytes) in &files {
            let text = bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
            let spot = spots.get(path.as_str()).map(|(url, title)| Spot {
                url: (*url).clone(),
                title: (*title).clone(),
                ..Spot::default()
            });
            let found = desk::in_order(desk::of_file(path, &text, &spot.unwrap_or_default()));
            fresh.extend(found.into_iter().map(|item| (item.id.clone(), item)));
            renewed.insert(path.clone());
        }
        for (path, bytes) in files {
            self.known.folder.take(&path);
            if let Some(bytes) = bytes {
                // The path is one of the edition's, so that it is inside.
                let _ = self.known.folder.insert(path, bytes);
            }
        }
        self.generation += 1;
        // What waits on keeps its place in the queue.
        let mut items = Vec::with_capacity(self.known.items.len() + fresh.len());
        for item in std::mem::take(&mut self.known.items) {
            let now = fresh.remove(&item.id);
            if !renewed.contains(&item.spot.path) || !desk::is_of_file(&item) {
                items.push(item);
            } else if let Some(now) = now {
                if now != item {
                    self.since.insert(now.id.clone(), self.generation);
                }
                items.push(now);
            }
        }
        self.since.extend(fresh.keys().map(|id| (id.clone(), self.generation)));
        items.extend(fresh.into_values());
        self.known.items = items;
        self.known.sort();
    }
}
