//! What a row is called, and the rows above that it is a part of.
//!
//! In: the label of a row and the mark before it, row after row. Out: a [`Label`] and its parents' names. What always holds: a part stands
//! below what it is a part of; the titles of parts of a table (roman numbers, capitals) name nothing.

use super::super::vocabulary::Vocabulary;
use super::super::words::{has, lower, starts, starts_with_any};
use super::units;
use crate::text::fold_space;

/// The label of a row.
pub struct Label {
    /// Its words, without mark and unit.
    pub name: String,
    /// The unit in its bracket.
    pub unit: Option<String>,
    /// How deep its mark stands; none without one.
    rank: Option<usize>,
    /// Whether marks have a column of their own: a row without one is then a part of the row above that has one.
    is_in_column: bool,
    /// "of which": what follows is a part of the row above.
    is_part: bool,
    /// "On health": it says what the rows below are about, and measures nothing.
    is_topic: bool,
}

/// The rank of dashes and of what is said to be a part.
const DASH: usize = 9;
const PART: usize = 8;
/// The rank of the titles of parts.
const TITLES: usize = 1;

impl Label {
    /// Of the words of a label and of the cells before it.
    pub fn read(text: &str, marks: &[String], language: &Vocabulary) -> Self {
        let text = fold_space(text);
        let (own, rest) = own_mark(&text);
        let rank = rank(own).or_else(|| marks.iter().find_map(|mark| rank(mark.trim())));
        let low = lower(rest);
        let part = language.table_parts.iter().filter(|word| starts(&low, word)).max_by_key(|word| word.len());
        let rest = part.map_or(rest, |word| rest[word.len()..].trim_start_matches([':', ',', ' ', '-']));
        let (unit, bare) = match units::bracket(rest, language) {
            Some((unit, range)) => (Some(unit), format!("{}{}", &rest[..range.start], &rest[range.end..])),
            None => (None, rest.to_owned()),
        };
        let name = bare.trim().trim_end_matches([':', ',', ';', '.', '*', ' ']);
        // "as per cent of output".
        let unit = unit.or_else(|| has(&lower(name), language.table_shares).then(|| "%".to_owned()));
        let is_topic = starts_with_any(&lower(name.trim()), language.table_topics);
        Self { name: fold_space(name), is_topic, unit, rank, is_in_column: !marks.is_empty(), is_part: part.is_some() }
    }

    /// "Total", "other": it names nothing by itself.
    pub fn is_total(&self, language: &Vocabulary) -> bool {
        let low = lower(&self.name);
        language.table_totals.iter().any(|word| *word == low)
    }
}

/// "1.", "a)", "-" at the head of a label, and what stands behind.
fn own_mark(text: &str) -> (&str, &str) {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_mark = matches!(first, "-" | "–" | "—" | "+" | "•" | "*")
        || first.ends_with(['.', ')']) && rank(first).is_some()
        || first.contains('.') && first.chars().all(|c| c.is_ascii_digit() || c == '.');
    match is_mark && !rest.is_empty() {
        true => (first, rest),
        false => ("", text.trim_start_matches(['-', '–', '+', '•'])),
    }
}

/// How deep a mark stands: "A", "I", "1", "1.1", "a", "-".
fn rank(mark: &str) -> Option<usize> {
    let bare = mark.trim_matches(['(', ')', '.', ' ']);
    let all = |is: fn(char) -> bool| !bare.is_empty() && bare.chars().all(is);
    if matches!(mark, "-" | "–" | "—" | "•" | "*") {
        return Some(DASH);
    }
    if mark == "+" {
        return Some(DASH + 1);
    }
    if all(|c| "IVXLC".contains(c)) {
        return Some(TITLES);
    }
    if bare.chars().count() == 1 && all(|c| c.is_uppercase()) {
        return Some(0);
    }
    if all(|c| c.is_ascii_digit() || c == '.') && !bare.contains("....") && bare.split('.').all(|part| part.len() <= 3)
    {
        return Some(2 + bare.matches('.').count().min(4));
    }
    (bare.chars().count() == 1 && all(char::is_lowercase)).then_some(PART - 1)
}

/// A row that the next row may be a part of.
#[derive(Clone)]
struct Open {
    rank: usize,
    name: String,
    unit: Option<String>,
    /// Whether it names what is below it.
    names: bool,
    has_mark: bool,
}

/// The rows that the next row may be a part of.
#[derive(Default)]
pub struct Parents {
    open: Vec<Open>,
    last: Option<Open>,
}

impl Parents {
    /// The names of what a row is a part of, the whole first, and the unit that they say; the row is open for those below it.
    pub fn over(&mut self, label: &Label, has_values: bool) -> (Vec<String>, Option<String>) {
        let rank = match label.rank {
            _ if label.is_part => self.part_of_the_last(false),
            // A dash below a row without a mark is a part of it.
            Some(rank) if rank >= DASH => {
                if self.last.as_ref().is_some_and(|last| !last.has_mark) {
                    self.part_of_the_last(true);
                }
                rank
            }
            Some(rank) => rank,
            // A title without a mark closes all; a row without one is a part of what is open.
            None if !has_values => 2,
            None => self.open.iter().rfind(|open| label.is_in_column || !open.has_mark).map_or(2, |open| open.rank + 1),
        };
        self.open.retain(|open| open.rank < rank);
        let names = self.open.iter().filter(|open| open.names).map(|open| open.name.clone()).collect();
        let unit = self.open.iter().rev().find_map(|open| open.unit.clone());
        let own = Open {
            rank,
            name: label.name.clone(),
            unit: label.unit.clone(),
            names: has_values || label.rank.is_none_or(|rank| rank > TITLES) && !label.is_topic,
            has_mark: label.rank.is_some(),
        };
        if !label.name.is_empty() {
            if has_values && rank < PART {
                self.last = Some(own.clone());
            }
            if label.rank.is_some() || !has_values {
                self.open.push(own);
            }
        }
        // Of the rows behind "of which: a" nothing says that they are parts, too.
        if label.is_part && has_values {
            self.open.retain(|open| open.rank != PART);
        }
        (names, unit)
    }

    /// Opens the last row with values for its parts.
    fn part_of_the_last(&mut self, has_mark: bool) -> usize {
        self.open.retain(|open| open.rank < PART);
        let last = self.last.clone().filter(|last| self.open.last().is_none_or(|open| open.name != last.name));
        self.open.extend(last.map(|last| Open { rank: PART, has_mark, ..last }));
        DASH + 1
    }
}
