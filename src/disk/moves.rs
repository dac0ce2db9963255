//! Files of a folder changed one by one, so that in the end all of them are or none: for file systems that cannot exchange
//! two folders, and for pages of `content/`, whose folder an editor may hold open.
//!
//! In: files that wait in the folder's [`NEXT`], names of files that go. Out: the folder changed.
//! What always holds: no step loses a version of a file. What is replaced or removed goes to `old/` and what is new
//! comes from `new/`, both by renaming, so that from any moment the journal leads forward to the new state and back to
//! the old one. A journal that is found tells of a run that was cut off; whoever comes next finishes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::calls::{self, write_file};
use super::names::NEXT;

/// The moves of one folder.
pub(super) struct Moves<'f> {
    folder: &'f Path,
    /// Names of files that are new or other than before.
    puts: BTreeSet<String>,
    /// Names of files that go.
    takes: BTreeSet<String>,
}

/// Where the new files of a folder wait.
pub(super) fn place_of_new(folder: &Path) -> PathBuf {
    folder.join(NEXT).join("new")
}

/// Whether moves in a folder were cut off.
pub(super) fn is_cut_off(folder: &Path) -> bool {
    journal(folder).is_file()
}

/// Finishes moves that were cut off; where that cannot be, takes them back.
///
/// # Errors
/// When neither can be.
pub(super) fn mend(folder: &Path) -> Result<()> {
    if !is_cut_off(folder) {
        return Ok(());
    }
    let text = fs::read_to_string(journal(folder))
        .with_context(|| message!("cannot-read", what = journal(folder).display()))?;
    let moves = Moves::read(folder, &text);
    if let Err(error) = moves.forward() {
        let back = moves.backward();
        back.with_context(|| message!("moves-stuck", error = format!("{error:#}"), folder = folder.display()))?;
    }
    moves.end()
}

fn journal(folder: &Path) -> PathBuf {
    folder.join(NEXT).join("journal")
}

impl<'f> Moves<'f> {
    /// The files named wait in [`place_of_new`].
    pub fn new(folder: &'f Path, puts: BTreeSet<String>, takes: BTreeSet<String>) -> Self {
        Self { folder, puts, takes }
    }

    /// Moves them all.
    ///
    /// # Errors
    /// When one cannot be moved; then all is as it was, or the error says that it is not yet.
    pub fn run(&self) -> Result<()> {
        write_file(&journal(self.folder), self.text().as_bytes())?;
        if let Err(error) = self.forward() {
            return match self.backward().and_then(|()| self.end()) {
                Ok(()) => Err(error.context(message!("all-as-before"))),
                Err(_) => Err(error.context(message!("folder-partly-new", folder = self.folder.display()))),
            };
        }
        self.end()
    }

    fn text(&self) -> String {
        let puts = self.puts.iter().map(|name| format!("+{name}\0"));
        puts.chain(self.takes.iter().map(|name| format!("-{name}\0"))).collect()
    }

    fn read(folder: &'f Path, text: &str) -> Self {
        let named =
            |sign: char| text.split('\0').filter_map(|line| line.strip_prefix(sign)).map(str::to_owned).collect();
        Self::new(folder, named('+'), named('-'))
    }

    fn here(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn new_file(&self, name: &str) -> PathBuf {
        place_of_new(self.folder).join(name)
    }

    fn old_file(&self, name: &str) -> PathBuf {
        self.folder.join(NEXT).join("old").join(name)
    }

    fn forward(&self) -> Result<()> {
        for name in &self.takes {
            if is_file(&self.here(name)) {
                move_file(&self.here(name), &self.old_file(name))?;
            }
        }
        for name in self.puts.iter().filter(|name| is_file(&self.new_file(name))) {
            if is_file(&self.here(name)) {
                move_file(&self.here(name), &self.old_file(name))?;
            }
            move_file(&self.new_file(name), &self.here(name))?;
        }
        Ok(())
    }

    fn backward(&self) -> Result<()> {
        for name in &self.puts {
            if !is_file(&self.new_file(name)) && is_file(&self.here(name)) {
                move_file(&self.here(name), &self.new_file(name))?;
            }
        }
        for name in self.puts.iter().chain(&self.takes).filter(|name| is_file(&self.old_file(name))) {
            move_file(&self.old_file(name), &self.here(name))?;
        }
        Ok(())
    }

    /// The journal goes first: without it, what is left is nothing that anyone asks for.
    fn end(&self) -> Result<()> {
        calls::remove(&journal(self.folder))?;
        let _ = calls::remove_folder(&self.folder.join(NEXT));
        for name in self.puts.iter().chain(&self.takes) {
            remove_empty_above(&self.here(name), self.folder);
        }
        Ok(())
    }
}

/// Whether something that is no folder has this name.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| !meta.is_dir())
}

fn move_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(above) = to.parent().filter(|above| !above.is_dir()) {
        calls::make_folder(above)?;
    }
    if to.is_dir() && !to.is_symlink() {
        // Its files went before: a page comes in the place of a folder.
        remove_hollow(to)?;
    }
    calls::rename(from, to)
}

/// Removes a folder that holds nothing but empty folders.
fn remove_hollow(folder: &Path) -> Result<()> {
    for entry in walkdir::WalkDir::new(folder).contents_first(true).into_iter().filter_map(Result::ok) {
        calls::remove_empty(entry.path())?;
    }
    Ok(())
}

/// Removes the folders above a file that are empty.
fn remove_empty_above(path: &Path, end: &Path) {
    let above = path.ancestors().skip(1).take_while(|above| *above != end);
    for folder in above {
        if calls::remove_empty(folder).is_err() && folder.is_dir() {
            return;
        }
    }
}
