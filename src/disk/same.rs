//! Whether files hold the same bytes.

use std::fs;
use std::io::{self, Read as _, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

/// How many bytes of two files are compared at a time.
const PIECE: usize = 64 * 1024;

/// Whether two files hold the same bytes.
pub(super) fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(one)?.len() != fs::metadata(other)?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (fs::File::open(one)?, fs::File::open(other)?);
    let (mut first, mut second) = (Vec::with_capacity(PIECE), Vec::with_capacity(PIECE));
    loop {
        first.clear();
        second.clear();
        (&mut one).take(PIECE as u64).read_to_end(&mut first)?;
        (&mut other).take(PIECE as u64).read_to_end(&mut second)?;
        if first != second || first.is_empty() {
            return Ok(first == second);
        }
    }
}

/// Writes on, and digests what is written.
pub(super) struct Digesting<'w> {
    file: &'w mut dyn Write,
    hash: Xxh3,
}

impl<'w> Digesting<'w> {
    pub fn new(file: &'w mut dyn Write) -> Self {
        Self { file, hash: Xxh3::new() }
    }

    /// A number for what was written so far, as for the same bytes at once.
    pub fn digest(&self) -> u128 {
        self.hash.digest128()
    }
}

impl Write for Digesting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
