//! How the lines of a source break: at a width, anywhere, or where paragraphs end.
//!
//! In: lines with those above them, where no blank line parts the two. Out: what they show together.

use super::sentence::{self, End, Start};

/// Fewer lines show no habit of parting paragraphs.
pub(super) const ENOUGH: usize = 12;

/// Two lines that no blank line parts.
pub(super) struct Pair<'a> {
    pub number: usize,
    pub above: &'a str,
    pub line: &'a str,
}

pub(super) fn is_shorter(line: &str, width: usize, percent: usize) -> bool {
    line.trim_end().chars().count() * 100 < width * percent
}

/// The length of a full line: nearly none is longer.
pub(super) fn full_line(pairs: &[Pair<'_>]) -> usize {
    let mut lengths: Vec<usize> = pairs.iter().map(|pair| pair.above.chars().count()).collect();
    lengths.sort_unstable();
    lengths[lengths.len() * 9 / 10]
}

/// Whether each line is a paragraph: many are far longer than those of a page, and hardly any of these goes on below.
pub(super) fn are_paragraphs(pairs: &[Pair<'_>]) -> bool {
    /// No page has lines of so many letters.
    const LONG: usize = 250;
    let is_long = |pair: &&Pair<'_>| pair.above.chars().count() >= LONG;
    let long: Vec<&Pair<'_>> = pairs.iter().filter(is_long).collect();
    let inner = long.iter().filter(|pair| goes_on(pair)).count();
    long.len() >= ENOUGH && long.len() * 10 >= pairs.len() && inner * 10 <= long.len()
}

/// Whether a line goes on with the sentence above it.
pub(super) fn goes_on(pair: &Pair<'_>) -> bool {
    let is_small = sentence::start_of(pair.line.trim()) == Start::Small;
    sentence::end_of(pair.above.trim()) == End::Open && (is_small || sentence::must_go_on(pair.above.trim()))
}

/// Whether lines break anywhere, as in the source of web pages: many that surely go on are short, and a short line shows nothing.
pub(super) fn is_ragged(pairs: &[Pair<'_>], width: usize) -> bool {
    let goes_on = |pair: &&Pair<'_>| {
        sentence::end_of(pair.above) == End::Open && sentence::start_of(pair.line.trim()) == Start::Small
    };
    let inner = pairs.iter().filter(goes_on).count();
    let short = pairs.iter().filter(goes_on).filter(|pair| is_shorter(pair.above, width, 75)).count();
    inner >= ENOUGH && short * 5 >= inner
}
