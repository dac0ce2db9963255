//! What templates see of two figures that differ.
//!
//! In: a discrepancy, and how a place is told. Out: its context. What always holds: the digits that differ are marked.

use std::collections::BTreeSet;

use super::contexts::crosslinks::{DiscrepancyContext, FigureContext, PieceContext, WhereContext};
use super::crosslinks_parts::{cut, pieces, same};
use super::digits::{digits, parts};
use crate::model::links::{Discrepancy, Figure, Place};

/// A discrepancy; `at`: where a place is.
pub(super) fn difference(found: &Discrepancy, at: impl Fn(&Place) -> WhereContext) -> DiscrepancyContext {
    let (left, right) = digits(&found.a.value, &found.b.value);
    let figure = |figure: &Figure, value: Vec<PieceContext>| {
        let (before, words, after) = cut(&figure.quote, &figure.range);
        let says = figure.value.rsplit_once("= ").map_or(figure.value.as_str(), |(_, comes_to)| comes_to).to_owned();
        FigureContext { at: at(&figure.place), figure: parts(&words, &figure.value), says, before, after, value }
    };
    let figures = || found.also.iter().chain([&found.a, &found.b]);
    let ids: BTreeSet<&str> = figures().map(|figure| figure.place.report.as_str()).collect();
    let report = |id: &&str| figures().find(|figure| figure.place.report == *id).map(|figure| at(&figure.place));
    DiscrepancyContext {
        id: found.id.clone(),
        kind: found.kind.name(),
        what: found.what.clone(),
        period: found.period.clone(),
        reports: ids.iter().filter_map(report).collect(),
        within: found.a.place.report == found.b.place.report,
        a: figure(&found.a, left),
        b: figure(&found.b, right),
        also: found.also.iter().map(|one| figure(one, pieces(same(&one.value)))).collect(),
        settled: found.settled.clone(),
    }
}
