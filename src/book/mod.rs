//! The reports as books: what a reader takes along, an office goes on working with, an archive keeps.
//!
//! In: an [`Edition`], its [`Links`], the words of the interface. Out: the files that `outputs` asks for, and where they are.
//! What always holds: the same edition gives the same bytes; every note of a report is in its book once, with a way to each of
//! its marks; a book loads nothing from elsewhere.

mod assemble;
mod blocks;
mod container;
mod content;
mod docx;
mod epub;
mod lines;
mod marking;
mod places;
mod press;
mod xml;

pub use assemble::book;
pub use content::Book;

use press::Press;
use rayon::prelude::*;

use crate::model::download::{Download, Format};
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::{FileTree, Filling};
use crate::words::Words;

/// Writes the books that the edition wants into the site's folder: what there is to download, the edition's own first.
/// `words`: the words of the interface, asked for only when there are books to make.
#[must_use]
pub fn books(
    edition: &Edition,
    links: &Links,
    folder: &FileTree,
    words: impl FnOnce() -> Words,
    site: &Filling<'_>,
) -> Vec<Download> {
    let outputs = &edition.config.outputs;
    if !(outputs.epub || outputs.docx) || edition.reports.is_empty() {
        return Vec::new();
    }
    let words = &words();
    let books: Vec<Book> = edition.reports.par_iter().map(|report| book(edition, links, report, words)).collect();
    let press = Press { config: &edition.config, words, folder };
    let mut jobs: Vec<(Option<&Book>, Format)> = Vec::new();
    if outputs.epub {
        jobs.push((None, Format::Epub));
    }
    for book in &books {
        let formats = [(outputs.epub, Format::Epub), (outputs.docx, Format::Docx)];
        jobs.extend(formats.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, format)| (Some(book), format)));
    }
    let made = jobs.into_par_iter().map(|(book, format)| {
        let ending = format.name();
        let path = book.map_or_else(|| format!("edition.{ending}"), |book| format!("{}/{}.{ending}", book.id, book.id));
        let bytes = match (format, book) {
            (Format::Epub, None) => epub::edition(&press, &books),
            (Format::Epub, Some(book)) => epub::report(&press, book),
            (Format::Docx, book) => book.map(|book| docx::report(&press, book)).unwrap_or_default(),
        };
        let report = book.map(|book| book.id.clone());
        let download = Download { report, format, path: path.clone(), size: bytes.len() };
        site.put(&path, bytes);
        download
    });
    made.collect()
}
