//! What the desk knows: the edition's files as it read them, what waits, what was answered, and how to take it back.
//!
//! In: what builds gather, answers. Out: what waits now; changed files. What always holds: an answer is made of the files as the desk read them, and
//! written only where they still stand so; what is answered is out of the queue at once, and comes back only when a
//! build of the changed files says so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use super::words::DeskWords;
use crate::disk::{self, FileEdit};
use crate::edition::read_config;
use crate::pipeline::desk::{self, Answer, Changes, Gathered, Item, Kind, Refusal, Spot, Verb, Work};
use crate::serve::live::Live;

/// What an answer came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) enum Reply {
    /// It is written: the files that changed, and an item to look at where one is meant.
    Done(Vec<String>, Option<String>),
    /// A file was changed by another program; it was read anew.
    Changed(String),
    /// What it is about waits no longer, or is other than was shown.
    Stale,
    /// Why it cannot be written.
    Refused(Refusal),
}

/// What can be taken back.
#[derive(Debug, Clone)]
struct Step {
    verb: &'static str,
    ids: Vec<String>,
    kind: Option<Kind>,
    edits: Vec<FileEdit>,
}

#[derive(Default)]
pub(super) struct State {
    known: Gathered,
    /// What was answered since the files of a build were read.
    answered: BTreeSet<String>,
    /// What the editor has put off in this run.
    later: Vec<String>,
    /// What the editor has seen, in any run on this machine.
    seen: BTreeSet<String>,
    steps: Vec<Step>,
    /// Files that were written and are in no build yet; none for one that went.
    written: BTreeMap<String, Option<Vec<u8>>>,
    generation: u64,
}

/// The desk.
pub(in crate::serve) struct Desk {
    root: PathBuf,
    /// The editor's.
    pub(super) words: DeskWords,
    /// Those of what is published: the edition's.
    published: DeskWords,
    pub(super) language: String,
    pub(super) live: Arc<Live>,
    state: Mutex<State>,
    /// What to do when the desk is first asked; none once it was.
    asked: Mutex<Option<Wake>>,
    is_open: AtomicBool,
}

/// Tells the builder that somebody sits at the desk.
type Wake = Box<dyn FnOnce() + Send>;

/// Answers of this run, for the page.
pub(super) struct Progress {
    pub generation: u64,
    pub is_ready: bool,
    pub answered: usize,
    /// How the last step is called, and whether there is one.
    pub undo: Option<(&'static str, usize, Option<Kind>)>,
    /// How many answers of each kind were given, for a commit.
    pub counts: BTreeMap<&'static str, usize>,
    pub is_versioned: bool,
}

impl Desk {
    /// A desk that knows nothing yet. `language`: the editor's.
    ///
    /// # Errors
    /// When the edition's configuration cannot be read.
    pub fn new(root: &Path, live: Arc<Live>, language: &str) -> Result<Self> {
        let config = disk::read_now(root, "edition.yaml")?.unwrap_or_default();
        let of_edition = read_config(&String::from_utf8_lossy(&config)).value.language;
        let state = State { seen: disk::read_seen(root).into_iter().collect(), ..State::default() };
        Ok(Self {
            root: root.to_owned(),
            words: DeskWords::of(language),
            published: DeskWords::of(&of_edition),
            language: language.to_owned(),
            live,
            state: Mutex::new(state),
            asked: Mutex::default(),
            is_open: AtomicBool::new(false),
        })
    }

    /// What to do when somebody first asks the desk: builds gather what waits only from then on, since it takes them longer.
    pub fn when_opened(&self, wake: impl FnOnce() + Send + 'static) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(wake));
    }

    /// Somebody asks the desk.
    pub fn open(&self) {
        if !self.is_open.swap(true, Ordering::AcqRel)
            && let Some(wake) = self.asked.lock().unwrap_or_else(PoisonError::into_inner).take()
        {
            wake();
        }
    }

    /// Whether somebody has asked the desk in this run.
    pub fn is_open(&self) -> bool {
        self.is_open.load(Ordering::Acquire)
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes up what a build gathered. Files that the desk has written since stay as it wrote them.
    pub fn publish(&self, gathered: Gathered) {
        let mut state = self.state();
        let mut known = gathered;
        known.items.extend(desk::unread(&disk::read_unread(&self.root)));
        known.sort();
        state.written.retain(|path, bytes| known.folder.get(path) != bytes.as_deref());
        state.known = known;
        for (path, bytes) in std::mem::take(&mut state.written) {
            // What stands there now tells whether the build was before the desk, or another program after it.
            let now = disk::read_now(&self.root, &path).unwrap_or_default();
            if now == bytes {
                state.written.insert(path.clone(), bytes);
            }
            state.take_up(&path, now);
        }
        if state.written.is_empty() {
            state.answered.clear();
        }
        state.generation += 1;
    }

    /// Answers some items, all or none of them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn answer(&self, chosen: &[(String, String)], verb: Verb, fields: &BTreeMap<String, String>) -> Result<Reply> {
        let mut state = self.state();
        let found: Option<Vec<Item>> = chosen.iter().map(|(id, version)| state.waiting(id, version)).collect();
        let Some(items) = found.filter(|items| !items.is_empty()) else { return Ok(Reply::Stale) };
        let kind = items.first().map(|item| item.kind);
        let ids: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
        let answers: Vec<(Item, Answer)> =
            items.into_iter().map(|item| (item.clone(), self.in_words(&item, verb, fields))).collect();
        let changes = match desk::act(&state.known.folder, &answers) {
            Ok(changes) => changes,
            Err(refusal) => return Ok(Reply::Refused(refusal)),
        };
        let edits = edits(&state, &changes);
        if let Some(changed) = self.write(&mut state, &edits)? {
            return Ok(changed);
        }
        if verb == Verb::Seen {
            state.seen.extend(ids.iter().cloned());
            disk::keep_seen(&self.root, state.seen.iter())?;
        }
        state.answered.extend(ids.iter().cloned());
        state.later.retain(|id| !ids.contains(id));
        Ok(state.done(Step { verb: name(verb), ids, kind, edits }))
    }

    /// Puts items off to the end of the queue.
    pub fn put_off(&self, chosen: &[(String, String)]) -> Reply {
        let mut state = self.state();
        let ids: Vec<String> = chosen.iter().map(|(id, _)| id.clone()).collect();
        state.later.retain(|id| !ids.contains(id));
        state.later.extend(ids.iter().cloned());
        state.done(Step { verb: "later", ids, kind: None, edits: Vec::new() })
    }

    /// Makes an entry of words that were selected in a page.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&self, fix: &desk::Fix, list: &str, fields: &BTreeMap<String, String>) -> Result<Reply> {
        let mut state = self.state();
        let changes = match desk::add(&state.known.folder, fix, list, fields) {
            Ok(changes) => changes,
            Err(refusal) => return Ok(Reply::Refused(refusal)),
        };
        let edits = edits(&state, &changes);
        if let Some(changed) = self.write(&mut state, &edits)? {
            return Ok(changed);
        }
        Ok(state.done(Step { verb: "add", ids: Vec::new(), kind: None, edits }))
    }

    /// Takes back the last step, where its files still stand as it left them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn undo(&self) -> Result<Reply> {
        let mut state = self.state();
        let Some(step) = state.steps.pop() else { return Ok(Reply::Stale) };
        let turned =
            |edit: &FileEdit| FileEdit { before: edit.after.clone(), after: edit.before.clone(), ..edit.clone() };
        let edits: Vec<FileEdit> = step.edits.iter().map(turned).collect();
        if let Some(changed) = self.write(&mut state, &edits)? {
            return Ok(changed);
        }
        if step.verb == name(Verb::Seen) {
            state.seen.retain(|id| !step.ids.contains(id));
            disk::keep_seen(&self.root, state.seen.iter())?;
        }
        state.answered.retain(|id| !step.ids.contains(id));
        state.later.retain(|id| !step.ids.contains(id));
        state.generation += 1;
        Ok(Reply::Done(edits.into_iter().map(|edit| edit.path).collect(), step.ids.into_iter().next()))
    }

    /// What the words of the page add to an answer: reasons in the edition's language.
    fn in_words(&self, item: &Item, verb: Verb, fields: &BTreeMap<String, String>) -> Answer {
        let mut answer = Answer { verb, fields: fields.clone() };
        let is_settled = matches!(item.work, Work::Discrepancy(..)) && verb != Verb::Change;
        let own = item.fields.iter().find(|field| field.name == "reason");
        let reason = match is_settled {
            true => self.published.phrase(&format!("discrepancy.{}", name(verb))),
            false => String::new(),
        };
        let is_given = answer.fields.get("reason").is_some_and(|given| !given.trim().is_empty());
        if !is_given && !reason.is_empty() && own.is_some_and(|own| own.value != reason) {
            answer.fields.insert("reason".to_owned(), reason);
        }
        answer
    }

    /// Writes what changes; says where another program was before.
    fn write(&self, state: &mut State, edits: &[FileEdit]) -> Result<Option<Reply>> {
        if edits.is_empty() {
            return Ok(None);
        }
        let written = {
            let _lock = disk::Lock::take(&self.root)?;
            disk::edit_files(&self.root, edits)?
        };
        if let Err(path) = written {
            let now = disk::read_now(&self.root, &path)?;
            state.take_up(&path, now);
            state.generation += 1;
            return Ok(Some(Reply::Changed(path)));
        }
        for edit in edits {
            state.written.insert(edit.path.clone(), edit.after.clone());
            state.take_up(&edit.path, edit.after.clone());
        }
        Ok(None)
    }

    pub(super) fn progress(&self, state: &State) -> Progress {
        let mut counts = BTreeMap::new();
        for step in &state.steps {
            *counts.entry(step.verb).or_default() += step.ids.len().max(1);
        }
        let answered =
            counts.iter().filter(|(verb, _)| !["later", "add"].contains(*verb)).map(|(_, count)| count).sum();
        Progress {
            generation: state.generation,
            is_ready: !state.known.folder.is_empty(),
            answered,
            undo: state.steps.last().map(|step| (step.verb, step.ids.len().max(1), step.kind)),
            counts,
            is_versioned: self.root.ancestors().any(|folder| folder.join(".git").exists()),
        }
    }
}

fn edits(state: &State, changes: &Changes) -> Vec<FileEdit> {
    let bytes = |path: &String| state.known.folder.get(path).map(<[u8]>::to_vec);
    let edit = |(path, text): (&String, &Option<String>)| FileEdit {
        path: path.clone(),
        before: bytes(path),
        after: text.clone().map(String::into_bytes),
    };
    changes.iter().map(edit).filter(|edit| edit.before != edit.after).collect()
}

/// The name of an answer in the interface and its words.
pub(super) fn name(verb: Verb) -> &'static str {
    match verb {
        Verb::Accept => "accept",
        Verb::Change => "change",
        Verb::Refuse => "refuse",
        Verb::Seen => "seen",
    }
}

impl State {
    /// An item that waits, as it was shown.
    fn waiting(&self, id: &str, version: &str) -> Option<Item> {
        let item = self.items().find(|item| item.id == id)?;
        (item.version() == version).then(|| item.clone())
    }

    /// What waits, what was put off at the end.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let open = |item: &&Item| !self.answered.contains(&item.id) && !self.seen.contains(&item.id);
        let is_later = |item: &&Item| self.later.contains(&item.id);
        let first = self.known.items.iter().filter(open).filter(move |item| !is_later(item));
        first.chain(self.known.items.iter().filter(open).filter(move |item| is_later(item)))
    }

    pub fn is_later(&self, id: &str) -> bool {
        self.later.iter().any(|one| one == id)
    }

    /// The content file of a page of the site with its text, and what the program reads in it.
    pub fn page(&self, file: &str) -> Option<(&str, &str, &[Arc<crate::model::indicator::Indicator>])> {
        let (path, _) = self.known.pages.get(file)?;
        let figures = self.known.figures.get(path).map(Vec::as_slice).unwrap_or_default();
        Some((path, self.known.folder.text(path)?, figures))
    }

    /// Reads a file anew: what waits in it, by itself; what only the whole edition tells stays until the next build.
    fn take_up(&mut self, path: &str, bytes: Option<Vec<u8>>) {
        let text = bytes.as_ref().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        self.known.folder.take(path);
        if let Some(bytes) = bytes {
            // The path is one of the edition's, so that it is inside.
            let _ = self.known.folder.insert(path, bytes);
        }
        let page = self.known.pages.iter().find(|(_, (own, _))| own == path);
        let spot = page.map(|(url, (_, title))| Spot { url: url.clone(), title: title.clone(), ..Spot::default() });
        let spot = spot.unwrap_or_default();
        let mut fresh: BTreeMap<String, Item> =
            desk::in_order(desk::of_file(path, &text, &spot)).into_iter().map(|item| (item.id.clone(), item)).collect();
        // What waits on keeps its place in the queue.
        let old = std::mem::take(&mut self.known.items).into_iter();
        let renew = |item: Item| {
            let now = fresh.remove(&item.id);
            if item.spot.path == path && desk::is_of_file(&item) { now } else { Some(item) }
        };
        let mut items: Vec<Item> = old.filter_map(renew).collect();
        items.extend(fresh.into_values());
        self.known.items = items;
        self.known.sort();
    }

    /// Keeps what can be taken back.
    fn done(&mut self, step: Step) -> Reply {
        self.generation += 1;
        let reply = Reply::Done(step.edits.iter().map(|edit| edit.path.clone()).collect(), None);
        self.steps.push(step);
        reply
    }
}
