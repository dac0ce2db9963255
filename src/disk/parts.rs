//! The pictures in the text of a PDF drawn.
//!
//! In: the file, the source that was read of it. Out: the source with the bytes of its pictures; a page that cannot be drawn costs its own
//! pictures alone.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::studio;
use crate::facsimile::{self, Bytes, PageParts, Picture};
use crate::source::Source;

/// Draws the pictures that have places on the pages of a PDF.
pub fn draw(bytes: Bytes, source: &mut Source) {
    let mut parts: BTreeMap<usize, Vec<[u16; 4]>> = BTreeMap::new();
    for area in source.pictures.iter().filter_map(|picture| picture.area) {
        parts.entry(area.page).or_default().push(area.bounds);
    }
    if parts.is_empty() || studio::page_count(&bytes).is_none() {
        return;
    }
    let pages: Arc<[PageParts]> = parts.into_iter().collect();
    let own = Arc::clone(&pages);
    let made =
        studio::drawn(pages.len(), move |next, done| facsimile::draw_parts(&bytes, &own, next, done), &|_, _| {});
    let mut drawn: HashMap<(usize, [u16; 4]), Picture> = HashMap::new();
    for ((page, bounds), made) in pages.iter().zip(made) {
        let pictures = bounds.iter().zip(made.into_iter().flatten());
        drawn.extend(pictures.filter_map(|(bounds, picture)| Some(((*page, *bounds), picture?))));
    }
    for picture in &mut source.pictures {
        let found = picture.area.and_then(|area| drawn.remove(&(area.page, area.bounds)));
        picture.bytes = found.map(|found| Arc::new(found.bytes));
    }
}
