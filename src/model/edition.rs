//! The edition: configuration, home page and reports, as read from `content/`.

use std::collections::BTreeMap;

use super::config::Config;
use super::page::Page;
use super::report::Lines;

/// All that the editor's folder says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// `edition.yaml`.
    pub config: Config,
    /// `content/_index.md`.
    pub home: Page,
    /// The reports, in order.
    pub reports: Vec<EditionReport>,
    /// Pages that belong to no report (`content/about.md`, `content/sources/…`), in order of their paths.
    pub pages: Vec<Page>,
}

/// One report of the edition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EditionReport {
    /// Its folder, which is the first part of its addresses.
    pub id: String,
    /// `_index.md`: title block and opening words.
    pub index: Page,
    /// One page a section, in reading order.
    pub pages: Vec<Page>,
    /// What the last import knew.
    pub record: ImportRecord,
}

impl EditionReport {
    /// The index and then the section pages: reading order.
    pub fn all_pages(&self) -> impl Iterator<Item = &Page> {
        std::iter::once(&self.index).chain(&self.pages)
    }
}

/// What the last import knew of a report: kept in `content/<report>/_import.yaml`.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ImportRecord {
    /// Name of the source file.
    pub file: String,
    /// The report's lines in it.
    pub lines: Lines,
    /// Fingerprint of each page as import wrote it, by file name: an edited page is known by its difference.
    pub pages: BTreeMap<String, String>,
    /// The first line of each section, by id.
    pub sections: BTreeMap<String, usize>,
    /// Source lines of each block, by id.
    pub blocks: BTreeMap<String, Vec<Lines>>,
    /// What was printed and mended, by the note's label in the pages.
    pub notes: BTreeMap<String, NoteRecord>,
}

/// What the last import knew of a note.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct NoteRecord {
    /// The label that the source printed.
    pub label: String,
    /// Source lines of its text.
    pub lines: Vec<Lines>,
    /// Source lines of its marks, in order.
    pub marks: Vec<usize>,
    /// What import mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
}
