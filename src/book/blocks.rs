//! Block events as blocks.
//!
//! In: the events of a page's body or of a note. Out: [`Block`]s. What always holds: a block that the page reads as an element
//! has the element's id and kind; an item keeps its printed number.

use std::iter::Peekable;
use std::vec::IntoIter;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::content::{Align, Block, Content, Heading, Inline, Item, List, Style, Table};
use super::lines::Lines;
use crate::markdown::{Ranged, plain_html, plain_inline};
use crate::model::edition::ImportRecord;
use crate::model::links::Field;
use crate::model::page::{Element, Page};
use crate::model::report::BlockKind;

/// Reads blocks.
pub(super) struct Blocks<'a, 'l> {
    pub page: &'a Page,
    pub record: &'a ImportRecord,
    pub lines: &'l mut Lines<'a>,
    /// The depth of the page in the outline; 0 for the report's own.
    pub level: usize,
    /// Whether a note is read: its blocks have no ids.
    pub in_note: bool,
}

type Events<'e> = Peekable<IntoIter<Ranged<'e>>>;

impl Blocks<'_, '_> {
    /// Reads all of the events.
    pub fn read(&mut self, events: Vec<Ranged<'_>>) -> Vec<Block> {
        let mut events = events.into_iter().peekable();
        let mut blocks = Vec::new();
        while events.peek().is_some() {
            blocks.extend(self.block(&mut events));
        }
        // Pages without words of their own.
        let pages = self.lines.finish();
        if !pages.is_empty() {
            blocks.push(Block {
                id: None,
                kind: BlockKind::Paragraph,
                content: Content::Words(pages),
                lines: Vec::new(),
            });
        }
        blocks
    }

    /// The blocks up to the end of the one that is open.
    fn within(&mut self, events: &mut Events<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = events.peek() {
            if matches!(event, Event::End(_)) {
                events.next();
                break;
            }
            blocks.extend(self.block(events));
        }
        blocks
    }

    /// The next block.
    fn block(&mut self, events: &mut Events<'_>) -> Option<Block> {
        let (event, range) = events.next()?;
        let start = range.start;
        let content = match event {
            Event::Start(Tag::Paragraph) => Content::Words(self.words(events)),
            Event::Start(Tag::Heading { .. }) => self.heading(events, start),
            Event::Start(Tag::BlockQuote(_)) => Content::Quote(self.within(events)),
            Event::Start(Tag::CodeBlock(_)) => Content::Code(code(events)),
            Event::Start(Tag::HtmlBlock) => Content::Words(html(events)),
            Event::Start(Tag::List(first)) => Content::List(self.list(events, first.is_some())),
            Event::Start(Tag::Table(columns)) => Content::Table(self.table(events, &columns)),
            Event::Rule => Content::Rule,
            // The page begins with the words that follow.
            Event::InlineMath(_) => {
                self.push((event, range));
                return None;
            }
            // Words between the blocks of an item.
            event if !is_block_start(&event) && !is_block_end(&event) => {
                self.push((event, range));
                Content::Words(self.loose(events))
            }
            _ => return None,
        };
        let is_empty = matches!(&content, Content::Words(words) if words.is_empty());
        (!is_empty).then(|| self.made(start, content))
    }

    /// A block with what the page knows of it.
    fn made(&self, start: usize, content: Content) -> Block {
        let element = self.element_at(start).filter(|_| !matches!(content, Content::List(_)));
        let (id, kind) = match element {
            Some(Element::Block(block)) => (Some(block.id.clone()), block.kind),
            Some(Element::Heading(heading)) => (Some(heading.id.clone()), BlockKind::Paragraph),
            None => (None, BlockKind::Paragraph),
        };
        let lines = id.as_ref().and_then(|id| self.record.blocks.get(id)).cloned().unwrap_or_default();
        Block { id, kind, content, lines }
    }

    fn element_at(&self, start: usize) -> Option<&Element> {
        self.page.elements.get(self.index_at(start)?)
    }

    /// Elements come in the order of their starts.
    fn index_at(&self, start: usize) -> Option<usize> {
        if self.in_note {
            return None;
        }
        let wanted = start + self.page.body_start;
        let begin = |element: &Element| match element {
            Element::Heading(heading) => heading.range.start,
            Element::Block(block) => block.range.start,
        };
        self.page.elements.binary_search_by_key(&wanted, begin).ok()
    }

    fn push(&mut self, (event, range): Ranged<'_>) {
        let body = self.page.body_start;
        self.lines.push(&event, range.start + body..range.end + body);
    }

    /// The words up to the end of the block that is open.
    fn words(&mut self, events: &mut Events<'_>) -> Vec<Inline> {
        for (event, range) in events.by_ref() {
            if is_block_end(&event) {
                break;
            }
            self.push((event, range));
        }
        self.lines.finish()
    }

    /// The words up to whatever is not one.
    fn loose(&mut self, events: &mut Events<'_>) -> Vec<Inline> {
        while let Some(next) = events.next_if(|(event, _)| !is_block_end(event) && !is_block_start(event)) {
            self.push(next);
        }
        self.lines.finish()
    }

    fn heading(&mut self, events: &mut Events<'_>, start: usize) -> Content {
        let Some(index) = self.index_at(start) else {
            // A heading in a quotation or note is no part of the outline.
            return Content::Words(vec![Inline::Styled(Style::Strong, self.words(events))]);
        };
        let page = self.page;
        let Some(Element::Heading(heading)) = page.elements.get(index) else { return Content::Rule };
        events.by_ref().find(|(event, _)| is_block_end(event));
        Content::Heading(Heading {
            level: self.level + heading.depth.max(2) - 1,
            head: heading.head.clone(),
            title: self.lines.title(&heading.title, Field::Heading(index)),
            plain: plain_inline(&heading.title),
        })
    }

    fn list(&mut self, events: &mut Events<'_>, is_ordered: bool) -> List {
        let mut items = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item(events, range.start, is_ordered)),
                _ => break,
            }
        }
        List { is_ordered, items }
    }

    /// An item: its first words are its own, whatever follows them is blocks of their own.
    fn item(&mut self, events: &mut Events<'_>, start: usize, is_ordered: bool) -> Item {
        let id = match self.element_at(start) {
            Some(Element::Block(block)) => Some(block.id.clone()),
            _ => None,
        };
        let number = if is_ordered { number_at(self.page.body(), start) } else { None };
        let words = match events.next_if(|(event, _)| matches!(event, Event::Start(Tag::Paragraph))) {
            Some(_) => self.words(events),
            None => self.loose(events),
        };
        Item { id, number, words, rest: self.within(events) }
    }

    fn table(&mut self, events: &mut Events<'_>, columns: &[Alignment]) -> Table {
        let columns = columns.iter().map(|align| match align {
            Alignment::None => Align::None,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        let mut table = Table { columns: columns.collect(), ..Table::default() };
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head = self.row(events),
                Event::Start(Tag::TableRow) => table.rows.push(self.row(events)),
                _ => break,
            }
        }
        table
    }

    fn row(&mut self, events: &mut Events<'_>) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(self.words(events)),
                _ => break,
            }
        }
        cells
    }
}

fn code(events: &mut Events<'_>) -> String {
    let mut text = String::new();
    for (event, _) in events.by_ref() {
        match event {
            Event::Text(words) => text.push_str(&words),
            _ => break,
        }
    }
    text
}

/// The words of raw HTML.
fn html(events: &mut Events<'_>) -> Vec<Inline> {
    let mut raw = String::new();
    for (event, _) in events.by_ref() {
        match event {
            Event::Html(html) | Event::Text(html) => raw.push_str(&html),
            _ => break,
        }
    }
    let words = plain_html(&raw);
    if words.is_empty() { Vec::new() } else { vec![Inline::Text(words)] }
}

/// The number that an ordered item begins with, as printed: "3." or "3)".
fn number_at(body: &str, start: usize) -> Option<String> {
    let text = body.get(start..)?.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0)?;
    let sign = text[digits..].chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
    Some(format!("{}{sign}", &text[..digits]))
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn is_block_end(event: &Event<'_>) -> bool {
    matches!(event, Event::End(tag) if !is_inline(tag))
}

fn is_block_start(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(tag) if !is_inline(&tag.to_end())) || matches!(event, Event::Rule)
}
