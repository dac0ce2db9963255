//! What `ibid build`, `ibid serve` and `ibid check` do between reading and writing.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::watch::{Unwatched, Watch, told};
use crate::cache::Cache;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::digest::named;
use crate::model::download::Download;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::text::slug;
use crate::tree::{FileSink, FileTree, SiteWriter, UpdatedTree};
use crate::{book, check, data, edition, link, render, search};

/// What the command line says about a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// In place of `base_url` in `edition.yaml`.
    pub base_url: Option<String>,
    /// Whether pages with `draft: true` are part of the site.
    pub drafts: bool,
}

/// Builds the site of the edition in a folder.
#[must_use]
pub fn build(folder: &FileTree, options: &BuildOptions) -> Checked<FileTree> {
    let before = FileTree::new();
    let site = UpdatedTree::new(&before);
    let said = build_into(folder.clone(), options, &site).diagnostics;
    Checked::new(site.done(), said)
}

/// Builds the site of the edition in a folder into a sink, file by file, so that no more than what is being made is held;
/// gives how many pages it has. What the sink got is a site only when no diagnostic is an error.
pub fn build_into(folder: FileTree, options: &BuildOptions, sink: &dyn FileSink) -> Checked<usize> {
    build_watched(folder, options, sink, (&Unwatched, &Cache::default()))
}

/// Builds as [`build_into`] does, with what was worked out before, and tells what it is doing.
pub fn build_watched(
    mut folder: FileTree,
    options: &BuildOptions,
    sink: &dyn FileSink,
    (watch, cache): (&dyn Watch, &Cache),
) -> Checked<usize> {
    let mut said = Vec::new();
    let edition = told(watch, "step-read", || edition::read_cached(&folder, cache)).collect_into(&mut said);
    // The pages hold their texts from here on.
    folder.retain(|path| !path.ends_with(".md"));
    let (edition, links) = linked(edition, options, (watch, cache)).collect_into(&mut said);
    let made = site(&folder, (&edition, &links), sink, (watch, cache)).collect_into(&mut said);
    Checked::new(made.pages, said)
}

/// A sink that keeps a copy of what goes through it.
struct Copying<'s> {
    sink: &'s dyn FileSink,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl Copying<'_> {
    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FileSink for Copying<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        self.files().insert(path.to_owned(), bytes.clone());
        self.sink.put(path, bytes);
    }
}

/// What a site came to.
pub(super) struct BuiltSite {
    /// How many pages it has.
    pub pages: usize,
    /// What a reader can take along.
    pub downloads: Vec<Download>,
}

/// Every file of the site, and all that is to be said of the text. Checks, pages, open data and
/// search index are made side by side.
pub(super) fn site(
    folder: &FileTree,
    (edition, links): (&Edition, &Links),
    sink: &dyn FileSink,
    (watch, cache): (&dyn Watch, &Cache),
) -> Checked<BuiltSite> {
    // The editor is told of what readers are not shown.
    let all = links;
    let shown = all.shown(edition.config.outputs);
    let links: &Links = &shown;
    let copying = Copying { sink, files: Mutex::default() };
    let is_packed = edition.config.outputs.zip;
    let site = SiteWriter::new(if is_packed { &copying } else { sink });
    let site = if edition.config.outputs.offline { site.noting_contents() } else { site };
    let pages = || {
        // The pages say how large the books are.
        let words = || render::words(folder, &edition.config);
        let mut said = Vec::new();
        let downloads = told(watch, "step-books", || book::books((edition, links), folder, words, &site, cache))
            .collect_into(&mut said);
        said.extend(told(watch, "step-pages", || render::render((edition, links), folder, &downloads, &site, cache)));
        (said, downloads)
    };
    let check = || told(watch, "step-check", || check::check(edition, all, cache));
    let data = || told(watch, "step-data", || data::data(edition, links, &site, cache));
    let search = || told(watch, "step-search", || search::search(edition, links, &site, cache));
    let ((mut said, (rendered, downloads)), _) =
        rayon::join(|| rayon::join(check, pages), || rayon::join(data, search));
    said.extend(rendered);
    render::offline(edition, &site);
    if is_packed {
        let name = Some(slug(&edition.config.title, 60)).filter(|name| !name.is_empty());
        let files = std::mem::take(&mut *copying.files());
        site.put(book::ARCHIVE, book::archive(&name.unwrap_or_else(|| "site".to_owned()), &files));
    }
    let (taken, refused) = site.done();
    said.extend(refused.iter().map(|path| {
        let message = message!("output-collision", path = path);
        let collision = Diagnostic::new("output-collision", path, message);
        match path.split_once('/') {
            Some((output @ ("data" | "search" | "facts"), _)) => {
                collision.hint(message!("output-collision-switch-hint", output = output))
            }
            _ => collision.hint(message!("output-collision-hint")),
        }
    }));
    let pages = taken.iter().filter(|path| path.ends_with(".html")).count();
    Checked::new(BuiltSite { pages, downloads }, said)
}

/// Every diagnostic that a build would meet, templates included, and every link of the site that leads nowhere.
#[must_use]
pub fn check(folder: &FileTree) -> Vec<Diagnostic> {
    let built = build(folder, &BuildOptions::default());
    let mut said = built.diagnostics;
    said.extend(check::proof::check(&edition::read(folder).value));
    // A site with errors is not written, and half a site has links that lead nowhere.
    if !has_errors(&said) {
        said.extend(check::check_site(&built.value));
    }
    said
}

/// Reads an edition and resolves its links.
#[must_use]
pub fn read_and_link(folder: &FileTree, options: &BuildOptions) -> Checked<(Edition, Links)> {
    let mut said = Vec::new();
    let edition = edition::read(folder).collect_into(&mut said);
    let (edition, links) = linked(edition, options, (&Unwatched, &Cache::default())).collect_into(&mut said);
    said.extend(check::check(&edition, &links, &Cache::default()));
    Checked::new((edition, links), said)
}

/// An edition that was read, with what the command line says of it, and its links.
pub(super) fn linked(
    mut edition: Edition,
    options: &BuildOptions,
    (watch, cache): (&dyn Watch, &Cache),
) -> Checked<(Edition, Links)> {
    let mut said = Vec::new();
    apply(&mut edition, options, &mut said);
    let facts = told(watch, "step-facts", || link::facts(&edition, cache));
    let links = told(watch, "step-link", || link::link_facts(&edition, facts, cache)).collect_into(&mut said);
    Checked::new((edition, links), said)
}

/// Whether any diagnostic is an error: then nothing is written.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|said| said.severity == Severity::Error)
}

/// What the command line says wins over the files.
fn apply(edition: &mut Edition, options: &BuildOptions, said: &mut Vec<Diagnostic>) {
    if let Some(url) = &options.base_url {
        match edition::normal_base_url(url) {
            Some(url) => edition.config.base_url = url,
            None => {
                let message = message!("base-url-wrong", url = url);
                let wrong = Diagnostic::new("config-base-url", "--base-url", message);
                said.push(wrong.hint(message!("base-url-hint")));
            }
        }
    }
    if !options.drafts {
        edition.reports.retain(|report| !report.index.front.draft);
        for report in &mut edition.reports {
            let count = report.pages.len();
            report.pages.retain(|page| !page.front.draft);
            if report.pages.len() < count {
                report.origin = named("without drafts", report.origin);
            }
        }
        edition.pages.retain(|page| !page.front.draft);
    }
}
