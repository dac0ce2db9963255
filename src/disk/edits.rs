//! A few files of an edition changed by an editor's answers, while text editors may save them at any moment.
//!
//! In: the files as they were read, and as they will be. Out: whether they were changed. What always holds: a file that is no longer as it was
//! read is not overwritten: the new one and the one that stands change places in one step, and what comes out is looked
//! at before it goes; all of the files are changed, or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::calls::{self, write_file};
use super::names::{OWN, UNFINISHED};
use crate::tree::is_inside;

/// A file's bytes; none where there is no file.
type Bytes = Option<Vec<u8>>;

/// A file of an edition, as it was read and as it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path below the edition's folder.
    pub path: String,
    /// What must stand there.
    pub before: Bytes,
    /// What will stand there.
    pub after: Bytes,
}

/// Changes files; the path of the first that is not as it was read, and then nothing is changed.
///
/// # Errors
/// When the disk refuses; then nothing is changed either.
pub fn edit_files(root: &Path, edits: &[FileEdit]) -> Result<Result<(), String>> {
    let mut done: Vec<&FileEdit> = Vec::new();
    for edit in edits {
        let stood = if is_inside(&edit.path) { one(root, edit) } else { Ok(false) };
        match stood {
            Ok(true) => done.push(edit),
            other => {
                take_back(root, &done)?;
                return other.map(|_| Err(edit.path.clone()));
            }
        }
    }
    Ok(Ok(()))
}

/// Takes back what was done; a file that was saved since keeps what was saved.
fn take_back(root: &Path, done: &[&FileEdit]) -> Result<()> {
    for edit in done.iter().rev() {
        let back = FileEdit { path: edit.path.clone(), before: edit.after.clone(), after: edit.before.clone() };
        one(root, &back)?;
    }
    Ok(())
}

/// Changes one file; `false` when it is not as it was read.
fn one(root: &Path, edit: &FileEdit) -> Result<bool> {
    let target = target(root, &edit.path)?;
    if read(&target)? != edit.before {
        return Ok(false);
    }
    let Some(after) = &edit.after else {
        // What is renamed away can still be looked at, and put back.
        let aside = beside(&target);
        if edit.before.is_none() {
            return Ok(true);
        }
        calls::rename(&target, &aside)?;
        if read(&aside)? != edit.before {
            calls::rename(&aside, &target)?;
            return Ok(false);
        }
        return calls::remove(&aside).map(|()| true);
    };
    if edit.before.is_none() {
        return write_file(&target, after).map(|()| true);
    }
    let new = beside(&target);
    calls::write(&new, after)?;
    keep_rights(&target, &new);
    if calls::exchange(&new, &target).is_err() {
        // This disk knows no exchange: the moment between looking and renaming is as short as it can be.
        let is_same = read(&target)? == edit.before;
        return match is_same {
            true => calls::rename(&new, &target).map(|()| true),
            false => calls::remove(&new).map(|()| false),
        };
    }
    let is_same = read(&new)? == edit.before;
    if !is_same {
        calls::exchange(&new, &target)?;
        // Saved once more between the two steps: then that is what stays.
        if read(&new)?.as_ref() != Some(after) {
            calls::exchange(&new, &target)?;
        }
    }
    calls::remove(&new)?;
    Ok(is_same)
}

/// The file itself, where a link stands for it; never one outside the edition.
fn target(root: &Path, path: &str) -> Result<PathBuf> {
    let named = root.join(path);
    let Ok(full) = fs::canonicalize(&named) else { return Ok(named) };
    let own = fs::canonicalize(root).with_context(|| message!("cannot-read", what = root.display()))?;
    if !full.starts_with(&own) {
        refuse!("leads-out", file = named.display());
    }
    Ok(full)
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!(".{name}.desk{UNFINISHED}"))
}

fn keep_rights(from: &Path, to: &Path) {
    // A disk without rights keeps none.
    let _ = fs::metadata(from).and_then(|meta| fs::set_permissions(to, meta.permissions()));
}

/// A file as it stands; none for no file.
///
/// # Errors
/// When it cannot be read.
fn read(path: &Path) -> Result<Bytes> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| message!("cannot-read", what = path.display())),
    }
}

/// A file of an edition as it stands now; none for no file, and for one outside of it.
///
/// # Errors
/// When it cannot be read.
pub fn read_now(root: &Path, path: &str) -> Result<Bytes> {
    if is_inside(path) { read(&target(root, path)?) } else { Ok(None) }
}

/// The ids of what an editor has seen at the desk on this machine.
#[must_use]
pub fn read_seen(root: &Path) -> Vec<String> {
    let text = fs::read_to_string(seen_file(root)).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// Keeps them.
///
/// # Errors
/// When the disk refuses.
pub fn keep_seen<'s>(root: &Path, seen: impl Iterator<Item = &'s String>) -> Result<()> {
    let text: String = seen.map(|id| format!("{id}\n")).collect();
    write_file(&seen_file(root), text.as_bytes())
}

fn seen_file(root: &Path) -> PathBuf {
    root.join(OWN).join("desk").join("seen.txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(path: &str, before: Option<&str>, after: Option<&str>) -> FileEdit {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        FileEdit { path: path.to_owned(), before: bytes(before), after: bytes(after) }
    }

    #[test]
    fn all_files_change_or_none() {
        let root = tempfile::tempdir().expect("a folder");
        let text = |name: &str| fs::read_to_string(root.path().join(name)).ok();
        fs::write(root.path().join("a"), "1").expect("a file");
        fs::write(root.path().join("b"), "2").expect("a file");
        let both = [edit("a", Some("1"), Some("3")), edit("b", Some("x"), Some("4"))];
        assert_eq!(edit_files(root.path(), &both).expect("a disk"), Err("b".to_owned()));
        assert_eq!((text("a").as_deref(), text("b").as_deref()), (Some("1"), Some("2")));
        let all = [edit("a", Some("1"), Some("3")), edit("b", Some("2"), None), edit("c", None, Some("5"))];
        assert_eq!(edit_files(root.path(), &all).expect("a disk"), Ok(()));
        assert_eq!((text("a"), text("b"), text("c")), (Some("3".to_owned()), None, Some("5".to_owned())));
        assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 2, "nothing is left beside");
        assert_eq!(edit_files(root.path(), &[edit("../x", None, Some("1"))]).expect("a disk"), Err("../x".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_edition() {
        let (root, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::write(other.path().join("x"), "1").expect("a file");
        std::os::unix::fs::symlink(other.path().join("x"), root.path().join("x")).expect("a link");
        assert!(edit_files(root.path(), &[edit("x", Some("1"), Some("2"))]).is_err());
        assert_eq!(fs::read_to_string(other.path().join("x")).expect("text"), "1");
    }
}
