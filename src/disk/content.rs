//! `content/` changed as a whole: at any moment it stands as before an import or as after it.
//!
//! The new folder is written beside the old one, in `.ibid/next/`, and the two change places in one step of the file
//! system. What stood before is kept in `.ibid/backup/`, for `ibid undo`. Where the file system cannot exchange two
//! folders, they are renamed one after the other, and whoever reads the edition next mends what was cut off between.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

use super::{Synced, apply, write_file};
use crate::tree::{FileTree, is_inside};

/// The folder of an edition where ibid keeps what is its own.
const OWN: &str = ".ibid";

/// The note that says which folder is about to become `content/`.
const READY: &str = "ready";

fn next(root: &Path) -> PathBuf {
    root.join(OWN).join("next")
}

fn backup(root: &Path) -> PathBuf {
    root.join(OWN).join("backup")
}

/// Carries out an import's plan.
///
/// # Errors
/// When a file cannot be written; then no file of the edition has changed.
pub fn replace_content(root: &Path, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    let content = root.join("content");
    let is_link = fs::symlink_metadata(&content).is_ok_and(|meta| meta.file_type().is_symlink());
    let inside = writes.iter().all(|(path, _)| path.starts_with("content/"));
    if is_link || !inside || !content.is_dir() {
        return apply(root, writes, removes);
    }
    let changes = writes.iter().any(|(path, bytes)| fs::read(root.join(path)).ok().as_deref() != Some(bytes));
    if !changes && removes.is_empty() {
        return Ok(Synced { kept: writes.len(), ..Synced::default() });
    }
    recover(root)?;
    let staged = next(root);
    let done = stage(root, &staged, writes, removes).inspect_err(|_| drop(fs::remove_dir_all(&staged)))?;
    // Whoever finds this note knows by the folder's identity whether the exchange came about.
    write_file(&staged.join(READY), identity(&staged.join("content")).as_bytes())?;
    exchange(&content, &staged.join("content"), root)?;
    keep_backup(root)?;
    Ok(done)
}

/// Writes the folder as it will be, beside the old one.
fn stage(root: &Path, staged: &Path, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    let mut done = Synced::default();
    if staged.exists() {
        fs::remove_dir_all(staged).with_context(|| format!("cannot remove {}", staged.display()))?;
    }
    for entry in WalkDir::new(root.join("content")).follow_links(false) {
        let entry = entry.context("cannot read the folder content")?;
        let target = staged.join(entry.path().strip_prefix(root).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).with_context(|| format!("cannot make the folder {}", target.display()))?;
        } else if entry.file_type().is_file() {
            fs::copy(entry.path(), &target).with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    for (path, bytes) in writes.iter() {
        let target = staged.join(path);
        if fs::read(&target).is_ok_and(|current| current == bytes) {
            done.kept += 1;
        } else {
            write_file(&target, bytes)?;
            done.written += 1;
        }
    }
    for path in removes.iter().filter(|path| is_inside(path)) {
        let target = staged.join(path);
        fs::remove_file(&target).with_context(|| format!("cannot remove {}", target.display()))?;
        done.removed += 1;
    }
    Ok(done)
}

/// Two folders change places.
fn exchange(content: &Path, other: &Path, root: &Path) -> Result<()> {
    if swap(content, other) {
        return Ok(());
    }
    // The old folder goes to the backup before the new one comes; `recover` knows what to do when that is all.
    let away = root.join(OWN).join("away");
    let _ = fs::remove_dir_all(&away);
    fs::rename(content, &away).with_context(|| format!("cannot rename {}", content.display()))?;
    fs::rename(other, content).with_context(|| format!("cannot rename {}", other.display()))?;
    fs::rename(&away, other).with_context(|| format!("cannot rename {}", away.display()))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> bool {
    false
}

/// What stood before becomes the backup.
fn keep_backup(root: &Path) -> Result<()> {
    let (staged, backup) = (next(root), backup(root));
    if backup.exists() {
        fs::remove_dir_all(&backup).with_context(|| format!("cannot remove {}", backup.display()))?;
    }
    fs::rename(&staged, &backup).with_context(|| format!("cannot rename {}", staged.display()))
}

/// What tells a folder from another one, whatever it is called; empty where the system does not say.
fn identity(folder: &Path) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(folder).map_or_else(|_| String::new(), |meta| meta.ino().to_string())
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        String::new()
    }
}

/// Puts `content/` back when an import was cut off between two renamings: what every reading of the edition begins with.
///
/// # Errors
/// When the folder cannot be renamed.
pub fn put_back(root: &Path) -> Result<()> {
    let (content, away) = (root.join("content"), root.join(OWN).join("away"));
    if !content.exists() && away.is_dir() {
        fs::rename(&away, &content).with_context(|| format!("cannot put {} back", content.display()))?;
    }
    Ok(())
}

/// Finishes or takes back what an import that was cut off had begun.
fn recover(root: &Path) -> Result<()> {
    put_back(root)?;
    let staged = next(root);
    if let Ok(wanted) = fs::read_to_string(staged.join(READY)) {
        if !wanted.is_empty() && wanted == identity(&root.join("content")) {
            return keep_backup(root);
        }
        // The old folder still stands; what was staged is made anew by the next import.
        fs::remove_dir_all(&staged).with_context(|| format!("cannot remove {}", staged.display()))?;
    }
    Ok(())
}

/// Takes back the last import: content and backup change places.
///
/// # Errors
/// When there is no backup, or the folders cannot be renamed.
pub fn undo(root: &Path) -> Result<()> {
    recover(root)?;
    let before = backup(root).join("content");
    if !before.is_dir() {
        bail!("there is no import to take back: {} has no backup", root.join(OWN).display());
    }
    exchange(&root.join("content"), &before, root)
}
