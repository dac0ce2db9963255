//! The index as files: what `static/search.js` reads.
//!
//! In: units and index. Out: `search/manifest.js`, shards of the index `search/w0.js`…, texts `search/x0.js`…, each one
//! a classic script that calls `ibidSearch(name, data)`; `docs/architecture.md` has the shape of the data.
//! What always holds: shards are cut between keys in their order, texts between units and never across reports; no file
//! depends on another one's bytes but the manifest, whose `v` changes when any of them does.

use std::convert::Infallible;

use rayon::prelude::*;
use serde::Serialize;

use super::concepts::Named;
use super::digits::digits;
use super::format::json;
use super::part::{Merged, Part, merged};
use crate::digest::Digest;
use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};
use crate::model::report::ReportKind;
use crate::tree::{Origin, SiteWriter};

/// A shard of the index is closed when it has so many bytes.
const SHARD: usize = 6 * 1024;

/// `search/manifest.js`.
#[derive(Serialize)]
struct Manifest<'a> {
    /// Changes with the index, so that a browser does not mix two builds.
    v: String,
    reports: Vec<ReportEntry<'a>>,
    /// How many units belong to reports; the rest are pages outside.
    inside: usize,
    /// By unit: tokens, and tokens of the heading, as [`digits`].
    lengths: String,
    /// By file of texts: how many units it has, as [`digits`].
    texts: String,
    /// The first key of each shard.
    shards: Vec<&'a str>,
    /// The concepts that a query may name.
    concepts: &'a Named,
}

#[derive(Serialize)]
struct ReportEntry<'a> {
    id: &'a str,
    /// Its first unit.
    first: usize,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    title: String,
}

/// Writes all files of the index. `parts`: of each report, and of the pages outside. `texts`: those of a part, made where they do not stand.
pub(super) fn files(
    edition: &Edition,
    parts: &[&Part],
    named: &Named,
    site: &SiteWriter<'_>,
    texts: &(dyn Fn(usize) -> Vec<String> + Sync),
) {
    let merged = merged(parts);
    let (shards, firsts) = shards(&merged);
    let mut version = Digest::default();
    let prints: Vec<u128> = parts.iter().map(|part| part.print).collect();
    version.add(&(&shards, prints, named));
    shards.into_par_iter().enumerate().for_each(|(at, data)| {
        let name = format!("w{at}");
        site.put(&address(&name), script(&name, &data));
    });
    let file = |next: &mut usize, part: &&Part| Some(std::mem::replace(next, *next + part.files.len()));
    let first_files: Vec<usize> = parts.iter().scan(0, file).collect();
    parts.par_iter().zip(first_files).enumerate().for_each(|(at, (part, first))| {
        write_texts(part, first, site, &|| texts(at));
    });
    let mut lengths = String::new();
    for (length, heading) in parts.iter().flat_map(|part| &part.lengths) {
        digits(*length, &mut lengths);
        digits(*heading, &mut lengths);
    }
    version.add(&lengths);
    let mut counts = String::new();
    parts.iter().flat_map(|part| &part.files).for_each(|count| digits(*count, &mut counts));
    let unit = |next: &mut usize, part: &&Part| Some(std::mem::replace(next, *next + part.lengths.len()));
    let first_units: Vec<usize> = parts.iter().scan(0, unit).collect();
    let manifest = Manifest {
        v: format!("{:x}", version.done().unwrap_or_default() as u64),
        reports: edition
            .reports
            .iter()
            .zip(&first_units)
            .map(|(report, first)| entry(edition, report, *first))
            .collect(),
        inside: first_units.get(edition.reports.len()).copied().unwrap_or_default(),
        lengths,
        texts: counts,
        shards: firsts,
        concepts: named,
    };
    site.put(&address("manifest"), script("manifest", &json(&manifest)));
}

/// Writes the texts of a part, whose first file has this number. What stands is not made.
fn write_texts(part: &Part, first: usize, site: &SiteWriter<'_>, texts: &dyn Fn() -> Vec<String>) {
    let origin = |nth: usize| {
        let mut digest = Digest::default();
        digest.add(&("search texts", part.print, nth));
        digest.done().map(Origin)
    };
    let stands = |nth: &usize| site.stands(&address(&format!("x{}", first + nth)), origin(*nth));
    let missing: Vec<usize> = (0..part.files.len()).filter(|nth| !stands(nth)).collect();
    let texts = if missing.is_empty() { Vec::new() } else { texts() };
    for nth in missing {
        let name = format!("x{}", first + nth);
        let data = texts.get(nth).map_or("[]", String::as_str);
        let _ = site.make(&address(&name), origin(nth), || Ok::<_, Infallible>(script(&name, data).into_bytes()));
    }
}

fn entry<'e>(edition: &'e Edition, report: &'e EditionReport, first: usize) -> ReportEntry<'e> {
    let front = &report.index.front;
    ReportEntry {
        id: &report.id,
        first,
        kind: match front.kind.unwrap_or_default() {
            ReportKind::Report => "report",
            ReportKind::Appendix => "appendix",
        },
        label: report.kind_label(),
        place: edition.place_of(report),
        number: front.document_number.as_deref(),
        title: plain_inline(&front.title),
    }
}

fn address(name: &str) -> String {
    format!("search/{name}.js")
}

fn script(name: &str, data: &str) -> String {
    format!("ibidSearch(\"{name}\",{data})\n")
}

/// The shards, `{key: [spelling, postings, spelling, postings, …], …}` each, and the first key of each.
fn shards<'p>(index: &Merged<'p>) -> (Vec<String>, Vec<&'p str>) {
    let keys: Vec<_> = index.iter().collect();
    let entries: Vec<String> = keys
        .par_iter()
        .map(|(key, spellings)| {
            let parts: Vec<&str> =
                spellings.iter().flat_map(|(spelling, postings)| [*spelling, postings.text.as_str()]).collect();
            format!("{}:{}", json(key), json(&parts))
        })
        .collect();
    let mut shards: Vec<String> = Vec::new();
    let mut firsts = Vec::new();
    for ((key, _), entry) in keys.iter().zip(entries) {
        match shards.last_mut() {
            Some(open) if open.len() + entry.len() <= SHARD => {
                open.push(',');
                open.push_str(&entry);
            }
            _ => {
                shards.push(format!("{{{entry}"));
                firsts.push(**key);
            }
        }
    }
    shards.iter_mut().for_each(|shard| shard.push('}'));
    (shards, firsts)
}
