//! EPUB 3.3: a report, or the whole edition, as a book for a reading device.
//!
//! In: books. Out: the bytes of an `.epub`. What always holds: every link leads to an id that is in the book, or to the site;
//! each note stands at the end of its chapter, where a device opens it in place, and in the list of notes.

mod cover;
mod files;
mod names;
mod package;
mod words;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::container::Container;
use super::content::{Book, Target};
use super::outline::Outline;
use super::places::{Places, ids, ids_in_title};
use super::settings::BookSettings;
use names::file_name;
use package::Package;
pub(super) use package::Part;
use words::Pictures;

use crate::cache::Parts;
use crate::digest::Digest;

/// The style sheet of every book.
const STYLE: &str = include_str!("style.css");

/// The book of a report.
pub(super) fn report(settings: &BookSettings<'_>, book: &Book, outline: &Outline, parts: &Parts<'_>) -> Vec<u8> {
    let pictures = Pictures::new(settings.folder, std::slice::from_ref(outline));
    let places = places(&settings.config.base_url, &[book]);
    let part = part(settings, &places, &pictures, (0, book), parts);
    write(settings, &[book], &pictures, &[part], false)
}

/// The book of the whole edition. `pages`: the pages of a report, made or known: by the report's place, what they are made from
/// beside the report, and how they are made.
pub(super) fn edition(settings: &BookSettings<'_>, outlines: &[Outline], pages: &Pages<'_>) -> Vec<u8> {
    let books: Vec<&Book> = outlines.iter().map(|outline| &outline.stub).collect();
    let pictures = Pictures::new(settings.folder, outlines);
    let places = places(&settings.config.base_url, &books);
    let part = |(at, outline): (usize, &Outline)| {
        let mut around = Digest::default();
        around.add(&(at, &settings.config.base_url));
        outline.leads.iter().for_each(|address| around.add(&places.led(&Target::Site(address.clone()))));
        outline.pictures.iter().for_each(|path| around.add(&pictures.name(path)));
        pages(at, around.done(), &|book, parts| part(settings, &places, &pictures, (at, book), parts))
    };
    let parts: Vec<Part> = outlines.par_iter().enumerate().map(part).collect();
    write(settings, &books, &pictures, &parts, true)
}

/// Gives the pages of a report.
pub(super) type Pages<'p> = dyn Fn(usize, Option<u128>, &dyn Fn(&Book, &Parts<'_>) -> Part) -> Part + Sync + 'p;

/// The pages of a report, packed; those that are as they were are known.
fn part(
    settings: &BookSettings<'_>,
    places: &Places<'_>,
    pictures: &Pictures<'_>,
    of: (usize, &Book),
    parts: &Parts<'_>,
) -> Part {
    let pages = files::report(settings, places, pictures, of);
    Part::pack(pages.iter().map(|(name, text)| (name.as_str(), text.as_bytes())), Some(parts))
}

/// Which file has which page of the site.
fn places<'a>(base_url: &'a str, books: &[&'a Book]) -> Places<'a> {
    let mut places = Places::new(base_url);
    for (report, book) in books.iter().enumerate() {
        // The words before the first section stand on the title page.
        let mut own: BTreeSet<&str> = ids_in_title(book);
        for (index, chapter) in book.chapters.iter().enumerate() {
            if chapter.level == 0 {
                own.extend(ids(chapter));
            } else {
                places.add(&chapter.url, &file_name(report, Some(index)), ids(chapter));
            }
        }
        places.add(&book.url, &file_name(report, None), own);
    }
    places
}

fn write(
    settings: &BookSettings<'_>,
    books: &[&Book],
    pictures: &Pictures<'_>,
    parts: &[Part],
    is_edition: bool,
) -> Vec<u8> {
    let package = Package::new(settings, books, is_edition);
    let cover = files::cover(settings, &package);
    let contents = files::navigation(settings, &package, books, is_edition);
    let first = Part::pack([("cover.xhtml", cover.as_bytes()), ("nav.xhtml", contents.as_bytes())], None);
    let cover = cover::cover(settings, &package);
    let last = [("cover.svg", cover.as_bytes()), ("style.css", STYLE.as_bytes())];
    let last = Part::pack(last.into_iter().chain(pictures.files()), None);
    let parts: Vec<&Part> = std::iter::once(&first).chain(parts).chain([&last]).collect();
    let names: Vec<&str> = parts.iter().flat_map(|part| &part.names).map(String::as_str).collect();
    let mut zip = Container::new();
    zip.store("mimetype", b"application/epub+zip");
    zip.put("META-INF/container.xml", package::CONTAINER.as_bytes());
    zip.put("EPUB/package.opf", package.write(settings, &names).as_bytes());
    parts.iter().for_each(|part| zip.merge(&part.archive));
    zip.finish()
}
