//! A line of inline Markdown, a title: its events, its plain words, its links and note marks.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::attributes::Ranged;
use super::options::options;
use super::plain::Plain;
use super::prepare::definitions_of_missing;
use crate::model::page::{Mark, Page};

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
    let mut plain = Plain::default();
    for (event, range) in inline.events() {
        plain.push(&event, &range);
    }
    plain.finish().text
}

/// The plain text of a table: its cells parted by bars, its rows by line feeds.
#[must_use]
pub fn plain_table(markdown: &str) -> String {
    let end = markdown.len();
    let text = format!("{markdown}\n\n{}", definitions_of_missing(markdown, &BTreeSet::new()));
    let mut plain = Plain::default();
    for (event, range) in
        Parser::new_ext(&text, options()).into_offset_iter().take_while(|(_, range)| range.start < end)
    {
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
    let mut plain = Plain::default();
    for (event, range) in inline.events() {
        plain.push(&event, &range);
    }
    let mut marks = plain.finish().marks;
    for mark in &mut marks {
        mark.range = mark.range.start - Inline::OFFSET..mark.range.end - Inline::OFFSET;
    }
    marks
}

/// The marks in the front matter's title of a page, their ranges in the page's whole text.
#[must_use]
pub fn title_marks(page: &Page) -> Vec<Mark> {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let mut from = head.find("title:").unwrap_or(0);
    let mut marks = inline_marks(&page.front.title);
    for mark in &mut marks {
        let written = format!("[^{}]", mark.label);
        let start = head[from..].find(&written).map_or(from, |at| from + at);
        mark.range = start..(start + written.len()).min(head.len()).max(start);
        from = mark.range.end;
    }
    marks
}
