//! A share of a whole that another passage of the report tells: "240 tỷ đồng, 25,3 % of all that roads cost" and
//! "roads cost 1.000 tỷ đồng".
//!
//! In: units and their words. Out: the share with the one that follows from the two figures.
//! What always holds: the whole has one figure in the report, in the unit of the part; a share far from what follows is of
//! something else and is no slip.

use std::collections::HashMap;
use std::ops::Range;

use super::found::{Found, figure};
use super::sums::written;
use crate::language::{has, year};
use crate::link::texts::{HeldTexts, Token};
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::value;

/// Fewest and most words of a whole's name, and most words from the name to its figure.
const NAME: Range<usize> = 4..9;
const LEAD: usize = 3;
/// How far back from the share its part is looked for.
const BEFORE: usize = 24;
/// How far a share may be from what follows and still be taken for a slip, as a share of it.
const NEAR: f64 = 0.1;

/// A figure of a unit: which unit, which word of it, how much.
#[derive(Clone, Copy)]
struct Measured {
    unit: usize,
    at: usize,
    value: f64,
}

/// A share that is said of a named whole.
struct Share<'t> {
    at: usize,
    part: Measured,
    name: &'t [u32],
}

/// All shares that do not follow from their part and the whole that the report tells.
pub(super) fn wholes(units: &[Unit], held: &HeldTexts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    // Where the first words of the names stand, by report: unit and word.
    let mut starts: HashMap<(usize, u32), Vec<(usize, usize)>> = HashMap::new();
    let shares: Vec<(usize, Share)> = (0..units.len())
        .filter(|unit| units[*unit].text().contains('%'))
        .flat_map(|unit| shares(units, held, unit).into_iter().map(move |share| (unit, share)))
        .collect();
    for (unit, share) in &shares {
        starts.entry((units[*unit].report, share.name[0])).or_default();
    }
    for (index, unit) in units.iter().enumerate() {
        for (at, word) in held.texts.folded(index).iter().enumerate() {
            if let Some(places) = starts.get_mut(&(unit.report, *word)) {
                places.push((index, at));
            }
        }
    }
    for (unit, share) in &shares {
        let places = &starts[&(units[*unit].report, share.name[0])];
        let told: Vec<Measured> = places.iter().filter_map(|place| whole(units, held, *place, share)).collect();
        let Some(first) = told.first() else { continue };
        if told.iter().all(|other| (other.value - first.value).abs() < 1e-6) {
            found.extend(against(units, held, *unit, share, *first));
        }
    }
    found
}

/// The shares of a unit that are said of a named whole.
fn shares<'t>(units: &[Unit], held: &'t HeldTexts<'_>, unit: usize) -> Vec<Share<'t>> {
    let (words, text) = (held.tokens(unit), units[unit].text());
    let list = &units[unit].language.differences;
    let share = |at: usize| {
        let is_share = words[at].is_number && key(held, words.get(at + 1)?) == "%";
        let lead = text[..words[at].range().start].trim_end();
        if !is_share || !list.accounts.iter().any(|word| lead.ends_with(word.as_str())) {
            return None;
        }
        let part = (at.saturating_sub(BEFORE)..at).rev().find_map(|part| measured(units, held, unit, part))?;
        let sentence = &text[words[part.at].range().start..words[at].range().start];
        if sentence.contains([';', '(', ')']) || sentence.contains(". ") {
            return None;
        }
        let skipped = words[at + 2..].iter().take_while(|word| has(&list.totals, key(held, word))).count();
        let start = at + 2 + skipped;
        let goes_on = |next: &usize| {
            let between = &text[words[*next - 1].range().end..words[*next].range().start];
            between.trim().is_empty() && !words[*next].is_number && !has(&list.noun_ends, key(held, &words[*next]))
        };
        let length = (start..words.len()).take(NAME.end).take_while(goes_on).count();
        NAME.contains(&length).then(|| Share { at, part, name: &held.texts.folded(unit)[start..start + length] })
    };
    (0..words.len()).filter_map(share).collect()
}

fn key<'t>(held: &'t HeldTexts<'_>, word: &Token) -> &'t str {
    held.texts.lexicon.key(word.word)
}

/// A figure with a unit of measure, in that unit; years and percentages are none.
fn measured(units: &[Unit], held: &HeldTexts<'_>, unit: usize, at: usize) -> Option<Measured> {
    let (word, next) = (held.tokens(unit).get(at)?, held.tokens(unit).get(at + 1)?);
    let (_, by) = units[unit].language.scale(key(held, next)).filter(|_| key(held, next) != "%")?;
    let read = value(key(held, word)).filter(|_| word.is_number && year(key(held, word)).is_none())?;
    Some(Measured { unit, at, value: read.value * by })
}

/// The figure of a whole whose name begins somewhere, in the unit of the part.
fn whole(units: &[Unit], held: &HeldTexts<'_>, (unit, start): (usize, usize), share: &Share) -> Option<Measured> {
    let (words, folded) = (held.tokens(unit), held.texts.folded(unit));
    let end = start + share.name.len();
    if folded.get(start..end)? != share.name {
        return None;
    }
    let at = (end..words.len().min(end + LEAD)).find(|at| words[*at].is_number)?;
    let found = measured(units, held, unit, at)?;
    let unit_of = |figure: &Measured| key(held, &held.tokens(figure.unit)[figure.at + 1]);
    (unit_of(&found) == unit_of(&share.part)).then_some(found)
}

fn against(units: &[Unit], held: &HeldTexts<'_>, unit: usize, share: &Share, whole: Measured) -> Option<Found> {
    let printed = value(key(held, &held.tokens(unit)[share.at]))?;
    let follows = 100.0 * share.part.value / whole.value;
    let differ = (printed.value - follows).abs();
    if differ <= 10f64.powi(-printed.decimals) || differ > follows * NEAR {
        return None;
    }
    let text = units[unit].text();
    let words = |from: usize, to: usize| held.tokens(unit)[from].range().start..held.tokens(unit)[to].range().end;
    let (range, part) = (words(share.at, share.at + 1), words(share.part.at, share.part.at));
    let place = held.tokens(whole.unit)[whole.at].range();
    let whole_text = &units[whole.unit].text()[place.clone()];
    let shown = format!("{}/{whole_text} = {}%", &text[part.clone()], written(follows, printed.decimals.max(1)));
    let discrepancy = Discrepancy {
        kind: DiscrepancyKind::Ratio,
        what: text[part.start..range.start].trim().to_owned(),
        a: figure(&units[unit], &range, &text[range.clone()]),
        b: figure(&units[whole.unit], &place, &shown),
        ..Discrepancy::default()
    };
    Some(Found { order: (unit, range.start), other: (whole.unit, place.start), discrepancy })
}
