//! Documents that flow: paragraphs, tables and notes without pages of their own, as word processors and web pages have them.
//!
//! In: what a format's reader found, as a [`Flow`]. Out: a [`Scan`](crate::model::scan::Scan) ([`write`]). What always
//! holds: every word comes once; a note that the format ties to its mark is written `[^7]` and `[^7]: …` under a label
//! that nothing else has, right behind the text that calls it.

mod captions;
mod hand_labels;
mod inline;
mod model;
mod pictures;
mod table;
mod told;
mod write;

pub use captions::lower as lower_captions;
pub use inline::line_of;
pub use model::{Block, Cell, Flow, Note, Omission, Paragraph, Piece, Role, Table};
pub use pictures::{leave_out as leave_out_pictures, taken};
pub use told::diagnostics;
pub use write::scan;
