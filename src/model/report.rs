//! A report as import understands it: outline, blocks, notes, each with its source lines.

use super::indicator::Indicator;

/// Inclusive, 1-based lines of the source file.
pub type Lines = (usize, usize);

/// Whether a text is a report of its own or an appendix to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReportKind {
    /// A report with its own title block.
    #[default]
    Report,
    /// An appendix ("Phụ lục 1", "Annex 2").
    Appendix,
}

/// One imported report. All texts are inline Markdown whose note marks are `[^n]`, `n` the note's key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Folder name and first part of the report's addresses.
    pub id: String,
    /// The title as printed, one line, without emphasis.
    pub title: String,
    /// What an appendix is called: "PHỤ LỤC 1".
    pub label: Option<String>,
    /// The place that it is about: "Vĩnh Giang".
    pub place: Option<String>,
    /// Where it was signed or published, when that is not [`Report::place`].
    pub place_of_issue: Option<String>,
    /// Report or appendix.
    pub kind: ReportKind,
    /// ISO date as far as printed: `2025`, `2025-04` or `2025-04-03`.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The kind of document, as printed: "Báo cáo", "Prüfbericht".
    pub document_kind: Option<String>,
    /// The document's number: "12/BC-UBND", "A/HRC/60/1".
    pub document_number: Option<String>,
    /// Language of the text: `vi`, `en`; `und` when it is unknown.
    pub lang: String,
    /// The lines of the source file that are this report's.
    pub lines: Lines,
    /// The outline, in reading order.
    pub sections: Vec<Section>,
    /// The text, in reading order; no headings, no notes.
    pub blocks: Vec<Block>,
    /// The notes, in the order of their first references; unused ones at the end.
    pub notes: Vec<Note>,
    /// Reading order of sections and blocks.
    pub flow: Vec<Item>,
    /// Where printed pages begin, in the order of their words.
    pub page_breaks: Vec<PageBreak>,
    /// The figures that it states, in reading order; `at` names a block, or a note by its key (`^12`).
    pub indicators: Vec<Indicator>,
}

/// Where a printed page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageBreak {
    /// The page's number as printed; in square brackets where the page prints none.
    pub label: String,
    /// What holds its first word.
    pub holder: Holder,
    /// The byte of that word in the holder's Markdown.
    pub at: usize,
}

/// What may hold a page's first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// The report's title.
    Title,
    /// The title of a section, by its index.
    Section(usize),
    /// A block, by its index.
    Block(usize),
    /// A paragraph of a note, by both indexes.
    Note(usize, usize),
}

/// A step of the reading order: an index into [`Report::sections`] or [`Report::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A section begins.
    Section(usize),
    /// A block.
    Block(usize),
}

/// A heading and its place in the outline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Stable id, an HTML id.
    pub id: String,
    /// "I", "1", "1.1", "a)", "(1)"; none for parts and unnumbered headings.
    pub number: Option<String>,
    /// "Phần thứ nhất", "Chapter 2" and the like.
    pub label: Option<String>,
    /// The words after the number, with note marks.
    pub title: String,
    /// Depth in the outline, from 1.
    pub level: usize,
    /// Index of the section that holds this one.
    pub parent: Option<usize>,
    /// The heading's own line.
    pub line: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// An item of a list; the text keeps its marker.
    Item,
    /// A block quotation.
    Quote,
    /// A table.
    Table,
    /// Preformatted text.
    Code,
    /// Who issues the report, where and when: the lines above the title.
    Letterhead,
    /// The motto under the title.
    Epigraph,
    /// Who the report goes to ("Nơi nhận").
    Recipients,
    /// Who signs.
    Signature,
    /// The words within a picture or chart that is shown above them.
    Labels,
}

impl BlockKind {
    /// The class that marks the kind in a page (`{.letterhead}`), for kinds that the Markdown does not show.
    #[must_use]
    pub fn class(self) -> Option<&'static str> {
        match self {
            Self::Letterhead => Some("letterhead"),
            Self::Epigraph => Some("epigraph"),
            Self::Recipients => Some("recipients"),
            Self::Signature => Some("signature"),
            Self::Labels => Some("labels"),
            _ => None,
        }
    }

    /// The kind that a class marks.
    #[must_use]
    pub fn from_class(class: &str) -> Option<Self> {
        [Self::Letterhead, Self::Epigraph, Self::Recipients, Self::Signature, Self::Labels]
            .into_iter()
            .find(|kind| kind.class() == Some(class))
    }

    /// The name in open data.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Quote => "quote",
            Self::Table => "table",
            Self::Code => "code",
            Self::Letterhead => "letterhead",
            Self::Epigraph => "epigraph",
            Self::Recipients => "recipients",
            Self::Signature => "signature",
            Self::Labels => "labels",
        }
    }
}

/// A paragraph, list item, table or the like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// Stable id, an HTML id.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Markdown; several lines for tables and letterheads.
    pub text: String,
    /// Where it came from; a paragraph joined over a page end has two ranges.
    pub lines: Vec<Lines>,
    /// Index of the section that holds it; none before the first section and in end matter.
    pub section: Option<usize>,
}

/// A note with all that is known of its references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// Its place in the report, from 1.
    pub number: usize,
    /// Its label in the pages, `[^12]`: its number at the first import; a revision keeps it.
    pub key: String,
    /// What the source printed at the definition, without brackets: "31".
    pub label: String,
    /// Its paragraphs, Markdown.
    pub paragraphs: Vec<String>,
    /// Where the definition stands.
    pub lines: Vec<Lines>,
    /// The lines of the marks that refer to it; empty for an unused note.
    pub references: Vec<usize>,
    /// What import had to mend to link it.
    pub repair: Option<String>,
}
