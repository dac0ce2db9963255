//! The pages of a print as pictures.
//!
//! In: a PDF, or a scan. Out: the picture of each page, none for one that cannot be drawn.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::studio;
use crate::facsimile::{self, Bytes, Picture};
use crate::quiet;
use crate::read;
use crate::source::Sheet;

/// The largest file that is taken for the picture of a page, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The pictures of the pages of a file: those of a PDF drawn, those of a scan taken as they are, here or in the files that it names and that
/// stand beside it. `progress` is told how many of how many pages are done.
///
/// # Errors
/// When the file cannot be read.
pub fn draw_pages(
    file: &Path,
    sheets: &[Sheet],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Option<Picture>>> {
    let bytes = fs::read(file).with_context(|| message!("source-cannot-read", file = file.display()))?;
    match read::format(&bytes) {
        read::Format::Pdf => {}
        read::Format::Picture => return Ok(vec![of_picture(bytes)]),
        _ => return Ok(beside(file, sheets, progress)),
    }
    let bytes: Bytes = Arc::new(bytes);
    let pages = studio::page_count(&bytes).unwrap_or_default();
    Ok(studio::drawn(pages, move |next, done| facsimile::draw(&bytes, next, done), progress))
}

/// The pictures that a file names, as far as they stand in its own folder.
fn beside(file: &Path, sheets: &[Sheet], progress: &dyn Fn(usize, usize)) -> Vec<Option<Picture>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut pictures = vec![None; sheets.iter().map(|sheet| sheet.number).max().unwrap_or(0)];
    for (done, sheet) in sheets.iter().enumerate() {
        let name = sheet.picture.as_deref().and_then(|name| name.rsplit(['/', '\\']).next());
        let path = name.filter(|name| !name.is_empty() && *name != "..").map(|name| folder.join(name));
        let bytes = path.filter(|path| fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() < LARGEST));
        pictures[sheet.number - 1] = bytes.and_then(|path| fs::read(path).ok()).and_then(of_picture);
        progress(done + 1, sheets.len());
    }
    pictures
}

fn of_picture(bytes: Vec<u8>) -> Option<Picture> {
    quiet::spawn(move || facsimile::of_picture(&bytes)).ok()?.join().ok()?
}
