//! What open data has of each report by itself, as it is written: kept from build to build by what it is made from.
//!
//! In: an edition with its links, what the last build worked out. Out: `edition.json` and the table of indicators. What always holds: with what
//! is kept and without it, the bytes are the same; no more than one report is held.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};

use super::{report, table};
use crate::cache::Cache;
use crate::digest::Digest;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Links, ReportLinks};

/// The reports of an edition, each as it was written if that is known.
#[derive(Clone, Copy)]
pub(super) struct OwnData<'a> {
    pub edition: &'a Edition,
    pub links: &'a Links,
    pub cache: &'a Cache,
}

impl OwnData<'_> {
    /// Writes the table of indicators.
    pub fn indicators_csv(&self, file: &mut dyn Write) -> io::Result<()> {
        table::indicators_head(file)?;
        for (report, own) in self.each() {
            let rows = || written(|rows| table::indicator_rows(report, own, rows));
            let rows = self.cache.kept(self.digest("data of indicators", report, own), rows);
            file.write_all(rows.as_bytes())?;
        }
        Ok(())
    }

    fn each(&self) -> impl Iterator<Item = (&EditionReport, &ReportLinks)> {
        let Self { edition, links, .. } = self;
        edition.reports.iter().filter_map(|report| Some((report, links.reports.get(&report.id)?)))
    }

    /// A digest of all that is said of a report: its files, the configuration, and what the edition makes of its figures.
    fn digest(&self, name: &str, report: &EditionReport, own: &ReportLinks) -> Option<u128> {
        let mut digest = Digest::default();
        digest.add(name);
        digest.add_done(report.origin);
        digest.add(&(&report.id, &self.edition.config));
        for link in &own.indicators {
            digest.add(&(&link.id, &link.concept, link.status()));
        }
        digest.done()
    }
}

impl Serialize for OwnData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.each().map(|(report, own)| {
            let make = || written(|file| Ok(report::report(report, own).serialize(&mut nested_json(file))?));
            AsWritten(self.cache.kept(self.digest("data", report, own), make))
        }))
    }
}

/// JSON that was written before, for [`json`] alone: there bytes stand for nothing else.
struct AsWritten(String);

impl Serialize for AsWritten {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_bytes())
    }
}

/// Writes JSON as people read it, and [`AsWritten`] as it is.
pub(super) fn json<W: Write>(file: W) -> serde_json::Serializer<W, Indented> {
    serde_json::Serializer::with_formatter(file, Indented::default())
}

/// The same for a value in a list in an object.
fn nested_json<W: Write>(file: W) -> serde_json::Serializer<W, Indented> {
    let mut formatter = Indented::default();
    // Nothing goes wrong where nothing is written.
    let _ = formatter.begin_object(&mut io::sink()).and_then(|()| formatter.begin_array(&mut io::sink()));
    serde_json::Serializer::with_formatter(file, formatter)
}

/// The form of `serde_json` for people, but for what is written already.
#[derive(Default)]
pub(super) struct Indented(PrettyFormatter<'static>);

impl Formatter for Indented {
    fn write_byte_array<W: ?Sized + Write>(&mut self, file: &mut W, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.begin_array(file)
    }

    fn end_array<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.end_array(file)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, file: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(file, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.end_array_value(file)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.begin_object(file)
    }

    fn end_object<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.end_object(file)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, file: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(file, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.begin_object_value(file)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, file: &mut W) -> io::Result<()> {
        self.0.end_object_value(file)
    }
}

/// What is written, in memory, which takes whatever is written.
fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    let _ = write(&mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}
