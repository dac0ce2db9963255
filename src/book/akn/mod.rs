//! Akoma Ntoso 3.0: a report as parliaments and registers of law keep their documents.
//!
//! In: a book. Out: an Akoma Ntoso document, an `act` where it has articles and a `doc` elsewhere. What always holds: ids are
//! the site's; every note stands once, where its first mark is; parts, chapters and articles are elements of their kind.

mod lines;
mod meta;
mod outline;
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
