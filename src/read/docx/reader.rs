//! What is known while a Word file is read. The walk itself stands in `body`, `runs` and `tables`.

use std::collections::HashMap;

use super::fields::Fields;
use super::notes::{self, NoteBook, Row};
use super::numbering::Numbering;
use super::package::Package;
use super::styles::Styles;
use crate::read::flow::{Block, Flow, Piece};
use crate::read::xml::Element;

/// How changes that are tracked are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// As if all were accepted.
    #[default]
    Accepted,
    /// As if all were refused.
    Original,
}

/// Walks a file.
pub struct Reader<'p> {
    pub(super) package: &'p Package,
    pub(super) styles: &'p Styles,
    pub(super) notes: NoteBook,
    pub(super) changes: Changes,
    pub(super) fields: Fields,
    /// Bookmarks around marks of notes.
    pub(super) bookmarks: HashMap<String, (Row, String)>,
    /// Notes that were called and are not yet read.
    pub(super) called: Vec<(usize, Element)>,
    /// What stands in boxes beside the paragraph that is read.
    pub(super) boxes: Vec<Block>,
    /// A page ends within the paragraph that is read.
    pub(super) page_ends: bool,
    /// Words of a table of contents stand in the paragraph that is read.
    pub(super) has_contents: bool,
    pub(super) flow: Flow,
    pub(super) numbering: Numbering,
    /// The words of paragraphs whose ends were taken out: the next one goes on with them.
    pub(super) pending: Vec<Piece>,
    /// Headings stand below a title.
    pub(super) has_title: bool,
}

impl<'p> Reader<'p> {
    /// For the parts of a file.
    pub fn new(
        package: &'p Package,
        styles: &'p Styles,
        numbering: Numbering,
        notes: NoteBook,
        changes: Changes,
    ) -> Self {
        let named = package.document.all("w:pStyle");
        let has_title = named.iter().any(|style| is_title(styles, style.attribute("val")));
        Self {
            package,
            styles,
            notes,
            changes,
            fields: Fields::default(),
            bookmarks: notes::bookmarks(&package.document),
            called: Vec::new(),
            boxes: Vec::new(),
            page_ends: false,
            has_contents: false,
            flow: Flow::default(),
            numbering,
            pending: Vec::new(),
            has_title,
        }
    }
}

/// Whether a style is that of the document's title.
pub(super) fn is_title(styles: &Styles, style: Option<&str>) -> bool {
    styles.is_named(style, |name| name == "title")
}

/// Of the ways in which something is written, the first.
pub(super) fn alternative(element: &Element) -> Option<&Element> {
    element.child("mc:Choice").or_else(|| element.child("mc:Fallback"))
}
