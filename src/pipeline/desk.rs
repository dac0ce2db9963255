//! An edition that is built again and again while an editor works on it: what `ibid serve` holds.
//!
//! In: the edition's folder, changed file by file. Out: the site, and a page as it was just saved.
//! What always holds: [`Desk::build`] gives the bytes that [`super::build`] gives, whatever was built before.

use super::{BuildOptions, build};
use crate::diagnostic::Checked;
use crate::tree::FileTree;

/// An edition at work.
#[derive(Debug, Default)]
pub struct Desk {
    folder: FileTree,
}

impl Desk {
    /// An edition of which nothing was built yet.
    #[must_use]
    pub fn new(folder: FileTree) -> Self {
        Self { folder }
    }

    /// The edition's files, to change them.
    pub fn folder(&mut self) -> &mut FileTree {
        &mut self.folder
    }

    /// The whole site.
    pub fn build(&mut self, options: &BuildOptions) -> Checked<FileTree> {
        build(&self.folder, options)
    }

    /// The page of a content file that changed: its address on the site and its document. None when more than this page
    /// has to be built to show it.
    pub fn preview(&mut self, _path: &str) -> Option<(String, String)> {
        None
    }
}
