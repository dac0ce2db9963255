//! What an import would write.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::import::{Ledger, PageStart};
use crate::model::revision::Revision;
use crate::text::{fold, fold_space};
use crate::tree::FileTree;

/// What an import changes in the edition's folder. Paths are relative to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// Files to write.
    pub writes: FileTree,
    /// Files that the source has no longer.
    pub removes: Vec<String>,
    /// One ledger a report, under the folder that it goes to.
    pub ledgers: Vec<Ledger>,
    /// The folders of reports that the edition had not.
    pub added: BTreeSet<String>,
    /// The language of the first of these.
    pub language: Option<String>,
    /// What a new edition of this source may be called: as its only report, or by what is printed largest on a compilation's cover.
    pub title: Option<String>,
    /// What the source changed in reports that the edition had, by the report's folder.
    pub revisions: Vec<(String, Revision)>,
    /// Where the printed pages of the source begin.
    pub page_starts: Vec<PageStart>,
}

impl ImportPlan {
    /// The edition's folder after the import.
    #[must_use]
    pub fn applied(&self, folder: &FileTree) -> FileTree {
        let mut after = FileTree::new();
        let removed: HashSet<&str> = self.removes.iter().map(String::as_str).collect();
        for (path, bytes) in folder.iter().filter(|(path, _)| !removed.contains(path)).chain(self.writes.iter()) {
            // The paths come from folders that were read and from slugs.
            let _ = after.insert(path, bytes);
        }
        after
    }
}

/// A title as reports are known by.
pub(super) fn title_key(label: Option<&str>, title: &str) -> String {
    fold_space(&fold(&format!("{} {title}", label.unwrap_or_default())))
}

pub(super) fn put(tree: &mut FileTree, path: String, text: String) {
    // Paths are made of slugs and of names that were read: they cannot leave the folder.
    let _ = tree.insert(path, text.into_bytes());
}

/// Texts by file name, as a folder of the edition.
pub(super) fn folder_of(id: &str, files: &BTreeMap<String, String>) -> FileTree {
    let mut tree = FileTree::new();
    for (name, text) in files {
        put(&mut tree, format!("content/{id}/{name}"), text.clone());
    }
    tree
}
