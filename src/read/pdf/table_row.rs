//! A row of a table, as its cells and in Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::matrix::Area;

/// A row of a table, or the rule below its head.
#[derive(Debug, Clone, Default)]
pub struct TableRow {
    /// The row in Markdown.
    pub text: String,
    /// The number of its table and its own: those of the tags, below 0 those of rules.
    pub table: i32,
    /// See `table`.
    pub row: i32,
    /// It is the rule below the head.
    pub is_rule: bool,
    /// It is a title above the head, and no row.
    pub is_title: bool,
    /// It goes on with the table on the page before.
    pub goes_on: bool,
    /// It is the second half of that table's last row.
    pub is_half: bool,
    /// Its cells that have words.
    pub cells: Vec<WrittenCell>,
    /// The columns of its table.
    pub columns: Rc<Columns>,
}

/// A cell of a row.
#[derive(Debug, Clone)]
pub struct WrittenCell {
    /// Its place among the columns.
    pub column: usize,
    /// The columns that it stands over.
    pub over: Range<usize>,
    /// Tags say that it heads its column or row.
    pub header: bool,
    /// Its words in Markdown.
    pub text: String,
    /// The paragraphs that it begins and ends with, where tags name them.
    pub blocks: (Option<i32>, Option<i32>),
}

impl TableRow {
    /// Writes the row with these of its columns.
    pub fn write(&mut self, used: &BTreeSet<usize>) {
        if self.is_rule {
            self.text = format!("|{}", "---|".repeat(used.len()));
            return;
        }
        if self.is_title {
            let words: String =
                self.cells.iter().map(|cell| cell.text.replace("<br>", " ").replace("\\|", "|")).collect();
            // A line in bold would be a heading.
            let plain = words.strip_prefix("**").and_then(|words| words.strip_suffix("**"));
            self.text = plain.filter(|plain| !plain.contains("**")).unwrap_or(&words).to_owned();
            return;
        }
        let mut texts: BTreeMap<usize, String> = used.iter().map(|column| (*column, String::new())).collect();
        for cell in &self.cells {
            let text = texts.entry(cell.column).or_default();
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&cell.text);
        }
        self.text = format!("| {} |", texts.into_values().collect::<Vec<_>>().join(" | "));
    }

    /// Whether only the places of the words made it one.
    pub fn is_by_places(&self) -> bool {
        self.table < 0 && !self.columns.are_ruled
    }

    /// The columns of its table that a row alone shows to be used.
    pub fn used(&self) -> BTreeSet<usize> {
        let own = self.cells.iter().map(|cell| cell.column);
        if self.columns.are_ruled { own.collect() } else { (0..self.columns.spans.len()).chain(own).collect() }
    }
}

/// The columns of a table.
#[derive(Debug, Default)]
pub struct Columns {
    /// From where to where each goes.
    pub spans: Vec<(f32, f32)>,
    /// Rules part them; else the cells of the fullest rows show them.
    pub are_ruled: bool,
}

impl Columns {
    /// The column of a cell that no rules place: its row has `count` cells, and it stands at `place` among them.
    pub fn of(&self, area: Area, place: usize, count: usize) -> usize {
        if count == self.spans.len() {
            return place;
        }
        // How far apart the two are; what overlaps is nearer the more it does.
        let apart = |(from, to): &(f32, f32)| area.x0.max(*from) - area.x1.min(*to);
        let nearest = self.spans.iter().enumerate().min_by(|a, b| apart(a.1).total_cmp(&apart(b.1)));
        nearest.map_or(0, |(at, _)| at)
    }

    /// The columns that a cell stands over, beside its `own`, between those of its neighbours; `around` is how far rules let
    /// it reach. Without rules it stands over what its words cover by half at least.
    pub fn over(&self, own: usize, area: Area, around: Option<(f32, f32)>, between: Range<usize>) -> Range<usize> {
        let is_over = |(left, right): &(f32, f32)| match around {
            Some((start, end)) => (start - 1.0..=end + 1.0).contains(&((left + right) / 2.0)),
            None => 2.0 * (area.x1.min(*right) - area.x0.max(*left)) >= right - left,
        };
        let is_over = |column: &usize| self.spans.get(*column).is_some_and(is_over);
        let before = (between.start..own).rev().take_while(is_over).count();
        let after = (own + 1..between.end).take_while(is_over).count();
        own - before..own + 1 + after
    }
}

/// Writes the rows of one table.
pub fn write<'r>(rows: impl Iterator<Item = &'r mut TableRow>) {
    let rows: Vec<&mut TableRow> = rows.collect();
    let used: BTreeSet<usize> = rows.iter().flat_map(|row| row.used()).collect();
    rows.into_iter().for_each(|row| row.write(&used));
}
