//! A figure and where its name, time and kind are looked for.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::names::Lead;
use super::found::{Found, Group};

/// What a share is a ratio to, and whether its unit says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ratio {
    /// "kế hoạch", "cùng kỳ", "2022".
    pub of: String,
    /// "102,5% kế hoạch": the words follow the sign.
    pub in_unit: bool,
}

/// A figure with what is known around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'s> {
    /// Number of its sentence.
    pub number: usize,
    /// Its sentence.
    pub sentence: &'s Range<usize>,
    /// The figure.
    pub figure: &'s Figure,
    /// In a bracket, or outside of all.
    pub group: Group,
    /// What the words before it say.
    pub lead: &'s Lead,
    /// Where these begin.
    pub from: usize,
    /// Where the next figure begins.
    pub next: usize,
    /// What it is a ratio to.
    pub ratio: Option<&'s Ratio>,
    /// The figure before that speaks of the same thing.
    pub same: Option<&'s Found>,
}

impl Spot<'_> {
    /// Whether it is a movement, a ratio or a share: the name of a thing is wanted, and no level.
    pub fn is_relative(&self) -> bool {
        self.lead.growth.is_some() || self.ratio.is_some() || self.lead.is_share || self.lead.is_start
    }
}
