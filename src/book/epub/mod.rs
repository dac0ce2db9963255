//! EPUB 3.3: a report, or the whole edition, as a book for a reading device.
//!
//! In: books. Out: the bytes of an `.epub`. What always holds: every link leads to an id that is in the book, or to the site;
//! each note stands at the end of its chapter, where a device opens it in place, and in the list of notes.

mod cover;
mod files;
mod names;
mod package;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::container::Container;
use super::content::Book;
use super::places::{Places, ids, ids_in_title};
use super::settings::BookSettings;
use names::file_name;
use package::{Entry, Package};
use words::Pictures;

/// The style sheet of every book.
const STYLE: &str = include_str!("style.css");

/// The book of a report.
pub(super) fn report(settings: &BookSettings<'_>, book: &Book) -> Vec<u8> {
    write(settings, std::slice::from_ref(book), false)
}

/// The book of the whole edition.
pub(super) fn edition(settings: &BookSettings<'_>, books: &[Book]) -> Vec<u8> {
    write(settings, books, true)
}

/// Which file has which page of the site.
fn places<'a>(base_url: &'a str, books: &'a [Book]) -> Places<'a> {
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

fn write(settings: &BookSettings<'_>, books: &[Book], is_edition: bool) -> Vec<u8> {
    let places = places(&settings.config.base_url, books);
    let mut pictures = Pictures::new(settings.folder);
    let package = Package::new(settings, books, is_edition);
    let mut entries: Vec<Entry> = vec![
        Entry::page("cover.xhtml", files::cover(settings, &package)),
        Entry::page("nav.xhtml", files::navigation(settings, &package, books, is_edition)),
    ];
    for (report, book) in books.iter().enumerate() {
        let mut pages = files::report(settings, &places, &mut pictures, (report, book));
        entries.append(&mut pages);
    }
    entries.push(Entry { name: "cover.svg".to_owned(), bytes: cover::cover(settings, &package).into_bytes() });
    entries.push(Entry { name: "style.css".to_owned(), bytes: STYLE.into() });
    let pictures: BTreeMap<String, (String, &[u8])> = pictures.done();
    entries.extend(pictures.into_values().map(|(name, bytes)| Entry { name, bytes: bytes.to_vec() }));
    let mut zip = Container::new();
    zip.store("mimetype", b"application/epub+zip");
    zip.put("META-INF/container.xml", package::CONTAINER.as_bytes());
    zip.put("EPUB/package.opf", package.write(settings, &entries).as_bytes());
    entries.iter().for_each(|entry| zip.put(&format!("EPUB/{}", entry.name), &entry.bytes));
    zip.finish()
}
