//! From events to plain text: no emphasis, no marks, `m<sup>2</sup>` as `m²`.
//!
//! In: events with their ranges. Out: the text, and the marks and links met in it.
//! What always holds: lines of the text are trimmed and not empty, runs of white space are one space.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::page_marks::marked_page;
use crate::model::page::{LinkElement, Mark, PageStart};
use crate::text::{fold_space, solid};

/// The inline tags that a page may use: bare, without attributes.
const ALLOWED: [&str; 13] =
    ["sup", "sub", "br", "u", "s", "small", "mark", "kbd", "abbr", "em", "strong", "del", "ins"];

/// The name of an inline tag that a page may use, and whether it closes: `</sup>` is `("sup", true)`.
/// None for every other tag, also for an allowed one with attributes: those are words.
#[must_use]
pub fn allowed_tag(html: &str) -> Option<(&'static str, bool)> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (name, closes) = match inner.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    let name = name.strip_suffix('/').unwrap_or(name).trim_end();
    let known = ALLOWED.into_iter().find(|tag| tag.eq_ignore_ascii_case(name))?;
    Some((known, closes))
}

/// The words of a block of HTML: tags, comments, scripts and styles fall away.
#[must_use]
pub fn plain_html(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        words.push_str(&rest[..open]);
        words.push(' ');
        let tail = &rest[open..];
        let end = if tail.starts_with("<!--") { "-->" } else { ">" };
        let hidden = ["script", "style"]
            .into_iter()
            .find(|name| starts_tag(tail, name))
            .and_then(|name| tail.to_ascii_lowercase().find(&format!("</{name}")));
        let from = hidden.unwrap_or(0);
        rest = tail[from..].find(end).map_or("", |at| &tail[from + at + end.len()..]);
    }
    words.push_str(rest);
    fold_space(&words.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

fn starts_tag(text: &str, name: &str) -> bool {
    text.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// Collects plain text from events.
#[derive(Debug, Default)]
pub(super) struct Plain {
    text: String,
    marks: Vec<Mark>,
    links: Vec<LinkElement>,
    pages: Vec<PageStart>,
    html: String,
    /// Where the words in `<sup>` or `<sub>` begin, and which of the two.
    raised: Option<(usize, bool)>,
    /// Where the inline events begin and end.
    words: Option<Range<usize>>,
}

/// What [`Plain`] collected.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// The plain text; lines for paragraphs, rows and hard breaks.
    pub text: String,
    /// The marks.
    pub marks: Vec<Mark>,
    /// The links.
    pub links: Vec<LinkElement>,
    /// The printed pages that begin in it.
    pub pages: Vec<PageStart>,
    /// Where the inline events begin and end.
    pub words: Option<Range<usize>>,
}

impl Plain {
    /// Takes the next event.
    pub fn push(&mut self, event: &Event<'_>, range: &Range<usize>) {
        self.note_extent(event, range);
        match event {
            Event::Text(words) | Event::Code(words) => self.text.push_str(words),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::FootnoteReference(label) => self.marks.push(Mark { label: label.to_string(), range: range.clone() }),
            Event::InlineHtml(html) => self.inline_html(html),
            Event::InlineMath(_) => {
                let from = solid(&lines(&self.text)).len();
                self.pages.extend(marked_page(event).map(|page| PageStart { label: page.to_owned(), from }));
            }
            Event::Html(html) => self.html.push_str(html),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push(LinkElement { destination: dest_url.to_string(), range: range.clone() })
            }
            Event::End(TagEnd::HtmlBlock) => {
                let html = std::mem::take(&mut self.html);
                self.line(&plain_html(&html));
            }
            Event::End(TagEnd::TableCell) => self.text.push_str(" | "),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock
                | TagEnd::Heading(_),
            )
            | Event::Start(Tag::List(_)) => self.text.push('\n'),
            _ => {}
        }
    }

    /// Ends the text.
    pub fn finish(self) -> Collected {
        let text = lines(&self.text);
        Collected { text, marks: self.marks, links: self.links, pages: self.pages, words: self.words }
    }

    fn line(&mut self, words: &str) {
        self.text.push('\n');
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn note_extent(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let inline = match event {
            Event::Text(_) | Event::Code(_) | Event::FootnoteReference(_) | Event::InlineHtml(_) => true,
            Event::Start(tag) => {
                matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            }
            _ => false,
        };
        if inline {
            let words = self.words.get_or_insert(range.clone());
            words.end = words.end.max(range.end);
        }
    }

    fn inline_html(&mut self, html: &str) {
        match allowed_tag(html) {
            Some(("br", _)) => self.text.push('\n'),
            Some((name @ ("sup" | "sub"), false)) => self.raised = Some((self.text.len(), name == "sup")),
            Some(("sup" | "sub", true)) => self.close_raised(),
            Some(_) => {}
            None => self.text.push_str(html),
        }
    }

    /// Digits in `<sup>` and `<sub>` become the signs that Unicode has for them.
    fn close_raised(&mut self) {
        let Some((start, up)) = self.raised.take() else { return };
        let Some(words) = self.text.get(start..) else { return };
        let signs: Option<String> = words.chars().map(|c| raised(c, up)).collect();
        if let Some(signs) = signs {
            self.text.truncate(start);
            self.text.push_str(&signs);
        }
    }
}

/// A text's lines without white space around them, without empty ones.
fn lines(text: &str) -> String {
    let lines = text.split('\n').map(|line| fold_space(line.trim().trim_end_matches('|')));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The raised or lowered sign of a digit.
#[must_use]
pub fn raised(c: char, up: bool) -> Option<char> {
    let digit = usize::try_from(c.to_digit(10)?).ok()?;
    let signs = if up { "⁰¹²³⁴⁵⁶⁷⁸⁹" } else { "₀₁₂₃₄₅₆₇₈₉" };
    signs.chars().nth(digit)
}
