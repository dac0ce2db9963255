//! Reading an edition: a folder of Markdown and YAML becomes an [`Edition`].
//!
//! In: the edition's folder as a [`FileTree`]. Out: the edition, with a diagnostic for all that is wrong in it.
//! What always holds: the text of every page is kept to the byte; ids of headings and blocks are unique in
//! a report; slugs are names that cannot leave their folder; reports and pages come in reading order.

pub mod compose;
mod config;
mod entries;
mod facsimile;
mod feedback;
mod front;
mod ids;
mod other_editions;
mod page;
mod proposals;
mod record;
mod review;
mod schema;
mod slugs;
mod versions;
mod yaml;
mod yaml_remedy;

pub use config::{normal_base_url, read_config};
pub use entries::{Fields, add_entry, add_written, amend, entries};
pub use facsimile::{PRINT, write_facsimile};
pub use feedback::read_feedback;
pub use other_editions::folder as other_editions_folder;
pub use page::{read_page, write_page};
pub use proposals::{Proposal, propose};
pub use record::{
    ASIDE, RECORD, REVISIONS, merge_open, parse_history, parse_record, read_aside, without_aside, write_aside,
    write_history, write_record,
};
pub use review::{Decision, decide};
pub use schema::{SchemaOf, schema};
pub use versions::keep_version;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::cache::Cache;
use crate::diagnostic::{Checked, Diagnostic};
use crate::digest::Digest;
use crate::model::config::Config;
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Page;
use crate::raster;
use crate::tree::FileTree;

/// Reads one page by itself: ids that the text does not give are made from its own words.
#[must_use]
pub fn read_page_alone(path: &str, text: &str) -> Page {
    let mut page = read_page(path, text).value;
    ids::give(&mut [&mut page], &mut Vec::new());
    page
}

/// Puts the changed text of one content file in its place in an edition; the page that stood there. None, with the edition
/// as it was, when the text has faults or says more than this page has to show: another address, place or draft.
pub fn replace_page(edition: &mut Edition, path: &str, text: &str) -> Option<Page> {
    let new = read_page(path, text);
    let mut reports = edition.reports.iter_mut();
    let mut found = reports.find_map(|report| {
        report.page_index(path)?;
        report.origin = None;
        report.all_pages_mut().find(|page| page.path == path)
    });
    if found.is_none() {
        found = edition.pages.iter_mut().chain([&mut edition.home]).find(|page| page.path == path);
    }
    let place = found?;
    let (old, now) = (&place.front, &new.value.front);
    let is_moved = new.value.slug() != place.slug() || (old.weight, old.draft) != (now.weight, now.draft);
    if !new.diagnostics.is_empty() || is_moved || old.aliases != now.aliases {
        return None;
    }
    let mut new = new.value;
    let mut said = Vec::new();
    ids::give(&mut [&mut new], &mut said);
    said.is_empty().then(|| std::mem::replace(place, new))
}

/// The folder of free pages; every other folder below `content/` is a report.
const SOURCES: &str = "sources";
/// The folder of a report's folder that holds its pages as the last import wrote them.
pub const BASE: &str = "_import";

/// A page and what was met in it; no page when the file is no text.
type Parsed = Checked<Option<Page>>;

/// Reads the edition in a folder.
#[must_use]
pub fn read(tree: &FileTree) -> Checked<Edition> {
    read_cached(tree, &Cache::default())
}

/// Reads the edition in a folder of which pages were read before; what it gives is what [`read`] gives.
#[must_use]
pub fn read_cached(tree: &FileTree, cache: &Cache) -> Checked<Edition> {
    let config = config::read_from(tree);
    let versions = config.value.versions;
    let is_wanted = |path: &str| !is_base(path) && (versions.are_kept() || !is_former(path));
    let files: Vec<(&str, &[u8])> =
        tree.within("content").filter(|(path, _)| is_markdown(path) && is_wanted(path)).collect();
    let parsed = files.into_par_iter().map(|(path, bytes)| (path.to_owned(), parse(path, bytes, cache))).collect();
    assemble(tree, config, parsed, cache)
}

/// Reads a page. One in which nothing was met is kept.
fn parse(path: &str, bytes: &[u8], cache: &Cache) -> Parsed {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.valid_up_to();
            let message = message!("page-not-utf8", offset = offset);
            let wrong = Diagnostic::new("page-not-utf8", path, message);
            return Checked::new(None, vec![wrong.hint(message!("page-not-utf8-hint"))]);
        }
    };
    let mut digest = Digest::default();
    digest.add(&("page", path, text));
    let key = digest.done();
    if let Some(known) = key.and_then(|key| cache.known::<Page>(key)) {
        return Checked::clean(Some(Page { path: path.to_owned(), text: text.to_owned(), ..known }));
    }
    let page = read_page(path, text);
    if let Some(key) = key.filter(|_| page.diagnostics.is_empty()) {
        cache.keep(key, &page.value);
    }
    Checked::new(Some(page.value), page.diagnostics)
}

/// Puts the pages of a folder together.
fn assemble(
    tree: &FileTree,
    config: Checked<Config>,
    mut parsed: HashMap<String, Parsed>,
    cache: &Cache,
) -> Checked<Edition> {
    let mut said = Vec::new();
    let config = config.collect_into(&mut said);
    let feedback = feedback::read_feedback(tree).collect_into(&mut said);
    let other_editions = other_editions::read(tree, &config, &mut said);
    let mut home = take(&mut parsed, "content/_index.md", &mut said).unwrap_or_default();
    let folders = report_folders(tree).into_iter();
    let mut reports: Vec<EditionReport> =
        folders.filter_map(|folder| read_report((tree, cache), &mut parsed, folder, &mut said)).collect();
    reports.sort_by_key(|report| (report.index.front.weight.unwrap_or(i64::MAX), report.id.clone()));
    let free = tree.within("content").map(|(path, _)| path).filter(|path| is_free_page(&path["content/".len()..]));
    let mut pages: Vec<Page> = free.filter_map(|path| take(&mut parsed, path, &mut said)).collect();
    for report in &mut reports {
        slugs::check_report(report, &mut said);
        let mut all: Vec<&mut Page> = std::iter::once(&mut report.index).chain(&mut report.pages).collect();
        ids::give(&mut all, &mut said);
        report.picture_sizes = picture_sizes(tree, &report.id);
        if config.facsimile {
            report.facsimile = facsimile::read(tree, &format!("content/{}", report.id), &mut said);
        }
        if config.versions.are_kept() {
            report.versions = versions::read(tree, &parsed, (&config, report), &mut said);
        }
    }
    slugs::check_free(&mut pages, &mut said);
    for page in pages.iter_mut().chain(std::iter::once(&mut home)) {
        ids::give(&mut [page], &mut said);
    }
    let edition = Edition { config, home, reports, pages, feedback, other_editions };
    Checked::new(edition, said)
}

/// Width and height of the pictures that stand beside the pages of a report.
fn picture_sizes(tree: &FileTree, report: &str) -> BTreeMap<String, (u32, u32)> {
    let base = format!("content/{report}");
    let beside =
        |path: &str| path.strip_prefix(&base)?.strip_prefix('/').filter(|file| !file.contains('/')).map(str::to_owned);
    let files = tree.within(&base);
    files.filter_map(|(path, bytes)| Some((beside(path)?, raster::size(bytes)?))).collect()
}

/// A digest of all that a report is read from: its files, and the edition's words of languages.
fn origin(tree: &FileTree, base: &str) -> Option<u128> {
    let mut digest = Digest::default();
    for folder in [base, "languages"] {
        for (path, bytes) in tree.within(folder).filter(|(path, _)| !is_base(path)) {
            digest.add(path);
            digest.add_bytes(bytes);
        }
    }
    digest.done()
}

/// The folders directly below `content/` that hold pages, without the one of free pages.
fn report_folders(tree: &FileTree) -> Vec<&str> {
    let mut folders: Vec<&str> = tree
        .within("content")
        .filter(|(path, _)| is_markdown(path) || path.ends_with(RECORD))
        .filter_map(|(path, _)| Some(path["content/".len()..].split_once('/')?.0))
        .filter(|folder| *folder != SOURCES)
        .collect();
    folders.dedup();
    folders
}

fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"))
}

/// Whether a file below `content/` is a page as the last import wrote it.
fn is_base(path: &str) -> bool {
    path.split('/').nth(2) == Some(BASE)
}

/// Whether a file below `content/` is a page of a former version.
fn is_former(path: &str) -> bool {
    path.split('/').nth(2) == Some(versions::FOLDER)
}

fn is_free_page(path: &str) -> bool {
    let below = path.strip_prefix("sources/").unwrap_or(path);
    is_markdown(path) && !below.contains('/') && below != "_index.md"
}

/// A page that was read, and what was met in it.
fn take(parsed: &mut HashMap<String, Parsed>, path: &str, said: &mut Vec<Diagnostic>) -> Option<Page> {
    parsed.remove(path)?.collect_into(said)
}

/// Reads one report: its index, its pages in order, what import knew.
fn read_report(
    (tree, cache): (&FileTree, &Cache),
    parsed: &mut HashMap<String, Parsed>,
    folder: &str,
    said: &mut Vec<Diagnostic>,
) -> Option<EditionReport> {
    let base = format!("content/{folder}");
    let index_path = format!("{base}/_index.md");
    if tree.get(&index_path).is_none() {
        let message = message!("report-without-index", folder = base);
        let missing = Diagnostic::new("report-without-index", &index_path, message);
        said.push(missing.hint(message!("report-without-index-hint")));
        return None;
    }
    let index = take(parsed, &index_path, said)?;
    let mut pages = Vec::new();
    let is_page = |path: &str| is_markdown(path) && path != index_path && !is_base(path) && !is_former(path);
    for (path, _) in tree.within(&base).filter(|(path, _)| is_page(path)) {
        if path[base.len() + 1..].contains('/') {
            let message = message!("page-misplaced");
            let misplaced = Diagnostic::new("page-misplaced", path, message);
            said.push(misplaced.hint(message!("page-misplaced-hint", folder = base)));
        } else {
            pages.extend(take(parsed, path, said));
        }
    }
    pages.sort_by_key(|page| (page.front.weight.unwrap_or(i64::MAX), page.path.clone()));
    let record = record::read_cached(tree, &format!("{base}/{RECORD}"), cache, said);
    let history = record::read_cached(tree, &format!("{base}/{REVISIONS}"), cache, said);
    record::name_aside(tree, &base, said);
    let origin = origin(tree, &base);
    Some(EditionReport { id: folder.to_owned(), index, pages, record, history, origin, ..EditionReport::default() })
}
