//! What is to be marked in the text of a page: corrected words, annotated words, the words of figures.
//!
//! In: marks of blocks and notes, by the letters of their words. Out: the marks of the one that is being written.
//! What always holds: of two marks of the same words the one that was added first stands around the other.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::links::BlockOrNote;

/// Words that are marked.
pub(super) struct Mark<'a> {
    /// Their letters among those of the block or note; where there are none, the mark is for the whole of it.
    pub letters: Range<usize>,
    /// What is set around or beside them.
    pub kind: MarkKind<'a>,
}

/// What is set around or beside words.
pub(super) enum MarkKind<'a> {
    /// Another reading, as HTML, before the printed one, which is hidden; a sign behind both.
    Corrected { read: String, sign: String },
    /// A sign behind them.
    Annotated { sign: String },
    /// A link behind them.
    Known { sign: String },
    /// The ids of figures, and where they lead if no link stands in the words or around them.
    Figure { ids: Vec<&'a str>, lead: Option<String> },
}

/// The marks of a page.
#[derive(Default)]
pub(super) struct PageMarks<'a> {
    blocks: HashMap<&'a str, Vec<Mark<'a>>>,
    notes: HashMap<usize, Vec<Mark<'a>>>,
}

impl<'a> PageMarks<'a> {
    /// Adds the mark of a block or note.
    pub fn add(&mut self, part: BlockOrNote<'a>, mark: Mark<'a>) {
        match part {
            (Some(block), _) => self.blocks.entry(block).or_default().push(mark),
            (None, Some(note)) => self.notes.entry(note).or_default().push(mark),
            (None, None) => {}
        }
    }

    /// The marks of a block.
    pub fn of_block(&self, id: &str) -> &[Mark<'a>] {
        self.blocks.get(id).map_or(&[], Vec::as_slice)
    }

    /// The marks of a note.
    pub fn of_note(&self, number: usize) -> &[Mark<'a>] {
        self.notes.get(&number).map_or(&[], Vec::as_slice)
    }
}
