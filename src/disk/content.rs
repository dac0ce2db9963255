//! `content/` changed as a whole: at any moment it stands as before an import or as after it.
//!
//! The new folder is written beside the old one, in `.ibid/next/`, and the two change places in one step of the file
//! system. What stood before is kept in `.ibid/backup/`, for `ibid undo`. Where the file system cannot exchange two
//! folders, they are renamed one after the other, and whoever comes next mends what was cut off between. What an
//! editor saved meanwhile is never lost: then the import is refused.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

use super::calls::{self, write_file};
use super::folder_state::FolderState;
use super::names::{OWN, Synced};
use super::pages::apply_when;
use crate::tree::{FileTree, is_inside};

/// The note that says which folder is about to become `content/`.
const READY: &str = "ready";

/// What `content/` is called between two renamings, beside the folder whose place it takes.
const BEFORE: &str = "before";

/// How often a folder that is exchanged while it is read is read again.
const READINGS: usize = 5;

/// An edition as it was read by a command that is going to change it.
#[derive(Debug)]
pub struct Reading {
    /// The files.
    pub edition: FileTree,
    pub(super) content: FolderState,
}

/// Reads an edition; again when an import took its place meanwhile.
pub(super) fn read_unmoved<T>(root: &Path, read: impl Fn() -> Result<T>) -> Result<T> {
    let content = root.join("content");
    for _ in 1..READINGS {
        let before = identity(&content);
        let given = read();
        if before == identity(&content) {
            return given;
        }
    }
    read()
}

fn next(root: &Path) -> PathBuf {
    root.join(OWN).join("next")
}

fn backup(root: &Path) -> PathBuf {
    root.join(OWN).join("backup")
}

/// Carries out an import's plan, made from a reading of the edition.
///
/// # Errors
/// When a file cannot be written, or an editor has saved one since it was read; then no file of the edition has changed.
pub fn replace_content(root: &Path, reading: &Reading, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    let content = root.join("content");
    let is_link = fs::symlink_metadata(&content).is_ok_and(|meta| meta.file_type().is_symlink());
    let inside = writes.iter().all(|(path, _)| path.starts_with("content/"));
    if is_link || !inside || !content.is_dir() {
        return replace_pages(root, reading, writes, removes);
    }
    let changes = writes.iter().any(|(path, bytes)| fs::read(root.join(path)).ok().as_deref() != Some(bytes));
    if !changes && removes.is_empty() {
        return Ok(Synced { kept: writes.len(), ..Synced::default() });
    }
    let staged = next(root);
    // Between two renamings the old folder is in there.
    let give_up = |_: &_| {
        if !is_cut_off(root) {
            drop(calls::remove_folder(&staged))
        }
    };
    let done = stage(root, &staged, writes, removes).inspect_err(give_up)?;
    // Whoever finds this note knows by the folder's identity whether the exchange came about.
    write_file(&staged.join(READY), identity(&staged.join("content")).as_bytes()).inspect_err(give_up)?;
    reading.content.still(&content, &content).inspect_err(give_up)?;
    exchange(root, &staged).inspect_err(give_up)?;
    if let Err(changed) = reading.content.still(&staged.join("content"), &content) {
        exchange(root, &staged)?;
        let _ = calls::remove_folder(&staged);
        return Err(changed);
    }
    // The import is done. A backup that cannot be put in its place yet is by the next command.
    let _ = keep_backup(root);
    Ok(done)
}

/// Writes and removes pages one by one, all or none of them: the folder stays the one that an editor or a shell has open.
///
/// # Errors
/// When a file cannot be written, or an editor has saved one since it was read; then no file of the edition has changed.
pub fn replace_pages(root: &Path, reading: &Reading, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    let content = root.join("content");
    let ready = || reading.content.still(&content, &content);
    let named = writes.iter().map(|(path, _)| path).chain(removes.iter().map(String::as_str));
    // What waits must stand on one disk with what it replaces.
    if content.is_dir() && named.into_iter().all(|path| path.starts_with("content/")) {
        let removes: Vec<String> =
            removes.iter().filter_map(|path| path.strip_prefix("content/")).map(str::to_owned).collect();
        return apply_when(&content, &writes.below("content"), &removes, &ready);
    }
    apply_when(root, writes, removes, &ready)
}

/// Writes the folder as it will be, beside the old one.
fn stage(root: &Path, staged: &Path, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    let mut done = Synced::default();
    calls::remove_folder(staged)?;
    for entry in WalkDir::new(root.join("content")) {
        let entry = entry.context(message!("cannot-read-content"))?;
        let target = staged.join(entry.path().strip_prefix(root).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            calls::make_folder(&target)?;
        } else if entry.file_type().is_file() {
            calls::copy(entry.path(), &target)?;
        } else {
            copy_link(entry.path(), &target)?;
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
        calls::remove(&staged.join(path))?;
        done.removed += 1;
    }
    Ok(done)
}

/// Copies a link as a link.
fn copy_link(from: &Path, to: &Path) -> Result<()> {
    #[cfg(unix)]
    let copied = fs::read_link(from).and_then(|leads| std::os::unix::fs::symlink(leads, to));
    #[cfg(not(unix))]
    let copied = fs::copy(from, to);
    copied.map(drop).with_context(|| message!("cannot-copy-link", path = from.display()))
}

/// `content/` and the folder of this name in another one change places.
fn exchange(root: &Path, holder: &Path) -> Result<()> {
    let (content, other, before) = (root.join("content"), holder.join("content"), holder.join(BEFORE));
    if calls::exchange(&content, &other).is_ok() {
        return Ok(());
    }
    calls::rename(&content, &before)?;
    if let Err(error) = calls::rename(&other, &content) {
        calls::rename(&before, &content).context(message!("content-back-next"))?;
        return Err(error);
    }
    // The new folder stands; `recover` knows the old one by this name, too.
    let _ = calls::rename(&before, &other);
    Ok(())
}

/// What stood before becomes the backup.
fn keep_backup(root: &Path) -> Result<()> {
    let (staged, backup) = (next(root), backup(root));
    calls::remove_folder(&backup)?;
    calls::rename(&staged, &backup)?;
    settle(&backup)
}

/// The old folder in its place, after an exchange by renaming.
fn settle(holder: &Path) -> Result<()> {
    let (before, old) = (holder.join(BEFORE), holder.join("content"));
    if before.is_dir() && !old.exists() { calls::rename(&before, &old) } else { Ok(()) }
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

/// The folder where `content/` is, when an import or undo was cut off between two renamings.
fn taken_away(root: &Path) -> Option<PathBuf> {
    let away = [next(root), backup(root)].map(|holder| holder.join(BEFORE)).into_iter().find(|before| before.is_dir());
    away.filter(|_| fs::symlink_metadata(root.join("content")).is_err())
}

/// Whether `content/` has to be put back before it can be read.
pub(super) fn is_cut_off(root: &Path) -> bool {
    taken_away(root).is_some()
}

/// Finishes or takes back what an import or undo that was cut off had begun.
///
/// # Errors
/// When a folder cannot be renamed or removed.
pub(super) fn recover(root: &Path) -> Result<()> {
    let (content, staged) = (root.join("content"), next(root));
    if let Some(before) = taken_away(root) {
        calls::rename(&before, &content)?;
    }
    settle(&backup(root))?;
    if fs::symlink_metadata(&staged).is_err() {
        return Ok(());
    }
    let wanted = fs::read_to_string(staged.join(READY)).unwrap_or_default();
    let is_exchanged = staged.join(BEFORE).is_dir() || !wanted.is_empty() && wanted == identity(&content);
    // Otherwise the old folder still stands; what was staged is made anew by the next import.
    if is_exchanged { keep_backup(root) } else { calls::remove_folder(&staged) }
}

/// Takes back the last import, or brings it back: content and backup change places. Gives whether the import is there now.
///
/// # Errors
/// When there is no backup, a page is being saved, or the folders cannot be renamed.
pub fn undo(root: &Path) -> Result<bool> {
    let (content, holder) = (root.join("content"), backup(root));
    if !holder.join("content").is_dir() {
        refuse!("undo-none", folder = root.join(OWN).display());
    }
    let seen = FolderState::at_rest(&content)?;
    exchange(root, &holder)?;
    if let Err(changed) = seen.still(&holder.join("content"), &content) {
        exchange(root, &holder)?;
        return Err(changed);
    }
    let imported = fs::read_to_string(holder.join(READY)).unwrap_or_default();
    Ok(!imported.is_empty() && imported == identity(&content))
}
