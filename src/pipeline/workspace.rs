//! An edition that is built again and again while an editor works on it: what `ibid serve` holds.
//!
//! In: the edition's folder, changed file by file. Out: the site, and a page as it was just saved.
//! What always holds: a [`Task`] gives the bytes that [`super::build()`] gives, whatever was built before;
//! [`Workspace::preview`] gives a page at a cost that does not grow with the edition's text.

use super::build::{BuildOptions, has_errors, linked, site};
use super::desk::{self, Gathered};
use super::watch::Unwatched;
use crate::cache::Cache;
use crate::diagnostic::Checked;
use crate::edition;
use crate::link;
use crate::model::download::Download;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::render::{self, Shell};
use crate::tree::{FileTree, Origins, UpdatedTree};

/// What a build worked out.
#[derive(Debug)]
struct Known {
    edition: Edition,
    links: Links,
    /// What there was to take along; a page that was just saved does not change it.
    downloads: Vec<Download>,
    /// What pages that are shown share, from the first one on.
    shell: Option<Shell>,
}

/// An edition at work.
#[derive(Debug, Default)]
pub struct Workspace {
    folder: FileTree,
    /// What the last build worked out.
    cache: Cache,
    /// The site as it was built last.
    site: FileTree,
    /// What its pages were made from.
    origins: Origins,
    /// The edition and its links as they were last worked out; a page that was shown since is newer.
    known: Option<Known>,
}

/// A build of the whole site that can run beside the workspace.
#[derive(Debug)]
pub struct Task {
    folder: FileTree,
    cache: Cache,
    /// The site as it was built last.
    before: FileTree,
    origins: Origins,
    options: BuildOptions,
    /// Whether what waits for a person is gathered.
    is_desk: bool,
}

/// What a build gives: the site, and what makes the next one quicker.
#[derive(Debug)]
pub struct Done {
    site: Checked<FileTree>,
    origins: Origins,
    cache: Cache,
    known: Option<Known>,
    waiting: Option<Gathered>,
}

impl Done {
    /// What waits for a person; none where it was not asked for.
    pub fn take_waiting(&mut self) -> Option<Gathered> {
        self.waiting.take()
    }
}

impl Task {
    /// The same task that gathers what waits for a person, too.
    #[must_use]
    pub fn with_desk(self, is_desk: bool) -> Self {
        Self { is_desk, ..self }
    }

    /// Builds.
    #[must_use]
    pub fn run(self) -> Done {
        let Self { folder, cache, before, origins, options, is_desk } = self;
        let mut said = Vec::new();
        let edition = edition::read_cached(&folder, &cache).collect_into(&mut said);
        let (edition, mut links) = linked(edition, &options, (&Unwatched, &cache)).collect_into(&mut said);
        let renewed = UpdatedTree::made(&before, origins);
        let made = site(&folder, (&edition, &links), &renewed, (&Unwatched, &cache)).collect_into(&mut said);
        let (site, origins) = renewed.done_made();
        let waiting = is_desk.then(|| desk::gather(folder, &edition, &links, &said));
        // Of a text with errors the site stays as it was, so no page is shown beside it.
        links.leave_out(edition.config.outputs);
        let known = (!has_errors(&said)).then_some(Known { edition, links, downloads: made.downloads, shell: None });
        Done { site: Checked::new(site, said), origins, cache: cache.next(), known, waiting }
    }
}

impl Workspace {
    /// An edition of which nothing was built yet.
    #[must_use]
    pub fn new(folder: FileTree) -> Self {
        Self { folder, ..Self::default() }
    }

    /// The edition's files, to change them.
    pub fn folder(&mut self) -> &mut FileTree {
        &mut self.folder
    }

    /// A build of the files as they stand. One at a time: a second one begun before the first is settled reads every page.
    pub fn task(&mut self, options: BuildOptions) -> Task {
        let cache = std::mem::take(&mut self.cache);
        let (before, origins) = (self.site.clone(), self.origins.clone());
        Task { folder: self.folder.clone(), cache, before, origins, options, is_desk: false }
    }

    /// Takes up what a build gave; `newer` are the content files that changed since it was begun.
    pub fn settle<'p>(&mut self, done: Done, newer: impl Iterator<Item = &'p str>) -> Checked<FileTree> {
        self.cache = done.cache;
        let known = std::mem::replace(&mut self.known, done.known);
        let site = std::mem::replace(&mut self.site, done.site.value.clone());
        // To forget a large edition takes longer than to show a page.
        rayon::spawn(move || drop((known, site)));
        self.origins = done.origins;
        for path in newer {
            self.take_up(path);
        }
        done.site
    }

    /// The whole site, waited for.
    pub fn build(&mut self, options: &BuildOptions) -> Checked<FileTree> {
        let done = self.task(options.clone()).run();
        self.settle(done, std::iter::empty())
    }

    /// The page of a content file that changed: its address on the site and its document. None when more than this page
    /// has to be built to show it, or when it has faults; the whole build then says so.
    ///
    /// What only the whole edition can tell (parallels, documents, what other pages say of this one) is as it was.
    pub fn preview(&mut self, path: &str) -> Option<(String, String)> {
        self.take_up(path)?;
        let Known { edition, links, downloads, shell } = self.known.as_mut()?;
        let shell = shell.get_or_insert_with(|| Shell::new(&self.folder, &edition.config));
        render::render_page(edition, links, downloads, shell, path)
    }

    /// Puts a changed page in its place in what is known of the edition.
    fn take_up(&mut self, path: &str) -> Option<()> {
        let Known { edition, links, .. } = self.known.as_mut()?;
        let before = edition::replace_page(edition, path, self.folder.text(path)?)?;
        link::relink(edition, links, &before);
        Some(())
    }
}
