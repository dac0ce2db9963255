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
mod outline;
mod pdf;
mod places;
mod settings;
mod sources;
mod tei;
mod xml;

pub use assemble::book;
pub use content::Book;
pub use pdf::TEMPLATE as PDF_TEMPLATE;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use container::Container;
use outline::Outline;
use rayon::prelude::*;
use regex::Regex;
use settings::{BookSettings, origin};
use sources::BookSource;

use crate::cache::{Cache, Parts};
use crate::diagnostic::{Checked, Diagnostic};
use crate::digest::Digest;
use crate::model::config::Outputs;
use crate::model::download::{Download, Format};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::Links;
use crate::text::pattern;
use crate::tree::{FileTree, SiteWriter};
use crate::words::Words;

/// Where the whole site stands as an archive.
pub const ARCHIVE: &str = "site.zip";

/// Writes the books that the edition wants into the site's folder: what there is to download, the edition's own first.
/// `words`: the words of the interface, asked for only when there are books to make; `cache`: what the last build worked out.
#[must_use]
pub fn books(
    (edition, links): (&Edition, &Links),
    folder: &FileTree,
    words: impl FnOnce() -> Words,
    site: &SiteWriter<'_>,
    cache: &Cache,
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
    let settings = BookSettings { config: &edition.config, words, folder };
    let digest = settings.digest();
    let sources: Vec<BookSource<'_>> =
        edition.reports.par_iter().map(|report| BookSource::new((edition, links), report, words)).collect();
    let is_whole = |format: &Format| match format {
        Format::Epub => true,
        Format::Pdf => edition.config.book.whole,
        _ => false,
    };
    let whole = formats.iter().copied().filter(is_whole).map(|format| (None, format));
    let of = |at| formats.iter().map(move |format| (Some(at), *format));
    let jobs: Vec<(Option<usize>, Format)> = whole.chain((0..sources.len()).flat_map(of)).collect();
    let maker = Maker { settings, digest, sources, cache };
    let made: Vec<(Option<Download>, Vec<Diagnostic>)> = jobs
        .into_par_iter()
        .map(|job| {
            let mut said = Vec::new();
            (maker.put(site, job, &mut said), said)
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

/// Makes the books of the reports, by their places, and of the edition.
struct Maker<'a> {
    settings: BookSettings<'a>,
    /// A digest of the settings.
    digest: Digest,
    sources: Vec<BookSource<'a>>,
    cache: &'a Cache,
}

impl Maker<'_> {
    /// Puts a book on the site, made only where none of the same stands; none when there is no such book.
    fn put(&self, site: &SiteWriter<'_>, job: (Option<usize>, Format), said: &mut Vec<Diagnostic>) -> Option<Download> {
        let (at, format) = job;
        let of = at.map_or(self.sources.as_slice(), |at| &self.sources[at..=at]);
        let origin = origin(&self.digest, of, at.is_none(), format);
        let report = at.map(|at| self.sources[at].id());
        let ending = format.ending();
        let path = report.map_or_else(|| format!("edition.{ending}"), |id| format!("{id}/{id}.{ending}"));
        let size = site.make_sized(&path, origin, || self.written(job, said))?;
        Some(Download { report: report.map(str::to_owned), format, path, size })
    }

    /// The bytes of a book; none when there is no such book.
    fn written(&self, (at, format): (Option<usize>, Format), said: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let settings = &self.settings;
        let Some(at) = at else {
            return match format {
                Format::Epub => Some(self.epub()),
                Format::Pdf => {
                    let books: Vec<Book> = self.sources.iter().map(|source| source.book().clone()).collect();
                    pdf::edition(settings, &books, said)
                }
                _ => None,
            };
        };
        let book = self.sources[at].book();
        match format {
            // The pages of the report that is worked on are known from one build to the next.
            Format::Epub => {
                let make = |parts: &Parts<'_>| epub::report(settings, book, &self.outline(at), parts);
                Some(self.cache.kept_whole(None, make))
            }
            Format::Docx => Some(docx::report(settings, book)),
            Format::Tei => Some(tei::report(settings, book)),
            Format::Akn => Some(akn::report(settings, book)),
            Format::Pdf => pdf::report(settings, book, said),
            Format::Zip => None,
        }
    }

    /// The edition's book: the pages of a report that is as it was are known.
    fn epub(&self) -> Vec<u8> {
        let outlines: Vec<Outline> = (0..self.sources.len()).into_par_iter().map(|at| self.outline(at)).collect();
        epub::edition(&self.settings, &outlines, &|at, around, make| {
            let key = self.key("pages", at).and_then(|key| {
                let mut digest = Digest::default();
                digest.add(&key);
                digest.add_done(around);
                digest.done()
            });
            self.cache.kept_whole(key, |parts| make(self.sources[at].book(), parts))
        })
    }

    fn outline(&self, at: usize) -> Outline {
        self.cache.kept(self.key("outline", at), || Outline::of(self.sources[at].book()))
    }

    /// A digest of what something is made from that is made of a report's book.
    fn key(&self, name: &str, at: usize) -> Option<u128> {
        let mut digest = self.digest.clone();
        digest.add(name);
        digest.add_done(self.sources[at].origin);
        digest.done()
    }
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
