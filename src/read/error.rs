//! Why a file cannot be read, and what helps.

use std::fmt;

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
            Self::Encrypted => {
                "remove the password with `qpdf --decrypt --password=… in.pdf out.pdf`, then import that"
            }
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
