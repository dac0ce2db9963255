//! A figure that was understood.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::names::{self, Offer};
use super::super::periods::Period;
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::lower;
use crate::model::indicator::IndicatorKind;

/// A figure that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What is measured.
    pub name: String,
    /// The number.
    pub figure: Figure,
    /// Its unit as it is to be shown.
    pub unit: String,
    /// Its time.
    pub period: Option<Period>,
    /// Its kind.
    pub kind: IndicatorKind,
    /// Where the words that state it begin; they end with the figure.
    pub quote: Range<usize>,
    /// How it moved, when it is a movement and no level.
    pub growth: Option<String>,
    /// The sentence that holds it.
    pub sentence: usize,
    /// The words before the noun that it counts: "kiểm tra" of "kiểm tra 12 tổ chức".
    pub verb: Option<String>,
    /// What its name, time and kind rest on.
    pub because: Because,
    /// What a head that names nothing by itself belongs to: "dự án" of "dự án, tổng vốn".
    pub owner: Option<String>,
}

impl Found {
    /// The name in words: a noun that only its unit says again is a number of such things.
    #[must_use]
    pub fn title(&self) -> String {
        let level = self.level();
        let low = lower(level);
        let unit = self.figure.unit.as_ref().filter(|unit| unit.sort == Sort::Count);
        let repeats = unit.is_some_and(|unit| unit.noun == low) || lower(&self.unit) == low;
        match repeats {
            true => {
                format!("{} {}{}", names::capitalised(VI.number_of), names::small(level), &self.name[level.len()..])
            }
            false => self.name.clone(),
        }
    }

    /// The same figure in a text that begins so many bytes before.
    #[must_use]
    pub fn moved(mut self, by: usize) -> Self {
        for place in [&mut self.figure.range, &mut self.quote] {
            *place = place.start + by..place.end + by;
        }
        self.figure.start += by;
        self
    }

    /// The name of what moved, when the figure is a movement.
    #[must_use]
    pub fn level(&self) -> &str {
        let how = self.growth.as_deref().and_then(|how| self.name.rfind(&format!(", {how}")));
        how.map_or(&self.name, |at| &self.name[..at])
    }
}

/// What a figure's name, time and kind rest on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Because {
    /// The names that were offered, the chosen first.
    pub offers: Vec<Offer>,
    /// Where its time is said.
    pub period: &'static str,
    /// What makes it of its kind.
    pub kind: &'static str,
}

/// What a figure is beside those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Main,
    Bracket(usize, usize),
}
