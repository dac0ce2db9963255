//! Readers: the bytes of a file in, a [`Scan`] out.
//!
//! In: a file's name and bytes. Out: its pages of lines with what the format knows of them, and diagnostics. What always
//! holds: no file makes a reader panic or take more than bounded time and memory; every word of the file's text is in a
//! line of the scan once. What is a report, a heading or a note is not decided here.

mod bridge;
mod error;
mod pdf;

use crate::diagnostic::Checked;
use crate::model::scan::Scan;

pub use bridge::{left_out, text};
pub use error::ReadError;

/// Whether bytes are those of a PDF: its sign may stand behind a few bytes of something else.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    const HEAD: usize = 1024;
    bytes[..bytes.len().min(HEAD)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF by its text layer.
///
/// # Errors
/// [`ReadError`] when the file has no text that can be read.
pub fn pdf(name: &str, bytes: Vec<u8>) -> Result<Checked<Scan>, ReadError> {
    pdf::read(name, bytes)
}
