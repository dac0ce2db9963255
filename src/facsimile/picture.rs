//! What is drawn, and of what.

use std::sync::Arc;

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
