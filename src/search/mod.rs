//! Search: an index that the reader's script loads piece by piece, also from a plain folder.
//!
//! In: the edition and its links. Out: `search/…`, files that `static/search.js` loads as classic scripts: a manifest, the
//! shards of the index, and the texts that results are shown with.
//! What always holds: the same edition gives the same bytes; every word of the sections, their headings and their notes
//! is in the index once, at its place; a query needs the shards of its own syllables only.
//!
//! The index is a ladder: a syllable without accents ([`tokens::key`]) leads to the ways it is spelled
//! ([`tokens::variant`]), each of these to the units (sections, mostly) that hold it, each unit to the places in it.

mod concepts;
mod digits;
mod files;
mod format;
pub mod index;
mod part;
mod texts;
pub mod tokens;
pub mod units;

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::cache::Cache;
use crate::digest::named;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::SiteWriter;
use part::Part;

/// Writes the index into the site's folder, when the edition wants search. Of a report that is as it was, the part is known.
pub fn search(edition: &Edition, links: &Links, site: &SiteWriter<'_>, cache: &Cache) {
    if !edition.config.outputs.search {
        return;
    }
    let make = |at: usize| {
        let units = units::part(edition, links, at);
        Part::of(&units, &index::index(&units))
    };
    let part = |at: usize| {
        let mut texts = None;
        let origin = edition.reports.get(at).and_then(|report| report.origin);
        let key = origin.and_then(|origin| named("search", Some(origin)));
        let part = cache.kept(key, || {
            let (part, own) = make(at);
            texts = Some(own);
            part
        });
        (part, Mutex::new(texts))
    };
    // The pages outside the reports come last.
    let parts: Vec<(Part, Mutex<Option<Vec<String>>>)> =
        (0..=edition.reports.len()).into_par_iter().map(part).collect();
    let all: Vec<&Part> = parts.iter().map(|(part, _)| part).collect();
    let texts = |at: usize| {
        let made = parts.get(at).and_then(|(_, texts)| texts.lock().unwrap_or_else(PoisonError::into_inner).take());
        made.unwrap_or_else(|| make(at).1)
    };
    files::files(edition, &all, &concepts::named(edition, links), site, &texts);
}
