//! Running heads by their words: lines that may come again on every page, and the numbers that stand beside them.
//!
//! In: lines. Out: whether each may be a head, and those that count the pages beside their words.

use std::collections::{BTreeMap, BTreeSet};

use super::page_rows::{Period, counted, stands_alone};
use super::sentence;
use crate::numbering;
use crate::text::{fold_space, word_count};

/// So many heads alike are no chance.
const MANY: usize = 4;
/// Pages between which a number may be missing.
const LONGEST_GAP: usize = 3;

/// The lines that count the pages beside their words, with the page's number; none where it is no Arabic one.
pub fn counting_heads(
    lines: &[(usize, &str)],
    is_free: &dyn Fn(&usize) -> bool,
    period: &Period,
) -> Vec<(usize, Option<usize>)> {
    let mut apart: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    let mut close: BTreeMap<String, Vec<Head>> = BTreeMap::new();
    for at in (0..lines.len()).filter(|at| is_free(at)) {
        let line = lines[at].1;
        if let Some((words, page)) = counted(line).filter(|_| may_be_head(line)) {
            apart.entry(words).or_default().push((at, page));
        } else if stands_alone(lines, at) {
            for (words, head) in heads(at, line) {
                close.entry(words).or_default().push(head);
            }
        }
    }
    let rises = |pages: &mut dyn Iterator<Item = usize>| {
        let pages: Vec<usize> = pages.collect();
        pages.windows(2).all(|pair| pair[0] < pair[1] && pair[1] <= pair[0] + LONGEST_GAP)
    };
    let is_row = |heads: &Vec<(usize, usize)>| heads.len() >= 2 && rises(&mut heads.iter().map(|(_, page)| *page));
    let rows = apart.into_values().filter(is_row).flatten().map(|(at, page)| (at, Some(page)));
    let mut found: Vec<(usize, Option<usize>)> = rows.collect();
    for (words, heads) in close {
        let numbered: Vec<&Head> = heads.iter().filter(|head| head.page.is_some()).collect();
        let places: Vec<usize> = numbered.iter().map(|head| head.at).collect();
        let is_row = numbered.len() >= MANY && rises(&mut numbered.iter().filter_map(|head| head.page));
        if is_row && period.is_of_pages(&places) && are_of_pages(lines, &words, &numbered) {
            found.extend(heads.iter().map(|head| (head.at, head.page)));
        }
    }
    found
}

/// A line that has a number at one of its ends.
struct Head {
    at: usize,
    /// The number; none where it is a Roman one.
    page: Option<usize>,
    /// It stands before the words.
    leads: bool,
    /// The number or the words alone are set apart by their print.
    is_set: bool,
}

/// The ways in which a line may be words and a page's number, one blank between them.
fn heads(at: usize, line: &str) -> Vec<(String, Head)> {
    let line = line.trim();
    let Some(((first, rest), (before, last))) = line.split_once(' ').zip(line.rsplit_once(' ')) else {
        return Vec::new();
    };
    let parts = [(first, rest, true), (last, before, false)].into_iter();
    let fits = |words: &str| words.chars().any(char::is_alphanumeric) && word_count(words) <= 24 && words.len() <= 160;
    parts
        .filter(|(_, words, _)| fits(words))
        .filter_map(|(number, words, leads)| {
            let plain = number.trim_matches(['*', '_']);
            let page = plain.parse().ok().filter(|_| plain.len() <= 4);
            let is_roman = || !plain.is_empty() && plain.chars().all(|c| "ivxl".contains(c));
            let is_set = plain.len() < number.len() && bare(words) == words;
            (page.is_some() || is_roman()).then(|| (bare(words), Head { at, page, leads, is_set }))
        })
        .collect()
}

/// Whether rows of words and a number count pages and no parts: their print says so, the number changes sides, the words
/// have figures of their own, or sentences go on behind them.
fn are_of_pages(lines: &[(usize, &str)], words: &str, heads: &[&Head]) -> bool {
    let leading = heads.iter().filter(|head| head.leads).count();
    let changes_sides = leading >= 2 && heads.len() - leading >= 2;
    let set = heads.iter().filter(|head| head.is_set).count();
    let cuts = heads.iter().filter(|head| sentence::is_cut_by(lines, head.at)).count();
    let is_code = words.contains(|c: char| c.is_ascii_digit());
    changes_sides || is_code || set * 10 >= heads.len() * 9 || cuts >= 2 && cuts * 4 >= heads.len()
}

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
