//! What of a body is neither plain words nor Markdown that a page always shows: tags, pictures; and its runs of words.
//!
//! In: a body. Out: [`Seen`] with their bytes, in order. What always holds: what stands in a block of code is left out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::prepare::prepare;

/// A piece of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A line of a block of HTML.
    Block(String),
    /// A tag within a paragraph.
    Inline(String),
    /// A picture, by its address.
    Picture(String),
    /// Words.
    Words,
    /// Anything else.
    Other,
}

/// The pieces of a body.
#[must_use]
pub fn seen(body: &str) -> Vec<(Seen, Range<usize>)> {
    let mut in_code = false;
    let mut found = Vec::new();
    for (event, range) in prepare(body).events() {
        let piece = match event {
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                continue;
            }
            _ if in_code => continue,
            Event::Html(html) => Seen::Block(html.to_string()),
            Event::InlineHtml(html) => Seen::Inline(html.to_string()),
            Event::Start(Tag::Image { dest_url, .. }) => Seen::Picture(dest_url.to_string()),
            Event::Text(_) => Seen::Words,
            _ => Seen::Other,
        };
        found.push((piece, range));
    }
    found
}
