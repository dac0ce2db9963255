//! TEI P5: a report as a text for archives and for research.
//!
//! In: a book. Out: a TEI document. What always holds: ids are the site's; every note stands once, where its first mark is;
//! printed and corrected words stand side by side; no id is there twice.

mod header;
mod lines;
mod text;

use super::content::Book;
use super::settings::BookSettings;
use text::Writer;

/// The document of a report.
pub(super) fn report(settings: &BookSettings<'_>, book: &Book) -> Vec<u8> {
    let mut writer = Writer::new(settings, book);
    writer.document();
    writer.finish().into_bytes()
}
