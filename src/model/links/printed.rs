//! The printed pages of a report: where each begins, and on which every passage stands.

use std::collections::BTreeMap;

use crate::model::page::PageStart;
use crate::text::solid;

/// Where a printed page begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedPage {
    /// Its number as printed; in square brackets where it prints none.
    pub label: String,
    /// HTML id, unique in the report: `page-12`.
    pub anchor: String,
    /// Path of the page of content.
    pub page: String,
    /// The byte of its mark in the page's text; none where it begins with the page's title.
    pub byte: Option<usize>,
    /// Whether it begins in a note.
    pub in_note: bool,
}

/// The printed pages of a report; empty where none is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedPages {
    /// In reading order, each once.
    pub starts: Vec<PrintedPage>,
    /// The page on which each section begins, by its id.
    pub sections: BTreeMap<String, String>,
    /// The pages of each block, by its id; the first one is that where it begins.
    pub blocks: BTreeMap<String, Vec<PageStart>>,
    /// The pages of each note, by its number.
    pub notes: BTreeMap<usize, Vec<PageStart>>,
}

impl PrintedPages {
    /// The page that begins at a mark, or with a title.
    #[must_use]
    pub fn start(&self, page: &str, byte: Option<usize>) -> Option<&PrintedPage> {
        self.starts.iter().find(|start| start.page == page && start.byte == byte)
    }

    /// The pages of a block or note.
    #[must_use]
    pub fn of(&self, block: Option<&str>, note: Option<usize>) -> &[PageStart] {
        let found = match (block, note) {
            (Some(block), _) => self.blocks.get(block),
            (None, Some(note)) => self.notes.get(&note),
            (None, None) => None,
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// The page on which words of a block or note begin; `text` is its plain text.
    #[must_use]
    pub fn of_words(&self, block: Option<&str>, note: Option<usize>, text: &str, words: &str) -> Option<&str> {
        let pages = self.of(block, note);
        let at = if pages.len() > 1 { solid(text).find(&solid(words)).unwrap_or(0) } else { 0 };
        pages.iter().rev().find(|page| page.from <= at).map(|page| page.label.as_str())
    }
}
