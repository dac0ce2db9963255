//! What the desk knows: the edition's files as it read them, what waits, what was answered, and how to take it back.
//!
//! In: what builds gather, answers. Out: what waits now; changed files. What always holds: an answer is made of the files as the desk read them, and
//! written only where they still stand so; what is answered is out of the queue at once, and comes back only when a
//! build of the changed files says so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use super::waiting::{File, State, Step};
use super::words::DeskWords;
use crate::disk::{self, FileEdit};
use crate::edition::read_config;
use crate::pipeline::desk::{self, Answer, Changes, Gathered, Item, Kind, Refusal, Verb, Work};
use crate::serve::live::Live;

/// What an answer came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) enum Reply {
    /// It is written; an item to look at where one is meant.
    Done(Option<String>),
    /// A file was changed by another program; it was read anew.
    Changed(String),
    /// What it is about waits no longer, or is other than was shown.
    Stale,
    /// Why it cannot be written.
    Refused(Refusal),
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
    /// Whom to tell of files that were written.
    told: Mutex<Option<Tell>>,
    is_open: AtomicBool,
}

/// Tells the builder that somebody sits at the desk.
type Wake = Box<dyn FnOnce() + Send>;

/// Tells the builder of files that were written, before the system does.
type Tell = Box<dyn Fn(Vec<PathBuf>) + Send>;

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
        let state = State::new(disk::read_seen(root).into_iter().collect());
        Ok(Self {
            root: root.to_owned(),
            words: DeskWords::of(language),
            published: DeskWords::of(&of_edition),
            language: language.to_owned(),
            live,
            state: Mutex::new(state),
            asked: Mutex::default(),
            told: Mutex::default(),
            is_open: AtomicBool::new(false),
        })
    }

    /// What to do when somebody first asks the desk: builds gather what waits only from then on, since it takes them longer.
    pub fn when_opened(&self, wake: impl FnOnce() + Send + 'static) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(wake));
    }

    /// Whom to tell of files that the desk wrote: their pages are shown while the answer is on its way.
    pub fn when_written(&self, tell: impl Fn(Vec<PathBuf>) + Send + 'static) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(tell));
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
        let mut gathered = gathered;
        let unread = desk::unread(&disk::read_unread(&self.root), &gathered);
        gathered.items.extend(unread);
        desk::name_apart(&mut gathered.items);
        let mut state = self.state();
        state.written.retain(|path, bytes| gathered.folder.get(path) != bytes.as_deref());
        let mut newer: Vec<File> = Vec::new();
        for (path, bytes) in std::mem::take(&mut state.written) {
            // What stands there now tells whether the build was before the desk, or another program after it.
            let now = disk::read_now(&self.root, &path).unwrap_or_default();
            if now == bytes {
                state.written.insert(path.clone(), bytes);
            }
            newer.push((path, now));
        }
        let before = state.renew(gathered, newer);
        // To forget a large edition takes longer than to answer a key.
        drop(state);
        rayon::spawn(move || drop(before));
    }

    /// Answers some items, all or none of them.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn answer(&self, chosen: &[(String, String)], verb: Verb, fields: &BTreeMap<String, String>) -> Result<Reply> {
        let mut state = self.state();
        let Some(items) = state.waiting(chosen).filter(|items| !items.is_empty()) else { return Ok(Reply::Stale) };
        let kind = items.first().map(|item| item.kind);
        let ids: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
        let answers: Vec<(Item, Answer)> =
            items.iter().map(|item| (Item::clone(item), self.in_words(item, verb, fields))).collect();
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
        state.leave(&ids);
        state.steps.push(Step { verb: name(verb), ids, kind, edits });
        Ok(Reply::Done(None))
    }

    /// Puts items off to the end of the queue.
    pub fn put_off(&self, chosen: &[(String, String)]) -> Reply {
        let mut state = self.state();
        let ids: Vec<String> = chosen.iter().map(|(id, _)| id.clone()).collect();
        state.later.extend(ids.iter().cloned());
        state.touch(&ids);
        state.steps.push(Step { verb: "later", ids, kind: None, edits: Vec::new() });
        Reply::Done(None)
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
        state.steps.push(Step { verb: "add", ids: Vec::new(), kind: None, edits });
        Ok(Reply::Done(None))
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
        state.touch(&step.ids);
        Ok(Reply::Done(step.ids.into_iter().next()))
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
            state.take_up(vec![(path.clone(), now)]);
            return Ok(Some(Reply::Changed(path)));
        }
        if let Some(tell) = self.told.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            tell(edits.iter().map(|edit| self.root.join(&edit.path)).collect());
        }
        let files: Vec<File> = edits.iter().map(|edit| (edit.path.clone(), edit.after.clone())).collect();
        state.written.extend(files.iter().cloned());
        state.take_up(files);
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
