//! Revision: the documents change, nothing is lost.
//!
//! In: a report as the last import wrote it, as it stands, and as a new import reads it. Out: lasting ids for the new
//! import ([`renaming`]), the merged pages ([`merge`]), and the record of what changed ([`changes`]). What always
//! holds: ids follow the words; what the editor wrote is on a page, or set aside with the reason; where both changed the
//! same words, both readings stay.

mod attach;
mod back;
mod carry;
mod changes;
mod chunks;
mod figures;
mod front;
mod lasting;
mod lists;
mod matching;
mod merge;
mod merged;
mod order;
mod past;
mod printed;
mod quotes;
mod shape;
mod side;
mod words;

pub use back::put_back;
pub use carry::{Renaming, rename, renaming};
pub use changes::changes;
pub use figures::{name as name_figures, names_gone, words_of};
pub use lasting::MadeIds;
pub use merge::merge;
pub use merged::{Merged, Updated};
pub use printed::keep_pages;
pub use shape::{Shape, Vocabulary};
pub use side::Files;
