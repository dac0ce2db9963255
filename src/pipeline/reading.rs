//! The readers joined: a file's bytes become the text that import takes, whatever format they are of.

use crate::diagnostic::Checked;
use crate::model::scan::Scan;
use crate::read::{self, Format, ReadError, ReadOptions};
use crate::source::Source;

/// Reads a file to import.
///
/// # Errors
/// Why the file cannot be read and what helps, in words for the editor.
pub fn read_source(name: &str, bytes: Vec<u8>) -> Result<Checked<Source>, String> {
    read_source_with(name, bytes, &ReadOptions::default())
}

/// Reads a file to import as [`read_source`] does, with what the editor said of it.
///
/// # Errors
/// Why the file cannot be read and what helps, in words for the editor.
pub fn read_source_with(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> Result<Checked<Source>, String> {
    let format = read::format(&bytes);
    let plain = |bytes: &[u8]| read::plain(name, bytes).map_err(|error| format!("{error}; {}", error.hint()));
    if let Some(text) = (format == Format::Html).then(|| read::preformatted(&bytes)).flatten() {
        return plain(text.as_bytes());
    }
    let scan = match format {
        Format::Pdf => read::pdf(name, bytes),
        Format::Archive | Format::Compound | Format::Rtf | Format::Html => read::office(name, bytes, options),
        Format::Ocr => read::ocr(name, vec![bytes]),
        Format::Picture => Err(ReadError::Picture),
        Format::Text if is_named_otherwise(name) => Err(ReadError::Misnamed),
        Format::Text => return plain(&bytes),
    };
    text(scan)
}

/// Whether a file that is text has the name of one that is none: it was cut off, or is a page that says why there is no file.
fn is_named_otherwise(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    ["pdf", "docx", "odt", "doc", "png", "jpg", "tif"].contains(&ending.as_str())
}

/// Reads what an OCR engine read on the pages of a scan.
///
/// # Errors
/// Why it cannot be read and what helps, in words for the editor.
pub fn read_pages(name: &str, pages: Vec<Vec<u8>>) -> Result<Checked<Source>, String> {
    text(read::ocr(name, pages))
}

fn text(scan: Result<Checked<Scan>, ReadError>) -> Result<Checked<Source>, String> {
    let Checked { value: scan, mut diagnostics } = scan.map_err(|error| format!("{error}; {}", error.hint()))?;
    diagnostics.extend(read::left_out(&scan));
    Ok(Checked::new(read::text(&scan), diagnostics))
}
