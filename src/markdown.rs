//! Markdown as ibid's pages use it: the one owner of pulldown-cmark's options.
//!
//! In: the body of a page. Out: its headings, blocks, notes and links as plain data ([`read`]), and the
//! event stream that `render` writes from ([`prepare`], [`inline`]).
//!
//! What always holds: byte ranges are those of the text that was given; an attribute list that ends a
//! block (`{#k7f2 .letterhead}`) never shows; every `[^label]` outside code is a reference, also when its
//! definition is missing.

mod attributes;
pub mod conflict;
mod destination;
mod foreign;
mod inline;
mod letters;
mod options;
mod page_marks;
mod passages;
mod picture;
mod plain;
mod prepare;
mod read;
mod seen;
pub mod write;

pub use attributes::{Attributes, Ranged};
pub use destination::{Destination, destination};
pub use foreign::foreign_inline;
pub use inline::{Inline, inline, inline_links, inline_marks, plain_inline, plain_table, title_marks};
pub use letters::Letters;
pub use page_marks::{marked_page, nearly_page_marks, page_mark, without_page_marks};
pub use passages::{Passage, passages};
pub use picture::lone_picture;
pub use plain::{allowed_tag, plain_html, raised};
pub use prepare::{Parted, Prepared, prepare};
pub use read::{Body, read};
pub use seen::{Seen, seen};
