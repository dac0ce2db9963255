//! A site while it is written: what differs from the site that stands is put beside it and takes its place in the end.
//!
//! In: the files of a site, from many threads. Out: a folder that holds exactly these.
//! What always holds: until [`Staging::finish`] the site stands as it stood, and then it is the new one in one step
//! (`twin`), or by moves that are finished or taken back (`moves`) where the disk has no such step; what is the same is
//! not written; what was put beside is gone when the site is given up.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Error, Result};

use super::calls::{self, WriteContents, write_file};
use super::kept::{self, Kept, Why};
use super::moves::{self, Moves, place_of_new};
use super::names::{MARKER, NEXT, Synced, full_path, is_empty, slashed};
use super::stale::{makes_way, remove_stale, stale};
use super::{stamp, twin};
use crate::tree::{FileSink, Origin, Origins};

/// How many bytes of two files are compared at a time.
const PIECE: usize = 64 * 1024;

/// A site on its way to a folder.
pub struct Staging<'f> {
    folder: &'f Path,
    /// The edition, which keeps what the exchange needs.
    root: &'f Path,
    /// What was kept of the site that stands, and by which program; none where nothing is kept.
    kept: Option<(Kept, &'f str)>,
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
        Ok(Self { folder, root, kept: None, state: Mutex::default() })
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

    /// Puts the site in place.
    ///
    /// # Errors
    /// When it could not be; then the site before still stands.
    pub fn finish(self) -> Result<Synced> {
        let mut state = self.lock();
        if let Some(fault) = state.fault.take() {
            return Err(fault);
        }
        self.begin(&mut state)?;
        let folder = full_path(self.folder)?;
        let site = twin::Site { folder: &folder, names: &state.names, written: &state.written };
        // Whatever keeps the disk from an exchange, moves may do it; if not, they say why.
        let removed = twin::exchange(self.root, &site).or_else(|_| move_in_place(&site))?;
        state.is_new = false;
        if let Some((_, program)) = &self.kept {
            // Nothing depends on it: without it the next build makes every page.
            let _ = kept::keep(self.root, &folder, program, &state.origins);
        }
        let (written, kept) = (state.written.len(), state.names.len() - state.written.len());
        Ok(Synced { written, kept, removed })
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

    /// Whether a page stands that was made from the same; if not, why it must be made.
    fn stands(&self, path: &str, origin: Option<Origin>) -> Result<Origin, Why> {
        let (kept, _) = self.kept.as_ref().ok_or(Why::New)?;
        let origin = origin.ok_or(Why::New)?;
        kept.stands(path, origin, &self.folder.join(path)).map(|()| origin)
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

    /// Where a file waits, its folder made; and whether one of its name may stand already.
    fn place(&self, path: &str) -> Result<(PathBuf, bool)> {
        let mut state = self.lock();
        self.begin(&mut state)?;
        state.names.insert(path.to_owned());
        let place = place_of_new(self.folder).join(path);
        let above = place.parent().unwrap_or(self.folder);
        if !state.folders.contains(above) {
            calls::make_folder(above)?;
            state.folders.insert(above.to_owned());
        }
        Ok((place, !state.is_new))
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

    /// Puts a file beside unless it stands already; says whether it was put.
    fn put_beside(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        let (place, may_stand) = self.place(path)?;
        let target = self.folder.join(path);
        let stands = may_stand
            && fs::metadata(&target).is_ok_and(|meta| meta.len() == bytes.len() as u64)
            && fs::read(&target).is_ok_and(|current| current == bytes);
        if !stands {
            calls::write(&place, bytes)?;
        }
        Ok(!stands)
    }

    /// The same for a file that is written piece by piece.
    fn write_beside(&self, path: &str, work: WriteContents<'_>) -> Result<bool> {
        let (place, may_stand) = self.place(path)?;
        calls::write_with(&place, work)?;
        let stands = may_stand && is_same(&place, &self.folder.join(path)).unwrap_or(false);
        if stands {
            calls::remove(&place)?;
        }
        Ok(!stands)
    }
}

impl FileSink for Staging<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        self.note(path, self.put_beside(path, &bytes));
    }

    fn write(&self, path: &str, work: WriteContents<'_>) {
        self.note(path, self.write_beside(path, work));
    }

    fn keeps(&self, path: &str, origin: Option<Origin>) -> bool {
        let found = self.stands(path, origin);
        let mut state = self.lock();
        match found {
            Ok(origin) => {
                state.names.insert(path.to_owned());
                state.origins.insert(path.to_owned(), origin);
                state.made.kept += 1;
            }
            Err(why) => {
                *state.made.why.entry(why).or_default() += 1;
                state.begun_pages.insert(path.to_owned(), Instant::now());
            }
        }
        found.is_ok()
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
        self.put(path, bytes);
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

/// Whether two files hold the same bytes.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(one)?.len() != fs::metadata(other)?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (fs::File::open(one)?, fs::File::open(other)?);
    let (mut first, mut second) = (Vec::with_capacity(PIECE), Vec::with_capacity(PIECE));
    loop {
        first.clear();
        second.clear();
        (&mut one).take(PIECE as u64).read_to_end(&mut first)?;
        (&mut other).take(PIECE as u64).read_to_end(&mut second)?;
        if first != second || first.is_empty() {
            return Ok(first == second);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, files: &[(&str, &str)]) -> Synced {
        let staging = Staging::new(folder.parent().expect("a place"), folder, false).expect("a folder of ibid's");
        files.iter().for_each(|(path, text)| staging.put(path, text.as_bytes().to_vec()));
        staging.finish().expect("it is written")
    }

    fn listing(folder: &Path) -> Vec<(String, String)> {
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != MARKER);
        let name = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).expect("text"))).collect()
    }

    fn expected(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_folder_holds_what_was_put_and_no_more() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("site");
        let first = [("a/x.html", "1"), ("a/y.html", "2"), ("b.html", "3"), ("c/d/e.js", "4")];
        assert_eq!(put(&folder, &first), Synced { written: 4, kept: 0, removed: 0 });
        assert_eq!(listing(&folder), expected(&first));
        // Files become folders and folders files.
        let second = [("a", "0"), ("b.html", "3"), ("c/d/e.js", "5"), ("c/f.js", "6")];
        assert_eq!(put(&folder, &second), Synced { written: 3, kept: 1, removed: 0 });
        assert_eq!(listing(&folder), expected(&second));
        let third = [("a/z", "7"), ("b.html", "3")];
        assert_eq!(put(&folder, &third), Synced { written: 1, kept: 1, removed: 2 });
        assert_eq!(listing(&folder), expected(&third));
    }

    #[test]
    fn what_is_given_up_leaves_no_trace() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("site");
        let given_up = |files: &[(&str, &str)]| {
            let staging = Staging::new(place.path(), &folder, false).expect("a folder of ibid's");
            files.iter().for_each(|(path, text)| staging.put(path, text.as_bytes().to_vec()));
        };
        given_up(&[("a.html", "1")]);
        assert!(!folder.exists(), "it was not there before");
        put(&folder, &[("a.html", "1")]);
        given_up(&[("a.html", "2"), ("b.html", "2")]);
        assert_eq!(listing(&folder), expected(&[("a.html", "1")]));
        // A build that was cut off: the next one takes away what it left.
        fs::create_dir_all(folder.join(NEXT).join("old")).expect("a folder");
        fs::write(folder.join(NEXT).join("old/left.html"), "x").expect("a file");
        put(&folder, &[("a.html", "3")]);
        assert_eq!(listing(&folder), expected(&[("a.html", "3")]));
    }

    #[test]
    fn a_file_written_piece_by_piece_is_kept_when_it_is_the_same() {
        let place = tempfile::tempdir().expect("a folder");
        let edition = tempfile::tempdir().expect("a folder");
        let large = "x".repeat(3 * PIECE / 2);
        let write = |text: &str| {
            let staging = Staging::new(edition.path(), place.path(), false).expect("a folder of ibid's");
            staging
                .write("data.json", &mut |file| text.as_bytes().chunks(7).try_for_each(|piece| file.write_all(piece)));
            staging.finish().expect("it is written").written
        };
        assert_eq!((write(&large), write(&large)), (1, 0));
        assert_eq!(write(&format!("{}y", &large[1..])), 1, "the last byte counts");
        assert!(fs::read_to_string(place.path().join("data.json")).expect("text").ends_with('y'));
    }
}
