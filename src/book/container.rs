//! A ZIP archive whose bytes depend on its files alone.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// An archive that is being filled; files stand in it in the order in which they come.
pub(super) struct Container {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Container {
    pub fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a file as it is: what an archive begins with, and what is packed already.
    pub fn store(&mut self, path: &str, bytes: &[u8]) {
        self.add(path, bytes, CompressionMethod::Stored);
    }

    /// Adds a file packed.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        self.add(path, bytes, CompressionMethod::Deflated);
    }

    /// Adds the files of another archive as they are packed there.
    pub fn merge(&mut self, archive: &[u8]) {
        // What comes here was packed by [`Self::put`].
        let _ = ZipArchive::new(Cursor::new(archive)).and_then(|archive| self.zip.merge_archive(archive));
    }

    fn add(&mut self, path: &str, bytes: &[u8], method: CompressionMethod) {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        // Memory takes whatever is written, and no book is as large as an archive can be.
        let _ = self.zip.start_file(path, options).and_then(|()| Ok(self.zip.write_all(bytes)?));
    }

    pub fn finish(self) -> Vec<u8> {
        self.zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }
}
