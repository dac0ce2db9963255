//! Files of a folder written and removed, all or none of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::calls;
use super::moves::{self, Moves};
use super::names::{NEXT, Synced};
use crate::tree::{FileTree, is_inside};

/// Writes files into a folder and removes others: all of it is done, or nothing.
///
/// # Errors
/// When a file cannot be written; then no file of the folder has changed.
pub fn apply(root: &Path, writes: &FileTree, removes: &[String]) -> Result<Synced> {
    apply_when(root, writes, removes, &|| Ok(()))
}

/// The same, when the folder is ready for it at the last moment.
pub(super) fn apply_when(
    root: &Path,
    writes: &FileTree,
    removes: &[String],
    ready: &dyn Fn() -> Result<()>,
) -> Result<Synced> {
    moves::mend(root)?;
    let takes: BTreeSet<String> = removes.iter().filter(|path| is_inside(path)).cloned().collect();
    if let Some(path) = takes.iter().find(|path| !root.join(path).is_file()) {
        refuse!("cannot-remove-none", path = root.join(path).display());
    }
    let mut puts = BTreeSet::new();
    let staged = writes.iter().try_for_each(|(path, bytes)| {
        if fs::read(root.join(path)).is_ok_and(|current| current == bytes) {
            return Ok(());
        }
        let place = moves::place_of_new(root).join(path);
        puts.insert(path.to_owned());
        calls::make_folder(place.parent().unwrap_or(root))?;
        calls::write(&place, bytes)
    });
    let done = Synced { written: puts.len(), kept: writes.len() - puts.len(), removed: takes.len() };
    if done.written + done.removed == 0 {
        return Ok(done);
    }
    let moved = staged.and_then(|()| ready()).and_then(|()| Moves::new(root, puts, takes).run());
    if !moves::is_cut_off(root) {
        let _ = calls::remove_folder(&root.join(NEXT));
    }
    moved.map(|()| done)
}
