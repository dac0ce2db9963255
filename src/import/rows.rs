//! Numbered paragraphs: rows of numbers that count on through a whole source, whatever headings stand between.
//!
//! In: the lines of text. Out: those that open a paragraph of such a row, be it "12." or "140.12".
//! Invariant: a row takes most of the numbers of its form, and its members are running text, not titles. A short list, or
//! numbers that begin anew in each chapter, are none.

use std::collections::BTreeSet;

use super::sentence::{self, End, Start};

/// Fewer numbers are a list.
const LONG_ROW: usize = 6;
/// A line of so many letters that goes on below, or closes a sentence, is running text.
const RUNNING: usize = 45;
/// Numbers that a row may lack in one place: a reader of pages lost them.
const LONGEST_GAP: usize = 3;

/// A line that opens with a number and a point.
struct Opening {
    number: usize,
    /// What stands before the last number: 140 of "140.12".
    above: Option<usize>,
    value: usize,
    is_running: bool,
}

/// The lines that open the paragraphs of such a row; none where the source has no such row.
pub(super) fn running<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> BTreeSet<usize> {
    let lines: Vec<(usize, &str)> = lines.collect();
    let (mut single, mut double): (Vec<Opening>, Vec<Opening>) = (Vec::new(), Vec::new());
    for (at, (number, line)) in lines.iter().enumerate() {
        let Some((above, value, rest)) = opening(line) else { continue };
        // The lines under it, as far as no blank one parts them.
        let mut below = lines[at + 1..].iter().zip(1..).take_while(|((other, _), down)| *other == number + down);
        let mut next = || below.next().map(|((_, line), _)| line.trim());
        let first = if rest.is_empty() { next().unwrap_or_default() } else { rest };
        // What is under a title may be its text.
        let is_running = if above.is_some() { is_clause(first, next()) } else { is_running(first, next()) };
        let openings = if above.is_some() { &mut double } else { &mut single };
        openings.push(Opening { number: *number, above, value, is_running });
    }
    paragraphs(&single).chain(paragraphs(&double)).collect()
}

/// The lines of those that open paragraphs of a row.
fn paragraphs(openings: &[Opening]) -> impl Iterator<Item = usize> + '_ {
    let rows = counting(openings);
    let is_text = |row: &Vec<usize>| {
        let running = row.iter().filter(|at| openings[**at].is_running).count();
        row.len() >= 2 && running * 10 >= row.len() * 7
    };
    let found: Vec<Vec<usize>> = rows.into_iter().filter(is_text).collect();
    let members: usize = found.iter().map(Vec::len).sum();
    let has_long = found.iter().any(|row| row.len() >= LONG_ROW);
    let is_habit = has_long && members * 10 >= openings.len() * 6;
    found.into_iter().filter(move |_| is_habit).flatten().map(|at| openings[at].number)
}

/// "12. Words", "12." alone, "140.12 Words": the number and what follows it.
fn opening(line: &str) -> Option<(Option<usize>, usize, &str)> {
    let line = line.trim();
    let (value, rest) = number(line)?;
    let rest = rest.strip_prefix('.')?;
    let is_parted = |rest: &str| rest.starts_with([' ', '\t']);
    if let Some((below, rest)) = number(rest).filter(|(_, rest)| is_parted(rest)) {
        return Some((Some(value), below, rest.trim_start()));
    }
    (rest.is_empty() || is_parted(rest)).then(|| (None, value, rest.trim_start()))
}

/// A number of up to three figures, and what follows it.
fn number(line: &str) -> Option<(usize, &str)> {
    let end = line.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=3).contains(end))?;
    let value = line[..end].parse().ok().filter(|value| *value > 0 && !line.starts_with('0'))?;
    Some((value, &line[end..]))
}

/// Whether a line closes a clause or goes on below with a small letter.
fn is_clause(first: &str, next: Option<&str>) -> bool {
    let closes = sentence::end_of(first) == End::Closed || first.ends_with(';');
    first.chars().count() >= RUNNING && closes || next.is_some_and(|next| sentence::start_of(next) == Start::Small)
}

fn is_running(first: &str, next: Option<&str>) -> bool {
    let closes = sentence::end_of(first) == End::Closed || first.contains(". ");
    first.chars().count() >= RUNNING && (closes || next.is_some())
        || next.is_some_and(|next| sentence::start_of(next) == Start::Small)
}

/// The rows of numbers that count on, a gap here and there aside: a number goes on with the nearest row that asks for it.
fn counting(openings: &[Opening]) -> Vec<Vec<usize>> {
    /// Rows that may still go on: a list in a paragraph, a chapter, the report.
    const OPEN: usize = 6;
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (at, opening) in openings.iter().enumerate() {
        let last = |row: &Vec<usize>| {
            let last = row.last().map(|last| &openings[*last]).filter(|last| last.above == opening.above);
            last.map_or(usize::MAX / 2, |last| last.value)
        };
        let from = rows.len().saturating_sub(OPEN);
        let next = (from..rows.len()).rev().find(|row| last(&rows[*row]) + 1 == opening.value);
        // A number further on counts only where those between are lost.
        let skips = |row: &usize| {
            let last = last(&rows[*row]);
            let is_lost = |value: usize| !openings[at..].iter().take(2 * LONGEST_GAP).any(|other| other.value == value);
            rows[*row].len() >= LONG_ROW / 2
                && last < opening.value
                && opening.value <= last + LONGEST_GAP
                && is_lost(last + 1)
        };
        match next.or_else(|| (from..rows.len()).rev().find(skips)) {
            Some(row) => rows[row].push(at),
            None => rows.push(vec![at]),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<usize> {
        running(text.lines().enumerate().map(|(at, line)| (at + 1, line))).into_iter().collect()
    }

    #[test]
    fn paragraphs_count_on_through_headings_and_lists_do_not() {
        let running =
            "The boats were counted in spring and again in the autumn of the same year, and the nets were mended.";
        let text: String = (1..=8).map(|n| format!("Title\n{n}.\n{running}\n1. Boats\n")).collect();
        assert!(rows(&text).is_empty(), "titles that begin anew are more than the row");
        let text: String = (1..=8).map(|n| format!("Title\n{n}. {running}\n")).collect();
        assert_eq!(rows(&text), [2, 4, 6, 8, 10, 12, 14, 16]);
        let text: String = (1..=8).map(|n| format!("{n}. Boats\n\n{running}\n\n")).collect();
        assert!(rows(&text).is_empty(), "titles");
    }

    #[test]
    fn clauses_count_on_with_two_numbers_and_titles_do_not() {
        let clause = "Count the boats of the lower lake before the ice comes,\nand tell the members;";
        let text: String = (1..=8).map(|n| format!("40.{n} {clause}\n")).collect();
        assert_eq!(rows(&text), [1, 3, 5, 7, 9, 11, 13, 15]);
        let text: String =
            (1..=8).map(|n| format!("2.{n} Boats of the lower lake\nThe boats were counted.\n\n")).collect();
        assert!(rows(&text).is_empty());
    }
}
