//! The reports as books: what a reader takes along, an office goes on working with, an archive keeps.
//!
//! In: an [`Edition`], its [`Links`], the words of the interface. Out: the files that `outputs` asks for, and where they are.
//! What always holds: the same edition gives the same bytes; every note of a report is in its book once, with a way to each of
//! its marks; a book loads nothing from elsewhere.

mod akn;
mod assemble;
mod blocks;
mod container;
mod content;
mod docx;
mod epub;
mod lines;
mod marking;
mod pdf;
mod places;
mod settings;
mod tei;
mod xml;

pub use assemble::book;
pub use content::Book;
pub use pdf::TEMPLATE as PDF_TEMPLATE;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use container::Container;
use rayon::prelude::*;
use regex::Regex;
use settings::{BookSettings, origin};

use crate::diagnostic::{Checked, Diagnostic};
use crate::model::config::Outputs;
use crate::model::download::{Download, Format};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::Links;
use crate::text::pattern;
use crate::tree::{FileTree, Origin, SiteWriter};
use crate::words::Words;

/// Where the whole site stands as an archive.
pub const ARCHIVE: &str = "site.zip";

/// Writes the books that the edition wants into the site's folder: what there is to download, the edition's own first.
/// `words`: the words of the interface, asked for only when there are books to make.
#[must_use]
pub fn books(
    edition: &Edition,
    links: &Links,
    folder: &FileTree,
    words: impl FnOnce() -> Words,
    site: &SiteWriter<'_>,
) -> Checked<Vec<Download>> {
    let formats = formats(&edition.config.outputs);
    // The archive is made when everything else is, and then nobody can say any more in it how large it is.
    let archive = Download { report: None, format: Format::Zip, path: ARCHIVE.to_owned(), size: 0 };
    let archive = edition.config.outputs.zip.then_some(archive);
    if formats.is_empty() || edition.reports.is_empty() {
        return Checked::clean(archive.into_iter().collect());
    }
    let is_unavailable = formats.contains(&Format::Pdf) && !pdf::is_built_in();
    let mut said: Vec<Diagnostic> = is_unavailable.then(pdf::unavailable).into_iter().collect();
    let words = &words();
    let books: Vec<Book> = edition.reports.par_iter().map(|report| book(edition, links, report, words)).collect();
    let settings = BookSettings { config: &edition.config, words, folder };
    let is_whole = |format: &Format| match format {
        Format::Epub => true,
        Format::Pdf => edition.config.book.whole,
        _ => false,
    };
    let whole = formats.iter().copied().filter(is_whole).map(|format| (None, format));
    let of = |book| formats.iter().map(move |format| (Some(book), *format));
    let jobs: Vec<(Option<&Book>, Format)> = whole.chain(books.iter().flat_map(of)).collect();
    let digest = settings.digest();
    let made: Vec<(Option<Download>, Vec<Diagnostic>)> = jobs
        .into_par_iter()
        .map(|(book, format)| {
            let mut said = Vec::new();
            let of = book.map_or(books.as_slice(), std::slice::from_ref);
            let origin = origin(&digest, of, book.is_none(), format);
            let write = || written(&settings, &books, (book, format), &mut said);
            (put(site, (book, format), origin, write), said)
        })
        .collect();
    let mut downloads = Vec::new();
    for (download, mut own) in made {
        downloads.extend(download);
        said.append(&mut own);
    }
    downloads.extend(archive);
    Checked::new(downloads, said)
}

/// What a report is written as.
fn formats(outputs: &Outputs) -> Vec<Format> {
    let all = [
        (outputs.pdf, Format::Pdf),
        (outputs.epub, Format::Epub),
        (outputs.docx, Format::Docx),
        (outputs.tei, Format::Tei),
        (outputs.akn, Format::Akn),
    ];
    all.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, format)| format).collect()
}

/// The bytes of a book; none when there is no such book.
fn written(
    settings: &BookSettings<'_>,
    books: &[Book],
    (book, format): (Option<&Book>, Format),
    said: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    match (format, book) {
        (Format::Epub, None) => Some(epub::edition(settings, books)),
        (Format::Epub, Some(book)) => Some(epub::report(settings, book)),
        (Format::Docx, Some(book)) => Some(docx::report(settings, book)),
        (Format::Tei, Some(book)) => Some(tei::report(settings, book)),
        (Format::Akn, Some(book)) => Some(akn::report(settings, book)),
        (Format::Pdf, None) => pdf::edition(settings, books, said),
        (Format::Pdf, Some(book)) => pdf::report(settings, book, said),
        _ => None,
    }
}

/// Puts a book on the site, made only where none of the same stands; none when there is no such book.
fn put(
    site: &SiteWriter<'_>,
    (book, format): (Option<&Book>, Format),
    origin: Option<Origin>,
    write: impl FnOnce() -> Option<Vec<u8>>,
) -> Option<Download> {
    let ending = format.ending();
    let path = book.map_or_else(|| format!("edition.{ending}"), |book| format!("{}/{}.{ending}", book.id, book.id));
    let size = site.make_sized(&path, origin, write)?;
    Some(Download { report: book.map(|book| book.id.clone()), format, path, size })
}

/// Packs a site, in a folder of this name. What leads to the archive itself is taken out: within it, it would lead nowhere.
#[must_use]
pub fn archive(name: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    static ENTRY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r#"(?s)<li>\s*<a href="(?:\.\./)*site\.zip"[^>]*>.*?</li>"#));
    let mut zip = Container::new();
    for (path, bytes) in files {
        let path = format!("{name}/{path}");
        match std::str::from_utf8(bytes).ok().filter(|text| path.ends_with(".html") && text.contains(ARCHIVE)) {
            Some(text) => zip.put(&path, ENTRY.replace_all(text, "").as_bytes()),
            None => zip.put(&path, bytes),
        }
    }
    zip.finish()
}

/// The source that typst sets a report's book from.
#[must_use]
pub fn typst_source(edition: &Edition, links: &Links, report: &EditionReport, words: &Words) -> String {
    let book = book(edition, links, report, words);
    let folder = FileTree::new();
    pdf::typst_source(&BookSettings { config: &edition.config, words, folder: &folder }, &book)
}

/// The source that typst sets the book of the whole edition from.
#[must_use]
pub fn typst_edition(edition: &Edition, links: &Links, words: &Words) -> String {
    let books: Vec<Book> = edition.reports.iter().map(|report| book(edition, links, report, words)).collect();
    let folder = FileTree::new();
    pdf::typst_edition(&BookSettings { config: &edition.config, words, folder: &folder }, &books)
}
