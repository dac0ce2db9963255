//! A row of the comparison: of all figures that may stand side by side, the ones that do.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::times::Dated;
use super::units::{dimension, exact};
use crate::language::Concepts;
use crate::model::edition::EditionReport;
use crate::model::indicator::{Indicator, IndicatorKind};
use crate::model::links::{Concept, ConceptCell, ConceptRow, Span, Stated};
use crate::model::report::ReportKind;

/// A figure that may stand for a concept.
pub(super) struct Candidate<'a> {
    pub indicator: Arc<Indicator>,
    pub report: &'a EditionReport,
    /// Index of the report's column.
    pub column: usize,
    /// Index in the report's list of links.
    pub index: usize,
    /// Which name of the concept it has: 0 is the concept's own.
    pub alias: usize,
    /// Its time.
    pub dated: Dated,
    /// The sentence that states it.
    pub sentence: String,
}

/// The row of some figures.
pub(super) fn row(
    concept: &Concept,
    span: Span,
    candidates: &[Candidate<'_>],
    words: &Concepts,
    columns: usize,
) -> ConceptRow {
    let years = shared_years(candidates);
    let mut best: BTreeMap<(usize, IndicatorKind), &Candidate<'_>> = BTreeMap::new();
    for candidate in candidates {
        let key = (candidate.column, candidate.indicator.kind);
        if best.get(&key).is_none_or(|other| rank(candidate, &years) > rank(other, &years)) {
            best.insert(key, candidate);
        }
    }
    let unit = common_unit(best.values().map(|candidate| candidate.indicator.unit.as_str()));
    let (_, factor) = dimension(words, &unit);
    let others = |one: &Candidate<'_>| {
        let differs = |other: &&Candidate<'_>| {
            let (a, b) = (cell(words, one, factor), cell(words, other, factor));
            (other.column, other.indicator.kind) == (one.column, one.indicator.kind)
                && other.dated.period == one.dated.period
                && other.indicator.op == one.indicator.op
                && ((a.low - b.low).abs() > 1e-9 || (a.high - b.high).abs() > 1e-9)
        };
        candidates.iter().filter(differs).map(|other| (other.report.id.clone(), other.index)).collect()
    };
    let cells: Vec<ConceptCell> =
        best.values().map(|one| ConceptCell { others: others(one), ..cell(words, one, factor) }).collect();
    let mut figures: Vec<ConceptCell> = candidates.iter().map(|one| cell(words, one, factor)).collect();
    figures.sort_by_key(|figure| figure.column);
    let mut states = vec![Stated::Nothing; columns];
    cells.iter().for_each(|cell| states[cell.column] = Stated::Figure);
    let id = if concept.rows.is_empty() { concept.id.clone() } else { format!("{}-{}", concept.id, span.name()) };
    let id = if concept.rows.iter().any(|row| row.id == id) { format!("{id}-{}", concept.rows.len() + 1) } else { id };
    ConceptRow { id, span, unit, cells, figures, states, promises: vec![None; columns] }
}

/// For each kind the year that most columns state, the latest of those: year stands beside year where it can.
fn shared_years(candidates: &[Candidate<'_>]) -> BTreeMap<IndicatorKind, u32> {
    let mut columns: BTreeMap<(IndicatorKind, u32), BTreeSet<usize>> = BTreeMap::new();
    for one in candidates {
        columns.entry((one.indicator.kind, one.dated.year)).or_default().insert(one.column);
    }
    let mut best: BTreeMap<IndicatorKind, (usize, u32)> = BTreeMap::new();
    for ((kind, year), columns) in columns {
        let here = (columns.len(), year);
        let known = best.entry(kind).or_insert(here);
        *known = here.max(*known);
    }
    best.into_iter().map(|(kind, (_, year))| (kind, year)).collect()
}

type Rank = (bool, u32, bool, bool, bool, Reverse<usize>, Reverse<usize>);

/// The better of two figures of a kind: of the year that most places state, else of the latest; of a report rather than its appendix, said for
/// that very time, in the text rather than in a note; the concept's first names, the earlier place.
fn rank(candidate: &Candidate<'_>, years: &BTreeMap<IndicatorKind, u32>) -> Rank {
    let year = candidate.dated.year;
    (
        years.get(&candidate.indicator.kind) == Some(&year),
        year,
        candidate.report.index.front.kind.unwrap_or_default() == ReportKind::Report,
        candidate.dated.is_own,
        candidate.indicator.note().is_none(),
        Reverse(candidate.alias),
        Reverse(candidate.index),
    )
}

fn common_unit<'u>(units: impl Iterator<Item = &'u str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in units {
        *counts.entry(unit).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(unit, count)| (*count, Reverse(unit.len())))
        .map_or_else(String::new, |(unit, _)| unit.to_owned())
}

fn cell(words: &Concepts, candidate: &Candidate<'_>, factor: f64) -> ConceptCell {
    let (low, high) = candidate.indicator.bounds().unwrap_or_default();
    let (_, own) = dimension(words, &candidate.indicator.unit);
    let is_converted = (own - factor).abs() > f64::EPSILON;
    let scaled = |value: f64| if is_converted { exact(value, own / factor) } else { value };
    ConceptCell {
        column: candidate.column,
        report: candidate.report.id.clone(),
        indicator: candidate.index,
        kind: candidate.indicator.kind,
        period: candidate.dated.period.clone(),
        low: scaled(low),
        high: scaled(high),
        is_converted,
        sentence: candidate.sentence.clone(),
        others: Vec::new(),
    }
}
