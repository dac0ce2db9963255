//! Links beside the text: what the link phase resolved, as side tables over the pages.

use std::collections::BTreeMap;

use super::indicator::IndicatorKind;

/// All resolved links of the edition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// By report id.
    pub reports: BTreeMap<String, ReportLinks>,
    /// Notes of pages outside the reports, by page path.
    pub pages: BTreeMap<String, ReportLinks>,
    /// Where links between pages lead: by page path and destination as written, an address relative
    /// to the site's root (`can-tho/mo-dau.html#k7f2`).
    pub targets: BTreeMap<(String, String), String>,
    /// The columns of the comparison: places, or reports that have none.
    pub columns: Vec<String>,
    /// What indicators of several reports measure alike.
    pub concepts: Vec<Concept>,
}

/// The resolved outline and notes of one report (or of one page outside the reports).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportLinks {
    /// The outline in reading order, pages and headings alike.
    pub sections: Vec<SectionLink>,
    /// The section of each block, in reading order.
    pub blocks: Vec<BlockLink>,
    /// The notes by their numbers: `notes[0]` is note 1 or the first one with a text.
    pub notes: Vec<LinkedNote>,
    /// Marks that lead to no note, in reading order.
    pub missing: Vec<MissingMark>,
    /// The indicators, page by page.
    pub indicators: Vec<IndicatorLink>,
}

impl ReportLinks {
    /// The note that a label means on a page: the page's own first, then the report's if only one has it.
    #[must_use]
    pub fn note(&self, page: &str, label: &str) -> Option<&LinkedNote> {
        let mut named = self.notes.iter().filter(|note| note.label == label);
        if let Some(own) = named.clone().find(|note| note.page == page) {
            return Some(own);
        }
        let first = named.next()?;
        named.next().is_none().then_some(first)
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

/// A block and the section that holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockLink {
    /// HTML id of the block.
    pub id: String,
    /// Id of its section; none for front and end matter.
    pub section: Option<String>,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's elements.
    pub element: usize,
}

/// A mark whose note is nowhere defined; it takes a number all the same, so that the others keep theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingMark {
    /// The number that its note would have.
    pub number: usize,
    /// Path of the page that holds the mark.
    pub page: String,
    /// The label as written.
    pub label: String,
}

/// An indicator with its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorLink {
    /// HTML id of its words: `fig-k7f2-1`, `fig-fn-5-1`.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter.
    pub index: usize,
    /// Id of the block that holds it.
    pub block: Option<String>,
    /// Number of the note that holds it.
    pub note: Option<usize>,
    /// Id of the section that holds it, or that calls the note.
    pub section: Option<String>,
    /// What it is about, for filters: its own topic, the page's, or the page's title.
    pub topic: String,
    /// Id of its concept.
    pub concept: Option<String>,
}

/// What indicators of several reports measure alike.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Concept {
    /// Its id, unique in the edition.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The unit that most of its figures have; the others are converted to it.
    pub unit: String,
    /// At most one figure a column and kind, by column and kind.
    pub cells: Vec<ConceptCell>,
}

/// The figure of a concept in a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptCell {
    /// Index in [`Links::columns`].
    pub column: usize,
    /// Id of the report that states it.
    pub report: String,
    /// Index in the report's [`ReportLinks::indicators`].
    pub indicator: usize,
    /// Target, actual, plan or baseline.
    pub kind: IndicatorKind,
    /// The figure, or the lower end, in the concept's unit.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Whether the unit is not the one that the report states.
    pub is_converted: bool,
}
