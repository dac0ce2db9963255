//! Bytes in, text out: a source file as lines that keep their numbers.
//!
//! What always holds: the text is UTF-8 in NFC, without BOM, with `\n` line ends; line numbers are the
//! file's own, from 1.

use std::fmt;
use std::sync::Arc;

use crate::message::Message;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Unicode's own sign for the end of a paragraph, which is white space to whoever does not know it. Readers that know
/// where paragraphs end set it; no paragraph that ends with it is joined to the next.
pub const PARAGRAPH_END: char = '\u{2029}';

/// Unicode's sign for the end of a line, white space as well. Readers that see the page set it behind each line of the notes
/// at its foot: where a text has it, no other line is a note.
pub const FOOT_LINE: char = '\u{2028}';

/// A mathematical space, white space as well. Readers that see the page set it behind the first row of a table that goes on
/// with the table of the page before, twice where that row is the second half of the last one there.
pub const TABLE_GOES_ON: char = '\u{205f}';

/// Another space of Unicode, white space as well. Readers that see the page set it behind the words within a picture that is shown.
pub const LABEL_LINE: char = '\u{1680}';

/// The first line of a text whose reader saw its pages, and left out their heads and numbers by their places.
pub const LAID_OUT: &str = "\u{2028}";

/// A text file as read: its name for messages and its text in normal form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The name shown in messages, as the caller gave it.
    pub name: String,
    /// The text: NFC, `\n` line ends, no byte order mark.
    pub text: String,
    /// The pages that its reader saw, in order; none where the text alone knows of them.
    pub pages: Vec<SourcePage>,
    /// Where its lines stand on the pages of the file, in order; none where its reader does not know places.
    pub sheets: Vec<Sheet>,
    /// Words that an OCR engine doubts, with their lines.
    pub doubtful: Vec<(usize, String)>,
    /// What the file says beside its text.
    pub beside: Beside,
    /// The lines that its reader left out as no text.
    pub left_out: Vec<LeftOutLine>,
    /// Its pictures. A line of the text that is `![](name)` and nothing else stands for each.
    pub pictures: Vec<SourcePicture>,
}

/// A picture of the file. Its words are here and not in the text, so that no rule takes them for text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcePicture {
    /// What the text calls it: `picture-12-1`.
    pub name: String,
    /// The file that a page shows: its name, and how that ends.
    pub file: String,
    /// What it shows, for whoever does not see it; empty where nobody said it.
    pub words: String,
    /// The file's bytes; none where they are still to be drawn.
    pub bytes: Option<Arc<Vec<u8>>>,
    /// Where it stands on a page of the file.
    pub area: Option<PictureArea>,
}

/// A part of a page of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PictureArea {
    /// The page's place in the file, from 1.
    pub page: usize,
    /// Left, top, right and bottom in ten-thousandths of the page.
    pub bounds: [u16; 4],
}

/// A line that a reader left out as no text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOutLine {
    /// The first line of its page in the text, from 1.
    pub line: usize,
    /// Key of the words for its kind: "running heads".
    pub what: &'static str,
    /// Its words.
    pub words: String,
}

/// A page that a reader saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcePage {
    /// Its first line in the text, from 1.
    pub line: usize,
    /// The number that is printed on it.
    pub printed: Option<String>,
}

/// A page of the file with the places of its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its place in the file, from 1.
    pub number: usize,
    /// The file with its picture, where the file itself has none.
    pub picture: Option<String>,
    /// Its first line in the text, from 1.
    pub line: usize,
    /// The lines of the text that stand on it, with left, top, right and bottom in thousandths of the page.
    pub lines: Vec<(usize, [u16; 4])>,
}

/// What a file says of its text outside of it: evidence for the facts of its head, never text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// The file's properties. Whoever typed a text is often not who issued it.
    pub properties: Metadata,
    /// The lines of heads and feet that its pages have, each once.
    pub heads: Vec<String>,
}

/// What a source says of itself: front matter, properties of a file, what a web page tells machines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title, one line.
    pub title: Option<String>,
    /// What stands under it.
    pub subtitle: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// As written.
    pub date: Option<String>,
    /// Number of the document.
    pub number: Option<String>,
    /// Kind of the document.
    pub kind: Option<String>,
    /// Code of its language: `vi`, `en`.
    pub language: Option<String>,
}

/// Why bytes are not a text that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceError {
    /// No bytes, or white space alone.
    Empty,
    /// A NUL byte at this offset: not a text file.
    Binary {
        /// Offset of the first NUL, in bytes from 0.
        offset: usize,
    },
    /// Not UTF-8 from this offset on.
    NotUtf8 {
        /// Offset of the first wrong byte, in bytes from 0.
        offset: usize,
        /// The line that holds it, from 1.
        line: usize,
    },
    /// UTF-16 with a byte order mark.
    Utf16,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => message!("text-empty").fmt(f),
            Self::Binary { offset } => message!("text-binary", offset = offset).fmt(f),
            Self::NotUtf8 { offset, line } => message!("text-not-utf8", offset = offset, line = line).fmt(f),
            Self::Utf16 => message!("text-utf16").fmt(f),
        }
    }
}

impl SourceError {
    /// What the editor can do about it.
    #[must_use]
    pub fn hint(&self) -> Message {
        match self {
            Self::Empty => message!("text-empty-hint"),
            Self::Binary { .. } => message!("text-binary-hint"),
            Self::NotUtf8 { .. } | Self::Utf16 => message!("save-utf8-file-hint"),
        }
    }
}

impl std::error::Error for SourceError {}

impl Source {
    /// Reads a file's bytes as text in normal form.
    ///
    /// # Errors
    /// [`SourceError`] when the bytes are empty, binary, UTF-16 or not UTF-8.
    pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Self, SourceError> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(SourceError::Utf16);
        }
        let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
            return Err(SourceError::Binary { offset });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let offset = error.valid_up_to();
            let line = 1 + bytes[..offset].iter().filter(|b| **b == b'\n').count();
            SourceError::NotUtf8 { offset, line }
        })?;
        if text.trim().is_empty() {
            return Err(SourceError::Empty);
        }
        Ok(Self { name: name.to_owned(), text: normal_form(text), ..Self::default() })
    }

    /// Another text of the same file.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }

    /// The picture that a line stands for.
    #[must_use]
    pub fn picture_at(&self, line: &str) -> Option<&SourcePicture> {
        let name = line.trim().strip_prefix("![](")?.strip_suffix(')')?;
        self.pictures.iter().find(|picture| picture.name == name)
    }

    /// Whether its reader saw its pages.
    #[must_use]
    pub fn is_laid_out(&self) -> bool {
        self.text.split('\n').next() == Some(LAID_OUT)
    }

    /// The lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.split('\n').enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// NFC with `\n` line ends; copies only what has to change.
fn normal_form(text: &str) -> String {
    let unix = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if is_nfc(&unix) { unix } else { unix.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_any_style_give_the_same_text() {
        let plain = Source::from_bytes("a", "Điều một.\nHai.\n".as_bytes()).map(|s| s.text);
        let crlf = Source::from_bytes("a", "\u{feff}Điều một.\r\nHai.\r\n".as_bytes()).map(|s| s.text);
        let nfd: String = "Điều một.\nHai.\n".nfd().collect();
        assert_eq!(plain, crlf);
        assert_eq!(plain, Source::from_bytes("a", nfd.as_bytes()).map(|s| s.text));
    }

    #[test]
    fn wrong_bytes_name_their_place() {
        assert_eq!(Source::from_bytes("a", b"one\ntwo\xff"), Err(SourceError::NotUtf8 { offset: 7, line: 2 }));
        assert_eq!(Source::from_bytes("a", b"a\0b"), Err(SourceError::Binary { offset: 1 }));
        assert_eq!(Source::from_bytes("a", b" \n"), Err(SourceError::Empty));
    }
}
