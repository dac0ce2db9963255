//! What stood in `content/` when it was read: by this a command knows that nobody has changed it since, and that no
//! editor is in the middle of saving a page.
//!
//! In: a folder. Out: a [`FolderState`]. What always holds: in doubt the command is refused and nothing is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::message::Message;
use anyhow::{Context as _, Result};
use walkdir::WalkDir;

/// A file that was written less than so long ago may not be whole yet.
const QUIET: Duration = Duration::from_millis(40);

/// How long is waited for files that are being written.
const PATIENCE: Duration = Duration::from_secs(2);

/// The files of a folder, by size, times and identity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FolderState(BTreeMap<PathBuf, Mark>);

/// What tells that a file was written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    size: u64,
    modified: Option<SystemTime>,
    system: String,
}

impl Mark {
    fn of(meta: &fs::Metadata) -> Self {
        Self { size: meta.len(), modified: meta.modified().ok(), system: super::files::changed(meta) }
    }

    /// How long it must be left alone before it counts as whole.
    fn rest(&self) -> Duration {
        let age = self.modified.and_then(|time| time.elapsed().ok());
        age.map_or(Duration::ZERO, |age| QUIET.saturating_sub(age))
    }
}

impl FolderState {
    /// Looks at all files of a folder, or at one file; nothing when there is none.
    ///
    /// # Errors
    /// When one cannot be looked at.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut seen = BTreeMap::new();
        match fs::metadata(folder) {
            Ok(meta) if meta.is_file() => return Ok(Self([(PathBuf::new(), Mark::of(&meta))].into())),
            Ok(meta) if meta.is_dir() => {}
            // A pipe has no times.
            _ => return Ok(Self::default()),
        }
        let is_editors = |entry: &walkdir::DirEntry| entry.file_name() != super::names::NEXT;
        for entry in WalkDir::new(folder).into_iter().filter_entry(is_editors) {
            let entry = match entry {
                Ok(entry) => entry,
                // A file that an editor took away meanwhile.
                Err(error) if error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) => {
                    continue;
                }
                Err(error) => {
                    return Err(error).with_context(|| message!("cannot-read-folder", folder = folder.display()));
                }
            };
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
            if let Ok(meta) = entry.metadata() {
                seen.insert(below, Mark::of(&meta));
            }
        }
        Ok(Self(seen))
    }

    /// Looks at a folder when no file of it has been written for a moment.
    ///
    /// # Errors
    /// When one is written again and again.
    pub fn at_rest(folder: &Path) -> Result<Self> {
        let begun = Instant::now();
        loop {
            let seen = Self::of(folder)?;
            let Some((path, mark)) = seen.0.iter().max_by_key(|(_, mark)| mark.rest()) else { return Ok(seen) };
            if mark.rest().is_zero() {
                return Ok(seen);
            }
            if begun.elapsed() > PATIENCE {
                return Err(is_changing(folder, path).into());
            }
            std::thread::sleep(mark.rest());
        }
    }

    /// Looks again, at the same folder or at what it is called now.
    ///
    /// # Errors
    /// When a file is new, gone or other than it was.
    pub fn still(&self, folder: &Path, name: &Path) -> Result<()> {
        let now = Self::of(folder)?;
        let differs = |(path, mark): &(&PathBuf, &Mark)| self.0.get(*path) != Some(*mark);
        let changed = now.0.iter().find(differs).map(|(path, _)| path);
        let gone = self.0.keys().find(|path| !now.0.contains_key(*path));
        match changed.or(gone) {
            None => Ok(()),
            Some(path) => Err(is_changing(name, path).into()),
        }
    }
}

/// Reads something whole: again and again until nothing was written while it was read.
///
/// # Errors
/// When it cannot be read, or is never left alone.
pub(super) fn read_at_rest<T>(folder: &Path, read: impl Fn() -> Result<T>) -> Result<(T, FolderState)> {
    let begun = Instant::now();
    loop {
        let seen = FolderState::at_rest(folder)?;
        let given = read();
        match seen.still(folder, folder) {
            Ok(()) => return Ok((given?, seen)),
            Err(error) if begun.elapsed() > PATIENCE => return Err(error),
            Err(_) => {}
        }
    }
}

fn is_changing(folder: &Path, below: &Path) -> Message {
    let path = if below.as_os_str().is_empty() { folder.to_path_buf() } else { folder.join(below) };
    message!("changed-meanwhile", path = path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        fs::write(&file, "half").expect("written");
        let read = || Ok(fs::read_to_string(&file)?);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(QUIET / 2);
                fs::write(&file, "half and half").expect("written");
            });
            let (text, seen) = read_at_rest(folder.path(), read).expect("it is left alone in the end");
            // On a loaded machine the other half may come late; then it is found to be other.
            if text == "half" {
                std::thread::sleep(QUIET);
            }
            assert_eq!(seen.still(folder.path(), folder.path()).is_ok(), text == "half and half");
        });
    }

    #[test]
    fn every_change_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let settle = || {
            fs::write(at("a.md"), "a").expect("written");
            fs::write(at("b.md"), "b").expect("written");
            let _ = fs::remove_file(at("c.md"));
            FolderState::at_rest(folder.path()).expect("at rest")
        };
        let changes: [(&str, &dyn Fn()); 4] = [
            ("a.md", &|| fs::write(at("a.md"), "x").expect("written")),
            ("b.md", &|| fs::remove_file(at("b.md")).expect("removed")),
            ("c.md", &|| fs::write(at("c.md"), "c").expect("written")),
            ("a.md", &|| fs::rename(at("b.md"), at("a.md")).expect("renamed")),
        ];
        for (name, change) in changes {
            let seen = settle();
            assert!(seen.still(folder.path(), folder.path()).is_ok());
            change();
            let said = seen.still(folder.path(), Path::new("content")).expect_err("it differs").to_string();
            assert!(said.contains(name) && said.contains("nothing was written"), "{said}");
        }
    }
}
