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
            Self::Encrypted => write!(f, "the PDF is locked with a password"),
            Self::Broken => write!(f, "the PDF is damaged: no page of it can be read"),
            Self::NoText { pages } => {
                write!(f, "the PDF has no text layer: its {pages} pages are pictures, as a scanner makes them")
            }
            Self::NoLetters => write!(f, "the fonts of the PDF do not say which letters they print"),
            Self::TooLarge => write!(f, "the PDF unpacks to more than any report holds"),
            Self::OfficeBroken => write!(f, "the file is damaged: its text cannot be read"),
            Self::OfficeTooLarge => write!(f, "the file unpacks to more than any report holds"),
            Self::OfficeLocked => write!(f, "the file is locked with a password"),
            Self::OtherArchive => write!(f, "the archive holds no text document"),
            Self::OldWord => write!(f, "this is a Word file of the format before 2007 (.doc)"),
            Self::OcrBroken => write!(f, "the file of the OCR is damaged or has no words"),
            Self::HtmlEmpty => write!(f, "the web page has no text"),
            Self::Picture => write!(f, "this is a picture, as a scanner makes it"),
            Self::Misnamed => {
                write!(f, "the file is no PDF, Word file or picture, whatever its name says: it holds text")
            }
            Self::Rtf => write!(f, "this is a file in Rich Text Format (.rtf)"),
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
            Self::NoText { .. } => {
                "with Tesseract on the machine `ibid import --ocr` reads it; or let another program add the text: \
                 `ocrmypdf -l vie+eng in.pdf out.pdf`, then import that"
            }
            Self::NoLetters => {
                "let an OCR read the print anew: `ocrmypdf --force-ocr -l vie+eng in.pdf out.pdf`, then import that"
            }
            Self::TooLarge => "split it with `qpdf in.pdf --pages . 1-500 -- part.pdf`, then import the parts",
            Self::OcrBroken => "let the OCR write it again, as hOCR, ALTO or PAGE XML",
            Self::HtmlEmpty => {
                "many pages show their text by a script: save it in the browser as a whole, then import that"
            }
            Self::Misnamed => {
                "ask for the file again: it may be cut off, or a message in its place; if it is the report's text, name it .txt"
            }
            Self::Picture => "with Tesseract on the machine `ibid import --ocr` reads it",
            Self::OfficeBroken => "open it in Word or LibreOffice, which mend many files, and save it again as .docx",
            Self::OfficeTooLarge => "cut it into its reports, and save each as .docx",
            Self::OfficeLocked => "open it with its password, take the password away, and save it again as .docx",
            Self::OtherArchive => "name the report's .docx or .odt file",
            Self::OldWord | Self::Rtf => {
                "open it in Word or LibreOffice and save it as .docx (`soffice --convert-to docx FILE`), then import that"
            }
        }
    }
}

impl std::error::Error for ReadError {}
