//! Reading an edition: a folder of Markdown and YAML becomes an [`Edition`].
//!
//! In: the edition's folder as a [`FileTree`]. Out: the edition, with a diagnostic for all that is wrong in it.
//! What always holds: the text of every page is kept to the byte; ids of headings and blocks are unique in
//! a report; slugs are names that cannot leave their folder; reports and pages come in reading order.

pub mod compose;
mod config;
mod front;
mod ids;
mod page;
mod proposals;
mod slugs;
mod yaml;

pub use config::{normal_base_url, read_config};
pub use page::{read_page, write_page};
pub use proposals::{Proposal, propose};

use crate::diagnostic::{Checked, Diagnostic, Severity, Span};
use crate::model::edition::{Edition, EditionReport, ImportRecord};
use crate::model::page::Page;
use crate::tree::FileTree;

/// The folder of free pages; every other folder below `content/` is a report.
const SOURCES: &str = "sources";
/// What the last import knew, in a report's folder.
const RECORD: &str = "_import.yaml";

/// Reads the edition in a folder.
#[must_use]
pub fn read(tree: &FileTree) -> Checked<Edition> {
    let mut said = Vec::new();
    let config = config::read_from(tree).collect_into(&mut said);
    let content = tree.below("content");
    let home = read_at(tree, "content/_index.md", &mut said).unwrap_or_default();
    let mut reports: Vec<EditionReport> =
        report_folders(&content).into_iter().filter_map(|folder| read_report(tree, &folder, &mut said)).collect();
    reports.sort_by_key(|report| (report.index.front.weight.unwrap_or(i64::MAX), report.id.clone()));
    let mut pages: Vec<Page> = content
        .iter()
        .map(|(path, _)| path)
        .filter(|path| is_free_page(path))
        .filter_map(|path| read_at(tree, &format!("content/{path}"), &mut said))
        .collect();
    for report in &mut reports {
        slugs::check_report(report, &mut said);
        let mut all: Vec<&mut Page> = std::iter::once(&mut report.index).chain(&mut report.pages).collect();
        ids::give(&mut all, &mut said);
    }
    slugs::check_free(&mut pages, &mut said);
    let mut home = home;
    for page in pages.iter_mut().chain(std::iter::once(&mut home)) {
        ids::give(&mut [page], &mut said);
    }
    let edition = Edition { config, home, reports, pages };
    Checked::new(edition, said)
}

/// The folders directly below `content/` that hold pages, without the one of free pages.
fn report_folders(content: &FileTree) -> Vec<String> {
    let mut folders: Vec<String> = content
        .iter()
        .filter(|(path, _)| is_markdown(path) || path.ends_with(RECORD))
        .filter_map(|(path, _)| Some(path.split_once('/')?.0.to_owned()))
        .filter(|folder| folder != SOURCES)
        .collect();
    folders.dedup();
    folders
}

fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"))
}

fn is_free_page(path: &str) -> bool {
    let below = path.strip_prefix("sources/").unwrap_or(path);
    is_markdown(path) && !below.contains('/') && below != "_index.md"
}

fn read_at(tree: &FileTree, path: &str, said: &mut Vec<Diagnostic>) -> Option<Page> {
    let bytes = tree.get(path)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(read_page(path, text).collect_into(said)),
        Err(error) => {
            let offset = error.valid_up_to();
            let message = format!("the page is not UTF-8: a wrong byte at offset {offset}");
            let wrong = Diagnostic::new(Severity::Error, "page-not-utf8", path, message);
            said.push(wrong.hint("save the file again with the encoding UTF-8"));
            None
        }
    }
}

/// Reads one report: its index, its pages in order, what import knew.
fn read_report(tree: &FileTree, folder: &str, said: &mut Vec<Diagnostic>) -> Option<EditionReport> {
    let base = format!("content/{folder}");
    let files = tree.below(&base);
    let index_path = format!("{base}/_index.md");
    if files.get("_index.md").is_none() {
        let message = format!("the folder `{base}` has no `_index.md`, so its pages are in no report");
        let missing = Diagnostic::new(Severity::Error, "report-without-index", &index_path, message);
        said.push(missing.hint("add `_index.md` with the report's title, or move the pages to `content/`"));
        return None;
    }
    let index = read_at(tree, &index_path, said)?;
    let mut pages = Vec::new();
    for (name, _) in files.iter().filter(|(name, _)| is_markdown(name) && *name != "_index.md") {
        let path = format!("{base}/{name}");
        if name.contains('/') {
            let message = "a page may stand only directly in its report's folder";
            let misplaced = Diagnostic::new(Severity::Error, "page-misplaced", &path, message);
            said.push(misplaced.hint(format!("move it to `{base}/`")));
        } else {
            pages.extend(read_at(tree, &path, said));
        }
    }
    pages.sort_by_key(|page| (page.front.weight.unwrap_or(i64::MAX), page.path.clone()));
    let record = read_record(&files, &format!("{base}/{RECORD}"), said);
    Some(EditionReport { id: folder.to_owned(), index, pages, record })
}

/// Reads what the last import knew; a report written by hand has none.
/// Reads the record of the last import; none when it cannot be read.
#[must_use]
pub fn parse_record(text: &str) -> Option<ImportRecord> {
    serde_yaml::from_str(text).ok()
}

fn read_record(files: &FileTree, path: &str, said: &mut Vec<Diagnostic>) -> ImportRecord {
    let Some(bytes) = files.get(RECORD) else {
        return ImportRecord::default();
    };
    match serde_yaml::from_slice(bytes) {
        Ok(record) => record,
        Err(error) => {
            let message = format!("the record of the last import cannot be read: {error}");
            let mut broken = Diagnostic::new(Severity::Error, "record-broken", path, message)
                .hint("this file is written by `ibid import`: restore it, or import the report again");
            if let (Some(place), Ok(text)) = (error.location(), std::str::from_utf8(bytes)) {
                let line = text.lines().nth(place.line().saturating_sub(1)).unwrap_or_default();
                broken = broken.at(Span::whole_line(place.line().max(1), line));
            }
            said.push(broken);
            ImportRecord::default()
        }
    }
}
