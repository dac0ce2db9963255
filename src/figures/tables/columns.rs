//! The columns of a table: labels, units, and those whose heads say when and of which kind their numbers are.
//!
//! In: the cells. Out: [`Heads`], and the [`Column`]s that are read. What always holds: a column without a time or a kind, or whose cells
//! are mostly no numbers, is none of them; a future year without a word for a target is not guessed at.

use std::ops::Range;

use super::super::clauses::Context;
use super::super::vocabulary::Vocabulary;
use super::super::words::{Words, ends_with_any, has, lower, starts_with_any};
use super::grid::Grid;
use super::head::{Head, Says};
use super::units;
use super::whole::Whole;
use crate::model::indicator::IndicatorKind;
use crate::text::is_alphabetic;

/// The most rows of heads.
const MOST_HEADS: usize = 3;

/// The heads of a table, and which columns name its rows.
pub struct Heads {
    /// The head of each column.
    pub heads: Vec<String>,
    /// The column of labels; those before it number the rows.
    pub label: usize,
    /// A second column of labels right behind it, whose rows share the label above.
    pub second: Option<usize>,
    /// The column of units.
    pub unit: Option<usize>,
    /// The unit that the head over the labels says.
    pub unit_of_labels: Option<String>,
    /// Whether the head over the labels says that they are measures.
    pub names_measures: bool,
    rows: Range<usize>,
}

impl Heads {
    /// Of the cells of a table.
    pub fn of(grid: &Grid, words: &Words, language: &Vocabulary) -> Self {
        let last = (1..grid.rows.len().min(MOST_HEADS)).take_while(|row| is_head((grid, words), *row, language)).last();
        let mut first = last.unwrap_or(0) + 1;
        let heads = (0..grid.width()).map(|at| joined(grid, words, first, at)).collect::<Vec<_>>();
        if first < grid.rows.len() && numbers_columns(grid, words, first) {
            first += 1;
        }
        let body = first..grid.rows.len();
        let share = |at: usize, is: &dyn Fn(&str) -> bool| {
            let texts: Vec<String> =
                body.clone().map(|row| grid.text(words, row, at)).filter(|text| !text.is_empty()).collect();
            !texts.is_empty() && texts.iter().filter(|text| is(text)).count() * 5 >= texts.len() * 3
        };
        let label = (0..grid.width()).find(|at| share(*at, &is_words)).unwrap_or(0);
        let low = |at: usize| lower(&heads[at]);
        let second = Some(label + 1).filter(|at| *at + 1 < grid.width() && share(*at, &is_words));
        let is_unit_head = |at: usize| {
            starts_with_any(&low(at), language.table_units) || ends_with_any(&low(at), language.table_units)
        };
        let is_unit = |text: &str| units::is_unit(text, language) && !text.starts_with(|c: char| c.is_ascii_digit());
        let second = second.filter(|at| !is_unit_head(*at) && !share(*at, &is_unit));
        let unit = (0..grid.width())
            .find(|at| is_unit_head(*at))
            .or_else(|| Some(label + 1).filter(|at| *at < grid.width() && share(*at, &is_unit)));
        let over = heads[label].clone();
        let unit_of_labels = units::bracket(&over, language)
            .map(|(unit, _)| unit)
            .or_else(|| Some(over.clone()).filter(|over| units::is_measured(over, language)));
        let names_measures = has(&low(label), language.table_measures);
        Self { heads, label, second, unit, unit_of_labels, names_measures, rows: body }
    }

    /// The rows below the heads.
    pub fn body(&self) -> Range<usize> {
        self.rows.clone()
    }
}

/// Two letters or more, and no number before them.
fn is_words(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !is_alphabetic(c));
    let is_number =
        text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().filter(|c| is_alphabetic(*c)).count() < 4;
    bare.chars().filter(|c| is_alphabetic(*c)).count() > 3 && !is_number
}

/// A row below the first that goes on with its heads: words and years under two heads or more, and no number.
fn is_head((grid, words): (&Grid, &Words), row: usize, language: &Vocabulary) -> bool {
    let texts: Vec<String> = (0..grid.width()).map(|at| grid.text(words, row, at)).collect();
    let filled: Vec<&String> = texts.iter().skip(1).filter(|text| !text.is_empty()).collect();
    let is_number = |text: &&String| text.starts_with(|c: char| c.is_ascii_digit()) && !super::head::has_year(text);
    let first = &texts[0];
    // "Year" over the labels, and what they are below it.
    let over = lower(&grid.text(words, 0, 0));
    if !first.is_empty() && filled.is_empty() {
        return row == 1 && (over.is_empty() || language.table_time_words.contains(&over.as_str()));
    }
    let repeats = filled.iter().all(|text| *text == first);
    let spans = (1..grid.width()).any(|at| {
        let text = grid.text(words, row - 1, at);
        text.is_empty() || at > 1 && text == grid.text(words, row - 1, at - 1)
    });
    (first.is_empty() || spans || lower(first) == over) && filled.len() > 1 && !repeats && !filled.iter().any(is_number)
}

/// "A | B | 1 | 2 | 3 = 2 : 1": a row that numbers the columns.
fn numbers_columns(grid: &Grid, words: &Words, row: usize) -> bool {
    let texts: Vec<String> =
        (0..grid.width()).map(|at| grid.text(words, row, at)).filter(|text| !text.is_empty()).collect();
    let number = |text: &String| {
        let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
        bare.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<u32>().ok())
    };
    let numbers: Vec<u32> = texts.iter().filter_map(number).collect();
    let letters = texts.len() - numbers.len();
    letters <= 2 && numbers.len() > 1 && numbers[0] <= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The head of a column in all its rows; an empty cell of a row above belongs to the head on its left.
fn joined(grid: &Grid, words: &Words, rows: usize, at: usize) -> String {
    let mut parts: Vec<String> = Vec::new();
    for row in 0..rows {
        let own = grid.text(words, row, at);
        let spans = own.is_empty() && row + 1 < rows && at > 1;
        let left = || (1..at).rev().map(|at| grid.text(words, row, at)).find(|text| !text.is_empty());
        let text = if spans { left().unwrap_or_default() } else { own };
        if !text.is_empty() && !parts.contains(&text) {
            parts.push(text);
        }
    }
    parts.join(" ")
}

/// A column that is read.
pub struct Column {
    /// Which.
    pub at: usize,
    /// The time that its head says.
    pub period: Option<String>,
    /// The unit that its head says.
    pub unit: Option<String>,
    /// What else its head says.
    pub tail: String,
    /// Whether it compares.
    pub compares: bool,
    /// Its kind; none when nothing says it.
    pub kind: Option<IndicatorKind>,
    /// Where its time is said.
    pub when: &'static str,
    /// What makes it of its kind.
    pub why: &'static str,
}

/// The columns whose heads are understood.
pub fn columns(
    (grid, words): (&Grid, &Words),
    heads: &Heads,
    (context, whole): (&Context, &Whole),
    language: &Vocabulary,
) -> Vec<Column> {
    let all: Vec<(usize, Head)> = (heads.second.unwrap_or(heads.label) + 1..grid.width())
        .filter(|at| Some(*at) != heads.unit && is_of_numbers(grid, words, heads, *at))
        .map(|at| (at, Head::read(&heads.heads[at], language)))
        .collect();
    let mut read: Vec<(usize, Head)> = all.iter().filter(|(_, head)| head.is_timed()).cloned().collect();
    // Where no head says when, a numbered caption may: its columns are parts.
    if read.is_empty() && whole.year.is_some() && whole.is_numbered {
        let within = |(at, head): (usize, Head)| (at, Head { end: whole.year, ..head });
        read = all.into_iter().map(within).filter(|(_, head)| head.is_timed() && !head.tail.is_empty()).collect();
    }
    let has_results = read.iter().any(|(_, head)| head.says == Some(Says::Result));
    // What has no time at all is an example, or a rule.
    read.retain(|(_, head)| head.period.is_some() || whole.period.is_some());
    let column = |(at, head): (usize, Head)| {
        let (kind, why) = kind(&head, context.year, whole, has_results);
        let when = if head.period.is_some() { "time-column" } else { "time-heading" };
        let Head { period, unit, compares, tail, .. } = head;
        Column { at, period, unit, tail, compares, kind, when, why }
    };
    read.into_iter().map(column).filter(|column| column.kind.is_some()).collect()
}

/// Half of what a column holds, at least, are numbers.
fn is_of_numbers(grid: &Grid, words: &Words, heads: &Heads, at: usize) -> bool {
    let texts =
        || heads.body().map(|row| grid.text(words, row, at)).filter(|text| text.contains(char::is_alphanumeric));
    let is_number = |text: &String| {
        text.contains(|c: char| c.is_ascii_digit()) && text.chars().filter(|c| is_alphabetic(*c)).count() < 8
    };
    let numbers = texts().filter(is_number).count();
    numbers > 0 && numbers * 2 >= texts().count()
}

/// The kind of a column's figures: by its words, else a result where its time is past.
fn kind(head: &Head, year: Option<u16>, whole: &Whole, has_results: bool) -> (Option<IndicatorKind>, &'static str) {
    let is_ahead = head.end.zip(year).is_some_and(|(end, year)| end > year);
    let said = match head.says {
        Some(Says::Baseline) => Some(IndicatorKind::Baseline),
        Some(Says::Target) => Some(IndicatorKind::Target),
        // A plan for what is to come is a target; beside the results it is what had been set.
        Some(Says::Plan) if is_ahead || year.is_none() && !has_results => Some(IndicatorKind::Target),
        Some(Says::Plan) => Some(IndicatorKind::Plan),
        Some(Says::Result) => Some(IndicatorKind::Actual),
        Some(Says::Outlook) => return (None, ""),
        None => None,
    };
    match said {
        Some(kind) => (Some(kind), "kind-column"),
        None if whole.looks_ahead => (None, ""),
        None if is_ahead && whole.aims => (Some(IndicatorKind::Target), "kind-heading"),
        None if is_ahead => (None, ""),
        None if year.is_none() && whole.aims => (Some(IndicatorKind::Target), "kind-heading"),
        None => (Some(IndicatorKind::Actual), "kind-past"),
    }
}
