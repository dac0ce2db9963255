//! Key figures of a report: what stands for it on its page.
//!
//! In: a site's report with its indicators. Out: at most eight figures. What always holds: concepts that the editor set come
//! first; without any, a figure counts as key only by what the report itself makes of it: it sets a target for what it measured or compares
//! it with a plan or an earlier level under a name that stands by itself, or the editor accepted it; and states it in the text and not
//! in a note.

use std::collections::BTreeMap;
use std::ops::Range;

use super::contexts::indicators::FigureContext;
use super::indicators::figure;
use super::site::Site;
use crate::figures::{is_money, is_sound, is_whole};
use crate::model::edition::EditionReport;
use crate::model::indicator::{Indicator, IndicatorKind};
use crate::model::links::{Concept, ConceptCell, IndicatorLink};

/// How many a report's page shows.
const MOST: usize = 8;

/// How many the page of a chapter shows.
const MOST_BELOW: usize = 6;

/// The figures that stand for the report.
pub(super) fn key_figures(site: &Site<'_>, report: &EditionReport) -> Vec<FigureContext> {
    within(site, report, 0..usize::MAX, MOST)
}

/// The figures that stand for some of its pages.
pub(super) fn key_figures_below(site: &Site<'_>, report: &EditionReport, pages: Range<usize>) -> Vec<FigureContext> {
    within(site, report, pages, MOST_BELOW)
}

fn within(site: &Site<'_>, report: &EditionReport, pages: Range<usize>, most: usize) -> Vec<FigureContext> {
    let own = &site.report_links(report).indicators;
    let is_here = |at: usize| own.get(at).is_some_and(|link| pages.contains(&link.page));
    let of = |(concept, cells): &(&Concept, Vec<&ConceptCell>)| {
        let best = cells.iter().filter(|cell| is_here(cell.indicator)).min_by_key(|cell| rank(cell.kind))?;
        let found = figure(site, report, own.get(best.indicator)?)?;
        Some(FigureContext { name: concept.name.clone(), ..found })
    };
    let mut figures: Vec<FigureContext> = site.core(report).iter().filter_map(of).take(most).collect();
    if figures.len() < most / 2 {
        let here: Vec<&IndicatorLink> = own.iter().filter(|link| pages.contains(&link.page)).collect();
        let others = telling(report, &here, most - figures.len());
        let others = others.into_iter().filter_map(|link| figure(site, report, link));
        let new: Vec<FigureContext> = others.filter(|one| figures.iter().all(|other| other.id != one.id)).collect();
        figures.extend(new);
    }
    // Beside what is to come, a plan of the years before would be taken for it.
    let is_of = |figure: &FigureContext, kind: IndicatorKind| figure.kind == kind.name();
    if figures.iter().any(|figure| is_of(figure, IndicatorKind::Target)) {
        figures.retain(|figure| !is_of(figure, IndicatorKind::Plan));
    }
    figures
}

fn rank(kind: IndicatorKind) -> u8 {
    match kind {
        IndicatorKind::Target => 0,
        IndicatorKind::Actual => 1,
        IndicatorKind::Plan => 2,
        IndicatorKind::Baseline => 3,
    }
}

/// The most telling figures of a report, in reading order: one for each name, the target before the result.
fn telling<'a>(report: &EditionReport, own: &[&'a IndicatorLink], most: usize) -> Vec<&'a IndicatorLink> {
    let mut names: BTreeMap<String, Vec<(usize, &Indicator)>> = BTreeMap::new();
    for (at, link) in own.iter().enumerate().filter(|(_, link)| link.note.is_none()) {
        names.entry(crate::text::fold(&link.figure.name)).or_default().push((at, &link.figure));
    }
    let is_chosen = |at: usize| own.get(at).is_some_and(|link| !link.is_unreviewed());
    let stands_alone = |link: &IndicatorLink| {
        let text = report.block_text(link.page, &link.place);
        is_sound(&link.figure) && text.is_some_and(|text| is_whole(&link.figure, text))
    };
    let is_named = |at: usize| own.get(at).is_some_and(|link| link.entry.is_some() || stands_alone(link));
    let mut found: Vec<(i32, usize)> = names.values().filter_map(|group| told(group)).collect();
    found.retain(|(score, at)| *score >= TELLING && is_named(*at) || is_chosen(*at));
    found.sort_by_key(|(score, at)| (-score, *at));
    let mut places: Vec<usize> = found.into_iter().take(most).map(|(_, at)| at).collect();
    places.sort_unstable();
    places.into_iter().filter_map(|at| own.get(at).copied()).collect()
}

/// The least that makes a figure telling: something it is compared with.
const TELLING: i32 = 2;

/// How telling figures of one name are, and which of them is shown.
fn told(group: &[(usize, &Indicator)]) -> Option<(i32, usize)> {
    let (at, shown) = group.iter().min_by_key(|(at, one)| (rank(one.kind), *at))?;
    let has = |kind: IndicatorKind| group.iter().any(|(_, one)| one.kind == kind);
    let words = i32::try_from(crate::text::word_count(&shown.name)).unwrap_or(i32::MAX);
    let is_count = !shown.unit.contains(['%', '/']) && !is_money(&shown.unit);
    let score = 4 * i32::from(has(IndicatorKind::Target) && has(IndicatorKind::Actual))
        + 2 * i32::from(has(IndicatorKind::Plan) || has(IndicatorKind::Baseline))
        + i32::from(shown.period.is_some())
        - 2 * i32::from(shown.name.contains(", "))
        - i32::from(is_count)
        - (words - 8).clamp(0, 6);
    Some((score, *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, unit: &str, kind: IndicatorKind) -> Indicator {
        Indicator { name: name.to_owned(), unit: unit.to_owned(), kind, ..Indicator::default() }
    }

    #[test]
    fn what_has_a_target_and_a_result_tells_more_than_a_count() {
        let target = one("Tỷ lệ hộ nghèo", "%", IndicatorKind::Target);
        let actual = one("Tỷ lệ hộ nghèo", "%", IndicatorKind::Actual);
        let count = one("Công ty, tỷ trọng", "công ty", IndicatorKind::Actual);
        let both = told(&[(3, &actual), (9, &target)]).expect("a figure");
        let alone = told(&[(1, &count)]).expect("a figure");
        assert!(both.0 > alone.0, "{both:?} {alone:?}");
        assert_eq!(both.1, 9, "the target is shown");
    }
}
