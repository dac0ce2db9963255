//! The facsimile: pages of a print as pictures that are small enough to read with.
//!
//! In: the bytes of a PDF. Out: a [`Picture`] for each page that can be drawn. Invariants: what goes wrong in a page costs that
//! page alone; the same bytes give the same picture. Nothing is known here of reports, the disk or the time: whoever asks says
//! which page is next, and how long it waits.

mod draw;
mod encode;
mod picture;

pub use draw::{PageParts, draw, draw_parts, page_count};
pub use encode::{of_figure, of_picture};
pub use picture::{Bytes, LONGEST, Picture};
