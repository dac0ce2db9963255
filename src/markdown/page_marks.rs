//! Marks of printed pages in a body: `{p. 12}` stands where page 12 of the print begins, `{p. [12]}` where it begins and
//! prints no number.
//!
//! In: a body. Out: its marks, and the body without them. What always holds: marks are no words, so that a body with marks
//! is parsed as the one without them, byte for byte; what stands in code or in a tag is no mark.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use regex::Regex;

use super::attributes::Ranged;
use super::options::options;
use crate::model::page::PageMark;
use crate::text::pattern;

/// What every mark begins with.
const OPENING: &str = "{p. ";

/// A mark: letters, digits and signs of a page's number, in square brackets where the page prints none.
static MARK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\{p\. (\[[\pL\pN][\pL\pN./–-]{0,11}\]|[\pL\pN][\pL\pN./–-]{0,11})\}"));

/// What looks like a mark and is none: other letters, other space, no number, no brace at its end.
static NEARLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\{\s*(?:p\b[^{}\n]{0,20}|\pL{1,6}\.?\s*\[?(?:\pN{1,4}|[ivxlc]{1,7})\]?\s*)\}|\{p\. ?\[?[\pL\pN]{0,6}\]?(?:\s|$)",
    )
});

/// A mark as a page has it.
#[must_use]
pub fn page_mark(label: &str) -> String {
    format!("{OPENING}{label}}}")
}

/// The number in an event that stands for a mark.
#[must_use]
pub fn marked_page<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    // The parser has no event for marks; formulas are not among its options, so that this one comes from nowhere else.
    match event {
        Event::InlineMath(label) => Some(label),
        _ => None,
    }
}

/// A text of inline Markdown without its marks.
#[must_use]
pub fn without_page_marks(text: &str) -> String {
    Unmarked::of(text).text.unwrap_or_else(|| text.to_owned())
}

/// Places in a body that look like marks and are none.
#[must_use]
pub fn nearly_page_marks(body: &str) -> Vec<Range<usize>> {
    // The pattern takes longer to make than all pages of an edition to look through.
    let opens = |(at, _): (usize, &str)| body[at + 1..].trim_start().starts_with(char::is_alphabetic);
    if !body.match_indices('{').any(opens) {
        return Vec::new();
    }
    let words = words(body);
    let found = NEARLY.find_iter(body).map(|found| found.range()).filter(|range| is_in(&words, range.start));
    found.filter(|range| MARK.find_at(body, range.start).is_none_or(|mark| mark.start() != range.start)).collect()
}

/// A body without its marks, and the way back to its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unmarked {
    /// The text; none where the body has no marks and is the text itself.
    pub text: Option<String>,
    /// The marks with their bytes in the body.
    pub marks: Vec<PageMark>,
    cuts: Vec<Cut>,
}

/// What was taken out of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    /// Its bytes in the body: a mark with the space that only it needs, or a line of marks.
    body: Range<usize>,
    /// Where it stood in the text.
    at: usize,
    is_line: bool,
}

/// On which side of a mark a place is that is both right before and right behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    Behind,
    /// Behind a mark in its line, before one that has a line of its own.
    End,
}

impl Unmarked {
    /// Takes the marks out of a body.
    pub fn of(body: &str) -> Self {
        let marks = marks(body);
        if marks.is_empty() {
            return Self::default();
        }
        let mut cuts: Vec<Cut> = Vec::new();
        for mark in &marks {
            let line = line_of(body, mark.range.start);
            if cuts.last().is_some_and(|cut| cut.body.contains(&mark.range.start)) {
                continue;
            }
            let is_line = MARK.replace_all(&body[line.clone()], "").chars().all(|c| " \t>\r".contains(c));
            let range =
                if is_line { line.start..(line.end + 1).min(body.len()) } else { with_space(body, &mark.range, &line) };
            cuts.push(Cut { body: range, at: 0, is_line });
        }
        let mut text = String::with_capacity(body.len());
        let mut done = 0;
        for cut in &mut cuts {
            cut.body.start = cut.body.start.max(done);
            text.push_str(&body[done..cut.body.start]);
            cut.at = text.len();
            done = cut.body.end;
        }
        text.push_str(&body[done..]);
        Self { text: Some(text), marks, cuts }
    }

    /// The bytes of the body that a piece of it has without its marks.
    pub fn words(&self, body: &str, range: Range<usize>) -> String {
        let mut words = String::new();
        let mut done = range.start;
        for cut in self.cuts.iter().filter(|cut| cut.body.start >= range.start && cut.body.end <= range.end) {
            words.push_str(body.get(done..cut.body.start).unwrap_or_default());
            done = cut.body.end;
        }
        words + body.get(done..range.end).unwrap_or_default()
    }

    /// The byte of the body for one of the text.
    fn byte(&self, at: usize, side: Side) -> usize {
        let is_before = |cut: &&Cut| match side {
            Side::Before => cut.at < at,
            Side::Behind => cut.at <= at,
            Side::End => cut.at < at || cut.at == at && !cut.is_line,
        };
        at + self.cuts.iter().take_while(is_before).map(|cut| cut.body.len()).sum::<usize>()
    }

    /// The bytes of the body for a range of words of the text.
    pub fn inline_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.byte(range.start, Side::Behind);
        start..self.byte(range.end, Side::Before).max(start)
    }

    /// The events of the body: those of the text with their bytes in the body, each mark before the words that it stands before.
    pub fn events<'a>(&self, events: impl Iterator<Item = Ranged<'a>>) -> Vec<Ranged<'a>> {
        let mut out = Vec::new();
        let mut waiting = self.marks.iter().map(|mark| (self.place(mark), mark)).peekable();
        for (event, range) in events {
            let until = reach(&event, &range);
            while let Some((_, mark)) = waiting.next_if(|(at, _)| *at < until) {
                out.push(event_of(mark));
            }
            let Event::Text(words) = &event else {
                let range = self.range_of(&event, &range);
                out.push((event, range));
                continue;
            };
            let mut done = 0;
            // Words that are not the letters of the body (`&amp;`) hold no mark.
            let is_verbatim = words.len() == range.len();
            while let Some((at, mark)) = waiting.next_if(|(at, _)| is_verbatim && *at < range.end) {
                let here = at - range.start;
                if words.is_char_boundary(here) && here > done {
                    out.push((
                        Event::Text(words[done..here].to_owned().into()),
                        self.inline_range(&(range.start + done..at)),
                    ));
                    done = here;
                }
                out.push(event_of(mark));
            }
            let rest = self.inline_range(&(range.start + done..range.end));
            out.push(if done == 0 { (event, rest) } else { (Event::Text(words[done..].to_owned().into()), rest) });
        }
        out.extend(waiting.map(|(_, mark)| event_of(mark)));
        out
    }

    /// Where a mark stands in the text.
    fn place(&self, mark: &PageMark) -> usize {
        let cut = self.cuts.iter().find(|cut| cut.body.contains(&mark.range.start));
        cut.map_or(0, |cut| cut.at)
    }

    /// The bytes of the body for an event of the text.
    fn range_of(&self, event: &Event<'_>, range: &Range<usize>) -> Range<usize> {
        let tag = match event {
            Event::Start(tag) => tag.to_end(),
            Event::End(tag) => *tag,
            _ => return self.inline_range(range),
        };
        let first = match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                return self.inline_range(range);
            }
            // A mark on the line above belongs to them.
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) => Side::Before,
            _ => Side::Behind,
        };
        let start = self.byte(range.start, first);
        start..self.byte(range.end, Side::End).max(start)
    }
}

fn event_of(mark: &PageMark) -> Ranged<'static> {
    (Event::InlineMath(mark.label.clone().into()), mark.range.clone())
}

/// Up to which byte marks come before an event.
fn reach(event: &Event<'_>, range: &Range<usize>) -> usize {
    match event {
        // A heading's words are written as its title: its mark stands before it.
        Event::Start(Tag::Heading { .. }) => range.end,
        Event::Start(
            Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. },
        )
        | Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::Html(_)
        | Event::FootnoteReference(_)
        | Event::Rule => range.start + 1,
        _ => 0,
    }
}

/// The marks of a body.
fn marks(body: &str) -> Vec<PageMark> {
    if !body.contains(OPENING) {
        return Vec::new();
    }
    let words = words(body);
    let mark = |found: regex::Captures<'_>| {
        let (whole, label) = (found.get(0)?, found.get(1)?);
        let escapes = body[..whole.start()].bytes().rev().take_while(|byte| *byte == b'\\').count();
        (escapes % 2 == 0 && is_in(&words, whole.start()))
            .then(|| PageMark { label: label.as_str().to_owned(), range: whole.range() })
    };
    MARK.captures_iter(body).filter_map(mark).collect()
}

/// The bytes of a body that are words, in order.
fn words(body: &str) -> Vec<Range<usize>> {
    let plain = options() - pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES;
    let mut in_code = false;
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(body, plain).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => found.push(range),
            _ => {}
        }
    }
    found
}

fn is_in(words: &[Range<usize>], byte: usize) -> bool {
    let after = words.partition_point(|range| range.start <= byte);
    after > 0 && words[after - 1].contains(&byte)
}

/// The bytes of the line that holds a byte, without its end.
fn line_of(body: &str, at: usize) -> Range<usize> {
    let start = body[..at].rfind('\n').map_or(0, |end| end + 1);
    start..body[at..].find('\n').map_or(body.len(), |end| at + end)
}

/// A mark with the space around it that would be too much without it.
fn with_space(body: &str, mark: &Range<usize>, line: &Range<usize>) -> Range<usize> {
    let (before, behind) = (&body[line.start..mark.start], &body[mark.end..line.end]);
    let space = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
    if MARK.replace_all(behind, "").trim().is_empty() {
        return line.start + before.trim_end_matches([' ', '\t']).len()..mark.end;
    }
    let mut bare = before;
    while let Some(mark) = MARK_END.find(bare) {
        bare = &bare[..mark.start()];
    }
    mark.start..mark.end + if opens_words(bare) { space(behind) } else { 0 }
}

/// Whether words begin behind a text: after white space, a bracket, or what opens emphasis.
fn opens_words(text: &str) -> bool {
    let tag = text.rfind('<').map(|at| &text[at..]).filter(|tag| tag.ends_with('>'));
    let text = text.trim_end_matches(['*', '_', '~']);
    text.is_empty()
        || text.ends_with([' ', '\t', '|', '(', '[', '“', '«'])
        || tag.is_some_and(|tag| !tag.starts_with("</"))
}

/// A mark that ends a text.
static MARK_END: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?:{})$", MARK.as_str())));

#[cfg(test)]
mod tests;
