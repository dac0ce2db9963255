//! On which printed page everything stands.
//!
//! In: the pages of a report with their marks, and its notes. Out: [`PrintedPages`]. What always holds: a page's anchor is
//! given once in a report; before the first mark no page is known.

use std::collections::HashSet;

use crate::model::links::{LinkedNote, PrintedPage, PrintedPages};
use crate::model::page::{Element, Page, PageMark, PageStart};

/// Finds the printed pages of a report; the first of `pages` is its index.
pub(super) fn printed(pages: &[&Page], notes: &[LinkedNote]) -> PrintedPages {
    let mut found = PrintedPages::default();
    if pages.iter().all(|page| page.page_marks.is_empty() && page.front.printed_page.is_none()) {
        return found;
    }
    found.starts = starts(pages);
    let mut current: Option<String> = None;
    let mut titles: Vec<Option<String>> = Vec::with_capacity(pages.len());
    for page in pages {
        current = page.front.printed_page.clone().or(current);
        titles.push(current.clone());
        let mut section = |id: &str, current: &Option<String>| {
            found.sections.extend(current.clone().map(|label| (id.to_owned(), label)));
        };
        section(&page.id, &current);
        for element in &page.elements {
            match element {
                Element::Heading(heading) => {
                    current = heading.pages.last().map(|page| page.label.clone()).or(current);
                    section(&heading.id, &current);
                }
                Element::Block(block) => {
                    let own = with_first(current.as_deref(), &block.pages);
                    current = own.last().map(|page| page.label.clone()).or(current);
                    found.blocks.insert(block.id.clone(), own);
                }
            }
        }
    }
    found.blocks.retain(|_, pages| !pages.is_empty());
    for note in notes {
        let called = || caller(pages, &titles, note);
        let Some(own) = definition(pages, note) else { continue };
        let first = if own.first().is_some_and(|page| page.from == 0) { None } else { called() };
        let own = with_first(first, own);
        if !own.is_empty() {
            found.notes.insert(note.number, own);
        }
    }
    found
}

/// Where pages begin, in the order of the pages of content; a page that notes name again begins once.
fn starts(pages: &[&Page]) -> Vec<PrintedPage> {
    let mut given: HashSet<String> = HashSet::new();
    let in_body = |page: &Page, mark: &PageMark| !in_note(page, mark);
    let named: HashSet<&str> = pages
        .iter()
        .flat_map(|page| page.page_marks.iter().filter(|mark| in_body(page, mark)).map(|mark| mark.label.as_str()))
        .chain(pages.iter().filter_map(|page| page.front.printed_page.as_deref()))
        .collect();
    let mut in_notes: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    for page in pages {
        let mut add = |label: &str, byte: Option<usize>, in_note: bool| {
            let own = format!("page-{}", label.trim_matches(['[', ']']));
            let mut anchor = own.clone();
            let mut count = 2;
            while !given.insert(anchor.clone()) {
                anchor = format!("{own}-{count}");
                count += 1;
            }
            found.push(PrintedPage { label: label.to_owned(), anchor, page: page.path.clone(), byte, in_note });
        };
        if let Some(label) = &page.front.printed_page {
            add(label, None, false);
        }
        for mark in &page.page_marks {
            let in_note = !in_body(page, mark);
            if !in_note || !named.contains(mark.label.as_str()) && in_notes.insert(&mark.label) {
                add(&mark.label, Some(mark.range.start), in_note);
            }
        }
    }
    found
}

fn in_note(page: &Page, mark: &PageMark) -> bool {
    page.notes.iter().any(|note| note.range.contains(&mark.range.start))
}

/// The pages of a passage: where it begins, unless a mark says so, and those that begin in it.
fn with_first(current: Option<&str>, own: &[PageStart]) -> Vec<PageStart> {
    let first = current.filter(|_| own.first().is_none_or(|page| page.from > 0));
    let first = first.map(|label| PageStart { label: label.to_owned(), from: 0 });
    // Of several that begin before the same word the last one has it.
    let last = own.iter().enumerate().filter(|(at, page)| own.get(at + 1).is_none_or(|next| next.from > page.from));
    first.into_iter().chain(last.map(|(_, page)| page.clone())).collect()
}

/// The pages that begin in a note's definition.
fn definition<'p>(pages: &[&'p Page], note: &LinkedNote) -> Option<&'p [PageStart]> {
    let page = pages.iter().find(|page| page.path == note.page)?;
    let own = page.notes.iter().find(|definition| definition.label == note.label)?;
    Some(&own.pages)
}

/// The page on which the first mark of a note stands.
fn caller<'p>(pages: &[&'p Page], titles: &'p [Option<String>], note: &LinkedNote) -> Option<&'p str> {
    let place = note.marks.first()?;
    let at = pages.iter().position(|page| page.path == place.page)?;
    let page = pages[at];
    let marks = page.elements.iter().flat_map(|element| match element {
        Element::Heading(heading) => &heading.marks,
        Element::Block(block) => &block.marks,
    });
    let byte = marks.filter(|mark| mark.label == note.label).map(|mark| mark.range.start).min().unwrap_or(0);
    let before = page.page_marks.iter().rev().find(|mark| mark.range.start < byte && !in_note(page, mark));
    before.map(|mark| mark.label.as_str()).or(titles[at].as_deref())
}
