//! Readers: the bytes of a file in, a [`Scan`] out.
//!
//! In: a file's name and bytes. Out: its pages of lines with what the format knows of them, and diagnostics. What always
//! holds: no file makes a reader panic or take more than bounded time and memory; every word of the file's text is in a
//! line of the scan once, but for names over several columns of a table, which each of these has. What is a report, a heading
//! or a note is not decided here.

mod archive;
mod bridge;
mod captions;
mod docx;
mod encoding;
mod error;
mod feedback;
mod flow;
mod guard;
mod html;
mod legacy;
mod ocr;
mod odt;
mod pdf;
mod stretch;
mod xml;

use crate::diagnostic::{Checked, Diagnostic};
use crate::model::scan::Scan;
use crate::source::{Source, SourceError};

pub use bridge::{left_out, text};
pub use docx::Changes;
pub use error::ReadError;
pub use feedback::{FeedbackError, IncomingComment, feedback};

/// What the editor says of how a file is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// How changes that are tracked are read.
    pub changes: Changes,
}

/// The format of a file, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// A zip archive: Word since 2007, OpenDocument.
    Archive,
    /// A file of the old office programs, or a new one that is locked.
    Compound,
    /// Rich Text Format.
    Rtf,
    /// What an OCR engine writes with places: hOCR, ALTO, PAGE XML.
    Ocr,
    /// A picture of a page: PNG, JPEG, TIFF.
    Picture,
    /// A web page, or one that a word processor saved.
    Html,
    /// Text.
    Text,
}

/// The format of a file.
#[must_use]
pub fn format(bytes: &[u8]) -> Format {
    match bytes {
        _ if is_pdf(bytes) => Format::Pdf,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Format::Archive,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Format::Compound,
        [b'{', b'\\', b'r', b't', b'f', ..] => Format::Rtf,
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => {
            Format::Picture
        }
        _ if ocr::is_ocr(&bytes[..bytes.len().min(HEAD)]) => Format::Ocr,
        _ if html::is_html(&bytes[..bytes.len().min(BEGINNING)]) => Format::Html,
        _ => Format::Text,
    }
}

/// So many bytes of a file tell its format.
const HEAD: usize = 1024;
/// A text may open with a tag: whether it is a page shows further on.
const BEGINNING: usize = 1 << 14;

/// Whether bytes are those of a PDF: its sign may stand behind a few bytes of something else.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(HEAD)].windows(5).any(|window| window == b"%PDF-")
}

/// Reads a PDF by its text layer.
///
/// # Errors
/// [`ReadError`] when the file has no text that can be read.
pub fn pdf(name: &str, bytes: Vec<u8>) -> Result<Checked<Scan>, ReadError> {
    pdf::read(name, bytes)
}

/// Reads a file of a word processor, or a web page.
///
/// # Errors
/// [`ReadError`] when it cannot be read, or is of a format that has to be saved as another first.
pub fn office(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Checked<Scan>, ReadError> {
    let mut flow = match format(&bytes) {
        Format::Rtf => return Err(ReadError::Rtf),
        Format::Compound if is_locked(&bytes) => return Err(ReadError::OfficeLocked),
        Format::Compound => return Err(ReadError::OldWord),
        Format::Html => html::read(bytes)?,
        _ if odt::is_odt(&bytes) => odt::read(bytes)?,
        _ => docx::read(bytes, options.changes)?,
    };
    flow::leave_out_pictures(&mut flow);
    let diagnostics = flow::diagnostics(name, &flow.told, options.changes == Changes::Original);
    Ok(Checked::new(flow::scan(name, flow), diagnostics))
}

/// The text of a web page that is one preformatted text and hardly anything else.
#[must_use]
pub fn preformatted(bytes: &[u8]) -> Option<String> {
    html::preformatted(bytes)
}

/// Reads what an OCR engine wrote: hOCR, ALTO, PAGE XML. `files`: one, or one for each page.
///
/// # Errors
/// [`ReadError`] when one is damaged, or none has words.
pub fn ocr(name: &str, files: Vec<Vec<u8>>) -> Result<Checked<Scan>, ReadError> {
    let name = name.to_owned();
    guard::apart(ReadError::OcrBroken, move || ocr::read(&name, &files))
}

/// Reads a text. One that is not in UTF-8 is converted, and a diagnostic says from what.
///
/// # Errors
/// [`SourceError`] when it is empty, no text, or UTF-8 with wrong bytes.
pub fn plain(name: &str, bytes: &[u8]) -> Result<Checked<Source>, SourceError> {
    let Some(converted) = encoding::convert(bytes) else {
        return Source::from_bytes(name, bytes).map(|source| Checked::new(source, Vec::new()));
    };
    let message = message!("encoding-converted", encoding = converted.encoding);
    let hint = message!("encoding-converted-hint");
    let said = Diagnostic::new("encoding-converted", name, message).hint(hint);
    Source::from_bytes(name, converted.text.as_bytes()).map(|source| Checked::new(source, vec![said]))
}

/// Whether a compound file holds a new one that is locked: it names its part so, in UTF-16.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
