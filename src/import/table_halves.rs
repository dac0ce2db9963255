//! Tables that go on over the end of a page, and the row that the page's end cut.
//!
//! In: the rows of a table and those that go on with it. Out: one table. What always holds: every word of both stays, in its
//! column.

use super::emphasis;
use super::joined_words::append_words;
use super::marks;
use super::sentence::{self, End, Start};
use super::vocabulary::Vocabulary;
use crate::markdown::write::{cells as row_cells, is_rule};
use crate::numbering;
use crate::source::TABLE_GOES_ON;

/// What parts the lines of a cell.
const BREAK: &str = "<br>";

/// Whether a source line, the first of a table, goes on with the table of the page before.
#[must_use]
pub fn goes_on(line: &str) -> bool {
    line.ends_with(TABLE_GOES_ON)
}

/// The first cell with words of a line that goes on with a table.
#[must_use]
pub fn first_cell(line: &str) -> Option<String> {
    cells(line).into_iter().find(|cell| !cell.is_empty()).filter(|_| goes_on(line))
}

/// Two parts of a table as one; `line` is the source's first line of the second.
#[must_use]
pub fn joined(first: &str, second: &str, line: &str, vocabulary: &Vocabulary) -> String {
    // A page may end below the head: its row is what goes on, not the rule.
    let (rows_above, rule) = match first.rsplit_once('\n') {
        Some((head, rule)) if is_rule(rule) => (head, rule),
        _ => (first, ""),
    };
    let (above, last) = rows_above.rsplit_once('\n').unwrap_or(("", rows_above));
    let (next, below) = second.split_once('\n').unwrap_or((second, ""));
    let (last_cells, next_cells) = (cells(last), cells(next));
    let is_known = line.trim_end_matches(TABLE_GOES_ON).len() + 2 * TABLE_GOES_ON.len_utf8() == line.len();
    let is_cut = || is_cut(&rows(above), &last_cells, &next_cells, &rows(below));
    if last_cells.len() != next_cells.len() || !is_known && !is_cut() {
        return format!("{first}\n{second}");
    }
    let row: Vec<String> =
        last_cells.iter().zip(&next_cells).map(|(last, next)| joined_cell(last, next, vocabulary)).collect();
    let row = format!("| {} |", row.join(" | "));
    let parts = [above, &row, rule, below];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A table whose first half is not there gets the rule that makes its first row a head.
#[must_use]
pub fn with_rule(text: &str) -> String {
    let (first, below) = text.split_once('\n').unwrap_or((text, ""));
    let rule = format!("|{}", "---|".repeat(cells(first).len()));
    format!("{first}\n{rule}\n{below}").trim_end().to_owned()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    text.split('\n').map(cells).filter(|cells| cells.iter().any(|cell| cell.contains(char::is_alphanumeric))).collect()
}

/// The cells of a row, trimmed.
fn cells(row: &str) -> Vec<String> {
    row_cells(row.trim()).into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Whether the end of a page cut a row: `last` and `next` are its halves, the others the rows around.
fn is_cut(above: &[Vec<String>], last: &[String], next: &[String], below: &[Vec<String>]) -> bool {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let pairs: Vec<(String, String)> = last.iter().zip(next).map(|(last, next)| (plain(last), plain(next))).collect();
    // What goes on has begun.
    if filled(next) == 0 || pairs.iter().any(|(last, next)| last.is_empty() && !next.is_empty()) {
        return false;
    }
    let both = || pairs.iter().filter(|(_, next)| !next.is_empty());
    let is_open = |last: &str| matches!(sentence::end_of(last), End::Open);
    let goes_on = both().any(|(last, next)| {
        is_open(last) && (begins_small(next) || sentence::must_go_on(last) || last.ends_with([',', '-', '–']))
    });
    // The number of a row, its key: every row has one, and what has none goes on with the row above.
    let has_key = |cells: &Vec<String>| cells.first().is_some_and(|cell| !cell.is_empty());
    let others = || above.iter().skip(1).chain(below);
    let is_keyed = !pairs[0].0.is_empty() && others().count() > 0 && others().all(has_key);
    let lacks_key = pairs[0].1.is_empty();
    lacks_key && (goes_on || is_keyed && both().any(|(last, _)| is_open(last))) || goes_on && !opens_row(&pairs[0].1)
}

/// Whether words begin as the second half of a sentence does.
fn begins_small(text: &str) -> bool {
    sentence::start_of(text) == Start::Small && !opens_row(text)
}

/// Whether a first cell has the number of a row.
fn opens_row(text: &str) -> bool {
    let is_item = text.chars().nth(1) == Some(')') || !numbering::readings(text).is_empty();
    is_item || text.starts_with(|c: char| c.is_ascii_digit())
}

/// The halves of a cell as one. A line ends between them where the first half is a whole sentence, or the reader says so.
fn joined_cell(first: &str, second: &str, vocabulary: &Vocabulary) -> String {
    if first.is_empty() || second.is_empty() {
        return format!("{first}{}", if first.is_empty() { second.trim_start_matches(BREAK) } else { second });
    }
    let is_over = matches!(sentence::end_of(&plain(first)), End::Closed | End::Clause) && !begins_small(&plain(second));
    if second.starts_with(BREAK) {
        format!("{first}{second}")
    } else if is_over {
        format!("{first}{BREAK}{second}")
    } else {
        let mut whole = first.to_owned();
        append_words(&mut whole, second, vocabulary);
        whole
    }
}

fn plain(cell: &str) -> String {
    let text = emphasis::strip(&marks::replace(cell, |_| String::new()));
    text.replace(BREAK, " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(first: &str, second: &str, signs: usize) -> String {
        let line = format!("|{}", String::from(TABLE_GOES_ON).repeat(signs));
        joined(first, second, &line, &Vocabulary::of(""))
    }

    const HEAD: &str = "| No | Task | Who |\n|---|---|---|\n| 1 | Count the boats. | Port |";

    #[test]
    fn rows_go_on() {
        let whole = join(HEAD, "| 2 | Mend the nets. | Port |", 1);
        assert_eq!(whole, format!("{HEAD}\n| 2 | Mend the nets. | Port |"));
        let open = format!("{HEAD}\n| 2 | Mend the | Port |");
        let cut = join(&open, "|  | nets. |  |\n| 3 | Rest | All |", 1);
        assert_eq!(cut, format!("{HEAD}\n| 2 | Mend the nets. | Port |\n| 3 | Rest | All |"));
    }

    #[test]
    fn a_row_that_begins_is_none_that_goes_on() {
        let open = format!("{HEAD}\n| 2 | Mend the nets | Port |");
        assert_eq!(join(&open, "| 3 | Rest | All |", 1), format!("{open}\n| 3 | Rest | All |"));
        // The number stands for several rows.
        let grouped = format!("{open}\n|  | Dry the nets | Port |");
        assert_eq!(join(&grouped, "|  | Sell the nets | Port |", 1), format!("{grouped}\n|  | Sell the nets | Port |"));
    }

    #[test]
    fn the_reader_may_know_the_halves() {
        let open = format!("{HEAD}\n| 2 | Mend the nets | Port |");
        assert_eq!(join(&open, "|  | <br>Dry | |", 2), format!("{HEAD}\n| 2 | Mend the nets<br>Dry | Port |"));
    }

    #[test]
    fn a_head_goes_on_below_a_page_end() {
        let cut = join("| No | Boats that |\n|---|---|", "|  | <br>came back |\n| 1 | 7 |", 2);
        assert_eq!(cut, "| No | Boats that<br>came back |\n|---|---|\n| 1 | 7 |");
        let rows = join("| No | Boats |\n|---|---|", "| 1 | 7 |", 1);
        assert_eq!(rows, "| No | Boats |\n|---|---|\n| 1 | 7 |");
    }

    #[test]
    fn a_table_without_its_first_half_has_a_head() {
        assert_eq!(with_rule("| a | b\\|c |\n| d | e |"), "| a | b\\|c |\n|---|---|\n| d | e |");
    }
}
