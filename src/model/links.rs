//! Links beside the text: what the link phase resolved, as side tables over the pages.

use std::collections::BTreeMap;

/// All resolved links of the edition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// By report id.
    pub reports: BTreeMap<String, ReportLinks>,
    /// Notes of pages outside the reports, by page path.
    pub pages: BTreeMap<String, ReportLinks>,
}

/// The resolved outline and notes of one report (or of one page outside the reports).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportLinks {
    /// The outline in reading order, pages and headings alike.
    pub sections: Vec<SectionLink>,
    /// The notes by their numbers: `notes[0]` is note 1 or the first one with a text.
    pub notes: Vec<LinkedNote>,
    /// Marks that lead to no note, by page path and label.
    pub missing: Vec<(String, String)>,
}

impl ReportLinks {
    /// The note that a label means on a page: the page's own first, then the report's.
    #[must_use]
    pub fn note(&self, page: &str, label: &str) -> Option<&LinkedNote> {
        self.notes
            .iter()
            .find(|note| note.page == page && note.label == label)
            .or_else(|| self.notes.iter().find(|note| note.label == label))
    }
}

/// A section with its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionLink {
    /// HTML id.
    pub id: String,
    /// Number, when it has one.
    pub number: Option<String>,
    /// Label, when it has one.
    pub label: Option<String>,
    /// Plain title.
    pub title: String,
    /// Depth, from 1.
    pub level: usize,
    /// Id of the parent section.
    pub parent: Option<String>,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Whether the section is a page, not a heading within one.
    pub is_page: bool,
}

/// A note with its number and the marks that call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkedNote {
    /// Its place in the report, from 1.
    pub number: usize,
    /// The label as written in the page.
    pub label: String,
    /// Path of the page that defines it.
    pub page: String,
    /// Plain text.
    pub text: String,
    /// The marks, in reading order.
    pub marks: Vec<MarkLink>,
}

/// A mark that calls a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkLink {
    /// Path of the page that holds the mark.
    pub page: String,
    /// HTML id of the block or heading that holds it.
    pub block: String,
    /// Which mark of this note it is, from 1: `fnref-5-2` is the second.
    pub nth: usize,
}
