//! The shape of `data/edition.json`, version `ibid/1`. Keys are written in the order of the fields.
//!
//! Lines are 1-based lines of the source file; addresses are relative to the site's root
//! (`can-tho/mo-dau.html#k7f2`); `base_url` ends with `/` or is empty.

use serde::Serialize;

use crate::model::report::{Lines, ReportKind};

/// The version of the shape.
pub const VERSION: &str = "ibid/1";

/// A list that a later version fills.
pub type Later = [(); 0];

/// The whole edition. `R`: a list of [`Report`]s.
#[derive(Debug, Serialize)]
pub struct Edition<'a, R> {
    /// [`VERSION`].
    pub schema: &'static str,
    /// Title of the edition.
    pub title: &'a str,
    /// Its language.
    pub language: &'a str,
    /// Where the site stands.
    pub base_url: &'a str,
    /// The reports, in order.
    pub reports: R,
    /// Official documents that are cited.
    pub documents: Vec<Document<'a>>,
    /// Passages that are restated elsewhere.
    pub parallels: Vec<Parallel<'a>>,
    /// Figures that differ between them.
    pub discrepancies: Vec<Discrepancy<'a>>,
}

/// A report.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// Its folder.
    pub id: &'a str,
    /// Plain title.
    pub title: String,
    /// The place that it is about, when known.
    pub place: Option<&'a str>,
    /// Where it was signed or published, when that is another place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_of_issue: Option<&'a str>,
    /// `report` or `appendix`.
    pub kind: ReportKind,
    /// What the document calls itself, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_kind: Option<&'a str>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<&'a str>,
    /// Who issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<&'a str>,
    /// ISO date, as far as known.
    pub date: Option<&'a str>,
    /// Address of its first page.
    pub url: String,
    /// Where it came from.
    pub source: Source<'a>,
    /// Where the printed pages begin, in reading order; absent when unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PrintedPage<'a>>,
    /// The outline, in reading order.
    pub sections: Vec<Section<'a>>,
    /// The text, in reading order.
    pub blocks: Vec<Block<'a>>,
    /// The notes, by number.
    pub notes: Vec<Note<'a>>,
    /// Figures, page by page.
    pub indicators: Vec<Indicator<'a>>,
    /// The editor's own notes, in reading order.
    pub annotations: Vec<Annotation<'a>>,
    /// Corrected words, in reading order; `text` of blocks and notes has them as printed.
    pub corrections: Vec<Correction<'a>>,
}

/// A page of the print.
#[derive(Debug, Serialize)]
pub struct PrintedPage<'a> {
    /// Its number; in square brackets where the page prints none.
    pub page: &'a str,
    /// Address of the place where it begins.
    pub url: String,
}

/// The editor's own note.
#[derive(Debug, Serialize)]
pub struct Annotation<'a> {
    /// `ann-k7f2-1`.
    pub id: String,
    /// The letter that the page shows: "a".
    pub letter: String,
    /// Id of the block that it is about, or null.
    pub block: Option<&'a str>,
    /// Id of the note that it is about (`fn-5`), or null; both are null when its words are gone.
    pub note: Option<String>,
    /// Address of the note on its page.
    pub url: String,
    /// The words that it is about; empty for the whole block.
    pub quote: &'a str,
    /// What the editor says, in Markdown.
    pub text: &'a str,
    /// Who says it, or null.
    pub by: Option<&'a str>,
    /// ISO date, or null.
    pub date: Option<&'a str>,
}

/// Corrected words.
#[derive(Debug, Serialize)]
pub struct Correction<'a> {
    /// `cor-k7f2-1`.
    pub id: String,
    /// Id of the block that holds the words, or null.
    pub block: Option<&'a str>,
    /// Id of the note that holds them (`fn-5`), or null.
    pub note: Option<String>,
    /// Address of the words.
    pub url: String,
    /// First source line of the block or note, or null.
    pub line: Option<usize>,
    /// The words as printed.
    pub quote: &'a str,
    /// How they are to be read.
    pub read: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Who says it, or null.
    pub by: Option<&'a str>,
    /// ISO date, or null.
    pub date: Option<&'a str>,
}

/// The part of a source file that a report came from.
#[derive(Debug, Serialize)]
pub struct Source<'a> {
    /// Name of the file; null for a report written by hand.
    pub file: Option<&'a str>,
    /// First and last line; null for a report written by hand.
    pub lines: Option<Lines>,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct Section<'a> {
    /// Stable id.
    pub id: &'a str,
    /// Number, or null.
    pub number: Option<&'a str>,
    /// Label ("Phần thứ nhất"), or null.
    pub label: Option<&'a str>,
    /// Plain title without number.
    pub title: &'a str,
    /// Id of the section above, or null.
    pub parent: Option<&'a str>,
    /// Depth, from 1.
    pub level: usize,
    /// Address.
    pub url: String,
    /// The heading's line, or null.
    pub line: Option<usize>,
    /// The printed page on which it begins; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<&'a str>,
}

/// A block of text.
#[derive(Debug, Serialize)]
pub struct Block<'a> {
    /// Stable id.
    pub id: &'a str,
    /// Id of its section; null in front and end matter.
    pub section: Option<&'a str>,
    /// Name of its kind.
    pub kind: &'static str,
    /// Address.
    pub url: String,
    /// Source lines; two ranges for a paragraph that was broken by a page end.
    pub lines: &'a [Lines],
    /// The printed pages on which it stands, in square brackets those that print no number; absent when unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<&'a str>,
    /// Plain text without marks.
    pub text: &'a str,
}

/// A note.
#[derive(Debug, Serialize)]
pub struct Note<'a> {
    /// `fn-5`; 5 is the label in the pages, which a revision keeps.
    pub id: &'a str,
    /// Its place in the report.
    pub number: usize,
    /// The sign at which readers know it: the number, star or letter of the print, or its count.
    pub sign: &'a str,
    /// The label that the source printed.
    pub label: &'a str,
    /// Address on its page.
    pub url: String,
    /// Source lines.
    pub lines: &'a [Lines],
    /// The printed pages on which it stands; absent when unknown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<&'a str>,
    /// Plain text, paragraphs parted by line feeds.
    pub text: &'a str,
    /// The places that call it.
    pub references: Vec<Reference<'a>>,
    /// What import mended, or null.
    pub repair: Option<&'a str>,
}

/// A mark that calls a note.
#[derive(Debug, Serialize)]
pub struct Reference<'a> {
    /// Id of the block that holds the mark, or of the section when it stands in a heading.
    pub block: &'a str,
    /// Address of the mark.
    pub url: String,
    /// Source line of the mark, or of the first line of its block, or null.
    pub line: Option<usize>,
}

/// A figure that the report states.
#[derive(Debug, Serialize)]
pub struct Indicator<'a> {
    /// The id of its words on the page: `fig-k7f2-1`.
    pub id: &'a str,
    /// What is measured.
    pub name: &'a str,
    /// `=`, `>=`, `>`, `<=`, `<` or `~`.
    pub op: &'static str,
    /// The figure, or the lower end of a range.
    pub low: f64,
    /// The upper end; the same for a single figure.
    pub high: f64,
    /// The unit as printed, or null.
    pub unit: Option<&'a str>,
    /// A year, a span `2021-2025`, a word, or null.
    pub period: Option<&'a str>,
    /// `target`, `actual`, `plan` or `baseline`.
    pub kind: &'static str,
    /// Id of the block that states it; absent when a note does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<&'a str>,
    /// Id of the note that states it; absent when a block does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'a str>,
    /// Address of its words.
    pub url: String,
    /// First source line of its block or note, or null.
    pub line: Option<usize>,
    /// The printed page on which its words begin; absent when unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<&'a str>,
    /// The words that state it.
    pub quote: &'a str,
    /// Id of its concept in the comparison, or null.
    pub concept: Option<&'a str>,
    /// `accepted` by an editor, `proposed` to one, or `found` in the text.
    pub status: &'static str,
}

/// An official document that is cited.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// Its id in the register.
    pub id: &'a str,
    /// The number in its normal form.
    pub number: &'a str,
    /// What it is: "Nghị quyết".
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// Who issued it, or null.
    pub issuer: Option<&'a str>,
    /// ISO date, or null.
    pub date: Option<&'a str>,
    /// What it is about, as printed, or null.
    pub subject: Option<&'a str>,
    /// Address in the register.
    pub url: String,
    /// The places that cite it.
    pub mentions: Vec<Mention<'a>>,
}

/// A place that cites a document.
#[derive(Debug, Serialize)]
pub struct Mention<'a> {
    /// Id of the report.
    pub report: &'a str,
    /// Id of the block or section; null for a note.
    pub block: Option<&'a str>,
    /// Id of the note, or null.
    pub note: Option<&'a str>,
    /// Address.
    pub url: String,
    /// Source line of the block or note, or null.
    pub line: Option<usize>,
    /// The words that name the document, as printed.
    pub quote: &'a str,
}

/// Two passages that say the same.
#[derive(Debug, Serialize)]
pub struct Parallel<'a> {
    /// `section`, `block` or `note`; `note` where one of the two is a note.
    pub level: &'static str,
    /// The one that comes first.
    pub a: Side<'a>,
    /// The other one.
    pub b: Side<'a>,
    /// `same`, `edited` or `partial`.
    pub degree: &'static str,
    /// 0 to 1.
    pub score: f64,
    /// The side that sets a target where the other one tells a result: `a` or `b`, or null.
    pub target: Option<&'static str>,
}

/// A passage.
#[derive(Debug, Serialize)]
pub struct Side<'a> {
    /// Id of the report.
    pub report: &'a str,
    /// Id of the section or block.
    pub id: &'a str,
    /// Its first source line, or null.
    pub line: Option<usize>,
}

/// Two figures that differ.
#[derive(Debug, Serialize)]
pub struct Discrepancy<'a> {
    /// Its id on the page of discrepancies.
    pub id: &'a str,
    /// Why the figures stand side by side: `figure`, `digit`, `unit`, `sum`, `shares`, `ratio`.
    pub kind: &'static str,
    /// What the figures are of.
    pub what: &'a str,
    /// The one that comes first.
    pub a: Figure<'a>,
    /// The other one.
    pub b: Figure<'a>,
    /// Further places that give one of the two figures for the same.
    pub also: Vec<Figure<'a>>,
    /// Why the editor lets it stand, or null.
    pub settled: Option<&'a str>,
}

/// A figure in its sentence.
#[derive(Debug, Serialize)]
pub struct Figure<'a> {
    /// Id of the report.
    pub report: &'a str,
    /// Id of the block; null for a note.
    pub block: Option<&'a str>,
    /// Id of the note, or null.
    pub note: Option<&'a str>,
    /// Source line of the block or note, or null.
    pub line: Option<usize>,
    /// The sentence.
    pub quote: &'a str,
    /// The figure as printed.
    pub value: &'a str,
}
