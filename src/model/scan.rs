//! A source as its reader sees it: pages of lines, before anything is known of reports, headings or notes.
//!
//! Every reader (plain text, Markdown, PDF …) fills this value, and import reads nothing else, so that nothing behind
//! a reader knows which format the source had.

use crate::source::{Metadata, SourcePicture};

/// A source, page by page. A text without page breaks is one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scan {
    /// The file's name, for messages.
    pub name: String,
    /// What the source says of itself outside its text.
    pub metadata: Metadata,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The outline that the file carries (bookmarks of a PDF, a linked table of contents): evidence, not text.
    pub bookmarks: Vec<Bookmark>,
    /// Its paragraphs are whole and its pages end where its writer wished so, not where a printer ran out of paper.
    pub is_flowing: bool,
    /// Its reader saw what stands where, and told running heads and notes from the text by that.
    pub is_laid_out: bool,
    /// The pictures that its lines of that shape name.
    pub pictures: Vec<SourcePicture>,
}

/// A page of the source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Its place in the file, from 1.
    pub number: usize,
    /// The number that is printed on it: "12", "iv".
    pub printed: Option<String>,
    /// Its width and height, in whatever its reader measures places.
    pub size: Option<(f32, f32)>,
    /// The file with its picture, as its reader's own file names it.
    pub picture: Option<String>,
    /// Its lines in reading order, without blank ones.
    pub lines: Vec<Line>,
}

/// A printed line, or a line of the text file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Line of the text file, or of all lines that the reader gives, from 1.
    pub number: usize,
    /// Its words as inline Markdown: `**bold**`, `*italics*`, raised print as `<sup>7</sup>`. The signs of `shape`
    /// (`#`, `>`, `-`) are not in it, except those of tables and code.
    pub text: String,
    /// What the reader knows it to be.
    pub shape: Shape,
    /// Blank lines above it on its page; for readers with positions, the gap in lines, rounded down.
    pub blank_before: usize,
    /// White space before its first sign, in characters.
    pub indent: usize,
    /// Where a reader that sees the page places it.
    pub region: Option<Region>,
    /// Height of its print in hundredths of the body's: 100 is body text, 80 small print.
    pub print_size: Option<u16>,
    /// How sure an OCR engine is of its words, in hundredths.
    pub confidence: Option<u8>,
    /// The words that it doubts.
    pub doubtful: Vec<String>,
    /// Whether it goes on with the last table of the page before.
    pub overleaf: Option<Overleaf>,
    /// Left, top, right and bottom on the page in the units of its size, from the page's upper left corner.
    pub bounds: Option<[f32; 4]>,
}

/// How a row of a table goes on with the table of the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overleaf {
    /// It follows the last row there, or is its second half.
    Table,
    /// It is the second half of the last row there.
    Row,
}

/// What the source's own signs make of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// Running text.
    #[default]
    Text,
    /// A heading with its level, from 1.
    Heading(usize),
    /// An item of a list.
    Item,
    /// A row of a table.
    Table,
    /// A quotation.
    Quote,
    /// Words within a picture that is shown.
    Label,
    /// Preformatted text.
    Code,
    /// A rule across the page.
    Rule,
    /// A picture, by its name.
    Picture,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// The text.
    Body,
    /// Notes at the foot of the page.
    Foot,
    /// A line that comes back on many pages, above or below the text.
    RunningHead,
    /// The number of the page.
    PageNumber,
    /// The head of a table that goes on from the page before, printed again.
    TableHead,
    /// Stamps and signs of the printer or a digital signature, and what is printed across the page.
    Stamp,
    /// A number that the print has beside a line.
    LineNumber,
}

/// An entry of the outline that the file carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookmark {
    /// Its words.
    pub title: String,
    /// Depth, from 1.
    pub level: usize,
    /// The page it leads to, by its place in the file.
    pub page: Option<usize>,
}
