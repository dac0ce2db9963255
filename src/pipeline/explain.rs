//! `ibid explain --figure`: how the figures of a line came to be read, and why its other numbers are none.
//!
//! In: the edition's folder and a place: `page:line`, or words of the text. Out: the passages and notes that stand there, each with an
//! account of its numbers. What always holds: nothing is written, and what is told is what a build reads.

use crate::diagnostic::Checked;
use crate::edition;
use crate::figures::Account;
use crate::link;
use crate::model::edition::EditionReport;
use crate::model::page::{Element, Page};
use crate::text::{fold_space, line_of};
use crate::tree::FileTree;

/// A passage or note and its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The page's path.
    pub path: String,
    /// The line with which it begins.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// Its numbers, in order.
    pub accounts: Vec<Account>,
}

/// Where figures are asked for.
enum Place<'a> {
    Line(&'a str, usize),
    Words(String),
}

impl<'a> Place<'a> {
    /// `page:line` where the first part ends as pages do, else words.
    fn read(asked: &'a str) -> Self {
        let line = asked.rsplit_once(':').and_then(|(page, line)| Some((page, line.parse().ok()?)));
        match line.filter(|(page, _)| page.ends_with(".md")) {
            Some((page, line)) => Self::Line(page.trim_start_matches("./"), line),
            None => Self::Words(fold_space(asked)),
        }
    }

    fn is_at(&self, page: &Page, range: &std::ops::Range<usize>, text: &str) -> bool {
        match self {
            Self::Line(path, line) => {
                let last = range.start + page.text.get(range.clone()).unwrap_or_default().trim_end().len();
                page.path.ends_with(path)
                    && (line_of(&page.text, range.start)..=line_of(&page.text, last)).contains(line)
            }
            Self::Words(words) => !words.is_empty() && fold_space(text).contains(words.as_str()),
        }
    }
}

/// Explains the numbers of the passages and notes at a place.
#[must_use]
pub fn explain_figures(folder: &FileTree, asked: &str) -> Checked<Vec<Explained>> {
    let mut said = Vec::new();
    let edition = edition::read(folder).collect_into(&mut said);
    let place = Place::read(asked);
    let found = edition.reports.iter().flat_map(|report| of_report(report, &place)).collect();
    Checked::new(found, said)
}

fn of_report(report: &EditionReport, place: &Place<'_>) -> Vec<Explained> {
    let mut found = Vec::new();
    for (at, page) in report.all_pages().enumerate() {
        let blocks = page.elements.iter().filter_map(|element| match element {
            Element::Block(block) => Some((block.id.as_str(), &block.range, block.text.as_str())),
            Element::Heading(_) => None,
        });
        let notes = page.notes.iter().map(|note| (note.label.as_str(), &note.range, note.text.as_str()));
        for (id, range, text) in blocks.chain(notes).filter(|(_, range, text)| place.is_at(page, range, text)) {
            let (path, line) = (page.path.clone(), line_of(&page.text, range.start));
            found.push(Explained { path, line, text: text.to_owned(), accounts: link::accounts(report, at, id) });
        }
    }
    found
}
