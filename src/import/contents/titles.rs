//! A table of contents without page numbers.
//!
//! In: the rows below its heading. Out: the list. Invariant: its first title comes again, and there it ends.

use std::collections::HashSet;

use crate::import::{emphasis, labels};
use crate::text::{fold, fold_space, word_count, words};

/// A list without page numbers has so many entries …
const TITLES: usize = 4;
/// … in so many rows.
const ROWS: usize = 300;
/// It stands below one of the first headings of contents.
pub(super) const HEADINGS: usize = 3;
/// A row of one has no more words.
const ROW_WORDS: usize = 25;

/// How many rows the list takes, and its entries: up to where its first title comes again, most of its rows open with numbers or
/// labels, or come again as well.
pub(super) fn list(rows: &[&str]) -> Option<(usize, Vec<String>)> {
    let own = |row: &&str| key(bare(row));
    let opening = rows.first().map(own).filter(|key| key.len() >= 3)?;
    let again = (1..rows.len()).take(ROWS).find(|at| own(&rows[*at]) == opening)?;
    let text: HashSet<String> = rows[again..].iter().map(own).collect();
    let mut entries: Vec<String> = Vec::new();
    let mut listed = 0;
    for row in &rows[..again] {
        let line = bare(row);
        let is_title = labels::is_numbered(line) || labels::has_label(line) || text.contains(&key(line));
        match entries.last_mut().filter(|_| !is_title || word_count(line) > ROW_WORDS) {
            Some(last) => *last = fold_space(&format!("{last} {line}")),
            None => {
                listed += 1;
                entries.push(clean(line));
            }
        }
    }
    (entries.len() >= TITLES && listed * 10 >= again * 7).then_some((again, entries))
}

/// A line without what frames it in Markdown.
pub(super) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "|#*_>".contains(c))
}

/// An entry without the signs of lists, links and emphasis.
pub(super) fn clean(entry: &str) -> String {
    let listed = entry.trim_start_matches(['-', '+', '*', '#', ' ', '[', '|']);
    fold_space(&emphasis::strip(listed))
}

/// What titles are compared by.
pub(super) fn key(text: &str) -> String {
    words(&fold(text)).collect()
}
