//! A body made ready to parse, and the options of every parse.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::attributes::{self, Attributes, Ranged};
use super::options::options;
use super::page_marks::Unmarked;
use crate::model::page::PageMark;

/// A body made ready to parse: attribute lists are blanked, missing notes have empty definitions before the
/// beginning (after the end they could fall into a code block that is not closed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    text: String,
    /// Where the body begins in `text`.
    start: usize,
    attributes: Vec<Attributes>,
    /// The marks of printed pages, which are not in `text`.
    unmarked: Unmarked,
    /// The body with its marks, attribute lists blanked; none where it has no marks.
    marked: Option<String>,
}

/// The events of a body, and those of each note with its label.
pub type Parted<'a> = (Vec<Ranged<'a>>, Vec<(String, Vec<Ranged<'a>>)>);

impl Prepared {
    /// The events of the body with their bytes in it, without the definitions that were added.
    pub fn events(&self) -> impl Iterator<Item = Ranged<'_>> {
        let start = self.start;
        let events = Parser::new_ext(&self.text, options()).into_offset_iter();
        let events = events.filter_map(move |(event, range)| {
            let from = range.start.checked_sub(start)?;
            Some((event, from..range.end.saturating_sub(start).max(from)))
        });
        let has_marks = !self.unmarked.marks.is_empty();
        let (marked, plain) = if has_marks { (Some(self.unmarked.events(events)), None) } else { (None, Some(events)) };
        marked.into_iter().flatten().chain(plain.into_iter().flatten())
    }

    /// The events of the body, and those of each note with its label.
    #[must_use]
    pub fn parted(&self) -> Parted<'_> {
        let mut body = Vec::new();
        let mut notes: Vec<(String, Vec<Ranged<'_>>)> = Vec::new();
        let mut inside = false;
        for (event, range) in self.events() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    notes.push((label.to_string(), Vec::new()));
                    inside = true;
                }
                Event::End(TagEnd::FootnoteDefinition) => inside = false,
                event => match notes.last_mut() {
                    Some((_, events)) if inside => events.push((event, range)),
                    _ => body.push((event, range)),
                },
            }
        }
        (body, notes)
    }

    /// The body without attribute lists, byte for byte as long as it was.
    #[must_use]
    pub fn text(&self) -> &str {
        self.marked.as_deref().or_else(|| self.text.get(self.start..)).unwrap_or_default()
    }

    /// A piece of the body without the marks of pages.
    #[must_use]
    pub fn words(&self, range: Range<usize>) -> Cow<'_, str> {
        match &self.marked {
            Some(marked) => self.unmarked.words(marked, range).into(),
            None => self.text().get(range).unwrap_or_default().into(),
        }
    }

    /// The marks of printed pages, in order.
    #[must_use]
    pub fn page_marks(&self) -> &[PageMark] {
        &self.unmarked.marks
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
    let unmarked = Unmarked::of(body);
    let words = unmarked.text.as_deref().unwrap_or(body);
    let events: Vec<Ranged<'_>> = Parser::new_ext(words, plain).into_offset_iter().collect();
    let mut attributes = attributes::find(words, &events);
    let defined: BTreeSet<String> = events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::FootnoteDefinition(label)) => Some(label.to_string()),
            _ => None,
        })
        .collect();
    let blanked = blanked(words, &attributes);
    let mut text = definitions_of_missing(&blanked, &defined);
    if !text.is_empty() {
        // Without it, an indented beginning of the body would belong to the last definition.
        text.push_str("<!-- -->\n\n");
    }
    let start = text.len();
    text.push_str(&blanked);
    for list in &mut attributes {
        list.range = unmarked.inline_range(&list.range);
        list.owner = unmarked.inline_range(&(list.owner..list.owner)).start;
    }
    let marked = (!unmarked.marks.is_empty()).then(|| self::blanked(body, &attributes));
    Prepared { text, start, attributes, unmarked, marked }
}

fn blanked(body: &str, attributes: &[Attributes]) -> String {
    let mut blanked = body.to_owned();
    for list in attributes {
        blanked.replace_range(list.range.clone(), &" ".repeat(list.range.len()));
    }
    blanked
}

/// An empty definition for each label that is called and not defined.
pub(super) fn definitions_of_missing(text: &str, defined: &BTreeSet<String>) -> String {
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
