//! Ids of sections and blocks: those that are written, and new ones from the words for the others.
//!
//! In: the pages of one report, in reading order. Out: the same pages, every section and block with an id.
//! What always holds afterwards: ids are unique in the report; the same words get the same id in every run.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::plain_inline;
use crate::model::page::{Element, Page};
use crate::text::{self, IdMaker};

/// How ids begin that ibid gives to notes, figures, annotations, corrections and to its own parts of a page.
const RESERVED: [&str; 8] = ["fn-", "fnref-", "fig-", "ann-", "annref-", "cor-", "corref-", "ibid-"];
/// An id that cannot stand: its page, where what it names stands, and itself.
type Fault = (usize, Range<usize>, String);

/// Gives ids to all that has none; reports ids that are written twice.
pub(super) fn give(pages: &mut [&mut Page], said: &mut Vec<Diagnostic>) {
    let mut maker = IdMaker::default();
    let mut first: HashMap<String, (usize, Range<usize>)> = HashMap::new();
    let mut faults: Vec<Fault> = Vec::new();
    for (at, page) in pages.iter_mut().enumerate() {
        reserve_written(at, page, &mut maker, &mut first, &mut faults);
    }
    // Places are worked out for faults alone: an edition has tens of thousands of ids.
    said.extend(faults.iter().map(|fault| told(pages, fault, &first)));
    for page in pages.iter_mut() {
        make_missing(page, &mut maker);
    }
}

/// Takes note of the ids that a page gives; the second of two equal ones is forgotten.
fn reserve_written(
    at: usize,
    page: &mut Page,
    maker: &mut IdMaker,
    first: &mut HashMap<String, (usize, Range<usize>)>,
    faults: &mut Vec<Fault>,
) {
    let Page { text, elements, id, body_start, .. } = page;
    let head = text.get(..*body_start).unwrap_or_default();
    let key = head.find("\nid:").map_or(0..0, |at| at + 1..at + 3);
    let given = elements.iter_mut().filter_map(|element| match element {
        Element::Heading(heading) => heading.id_given.then_some((&mut heading.id, heading.range.clone())),
        Element::Block(block) => block.id_given.then_some((&mut block.id, block.range.clone())),
    });
    let own = (!id.is_empty()).then_some((id, key));
    for (id, range) in own.into_iter().chain(given) {
        if !is_reserved(id) && maker.reserve(id) {
            first.insert(id.clone(), (at, range));
        } else {
            faults.push((at, range, std::mem::take(id)));
        }
    }
}

/// What is wrong with an id.
fn told(pages: &[&mut Page], (at, range, id): &Fault, first: &HashMap<String, (usize, Range<usize>)>) -> Diagnostic {
    let span = |at: usize, range: &Range<usize>| {
        let text = &pages[at].text;
        Span::in_text(text, place_of(text, id, range.clone()))
    };
    let path = &pages[*at].path;
    if is_reserved(id) {
        let message = message!("id-reserved", id = id);
        let reserved = Diagnostic::new("id-reserved", path, message);
        return reserved.at(span(*at, range)).hint(message!("id-reserved-hint"));
    }
    let other = first.get(id).map_or_else(String::new, |(other, range)| {
        let span = span(*other, range);
        format!("{}:{}:{}", pages[*other].path, span.line, span.column)
    });
    let message = message!("id-duplicate", id = id, other = other);
    let twice = Diagnostic::new("id-duplicate", path, message);
    twice.at(span(*at, range)).hint(message!("id-duplicate-hint"))
}

/// Where an id is written within the range of what it names.
fn place_of(text: &str, id: &str, range: Range<usize>) -> Range<usize> {
    let line_end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let written = format!("#{id}");
    match text[range.start..line_end].rfind(&written) {
        Some(at) => range.start + at..range.start + at + written.len(),
        None => range,
    }
}

fn make_missing(page: &mut Page, maker: &mut IdMaker) {
    if page.id.is_empty() {
        page.id = from_title(&page.front.title, maker);
    }
    for element in &mut page.elements {
        match element {
            Element::Heading(heading) if heading.id.is_empty() => {
                let title = if heading.title.is_empty() { &heading.head } else { &heading.title };
                heading.id = from_title(title, maker);
            }
            Element::Block(block) if block.id.is_empty() => block.id = maker.make(&block.text),
            _ => {}
        }
    }
}

/// Notes, marks and the theme have ids of their own.
fn is_reserved(id: &str) -> bool {
    RESERVED.iter().any(|start| id.starts_with(start))
}

/// A heading's id is its words, so that an address that a reader sees says where it leads.
fn from_title(title: &str, maker: &mut IdMaker) -> String {
    let base = match text::slug(&plain_inline(title), 40) {
        slug if slug.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_reserved(&slug) => slug,
        slug => format!("muc-{slug}"),
    };
    if maker.reserve(&base) {
        return base;
    }
    (2..1000)
        .map(|count| format!("{base}-{count}"))
        .find(|name| maker.reserve(name))
        .unwrap_or_else(|| maker.make(title))
}
