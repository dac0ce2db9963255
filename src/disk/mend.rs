//! What a command left that was killed: found by the next one, and finished or taken back before anything else.
//!
//! What always holds: only the holder of the lock mends, so that nobody mends what is still being done.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::lock::Lock;
use super::names::SITE;
use super::{content, moves};

impl Lock {
    /// Takes the lock and mends what a writer left that was killed.
    ///
    /// # Errors
    /// When another program holds it for longer than a moment; the message says which one. When what was cut off cannot
    /// be mended.
    pub fn take(root: &Path) -> Result<Self> {
        let lock = Self::wait_for(root)?;
        mend(root)?;
        Ok(lock)
    }
}

/// Finishes or takes back what a command that was killed had begun: what every command begins with that writes.
///
/// # Errors
/// When it can be neither finished nor taken back.
fn mend(root: &Path) -> Result<()> {
    content::recover(root)?;
    for folder in in_place(root) {
        moves::mend(&folder)?;
    }
    // Readers ask for the site last: it is nothing that they need.
    moves::mend(&root.join(SITE))
}

/// The same for commands that only read: they mend when no writer is at work, and wait for one that is.
pub(super) fn mend_for_reading(root: &Path) -> Result<()> {
    let is_whole = !content::is_cut_off(root) && !in_place(root).iter().any(|folder| moves::is_cut_off(folder));
    if is_whole && !moves::is_cut_off(&root.join(SITE)) {
        return Ok(());
    }
    let mended = Lock::take(root).map(drop);
    if is_whole { Ok(()) } else { mended }
}

/// The folders in which files of an edition are changed one by one.
fn in_place(root: &Path) -> [PathBuf; 2] {
    [root.to_path_buf(), root.join("content")]
}

/// Finishes or takes back what a build of this folder had begun that was killed.
///
/// # Errors
/// When it can be neither finished nor taken back.
pub fn mend_site(folder: &Path) -> Result<()> {
    moves::mend(folder)
}
