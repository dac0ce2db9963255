//! The parts of a file that is a zip archive, in bounded memory.

use std::cell::RefCell;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::ReadError;

/// One part may unpack to this many bytes.
const LARGEST_PART: u64 = 128 << 20;
/// All parts that are read may unpack to this many bytes.
const LARGEST_ARCHIVE: u64 = 1 << 30;
/// An archive may hold this many parts.
const MOST_PARTS: usize = 65_536;

/// An archive.
pub struct Archive {
    zip: RefCell<ZipArchive<Cursor<Vec<u8>>>>,
    /// How many bytes may still be unpacked.
    left: std::cell::Cell<u64>,
    broken: ReadError,
}

impl Archive {
    /// Opens an archive; `broken` is the error of one that cannot be read.
    ///
    /// # Errors
    /// [`ReadError`] when it is none, is locked, or holds too many parts.
    pub fn open(bytes: Vec<u8>, broken: ReadError) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken)?;
        if zip.len() > MOST_PARTS {
            return Err(ReadError::OfficeTooLarge);
        }
        Ok(Self { zip: RefCell::new(zip), left: LARGEST_ARCHIVE.into(), broken })
    }

    /// The bytes of a part; none when there is no part of this name.
    ///
    /// # Errors
    /// [`ReadError::OfficeTooLarge`] when it unpacks to more than any report, [`ReadError`] when it is damaged.
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let mut zip = self.zip.borrow_mut();
        let Ok(part) = zip.by_name(name) else { return Ok(None) };
        // The size that the archive gives may be a lie: what counts is what comes out.
        let most = LARGEST_PART.min(self.left.get());
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| self.broken)?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(ReadError::OfficeTooLarge);
        }
        self.left.set(self.left.get() - size);
        Ok(Some(bytes))
    }

    /// The names of all parts.
    pub fn names(&self) -> Vec<String> {
        let zip = self.zip.borrow();
        zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
    }
}
