//! The names by which `ibid` knows what is its own, and what stands in folders.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The file by which `ibid` knows a folder that it made.
pub const MARKER: &str = ".ibid";

/// The folder of [`OWN`] for what builds know of the last one.
pub(super) const CACHE: &str = "cache";

/// The folder of an edition where ibid keeps what is its own.
pub(super) const OWN: &str = ".ibid";

/// How the names of files end that are not whole yet.
pub(super) const UNFINISHED: &str = ".ibid-new";

/// The folder of an edition where its site stands unless another one is named.
pub const SITE: &str = "public";

/// The folder in a folder of ibid's where new files wait and old ones go.
pub(super) const NEXT: &str = ".ibid-next";

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

/// Whether a folder is missing, empty, or holds only files kept for version control and what a first build left that was
/// cut off.
pub(super) fn is_empty(folder: &Path) -> bool {
    names_in(folder).all(|name| name == ".gitkeep" || name == ".gitignore" || is_unfinished(&name))
}

/// Whether ibid gives this name to what is not in its place yet.
pub(super) fn is_unfinished(name: &str) -> bool {
    name == NEXT || name.ends_with(UNFINISHED)
}

/// The names of what is in a folder; none when it cannot be read.
pub(super) fn names_in(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}

/// A path with `/` between its parts.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A path from the root of the disk, links followed: the form in which changes are told.
///
/// # Errors
/// When there is nothing at the path.
pub fn full_path(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).with_context(|| message!("cannot-find", what = path.display()))
}
