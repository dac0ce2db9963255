//! The pictures in the text of a PDF drawn, none for longer than a page may take.
//!
//! In: the file, the source that was read of it. Out: the source with the bytes of its pictures. Invariant: a page that takes too long, or
//! cannot be drawn, costs its own pictures alone.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::facsimile::{self, Bytes, Picture};
use crate::quiet;
use crate::source::Source;

/// So long a page may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// So many pages may take too long before the rest of the file is not drawn.
const MOST_LEFT: usize = 3;

/// A page, with what is drawn of it.
type Parts = (usize, Vec<[u16; 4]>);

/// Draws the pictures that have places on the pages of a PDF.
pub fn draw(bytes: &Bytes, source: &mut Source) {
    let mut pages: BTreeMap<usize, Vec<[u16; 4]>> = BTreeMap::new();
    for area in source.pictures.iter().filter_map(|picture| picture.area) {
        pages.entry(area.page).or_default().push(area.bounds);
    }
    let counted = Arc::clone(bytes);
    let can_draw = || quiet::spawn(move || facsimile::page_count(&counted)).ok()?.join().ok()?;
    if pages.is_empty() || can_draw().is_none() {
        return;
    }
    let mut drawn: HashMap<(usize, [u16; 4]), Picture> = HashMap::new();
    for (page, bounds, picture) in drawn_parts(bytes, pages) {
        drawn.insert((page, bounds), picture);
    }
    for picture in &mut source.pictures {
        let found = picture.area.and_then(|area| drawn.remove(&(area.page, area.bounds)));
        picture.bytes = found.map(|found| Arc::new(found.bytes));
    }
}

fn drawn_parts(bytes: &Bytes, pages: BTreeMap<usize, Vec<[u16; 4]>>) -> Vec<(usize, [u16; 4], Picture)> {
    let parts: HashMap<usize, Vec<[u16; 4]>> = pages.clone().into_iter().collect();
    let waiting: Arc<Mutex<VecDeque<Parts>>> = Arc::new(Mutex::new(pages.into_iter().collect()));
    let mut found = Vec::new();
    for _ in 0..=MOST_LEFT {
        let (said, heard) = mpsc::channel();
        let (bytes, waiting) = (Arc::clone(bytes), Arc::clone(&waiting));
        let work = move || {
            let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            // Whoever waits for it may have gone.
            facsimile::draw_parts(&bytes, &next, &|page, pictures| drop(said.send((page, pictures))));
        };
        if quiet::spawn(work).is_err() {
            break;
        }
        let ended = loop {
            match heard.recv_timeout(PATIENCE) {
                Ok((page, pictures)) => {
                    let bounds = parts.get(&page).into_iter().flatten();
                    found.extend(bounds.zip(pictures).filter_map(|(bounds, picture)| Some((page, *bounds, picture?))));
                }
                Err(RecvTimeoutError::Timeout) => break false,
                Err(RecvTimeoutError::Disconnected) => break true,
            }
        };
        if ended {
            break;
        }
    }
    found
}
