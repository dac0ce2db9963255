//! Import into an edition: what a source would change in `content/`, as a value.
//!
//! In: the edition's folder and a source. Out: files to write and to remove, and the ledgers. What always holds: a page
//! that the editor changed since the last import is never written over; then nothing is written at all and
//! each such page is named.

use std::collections::BTreeMap;

use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::edition;
use crate::edition::compose::{self, RECORD};
use crate::import::{self, Compilation, Ledger};
use crate::model::edition::ImportRecord;
use crate::model::report::Report;
use crate::source::Source;
use crate::text::{fold, fold_space, slug};
use crate::tree::FileTree;

/// What an import changes in the edition's folder. Paths are relative to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// Files to write.
    pub writes: FileTree,
    /// Pages of the last import that the source has no longer.
    pub removes: Vec<String>,
    /// One ledger a report, under the folder that it goes to.
    pub ledgers: Vec<Ledger>,
}

/// Plans the import of a source into the edition in `folder`. Errors among the diagnostics mean that the plan must
/// not be carried out.
#[must_use]
pub fn import(folder: &FileTree, source: &Source) -> Checked<ImportPlan> {
    let mut said = Vec::new();
    let config_text = folder.text("edition.yaml").unwrap_or_default();
    let config = edition::read_config(config_text).collect_into(&mut said);
    said.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let mut compilation = import::import(source).collect_into(&mut said);
    let mut known = Known::read(folder);
    let mut plan = ImportPlan { ledgers: std::mem::take(&mut compilation.ledgers), ..ImportPlan::default() };
    let file = file_name(&source.name);
    for (index, report) in compilation.reports.iter_mut().enumerate() {
        report.id = known.folder_for(report, file);
        if let Some(ledger) = plan.ledgers.get_mut(index) {
            ledger.report.clone_from(&report.id);
        }
        let composed = compose::compose(report, &config, file, known.weight(&report.id));
        let record = known.records.get(&report.id);
        for (name, text) in &composed.files {
            let path = format!("content/{}/{name}", report.id);
            keep_edited(folder, &path, name, text, record, &mut said);
            put(&mut plan.writes, path, text.clone());
        }
        plan.removes.extend(stale(folder, &report.id, record, &composed.files, &mut said));
    }
    matter_page(folder, &compilation, file, &config.language, &mut plan);
    Checked::new(plan, said)
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn put(tree: &mut FileTree, path: String, text: String) {
    // Paths are made of slugs: they cannot leave the folder.
    let _ = tree.insert(path, text.into_bytes());
}

/// The reports that the edition already has.
struct Known {
    records: BTreeMap<String, ImportRecord>,
    titles: BTreeMap<String, String>,
    weights: BTreeMap<String, usize>,
}

impl Known {
    fn read(folder: &FileTree) -> Self {
        let mut known = Self { records: BTreeMap::new(), titles: BTreeMap::new(), weights: BTreeMap::new() };
        for (path, _) in folder.below("content").iter() {
            let Some(id) = path.strip_suffix("/_index.md").filter(|id| !id.contains('/')) else { continue };
            let text = folder.text(&format!("content/{path}")).unwrap_or_default();
            let page = edition::read_page(path, text).value;
            let name = format!("{} {}", page.front.label.unwrap_or_default(), page.front.title);
            known.titles.insert(id.to_owned(), title_key(&name));
            known.weights.insert(id.to_owned(), page.front.weight.and_then(|w| usize::try_from(w).ok()).unwrap_or(0));
            let record = folder.text(&format!("content/{id}/{RECORD}"));
            if let Some(record) = record.and_then(edition::parse_record) {
                known.records.insert(id.to_owned(), record);
            }
        }
        known
    }

    /// The folder of a report: the one that holds it already, by its source and title, or a new one.
    fn folder_for(&mut self, report: &Report, file: &str) -> String {
        let key = title_key(&format!("{} {}", report.label.as_deref().unwrap_or_default(), report.title));
        let same_source = |id: &String| self.records.get(id).is_some_and(|record| record.file == file);
        let by_title = self.titles.iter().find(|(id, title)| **title == key && (same_source(id) || **id == report.id));
        let by_name = self.titles.keys().find(|id| **id == report.id && same_source(id));
        if let Some(id) = by_title.map(|(id, _)| id).or(by_name) {
            return id.clone();
        }
        let mut id = report.id.clone();
        let mut count = 2;
        while self.titles.contains_key(&id) || id == "sources" {
            id = format!("{}-{count}", report.id);
            count += 1;
        }
        let next = self.weights.values().max().map_or(10, |last| last + 10);
        self.titles.insert(id.clone(), key);
        self.weights.insert(id.clone(), next);
        id
    }

    fn weight(&self, id: &str) -> usize {
        self.weights.get(id).copied().unwrap_or(10)
    }
}

fn title_key(title: &str) -> String {
    fold_space(&fold(title))
}

/// Says so when the page in the edition is not as the last import wrote it.
fn keep_edited(
    folder: &FileTree,
    path: &str,
    name: &str,
    text: &str,
    record: Option<&ImportRecord>,
    said: &mut Vec<Diagnostic>,
) {
    let Some(current) = folder.text(path).filter(|current| *current != text && name != RECORD) else {
        return;
    };
    let untouched =
        record.and_then(|record| record.pages.get(name)).is_some_and(|mark| *mark == compose::fingerprint(current));
    if !untouched {
        let message = "this page was changed since the last import, and the import would change it too";
        said.push(
            Diagnostic::new(Severity::Error, "page-edited", path, message)
                .hint("nothing was written; move the page aside, import again, and carry your changes over"),
        );
    }
}

/// The pages of the last import that the new one lacks; an edited one is named, not removed.
fn stale(
    folder: &FileTree,
    id: &str,
    record: Option<&ImportRecord>,
    files: &BTreeMap<String, String>,
    said: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut removes = Vec::new();
    for (name, mark) in record.iter().flat_map(|record| &record.pages) {
        let path = format!("content/{id}/{name}");
        let Some(current) = folder.text(&path).filter(|_| !files.contains_key(name)) else { continue };
        if *mark == compose::fingerprint(current) {
            removes.push(path);
        } else {
            let message = "this page was changed since the last import, and the source has its section no longer";
            said.push(
                Diagnostic::new(Severity::Error, "page-edited", &path, message)
                    .hint("nothing was written; move the page aside, import again, and carry your changes over"),
            );
        }
    }
    removes
}

/// The matter before the first report and after the last has a page among the sources.
fn matter_page(folder: &FileTree, compilation: &Compilation, file: &str, language: &str, plan: &mut ImportPlan) {
    if compilation.front.is_empty() && compilation.back.is_empty() {
        return;
    }
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let path = format!("content/sources/{}.md", slug(stem, 60));
    let title = if language == "vi" { "Bìa của tập tài liệu" } else { "Cover of the compilation" };
    let mut text = format!("---\ntitle: {title:?}\nsource:\n  file: {file:?}\n  lines: [1, 1]\n---\n");
    for paragraph in compilation.front.iter().chain(&compilation.back) {
        text.push('\n');
        text.push_str(paragraph);
        text.push('\n');
    }
    // The editor's own version stays.
    if folder.text(&path).is_none() {
        put(&mut plan.writes, path, text);
    }
}
