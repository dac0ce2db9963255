//! PDF: a report typeset as a book, with its notes at the foot of the page that calls them.
//!
//! In: a book. Out: the bytes of a `.pdf`, or what stood in the way. What always holds: every word is given to typst as a
//! string; the edition's `templates/book.typ` goes before the program's own; nothing is loaded from elsewhere.
//!
//! The source for typst is made by every build of ibid; typst itself is compiled in with the feature `pdf` alone.

// Only typst shows which notes stray.
#[cfg_attr(not(feature = "pdf"), allow(dead_code))]
mod adjust;
#[cfg(feature = "pdf")]
mod engine;
mod lines;
mod source;
mod template;
mod value;

pub use template::TEMPLATE;

use super::content::Book;
use super::settings::BookSettings;
use crate::diagnostic::Diagnostic;

/// Whether this program has typst in it.
pub(super) const fn is_built_in() -> bool {
    cfg!(feature = "pdf")
}

/// What is told where an edition wants PDF and the program cannot make it.
pub(super) fn unavailable() -> Diagnostic {
    Diagnostic::new("pdf-unavailable", "edition.yaml", message!("pdf-unavailable"))
        .hint(message!("pdf-unavailable-hint"))
}

/// The book of a report; none when it could not be made.
#[cfg(feature = "pdf")]
pub(super) fn report(settings: &BookSettings<'_>, book: &Book, said: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    engine::Workshop::new(settings).typeset(&book.id, &|adjust| source::source(settings, book, adjust), said)
}

/// The book of a report: never, without typst.
#[cfg(not(feature = "pdf"))]
pub(super) fn report(_: &BookSettings<'_>, _: &Book, _: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    None
}

/// The source of a report's book, for who wants to see what the template is given.
pub(super) fn typst_source(settings: &BookSettings<'_>, book: &Book) -> String {
    source::source(settings, book, &adjust::Adjustments::default())
}
