//! Concepts as templates see them: the comparison, and a page for each.
//!
//! In: the site with its concepts. Out: contexts. What holds: every figure leads to the words that state it; a place without one says
//! why; a concept is compared when two places have figures of it, or when the editor chose it.

use std::collections::BTreeSet;

use super::charts::{Bar, Dot, bars, track};
use super::contexts::concepts::{
    CellContext, ColumnContext, ComparisonContext, ConceptContext, GroupContext, OtherContext, PlaceContext, PlaceRow,
    RowContext, StateContext,
};
use super::indicators::{described, figure};
use super::site::{Site, concept_url};
use crate::model::edition::EditionReport;
use crate::model::indicator::{IndicatorKind, Op};
use crate::model::links::{Concept, ConceptCell, ConceptRow, Place, Stated};
use crate::words::{quantity, with_coin};

/// The comparison of all concepts.
pub(super) fn comparison(site: &Site<'_>) -> ComparisonContext {
    let mut groups: Vec<GroupContext> = Vec::new();
    for concept in &site.links.concepts {
        let rows: Vec<RowContext> = compared(site, concept).map(|row| of_row(site, concept, row)).collect();
        if rows.is_empty() {
            continue;
        }
        let of_it = |group: &GroupContext| (group.topic.as_str(), group.is_core) == (&concept.topic, concept.is_core);
        match groups.iter_mut().find(|group| of_it(group)) {
            Some(group) => group.rows.extend(rows),
            None => groups.push(GroupContext { topic: concept.topic.clone(), is_core: concept.is_core, rows }),
        }
    }
    let rows = groups.iter().flat_map(|group| group.rows.clone()).collect();
    ComparisonContext { columns: columns(site), rows, groups }
}

/// How many promises the home page sets side by side.
const PROMISES: usize = 6;

/// What the reports promise first of all, side by side: of each concept that stands for a report the row with the most targets.
pub(super) fn promises(site: &Site<'_>) -> ComparisonContext {
    let mut first: Vec<&Concept> = site.links.concepts.iter().filter(|concept| concept.headline.is_some()).collect();
    first.sort_by_key(|concept| concept.headline);
    let targets = |row: &ConceptRow| {
        let cells = row.cells.iter().filter(|cell| cell.kind == IndicatorKind::Target);
        cells.count() + row.promises.iter().flatten().count()
    };
    let best = |concept: &&Concept| {
        let row = compared(site, concept).max_by_key(|row| targets(row)).filter(|row| targets(row) > 0)?;
        let mut shown = of_row(site, concept, row);
        let is_shown = |cell: &CellContext| ["target", "actual"].contains(&cell.kind);
        shown.cells.iter_mut().for_each(|cells| cells.retain(is_shown));
        Some(shown)
    };
    let rows: Vec<RowContext> = first.iter().filter_map(best).take(PROMISES).collect();
    let group = GroupContext { topic: String::new(), is_core: true, rows: rows.clone() };
    ComparisonContext { columns: columns(site), rows, groups: vec![group] }
}

fn columns(site: &Site<'_>) -> Vec<ColumnContext> {
    site.links.columns.iter().map(|title| ColumnContext { title: column_title(site, title) }).collect()
}

/// A place, or the title of the report that has none.
fn column_title(site: &Site<'_>, column: &str) -> String {
    let report = site.edition.reports.iter().find(|report| report.id == column && report.index.front.place.is_none());
    report.map_or_else(|| column.to_owned(), |report| report.index.plain_title.clone())
}

/// The rows of a concept that set places side by side; all of them where only together they do.
fn compared<'a>(site: &Site<'_>, concept: &'a Concept) -> impl Iterator<Item = &'a ConceptRow> {
    let places = |row: &ConceptRow| row.cells.iter().map(|cell| cell.column).collect::<BTreeSet<_>>();
    let least = site.links.columns.len().min(2);
    let all: BTreeSet<usize> = concept.rows.iter().flat_map(places).collect();
    let side_by_side = concept.rows.iter().any(|row| places(row).len() >= least);
    let shown = move |row: &&ConceptRow| {
        if side_by_side { places(row).len() >= least } else { all.len() >= least }
    };
    concept.rows.iter().filter(shown)
}

fn of_row(site: &Site<'_>, concept: &Concept, row: &ConceptRow) -> RowContext {
    let mut cells: Vec<Vec<CellContext>> = vec![Vec::new(); site.links.columns.len()];
    for cell in &row.cells {
        if let (Some((context, _)), Some(column)) = (cell_context(site, row, cell), cells.get_mut(cell.column)) {
            column.push(context);
        }
    }
    RowContext {
        id: row.id.clone(),
        name: concept.name.clone(),
        url: concept_url(&concept.id),
        unit: row.unit.clone(),
        span: row.span.name(),
        topic: concept.topic.clone(),
        is_core: concept.is_core,
        cells,
        states: row.states.iter().map(|stated| state(site, concept, stated)).collect(),
        promises: row.promises.iter().map(|promise| promised(site, concept, promise.as_ref())).collect(),
    }
}

/// Targets and results of all places, one bar each.
fn chart(site: &Site<'_>, concept: &Concept, row: &ConceptRow) -> Option<String> {
    let shown = row.cells.iter().filter(|cell| matches!(cell.kind, IndicatorKind::Target | IndicatorKind::Actual));
    let bar = |cell: &ConceptCell| {
        let (context, op) = cell_context(site, row, cell)?;
        let period = context.period.as_deref().unwrap_or_default();
        Some(Bar {
            label: site.links.columns.get(cell.column).cloned().unwrap_or_default(),
            value: format!("{} ({period})", site.words.bounded(cell.low, cell.high, op)),
            low: cell.low,
            high: cell.high,
            class: cell.kind.name(),
        })
    };
    let list: Vec<Bar> = shown.filter_map(bar).collect();
    let title = site.words.phrase("indicator.chart", &[("name", &concept.name), ("unit", &row.unit)]);
    (list.len() > 1).then(|| bars(&format!("ibid-chart-{}", row.id), &title, &described(&list), &list))
}

/// What a place says that has no figure in a row.
fn state(site: &Site<'_>, concept: &Concept, stated: &Stated) -> StateContext {
    let at = |kind, place: &Place, sentence: &str| StateContext {
        kind,
        url: place_url(site, place),
        sentence: Some(sentence.to_owned()),
        name: None,
    };
    let page_of = |kind, id: &str| StateContext { kind, url: Some(concept_url(id)), ..StateContext::default() };
    match stated {
        Stated::Figure => StateContext { kind: "stated", ..StateContext::default() },
        Stated::Elsewhere(_) => page_of("elsewhere", &concept.id),
        Stated::OtherScope(id) => {
            let other = site.links.concepts.iter().find(|other| other.id == *id);
            StateContext { name: other.map(|other| other.name.clone()), ..page_of("other_scope", id) }
        }
        Stated::InWords(place, sentence) => at("in_words", place, sentence),
        Stated::Unlinked(place, sentence) => at("unlinked", place, sentence),
        Stated::Nothing => StateContext { kind: "none", ..StateContext::default() },
    }
}

fn promised(site: &Site<'_>, concept: &Concept, promise: Option<&(Place, String)>) -> Option<StateContext> {
    let (place, words) = promise?;
    Some(state(site, concept, &Stated::InWords(place.clone(), words.clone())))
}

fn report_of<'s>(site: &Site<'s>, id: &str) -> Option<&'s EditionReport> {
    site.edition.reports.iter().find(|report| report.id == id)
}

fn place_url(site: &Site<'_>, place: &Place) -> Option<String> {
    let report = report_of(site, &place.report)?;
    Some(format!("{}#{}", report.page_url(report.page_index(&place.page)?), place.id))
}

fn cell_context(site: &Site<'_>, row: &ConceptRow, cell: &ConceptCell) -> Option<(CellContext, Op)> {
    let report = report_of(site, &cell.report)?;
    let own = site.report_links(report);
    let link = own.indicators.get(cell.indicator)?;
    let indicator = &link.figure;
    let figure = figure(site, report, link)?;
    let printed = cell.is_converted.then(|| figure.quantity.clone());
    let other = |(id, index): &(String, usize)| {
        let report = report_of(site, id)?;
        let figure = self::figure(site, report, site.report_links(report).indicators.get(*index)?)?;
        Some(OtherContext {
            value: figure.value,
            unit: figure.unit,
            url: figure.url,
            report: report.index.plain_title.clone(),
        })
    };
    let mut others: Vec<OtherContext> = Vec::new();
    for one in cell.others.iter().filter_map(other) {
        if others.iter().all(|known| (&known.value, &known.unit) != (&one.value, &one.unit)) {
            others.push(one);
        }
    }
    let unit = if cell.is_converted { &row.unit } else { &indicator.unit };
    let (value, unit) = with_coin(site.words.bounded(cell.low, cell.high, indicator.op), unit);
    let context = CellContext {
        kind: figure.kind,
        value,
        unit,
        period: cell.period.clone(),
        url: figure.url,
        report: report.index.plain_title.clone(),
        quote: figure.quote,
        sentence: cell.sentence.clone(),
        note: link.note.and_then(|number| own.numbered(number)).map(|note| note.sign.clone()),
        is_unreviewed: figure.is_unreviewed,
        printed,
        others,
    };
    Some((context, indicator.op))
}

/// What the page of a concept shows.
pub(super) fn concept(site: &Site<'_>, concept: &Concept) -> ConceptContext {
    let places = site.links.columns.iter().enumerate();
    ConceptContext {
        id: concept.id.clone(),
        name: concept.name.clone(),
        topic: concept.topic.clone(),
        sdg: concept.sdg.clone(),
        places: places.map(|(column, title)| place(site, concept, column, &column_title(site, title))).collect(),
        charts: compared(site, concept).filter_map(|row| chart(site, concept, row)).collect(),
    }
}

fn place(site: &Site<'_>, concept: &Concept, column: usize, title: &str) -> PlaceContext {
    let mut rows = Vec::new();
    for row in &concept.rows {
        let mut cells: Vec<&ConceptCell> = row.cells.iter().filter(|cell| cell.column == column).collect();
        cells.sort_by_key(|cell| order(cell.kind));
        let figures: Vec<CellContext> =
            cells.iter().filter_map(|cell| cell_context(site, row, cell)).map(|(context, _)| context).collect();
        if figures.is_empty() {
            continue;
        }
        let most = row.cells.iter().map(|cell| cell.high).fold(0.0, f64::max);
        let dots: Vec<Dot> =
            cells.iter().map(|cell| Dot { at: cell.low.midpoint(cell.high), class: cell.kind.name() }).collect();
        let said = |one: &CellContext| {
            let kind = site.words.phrase(&format!("indicator.kind.{}", one.kind), &[]);
            format!("{kind} {}: {}", one.period.as_deref().unwrap_or_default(), quantity(&one.value, &one.unit))
        };
        let described = figures.iter().map(said).collect::<Vec<_>>().join("; ");
        let id = format!("ibid-{}-{column}", row.id);
        rows.push(PlaceRow {
            span: row.span.name(),
            track: track(&id, &concept.name, &described, &dots, most),
            figures,
            promise: promised(site, concept, row.promises.get(column).and_then(Option::as_ref)),
        });
    }
    let stated = concept.rows.first().and_then(|row| row.states.get(column));
    let state = stated.filter(|_| rows.is_empty()).map(|stated| state(site, concept, stated));
    PlaceContext { title: title.to_owned(), rows, state }
}

/// The order of the kinds on the way: where it began, what was planned, what came of it, what is to come.
fn order(kind: IndicatorKind) -> u8 {
    match kind {
        IndicatorKind::Baseline => 0,
        IndicatorKind::Plan => 1,
        IndicatorKind::Actual => 2,
        IndicatorKind::Target => 3,
    }
}
