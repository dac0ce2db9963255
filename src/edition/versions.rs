//! Former versions of a report: its pages as they stood when a revision replaced them.
//!
//! In: a report's folder. Out: [`Version`]s; and the files that keep one more. What always holds: a version that was kept never
//! changes, whatever becomes of the pages; each stores only the pages that differ from the version before it.
//!
//! `_versions.yaml` lists the pages of each, `_versions/<revision>/` holds those that differ. A page of a version is the newest one of
//! its name in the folders up to its own.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::page::read_page;
use super::{ids, record, slugs};
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::config::{Config, Outputs};
use crate::model::edition::{Edition, EditionReport, Version};
use crate::model::feedback::FeedbackConfig;
use crate::model::page::Page;
use crate::tree::FileTree;

/// The folder of a report's folder that holds their pages.
pub(super) const FOLDER: &str = "_versions";
/// The list of them.
const LIST: &str = "_versions.yaml";
/// The report's own page.
const INDEX: &str = "_index.md";

/// An entry of the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Entry {
    /// The revision that replaced it, counted from 1.
    revision: usize,
    /// The file names of its pages.
    pages: Vec<String>,
}

/// The path of a version's page, relative to the report's folder: where it was stored last.
fn stored(list: &[Entry], revision: usize, name: &str, has: impl Fn(&str) -> bool) -> Option<String> {
    let mut folders: Vec<usize> = list.iter().map(|entry| entry.revision).filter(|one| *one <= revision).collect();
    folders.sort_unstable();
    folders.iter().rev().map(|one| format!("{FOLDER}/{one}/{name}")).find(|path| has(path))
}

/// The files of a report's folder that keep its pages as the version that a revision replaces; none for a report that is not
/// published.
#[must_use]
pub fn keep_version(report: &FileTree, pages: &BTreeMap<String, String>, revision: usize) -> Vec<(String, String)> {
    let index = pages.get(INDEX).map(|text| read_page(INDEX, text).value);
    if index.is_none_or(|index| index.front.draft) {
        return Vec::new();
    }
    let list: Vec<Entry> = serde_yaml::from_str(report.text(LIST).unwrap_or_default()).unwrap_or_default();
    let mut list: Vec<Entry> = list.into_iter().filter(|entry| entry.revision < revision).collect();
    list.push(Entry { revision, pages: pages.keys().cloned().collect() });
    let mut files = Vec::new();
    for (name, text) in pages {
        let known = stored(&list, revision, name, |path| report.get(path).is_some());
        if known.and_then(|path| report.text(&path)) != Some(text) {
            files.push((format!("{FOLDER}/{revision}/{name}"), text.clone()));
        }
    }
    let list = serde_yaml::to_string(&list).unwrap_or_default();
    let head =
        "# The versions of this report that revisions replaced, oldest first. Written by ibid; not for editing.\n";
    files.push((LIST.to_owned(), format!("{head}{list}")));
    files
}

/// The versions of a report that were kept, oldest first. A version of which a page is missing is left out, and told of.
pub(super) fn read(
    tree: &FileTree,
    parsed: &HashMap<String, Checked<Option<Page>>>,
    (config, report): (&Config, &EditionReport),
    said: &mut Vec<Diagnostic>,
) -> Vec<Version> {
    let folder = format!("content/{}", report.id);
    let mut list: Vec<Entry> = record::read(tree, &folder, LIST, said);
    list.sort_by_key(|entry| entry.revision);
    list.dedup_by_key(|entry| entry.revision);
    let mut versions = Vec::new();
    for entry in &list {
        let page = |name: &String| {
            let has = |path: &str| tree.get(&format!("{folder}/{path}")).is_some();
            let path = stored(&list, entry.revision, name, has)?;
            let page = parsed.get(&format!("{folder}/{path}"))?.value.clone()?;
            Some(Page { path: format!("{folder}/{name}"), ..page })
        };
        let pages: Result<Vec<Page>, &String> = entry.pages.iter().map(|name| page(name).ok_or(name)).collect();
        let is_known = (1..=report.history.revisions.len()).contains(&entry.revision);
        let fault = match pages {
            Ok(pages) if is_known => {
                versions.extend(version(entry.revision, pages, (config, &report.id)));
                continue;
            }
            Ok(_) => message!("version-no-revision", revision = entry.revision),
            Err(name) => message!("version-no-page", revision = entry.revision, page = name),
        };
        let broken = Diagnostic::new("version-broken", &format!("{folder}/{LIST}"), fault);
        said.push(broken.hint(message!("version-hint", folder = format!("{folder}/{FOLDER}"))));
    }
    versions
}

/// A version of these pages.
fn version(revision: usize, pages: Vec<Page>, (config, report): (&Config, &str)) -> Option<Version> {
    let (index, mut pages): (Vec<Page>, Vec<Page>) =
        pages.into_iter().filter(|page| !page.front.draft).partition(|page| page.path.ends_with("/_index.md"));
    pages.sort_by_key(|page| (page.front.weight.unwrap_or(i64::MAX), page.path.clone()));
    let id = Version::id(report, revision);
    let mut report = EditionReport { id, index: index.into_iter().next()?, pages, ..EditionReport::default() };
    // What is wrong in it was told when it was the text of the edition.
    slugs::check_report(&mut report, &mut Vec::new());
    let mut all: Vec<&mut Page> = report.all_pages_mut().collect();
    ids::give(&mut all, &mut Vec::new());
    let outputs = Outputs { data: false, print: false, search: false, ..Outputs::default() };
    let config = Config { outputs, feedback: FeedbackConfig::default(), ..config.clone() };
    Some(Version { revision, edition: Edition { config, reports: vec![report], ..Edition::default() } })
}
