//! Open data: what the edition knows, for researchers and for tests.
//!
//! In: an [`Edition`] and its [`Links`]. Out: `data/edition.json`, in the shape of [`schema`], and
//! `data/indicators.csv` and `data/documents.csv` with their `data/datapackage.json`; `facts/*.parquet` for jobs over many editions.
//! What always holds: the same edition gives the same bytes; addresses are relative to the site's root.

mod crosslinks;
mod facts;
mod own_data;
mod parquet;
mod report;
pub mod schema;
mod table;

use std::io::{BufWriter, Write};

use serde::{Serialize, Serializer};

use crate::cache::Cache;
use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::SiteWriter;
use own_data::{OwnData, json};

/// The file's address on the site.
const FILE: &str = "data/edition.json";

/// So many bytes are written at a time.
const PIECE: usize = 64 * 1024;

/// Writes the data into the site's folder, when the edition wants it. `cache`: what the last build worked out.
pub fn data(edition: &Edition, links: &Links, site: &SiteWriter<'_>, cache: &Cache) {
    facts::facts(edition, links, site);
    if !edition.config.outputs.data {
        return;
    }
    let own = OwnData { edition, links, cache };
    let known = with_reports(edition, links, own);
    site.write(FILE, |file| {
        // It comes in very small pieces.
        let mut file = BufWriter::with_capacity(PIECE, file);
        known.serialize(&mut json(&mut file))?;
        file.write_all(b"\n")?;
        file.flush()
    });
    site.write(table::INDICATORS_CSV, |file| own.indicators_csv(file));
    site.put(table::PACKAGE, table::package(&known, table::has_feedback(edition)));
    if table::has_feedback(edition) {
        site.write(table::FEEDBACK_CSV, |file| table::feedback_csv(edition, links, file));
    }
    if !links.documents.is_empty() {
        site.write(table::DOCUMENTS_CSV, |file| table::documents_csv(links, file));
    }
}

/// What the edition knows, as data.
#[must_use]
pub fn edition_data<'a>(edition: &'a Edition, links: &'a Links) -> schema::Edition<'a, Reports<'a>> {
    with_reports(edition, links, Reports { edition, links })
}

fn with_reports<'a, R>(edition: &'a Edition, links: &'a Links, reports: R) -> schema::Edition<'a, R> {
    let config = &edition.config;
    schema::Edition {
        schema: schema::VERSION,
        title: &config.title,
        language: &config.language,
        base_url: &config.base_url,
        reports,
        documents: crosslinks::documents(edition, links),
        parallels: crosslinks::parallels(edition, links),
        discrepancies: crosslinks::discrepancies(edition, links),
    }
}

/// The reports of an edition, each made as data when it is asked for: all of them at once are larger than the edition.
#[derive(Debug, Clone, Copy)]
pub struct Reports<'a> {
    edition: &'a Edition,
    links: &'a Links,
}

impl<'a> Reports<'a> {
    /// One after another.
    fn each(self) -> impl Iterator<Item = schema::Report<'a>> {
        let Self { edition, links } = self;
        edition.reports.iter().filter_map(|report| Some(report::report(report, links.reports.get(&report.id)?)))
    }
}

impl Serialize for Reports<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.each())
    }
}
