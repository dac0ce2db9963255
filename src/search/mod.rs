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
mod format;
pub mod index;
pub mod tokens;
pub mod units;

use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::SiteWriter;

/// Writes the index into the site's folder, when the edition wants search.
pub fn search(edition: &Edition, links: &Links, site: &SiteWriter<'_>) {
    if edition.config.outputs.search {
        let units = units::units(edition, links);
        let index = index::index(&units);
        format::files(edition, &units, &index, &concepts::named(edition, links), site);
    }
}
