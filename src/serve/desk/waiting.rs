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

/// The place of an item in the queue: what was put off comes last, the rest kind by kind, the doubtful ones behind the sure ones, in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    is_later: bool,
    kind: Kind,
    is_doubtful: bool,
    page: usize,
    line: usize,
    /// Of what stands at one line: what was found first.
    nth: usize,
}

/// An item of the queue.
#[derive(Debug, Clone)]
struct Waiting {
    item: Arc<Item>,
    /// The generation since which it is as it is.
    since: u64,
    /// Whether it is answered, or was seen in an earlier run.
    is_hidden: bool,
}

#[derive(Default)]
pub(super) struct State {
    /// What the last build gathered; its items stand in the queue.
    pub known: Gathered,
    queue: BTreeMap<Place, Waiting>,
    /// The places of the items by their ids.
    places: HashMap<String, Place>,
    /// How many items were found so far.
    found: usize,
    /// What left the queue, and in which generation.
    gone: Vec<(u64, String)>,
    /// The generation since which the queue has its order, but for what left it.
    ordered: u64,
    /// What was answered since the files of a build were read.
    pub answered: HashSet<String>,
    /// What the editor has put off in this run.
    pub later: HashSet<String>,
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
    pub fn waiting(&self, chosen: &[(String, String)]) -> Option<Vec<Arc<Item>>> {
        let one = |(id, version): &(String, String)| {
            let found = self.queue.get(self.places.get(id)?)?;
            (!found.is_hidden && found.item.version() == *version).then(|| Arc::clone(&found.item))
        };
        chosen.iter().map(one).collect()
    }

    /// What waits, what was put off at the end.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.fresh(0)
    }

    /// What waits and is other than it was in a generation that a browser knows; 0 for one that knows nothing.
    pub fn fresh(&self, known: u64) -> impl Iterator<Item = &Item> {
        let is_fresh = move |one: &&Waiting| !one.is_hidden && (known == 0 || one.since > known);
        self.queue.values().filter(is_fresh).map(|one| one.item.as_ref())
    }

    /// What left the queue since a generation that a browser knows; none where the order of the rest is another, too.
    pub fn gone(&self, known: u64) -> Option<impl Iterator<Item = &str>> {
        let is_new = move |(since, _): &&(u64, String)| *since > known;
        let is_ordered = known > 0 && known >= self.ordered;
        is_ordered.then(|| self.gone.iter().filter(is_new).map(|(_, id)| id.as_str()))
    }

    pub fn is_later(&self, id: &str) -> bool {
        self.later.contains(id)
    }

    /// Items are answered: they wait no longer.
    pub fn leave(&mut self, ids: &[String]) {
        self.generation += 1;
        self.answered.extend(ids.iter().cloned());
        for id in ids {
            self.later.remove(id);
            if let Some(one) = self.places.get(id).and_then(|place| self.queue.get_mut(place)) {
                one.is_hidden = true;
            }
            self.gone.push((self.generation, id.clone()));
        }
    }

    /// Items are shown otherwise from now on, or come back.
    pub fn touch(&mut self, ids: &[String]) {
        self.generation += 1;
        for id in ids {
            let Some(place) = self.places.remove(id) else { continue };
            let Some(one) = self.queue.remove(&place) else { continue };
            self.put(one.item, self.generation, place.nth);
        }
        self.reorder();
    }

    /// A browser has to be told the order of all.
    fn reorder(&mut self) {
        self.ordered = self.generation;
        self.gone.clear();
    }

    /// Puts an item that was found in its place.
    fn find(&mut self, item: Item, since: u64) {
        self.found += 1;
        self.put(Arc::new(item), since, self.found);
    }

    fn put(&mut self, item: Arc<Item>, since: u64, nth: usize) {
        let place = Place {
            is_later: self.is_later(&item.id),
            kind: item.kind,
            is_doubtful: item.is_doubtful,
            page: self.page_place(&item.spot.path),
            line: item.spot.line,
            nth,
        };
        let is_hidden = self.answered.contains(&item.id) || self.seen.contains(&item.id);
        self.places.insert(item.id.clone(), place);
        self.queue.insert(place, Waiting { item, since, is_hidden });
    }

    /// The place of a content file in reading order.
    fn page_place(&self, path: &str) -> usize {
        self.known.order.get(path).copied().unwrap_or(usize::MAX)
    }

    /// The content file of a page of the site with its text, and what the program reads in it.
    pub fn page(&self, file: &str) -> Option<(&str, &str, &[Arc<crate::model::indicator::Indicator>])> {
        let (path, _) = self.known.pages.get(file)?;
        let figures = self.known.figures.get(path).map(Vec::as_slice).unwrap_or_default();
        Some((path, self.known.folder.text(path)?, figures))
    }

    /// Takes up what a build gathered, and files that are newer than it.
    pub fn renew(&mut self, mut gathered: Gathered, newer: Vec<File>) -> impl Send + use<> {
        self.generation += 1;
        let items = std::mem::take(&mut gathered.items);
        let known = std::mem::replace(&mut self.known, gathered);
        let places = std::mem::take(&mut self.places);
        let queue = std::mem::take(&mut self.queue);
        for item in items {
            let old = places.get(&item.id).and_then(|place| queue.get(place));
            let since = old.filter(|old| *old.item == item).map_or(self.generation, |old| old.since);
            self.find(item, since);
        }
        self.take_up(newer);
        if self.written.is_empty() {
            self.answered.clear();
            self.queue.values_mut().for_each(|one| one.is_hidden = self.seen.contains(&one.item.id));
        }
        self.tell_order(&queue);
        (known, places, queue)
    }

    /// Finds out whether the order of what waits is as it was, but for what left.
    fn tell_order(&mut self, before: &BTreeMap<Place, Waiting>) {
        let mut old = before.values().filter(|one| !one.is_hidden).map(|one| &one.item.id);
        let mut left = Vec::new();
        for new in self.queue.values().filter(|one| !one.is_hidden).map(|one| &one.item.id) {
            loop {
                match old.next() {
                    Some(id) if id == new => break,
                    Some(id) => left.push((self.generation, id.clone())),
                    None => return self.reorder(),
                }
            }
        }
        left.extend(old.map(|id| (self.generation, id.clone())));
        self.gone.extend(left);
    }

    /// Reads files anew: what waits in them, by itself; what only the whole edition tells stays until the next build.
    pub fn take_up(&mut self, files: Vec<File>) {
        self.generation += 1;
        for (path, bytes) in files {
            let text = bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
            let shown = self.known.pages.iter().find(|(_, (own, _))| *own == path);
            let spot =
                shown.map(|(url, (_, title))| Spot { url: url.clone(), title: title.clone(), ..Spot::default() });
            let found = desk::in_order(desk::of_file(&path, &text, &spot.unwrap_or_default()));
            self.take_up_items(&path, found);
            self.known.folder.take(&path);
            if let Some(bytes) = bytes {
                // The path is one of the edition's, so that it is inside.
                let _ = self.known.folder.insert(path, bytes);
            }
        }
    }

    /// The items of a file alone, in place of those that it had.
    fn take_up_items(&mut self, path: &str, found: Vec<Item>) {
        let page = self.page_place(path);
        let is_own = |item: &Item| item.spot.path == path && desk::is_of_file(item);
        let own = self.queue.iter().filter(|(place, one)| place.page == page && is_own(&one.item));
        let own: Vec<Place> = own.map(|(place, _)| *place).collect();
        let mut old: HashMap<String, Waiting> =
            own.iter().filter_map(|place| self.queue.remove(place)).map(|one| (one.item.id.clone(), one)).collect();
        for mut item in found {
            let before = old.remove(&item.id);
            // Which picture shows a place is told by builds alone.
            item.spot.print = before.as_ref().and_then(|old| old.item.spot.print.clone());
            let since = before.as_ref().filter(|old| *old.item == item).map_or(self.generation, |old| old.since);
            self.find(item, since);
            if before.is_none() {
                self.reorder();
            }
        }
        let mut left: Vec<String> = old.into_keys().collect();
        left.sort_unstable();
        for id in left {
            self.places.remove(&id);
            self.gone.push((self.generation, id));
        }
    }
}
