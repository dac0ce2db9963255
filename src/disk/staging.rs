//! A site while it is written: what differs from the site that stands is put beside it and takes its place in the end.
//!
//! In: the files of a site, from many threads. Out: a folder that holds exactly these.
//! What always holds: until [`Staging::finish`] the site stands as it stood, and then it is the new one in one step
//! (`twin`), or by moves that are finished or taken back (`moves`) where the disk has no such step; what is the same is
//! not written; what was put beside is gone when the site is given up.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Error, Result};

use super::calls::{self, WriteContents, write_file};
use super::files::{Files, mark};
use super::kept::{self, Kept, Why};
use super::moves::{self, Moves, place_of_new};
use super::names::{MARKER, NEXT, Synced, full_path, is_empty, slashed};
use super::same::{Digesting, is_same};
use super::stale::{makes_way, remove_stale, stale};
use super::stamp::{self, Standing};
use super::twin;
use crate::text::digest;
use crate::tree::{FileSink, Origin, Origins};

/// A site on its way to a folder.
pub struct Staging<'f> {
    folder: &'f Path,
    /// The edition, which keeps what the exchange needs.
    root: &'f Path,
    /// What was kept of the site that stands, and by which program; none where nothing is kept.
    kept: Option<(Kept, &'f str)>,
    /// The site as it was found, where it was looked at.
    standing: Option<&'f Standing>,
    state: Mutex<State>,
}

/// What became of the pages of a site.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// How many stood already.
    pub kept: usize,
    /// How many were made, by why.
    pub why: BTreeMap<Why, usize>,
    /// What was made, with how long it took.
    pub took: Vec<(Duration, String)>,
}

#[derive(Default)]
struct State {
    /// Whether the folder is ready to take files, and whether it was made or empty before.
    begun: bool,
    is_new: bool,
    /// The folders that were made.
    folders: HashSet<PathBuf>,
    names: BTreeSet<String>,
    written: BTreeSet<String>,
    /// What pages are made from.
    origins: Origins,
    made: Made,
    /// When the pages that are being made were begun.
    begun_pages: HashMap<String, Instant>,
    fault: Option<Error>,
}

impl<'f> Staging<'f> {
    /// Nothing is written before the first file comes.
    ///
    /// # Errors
    /// When the folder was not made by `ibid` and is not empty (unless `force`), or holds the edition itself.
    pub fn new(root: &'f Path, folder: &'f Path, force: bool) -> Result<Self> {
        if !force && !folder.join(MARKER).exists() && !is_empty(folder) {
            refuse!("site-foreign-files", folder = folder.display());
        }
        let full = |path: &Path| fs::canonicalize(path).ok();
        if full(folder).zip(full(root)).is_some_and(|(folder, root)| root.starts_with(folder)) {
            refuse!("site-is-edition", folder = folder.display());
        }
        Ok(Self { folder, root, kept: None, standing: None, state: Mutex::default() })
    }

    /// Pages that stand, and that this program made from the same, are taken as they stand; with `anew` all are made. What
    /// the pages are made from is kept for the next build.
    #[must_use]
    pub fn keeping(mut self, program: &'f str, anew: bool) -> Self {
        let full = full_path(self.folder).ok().filter(|_| !anew);
        let kept = full.map(|full| Kept::read(self.root, &full, program)).unwrap_or_default();
        self.kept = Some((kept, program));
        self
    }

    /// The folder is not looked at again, file by file.
    #[must_use]
    pub fn standing(mut self, standing: &'f Standing) -> Self {
        self.standing = Some(standing);
        self
    }

    /// Puts the site in place.
    ///
    /// # Errors
    /// When it could not be; then the site before still stands.
    pub fn finish(self) -> Result<Synced> {
        self.finish_and_look().map(|(done, _)| done)
    }

    /// The same, with the files that the site has now.
    ///
    /// # Errors
    /// When it could not be put in place; then the site before still stands.
    pub fn finish_and_look(self) -> Result<(Synced, Files)> {
        let mut state = self.lock();
        if let Some(fault) = state.fault.take() {
            return Err(fault);
        }
        self.begin(&mut state)?;
        let folder = full_path(self.folder)?;
        let before = self.both_hold(&folder);
        let site = twin::Site { folder: &folder, names: &state.names, written: &state.written, before };
        // Whatever keeps the disk from an exchange, moves may do it; if not, they say why.
        let (removed, is_followed) = match twin::exchange(self.root, &site) {
            Ok(done) => (done.removed, done.is_followed),
            Err(_) => (move_in_place(&site)?, false),
        };
        state.is_new = false;
        let (written, kept) = (state.written.len(), state.names.len() - state.written.len());
        let files = self.files_now(&folder, before.filter(|_| is_followed), &state);
        if let Some((_, program)) = &self.kept {
            let twin = if is_followed { twin::state(self.root, &folder, files.names()) } else { None };
            // Nothing depends on it: without it the next build makes every page.
            let _ = kept::keep(self.root, &folder, (program, twin.as_deref()), &state.origins, &files);
        }
        Ok((Synced { written, kept, removed }, files))
    }

    /// The files of the site that stands, when it is known that its second folder has the same.
    fn both_hold(&self, folder: &Path) -> Option<&Files> {
        let standing = self.standing.filter(|standing| standing.stamp().is_some())?;
        let twin = self.kept.as_ref()?.0.twin.as_ref()?;
        let is_alike = twin::state(self.root, folder, standing.files().names()).as_ref() == Some(twin);
        is_alike.then(|| standing.files())
    }

    /// The files of the site that was put in place; `before`: those it had, when nothing else has changed.
    fn files_now(&self, folder: &Path, before: Option<&Files>, state: &State) -> Files {
        match before {
            Some(before) => {
                // What begins with a full stop is not the site's, and stays.
                let is_gone = |name: &&str| !state.names.contains(*name) && !name.starts_with('.');
                before.renewed(folder, before.names().filter(is_gone), state.written.iter())
            }
            None => Files::of(folder).unwrap_or_default(),
        }
    }

    /// How many files came so far.
    #[must_use]
    pub fn files(&self) -> usize {
        self.lock().names.len()
    }

    /// What became of the pages so far.
    #[must_use]
    pub fn made(&self) -> Made {
        self.lock().made.clone()
    }

    /// Whether a file stands that was made from the same; if not, why it must be made.
    fn stands(&self, path: &str, origin: Option<Origin>) -> Result<Origin, Why> {
        let (kept, _) = self.kept.as_ref().ok_or(Why::New)?;
        let origin = origin.ok_or(Why::New)?;
        let mark = || match self.standing {
            Some(standing) => standing.files().mark(path),
            None => mark(&self.folder.join(path)),
        };
        kept.stands(path, origin, mark).map(|()| origin)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the folder ready; what an earlier build left when it was cut off goes.
    fn begin(&self, state: &mut State) -> Result<()> {
        if state.begun {
            return Ok(());
        }
        moves::mend(self.folder)?;
        calls::remove_folder(&self.folder.join(NEXT))?;
        let marker = self.folder.join(MARKER);
        let is_new = !marker.exists() && is_empty(self.folder);
        (state.begun, state.is_new) = (true, is_new);
        calls::make_folder(&place_of_new(self.folder))?;
        if state.is_new {
            write_file(&marker, stamp::WORDS.as_bytes())?;
        }
        Ok(())
    }

    /// Takes note of a file of the site; whether one of its name may stand already.
    fn name(&self, path: &str) -> Result<bool> {
        let mut state = self.lock();
        self.begin(&mut state)?;
        state.names.insert(path.to_owned());
        Ok(!state.is_new)
    }

    /// Where a file waits, its folder made.
    fn place(&self, path: &str) -> Result<PathBuf> {
        let place = place_of_new(self.folder).join(path);
        let above = place.parent().unwrap_or(self.folder);
        let mut state = self.lock();
        if !state.folders.contains(above) {
            calls::make_folder(above)?;
            state.folders.insert(above.to_owned());
        }
        Ok(place)
    }

    /// Takes note of a file that was put beside, or could not be.
    fn note(&self, path: &str, done: Result<bool>) {
        let mut state = self.lock();
        match done {
            Ok(true) => drop(state.written.insert(path.to_owned())),
            Ok(false) => {}
            Err(fault) => drop(state.fault.get_or_insert(fault)),
        }
    }

    /// Takes note of what a file was made from.
    fn remember(&self, path: &str, origin: Origin) {
        if self.kept.is_some() {
            self.lock().origins.insert(path.to_owned(), origin);
        }
    }

    /// Puts a file beside unless it stands already; says whether it was put.
    fn put_beside(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        let may_stand = self.name(path)?;
        let target = self.folder.join(path);
        let stands = may_stand
            && fs::metadata(&target).is_ok_and(|meta| meta.len() == bytes.len() as u64)
            && fs::read(&target).is_ok_and(|current| current == bytes);
        if !stands {
            calls::write(&self.place(path)?, bytes)?;
        }
        Ok(!stands)
    }

    /// The same for a file that is written piece by piece; and what its bytes are.
    fn write_beside(&self, path: &str, work: WriteContents<'_>) -> Result<(bool, Origin)> {
        let may_stand = self.name(path)?;
        let place = self.place(path)?;
        let mut origin = Origin(0);
        calls::write_with(&place, &mut |file| {
            let mut file = Digesting::new(file);
            work(&mut file)?;
            origin = Origin(file.digest());
            Ok(())
        })?;
        let is_known = self.stands(path, Some(origin)).is_ok();
        let stands = may_stand && (is_known || is_same(&place, &self.folder.join(path)).unwrap_or(false));
        if stands {
            calls::remove(&place)?;
        }
        Ok((!stands, origin))
    }
}

impl FileSink for Staging<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        // A file that is made from nothing that is known is made from its bytes.
        let origin = Origin(digest(&bytes));
        self.remember(path, origin);
        let stands = self.stands(path, Some(origin)).is_ok();
        let done = if stands { self.name(path).map(|_| false) } else { self.put_beside(path, &bytes) };
        self.note(path, done);
    }

    fn write(&self, path: &str, work: WriteContents<'_>) {
        let done = self.write_beside(path, work);
        if let Ok((_, origin)) = &done {
            self.remember(path, *origin);
        }
        self.note(path, done.map(|(is_put, _)| is_put));
    }

    fn keeps(&self, path: &str, origin: Option<Origin>) -> bool {
        let found = self.stands(path, origin);
        let mut state = self.lock();
        let is_page = path.ends_with(".html");
        match found {
            Ok(origin) => {
                state.names.insert(path.to_owned());
                state.origins.insert(path.to_owned(), origin);
                state.made.kept += usize::from(is_page);
            }
            Err(_) if !is_page => {}
            Err(why) => {
                // It may be asked for more than once before it is made.
                if state.begun_pages.insert(path.to_owned(), Instant::now()).is_none() {
                    *state.made.why.entry(why).or_default() += 1;
                }
            }
        }
        found.is_ok()
    }

    fn size(&self, path: &str) -> Option<usize> {
        fs::metadata(self.folder.join(path)).ok().and_then(|meta| usize::try_from(meta.len()).ok())
    }

    fn put_made(&self, path: &str, origin: Option<Origin>, bytes: Vec<u8>) {
        let mut state = self.lock();
        if let Some(origin) = origin {
            state.origins.insert(path.to_owned(), origin);
        }
        if let Some(begun) = state.begun_pages.remove(path) {
            state.made.took.push((begun.elapsed(), path.to_owned()));
        }
        drop(state);
        self.note(path, self.put_beside(path, &bytes));
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        let state = self.lock();
        // A journal, and the marker, are needed by whoever comes next.
        if !state.begun || moves::is_cut_off(self.folder) {
            return;
        }
        let _ = calls::remove_folder(&self.folder.join(NEXT));
        if state.is_new {
            let _ = calls::remove(&self.folder.join(MARKER));
            // Only an empty folder goes.
            let _ = calls::remove_empty(self.folder);
        }
    }
}

/// Puts a site in place file by file; says how many went.
fn move_in_place(site: &twin::Site<'_>) -> Result<usize> {
    let gone = stale(site.names, site.folder);
    let named: BTreeSet<String> = gone.iter().map(|path| slashed(path)).collect();
    // Without its stamp, a site that was half put in place is built anew.
    write_file(&site.folder.join(MARKER), stamp::WORDS.as_bytes())?;
    Moves::new(site.folder, site.written.clone(), named.clone()).run()?;
    // What is left has a name that the journal cannot write; nobody reads it.
    let _ = remove_stale(site.names, site.folder);
    Ok(named.iter().filter(|name| !makes_way(name, site.names)).count())
}

#[cfg(test)]
mod tests;
