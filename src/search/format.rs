//! The index as files: what `static/search.js` reads.
//!
//! In: units and index. Out: `search/manifest.js`, shards of the index `search/w0.js`…, texts `search/x0.js`…, each one
//! a classic script that calls `ibidSearch(name, data)`; `docs/architecture.md` has the shape of the data.
//! What always holds: shards are cut between keys in their order, texts between units and never across reports; no file
//! depends on another one's bytes but the manifest, whose `v` changes when any of them does.

use rayon::prelude::*;
use serde::Serialize;

use super::concepts::Named;
use super::index::{Index, Place};
use super::units::{Piece, Unit};
use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};
use crate::model::report::ReportKind;
use crate::tree::SiteWriter;

/// A shard of the index is closed when it has so many bytes.
const SHARD: usize = 6 * 1024;

/// A file of texts is closed when it has so many bytes.
const TEXTS: usize = 8 * 1024;

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
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    title: String,
}

/// Writes all files of the index.
pub(super) fn files(edition: &Edition, units: &[Unit<'_>], index: &Index, named: &Named, site: &SiteWriter<'_>) {
    let (shards, firsts) = shards(index);
    let (texts, counts) = texts(units, index);
    let mut print = Fingerprint::default();
    for (letter, files) in [("w", shards), ("x", texts)] {
        for (at, data) in files.into_iter().enumerate() {
            let file = script(&format!("{letter}{at}"), &data);
            print.add(file.as_bytes());
            add(site, &format!("{letter}{at}"), file);
        }
    }
    let mut lengths = String::new();
    for (length, heading) in &index.lengths {
        digits(*length, &mut lengths);
        digits(*heading, &mut lengths);
    }
    print.add(lengths.as_bytes());
    print.add(json(named).as_bytes());
    let manifest = Manifest {
        v: format!("{:x}", print.0),
        reports: edition.reports.iter().enumerate().map(|(at, report)| entry(at, report, units)).collect(),
        inside: units.iter().filter(|unit| unit.report.is_some()).count(),
        lengths,
        texts: counts,
        shards: firsts,
        concepts: named,
    };
    add(site, "manifest", script("manifest", &json(&manifest)));
}

fn entry<'a>(at: usize, report: &'a EditionReport, units: &[Unit<'_>]) -> ReportEntry<'a> {
    let front = &report.index.front;
    ReportEntry {
        id: &report.id,
        first: units.iter().position(|unit| unit.report == Some(at)).unwrap_or(units.len()),
        kind: match front.kind.unwrap_or_default() {
            ReportKind::Report => "report",
            ReportKind::Appendix => "appendix",
        },
        label: front.label.as_deref(),
        place: front.place.as_deref(),
        title: plain_inline(&front.title),
    }
}

fn add(site: &SiteWriter<'_>, name: &str, file: String) {
    site.put(&format!("search/{name}.js"), file);
}

fn script(name: &str, data: &str) -> String {
    format!("ibidSearch(\"{name}\",{data})\n")
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The shards, `{key: [spelling, postings, spelling, postings, …], …}` each, and the first key of each.
fn shards(index: &Index) -> (Vec<String>, Vec<&str>) {
    let keys: Vec<_> = index.keys.iter().collect();
    let entries: Vec<String> = keys
        .par_iter()
        .map(|(key, spellings)| {
            let parts: Vec<String> =
                spellings.iter().flat_map(|(spelling, places)| [spelling.clone(), postings(places)]).collect();
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
                firsts.push(key.as_str());
            }
        }
    }
    shards.iter_mut().for_each(|shard| shard.push('}'));
    (shards, firsts)
}

/// Unit by unit: steps from the last unit, how many places, steps from place to place.
fn postings(places: &[Place]) -> String {
    let mut text = String::new();
    let mut last = 0;
    for of_unit in places.chunk_by(|a, b| a.0 == b.0) {
        let Some((unit, _)) = of_unit.first() else { continue };
        digits(unit - last, &mut text);
        last = *unit;
        digits(u32::try_from(of_unit.len()).unwrap_or(u32::MAX), &mut text);
        let mut from = 0;
        for (_, at) in of_unit {
            digits(at - from, &mut text);
            from = *at;
        }
    }
    text
}

/// Values that one character can hold; the other [`MORE`] characters say that more follows.
const LAST: u32 = 60;
/// See [`LAST`].
const MORE: u32 = 32;

/// Writes a number in printable ASCII without `"` and `\`: small ones take one character, most others two.
fn digits(mut value: u32, text: &mut String) {
    while value >= LAST {
        value -= LAST;
        text.push(digit(LAST + value % MORE));
        value /= MORE;
    }
    text.push(digit(value));
}

/// The character of a digit below 92.
fn digit(value: u32) -> char {
    let code = value + 32;
    let code = if code >= 34 { code + 1 } else { code };
    let code = if code >= 92 { code + 1 } else { code };
    char::from_u32(code).unwrap_or('?')
}

/// The texts, `[[page, above, anchor, start, text, anchor, start, text, …], …]` each, and how many units each has.
fn texts(units: &[Unit<'_>], index: &Index) -> (Vec<String>, String) {
    let entries: Vec<String> =
        units.par_iter().zip(&index.starts).map(|(unit, starts)| text_entry(unit, starts)).collect();
    let mut files: Vec<(String, u32, Option<usize>)> = Vec::new();
    for (unit, entry) in units.iter().zip(&entries) {
        match files.last_mut() {
            Some((open, count, report)) if *report == unit.report && open.len() + entry.len() <= TEXTS => {
                open.push(',');
                open.push_str(entry);
                *count += 1;
            }
            _ => files.push((format!("[{entry}"), 1, unit.report)),
        }
    }
    let mut counts = String::new();
    files.iter().for_each(|(_, count, _)| digits(*count, &mut counts));
    (files.into_iter().map(|(open, ..)| open + "]").collect(), counts)
}

fn text_entry(unit: &Unit<'_>, starts: &[u32]) -> String {
    let piece =
        |(piece, start): (&Piece<'_>, &u32)| format!(",{},{start},{}", json(&anchor(piece)), json(piece.text.as_ref()));
    let pieces: String = unit.pieces.iter().zip(starts).map(piece).collect();
    format!("[{},{}{pieces}]", json(&unit.page), json(&unit.above))
}

/// A piece's anchor; a note whose number is not its label says it: `fn-12a=13`.
fn anchor(piece: &Piece<'_>) -> String {
    match piece.note.filter(|number| piece.anchor != format!("fn-{number}")) {
        Some(number) => format!("{}={number}", piece.anchor),
        None => piece.anchor.clone().into_owned(),
    }
}

/// FNV-1a, 64 bits: enough to tell two builds apart.
struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `static/search.js` reads them.
    fn numbers(text: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        let (mut value, mut scale) = (0, 1);
        for byte in text.bytes().map(u32::from) {
            let digit = byte - 32 - u32::from(byte > 34) - u32::from(byte > 92);
            value += digit * scale;
            if digit < LAST {
                numbers.push(value);
                (value, scale) = (0, 1);
            } else {
                scale *= MORE;
            }
        }
        numbers
    }

    #[test]
    fn numbers_are_read_as_written() {
        let written: Vec<u32> = (0..5000).chain([61_439, 61_440, 1_000_000]).collect();
        let mut text = String::new();
        written.iter().for_each(|number| digits(*number, &mut text));
        assert!(!text.contains(['"', '\\', '\u{7f}']) && text.is_ascii());
        assert_eq!(numbers(&text), written);
    }

    #[test]
    fn postings_go_by_steps() {
        assert_eq!(numbers(&postings(&[(3, 1), (3, 9), (70, 0)])), [3, 2, 1, 8, 67, 1, 0]);
    }
}
