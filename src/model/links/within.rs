//! What stands within a report: sections, blocks, notes, figures, what the editor says.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cross::Place;
use crate::model::concept::Better;
use crate::model::indicator::{Indicator, IndicatorKind};

/// A block by its id, or a note by its number.
pub type BlockOrNote<'p> = (Option<&'p str>, Option<usize>);

/// Where quoted words stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuotePlace {
    /// Id of the block that holds them.
    pub block: Option<String>,
    /// Number of the note that holds them.
    pub note: Option<usize>,
    /// Their bytes in the printed plain text of the block or note, corrections taken whole; empty for the whole of it.
    pub range: std::ops::Range<usize>,
}

impl QuotePlace {
    /// Whether both are places in the same block or note.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        (&self.block, self.note) == (&other.block, other.note)
    }
}

/// The passage that a reader's comment is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommentLink {
    /// Where it stands.
    pub place: Place,
    /// Its place among all passages, in reading order.
    pub order: usize,
    /// Whether the words that were commented on still stand there.
    pub words_stand: bool,
}

/// The editor's own note with its letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnnotationLink {
    /// Its place among those of the report, from 1: `a` is 1.
    pub number: usize,
    /// The end of its HTML ids: `k7f2-1` of `ann-k7f2-1` and `annref-k7f2-1`.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter.
    pub index: usize,
    /// Where its words stand; none when they are gone: it is listed without a mark.
    pub place: Option<QuotePlace>,
}

/// A correction with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectionLink {
    /// The end of its HTML ids: `k7f2-1` of `cor-k7f2-1` and `corref-k7f2-1`.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter.
    pub index: usize,
    /// Where the printed words stand.
    pub place: QuotePlace,
    /// How they are to be read.
    pub read: String,
}

/// An annotation or correction whose words have no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misquote {
    /// Path of the page.
    pub page: String,
    /// Whether it is a correction.
    pub is_correction: bool,
    /// Index in the page's front matter.
    pub index: usize,
    /// What is wrong.
    pub fault: QuoteFault,
}

/// Why words have no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteFault {
    /// A key that it needs is missing.
    Missing(&'static str),
    /// `at` names no block and no note of the page.
    Place,
    /// The words are not there.
    Lost,
    /// The words are not there, and the corrected ones are.
    Done,
    /// The words stand there so many times.
    Often(usize),
    /// Another correction takes some of the words.
    Overlap,
    /// What is read is what is printed.
    Same,
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
    /// HTML id: `fn-` and the label, which keeps it through a revision that gives the note another number.
    pub id: String,
    /// Its place in the report, from 1.
    pub number: usize,
    /// The sign at which readers know it: the number, star or letter of the print, or its count.
    pub sign: String,
    /// The label that the source printed; none for a note that somebody put into an imported report.
    pub printed: Option<String>,
    /// The label as written in the page.
    pub label: String,
    /// Path of the page that defines it.
    pub page: String,
    /// Plain text.
    pub text: String,
    /// The marks, in reading order.
    pub marks: Vec<MarkLink>,
}

impl LinkedNote {
    /// The printed label, where it is not the one that readers see.
    #[must_use]
    pub fn other_print(&self) -> Option<&str> {
        self.printed.as_deref().filter(|printed| !printed.is_empty() && *printed != self.sign)
    }

    /// HTML id of one of its marks, from 1: `fnref-5-2`.
    #[must_use]
    pub fn mark_id(&self, nth: usize) -> String {
        format!("fnref-{}-{nth}", self.id.trim_start_matches("fn-"))
    }
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
    /// The place that its note would have.
    pub number: usize,
    /// The sign that its note would have.
    pub sign: String,
    /// Path of the page that holds the mark.
    pub page: String,
    /// The label as written.
    pub label: String,
}

/// A figure with its address: an indicator of the front matter, or one that was found in the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorLink {
    /// HTML id of its words: `fig-k7f2-1`, `fig-fn-5-1`; `fig-k7f2-b4kz` for one that was found.
    pub id: String,
    /// Index of the page in `EditionReport::all_pages`.
    pub page: usize,
    /// Index in the page's front matter; none for a figure that was found in the text.
    pub entry: Option<usize>,
    /// What it says.
    pub figure: Arc<Indicator>,
    /// Id of the block that holds it.
    pub block: Option<String>,
    /// Number of the note that holds it.
    pub note: Option<usize>,
    /// HTML id of the block or note that holds it.
    pub place: String,
    /// Id of the section that holds it, or that calls the note.
    pub section: Option<String>,
    /// What it is about, for filters: its own topic, the page's, or the page's title.
    pub topic: String,
    /// Id of its concept.
    pub concept: Option<String>,
}

impl IndicatorLink {
    /// Whether a machine read it and no editor has accepted it.
    #[must_use]
    pub fn is_unreviewed(&self) -> bool {
        self.entry.is_none() || !self.figure.status.is_accepted()
    }

    /// What open data says of it: `accepted`, `proposed`, or `found` for a figure that is no indicator.
    #[must_use]
    pub fn status(&self) -> &'static str {
        if self.entry.is_none() { "found" } else { self.figure.status.name() }
    }
}

/// What figures of several reports measure alike.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Concept {
    /// What addresses name it by, unique in the edition.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name of its topic; empty for none.
    pub topic: String,
    /// Whether it is one of those that a reader asks for first, or that the editor chose.
    pub is_core: bool,
    /// Its place among those that stand for a report; none for the others. Those that the editor chose come first.
    pub headline: Option<usize>,
    /// Which way is better, where one is.
    pub better: Option<Better>,
    /// The indicator of the Sustainable Development Goals.
    pub sdg: Option<String>,
    /// What may stand side by side: one row for each kind of span and unit.
    pub rows: Vec<ConceptRow>,
}

/// Figures of a concept that may stand side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptRow {
    /// Its id in the comparison.
    pub id: String,
    /// What span its figures are of.
    pub span: Span,
    /// The unit that most of its figures have; the others are converted to it.
    pub unit: String,
    /// At most one figure a column and kind, by column and kind.
    pub cells: Vec<ConceptCell>,
    /// Every figure, by column, in reading order.
    pub figures: Vec<ConceptCell>,
    /// What each column says of it.
    pub states: Vec<Stated>,
    /// The promise that a column with figures and no target makes in words.
    pub promises: Vec<Option<(Place, String)>>,
}

/// What span a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Span {
    /// A moment or one year.
    #[default]
    Year,
    /// Several years together.
    Term,
}

impl Span {
    /// The name for templates.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Term => "term",
        }
    }
}

/// What the reports of a place say of a concept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stated {
    /// A figure of this row.
    Figure,
    /// A figure for another span or in another unit: the index of its row.
    Elsewhere(usize),
    /// A figure of another scope or measure: the id of its concept.
    OtherScope(String),
    /// A promise in words.
    InWords(Place, String),
    /// A sentence with figures speaks of it, and none of them is linked.
    Unlinked(Place, String),
    /// Nothing was found.
    #[default]
    Nothing,
}

/// The figure of a concept in a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptCell {
    /// Index in the columns of the edition's links.
    pub column: usize,
    /// Id of the report that states it.
    pub report: String,
    /// Index in the report's indicators.
    pub indicator: usize,
    /// Target, actual, plan or baseline.
    pub kind: IndicatorKind,
    /// Its time as the row has it: a stock at the end of a term is dated by the term's end.
    pub period: Option<String>,
    /// The figure, or the lower end, in the concept's unit.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Whether the unit is not the one that the report states.
    pub is_converted: bool,
    /// The sentence that states it.
    pub sentence: String,
    /// Figures of the same column, kind and time that say otherwise: report and index.
    pub others: Vec<(String, usize)>,
}
