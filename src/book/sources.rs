//! The reports that books are made of.
//!
//! In: a report with its links. Out: its book, when somebody asks for it, and a digest of all that it is made from. What always
//! holds: whatever a book has of the report or of the edition is in the digest, or in that of the settings.

use std::sync::OnceLock;

use super::assemble::book;
use super::content::Book;
use crate::digest::Digest;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::Links;
use crate::words::Words;

/// The report that a book is made of. The book is made when it is first asked for: where nothing of it changed, nobody asks.
pub(super) struct BookSource<'a> {
    edition: (&'a Edition, &'a Links),
    report: &'a EditionReport,
    words: &'a Words,
    /// A digest of all that the book is made from beside the settings; none where that is not known.
    pub origin: Option<u128>,
    book: OnceLock<Book>,
}

impl<'a> BookSource<'a> {
    /// The source of a report's book.
    pub fn new((edition, links): (&'a Edition, &'a Links), report: &'a EditionReport, words: &'a Words) -> Self {
        let mut origin = Digest::default();
        origin.add_done(report.origin);
        origin.add(&report.id);
        for (index, page) in report.all_pages().enumerate() {
            origin.add(&(&page.path, report.page_url(index)));
            links.add_leads(&page.path, &mut origin);
        }
        Self { edition: (edition, links), report, words, origin: origin.done(), book: OnceLock::new() }
    }

    /// The report's folder.
    pub fn id(&self) -> &'a str {
        &self.report.id
    }

    /// The book.
    pub fn book(&self) -> &Book {
        let (edition, links) = self.edition;
        self.book.get_or_init(|| book(edition, links, self.report, self.words))
    }
}
