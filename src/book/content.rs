//! The text of a book: what every writer writes, whatever its format.
//!
//! What always holds: every id is the one that the site gives; words are plain, no format's signs are in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::indicator::{IndicatorKind, Op};
use crate::model::report::{BlockKind, Lines};
use crate::words::with_coin;

/// A report as a book.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// The report's folder.
    pub id: String,
    /// Its address on the site.
    pub url: String,
    /// The title with its marks.
    pub title: Vec<Inline>,
    /// The title as plain text.
    pub plain_title: String,
    /// The language of the text.
    pub lang: String,
    /// What the title block says.
    pub facts: Facts,
    /// The lines above the title.
    pub letterhead: Vec<Block>,
    /// The chapters, the words before the first section among them.
    pub chapters: Vec<Chapter>,
    /// ISO date of the newest thing that the report says of itself.
    pub changed: Option<String>,
    /// Where the pages of the print begin, in reading order.
    pub pages: Vec<PrintPage>,
}

/// Where a page of the print begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPage {
    /// Its number; in square brackets where it prints none.
    pub label: String,
    /// The site's address of the page that holds the place.
    pub url: String,
    /// The id of the place.
    pub id: String,
}

impl Book {
    /// All notes by their ids.
    pub fn notes_by_id(&self) -> BTreeMap<&str, &Note> {
        let notes = self.chapters.iter().flat_map(|chapter| &chapter.notes);
        notes.map(|note| (note.id.as_str(), note)).collect()
    }
}

/// What the title block of a report says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is, as the interface says it: "Báo cáo".
    pub kind: String,
    /// What an appendix is called.
    pub label: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Where it was signed or published, when that is another place.
    pub place_of_issue: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What the report calls itself.
    pub document_kind: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// The date as the language reads it.
    pub date_text: Option<String>,
    /// Source file and lines.
    pub source: Option<(String, Lines)>,
}

/// A page of the report with all that belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chapter {
    /// Its address on the site.
    pub url: String,
    /// Id of the section that it is; empty for the words before the first section.
    pub id: String,
    /// Depth in the outline, from 1; 0 for the words before the first section.
    pub level: usize,
    /// Number or label, as printed.
    pub head: Option<String>,
    /// The title with its marks.
    pub title: Vec<Inline>,
    /// The title as plain text.
    pub plain_title: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// The notes that are defined here, by number.
    pub notes: Vec<Note>,
    /// The figures that the text states.
    pub figures: Vec<Figure>,
    /// The editor's own notes.
    pub annotations: Vec<Annotation>,
    /// The apparatus.
    pub corrections: Vec<Correction>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Its id; none within a note.
    pub id: Option<String>,
    /// What it is.
    pub kind: BlockKind,
    /// What it holds.
    pub content: Content,
    /// Its source lines.
    pub lines: Vec<Lines>,
}

/// What a block holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// A paragraph.
    Words(Vec<Inline>),
    /// A heading below the chapter's own.
    Heading(Heading),
    /// A list.
    List(List),
    /// A quotation.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
    /// Preformatted text.
    Code(String),
    /// A rule.
    Rule,
}

/// A heading below the chapter's own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// Depth in the outline of the report, from 1.
    pub level: usize,
    /// Number or label as printed, empty for none.
    pub head: String,
    /// The title.
    pub title: Vec<Inline>,
    /// The title as plain text.
    pub plain: String,
}

/// A list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// Whether its items have numbers.
    pub is_ordered: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: Option<String>,
    /// The number as printed, with its sign: "3.", "3)".
    pub number: Option<String>,
    /// Its own words.
    pub words: Vec<Inline>,
    /// The blocks after them.
    pub rest: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Align>,
    /// The first row.
    pub head: Vec<Vec<Inline>>,
    /// The others.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// As the format likes.
    #[default]
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words in a style.
    Styled(Style, Vec<Inline>),
    /// Words of a program.
    Code(String),
    /// A new line.
    Break,
    /// Words that lead somewhere.
    Link(Target, Vec<Inline>),
    /// A short form with its long one.
    Term(String, Vec<Inline>),
    /// What a note that only refers refers to: no words of the report.
    Referred(String),
    /// A picture: its file on the site, and the words for it.
    Picture(String, String),
    /// A mark that calls a note.
    Mark(Mark),
    /// Where a page of the print begins: its id and its number.
    Page(String, String),
    /// Words that state a figure; the id stands at the first piece.
    Figure(Option<String>, Vec<Inline>),
    /// Words that the editor speaks of.
    Annotated(Vec<Inline>),
    /// A reading in place of printed words.
    Corrected(String, Vec<Inline>),
    /// The sign of an annotation or correction: the end of its ids, and the letter of an annotation.
    Sign(String, Option<String>),
}

/// A style of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck through.
    Deleted,
    /// Underlined.
    Underlined,
    /// Raised.
    Raised,
    /// Lowered.
    Lowered,
    /// Small.
    Small,
    /// Marked.
    Marked,
}

/// Where words lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// An address relative to the site's root.
    Site(String),
    /// An address elsewhere.
    Web(String),
}

/// A mark that calls a note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The note's place in the report.
    pub number: usize,
    /// The sign that readers see.
    pub sign: String,
    /// The site's address of the page that defines the note, and the note's id; none when nothing does.
    pub note: Option<(String, String)>,
    /// The mark's own id; none where it is not among those that the note leads back to.
    pub id: Option<String>,
}

/// A note.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Its place in the report.
    pub number: usize,
    /// The sign that readers see.
    pub sign: String,
    /// The label that the source printed, when it is another.
    pub printed: Option<String>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its marks: the page that holds each, and its id.
    pub marks: Vec<(String, String)>,
    /// Its source lines.
    pub lines: Vec<Lines>,
}

/// A figure that the text states.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Id of its words, when they were found.
    pub id: Option<String>,
    /// Id of the block or note that holds them.
    pub place: String,
    /// What is measured.
    pub name: String,
    /// The figure as the language writes it, with its bound.
    pub value: String,
    /// The lower and the upper end.
    pub bounds: (f64, f64),
    /// What the number means: itself, at least, at most.
    pub op: Op,
    /// Its unit.
    pub unit: String,
    /// Its time.
    pub period: Option<String>,
    /// What kind of figure it is.
    pub kind: IndicatorKind,
}

impl Figure {
    /// Value and unit for a table.
    #[must_use]
    pub fn quantity(&self) -> String {
        let (value, unit) = with_coin(self.value.clone(), &self.unit);
        format!("{value} {unit}").trim().to_owned()
    }
}

/// The editor's own note.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// The end of its ids.
    pub id: String,
    /// Its letter.
    pub letter: String,
    /// The words that it is about.
    pub quote: String,
    /// Whether its words have a place in the text.
    pub is_placed: bool,
    /// What the editor says, by paragraph.
    pub paragraphs: Vec<Vec<Inline>>,
    /// Who says it, and when.
    pub by: String,
}

/// A correction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The end of its ids.
    pub id: String,
    /// How the words are to be read.
    pub read: String,
    /// The words as printed.
    pub printed: String,
    /// Why.
    pub reason: String,
    /// Who says it, and when.
    pub by: String,
}

/// The words of a line as a reader sees them: the corrected reading, no marks.
#[must_use]
pub fn plain(line: &[Inline]) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Inline::Text(words) | Inline::Code(words) | Inline::Corrected(words, _) | Inline::Picture(_, words) => {
                out.push_str(words);
            }
            Inline::Break => out.push(' '),
            Inline::Styled(_, inner)
            | Inline::Link(_, inner)
            | Inline::Term(_, inner)
            | Inline::Figure(_, inner)
            | Inline::Annotated(inner) => out.push_str(&plain(inner)),
            Inline::Referred(_) | Inline::Mark(_) | Inline::Page(..) | Inline::Sign(..) => {}
        }
    }
    out
}
