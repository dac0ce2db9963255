//! Percentages that do not follow from the figures beside them: "3.661/3.709 applications, or 89.71 %", "rose by 146 %, equal to
//! 1.230 of now 3.876".
//!
//! In: units. Out: the figures with the percentage that follows from them, and the percentage that is printed.
//! What always holds: a percentage far from what follows is of something else and is no slip.

use std::ops::Range;

use super::found::{Found, figure};
use super::sums::written;
use crate::language::Lexicon;
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::{Value, value};
use crate::sentences;
use crate::tokens::{Token, tokens};

/// Words between the figures and their percentage.
const BETWEEN: usize = 10;
/// How far a percentage may be from what follows and still be taken for a slip, as a share of it.
const NEAR: f64 = 0.15;

/// Two figures and the percentage that is said of them.
#[derive(Clone)]
struct Ratio {
    /// The bytes of the two figures, and of the percentage, in the text.
    figures: Range<usize>,
    percentage: Range<usize>,
    /// The division: "3.661/3.709".
    division: String,
    /// What is printed, and what follows from the figures.
    printed: f64,
    decimals: i32,
    follows: f64,
}

/// All percentages that do not follow from their figures.
pub(super) fn ratios(units: &[Unit]) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_text() && unit.text().contains('%')) {
        for clause in sentences::clauses(unit.text(), unit.language) {
            let text = &unit.text()[clause.clone()];
            let words = tokens(text);
            let told = strokes(text, &words, unit.language).into_iter().chain(rises(text, &words, unit.language));
            found.extend(told.filter(Ratio::is_slip).map(|ratio| ratio.found(unit, index, clause.start)));
        }
    }
    found
}

impl Ratio {
    /// Whether it is not what follows, rounded or cut off.
    fn differs(&self) -> bool {
        (self.printed - self.follows).abs() > self.place()
    }

    /// Whether it is near to what follows and differs, or takes a level for a rise.
    fn is_slip(&self) -> bool {
        let is_level = (self.printed - self.follows - 100.0).abs() <= self.place();
        let is_near = (self.printed - self.follows).abs() <= self.follows * NEAR;
        self.differs() && self.follows > 0.0 && (is_level || is_near)
    }

    /// One of the last place that is printed.
    fn place(&self) -> f64 {
        10f64.powi(-self.decimals)
    }

    fn found(&self, unit: &Unit, index: usize, start: usize) -> Found {
        let text = unit.text();
        let [figures, percentage] =
            [&self.figures, &self.percentage].map(|range| range.start + start..range.end + start);
        let shown = format!("{} = {}%", self.division, written(self.follows, self.decimals.max(1)));
        let discrepancy = Discrepancy {
            kind: DiscrepancyKind::Ratio,
            what: text[start..figures.start].trim().to_owned(),
            a: figure(unit, &percentage, &text[percentage.clone()]),
            b: figure(unit, &figures, &shown),
            ..Discrepancy::default()
        };
        Found::here((index, percentage.start), discrepancy)
    }
}

/// "3.661/3.709 applications (or 98.71 %)", "90.178/75.000 jobs, 20.24 % above".
fn strokes(text: &str, words: &[Token], language: &Lexicon) -> Vec<Ratio> {
    let list = &language.differences;
    let parted = |at: usize| text[words[at].range.end..words[at + 1].range.start].trim() == "/";
    let pairs = (0..words.len().saturating_sub(1))
        .filter(|at| words[*at].is_number && words[at + 1].is_number && parted(*at))
        .filter(|at| {
            at.checked_sub(1).is_none_or(|before| !parted(before)) && (at + 2 >= words.len() || !parted(at + 1))
        });
    let ratio = |at: usize| {
        let percentage = percentage(words, at + 2)?;
        let before = text[words[at + 1].range.end..words[percentage].range.start].to_lowercase();
        let above = ends_with(&before, &list.exceeded);
        if !above && !ends_with(&before, &list.reached) && !before.ends_with('(') {
            return None;
        }
        let (part, whole) = (value(&words[at].key)?.value, value(&words[at + 1].key)?.value);
        let printed = value(&words[percentage].key)?;
        let ratio = Ratio {
            figures: words[at].range.start..words[at + 1].range.end,
            division: text[words[at].range.start..words[at + 1].range.end].to_owned(),
            percentage: words[percentage].range.start..words[percentage + 1].range.end,
            printed: printed.value,
            decimals: printed.decimals,
            follows: 100.0 * part / whole - if above { 100.0 } else { 0.0 },
        };
        // "97.52 % of those who applied and 96.67 % of all".
        let other = |read: Value| Ratio { printed: read.value, decimals: read.decimals, ..ratio.clone() };
        let another = (percentage + 2..words.len())
            .filter(|at| is_percentage(words, *at))
            .any(|at| value(&words[at].key).is_some_and(|read| !other(read).differs()));
        (!another).then_some(ratio)
    };
    pairs.filter_map(ratio).collect()
}

/// "3.876 firms, a rise of 46.49 % …, equal to 1.230 firms".
fn rises(text: &str, words: &[Token], language: &Lexicon) -> Vec<Ratio> {
    let list = &language.differences;
    let is_year = |token: &Token| crate::language::year(&token.key).is_some();
    let ratio = |at: usize| {
        let now = (0..at).rev().find(|now| words[*now].is_number && !is_year(&words[*now]))?;
        if words.get(now + 1)?.is_number || !ends_with(&text[..words[at].range.start].to_lowercase(), &list.risen) {
            return None;
        }
        let more = (at + 2..words.len().min(at + 2 + BETWEEN))
            .find(|more| words[*more].is_number && !is_year(&words[*more]))?;
        let same_noun = words.get(more + 1)?.key == words[now + 1].key;
        if !same_noun || !ends_with(&text[..words[more].range.start].to_lowercase(), &list.equal) {
            return None;
        }
        let (level, rise) = (value(&words[now].key)?.value, value(&words[more].key)?.value);
        let printed = value(&words[at].key)?;
        Some(Ratio {
            figures: words[more].range.clone(),
            division: format!("{}/{}", &text[words[more].range.clone()], written(level - rise, 0)),
            percentage: words[at].range.start..words[at + 1].range.end,
            printed: printed.value,
            decimals: printed.decimals,
            follows: 100.0 * rise / (level - rise),
        })
    };
    (0..words.len()).filter(|at| is_percentage(words, *at)).filter_map(ratio).collect()
}

/// Whether one of some words ends a text in small letters.
fn ends_with(before: &str, words: &[String]) -> bool {
    words.iter().any(|word| before.trim_end().ends_with(word.as_str()))
}

/// Whether a token is a figure in per cent.
fn is_percentage(words: &[Token], at: usize) -> bool {
    words[at].is_number && words.get(at + 1).is_some_and(|next| next.key == "%")
}

/// The next figure behind a place when it is a percentage.
fn percentage(words: &[Token], from: usize) -> Option<usize> {
    let next = (from..words.len().min(from + BETWEEN)).find(|at| words[*at].is_number)?;
    is_percentage(words, next).then_some(next)
}
