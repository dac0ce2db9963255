//! Open data: what the edition knows, for researchers and for tests.
//!
//! In: an [`Edition`] and its [`Links`]. Out: `data/edition.json`, in the shape of [`schema`], and
//! `data/indicators.csv` and `data/documents.csv` with their `data/datapackage.json`.
//! What always holds: the same edition gives the same bytes; addresses are relative to the site's root.

mod crosslinks;
mod report;
pub mod schema;
mod table;

use crate::model::edition::Edition;
use crate::model::links::Links;
use crate::tree::FileTree;

/// The file's address on the site.
const FILE: &str = "data/edition.json";
/// The register of documents as a table.
const DOCUMENTS: &str = "data/documents.csv";

/// Writes the data; an edition that does not want it gives an empty folder.
#[must_use]
pub fn data(edition: &Edition, links: &Links) -> FileTree {
    let mut tree = FileTree::new();
    if edition.config.outputs.data {
        let known = edition_data(edition, links);
        let mut json = serde_json::to_string_pretty(&known).unwrap_or_default();
        json.push('\n');
        // The paths are constants that lie inside.
        let _ = tree.insert(FILE, json);
        let _ = tree.insert(table::CSV, table::csv(&known));
        let _ = tree.insert(table::PACKAGE, table::package(&known));
        if !links.documents.is_empty() {
            let _ = tree.insert(DOCUMENTS, crosslinks::documents_csv(links));
        }
    }
    tree
}

/// What the edition knows, as data.
#[must_use]
pub fn edition_data<'a>(edition: &'a Edition, links: &'a Links) -> schema::Edition<'a> {
    let config = &edition.config;
    let reports = edition
        .reports
        .iter()
        .filter_map(|report| Some(report::report(report, links.reports.get(&report.id)?)))
        .collect();
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
