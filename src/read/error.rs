//! Why a file cannot be read, and what helps.

use crate::message::Message;
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
    /// A Word or OpenDocument file that is damaged.
    OfficeBroken,
    /// A Word or OpenDocument file that unpacks, or nests, beyond any report.
    OfficeTooLarge,
    /// A file of an office program that opens only with a password.
    OfficeLocked,
    /// An archive that holds no text: a table, slides, a book.
    OtherArchive,
    /// Word's format before 2007.
    OldWord,
    /// Rich Text Format.
    Rtf,
    /// A file of an OCR engine that is damaged or has no words.
    OcrBroken,
    /// A web page without text.
    HtmlEmpty,
    /// The picture of a page.
    Picture,
    /// Its name says PDF, Word or picture, and it is text.
    Misnamed,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encrypted => message!("pdf-locked").fmt(f),
            Self::Broken => message!("pdf-damaged").fmt(f),
            Self::NoText { pages } => message!("pdf-pictures", pages = pages).fmt(f),
            Self::NoLetters => message!("pdf-letters").fmt(f),
            Self::TooLarge => message!("pdf-unpacks").fmt(f),
            Self::OfficeBroken => message!("file-damaged").fmt(f),
            Self::OfficeTooLarge => message!("file-unpacks").fmt(f),
            Self::OfficeLocked => message!("file-locked").fmt(f),
            Self::OtherArchive => message!("file-no-document").fmt(f),
            Self::OldWord => message!("file-doc").fmt(f),
            Self::OcrBroken => message!("file-ocr-damaged").fmt(f),
            Self::HtmlEmpty => message!("file-no-text-page").fmt(f),
            Self::Picture => message!("file-picture").fmt(f),
            Self::Misnamed => message!("file-misnamed").fmt(f),
            Self::Rtf => message!("file-rtf").fmt(f),
        }
    }
}

impl ReadError {
    /// What the editor can do about it.
    #[must_use]
    pub fn hint(&self) -> Message {
        match self {
            Self::Encrypted => {
                message!("pdf-locked-hint")
            }
            Self::Broken => message!("pdf-damaged-hint"),
            Self::NoText { .. } => {
                message!("pdf-pictures-hint")
            }
            Self::NoLetters => {
                message!("pdf-letters-hint")
            }
            Self::TooLarge => message!("pdf-unpacks-hint"),
            Self::OcrBroken => message!("file-ocr-damaged-hint"),
            Self::HtmlEmpty => {
                message!("file-no-text-page-hint")
            }
            Self::Misnamed => message!("file-misnamed-hint"),
            Self::Picture => message!("file-picture-hint"),
            Self::OfficeBroken => message!("file-damaged-hint"),
            Self::OfficeTooLarge => message!("file-unpacks-hint"),
            Self::OfficeLocked => message!("file-locked-hint"),
            Self::OtherArchive => message!("file-no-document-hint"),
            Self::OldWord | Self::Rtf => {
                message!("file-doc-hint")
            }
        }
    }
}

impl std::error::Error for ReadError {}
