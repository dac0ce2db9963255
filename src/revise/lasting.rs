//! Paragraphs and headings that the editor added get their ids written, so that their addresses stay when their words change.
//!
//! In: a file, its elements with the ids that their words gave them so far. Out: the file with `{#id}` behind each that had none.

use std::collections::HashMap;

use crate::model::page::{Element, Page};
use crate::model::report::BlockKind;

/// Elements of the pages that stood, whose ids were made from their words: words and kind lead to the id.
#[derive(Debug, Default)]
pub struct MadeIds(HashMap<(bool, String), String>);

impl MadeIds {
    /// The ids that were made in these pages.
    pub fn of<'p>(pages: impl Iterator<Item = &'p Page>) -> Self {
        let made = pages.flat_map(|page| &page.elements).filter_map(unwritten);
        Self(made.map(|(key, id, _)| (key, id.to_owned())).collect())
    }

    /// The page's text with these ids written.
    #[must_use]
    pub fn write(&self, page: &Page) -> String {
        let mut text = page.text.clone();
        for (key, _, end) in page.elements.iter().rev().filter_map(unwritten) {
            let Some(id) = self.0.get(&key) else { continue };
            let head = text[..end].trim_end();
            // A block that ends otherwise than with its words has no place for an id.
            if !head.is_empty() && !head.ends_with('}') && !text[..end].is_empty() {
                text.insert_str(head.len(), &format!(" {{#{id}}}"));
            }
        }
        text
    }
}

/// A paragraph or heading without an id of its own: its kind and words, the id they gave it, where it ends.
fn unwritten(element: &Element) -> Option<((bool, String), &str, usize)> {
    match element {
        Element::Heading(heading) if !heading.id_given => {
            Some(((true, heading.title.clone()), &heading.id, heading.range.end))
        }
        Element::Block(block) if !block.id_given && block.kind == BlockKind::Paragraph => {
            Some(((false, block.text.clone()), &block.id, block.range.end))
        }
        _ => None,
    }
}
