//! The reports as books: what a reader takes along, an office goes on working with, an archive keeps.
//!
//! In: an [`Edition`], its [`Links`], the words of the interface. Out: the files that `outputs` asks for, and where they are.
//! What always holds: the same edition gives the same bytes; every note of a report is in its book once, with a way to each of
//! its marks; a book loads nothing from elsewhere.

mod assemble;
mod blocks;
mod container;
mod content;
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
#[must_use]
pub fn books(edition: &Edition, links: &Links, folder: &FileTree, words: &Words, site: &Filling<'_>) -> Vec<Download> {
    let outputs = &edition.config.outputs;
    if !outputs.epub || edition.reports.is_empty() {
        return Vec::new();
    }
    let books: Vec<Book> = edition.reports.par_iter().map(|report| book(edition, links, report, words)).collect();
    let press = Press { config: &edition.config, words, folder };
    let all = std::iter::once(None).chain((0..books.len()).map(Some));
    let jobs: Vec<Option<usize>> = all.collect();
    let made = jobs.into_par_iter().map(|which| {
        let (path, bytes) = match which {
            None => ("edition.epub".to_owned(), epub::edition(&press, &books)),
            Some(index) => {
                let book = &books[index];
                (format!("{}/{}.epub", book.id, book.id), epub::report(&press, book))
            }
        };
        let report = which.map(|index| books[index].id.clone());
        let download = Download { report, format: Format::Epub, path: path.clone(), size: bytes.len() };
        site.put(&path, bytes);
        download
    });
    made.collect()
}
