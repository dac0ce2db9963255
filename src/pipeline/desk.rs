//! An edition that is built again and again while an editor works on it: what `ibid serve` holds.
//!
//! In: the edition's folder, changed file by file. Out: the site, and a page as it was just saved.
//! What always holds: [`Desk::build`] gives the bytes that [`super::build`] gives, whatever was built before;
//! [`Desk::preview`] gives a page at a cost that does not grow with the edition's text.

use super::{BuildOptions, has_errors, linked, site};
use crate::diagnostic::Checked;
use crate::edition::{self, Memo};
use crate::link;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::render;
use crate::tree::FileTree;

/// An edition at work.
#[derive(Debug, Default)]
pub struct Desk {
    folder: FileTree,
    /// The pages as they were read.
    memo: Memo,
    /// The edition and its links as they were last worked out; a page that was shown since is newer.
    known: Option<(Edition, Links)>,
}

impl Desk {
    /// An edition of which nothing was built yet.
    #[must_use]
    pub fn new(folder: FileTree) -> Self {
        Self { folder, ..Self::default() }
    }

    /// The edition's files, to change them.
    pub fn folder(&mut self) -> &mut FileTree {
        &mut self.folder
    }

    /// The whole site.
    pub fn build(&mut self, options: &BuildOptions) -> Checked<FileTree> {
        let mut said = Vec::new();
        let edition = edition::read_again(&self.folder, &mut self.memo).collect_into(&mut said);
        let (edition, links) = linked(edition, options).collect_into(&mut said);
        let site = site(&self.folder, &edition, &links).collect_into(&mut said);
        // Of a text with errors the site stays as it was, so no page is shown beside it.
        self.known = (!has_errors(&said)).then_some((edition, links));
        Checked::new(site, said)
    }

    /// The page of a content file that changed: its address on the site and its document. None when more than this page
    /// has to be built to show it, or when it has faults; the whole build then says so.
    ///
    /// What only the whole edition can tell (parallels, documents, what other pages say of this one) is as it was.
    pub fn preview(&mut self, path: &str) -> Option<(String, String)> {
        let (edition, links) = self.known.as_mut()?;
        let before = edition::replace_page(edition, path, self.folder.text(path)?)?;
        link::relink(edition, links, &before);
        render::render_page(edition, links, &self.folder, path)
    }
}
