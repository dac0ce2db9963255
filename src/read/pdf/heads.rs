//! Heads of tables over several rows, and titles within a table.
//!
//! In: the rows of a whole table. Out: how many of them are titles and how many the head, and the head as one row: what
//! stands over several columns is named in each of them ("Parent – child"). What always holds: every word stays.

use std::collections::{BTreeMap, BTreeSet};

use super::table_row::{TableRow, WrittenCell};

/// A head has no more rows, nor a table more titles.
const MOST_ROWS: usize = 4;
const MOST_TITLES: usize = 2;
/// What parts the name of a group of columns from that of one of them.
const WITHIN: &str = " – ";

/// How a table begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Rows with one cell over the whole table.
    pub titles: usize,
    /// Rows that name the columns.
    pub heads: usize,
}

impl Opening {
    /// How the rows of a table begin; a row of the body is always left.
    pub fn of(rows: &[&TableRow]) -> Self {
        let titles = rows.windows(2).take(MOST_TITLES).take_while(|pair| is_title(pair[0], pair[1])).count();
        let mut named = BTreeSet::new();
        let mut heads = 0;
        for pair in rows[titles..].windows(2).take(MOST_ROWS) {
            heads += 1;
            named.extend(pair[0].cells.iter().filter(|cell| cell.over.len() == 1).map(|cell| cell.column));
            if !goes_on(pair[0], pair[1], &named) {
                break;
            }
        }
        // A head without a body is the body.
        if titles + heads >= rows.len() { Self { titles: 0, heads: rows.len().min(1) } } else { Self { titles, heads } }
    }
}

/// Whether a row is a title of the table: one cell over all columns, or one that stands over some and is no name of them.
fn is_title(row: &TableRow, next: &TableRow) -> bool {
    let [cell] = &row.cells[..] else { return false };
    let is_whole = cell.over.len() == row.columns.spans.len() || cell.over.start > 0 && !cell.header;
    is_whole && cell.over.len() > 1 && next.cells.len() > 1
}

/// Whether the head goes on with the next row: tags say so, or its cells stand below names of several columns, and all else
/// where no name is yet; then those below are words, or print as the head's is.
fn goes_on(head: &TableRow, next: &TableRow, named: &BTreeSet<usize>) -> bool {
    let are_heads = |row: &TableRow| !row.cells.is_empty() && row.cells.iter().all(|cell| cell.header);
    if next.cells.len() > 1 && are_heads(head) && are_heads(next) {
        return true;
    }
    if next.cells.is_empty() || !next.cells.iter().all(|cell| cell.over.clone().all(|at| !named.contains(&at))) {
        return false;
    }
    let parents = || head.cells.iter().filter(|cell| cell.over.len() > 1);
    let below = |cell: &&WrittenCell| parents().any(|parent| parent.over.contains(&cell.column));
    let children: Vec<&WrittenCell> = next.cells.iter().filter(below).collect();
    let is_set_apart = |cell: &&WrittenCell| cell.header || cell.text.starts_with('*');
    let is_worded = |cell: &&WrittenCell| cell.text.contains(char::is_alphabetic);
    let are_names = || children.iter().all(is_set_apart) || children.iter().any(is_worded);
    !children.is_empty() && (children.len() == next.cells.len() || are_names())
}

/// The cells of a head as one row, for a table with these columns.
pub fn merged(head: &[&TableRow], used: &BTreeSet<usize>) -> Vec<WrittenCell> {
    let mut names: BTreeMap<usize, WrittenCell> = BTreeMap::new();
    for cell in head.iter().flat_map(|row| &row.cells) {
        let columns: Vec<usize> = cell.over.clone().filter(|column| used.contains(column)).collect();
        let columns = if columns.is_empty() { vec![cell.column] } else { columns };
        for (place, column) in columns.into_iter().enumerate() {
            // A sign that calls a note stands once.
            let text = if place == 0 { cell.text.clone() } else { without_raised(&cell.text) };
            match names.get_mut(&column) {
                Some(name) => {
                    name.text = joined(&name.text, &text);
                    name.blocks.1 = cell.blocks.1;
                }
                None => {
                    names.insert(column, WrittenCell { column, over: column..column + 1, text, ..cell.clone() });
                }
            }
        }
    }
    names.into_values().collect()
}

/// The columns that a head shows to be used: those of its names, and one for what stands over none of them.
pub fn used(head: &[&TableRow], body: &BTreeSet<usize>) -> BTreeSet<usize> {
    let cells = || head.iter().flat_map(|row| &row.cells);
    let mut used = body.clone();
    used.extend(cells().filter(|cell| cell.over.len() == 1).map(|cell| cell.column));
    for cell in cells() {
        if !cell.over.clone().any(|column| used.contains(&column)) {
            used.insert(cell.column);
        }
    }
    used
}

/// Two parts of a name; emphasis that both have is one.
fn joined(first: &str, second: &str) -> String {
    for sign in ["***", "**", "*"] {
        let inner = |text: &str| Some(text.strip_prefix(sign)?.strip_suffix(sign)?.to_owned());
        if let (Some(a), Some(b)) = (inner(first), inner(second))
            && !a.contains('*')
            && !b.contains('*')
        {
            return format!("{sign}{a}{WITHIN}{b}{sign}");
        }
    }
    format!("{first}{WITHIN}{second}")
}

fn without_raised(text: &str) -> String {
    match (text.find("<sup>"), text.find("</sup>")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &text[..from], &text[to + "</sup>".len()..]),
        _ => text.to_owned(),
    }
}
