//! What passages say wrong each by itself: sums, lists, percentages.
//!
//! In: the units of a group. Out: what is wrong in them, kind after kind in reading order. What always holds: a passage has no say in what is
//! found in another, so that it is kept page by page, and a report that changed has one page looked through anew.

use rayon::prelude::*;

use super::found::Found;
use super::{nouns, ratios, sums};
use crate::cache::Parts;
use crate::digest::Digest;
use crate::link::units::Unit;
use crate::model::edition::Edition;

/// All sums, lists and percentages that are wrong.
pub(super) fn by_pages(edition: &Edition, units: &[Unit], parts: &Parts<'_>) -> Vec<Found> {
    let mut start = 0;
    let mut pages: Vec<(usize, &[Unit])> = Vec::new();
    for page in units.chunk_by(|a, b| a.report == b.report && a.place.page == b.place.page) {
        pages.push((start, page));
        start += page.len();
    }
    let of_page = |&(start, page): &(usize, &[Unit])| {
        let make = || [sums::sums(page), nouns::nouns(page), ratios::ratios(page)];
        let mut found = parts.kept(digest(edition, page), make);
        for one in found.iter_mut().flatten() {
            (one.order.0, one.other.0) = (one.order.0 + start, one.other.0 + start);
        }
        found
    };
    let mut kinds: [Vec<Found>; 3] = Default::default();
    for found in pages.par_iter().map(of_page).collect::<Vec<_>>() {
        kinds.iter_mut().zip(found).for_each(|(kind, found)| kind.extend(found));
    }
    kinds.into_iter().flatten().collect()
}

/// A digest of all that is read of the units of a page.
fn digest(edition: &Edition, page: &[Unit]) -> Option<u128> {
    let mut digest = Digest::default();
    digest.add("discrepancies by themselves");
    let report = page.first().and_then(|unit| edition.reports.get(unit.report));
    digest.add(&report.map(|report| report.index.front.lang.as_ref().unwrap_or(&edition.config.language)));
    for Unit { report: _, kind, language: _, place, passage, is_line, section } in page {
        digest.add(&(*kind as u8, place, passage, is_line, section));
    }
    digest.done()
}
