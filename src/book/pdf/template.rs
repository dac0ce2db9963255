//! The program's own template of typeset books.

/// `book.typ`, which an edition may lay its own over.
pub const TEMPLATE: &str = include_str!("book.typ");
