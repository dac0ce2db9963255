//! What a document that flows is made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::read::stretch::Stretch;
use crate::source::Metadata;

/// A document.
#[derive(Debug, Default)]
pub struct Flow {
    /// What it says of itself.
    pub metadata: Metadata,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its notes; [`Piece::Note`] counts in this row.
    pub notes: Vec<Note>,
    /// Lines that come again on every page.
    pub running_heads: Vec<String>,
    /// What the editor has to know, with how often it was met.
    pub told: BTreeMap<Omission, usize>,
}

/// What a reader met that does not come over, or not as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// Changes that are tracked: what was put in.
    Inserted,
    /// Changes that are tracked: what was taken out.
    Deleted,
    /// Comments of those who worked on it.
    Comment,
    /// Lines of a table of contents.
    Contents,
    /// Cells over several rows or columns.
    MergedCell,
    /// Menus, heads, feet and buttons of a web page.
    Furniture,
    /// Scripts of a web page.
    Script,
    /// Pictures that are not in the file, or of which nobody could tell where they stand.
    Picture,
    /// Pictures in a format that browsers do not show.
    PictureFormat,
    /// Pictures that are no larger than a sign.
    PictureSign,
    /// Words that are set to be hidden.
    Hidden,
    /// Charts, embedded files, drawings without words.
    Object,
    /// Signs of fonts that do not say what they are.
    Letter,
    /// Automatic numbers in a writing that is not known.
    Number,
    /// Notes that nothing calls.
    StrayNote,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A page ends here because its writer wished so.
    PageEnd,
    /// A picture.
    Picture(Picture),
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// What it shows, as its writer says it.
    pub words: String,
    /// How the name of its file ends.
    pub ending: &'static str,
    /// The file.
    pub bytes: Arc<Vec<u8>>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Text.
    #[default]
    Text,
    /// A heading with its level, from 1.
    Heading(usize),
    /// An item of a list without numbers.
    Item,
    /// A quotation.
    Quote,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words in one style.
    Words(Stretch),
    /// A new line within the paragraph.
    Break,
    /// A mark that calls a note, by the note's place in the document's row.
    Note(usize),
}

/// A note.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Note {
    /// Its label, which no other note has.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Its text.
    pub blocks: Vec<Block>,
    /// How many columns it is wide.
    pub columns: usize,
}

impl Flow {
    /// Counts something that the editor has to know.
    pub fn tell(&mut self, what: Omission) {
        *self.told.entry(what).or_default() += 1;
    }
}

impl Paragraph {
    /// Whether it prints nothing.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Words(stretch) => stretch.text.trim().is_empty(),
            Piece::Break => true,
            Piece::Note(_) => false,
        })
    }
}
