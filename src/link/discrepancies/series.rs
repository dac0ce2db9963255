//! A series of years against the total that calls it: "10.635 in 2020 to 2024" and a note with the five years.
//!
//! In: units, the blocks that call the notes. Out: totals with the sum of their years.
//! What always holds: the years follow one upon the other without a gap, each with one figure of one unit; the total
//! names the first and the last of them in its sentence, and is near to their sum.

use std::ops::Range;

use super::found::{Found, figure};
use super::sums::written;
use crate::language;
use crate::link::subjects::called_by;
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::value;
use crate::sentences;
use crate::tokens::{Token, tokens};

/// Fewest years of a series, and words between a year and its figure.
const YEARS: usize = 3;
const BETWEEN: usize = 3;
/// How far from the total, as a share of it, the sum may be.
const NEAR: f64 = 0.06;

/// The figures of a series.
struct Series {
    years: (String, String),
    figures: Vec<Token>,
    unit: Vec<String>,
    sum: f64,
    decimals: i32,
}

/// All series that do not add up. `callers`: the block that calls each note.
pub(super) fn series(units: &[Unit], callers: &[Option<&str>]) -> Vec<Found> {
    let called = called_by(units, callers).into_iter();
    called.filter_map(|(caller, note)| against_total((units, caller), note, &years(&units[note])?)).collect()
}

/// The series that a note is.
fn years(unit: &Unit) -> Option<Series> {
    let words = tokens(unit.text());
    let is_year = |token: &Token| token.is_number && language::year(&token.key).is_some();
    let mut series: Option<Series> = None;
    let mut last: Option<u32> = None;
    for at in (0..words.len()).filter(|at| is_year(&words[*at])) {
        let next = (at + 1..words.len().min(at + 2 + BETWEEN)).find(|next| words[*next].is_number)?;
        let year: u32 = words[at].key.parse().ok()?;
        let read = value(&words[next].key).filter(|_| !is_year(&words[next]))?;
        let unit: Vec<String> = words[next + 1..].iter().take(2).map(|word| word.key.clone()).collect();
        if last.is_some_and(|last| last + 1 != year) {
            return None;
        }
        last = Some(year);
        let known = series.get_or_insert_with(|| Series {
            years: (words[at].key.clone(), String::new()),
            figures: Vec::new(),
            unit: unit.clone(),
            sum: 0.0,
            decimals: 0,
        });
        if unit.first() != known.unit.first() || unit.first().is_none_or(|unit| unit == "%") {
            return None;
        }
        known.years.1.clone_from(&words[at].key);
        known.figures.push(words[next].clone());
        known.sum += read.value;
        known.decimals = known.decimals.max(read.decimals);
    }
    // A figure more is another thing that is told.
    let numbers = words.iter().filter(|word| word.is_number).count();
    series.filter(|series| series.figures.len() >= YEARS && numbers == 2 * series.figures.len())
}

/// The total in the passage that calls the note, when it is near to the sum and not the sum.
fn against_total((units, caller): (&[Unit], usize), note: usize, series: &Series) -> Option<Found> {
    let (unit, text) = (&units[caller], units[caller].text());
    let mut best: Option<(f64, Range<usize>)> = None;
    for clause in sentences::clauses(text, unit.language) {
        let words = tokens(&text[clause.clone()]);
        let span = |year: &String| words.iter().position(|word| word.key == *year);
        let Some(named) = span(&series.years.0).zip(span(&series.years.1)).map(|(a, b)| a.max(b)) else { continue };
        for at in (named + 1..words.len()).filter(|at| words[*at].is_number) {
            let Some(total) = value(&words[at].key) else { continue };
            if words.get(at + 1).map(|word| &word.key) != series.unit.first() {
                continue;
            }
            let decimals = total.decimals.min(series.decimals);
            let rounding = 10f64.powi(-decimals) * 0.5 * (series.figures.len() as f64 + 1.0);
            let far = (total.value - series.sum).abs();
            if far <= rounding {
                return None;
            }
            if far <= total.value * NEAR && best.as_ref().is_none_or(|(known, _)| far < *known) {
                best = Some((far, clause.start + words[at].range.start..clause.start + words[at].range.end));
            }
        }
    }
    let (_, total) = best?;
    let parts = series.figures.first()?.range.start..series.figures.last()?.range.end;
    let printed: Vec<&str> = series.figures.iter().map(|token| &units[note].text()[token.range.clone()]).collect();
    let is_whole = (series.sum - series.sum.round()).abs() < 1e-6;
    let decimals = if is_whole { 0 } else { series.decimals };
    let shown = format!("{} = {}", printed.join(" + "), written(series.sum, decimals));
    let discrepancy = Discrepancy {
        kind: DiscrepancyKind::Sum,
        what: format!("{} {}", &text[total.clone()], series.unit.join(" ")),
        a: figure(unit, &total, &text[total.clone()]),
        b: figure(&units[note], &parts, &shown),
        ..Discrepancy::default()
    };
    Some(Found { order: (caller, total.start), other: (note, parts.start), discrepancy })
}
