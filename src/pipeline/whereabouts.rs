//! Where passages stand, in words that a reader knows: the page's file and line, the section's title, the first words.
//!
//! In: a report, or an edition's folder. Out: [`Whereabouts`] by id. What always holds: every heading, block and note has one; ids, which
//! only programs know, are in none.

use std::collections::BTreeMap;

use crate::edition;
use crate::model::edition::EditionReport;
use crate::model::page::{Element, Page};
use crate::text::line_of;
use crate::tree::FileTree;

/// Where a passage stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// The page's path.
    pub page: String,
    /// The line of the page.
    pub line: usize,
    /// The title of the section: of the heading above, or of the page.
    pub section: String,
    /// The words that the passage begins with.
    pub begins: String,
}

/// The passages of an edition, by report and id.
#[must_use]
pub fn whereabouts(folder: &FileTree) -> BTreeMap<(String, String), Whereabouts> {
    let reports = edition::read(folder).value.reports;
    let of = |report: &EditionReport| {
        let named = |(id, place)| ((report.id.clone(), id), place);
        report.all_pages().flat_map(of_page).map(named).collect::<Vec<_>>()
    };
    reports.iter().flat_map(of).collect()
}

/// The passages of a page, by id; a note by its label in brackets, as written.
pub(super) fn of_page(page: &Page) -> Vec<(String, Whereabouts)> {
    let place = |section: &str, at: usize, words: &str| Whereabouts {
        page: page.path.clone(),
        line: line_of(&page.text, at),
        section: section.to_owned(),
        begins: begin(words),
    };
    let mut section = page.front.title.as_str();
    let mut found = vec![(page.id.clone(), place(section, 0, section))];
    for element in &page.elements {
        match element {
            Element::Heading(heading) => {
                section = &heading.title;
                found.push((heading.id.clone(), place(section, heading.range.start, &heading.title)));
            }
            Element::Block(block) => {
                found.push((block.id.clone(), place(section, block.range.start, &block.text)));
            }
        }
    }
    let title = page.front.title.as_str();
    let note = |note: &crate::model::page::NoteDefinition| {
        (format!("[^{}]", note.label), place(title, note.range.start, &note.text))
    };
    found.extend(page.notes.iter().map(note));
    found
}

/// The first words of a passage.
pub fn begin(text: &str) -> String {
    /// Words that tell passages apart.
    const WORDS: usize = 8;
    let mut words = text.split_whitespace();
    let begins = words.by_ref().take(WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { format!("{begins} …") } else { begins }
}
