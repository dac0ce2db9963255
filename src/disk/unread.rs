//! What imports did not understand, one list a report, in `.ibid/unread/`: for the editor, not for ibid.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::calls::{remove, write_file};
use super::names::OWN;

/// Keeps the list of a report, in place of the one before.
///
/// # Errors
/// When the disk refuses.
pub fn keep_unread(root: &Path, report: &str, list: &str) -> Result<PathBuf> {
    let file = file_of(root, report);
    write_file(&file, list.as_bytes())?;
    Ok(file)
}

/// Takes the list of a report away: everything is understood now.
pub fn forget_unread(root: &Path, report: &str) {
    // A list that cannot be removed is out of date, and says of which import it is.
    let _ = remove(&file_of(root, report));
}

/// The lists that are kept, by report.
#[must_use]
pub fn read_unread(root: &Path) -> BTreeMap<String, String> {
    let folder = fs::read_dir(root.join(OWN).join("unread")).into_iter().flatten().filter_map(Result::ok);
    let list = |path: PathBuf| {
        let report = path.file_stem()?.to_string_lossy().into_owned();
        Some((report, fs::read_to_string(&path).ok()?))
    };
    folder
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .filter_map(list)
        .collect()
}

fn file_of(root: &Path, report: &str) -> PathBuf {
    root.join(OWN).join("unread").join(format!("{report}.txt"))
}
