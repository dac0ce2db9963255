//! A page's body as data: headings, blocks, notes and links, each with its bytes.
//!
//! In: the whole text of a page and where its body begins. Out: [`Body`].
//! What always holds: elements come in reading order; a block that gives no id has an empty one here (the
//! edition makes ids, because they are unique in a report); text and marks of a block belong to no other.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::attributes::{Attributes, Ranged};
use super::inline::plain_inline;
use super::page_marks::marked_page;
use super::plain::{Collected, Plain};
use super::prepare::{Prepared, prepare};
use crate::model::page::{BlockElement, Element, HeadingElement, LinkElement, NoteDefinition, PageMark, PageStart};
use crate::model::report::BlockKind;
use crate::numbering::parse_heading;

/// What a page's body holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body {
    /// Headings and blocks.
    pub elements: Vec<Element>,
    /// Definitions of notes, duplicates too.
    pub notes: Vec<NoteDefinition>,
    /// Links, in the body and in notes.
    pub links: Vec<LinkElement>,
    /// Where printed pages begin, in the body and in notes.
    pub page_marks: Vec<PageMark>,
}

/// Reads the body of a page that begins at `start` in `text`; ranges are bytes of the whole text.
#[must_use]
pub fn read(text: &str, start: usize) -> Body {
    let prepared = prepare(text.get(start..).unwrap_or_default());
    let events: Vec<Ranged<'_>> = prepared.events().collect();
    let mut reader =
        Reader { prepared: &prepared, events: events.into_iter().peekable(), body: Body::default(), pages: Vec::new() };
    while reader.events.peek().is_some() {
        reader.block();
    }
    let mut body = reader.body;
    attach_lone_lists(&mut body, prepared.attributes());
    body.page_marks = prepared.page_marks().to_vec();
    shift(&mut body, start);
    body
}

struct Reader<'a> {
    prepared: &'a Prepared,
    events: Peekable<IntoIter<Ranged<'a>>>,
    body: Body,
    /// The printed pages that begin with the next heading or block.
    pages: Vec<PageStart>,
}

impl<'a> Reader<'a> {
    /// Reads one block, whatever it is.
    fn block(&mut self) {
        let Some((event, range)) = self.events.next() else { return };
        if let Some(page) = marked_page(&event) {
            self.pages.push(PageStart { label: page.to_owned(), from: 0 });
        }
        let Event::Start(tag) = event else { return };
        match tag {
            Tag::Heading { level, .. } => self.heading(level, &range),
            Tag::Paragraph | Tag::HtmlBlock => self.simple(BlockKind::Paragraph, &range),
            Tag::BlockQuote(_) => self.simple(BlockKind::Quote, &range),
            Tag::Table(_) => self.simple(BlockKind::Table, &range),
            Tag::CodeBlock(_) => self.code(&range),
            Tag::List(_) => self.list(),
            Tag::FootnoteDefinition(label) => {
                let collected = self.collect();
                self.body.links.extend(collected.links);
                self.body.notes.push(NoteDefinition {
                    label: label.to_string(),
                    text: collected.text,
                    marks: collected.marks,
                    pages: collected.pages,
                    range: self.trimmed(&range),
                });
            }
            _ => drop(self.collect()),
        }
    }

    /// Collects everything up to the end of the tag that was just opened.
    fn collect(&mut self) -> Collected {
        let mut plain = Plain::default();
        let mut depth = 1usize;
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            plain.push(&event, &range);
            if depth == 0 {
                break;
            }
        }
        plain.finish()
    }

    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let collected = self.collect();
        let words = collected.words.clone().unwrap_or(range.start..range.start);
        let raw = self.prepared.words(words.clone());
        let (head, title) = split_head(raw.trim());
        let parsed = parse_heading(&head.plain).map(|numbered| (numbered.number, numbered.label));
        let (number, label) = parsed.unwrap_or_default();
        let attributes = self.attributes_at(words.start);
        self.body.links.extend(collected.links);
        self.body.elements.push(Element::Heading(HeadingElement {
            id: attributes.and_then(|list| list.id.clone()).unwrap_or_default(),
            id_given: attributes.is_some_and(|list| list.id.is_some()),
            head: head.printed,
            depth: level as usize,
            number,
            label,
            title,
            marks: collected.marks,
            pages: std::mem::take(&mut self.pages),
            range: self.trimmed(range),
        }));
    }

    fn simple(&mut self, kind: BlockKind, range: &Range<usize>) {
        let collected = self.collect();
        if collected.words.is_none() && collected.text.is_empty() {
            return;
        }
        let attributes = match kind {
            BlockKind::Quote => self.last_attributes_in(range),
            BlockKind::Table => self.attributes_at(range.start),
            _ => self.attributes_at(collected.words.as_ref().map_or(range.start, |words| words.start)),
        };
        let mut element = block_element(kind, collected.text, attributes);
        element.pages = self.begun(collected.pages);
        self.push(element, collected.marks, collected.links, range);
    }

    fn code(&mut self, range: &Range<usize>) {
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::End(_) => break,
                _ => {}
            }
        }
        let mut element = block_element(BlockKind::Code, text.trim_end().to_owned(), None);
        element.pages = std::mem::take(&mut self.pages);
        self.push(element, Vec::new(), Vec::new(), range);
    }

    fn list(&mut self) {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => self.item(&range),
                _ => return,
            }
        }
    }

    /// An item: its first words are its own, whatever follows them is blocks of their own.
    fn item(&mut self, range: &Range<usize>) {
        let place = self.body.elements.len();
        let begun = std::mem::take(&mut self.pages);
        self.body.elements.push(Element::Block(BlockElement::default()));
        let mut plain = Plain::default();
        let mut open = true;
        while let Some((event, _)) = self.events.peek() {
            match event {
                Event::End(pulldown_cmark::TagEnd::Item) => {
                    self.events.next();
                    break;
                }
                Event::Start(Tag::Paragraph) if open => {
                    self.events.next();
                    self.words_into(&mut plain);
                    open = false;
                }
                event if is_block_start(event) => {
                    open = false;
                    self.block();
                }
                _ => {
                    if let Some((event, range)) = self.events.next() {
                        plain.push(&event, &range);
                    }
                }
            }
        }
        let collected = plain.finish();
        let start = collected.words.as_ref().map_or(range.start, |words| words.start);
        let marker = number_marker(self.prepared.text(), range.start);
        let text = match marker {
            Some(marker) => format!("{marker} {}", collected.text).trim_end().to_owned(),
            None => collected.text,
        };
        let mut element = block_element(BlockKind::Item, text, self.attributes_at(start));
        element.marks = collected.marks;
        element.pages = begun;
        // The printed number of an item counts as its first words.
        let number = marker.map_or(0, str::len);
        let within = collected.pages.into_iter().map(|page| match page.from {
            0 => page,
            from => PageStart { from: from + number, ..page },
        });
        element.pages.extend(within);
        element.range = self.trimmed(range);
        self.body.links.extend(collected.links);
        self.body.elements[place] = Element::Block(element);
    }

    /// Feeds the words of a paragraph that was just opened.
    fn words_into(&mut self, plain: &mut Plain) {
        for (event, range) in self.events.by_ref() {
            if matches!(event, Event::End(pulldown_cmark::TagEnd::Paragraph)) {
                return;
            }
            plain.push(&event, &range);
        }
    }

    fn push(
        &mut self,
        mut element: BlockElement,
        marks: Vec<crate::model::page::Mark>,
        links: Vec<LinkElement>,
        range: &Range<usize>,
    ) {
        element.marks = marks;
        element.range = self.trimmed(range);
        self.body.links.extend(links);
        self.body.elements.push(Element::Block(element));
    }

    /// The pages that begin with a block, before its words and among them.
    fn begun(&mut self, within: Vec<PageStart>) -> Vec<PageStart> {
        let mut pages = std::mem::take(&mut self.pages);
        pages.extend(within);
        pages
    }

    fn attributes_at(&self, owner: usize) -> Option<&'a Attributes> {
        let prepared: &'a Prepared = self.prepared;
        prepared.attributes().iter().find(|list| list.owner == owner && !list.alone)
    }

    fn last_attributes_in(&self, range: &Range<usize>) -> Option<&'a Attributes> {
        let prepared: &'a Prepared = self.prepared;
        prepared.attributes().iter().rev().find(|list| range.contains(&list.range.start) && !list.alone)
    }

    /// A range without the white space at its end.
    fn trimmed(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.min(self.prepared.text().len());
        let text = self.prepared.text().get(range.start..end).unwrap_or_default();
        range.start..range.start + text.trim_end().len()
    }
}

fn block_element(kind: BlockKind, text: String, attributes: Option<&Attributes>) -> BlockElement {
    let marked = attributes.and_then(|list| list.classes.iter().find_map(|class| BlockKind::from_class(class)));
    let id = attributes.and_then(|list| list.id.clone());
    BlockElement {
        id_given: id.is_some(),
        id: id.unwrap_or_default(),
        kind: marked.unwrap_or(kind),
        text,
        ..BlockElement::default()
    }
}

fn is_block_start(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::List(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Table(_)
        )
    )
}

/// The number that an ordered item begins with, as printed: "3." or "3)".
fn number_marker(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let indent = rest.len() - rest.trim_start().len();
    let rest = &rest[indent..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let sign = rest.as_bytes().get(digits)?;
    (digits > 0 && matches!(sign, b'.' | b')')).then(|| &rest[..=digits])
}

/// A heading's number or label.
struct Head {
    /// The heading's plain text, from which the number is read.
    plain: String,
    /// The number or label as printed, with its punctuation.
    printed: String,
}

/// Parts a heading's inline Markdown into its number or label and its title.
fn split_head(raw: &str) -> (Head, String) {
    let plain = plain_inline(raw);
    let rest = parse_heading(&plain).map(|numbered| numbered.rest.to_owned());
    let consumed = rest.and_then(|rest| plain.strip_suffix(&rest).map(str::to_owned));
    let Some(consumed) = consumed else {
        let printed = String::new();
        return (Head { plain, printed }, raw.to_owned());
    };
    let printed = consumed.trim().to_owned();
    let title = without_head(raw, &consumed);
    (Head { plain, printed }, title)
}

/// Takes the letters of `head` from the front of `raw` and keeps the emphasis around them.
fn without_head(raw: &str, head: &str) -> String {
    let mut wanted = head.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut kept = String::new();
    let mut at = raw.len();
    for (index, c) in raw.char_indices() {
        let Some(next) = wanted.peek() else {
            at = index;
            break;
        };
        if c == *next {
            wanted.next();
        } else if matches!(c, '*' | '_') {
            kept.push(c);
        }
    }
    let rest = raw[at..].trim_start();
    match rest.strip_prefix(kept.as_str()) {
        // The emphasis closes with the head: "**1.1.** Mục".
        Some(rest) => rest.trim_start().to_owned(),
        None if rest.contains(kept.as_str()) => format!("{kept}{rest}"),
        None => rest.to_owned(),
    }
}

/// Gives lists that stand alone to the blocks before them.
fn attach_lone_lists(body: &mut Body, lists: &[Attributes]) {
    for list in lists.iter().filter(|list| list.alone) {
        let before = body.elements.iter_mut().rev().find_map(|element| match element {
            Element::Block(block) if block.range.start < list.range.start => Some(block),
            _ => None,
        });
        let Some(block) = before else { continue };
        if let (Some(id), false) = (&list.id, block.id_given) {
            block.id.clone_from(id);
            block.id_given = true;
        }
        if let Some(kind) = list.classes.iter().find_map(|class| BlockKind::from_class(class)) {
            block.kind = kind;
        }
    }
}

/// Moves all ranges from the body to the whole text.
fn shift(body: &mut Body, by: usize) {
    let move_range = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
    for element in &mut body.elements {
        let (range, marks) = match element {
            Element::Heading(heading) => (&mut heading.range, &mut heading.marks),
            Element::Block(block) => (&mut block.range, &mut block.marks),
        };
        move_range(range);
        marks.iter_mut().for_each(|mark| move_range(&mut mark.range));
    }
    for note in &mut body.notes {
        move_range(&mut note.range);
        note.marks.iter_mut().for_each(|mark| move_range(&mut mark.range));
    }
    body.links.iter_mut().for_each(|link| move_range(&mut link.range));
    body.page_marks.iter_mut().for_each(|mark| move_range(&mut mark.range));
}
