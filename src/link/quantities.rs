//! The figures that the pages of a report state, found anew at each build and stored nowhere.
//!
//! In: the pages with their outline. Out: the figures of each page, `at` a block's id or a note's mark. What always holds: a page's
//! figures come from its own text and from the headings of the report, so that pages are read side by side, and one that changed by itself.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::stored_figures::{Found, StoredFigure};
use crate::cache::Cache;
use crate::digest::named;
use crate::figures::{Account, Document, Heading, Passage, Reader, Remark};
use crate::model::indicator::Indicator;
use crate::model::links::{BlockLink, SectionLink};
use crate::model::page::{BlockElement, Element, Page};

/// The figures of every page of a report; `origin`: a digest of all that the report is read from.
pub(super) fn figures(
    (pages, origin): (&[&Page], Option<u128>),
    sections: &[SectionLink],
    blocks: &[BlockLink],
    cache: &Cache,
) -> Vec<Found> {
    let stored: Vec<Vec<StoredFigure>> = cache.kept_whole(named("figures", origin), |parts| {
        let text = Text::new(pages, sections, blocks);
        let read = |at| text.page(at).iter().map(|figure| StoredFigure::from(&**figure)).collect();
        (0..pages.len()).into_par_iter().map(|at| parts.kept(Some(text.origin(at)), || read(at))).collect()
    });
    let found =
        |stored: Vec<StoredFigure>| stored.into_iter().map(|figure| Arc::new(Indicator::from(figure))).collect();
    stored.into_iter().map(found).collect()
}

/// The pages of a report, ready to be read.
pub(super) struct Text<'a> {
    pages: &'a [&'a Page],
    blocks: &'a [BlockLink],
    sections: HashMap<&'a str, usize>,
    reader: Reader,
}

impl<'a> Text<'a> {
    pub(super) fn new(pages: &'a [&'a Page], sections: &'a [SectionLink], blocks: &'a [BlockLink]) -> Self {
        let by_id: HashMap<&str, usize> =
            sections.iter().enumerate().map(|(at, section)| (section.id.as_str(), at)).collect();
        let parent = |section: &SectionLink| by_id.get(section.parent.as_deref()?).copied();
        let headings: Vec<Heading<'_>> =
            sections.iter().map(|section| Heading { title: &section.title, parent: parent(section) }).collect();
        let texts = pages.iter().flat_map(|page| &page.elements).filter_map(|element| match element {
            Element::Block(block) => Some(block.text.as_str()),
            Element::Heading(_) => None,
        });
        let labels = sections.iter().map(|section| section.label.as_deref());
        let document = pages.first().map_or_else(Document::default, |index| {
            let front = &index.front;
            let says = (front.date.as_deref(), front.lang.as_deref());
            Document::new(&index.plain_title, says, front.document_kind.as_deref(), labels)
        });
        let reader = Reader::new(&document, &headings, texts);
        Self { pages, blocks, sections: by_id, reader }
    }

    /// What the figures of a page are read from, as a digest.
    fn origin(&self, at: usize) -> u128 {
        let (passages, notes) = self.passages(at);
        self.reader.origin(&passages, &notes)
    }

    /// The figures of one page.
    pub(super) fn page(&self, at: usize) -> Found {
        let (passages, notes) = self.passages(at);
        self.reader.read(&passages, &notes).into_iter().map(Arc::new).collect()
    }

    /// What became of each number of one passage or note of a page.
    pub(super) fn explain(&self, at: usize, place: &str) -> Vec<Account> {
        let (passages, notes) = self.passages(at);
        self.reader.explain(&passages, &notes, place)
    }

    /// The passages and notes of one page.
    fn passages(&self, at: usize) -> (Vec<Passage<'a>>, Vec<Remark<'a>>) {
        let Some(page) = self.pages.get(at) else { return Default::default() };
        let first = self.blocks.partition_point(|block| block.page < at);
        let own = self.blocks[first..].iter().take_while(|block| block.page == at);
        let passage = |link: &'a BlockLink| match page.elements.get(link.element)? {
            Element::Block(block) => Some(Passage {
                id: &block.id,
                kind: block.kind,
                section: self.sections.get(link.section.as_deref().unwrap_or_default()).copied(),
                text: Cow::Borrowed(&block.text),
                calls: calls(block),
            }),
            Element::Heading(_) => None,
        };
        let passages = own.filter_map(passage).collect();
        let remark = |note: &'a crate::model::page::NoteDefinition| Remark {
            label: &note.label,
            text: Cow::Borrowed(note.text.as_str()),
        };
        (passages, page.notes.iter().map(remark).collect())
    }
}

/// The labels of the notes that a block calls, and about where in its words.
fn calls(block: &BlockElement) -> Vec<(&str, usize)> {
    let mut skipped = block.range.start;
    let mut found = Vec::new();
    for mark in &block.marks {
        found.push((mark.label.as_str(), mark.range.start.saturating_sub(skipped)));
        skipped += mark.range.len();
    }
    found
}
