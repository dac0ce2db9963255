//! The number of a cell: "1,234", "53.6%", "≥ 95", "7,5 - 8", "£9,275 (a)".
//!
//! In: the words of a cell. Out: a [`Value`]. What always holds: a cell that says more than a number, its bound, its unit and a mark has no
//! value; nor has a negative number, whose sign no reader proves.

use std::ops::Range;

use super::super::bounds::{SIGNS, bounding};
use super::super::vocabulary::Vocabulary;
use super::super::words::{lower, starts};
use super::units;
use crate::model::indicator::Op;
use crate::numerals::{numerals, reading};

/// The number of a cell.
pub struct Value {
    /// From its bound to the end of its unit.
    pub range: Range<usize>,
    /// The number, or the lower end.
    pub low: f64,
    /// The upper end; the same for a single number.
    pub high: f64,
    /// Its bound.
    pub op: Op,
    /// The unit that the cell itself says.
    pub unit: Option<String>,
}

/// The value of a cell, its numbers read with a sign before decimals.
pub fn value(text: &str, sign: char, language: &Vocabulary) -> Option<Value> {
    let low = lower(text);
    let bounds = SIGNS.into_iter().filter(|(sign, _)| low.starts_with(sign));
    let words = bounding(language).filter(|(word, _)| starts(&low, word));
    let bound = bounds.chain(words).max_by_key(|(word, _)| word.len());
    let (mut at, op) = bound.map_or((0, Op::Equal), |(word, op)| (word.len(), op));
    at += blanks(&low[at..]);
    let coin = units::coin(&low[at..], language);
    at += coin + blanks(&low[at + coin..]);
    let (first, mut end) = number(&low, at, sign)?;
    let mut last = first;
    let behind = low[end..].trim_start();
    if let Some(rest) = behind.strip_prefix(['-', '–', '—']) {
        let from = low.len() - rest.trim_start().len();
        (last, end) = number(&low, from, sign).filter(|(high, _)| *high > first)?;
    }
    let rest = low[end..].trim_start();
    let from = low.len() - rest.len();
    let words = rest.split('(').next().unwrap_or_default();
    let words = words.trim_end().trim_end_matches(|c: char| MARKS.contains(&c)).trim_end();
    let unit = match (words.is_empty(), coin) {
        (true, 0) => None,
        (_, 0) => Some(text.get(from..from + words.len()).filter(|unit| units::is_unit(unit, language))?.to_owned()),
        _ => {
            let start = at - coin - blanks(&low[at - coin..]).min(at - coin);
            let coin = text.get(start.min(at)..at)?.trim();
            (words.is_empty() || units::is_unit(words, language)).then(|| format!("{words} {coin}").trim().to_owned())
        }
    };
    if coin > 0 && unit.is_none() {
        return None;
    }
    let end = if words.is_empty() { end } else { from + words.len() };
    Some(Value { range: 0..end, low: first, high: last, op, unit })
}

/// Signs behind a number that call a note.
const MARKS: [char; 8] = ['*', '†', '‡', '¹', '²', '³', '⁴', '⁵'];

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The number that stands at a place, and where it ends.
fn number(low: &str, at: usize, sign: char) -> Option<(f64, usize)> {
    let rest = low.get(at..).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let numeral = numerals(rest).into_iter().next().filter(|numeral| numeral.range.start == 0)?;
    Some((reading(&rest[numeral.range.clone()], sign)?, at + numeral.range.end))
}

/// Whether a cell is nothing but a year.
pub fn is_year(text: &str) -> bool {
    crate::language::year(text.trim()).is_some()
}

/// The sign before decimals that cells show, or that of the language.
pub fn sign(cells: impl Iterator<Item = String>, of_language: char) -> char {
    let (mut points, mut commas) = (0usize, 0usize);
    for cell in cells {
        for numeral in numerals(&cell) {
            match shown(&cell[numeral.range]) {
                Some('.') => points += 1,
                Some(_) => commas += 1,
                None => {}
            }
        }
    }
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => '.',
        std::cmp::Ordering::Less => ',',
        std::cmp::Ordering::Equal => of_language,
    }
}

/// What a number that can be read in one way shows: "1.5", "1,234.5", "1.234.567".
fn shown(token: &str) -> Option<char> {
    let last = token.rfind(['.', ','])?;
    let sign = token[last..].chars().next()?;
    let other = if sign == '.' { ',' } else { '.' };
    let decimals = token.len() - last - 1;
    match (token.matches(sign).count(), token.contains(other)) {
        (1, true) => Some(sign),
        (1, false) => (decimals != 3).then_some(sign),
        _ => Some(other),
    }
}
