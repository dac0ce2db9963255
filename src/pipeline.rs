//! The phases joined: the only room that knows more than one of them. It reads like the README.

mod import;

pub use import::{ImportPlan, import};

use crate::diagnostic::{Checked, Diagnostic};
use crate::tree::FileTree;

/// What a build is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// In place of the edition's own.
    pub base_url: Option<String>,
    /// Drafts too.
    pub drafts: bool,
}

/// (to come)
pub fn build(_: &FileTree, _: &BuildOptions) -> Checked<FileTree> {
    Checked::clean(FileTree::new())
}

/// (to come)
pub fn check(_: &FileTree) -> Vec<Diagnostic> {
    Vec::new()
}
