//! The disk: folders become values, and values folders. The only room that reads and writes files.
//!
//! What always holds: a site and the pages of an edition are old or new, never between; one command writes at a time; a
//! folder that `ibid` did not make is not emptied; nothing outside the folder and the edition is touched.

mod calls;
mod content;
mod edits;
mod facsimile;
mod files;
mod folder_state;
mod kept;
mod lock;
mod mend;
mod moves;
mod names;
mod ocr;
mod pages;
mod parts;
mod same;
mod staging;
mod stale;
mod stamp;
mod studio;
mod twin;
mod unread;
mod values;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

pub use calls::write_file;
pub use content::{Reading, replace_content, replace_pages, undo};
pub use edits::{FileEdit, edit_files, keep_seen, read_now, read_seen};
pub use facsimile::draw_pages;
pub use files::Files;
pub use kept::Why;
pub use lock::Lock;
pub use mend::mend_site;
pub use names::{MARKER, SITE, Synced, full_path};
pub use pages::apply;
pub use staging::{Made, Staging};
pub use stamp::{Stamp, Standing, built_at, fingerprint, stamp, stamp_of};
pub use unread::{forget_unread, keep_unread, read_unread};
pub use values::KeptValues;

use folder_state::read_at_rest;
use mend::mend_for_reading;
use names::is_empty;
use stale::remove_stale;

use crate::diagnostic::Checked;
use crate::edition::{BASE, other_editions_folder};
use crate::model::feedback::FEEDBACK;
use crate::pipeline;
use crate::read::ReadOptions;
use crate::source::Source;
use crate::tree::{FileTree, is_inside};

/// The edition's configuration, and the folders that a build reads.
const CONFIG: &str = "edition.yaml";
const FOLDERS: [&str; 6] = ["content", "templates", "static", "i18n", "themes", LANGUAGES];

/// The files of an edition that stand beside its folders.
const FILES: [&str; 2] = [CONFIG, FEEDBACK];

/// The folder with the edition's own words of languages.
const LANGUAGES: &str = "languages";

/// The largest source that is read, in bytes. The longest report known has under a megabyte.
pub const LARGEST_SOURCE: u64 = 64 * 1024 * 1024;

/// The largest PDF that is read, in bytes.
pub const LARGEST_PDF: u64 = 512 * 1024 * 1024;

/// The largest single file of an edition that is read, in bytes.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// Reads an edition's folder.
///
/// # Errors
/// When a file cannot be read.
pub fn read_edition(root: &Path) -> Result<FileTree> {
    read_parts(root, &|_| true)
}

/// Reads what a site is made from: an edition's folder without the pages as the last import wrote them.
///
/// # Errors
/// When a file cannot be read.
pub fn read_for_site(root: &Path) -> Result<FileTree> {
    read_parts(root, &|name| name != BASE)
}

/// Reads the files of an edition's `languages/`.
///
/// # Errors
/// When a file cannot be read.
pub fn read_languages(root: &Path) -> Result<FileTree> {
    let mut tree = FileTree::new();
    read_folder(&mut tree, root, LANGUAGES, &|_| true)?;
    Ok(tree)
}

fn read_parts(root: &Path, wants: Wants<'_>) -> Result<FileTree> {
    mend_for_reading(root)?;
    content::read_unmoved(root, || read_folders(root, wants))
}

fn read_folders(root: &Path, wants: Wants<'_>) -> Result<FileTree> {
    let mut tree = FileTree::new();
    for name in FILES {
        let file = root.join(name);
        if file.is_file() {
            add_file(&mut tree, &file, name)?;
        }
    }
    for folder in FOLDERS {
        read_folder(&mut tree, root, folder, wants)?;
    }
    if let Some(folder) = other_editions_folder(&tree) {
        read_folder(&mut tree, root, &folder, wants)?;
    }
    Ok(tree)
}

/// Reads again what stands at some paths of an edition's folder; the names of the files that are new, gone or other than
/// before.
///
/// # Errors
/// When a file cannot be read.
pub fn refresh(tree: &mut FileTree, root: &Path, paths: &BTreeSet<PathBuf>) -> Result<Vec<String>> {
    let mut changed = BTreeSet::new();
    for path in paths {
        let Some(name) = name_below(path, root).filter(|name| is_of_edition(name)) else { continue };
        let mut now = FileTree::new();
        let read = match path.is_dir() {
            true => read_folder(&mut now, root, &name, &|name| name != BASE),
            false if path.is_file() => add_file(&mut now, path, &name),
            false => Ok(()),
        };
        // An editor's own files come and go faster than they are read.
        if read.is_err() && path.exists() {
            read?;
        }
        let before = tree.take(&name);
        let differs = |one: &FileTree, path: &str, bytes: &[u8]| one.get(path) != Some(bytes);
        changed
            .extend(before.iter().filter(|(path, bytes)| differs(&now, path, bytes)).map(|(path, _)| path.to_owned()));
        changed
            .extend(now.iter().filter(|(path, bytes)| differs(&before, path, bytes)).map(|(path, _)| path.to_owned()));
        tree.overlay(now);
    }
    Ok(changed.into_iter().collect())
}

/// A path below the edition's folder, with `/`; none for the folder itself and what is elsewhere.
fn name_below(path: &Path, root: &Path) -> Option<String> {
    let parts: Vec<_> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Whether [`read_for_site`] reads a file of this name.
fn is_of_edition(name: &str) -> bool {
    let mut parts = name.split('/');
    let first = parts.next().unwrap_or_default();
    FILES.contains(&name) || FOLDERS.contains(&first) && !parts.any(|part| part.starts_with('.') || part == BASE)
}

/// Whether a file or folder of a name is read.
type Wants<'w> = &'w dyn Fn(&str) -> bool;

fn read_folder(tree: &mut FileTree, root: &Path, folder: &str, wants: Wants<'_>) -> Result<()> {
    let base = root.join(folder);
    if !base.is_dir() {
        return Ok(());
    }
    let visible = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !name.starts_with('.') && wants(&name)
    };
    for entry in WalkDir::new(&base).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = entry.with_context(|| message!("cannot-read-folder", folder = base.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        add_file(tree, entry.path(), &parts.join("/"))?;
    }
    Ok(())
}

fn add_file(tree: &mut FileTree, path: &Path, name: &str) -> Result<()> {
    let size = fs::metadata(path).with_context(|| message!("cannot-read", what = path.display()))?.len();
    if size > LARGEST_FILE {
        refuse!("edition-file-large", path = path.display(), size = size / 1_048_576);
    }
    let bytes = fs::read(path).with_context(|| message!("cannot-read", what = path.display()))?;
    if is_inside(name) {
        let _ = tree.insert(name, bytes);
    }
    Ok(())
}

/// Reads a source file to import as [`read_source`] does; a scan is read by the OCR that is on the machine. `languages`: as
/// that names them. `progress` is told how many of how many pages are read.
///
/// # Errors
/// When a file or a program is missing or fails; the message says what to do.
pub fn read_source_by_ocr(
    root: &Path,
    path: &Path,
    languages: &str,
    options: &ReadOptions,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Checked<Source>> {
    match ocr::read_scan(root, path, languages, progress)? {
        Some(pages) => pipeline::read_pages(&path.to_string_lossy(), pages)
            .map_err(|why| anyhow::anyhow!("{}: {why}", path.display())),
        None => read_source(path, options),
    }
}

/// Reads a source file to import, with what its reader tells of it.
///
/// # Errors
/// When it is missing, a folder, too large, or of no format that can be read; the message says what to do.
pub fn read_source(path: &Path, options: &ReadOptions) -> Result<Checked<Source>> {
    let shown = path.display();
    let meta = fs::metadata(path).with_context(|| message!("source-cannot-read", file = shown))?;
    if meta.is_dir() {
        refuse!("source-folder", file = shown);
    }
    let is_pictured =
        |end: &std::ffi::OsStr| ["pdf", "docx", "odt"].iter().any(|known| end.eq_ignore_ascii_case(known));
    // Pictures make such a file large, not words.
    let most = if path.extension().is_some_and(is_pictured) { LARGEST_PDF } else { LARGEST_SOURCE };
    if meta.len() > most {
        refuse!("source-large", file = shown, size = meta.len() / 1_048_576, most = most / 1_048_576);
    }
    let read = || fs::read(path).with_context(|| message!("source-cannot-read", file = shown));
    let (bytes, _) = read_at_rest(path, read)?;
    let name = path.to_string_lossy();
    let is_pdf = crate::read::is_pdf(&bytes);
    let mut read =
        pipeline::read_source_with(&name, bytes, options).map_err(|why| anyhow::anyhow!("{shown}: {why}"))?;
    if is_pdf && !read.value.pictures.is_empty() {
        let bytes = fs::read(path).with_context(|| message!("source-cannot-read", file = shown))?;
        parts::draw(std::sync::Arc::new(bytes), &mut read.value);
    }
    Ok(read)
}

/// Reads an edition in order to change it: when no page is just being saved.
///
/// # Errors
/// When a file cannot be read, or is written again and again.
pub fn read_to_write(root: &Path) -> Result<Reading> {
    mend_for_reading(root)?;
    let (edition, content) = read_at_rest(&root.join("content"), || read_edition(root))?;
    Ok(Reading { edition, content })
}

/// Removes a folder that `ibid` made; `false` when there was none.
///
/// # Errors
/// When the folder was not made by `ibid`.
pub fn clean(root: &Path, folder: &Path) -> Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    if !folder.join(MARKER).exists() && !is_empty(folder) {
        refuse!("clean-foreign", folder = folder.display());
    }
    if let Ok(full) = full_path(folder) {
        kept::forget(root, &full);
        twin::forget(root, &full);
    }
    remove_stale(&BTreeSet::new(), folder)?;
    let _ = calls::remove(&folder.join(MARKER));
    // A folder with files kept for version control stays.
    let _ = calls::remove_empty(folder);
    Ok(true)
}

/// The folder of the edition that holds `start`: the nearest one with an `edition.yaml`.
#[must_use]
pub fn edition_root(start: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(start).ok()?;
    start.ancestors().find(|folder| folder.join("edition.yaml").is_file()).map(Path::to_path_buf)
}

#[cfg(test)]
mod faults;
