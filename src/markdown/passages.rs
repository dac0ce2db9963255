//! The words of a page with the bytes that they came from, so that what is found in the words can be marked in
//! the page.
//!
//! In: a page. Out: one [`Passage`] for the title, each heading, block and note, in the page's order.
//! What always holds: a passage's words are those that a reader sees, without marks and emphasis; every byte of
//! them has a place in the source.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};
use serde::{Deserialize, Serialize};

use super::inline::{Inline, inline};
use super::plain::{allowed_tag, raised};
use super::prepare::prepare;
use crate::model::links::Field;
use crate::model::page::{Element, Page};

/// The words of a title, heading, block or note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Which part of the page holds them.
    pub field: Field,
    /// Index in the page's elements; none for the title and for notes.
    pub element: Option<usize>,
    /// Index in the page's notes; none for all others.
    pub note: Option<usize>,
    /// The words.
    pub text: String,
    /// Where each piece of the words begins, and its bytes in the source.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Passage {
    /// The bytes of the source for a range of the words.
    #[must_use]
    pub fn source(&self, words: Range<usize>) -> Range<usize> {
        let last = words.end.max(1) - 1;
        self.at(words.start, false)..self.at(last, true)
    }

    /// The byte of the source where a byte of the words begins, or ends.
    fn at(&self, offset: usize, end: bool) -> usize {
        let after = self.pieces.partition_point(|(start, _)| *start <= offset);
        let Some((start, source)) = after.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return 0 };
        let next = self.pieces.get(after).map_or(self.text.len(), |(start, _)| *start);
        let is_plain = next - start == source.len();
        match (is_plain, end) {
            (true, false) => source.start + offset - start,
            (true, true) => source.start + offset - start + 1,
            (false, false) => source.start,
            (false, true) => source.end,
        }
    }

    fn push(&mut self, words: &str, source: Range<usize>) {
        if !words.is_empty() {
            self.pieces.push((self.text.len(), source));
            self.text.push_str(words);
        }
    }
}

/// The passages of a page.
#[must_use]
pub fn passages(page: &Page) -> Vec<Passage> {
    let mut found = vec![line(&page.front.title, Field::Title, None)];
    let holders = Holders::new(page);
    let mut blocks: BTreeMap<Holder, Passage> = BTreeMap::new();
    let prepared = prepare(page.body());
    let mut up: Option<bool> = None;
    for (event, range) in prepared.events() {
        let range = range.start + page.body_start..range.end + page.body_start;
        let words = match &event {
            Event::Text(words) if up.is_some() => raise(words, up),
            Event::Text(words) | Event::Code(words) => words.to_string(),
            Event::SoftBreak => " ".to_owned(),
            Event::HardBreak => "\n".to_owned(),
            Event::InlineHtml(html) if is_break(html) => "\n".to_owned(),
            Event::InlineHtml(html) => {
                up = after_tag(html, up);
                continue;
            }
            Event::End(TagEnd::TableCell) => " | ".to_owned(),
            Event::End(TagEnd::Paragraph | TagEnd::TableRow | TagEnd::TableHead) => "\n".to_owned(),
            Event::Start(Tag::CodeBlock(_)) => continue,
            _ => continue,
        };
        let is_end = matches!(event, Event::End(_));
        let place = if is_end { range.end.saturating_sub(1) } else { range.start };
        let Some(holder) = holders.of(place) else { continue };
        let passage = blocks.entry(holder).or_insert_with(|| holder.passage());
        let source = if is_end { range.end..range.end } else { range };
        passage.push(&words, source);
    }
    for (index, element) in page.elements.iter().enumerate() {
        match element {
            Element::Heading(heading) => found.push(line(&heading.title, Field::Heading(index), Some(index))),
            Element::Block(_) => found.extend(blocks.remove(&Holder::Element(index))),
        }
    }
    found.extend(blocks.into_iter().filter(|(holder, _)| matches!(holder, Holder::Note(_))).map(|(_, note)| note));
    found
}

/// The words of a line of inline Markdown.
fn line(title: &str, field: Field, element: Option<usize>) -> Passage {
    let mut passage = Passage { field, element, ..Passage::default() };
    let inline = inline(title);
    let mut up = None;
    for (event, range) in inline.events() {
        let range = range.start.saturating_sub(Inline::OFFSET)..range.end.saturating_sub(Inline::OFFSET);
        match &event {
            Event::Text(words) if up.is_some() => passage.push(&raise(words, up), range),
            Event::Text(words) | Event::Code(words) => passage.push(words, range),
            Event::SoftBreak | Event::HardBreak => passage.push(" ", range),
            Event::InlineHtml(html) if is_break(html) => passage.push(" ", range),
            Event::InlineHtml(html) => up = after_tag(html, up),
            _ => {}
        }
    }
    passage
}

/// Whether the words after a tag are raised (`Some(true)`), lowered or neither.
fn after_tag(html: &str, before: Option<bool>) -> Option<bool> {
    match allowed_tag(html) {
        Some(("sup", closes)) => (!closes).then_some(true),
        Some(("sub", closes)) => (!closes).then_some(false),
        _ => before,
    }
}

/// Lines in the cells of a table are parted by tags.
fn is_break(html: &str) -> bool {
    matches!(allowed_tag(html), Some(("br", _)))
}

/// "2" in `<sup>` is "²"; words that have no such signs stay.
fn raise(words: &str, up: Option<bool>) -> String {
    let signs: Option<String> = words.chars().map(|c| raised(c, up == Some(true))).collect();
    signs.unwrap_or_else(|| words.to_owned())
}

/// What holds a piece of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Element(usize),
    Note(usize),
}

impl Holder {
    fn passage(self) -> Passage {
        match self {
            Self::Element(index) => Passage { element: Some(index), ..Passage::default() },
            Self::Note(index) => Passage { note: Some(index), ..Passage::default() },
        }
    }
}

/// The ranges of elements and notes, in the order of their starts.
struct Holders {
    ranges: Vec<(Range<usize>, Holder)>,
}

impl Holders {
    fn new(page: &Page) -> Self {
        let elements = page.elements.iter().enumerate().map(|(index, element)| match element {
            Element::Heading(heading) => (heading.range.clone(), Holder::Element(index)),
            Element::Block(block) => (block.range.clone(), Holder::Element(index)),
        });
        let notes = page.notes.iter().enumerate().map(|(index, note)| (note.range.clone(), Holder::Note(index)));
        let mut ranges: Vec<(Range<usize>, Holder)> = elements.chain(notes).collect();
        ranges.sort_by_key(|(range, _)| range.start);
        Self { ranges }
    }

    /// The innermost one that holds a byte: the last one that begins before it and does not end before it.
    fn of(&self, byte: usize) -> Option<Holder> {
        /// How deep lists are looked into.
        const DEEP: usize = 64;
        let after = self.ranges.partition_point(|(range, _)| range.start <= byte);
        let before = self.ranges[..after].iter().rev().take(DEEP);
        before.into_iter().find(|(range, _)| byte < range.end).map(|(_, holder)| *holder)
    }
}
