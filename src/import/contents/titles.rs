//! A table of contents without page numbers.
//!
//! In: the rows below its heading. Out: the list. Invariant: its first title comes again, and there it ends.

use std::collections::HashSet;

use super::{List, Row, bare, clean, key};
use crate::import::labels;
use crate::text::{fold_space, word_count};

/// A list without page numbers has so many entries …
const TITLES: usize = 4;
/// … in so many rows.
const ROWS: usize = 300;
/// It stands below one of the first headings of contents.
pub(super) const HEADINGS: usize = 3;
/// A row of one has no more words.
const ROW_WORDS: usize = 25;

impl List {
    /// A list without page numbers: up to where its first title comes again, most of its rows open with numbers or labels, or come
    /// again as well.
    pub(super) fn of_titles(rows: &[Row<'_>], first: usize) -> Option<Self> {
        let own = |row: &Row<'_>| key(bare(&row.line));
        let opening = rows.get(first).map(own).filter(|key| key.len() >= 3)?;
        let again = (first + 1..rows.len()).take(ROWS).find(|at| own(&rows[*at]) == opening)?;
        let text: HashSet<String> = rows[again..].iter().map(own).collect();
        let mut entries: Vec<String> = Vec::new();
        let mut listed = 0;
        for row in &rows[first..again] {
            let line = bare(&row.line);
            let is_title = labels::is_numbered(line) || labels::has_label(line) || text.contains(&key(line));
            match entries.last_mut().filter(|_| !is_title || word_count(line) > ROW_WORDS) {
                Some(last) => *last = fold_space(&format!("{last} {line}")),
                None => {
                    listed += 1;
                    entries.push(clean(line));
                }
            }
        }
        let is_list = entries.len() >= TITLES && listed * 10 >= (again - first) * 7;
        is_list.then_some(Self { first, last: again - 1, entries })
    }
}
