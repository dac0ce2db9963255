//! Running heads by their words: lines that may come again on every page, and the numbers that stand beside them.
//!
//! In: lines. Out: whether each may be a head; nothing is decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::page_rows::Period;
use crate::numbering;
use crate::text::{fold_space, word_count};

/// So many heads alike are no chance.
const MANY: usize = 4;

/// The lines that are a number and nothing else beside one that stands so again and again: the page's number with its running
/// head, where no blank line parts them from the text. Cells of a table stand so, too, but with no page's words between.
pub fn beside_heads(lines: &[(usize, &str)], period: &Period) -> BTreeSet<usize> {
    /// Words of a page in running text.
    const PAGE: usize = 120;
    let is_number = |at: &usize| lines[*at].1.trim().parse::<usize>().is_ok();
    let neighbours = |at: usize| {
        let around = [at.checked_sub(1), Some(at + 1).filter(|at| *at < lines.len())].into_iter().flatten();
        around.map(|at| bare(lines[at].1)).filter(|line| line.contains(char::is_alphabetic) && may_be_head(line))
    };
    let mut by_neighbour: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in (0..lines.len()).filter(is_number) {
        neighbours(at).for_each(|line| by_neighbour.entry(line).or_default().push(at));
    }
    let is_head =
        |places: &Vec<usize>| places.len() >= MANY && period.is_of_pages(places) && period.usual(places) >= PAGE;
    by_neighbour.into_values().filter(is_head).flatten().collect()
}

/// A line's words without signs of headings and emphasis.
pub fn bare(line: &str) -> String {
    fold_space(line.trim_matches(|c: char| c.is_whitespace() || "#*_>".contains(c)))
}

/// A short line that closes no sentence and is no row of a table and no label ("Chương 2").
pub fn may_be_head(line: &str) -> bool {
    let trimmed = line.trim();
    // A numbered heading may well come again, and a label counts as pages do.
    let is_label = || {
        numbering::readings(trimmed.trim_start_matches(['#', '*', ' ']))
            .iter()
            .any(|reading| reading.head.label.is_some() || reading.marked && !reading.head.rest.starts_with(['|', '•']))
    };
    trimmed.len() <= 160
        && (1..=24).contains(&word_count(trimmed))
        && !trimmed.starts_with('|')
        && !trimmed.ends_with(['.', ';', ':', ',', '!', '?'])
        && trimmed.chars().any(char::is_alphanumeric)
        && !is_label()
        && !goes_on(trimmed)
}

/// Whether a line begins within a sentence: text that comes again, as in notes that say the same of many places.
fn goes_on(line: &str) -> bool {
    line.starts_with(char::is_lowercase) && word_count(line) >= 5
}
