//! A heading that is open, and what it costs that it holds another.

use std::cmp::Ordering;
use std::rc::Rc;

use super::candidate::LevelStyle;
use super::weights::{Weights, cost};
use crate::numbering::Style;

/// The rank of letters and Roman numbers, below that of all labels of parts.
const LETTERS: usize = 30;
/// Rank of a heading without number below every numbered one.
pub const BARE_RANK: usize = 90;

/// What can be in one row: numbers of a style, or headings without number of one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Numbered(Style),
    Bare(LevelStyle),
}

/// A heading that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Open<'a> {
    pub kind: Kind,
    pub look: LevelStyle,
    pub rank: usize,
    pub components: &'a [usize],
    pub candidate: usize,
}

impl Open<'_> {
    /// The family of its number.
    pub fn style(&self) -> Option<Style> {
        match self.kind {
            Kind::Numbered(style) => Some(style),
            Kind::Bare(_) => None,
        }
    }

    /// Its number in its row.
    pub fn ordinal(&self) -> usize {
        self.components.last().copied().unwrap_or(0)
    }
}

/// What it costs that one heading holds another: lower ranks hold higher ones.
pub fn order(weights: &Weights, parent: Option<&Open<'_>>, open: &Open<'_>) -> i32 {
    let Some(parent) = parent else { return 0 };
    match parent.rank.cmp(&open.rank) {
        // A part, a chapter or an annex stands in no numbered section.
        Ordering::Greater if open.rank < LETTERS && (LETTERS..BARE_RANK).contains(&parent.rank) => {
            weights[cost!(place_number_over_label)]
        }
        // What a report's own word counts stands under a title of a higher level.
        Ordering::Greater
            if open.kind == Kind::Numbered(Style::Counted) && (1..open.look.level).contains(&parent.look.level) =>
        {
            0
        }
        Ordering::Greater => weights[cost!(place_rank_above)],
        Ordering::Equal if parent.kind == open.kind || parent.rank < LETTERS => weights[cost!(place_rank_equal)],
        // Letters within Roman numbers, or the other way about: as the report has them.
        Ordering::Equal | Ordering::Less => 0,
    }
}

/// A form stands behind the text, or under the appendix that collects the forms.
pub fn form_cost(weights: &Weights, parent: Option<&Open<'_>>, closed: &[Rc<Open<'_>>]) -> i32 {
    let is_home = parent.is_none_or(|parent| parent.kind == Kind::Numbered(Style::Appendix));
    let closes_home = closed.iter().any(|closed| closed.kind == Kind::Numbered(Style::Appendix));
    i32::from(!is_home) * weights[cost!(place_form_stray)] + i32::from(closes_home) * weights[cost!(place_form_closes)]
}

/// 2.1 stands under 2, or under the second chapter or letter.
pub fn prefix_cost(weights: &Weights, prefix: &[usize], parent: Option<&Open<'_>>) -> i32 {
    if prefix.is_empty() {
        return 0;
    }
    match parent {
        Some(parent) if parent.components == prefix => 0,
        Some(parent) if parent.style().is_none() => weights[cost!(place_prefix_bare)],
        _ => weights[cost!(place_prefix_stray)],
    }
}
