//! The pages of a print drawn: several at a time, none for longer than a page may take.
//!
//! In: a PDF. Out: the picture of each page, none for one that cannot be drawn. Invariant: a page that takes too long is left to itself, and
//! the others are drawn all the same.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::facsimile::{self, Bytes, Picture};
use crate::quiet;
use crate::read;
use crate::source::Sheet;

/// So long a page may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest file that is taken for the picture of a page, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;
/// How often those who draw are looked after.
const LOOK: Duration = Duration::from_millis(500);
/// So many pages may take too long before the rest of the file is not drawn.
const MOST_LEFT: usize = 3;

/// What somebody who draws says: who it is, and the page.
enum Said {
    Begun(usize, usize),
    Done(usize, usize, Option<Picture>),
    Ended(usize),
}

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
    let counted = Arc::clone(&bytes);
    let pages = quiet::spawn(move || facsimile::page_count(&counted)).ok().and_then(|thread| thread.join().ok());
    Ok(Studio::new(bytes, pages.flatten().unwrap_or_default()).draw(PATIENCE, progress))
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

/// Those who draw, and what they have drawn.
struct Studio {
    bytes: Bytes,
    next: Arc<AtomicUsize>,
    pictures: Vec<Option<Picture>>,
    /// Who is at work since when, and on which page, if any.
    at_work: HashMap<usize, Option<(usize, Instant)>>,
    hired: usize,
    channel: (Sender<Said>, Receiver<Said>),
}

impl Studio {
    fn new(bytes: Bytes, pages: usize) -> Self {
        Self {
            bytes,
            next: Arc::new(AtomicUsize::new(0)),
            pictures: vec![None; pages],
            at_work: HashMap::new(),
            hired: 0,
            channel: mpsc::channel(),
        }
    }

    fn hire(&mut self) {
        let (who, pages) = (self.hired, self.pictures.len());
        let (bytes, next, said) = (Arc::clone(&self.bytes), Arc::clone(&self.next), self.channel.0.clone());
        self.hired += 1;
        let work = move || {
            let begin = || {
                let page = next.fetch_add(1, Ordering::Relaxed) + 1;
                (page <= pages && said.send(Said::Begun(who, page)).is_ok()).then_some(page)
            };
            // Whoever waits for it may have gone.
            facsimile::draw(&bytes, &begin, &|page, picture| drop(said.send(Said::Done(who, page, picture))));
            drop(said.send(Said::Ended(who)));
        };
        if quiet::spawn(work).is_ok() {
            self.at_work.insert(who, None);
        }
    }

    fn draw(mut self, patience: Duration, progress: &dyn Fn(usize, usize)) -> Vec<Option<Picture>> {
        let hands = thread::available_parallelism().map_or(1, usize::from).min(self.pictures.len());
        (0..hands).for_each(|_| self.hire());
        let (mut done, mut left) = (0, 0);
        while !self.at_work.is_empty() {
            match self.channel.1.recv_timeout(LOOK) {
                Ok(Said::Begun(who, page)) => {
                    self.at_work.entry(who).and_modify(|work| *work = Some((page, Instant::now())));
                }
                Ok(Said::Done(who, page, picture)) => {
                    // Who was given up has had its chance.
                    if let Some(work) = self.at_work.get_mut(&who) {
                        *work = None;
                        self.pictures[page - 1] = picture;
                        done += 1;
                        progress(done, self.pictures.len());
                    }
                }
                Ok(Said::Ended(who)) => drop(self.at_work.remove(&who)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let is_late = |work: &Option<(usize, Instant)>| work.is_some_and(|(_, since)| since.elapsed() > patience);
            let before = self.at_work.len();
            self.at_work.retain(|_, work| !is_late(work));
            for _ in self.at_work.len()..before {
                // `Ended` takes its own out, so that these are late.
                left += 1;
                if left <= MOST_LEFT {
                    self.hire();
                }
            }
        }
        self.pictures
    }
}
