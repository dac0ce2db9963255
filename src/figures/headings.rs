//! What headings say of the figures below them: their years, and whether they were reached or are aims.
//!
//! In: the title and date of a report, its headings. Out: a [`Context`] for each section. What always holds: what a heading does not
//! say is said by the one above it.

use super::clauses::Context;
use super::document::Document;
use super::english;
use super::periods::{self, Period};
use super::tongue::Tongue;
use super::vocabulary::{EN, VI};
use super::words::{has, lower};
use crate::model::indicator::IndicatorKind;

/// A heading of a report.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// Its words, without marks.
    pub title: &'a str,
    /// Index of the one above it.
    pub parent: Option<usize>,
}

/// What is known of the figures of each section: from its own heading, or from those above it.
pub(super) fn of_sections(
    sections: &[Heading<'_>],
    base: &Context,
    tongue: Tongue,
    document: &Document<'_>,
) -> Vec<Context> {
    let (sets_norms, titled) = (document.sets_norms, periods::of_title(&lower(document.title)));
    let titled_for = periods::horizon(&lower(document.title));
    let mut horizons: Vec<Option<periods::Period>> = Vec::new();
    let mut contexts: Vec<Context> = Vec::new();
    let mut kinds: Vec<Option<IndicatorKind>> = Vec::new();
    for section in sections {
        let above = section.parent.and_then(|parent| contexts.get(parent)).unwrap_or(base);
        let low = lower(section.title);
        let stated = section.parent.and_then(|parent| kinds.get(parent).copied().flatten());
        // The tasks and powers of an office are no aims.
        let kind = match sets_norms {
            true => has(&low, VI.goals).then_some(IndicatorKind::Target),
            false => heading_kind(&low, stated),
        };
        let aims = kind.or(stated).unwrap_or(above.kind) == IndicatorKind::Target;
        let ahead = periods::horizon(&low);
        let own = periods::of_heading(&low).or_else(|| english::of_heading(&low).filter(|_| tongue == Tongue::English));
        // What a plan for the years to come says of today is not of these years.
        let own = own.filter(|_| aims || kind.is_some() || ahead.is_none());
        let outer = section.parent.map_or_else(|| titled_for.clone(), |parent| horizons[parent].clone());
        let inherited = above.period.clone().filter(|period| aims || Some(period) != outer.as_ref());
        // A heading with a single year within a span of years says when, not for how long.
        let keeps_span = matches!((&own, &inherited), (Some(Period::Year(_)), Some(Period::Span(..))));
        let level = if keeps_span { own.clone() } else { above.level.clone().filter(|_| own.is_none()) };
        let period = if keeps_span { inherited } else { own.or(inherited) };
        let horizon = ahead.or(outer);
        let period = period.or_else(|| horizon.clone().filter(|_| aims));
        kinds.push(kind.or(stated));
        horizons.push(horizon);
        contexts.push(Context { kind: kind.unwrap_or(above.kind), period, level, year: base.year, name: None });
    }
    give_aims_their_years(&mut contexts, base.year);
    if let [Period::Year(first), Period::Year(second)] = titled[..] {
        // "work in 2025 and tasks for 2026": the title says of results and of aims, told by their headings, when they are.
        for (context, kind) in contexts.iter_mut().zip(&kinds).filter(|(context, _)| context.period.is_none()) {
            context.period = kind.map(|kind| match kind {
                IndicatorKind::Target => Period::Year(first.max(second)),
                _ => Period::Year(first.min(second)),
            });
        }
    }
    contexts
}

/// Aims are not for years that have begun: sections of aims whose years came from a report on the past have those that a
/// heading near them names, the nearest before first; else none.
fn give_aims_their_years(contexts: &mut [Context], year: Option<u16>) {
    let Some(year) = year else { return };
    let is_aim = |context: &Context| context.kind == IndicatorKind::Target;
    let is_ahead = |context: &Context| match context.period {
        Some(Period::Span(from, to)) => from >= year && to > year,
        Some(Period::Year(to)) => to > year,
        _ => false,
    };
    let ahead: Vec<usize> =
        (0..contexts.len()).filter(|at| is_aim(&contexts[*at]) && is_ahead(&contexts[*at])).collect();
    for at in 0..contexts.len() {
        let has_begun = matches!(contexts[at].period, Some(Period::Span(from, _)) if from < year);
        if is_aim(&contexts[at]) && has_begun {
            let near = ahead.iter().rfind(|other| **other < at).or_else(|| ahead.first());
            contexts[at].period = near.and_then(|near| contexts[*near].period.clone());
        }
    }
}

/// What is known of a report's figures by its title and date. A title that names two times or more tells neither whose they are nor
/// what was reached.
pub(super) fn of_report(document: &Document<'_>, tongue: Tongue) -> Context {
    let low = lower(document.title);
    let year = document.date.and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let times = periods::of_title(&low);
    let kind = heading_kind(&low, None).filter(|_| times.len() < 2 && !document.sets_norms).unwrap_or_default();
    let single = <[Period; 1]>::try_from(times).ok().map(|[period]| period);
    let single = single.filter(|_| kind == IndicatorKind::Target || periods::horizon(&low).is_none());
    Context { kind, period: single.filter(|_| tongue != Tongue::Unread), level: None, year, name: None }
}

/// Whether a heading speaks of what was reached or of what is to be. Below one that reports results, tasks and
/// breakthroughs are the ones that were carried out; directions are still to come.
fn heading_kind(low: &str, above: Option<IndicatorKind>) -> Option<IndicatorKind> {
    if has(low, VI.result_headings) || has(low, EN.result_headings) {
        return Some(IndicatorKind::Actual);
    }
    let is_of_aims = has(low, VI.aim_headings) || has(low, EN.aim_headings);
    if is_of_aims || above != Some(IndicatorKind::Actual) && has(low, VI.tasks) {
        return Some(IndicatorKind::Target);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aims_take_the_years_that_a_heading_of_aims_names() {
        let of = |kind, period| Context { kind, period: Some(period), level: None, year: Some(2024), name: None };
        let past = Period::Span(2020, 2025);
        let mut contexts = vec![
            of(IndicatorKind::Actual, past.clone()),
            of(IndicatorKind::Target, past.clone()),
            of(IndicatorKind::Target, Period::Span(2025, 2030)),
            of(IndicatorKind::Target, past),
        ];
        give_aims_their_years(&mut contexts, Some(2024));
        let years: Vec<String> =
            contexts.iter().filter_map(|one| one.period.as_ref()).map(|period| period.text(None)).collect();
        assert_eq!(years, ["2020-2025", "2025-2030", "2025-2030", "2025-2030"]);
    }
}
