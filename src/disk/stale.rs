//! Files of a site's folder that the site no longer has.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;
use walkdir::WalkDir;

use super::calls;
use super::names::slashed;

/// The files of a site's folder that are not named, below it. What begins with a full stop is not ibid's.
pub(super) fn stale(names: &BTreeSet<String>, folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let below = files.filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_path_buf()));
    below.filter(|path| !slashed(path).starts_with('.') && !names.contains(&slashed(path))).collect()
}

/// Whether a file goes because a folder comes in its place, or a file in that of its folder: it is no removal of its own.
pub(super) fn makes_way(name: &str, names: &BTreeSet<String>) -> bool {
    let is_below = |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'));
    names.iter().any(|other| is_below(name, other) || is_below(other, name))
}

/// Removes the files of a site that are not named, and folders that are empty then.
pub(super) fn remove_stale(names: &BTreeSet<String>, folder: &Path) -> Result<()> {
    for path in stale(names, folder) {
        calls::remove(&folder.join(path))?;
    }
    for entry in WalkDir::new(folder).min_depth(1).contents_first(true).into_iter().filter_map(Result::ok) {
        let is_own = entry.path().strip_prefix(folder).is_ok_and(|path| !slashed(path).starts_with('.'));
        if is_own && entry.file_type().is_dir() {
            // Only an empty folder goes.
            let _ = calls::remove_empty(entry.path());
        }
    }
    Ok(())
}
