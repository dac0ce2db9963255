//! Captions that are set in the style of headings: a line that says "Table 3" and what stands under it, above a table.
//!
//! In: what the lines or paragraphs of a text are. Out: the runs of them that are captions.

use std::ops::Range;

use crate::language;

/// A caption has no more lines.
const MOST: usize = 4;
/// "Table 3" alone; more words are the caption itself.
const LABEL: usize = 3;
/// What stands between a caption and its table, as "(in thousands)", has no more words.
const SHORT: usize = 14;

/// What a line is to a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading.
    Heading,
    /// A heading that says "Table 3" among its words.
    Caption,
    /// A heading that says no more than "Table 3".
    Label,
    /// A table.
    Table,
    /// A line with few words.
    Short,
    /// All else.
    Other,
}

impl Kind {
    /// What some words are, in the style of a heading or not.
    pub fn of(words: &str, is_heading: bool) -> Self {
        let count = words.split_whitespace().count();
        match is_heading {
            true if !language::any().is_caption(words.trim()) => Self::Heading,
            true if count <= LABEL => Self::Label,
            true => Self::Caption,
            false if count <= SHORT => Self::Short,
            false => Self::Other,
        }
    }
}

/// The headings that are captions: a line like "Table 3" with the next one where it is a label alone, and all down to a
/// table. A heading that parts two tables below a caption names rows.
pub fn captions(kinds: &[Kind]) -> Vec<Range<usize>> {
    let is = |at: usize, kind: Kind| kinds.get(at) == Some(&kind);
    let is_above_table = |at: usize| is(at, Kind::Table) || is(at, Kind::Short) && is(at + 1, Kind::Table);
    let is_heading = |at: &usize| matches!(kinds.get(*at), Some(Kind::Heading));
    let mut captions: Vec<Range<usize>> = Vec::new();
    let mut has_caption = false;
    let mut at = 0;
    while at < kinds.len() {
        let end = (at + 1..kinds.len()).find(|end| !is_heading(end)).unwrap_or(kinds.len());
        let last = match kinds[at] {
            Kind::Caption | Kind::Label if is(end, Kind::Table) && end - at <= MOST => end,
            Kind::Label => (at + 2).min(end),
            Kind::Caption => at + 1,
            Kind::Heading if has_caption && end == at + 1 && is_above_table(end) => end,
            _ => at,
        };
        if last > at {
            captions.push(at..last);
        }
        has_caption = last > at || has_caption && matches!(kinds[at], Kind::Table | Kind::Short);
        at = last.max(at + 1);
    }
    captions
}
