//! Figures that should be the same and are not: the same words with another figure, a slip of unit, parts that do
//! not add up.
//!
//! In: the units of all reports with the documents cited in them, the configuration. Out: [`Discrepancy`]s.
//! What always holds: only places that speak of the same thing are compared (one report, or reports of one place);
//! years, dates, numbers of documents, rounding and other units are no differences.

mod figures;
mod sentences;
mod sums;

use std::collections::BTreeMap;
use std::ops::Range;

use super::units::{Unit, sentence};
use crate::model::config::SettledEntry;
use crate::model::edition::Edition;
use crate::model::links::{Discrepancy, Figure};
use crate::text::fold;

/// All discrepancies, in reading order. `cited`: unit and bytes of each document's name.
pub(super) fn discrepancies(edition: &Edition, units: &[Unit], cited: &[(usize, Range<usize>)]) -> Vec<Discrepancy> {
    let mut closed: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for (unit, range) in cited {
        closed.entry(*unit).or_default().push(range.clone());
    }
    let places: Vec<String> = edition.reports.iter().map(|report| place_of(report)).collect();
    let sentences = sentences::sentences(units, &closed);
    let mut found = figures::figures(units, &sentences, &places);
    found.extend(sums::sums(units));
    found.sort_by_key(|found| found.order);
    let mut all: Vec<Discrepancy> = Vec::new();
    for Found { discrepancy, .. } in found {
        let known = all.iter().any(|other| {
            (&other.a.place, &other.a.value, &other.b.place, &other.b.value)
                == (&discrepancy.a.place, &discrepancy.a.value, &discrepancy.b.place, &discrepancy.b.value)
        });
        if !known {
            all.push(discrepancy);
        }
    }
    for (at, discrepancy) in all.iter_mut().enumerate() {
        discrepancy.id = format!("d{}", at + 1);
        discrepancy.settled = settled(&edition.config.settled, discrepancy);
    }
    all
}

/// A discrepancy and where it stands: unit and byte.
struct Found {
    order: (usize, usize),
    discrepancy: Discrepancy,
}

/// Reports of one place speak of the same things; a report without a place speaks for itself.
fn place_of(report: &crate::model::edition::EditionReport) -> String {
    match &report.index.front.place {
        Some(place) => fold(place),
        None => format!("report {}", report.id),
    }
}

/// A figure in its sentence.
fn figure(unit: &Unit, range: &Range<usize>, value: &str) -> Figure {
    let (quote, range) = sentence(unit.text(), range);
    Figure { place: unit.place.clone(), quote, range, value: value.to_owned() }
}

/// The editor's reason for letting a discrepancy stand.
fn settled(entries: &[SettledEntry], discrepancy: &Discrepancy) -> Option<String> {
    let at = |figure: &Figure| format!("{}#{}", figure.place.report, figure.place.id);
    let (a, b) = (at(&discrepancy.a), at(&discrepancy.b));
    let fits = |entry: &&SettledEntry| {
        let places = entry.at.iter().all(|place| *place == a || *place == b);
        let mine = |value: &String| *value == discrepancy.a.value || *value == discrepancy.b.value;
        !entry.at.is_empty() && places && entry.values.iter().all(mine)
    };
    entries.iter().find(fits).map(|entry| entry.reason.clone())
}
