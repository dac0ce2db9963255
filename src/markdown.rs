//! Markdown as ibid's pages use it: the one owner of pulldown-cmark's options.
//!
//! In: the body of a page. Out: its headings, blocks, notes and links as plain data ([`read`]), and the
//! event stream that `render` writes from ([`prepare`], [`inline`]).
//!
//! What always holds: byte ranges are those of the text that was given; an attribute list that ends a
//! block (`{#k7f2 .letterhead}`) never shows; every `[^label]` outside code is a reference, also when its
//! definition is missing.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::model::page::Mark;

mod attributes;
pub mod conflict;
mod passages;
mod plain;
mod read;

pub use attributes::Attributes;
pub use passages::{Passage, passages};
pub use plain::{allowed_tag, plain_html, raised};
pub use read::{Body, read};

/// An event and the bytes of the prepared text that it came from.
pub type Ranged<'a> = (Event<'a>, Range<usize>);

/// The options of every parse.
#[must_use]
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// A body made ready to parse: attribute lists are blanked, missing notes have empty definitions before the
/// beginning (after the end they could fall into a code block that is not closed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    text: String,
    /// Where the body begins in `text`.
    start: usize,
    attributes: Vec<Attributes>,
}

impl Prepared {
    /// The events of the body with their bytes in it, without the definitions that were added.
    pub fn events(&self) -> impl Iterator<Item = Ranged<'_>> {
        let start = self.start;
        let events = Parser::new_ext(&self.text, options()).into_offset_iter();
        events.filter_map(move |(event, range)| {
            let from = range.start.checked_sub(start)?;
            Some((event, from..range.end.saturating_sub(start).max(from)))
        })
    }

    /// The body as parsed, byte for byte as long as it was.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// The attribute lists, in order.
    #[must_use]
    pub fn attributes(&self) -> &[Attributes] {
        &self.attributes
    }
}

/// Makes a body ready to parse.
#[must_use]
pub fn prepare(body: &str) -> Prepared {
    let plain = options() - Options::ENABLE_HEADING_ATTRIBUTES;
    let events: Vec<Ranged<'_>> = Parser::new_ext(body, plain).into_offset_iter().collect();
    let attributes = attributes::find(body, &events);
    let defined: BTreeSet<String> = events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::FootnoteDefinition(label)) => Some(label.to_string()),
            _ => None,
        })
        .collect();
    let mut blanked = body.to_owned();
    for list in &attributes {
        blanked.replace_range(list.range.clone(), &" ".repeat(list.range.len()));
    }
    let mut text = definitions_of_missing(&blanked, &defined);
    if !text.is_empty() {
        // Without it, an indented beginning of the body would belong to the last definition.
        text.push_str("<!-- -->\n\n");
    }
    let start = text.len();
    text.push_str(&blanked);
    Prepared { text, start, attributes }
}

/// An empty definition for each label that is called and not defined.
fn definitions_of_missing(text: &str, defined: &BTreeSet<String>) -> String {
    let missing: BTreeSet<&str> = called_labels(text).filter(|label| !defined.contains(*label)).collect();
    missing.into_iter().map(|label| format!("[^{label}]:\n\n")).collect()
}

/// What stands between `[^` and `]`, wherever it could be a label.
fn called_labels(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("[^").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        let label = &rest[..rest.find(']')?];
        let fits = !label.is_empty() && label.len() <= 200 && !label.contains(['[', '\n', '\r', '^']);
        fits.then_some(label)
    })
}

/// A line of inline Markdown (a title) made ready to parse. Offsets are those of the line plus
/// [`Inline::OFFSET`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    text: String,
    length: usize,
}

impl Inline {
    /// How far the offsets of the events are moved.
    pub const OFFSET: usize = 2;

    /// The inline events of the line.
    pub fn events(&self) -> impl Iterator<Item = Ranged<'_>> {
        let end = self.length + Self::OFFSET;
        let plain = options() - Options::ENABLE_HEADING_ATTRIBUTES;
        Parser::new_ext(&self.text, plain).into_offset_iter().take_while(move |(_, range)| range.start < end).filter(
            |(event, _)| {
                !matches!(event, Event::Start(Tag::Heading { .. }) | Event::End(pulldown_cmark::TagEnd::Heading(_)))
            },
        )
    }
}

/// Makes a line of inline Markdown ready to parse: "1. Mục tiêu" is words here, not a list.
#[must_use]
pub fn inline(line: &str) -> Inline {
    // A heading holds inline content only, whatever the line begins with.
    let mut text = format!("# {}", line.replace(['\n', '\r'], " "));
    let definitions = definitions_of_missing(&text, &BTreeSet::new());
    text.push_str("\n\n");
    text.push_str(&definitions);
    Inline { text, length: line.len() }
}

/// The plain text of a line of inline Markdown: no emphasis, no marks.
#[must_use]
pub fn plain_inline(line: &str) -> String {
    let inline = inline(line);
    let mut plain = plain::Plain::default();
    for (event, range) in inline.events() {
        plain.push(&event, &range);
    }
    plain.finish().text
}

/// Where the links in a line of inline Markdown lead, as written.
#[must_use]
pub fn inline_links(line: &str) -> Vec<String> {
    let inline = inline(line);
    let links = inline.events().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    });
    links.collect()
}

/// The note marks in a line of inline Markdown, their ranges in the line.
#[must_use]
pub fn inline_marks(line: &str) -> Vec<Mark> {
    let inline = inline(line);
    let mut plain = plain::Plain::default();
    for (event, range) in inline.events() {
        plain.push(&event, &range);
    }
    let mut marks = plain.finish().marks;
    for mark in &mut marks {
        mark.range = mark.range.start - Inline::OFFSET..mark.range.end - Inline::OFFSET;
    }
    marks
}
