//! The disk: folders become values, and values folders. The only room that reads and writes files.
//!
//! What always holds: a file is written beside its place and then renamed into it; what is stale goes last; a
//! folder that `ibid` did not make is not emptied; nothing outside the folder is touched.

mod content;
mod staging;
mod stamp;

pub use staging::Staging;
pub use stamp::{Stamp, fingerprint, stamp, stamp_of};

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use walkdir::WalkDir;

pub use content::{replace_content, undo};

use crate::diagnostic::Checked;
use crate::edition::BASE;
use crate::pipeline;
use crate::source::Source;
use crate::tree::{FileTree, is_inside};

/// The file by which `ibid` knows a folder that it made.
pub const MARKER: &str = ".ibid";

/// The edition's configuration, and the folders that a build reads.
const CONFIG: &str = "edition.yaml";
const FOLDERS: [&str; 5] = ["content", "templates", "static", "i18n", "themes"];

/// The largest source that is read, in bytes. The longest report known has under a megabyte.
pub const LARGEST_SOURCE: u64 = 64 * 1024 * 1024;

/// The largest PDF that is read, in bytes.
pub const LARGEST_PDF: u64 = 512 * 1024 * 1024;

/// The largest single file of an edition that is read, in bytes.
const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// What a synchronisation did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Synced {
    /// Files written because they were new or different.
    pub written: usize,
    /// Files that were the same.
    pub kept: usize,
    /// Files removed.
    pub removed: usize,
}

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

fn read_parts(root: &Path, wants: Wants<'_>) -> Result<FileTree> {
    content::put_back(root)?;
    let mut tree = FileTree::new();
    let config = root.join(CONFIG);
    if config.is_file() {
        add_file(&mut tree, &config, CONFIG)?;
    }
    for folder in FOLDERS {
        read_folder(&mut tree, root, folder, wants)?;
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
    name == CONFIG || FOLDERS.contains(&first) && !parts.any(|part| part.starts_with('.') || part == BASE)
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
        let entry = entry.with_context(|| format!("cannot read the folder {}", base.display()))?;
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
    let size = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?.len();
    if size > LARGEST_FILE {
        bail!("{} has {} MB, more than ibid reads from an edition", path.display(), size / 1_048_576);
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if is_inside(name) {
        let _ = tree.insert(name, bytes);
    }
    Ok(())
}

/// Reads a source file to import, with what its reader tells of it.
///
/// # Errors
/// When it is missing, a folder, too large, or of no format that can be read; the message says what to do.
pub fn read_source(path: &Path) -> Result<Checked<Source>> {
    let shown = path.display();
    let meta = fs::metadata(path).with_context(|| format!("{shown}: cannot be read"))?;
    if meta.is_dir() {
        bail!("{shown}: this is a folder; name the report's file in it");
    }
    let is_pdf = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    // Pictures make a PDF large, not words.
    let most = if is_pdf { LARGEST_PDF } else { LARGEST_SOURCE };
    if meta.len() > most {
        bail!(
            "{shown}: the file has {} MB, more than the {} MB that ibid imports; cut it into its reports first",
            meta.len() / 1_048_576,
            most / 1_048_576
        );
    }
    let bytes = fs::read(path).with_context(|| format!("{shown}: cannot be read"))?;
    pipeline::read_source(&path.to_string_lossy(), bytes).map_err(|why| anyhow::anyhow!("{shown}: {why}"))
}

/// Whether a folder is missing, empty, or holds only files kept for version control.
fn is_empty(folder: &Path) -> bool {
    names_in(folder).all(|name| name == ".gitkeep" || name == ".gitignore")
}

/// The names of what is in a folder; none when it cannot be read.
fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}

/// Removes the files of a site that are not named, and folders that are empty then.
fn remove_stale(names: &BTreeSet<String>, folder: &Path) -> Result<usize> {
    let mut removed = 0;
    for entry in WalkDir::new(folder).contents_first(true).follow_links(false) {
        let Ok(entry) = entry else { continue };
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let name = name.join("/");
        let hidden = name.starts_with('.');
        if name.is_empty() || hidden {
            continue;
        }
        if entry.file_type().is_dir() {
            // Only an empty folder goes.
            let _ = fs::remove_dir(entry.path());
        } else if !names.contains(&name) {
            fs::remove_file(entry.path()).with_context(|| format!("cannot remove {}", entry.path().display()))?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Carries out an import's plan: every file is written beside its place before the first one is renamed into it.
///
/// # Errors
/// When a file cannot be written; then no file of the edition has changed.
pub fn apply(root: &Path, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    let mut done = Synced::default();
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (path, bytes) in writes.iter() {
        let target = root.join(path);
        if fs::read(&target).is_ok_and(|current| current == bytes) {
            done.kept += 1;
            continue;
        }
        match stage(&target, bytes) {
            Ok(beside) => staged.push((beside, target)),
            Err(error) => {
                for (beside, _) in &staged {
                    let _ = fs::remove_file(beside);
                }
                return Err(error);
            }
        }
    }
    for (beside, target) in &staged {
        fs::rename(beside, target).with_context(|| format!("cannot write {}", target.display()))?;
        done.written += 1;
    }
    for path in removes.iter().filter(|path| is_inside(path)) {
        let target = root.join(path);
        fs::remove_file(&target).with_context(|| format!("cannot remove {}", target.display()))?;
        done.removed += 1;
    }
    Ok(done)
}

/// Writes a file beside its place; returns where.
fn stage(target: &Path, bytes: &[u8]) -> Result<PathBuf> {
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.join(format!(".{name}.ibid-new"));
    let written = fs::File::create(&beside).and_then(|mut file| file.write_all(bytes));
    if let Err(error) = written {
        let _ = fs::remove_file(&beside);
        return Err(error).with_context(|| format!("cannot write {}", target.display()));
    }
    Ok(beside)
}

/// Writes one file beside its place and renames it into it.
///
/// # Errors
/// When the disk refuses; the old file then still stands.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<()> {
    let beside = stage(target, bytes)?;
    fs::rename(&beside, target).with_context(|| format!("cannot write {}", target.display()))
}

/// Removes a folder that `ibid` made; `false` when there was none.
///
/// # Errors
/// When the folder was not made by `ibid`.
pub fn clean(folder: &Path) -> Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    if !folder.join(MARKER).exists() && !is_empty(folder) {
        bail!("{} was not made by ibid, so it is not removed", folder.display());
    }
    remove_stale(&BTreeSet::new(), folder)?;
    fs::remove_file(folder.join(MARKER)).ok();
    // A folder with files kept for version control stays.
    fs::remove_dir(folder).ok();
    Ok(true)
}

/// A path from the root of the disk, links followed: the form in which changes are told.
///
/// # Errors
/// When there is nothing at the path.
pub fn full_path(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).with_context(|| format!("cannot find {}", path.display()))
}

/// The folder of the edition that holds `start`: the nearest one with an `edition.yaml`.
#[must_use]
pub fn edition_root(start: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(start).ok()?;
    start.ancestors().find(|folder| folder.join("edition.yaml").is_file()).map(Path::to_path_buf)
}
