//! The facsimile: pages of a print as pictures that are small enough to read with.
//!
//! In: the bytes of a PDF. Out: a [`Picture`] for each page that can be drawn. Invariants: what goes wrong in a page costs that
//! page alone; the same bytes give the same picture. Nothing is known here of reports, the disk or the time: whoever asks says
//! which page is next, and how long it waits.

mod draw;
mod encode;

use std::sync::Arc;

pub use draw::{draw, page_count};
pub use encode::of_picture;

/// Dots on the long side of a picture.
pub const LONGEST: u32 = 1200;

/// The bytes of a file, shared by those who draw its pages.
pub type Bytes = Arc<Vec<u8>>;

/// The picture of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// How its name ends: `png`, `jpg`.
    pub ending: &'static str,
    /// Dots from left to right.
    pub width: u32,
    /// Dots from top to bottom.
    pub height: u32,
}
