//! A figure that was understood.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::periods::Period;
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
    /// What a head that names nothing by itself belongs to: "dự án" of "dự án, tổng vốn".
    pub owner: Option<String>,
}

impl Found {
    /// The name of what moved, when the figure is a movement.
    #[must_use]
    pub fn level(&self) -> &str {
        let how = self.growth.as_deref().and_then(|how| self.name.rfind(&format!(", {how}")));
        how.map_or(&self.name, |at| &self.name[..at])
    }
}

/// What a figure is beside those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Main,
    Bracket(usize, usize),
}
