//! The readers joined: a file's bytes become the text that import takes, whatever format they are of.

use crate::diagnostic::Checked;
use crate::read;
use crate::source::Source;

/// Reads a file to import.
///
/// # Errors
/// Why the file cannot be read and what helps, in words for the editor.
pub fn read_source(name: &str, bytes: Vec<u8>) -> Result<Checked<Source>, String> {
    if read::is_pdf(&bytes) {
        let Checked { value: scan, mut diagnostics } =
            read::pdf(name, bytes).map_err(|error| format!("{error}; {}", error.hint()))?;
        diagnostics.extend(read::left_out(&scan));
        return Ok(Checked::new(read::text(&scan), diagnostics));
    }
    let source = Source::from_bytes(name, &bytes).map_err(|error| format!("{error}; {}", error.hint()))?;
    Ok(Checked::new(source, Vec::new()))
}
