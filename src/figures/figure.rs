//! A figure: a number with its bound and its unit.

use std::ops::Range;

use super::units::{Sort, Unit, unit};
use super::words::Words;
use crate::model::indicator::Op;
use crate::numerals::Numeral;

/// A number with what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// From the bound's word to the end of the unit (or of "trở lên").
    pub range: Range<usize>,
    /// Where the number itself begins.
    pub start: usize,
    /// The number, or the lower end.
    pub low: f64,
    /// The upper end; the same for a single number.
    pub high: f64,
    /// The bound.
    pub op: Op,
    /// The unit; none for a bare number.
    pub unit: Option<Unit>,
    /// More numbers of a row: "21% - 30,5% - 40%".
    pub row: Vec<f64>,
    /// "43/51 xã": so many of so many.
    pub is_part: bool,
    /// The number below the stroke of "43/51 xã".
    pub of: Option<f64>,
    /// "64%/60%", "8.400/7.500 người": the plan below the stroke.
    pub plan: Option<f64>,
}

impl Figure {
    /// A single number with its unit, and nothing else known of it.
    #[must_use]
    pub fn single(range: Range<usize>, start: usize, value: f64, unit: Option<Unit>) -> Self {
        let (op, row) = (Op::Equal, Vec::new());
        Self { range, start, low: value, high: value, op, unit, row, is_part: false, of: None, plan: None }
    }

    /// The noun of its unit; none of a bare number.
    #[must_use]
    pub fn noun(&self) -> &str {
        self.unit.as_ref().map_or("", |unit| &unit.noun)
    }

    /// The noun that it counts, when it is a count.
    #[must_use]
    pub fn counted(&self) -> Option<&str> {
        self.unit.as_ref().filter(|unit| unit.sort == Sort::Count).map(|unit| unit.noun.as_str())
    }

    /// The sort of its unit.
    #[must_use]
    pub fn sort(&self) -> Option<Sort> {
        self.unit.as_ref().map(|unit| unit.sort)
    }
}

pub fn unit_at(words: &Words, at: usize) -> Option<Unit> {
    unit(words.low.get(at..)?, words.raw.get(at..)?)
}

pub fn is_plain_year(number: &Numeral) -> bool {
    !number.is_decimal && !number.is_grouped && number.range.len() == 4 && (1900.0..2100.0).contains(&number.value)
}
