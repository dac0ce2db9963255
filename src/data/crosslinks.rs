//! Documents, parallels and discrepancies as data.
//!
//! In: the edition and its links. Out: the lists of [`schema::Edition`], and the register as a table.
//! What always holds: the order is that of the links; lines are those of the record of the last import.

use std::collections::BTreeMap;

use super::schema;
use crate::model::edition::Edition;
use crate::model::links::{Figure, Links, Place, Side};

/// Lines and addresses of places.
struct Places<'a> {
    edition: &'a Edition,
    /// Address of each page, by path.
    urls: BTreeMap<&'a str, String>,
    /// The label of each note, by report and number.
    labels: BTreeMap<(&'a str, usize), &'a str>,
}

impl<'a> Places<'a> {
    fn new(edition: &'a Edition, links: &'a Links) -> Self {
        let urls = edition.addresses().map(|(page, url)| (page.path.as_str(), url)).collect();
        let labels = links.reports.iter().flat_map(|(report, links)| {
            links.notes.iter().map(move |note| ((report.as_str(), note.number), note.label.as_str()))
        });
        Self { edition, urls, labels: labels.collect() }
    }

    fn url(&self, place: &Place) -> String {
        format!("{}#{}", self.urls.get(place.page.as_str()).map_or("", String::as_str), place.id)
    }

    /// The first source line of a block, section or note.
    fn line(&self, place: &Place) -> Option<usize> {
        let record = &self.edition.reports.iter().find(|report| report.id == place.report)?.record;
        if let Some(number) = place.note {
            let label = self.labels.get(&(place.report.as_str(), number))?;
            return Some(record.notes.get(*label)?.lines.first()?.0);
        }
        let block = record.blocks.get(&place.id).and_then(|lines| lines.first()).map(|lines| lines.0);
        block.or_else(|| record.sections.get(&place.id).copied())
    }
}

/// The id of a place as a block's and as a note's.
fn block_or_note(place: &Place) -> (Option<&str>, Option<&str>) {
    let is_note = place.note.is_some();
    (Some(place.id.as_str()).filter(|_| !is_note), Some(place.id.as_str()).filter(|_| is_note))
}

/// The register of documents.
pub(super) fn documents<'a>(edition: &'a Edition, links: &'a Links) -> Vec<schema::Document<'a>> {
    let places = Places::new(edition, links);
    let documents = links.documents.iter().map(|document| schema::Document {
        id: &document.id,
        number: &document.number,
        kind: &document.kind,
        issuer: document.issuer.as_deref(),
        date: document.date.as_deref(),
        subject: document.subject.as_deref(),
        url: format!("documents.html#{}", document.id),
        mentions: document
            .mentions
            .iter()
            .map(|mention| {
                let (block, note) = block_or_note(&mention.place);
                schema::Mention {
                    report: &mention.place.report,
                    block,
                    note,
                    url: places.url(&mention.place),
                    line: places.line(&mention.place),
                    quote: &mention.quote,
                }
            })
            .collect(),
    });
    documents.collect()
}

/// The pairs of passages.
pub(super) fn parallels<'a>(edition: &'a Edition, links: &'a Links) -> Vec<schema::Parallel<'a>> {
    let places = Places::new(edition, links);
    let side = |place: &'a Place| schema::Side { report: &place.report, id: &place.id, line: places.line(place) };
    let parallels = links.parallels.iter().map(|pair| schema::Parallel {
        level: match (pair.is_section, pair.a.note.or(pair.b.note)) {
            (true, _) => "section",
            (false, None) => "block",
            (false, Some(_)) => "note",
        },
        a: side(&pair.a),
        b: side(&pair.b),
        degree: pair.degree.name(),
        score: pair.score,
        target: pair.target.map(|side| if side == Side::A { "a" } else { "b" }),
    });
    parallels.collect()
}

/// The figures that differ.
pub(super) fn discrepancies<'a>(edition: &'a Edition, links: &'a Links) -> Vec<schema::Discrepancy<'a>> {
    let places = Places::new(edition, links);
    let figure = |figure: &'a Figure| {
        let (block, note) = block_or_note(&figure.place);
        schema::Figure {
            report: &figure.place.report,
            block,
            note,
            line: places.line(&figure.place),
            quote: &figure.quote,
            value: &figure.value,
        }
    };
    let discrepancies = links.discrepancies.iter().map(|pair| schema::Discrepancy {
        id: &pair.id,
        kind: pair.kind.name(),
        what: &pair.what,
        a: figure(&pair.a),
        b: figure(&pair.b),
        also: pair.also.iter().map(figure).collect(),
        settled: pair.settled.as_deref(),
    });
    discrepancies.collect()
}
