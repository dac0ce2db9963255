//! Scans read by Tesseract, where it is on the machine: page by page, several at a time, each kept in `.ibid/ocr/`.
//!
//! In: a PDF without a text layer, or the picture of a page. Out: what the OCR reads on each page, in hOCR. What always
//! holds: a page that was read is not read again, as long as the file and the languages are the same; half a page is never
//! kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::names::OWN;
use crate::read::{self, ReadError};

/// Dots an inch: what the OCR is made for.
const RESOLUTION: &str = "300";
const TESSERACT: &str = "tesseract";
const PDFTOPPM: &str = "pdftoppm";

/// What the OCR reads on the pages of a scan; none when the file is no scan. `languages`: as Tesseract names them,
/// "vie+eng". `progress` is told how many of how many pages are read.
///
/// # Errors
/// When a program that is needed is missing or fails; the message says what to do.
pub fn read_scan(
    root: &Path,
    file: &Path,
    languages: &str,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Option<Vec<Vec<u8>>>> {
    let bytes = fs::read(file).with_context(|| message!("source-cannot-read", file = file.display()))?;
    let key = format!("{:016x}", xxh3_64(&[languages.as_bytes(), b"\0", &bytes].concat()));
    // A whole path begins with no sign of an option.
    let file = &fs::canonicalize(file).with_context(|| message!("source-cannot-read", file = file.display()))?;
    let (pages, is_pdf) = match read::format(&bytes) {
        read::Format::Pdf => match read::pdf(&file.to_string_lossy(), bytes) {
            Err(ReadError::NoText { pages }) => (pages, true),
            _ => return Ok(None),
        },
        read::Format::Picture => (1, false),
        _ => return Ok(None),
    };
    needs(TESSERACT, "--version")?;
    if is_pdf {
        needs(PDFTOPPM, "-v")?;
    }
    let kept = root.join(OWN).join("ocr");
    fs::create_dir_all(&kept).with_context(|| message!("cannot-make", what = kept.display()))?;
    let done = AtomicUsize::new(0);
    let read = |page: usize| {
        let scan = Scan { file, is_pdf, kept: &kept, key: &key, languages };
        let text = scan.page(page)?;
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, pages);
        Ok(text)
    };
    (1..=pages).into_par_iter().map(read).collect::<Result<Vec<_>>>().map(Some)
}

/// Whether a program answers.
fn needs(program: &str, question: &str) -> Result<()> {
    if Command::new(program).arg(question).output().is_ok() {
        return Ok(());
    }
    refuse!("ocr-no-program", program = program)
}

/// A scan whose pages are read.
struct Scan<'s> {
    file: &'s Path,
    is_pdf: bool,
    kept: &'s Path,
    key: &'s str,
    languages: &'s str,
}

impl Scan<'_> {
    /// What stands on a page, from 1.
    fn page(&self, page: usize) -> Result<Vec<u8>> {
        let known = self.kept.join(format!("{}-{page}.hocr", self.key));
        if let Ok(text) = fs::read(&known) {
            return Ok(text);
        }
        let picture = if self.is_pdf { self.picture(page)? } else { self.file.to_owned() };
        let arguments = ["stdout", "-l", self.languages, "hocr"];
        // Pages are read beside one another, so that each needs one processor alone.
        let read = Command::new(TESSERACT).env("OMP_THREAD_LIMIT", "1").arg(&picture).args(arguments).output();
        let read = read.with_context(|| message!("cannot-start", program = TESSERACT))?;
        if self.is_pdf {
            let _ = fs::remove_file(&picture);
        }
        if !read.status.success() {
            let said = String::from_utf8_lossy(&read.stderr).into_owned();
            refuse!(
                "ocr-page-failed",
                file = self.file.display(),
                program = TESSERACT,
                page = page,
                said = said.trim()
            );
        }
        let unfinished = self.kept.join(format!("{}-{page}.part", self.key));
        fs::write(&unfinished, &read.stdout)
            .and_then(|()| fs::rename(&unfinished, &known))
            .with_context(|| message!("cannot-write", what = known.display()))?;
        Ok(read.stdout)
    }

    /// The picture of a page of a PDF.
    fn picture(&self, page: usize) -> Result<PathBuf> {
        let stem = self.kept.join(format!("{}-{page}", self.key));
        let number = page.to_string();
        let mut command = Command::new(PDFTOPPM);
        command.args(["-r", RESOLUTION, "-f", &number, "-l", &number, "-gray", "-png", "-singlefile"]);
        let drawn =
            command.arg(self.file).arg(&stem).output().with_context(|| message!("cannot-start", program = PDFTOPPM))?;
        let picture = stem.with_extension("png");
        if !drawn.status.success() || !picture.exists() {
            let said = String::from_utf8_lossy(&drawn.stderr).into_owned();
            refuse!("pdf-page-failed", file = self.file.display(), program = PDFTOPPM, page = page, said = said.trim());
        }
        Ok(picture)
    }
}
