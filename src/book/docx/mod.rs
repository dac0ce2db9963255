//! Word: a report as a document that an office goes on working with.
//!
//! In: a book. Out: the bytes of a `.docx`. What always holds: every note is a footnote with the number that the site gives it;
//! headings have Word's own styles, so that its outline and contents are right; the editor's words are comments.

mod parts;
mod pictures;
mod runs;
mod text;

use super::container::Container;
use super::content::Book;
use super::settings::BookSettings;
use parts::Parts;
use text::Writer;

/// The styles of every document.
const STYLES: &str = include_str!("styles.xml");

/// The document of a report.
pub(super) fn report(settings: &BookSettings<'_>, book: &Book) -> Vec<u8> {
    let mut writer = Writer::new(settings, book);
    writer.report();
    let parts = writer.done();
    packed(settings, book, &parts)
}

fn packed(settings: &BookSettings<'_>, book: &Book, parts: &Parts<'_>) -> Vec<u8> {
    let lang = if book.lang.is_empty() { "und" } else { &book.lang };
    let mut zip = Container::new();
    let mut put = |path: &str, text: &str| zip.put(path, text.as_bytes());
    put("[Content_Types].xml", &parts::content_types(&parts.pictures));
    put("_rels/.rels", parts::RELATIONS);
    put("docProps/core.xml", &parts::properties(settings, book));
    put("word/document.xml", &parts.document);
    put("word/_rels/document.xml.rels", &parts::links(parts));
    put("word/footnotes.xml", &parts.footnotes);
    put("word/_rels/footnotes.xml.rels", &parts::links_alone(parts));
    put("word/comments.xml", &parts.comments);
    put("word/numbering.xml", parts::NUMBERING);
    put("word/settings.xml", parts::SETTINGS);
    put("word/styles.xml", &STYLES.replace("{lang}", lang));
    parts.pictures.iter().for_each(|picture| zip.store(&format!("word/media/{}", picture.name), picture.bytes));
    zip.finish()
}
