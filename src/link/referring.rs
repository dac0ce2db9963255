//! Which passages refer to a place of their report, in the forms of their language.
//!
//! In: the units. Out: the indices of those that name a place. What always holds: whether one does depends on its words and its language alone,
//! so that a report that did not change is not looked through, and of one that changed a page.

use crate::cache::Cache;
use crate::digest::Digest;
use crate::link::units::Unit;
use crate::model::edition::Edition;

/// The units that refer to a place, in order.
pub(super) fn referring(edition: &Edition, units: &[Unit], cache: &Cache) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    for own in units.chunk_by(|a, b| a.report == b.report) {
        let report = own.first().and_then(|unit| edition.reports.get(unit.report));
        let language = report.map(|report| report.index.front.lang.as_ref().unwrap_or(&edition.config.language));
        let mut digest = Digest::default();
        digest.add(&("passages that refer", language));
        let shared = digest.clone();
        digest.add_done(report.and_then(|report| report.origin));
        let here: Vec<usize> = cache.kept_whole(digest.done(), |parts| {
            let mut here = Vec::new();
            let mut before = 0;
            for page in own.chunk_by(|a, b| a.place.page == b.place.page) {
                let of_page: Vec<usize> = parts
                    .kept(words(shared.clone(), page), || (0..page.len()).filter(|at| refers(&page[*at])).collect());
                here.extend(of_page.into_iter().map(|at| before + at));
                before += page.len();
            }
            here
        });
        found.extend(here.into_iter().map(|at| start + at));
        start += own.len();
    }
    found
}

fn refers(unit: &Unit) -> bool {
    unit.is_text() && !unit.language.references_in(unit.text()).is_empty()
}

/// A digest of the words of a page.
fn words(mut digest: Digest, page: &[Unit]) -> Option<u128> {
    for unit in page {
        digest.add(&(unit.is_text(), unit.text()));
    }
    digest.done()
}
