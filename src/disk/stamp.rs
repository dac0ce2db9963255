//! What a site was built from and what it holds, kept in the marker: a build in which nothing changed ends here.
//!
//! In: the edition's files, what the command line says, the folder of the site. Out: whether both are as they were.
//! What always holds: in doubt the site is built. Inputs are compared by their bytes; files of the site by size and by
//! the times at which the system last saw them written or changed, which no program can set back unseen.

use std::fs;
use std::path::Path;

use anyhow::Result;
use xxhash_rust::xxh3::Xxh3;

use super::calls::write_file;
use super::files::Files;
use super::names::MARKER;
use crate::tree::FileTree;

/// The first line of a marker, for people.
pub(super) const WORDS: &str = "This folder is written by ibid; what else stands in it is removed at the next build.\n";

/// What is known of a site that was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Fingerprint of what it was built from, by [`fingerprint`].
    pub inputs: String,
    /// How many pages it has.
    pub pages: usize,
    /// How many warnings the text had.
    pub warnings: usize,
}

/// A fingerprint of an edition's files and of all else that a build depends on.
#[must_use]
pub fn fingerprint(edition: &FileTree, more: &[&str]) -> String {
    let mut hash = Xxh3::new();
    let mut add = |bytes: &[u8]| {
        // Lengths part the pieces, so that no two lists of them are alike.
        hash.update(&bytes.len().to_le_bytes());
        hash.update(bytes);
    };
    more.iter().for_each(|one| add(one.as_bytes()));
    for (path, bytes) in edition.iter() {
        add(path.as_bytes());
        add(bytes);
    }
    format!("{:032x}", hash.digest128())
}

/// A site's folder as it was found.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    stamp: Option<Stamp>,
    files: Files,
}

impl Standing {
    /// Looks at a folder.
    #[must_use]
    pub fn look(folder: &Path) -> Self {
        let files = Files::of(folder).unwrap_or_default();
        let stamp = read_stamp(folder).filter(|(_, holds)| *holds == files.fingerprint()).map(|(stamp, _)| stamp);
        Self { stamp, files }
    }

    /// The stamp of a site, when no file of it was touched since, is missing, or came to it.
    #[must_use]
    pub fn stamp(&self) -> Option<&Stamp> {
        self.stamp.as_ref()
    }

    /// Its files.
    pub(super) fn files(&self) -> &Files {
        &self.files
    }
}

/// Keeps a stamp with the site that was just written, which holds these files.
///
/// # Errors
/// When the marker cannot be written.
pub fn stamp(folder: &Path, stamp: &Stamp, files: &Files) -> Result<()> {
    let Stamp { inputs, pages, warnings } = stamp;
    let holds = files.fingerprint();
    let text = format!("{WORDS}inputs {inputs}\nholds {holds}\npages {pages}\nwarnings {warnings}\n");
    write_file(&folder.join(MARKER), text.as_bytes())
}

/// When a site was built.
#[must_use]
pub fn built_at(folder: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(folder.join(MARKER)).and_then(|meta| meta.modified()).ok()
}

/// What a marker says, and the fingerprint of the files that the site had.
fn read_stamp(folder: &Path) -> Option<(Stamp, String)> {
    let text = fs::read_to_string(folder.join(MARKER)).ok()?;
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    let stamp = Stamp {
        inputs: value("inputs")?.to_owned(),
        pages: value("pages")?.parse().ok()?,
        warnings: value("warnings")?.parse().ok()?,
    };
    Some((stamp, value("holds")?.to_owned()))
}

/// The stamp of a site, when no file of it was touched since, is missing, or came to it.
#[must_use]
pub fn stamp_of(folder: &Path) -> Option<Stamp> {
    Standing::look(folder).stamp
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_counts() {
        let tree =
            |files: &[(&str, &str)]| files.iter().map(|(path, text)| (*path, text.as_bytes())).collect::<FileTree>();
        let one = fingerprint(&tree(&[("a", "xy"), ("b", "z")]), &["1"]);
        assert_eq!(one, fingerprint(&tree(&[("b", "z"), ("a", "xy")]), &["1"]));
        for other in [&[("a", "x"), ("b", "yz")][..], &[("a", "xy")], &[("a", "xy"), ("c", "z")]] {
            assert_ne!(one, fingerprint(&tree(other), &["1"]));
        }
        assert_ne!(one, fingerprint(&tree(&[("a", "xy"), ("b", "z")]), &["2"]));
    }
}
