//! Readers: the bytes of a file in, a [`Scan`] out.
//!
//! In: a file's name and bytes. Out: its pages of lines with what the format knows of them, and diagnostics. What always
//! holds: no file makes a reader panic or take more than bounded time and memory; every word of the file's text is in a
//! line of the scan once. What is a report, a heading or a note is not decided here.

mod bridge;
mod pdf;

use std::fmt;

use crate::diagnostic::Checked;
use crate::model::scan::Scan;

pub use bridge::text;

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// It opens only with a password.
    Encrypted,
    /// It is damaged beyond reading, or no PDF.
    Broken,
    /// Its pages are pictures.
    NoText {
        /// How many pages it has.
        pages: usize,
    },
    /// Its fonts do not say which letters they print.
    NoLetters,
    /// It unpacks to more than a report can be.
    TooLarge,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encrypted => write!(f, "the PDF is locked with a password"),
            Self::Broken => write!(f, "the PDF is damaged: no page of it can be read"),
            Self::NoText { pages } => {
                write!(f, "the PDF has no text layer: its {pages} pages are pictures, as a scanner makes them")
            }
            Self::NoLetters => write!(f, "the fonts of the PDF do not say which letters they print"),
            Self::TooLarge => write!(f, "the PDF unpacks to more than any report holds"),
        }
    }
}

impl ReadError {
    /// What the editor can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Encrypted => "remove the password with `qpdf --decrypt --password=… in.pdf out.pdf`, then import that",
            Self::Broken => "try `qpdf in.pdf out.pdf`, which repairs many files, or ask for the file again",
            Self::NoText { .. } => "let an OCR add the text: `ocrmypdf -l vie+eng in.pdf out.pdf`, then import that",
            Self::NoLetters => {
                "let an OCR read the print anew: `ocrmypdf --force-ocr -l vie+eng in.pdf out.pdf`, then import that"
            }
            Self::TooLarge => "split it with `qpdf in.pdf --pages . 1-500 -- part.pdf`, then import the parts",
        }
    }
}

impl std::error::Error for ReadError {}

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
