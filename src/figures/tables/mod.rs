//! Tables of statistics: each cell a figure, named by its row, timed and sorted by its column.
//!
//! In: the plain text of a table, its cells parted by bars, and what stands above it. Out: its numbers as [`Cell`]s, read or not. What always
//! holds: a column whose head says neither a time nor a kind is not read, a cell without a name or a unit where it needs one neither;
//! a table that is not understood gives no figure.

mod columns;
mod grid;
mod head;
mod labels;
mod units;
mod values;
mod whole;

use std::ops::Range;

use super::proof::unique;
use super::tongue::Tongue;
use super::vocabulary::{EN, VI, Vocabulary};
use super::words::{Words, has, lower};
use crate::model::indicator::Indicator;
use columns::{Column, Heads};
use grid::Grid;
use labels::{Label, Parents};
use values::Value;
pub(super) use whole::Around;
use whole::Whole;

/// A longer table is a set of data: nobody reads its rows one by one.
const MOST_ROWS: usize = 200;
/// A number of a table.
pub(super) struct Cell {
    /// Where it stands.
    pub range: Range<usize>,
    /// The figure; none when its row or its column does not say enough.
    pub figure: Option<Stated>,
}

/// A figure and what it rests on.
pub(super) struct Stated {
    /// The figure.
    pub indicator: Indicator,
    /// Where its time is said.
    pub period: &'static str,
    /// What makes it of its kind.
    pub kind: &'static str,
}

/// The numbers of a table, row by row.
pub(super) fn read(words: &Words, around: &Around<'_>, at: &str) -> Vec<Cell> {
    let Some((language, of_language)) = vocabulary(around.tongue) else { return Vec::new() };
    let Some(grid) = Grid::of(words, language).filter(|grid| grid.rows.len() <= MOST_ROWS) else { return Vec::new() };
    let whole = Whole::of(around, grid.title.as_deref(), language);
    let heads = Heads::of(&grid, words, language);
    let columns = columns::columns((&grid, words), &heads, (around.context, &whole), language);
    let mut reader = Reader {
        words,
        grid: &grid,
        heads: &heads,
        whole: &whole,
        language,
        parents: Parents::default(),
        open: String::new(),
        unit: None,
    };
    let texts = || heads.body().flat_map(|row| columns.iter().map(move |column| (row, column.at)));
    let sign = values::sign(texts().map(|(row, at)| grid.text(words, row, at)), of_language);
    let mut cells = Vec::new();
    for row in heads.body() {
        reader.row(row, &columns, sign, &mut cells);
    }
    cells.iter_mut().filter_map(|cell| cell.figure.as_mut()).for_each(|stated| stated.indicator.at = at.to_owned());
    cells
}

/// Whether a table is one of numbers: a third of its cells.
pub(super) fn has_numbers(text: &str) -> bool {
    let cells = || text.split(['|', '\n']).map(str::trim).filter(|cell| !cell.is_empty());
    let is_number = |cell: &&str| cell.starts_with(|c: char| c.is_ascii_digit()) && !values::is_year(cell);
    cells().filter(is_number).count() * 3 >= cells().count().max(6)
}

/// The words of a language, and its sign before decimals.
fn vocabulary(tongue: Tongue) -> Option<(&'static Vocabulary, char)> {
    let (code, words): (_, &Vocabulary) = match tongue {
        Tongue::English => ("en", &EN),
        Tongue::Vietnamese => ("vi", &VI),
        Tongue::Unread => return None,
    };
    Some((words, crate::language::get(code)?.numbers.decimal.chars().next()?))
}

struct Reader<'a> {
    words: &'a Words,
    grid: &'a Grid,
    heads: &'a Heads,
    whole: &'a Whole,
    language: &'static Vocabulary,
    parents: Parents,
    /// The last label with rows of a second column.
    open: String,
    /// The unit that a row of its own says.
    unit: Option<String>,
}

impl Reader<'_> {
    fn row(&mut self, row: usize, columns: &[Column], sign: char, cells: &mut Vec<Cell>) {
        let text = |at: usize| self.grid.text(self.words, row, at);
        let values: Vec<(&Column, Value)> = columns
            .iter()
            .filter_map(|column| Some((column, values::value(&text(column.at), sign, self.language)?)))
            .collect();
        let marks: Vec<String> = (0..self.heads.label).map(text).collect();
        let mut label = Label::read(&self.label(row), &marks, self.language);
        let has_values = columns.iter().any(|column| text(column.at).contains(|c: char| c.is_ascii_digit()));
        // A row with nothing but a unit says it of the rows below.
        if label.name.is_empty() && !has_values && label.unit.is_some() {
            self.unit = label.unit.take();
        }
        let (mut parents, mut unit) = self.parents.over(&label, has_values);
        unit = self.heads.unit.map(text).filter(|unit| !unit.is_empty()).or(label.unit.take()).or(unit);
        let second = self.heads.second.map(text).filter(|text| !text.is_empty() && has_values);
        if let Some(second) = second {
            parents.push(std::mem::replace(&mut label, Label::read(&second, &[], self.language)).name);
            unit = label.unit.take().or(unit);
        }
        // A column with one decimal counts nothing.
        let counts = values.iter().all(|(_, value)| value.low.fract() == 0.0);
        for (column, value) in values {
            let cell = self.grid.rows[row][column.at].clone();
            let range = cell.start + value.range.start..cell.start + value.range.end;
            let figure = self.figure((column, &label, &parents), (&value, counts), unit.as_deref(), &range);
            cells.push(Cell { range, figure });
        }
    }

    /// The words of a row's label; of a row with one cell of words, that one; where a second column of labels goes on, the label above.
    fn label(&mut self, row: usize) -> String {
        let texts = (0..self.grid.width()).map(|at| self.grid.text(self.words, row, at));
        let mut filled: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        filled.dedup();
        if let [title] = &filled[..] {
            return title.clone();
        }
        let own = self.grid.text(self.words, row, self.heads.label);
        if !own.is_empty() || self.heads.second.is_none() {
            self.open = own;
        }
        self.open.clone()
    }

    fn figure(
        &self,
        (column, label, parents): (&Column, &Label, &[String]),
        (value, counts): (&Value, bool),
        unit: Option<&str>,
        range: &Range<usize>,
    ) -> Option<Stated> {
        let head = self.heads.unit_of_labels.as_deref();
        let row = || unit.or(self.unit.as_deref()).or(head).or(self.whole.unit.as_deref());
        // What compares has no unit of its row.
        let said = value.unit.as_deref().or(column.unit.as_deref());
        let unit = if column.compares { said? } else { said.or_else(row).unwrap_or_default() };
        let is_count = unit.is_empty() && counts && self.names_a_count(label, parents);
        let is_year = unit.is_empty() && values::is_year(self.words.raw(range.clone()));
        if is_year || !is_count && unit.is_empty() {
            return None;
        }
        let name = self.name(label, parents, &column.tail)?;
        let quote = unique(self.words, range.start, range.end).to_owned();
        let single = value.low == value.high;
        let proved = [value.low, value.high].into_iter().all(|value| crate::numerals::states(&quote, value));
        let indicator = Indicator {
            name,
            value: single.then_some(value.low),
            low: (!single).then_some(value.low),
            high: (!single).then_some(value.high),
            op: value.op,
            unit: unit.to_owned(),
            period: column.period.clone().or_else(|| self.whole.period.clone()),
            kind: column.kind?,
            quote,
            ..Indicator::default()
        };
        proved.then_some(Stated { indicator, period: column.when, kind: column.why })
    }

    /// Whether something says what a number without a unit counts: a caption, a head over the labels, a row above, the label itself.
    fn names_a_count(&self, label: &Label, parents: &[String]) -> bool {
        let low = lower(&label.name);
        let says =
            self.heads.names_measures || self.grid.is_turned || self.whole.caption.is_some() || !parents.is_empty();
        let counts = self.language.number_of.to_lowercase();
        (says || low.starts_with(&counts)) && !has(&low, self.language.table_rates)
    }

    /// What its row and the rows above say, the caption first where the row names no measure by itself, the rest of its column's head last.
    fn name(&self, label: &Label, parents: &[String], tail: &str) -> Option<String> {
        if label.name.is_empty() {
            return None;
        }
        let caption = self.whole.caption.as_ref().filter(|_| !self.heads.names_measures);
        if label.is_total(self.language) && parents.is_empty() && caption.is_none() {
            return None;
        }
        let parts = caption.into_iter().chain(parents).map(String::as_str).chain([label.name.as_str(), tail]);
        Some(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    }
}
