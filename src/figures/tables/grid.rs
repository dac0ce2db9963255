//! The cells of a table in its plain text.
//!
//! In: a plain text, its cells parted by bars, its rows by line feeds, a cell of several lines too. Out: the place of each cell. What
//! always holds: all rows have as many cells; a text whose lines do not make such rows is no table.

use std::ops::Range;

use super::super::vocabulary::Vocabulary;
use super::super::words::Words;
use super::head;

/// The places of cells, row by row.
pub struct Grid {
    /// The rows, all of one length.
    pub rows: Vec<Vec<Range<usize>>>,
    /// A first row that says the same in all its cells.
    pub title: Option<String>,
    /// Whether its heads stood beside its rows.
    pub is_turned: bool,
}

impl Grid {
    /// Of a plain text. A table whose rows are times and whose heads are measures is turned.
    pub fn of(words: &Words, language: &Vocabulary) -> Option<Self> {
        let rows = rows(&words.raw)?;
        let is_empty = |row: &Vec<Range<usize>>| row.iter().all(Range::is_empty);
        let rows: Vec<Vec<Range<usize>>> = rows.into_iter().filter(|row| !is_empty(row)).collect();
        let mut grid = Self { rows, title: None, is_turned: false };
        let is_title =
            grid.rows.len() > 2 && (1..grid.width()).all(|at| grid.text(words, 0, at) == grid.text(words, 0, 0));
        if is_title {
            grid.title = Some(grid.text(words, 0, 0));
            grid.rows.remove(0);
        }
        let turned = grid.has_times_down(words, language);
        (grid.rows.len() > 1).then(|| if turned { grid.turned() } else { grid })
    }

    /// The words of a cell, in one line.
    pub fn text(&self, words: &Words, row: usize, at: usize) -> String {
        let range = self.rows.get(row).and_then(|row| row.get(at)).cloned().unwrap_or_default();
        words.raw(range).replace('\n', " ")
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }
}

impl Grid {
    /// Whether each row is of a time, and each head but the first of none.
    fn has_times_down(&self, words: &Words, language: &Vocabulary) -> bool {
        let is_time = |row: usize, at: usize| head::is_time_alone(&self.text(words, row, at), language);
        let down = || (1..self.rows.len()).filter(|row| is_time(*row, 0)).count();
        let across = || (1..self.width()).any(|at| head::Head::read(&self.text(words, 0, at), language).is_timed());
        self.rows.len() > 2 && down() * 10 >= (self.rows.len() - 1) * 9 && !across()
    }

    fn turned(&self) -> Self {
        let column = |at: usize| self.rows.iter().map(|row| row[at].clone()).collect();
        Self { rows: (0..self.width()).map(column).collect(), title: self.title.clone(), is_turned: true }
    }
}

/// The rows of a text; none when its lines do not make rows of one length.
fn rows(raw: &str) -> Option<Vec<Vec<Range<usize>>>> {
    let width = raw.lines().map(|line| line.matches('|').count()).max()? + 1;
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut open: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in raw.split('\n') {
        let mut at = start;
        let mut cells = Vec::new();
        for cell in line.split('|') {
            cells.push(at..at + cell.len());
            at += cell.len() + 1;
        }
        start += line.len() + 1;
        // A line without bars behind a row that ends with words goes on with them.
        let last = rows.last_mut().and_then(|row| row.last_mut());
        if let (true, 1, Some(last)) = (open.is_empty(), cells.len(), last)
            && raw[last.clone()].contains(char::is_alphabetic)
        {
            last.end = at - 1;
            continue;
        }
        if let (Some(last), Some(first)) = (open.last_mut(), cells.first()) {
            last.end = first.end;
            cells.remove(0);
        }
        open.extend(cells);
        if open.len() == width {
            rows.push(std::mem::take(&mut open));
        }
        if open.len() > width {
            return None;
        }
    }
    let trimmed = |cell: Range<usize>| {
        let text = &raw[cell.clone()];
        let from = cell.start + text.len() - text.trim_start().len();
        from..from + text.trim().len()
    };
    let rows = rows.into_iter().map(|row| row.into_iter().map(trimmed).collect());
    (width > 1 && open.is_empty()).then(|| rows.collect())
}
