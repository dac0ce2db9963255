//! The reports of one place: only among these are figures compared, so that what is found in them depends on nothing else.
//!
//! In: the edition with its links and units. Out: [`Group`]s in the order of their first reports, and a digest of all that is
//! asked of a group.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::digest::Digest;
use crate::link::subjects::Subject;
use crate::link::units::Unit;
use crate::model::edition::Edition;
use crate::model::links::{ConceptCell, Links};
use crate::text::fold;

/// Reports that are compared, by their places in the lists of the edition.
#[derive(Default)]
pub(super) struct Group<'l> {
    pub reports: Vec<usize>,
    pub units: Vec<usize>,
    /// What the concepts' rows have of these reports.
    pub rows: Vec<Row<'l>>,
}

/// The figures of a concept.
#[derive(Default)]
pub(super) struct Row<'l> {
    pub cells: Vec<&'l ConceptCell>,
    pub figures: Vec<&'l ConceptCell>,
}

/// What is known of the units of all groups, by their places in the list.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub units: &'k [Unit],
    pub subjects: &'k [Subject],
    /// The blocks that call the notes.
    pub callers: &'k [Option<&'k str>],
    /// The words that name documents.
    pub names: &'k BTreeMap<usize, Vec<Range<usize>>>,
}

/// The groups.
pub(super) fn groups<'l>(edition: &Edition, links: &'l Links, units: &[Unit]) -> Vec<Group<'l>> {
    let mut groups: Vec<Group<'l>> = Vec::new();
    let mut by_place: HashMap<String, usize> = HashMap::new();
    let mut homes: Vec<usize> = Vec::new();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (at, report) in edition.reports.iter().enumerate() {
        // As the columns of the comparison have it: a place, or a report that has none.
        let place = fold(report.index.front.place.as_deref().unwrap_or(&report.id));
        let home = *by_place.entry(place).or_insert(groups.len());
        if home == groups.len() {
            groups.push(Group::default());
        }
        groups[home].reports.push(at);
        homes.push(home);
        by_id.insert(&report.id, home);
    }
    for (at, unit) in units.iter().enumerate() {
        groups[homes[unit.report]].units.push(at);
    }
    for row in links.concepts.iter().flat_map(|concept| &concept.rows) {
        let mut own: BTreeMap<usize, Row<'l>> = BTreeMap::new();
        let home = |cell: &ConceptCell| by_id.get(cell.report.as_str()).copied();
        for cell in &row.cells {
            own.entry(home(cell).unwrap_or_default()).or_default().cells.push(cell);
        }
        for cell in &row.figures {
            own.entry(home(cell).unwrap_or_default()).or_default().figures.push(cell);
        }
        for (home, row) in own {
            if let Some(group) = groups.get_mut(home) {
                group.rows.push(row);
            }
        }
    }
    groups
}

impl Group<'_> {
    /// A digest of all that is asked of the group.
    pub fn digest(&self, edition: &Edition, links: &Links, known: Known<'_>) -> Option<u128> {
        let mut digest = Digest::default();
        digest.add("discrepancies");
        for report in self.reports.iter().map(|at| &edition.reports[*at]) {
            let front = &report.index.front;
            digest.add(&(&report.id, &front.place, front.lang.as_ref().unwrap_or(&edition.config.language)));
            for link in links.reports.get(&report.id).into_iter().flat_map(|own| &own.indicators) {
                digest.add(&(&link.place, &*link.figure));
            }
        }
        for row in &self.rows {
            for (is_cell, cells) in [(true, &row.cells), (false, &row.figures)] {
                digest.add(&(is_cell, cells.len()));
                for cell in cells {
                    digest.add(&(cell.column, &cell.report, cell.indicator, cell.kind, &cell.period, &cell.others));
                }
            }
        }
        // What a report says by itself is in the digest of its files.
        let origins: Option<Vec<u128>> = self.reports.iter().map(|at| edition.reports[*at].origin).collect();
        digest.add(&origins);
        for (nth, at) in self.units.iter().enumerate() {
            if let Some(names) = known.names.get(at) {
                digest.add(&(nth, names));
            }
            if origins.is_some() {
                continue;
            }
            let unit = &known.units[*at];
            let own = self.reports.iter().position(|report| *report == unit.report);
            digest.add(&(own, unit.kind as u8, unit.is_line, &unit.place, &unit.passage, &unit.section));
            let Subject { place: _, is_target, is_norm } = known.subjects[*at];
            digest.add(&(is_target, is_norm, known.callers[*at]));
        }
        digest.done()
    }
}
