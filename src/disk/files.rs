//! The files of a folder by what tells that one was touched: looked at once, then kept up with what is known to change.
//!
//! In: a folder. Out: [`Files`]. What always holds: a file that is written, replaced or given other rights has another mark, as
//! far as the system tells times apart.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::names::{MARKER, slashed};

/// The files of a folder, ibid's own marker left out.
#[derive(Debug, Clone, Default)]
pub struct Files {
    marks: HashMap<String, u64>,
}

impl Files {
    /// Looks at a folder; none when one of its files cannot be looked at.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Self> {
        let mut marks = HashMap::new();
        for entry in WalkDir::new(folder).min_depth(1) {
            let entry = entry.ok()?;
            let name = slashed(entry.path().strip_prefix(folder).ok()?);
            if !entry.file_type().is_dir() && name != MARKER {
                marks.insert(name, mark_of(&entry.metadata().ok()?)?);
            }
        }
        Some(Self { marks })
    }

    /// A number for all of them, whatever their order.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let one = |(name, mark): (&String, &u64)| xxh3_128(format!("{name}\0{mark:x}").as_bytes());
        let sum = self.marks.iter().map(one).fold(0u128, u128::wrapping_add);
        format!("{:x}-{sum:032x}", self.marks.len())
    }

    /// The mark of a file.
    pub(super) fn mark(&self, name: &str) -> Option<u64> {
        self.marks.get(name).copied()
    }

    /// The names of the files, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.marks.keys().map(String::as_str)
    }

    /// Takes out the files that are gone, and looks again at some.
    pub(super) fn renewed<'n>(
        &self,
        folder: &Path,
        gone: impl Iterator<Item = &'n str>,
        written: impl Iterator<Item = &'n String>,
    ) -> Self {
        let mut marks = self.marks.clone();
        for name in gone {
            marks.remove(name);
        }
        for name in written {
            match mark(&folder.join(name)) {
                Some(mark) => marks.insert(name.clone(), mark),
                None => marks.remove(name),
            };
        }
        Self { marks }
    }
}

/// A file's size and the times at which the system last saw it written or changed; none when there is no such file.
pub(super) fn mark(file: &Path) -> Option<u64> {
    mark_of(&fs::symlink_metadata(file).ok().filter(fs::Metadata::is_file)?)
}

fn mark_of(meta: &fs::Metadata) -> Option<u64> {
    let written = meta.modified().ok()?;
    Some(xxh3_64(format!("{} {written:?} {}", meta.len(), changed(meta)).as_bytes()))
}

/// When the system last saw a file change, its name and rights included.
#[cfg(unix)]
pub(super) fn changed(meta: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{}.{} {}", meta.ctime(), meta.ctime_nsec(), meta.ino())
}

/// Elsewhere the time of writing must do.
#[cfg(not(unix))]
pub(super) fn changed(_: &fs::Metadata) -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_renewed_is_what_is_found() {
        let place = tempfile::tempdir().expect("a folder");
        let at = |name: &str| place.path().join(name);
        fs::create_dir(at("a")).expect("a folder");
        for name in ["a/x", "a/y", "z", MARKER] {
            fs::write(at(name), name).expect("written");
        }
        let before = Files::of(place.path()).expect("files");
        assert_eq!(before.names().count(), 3);
        fs::remove_file(at("z")).expect("removed");
        fs::write(at("a/x"), "other").expect("written");
        fs::write(at("new"), "new").expect("written");
        let now = Files::of(place.path()).expect("files");
        assert_ne!(before.fingerprint(), now.fingerprint());
        let written = ["a/x".to_owned(), "new".to_owned()];
        let renewed = before.renewed(place.path(), ["z"].into_iter(), written.iter());
        assert_eq!(renewed.fingerprint(), now.fingerprint());
    }
}
