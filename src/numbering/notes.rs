//! The signs at which readers know notes: what the source printed, as far as that tells the notes of a report apart; else
//! their count.
//!
//! In: the notes of a report in the order in which its text calls them, each with its printed label. Out: a sign for each.
//! What always holds: where the print leads, its labels rise and no two numbers are the same; stars and letters count
//! nothing, so that they never move the numbers beside them.

use std::collections::{BTreeMap, HashSet};

use super::label::Label;
use super::small_roman;
use crate::sequence;

/// What is known of a note's printed label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed<'a> {
    /// The label at a note that the text calls.
    Called(&'a str),
    /// The label at a note that nothing calls.
    Uncalled(&'a str),
    /// The label of a mark that has no note.
    Missing(&'a str),
    /// Mark and note show different labels, or the note shows none: the number that it had before, as far as there is one.
    Misread(&'a str),
    /// The label that somebody gave to a note that he put in.
    Added(&'a str),
}

impl<'a> Printed<'a> {
    /// What an import knows of a note. `before`: the number that it had before.
    #[must_use]
    pub fn of(label: &'a str, is_called: bool, is_misread: bool, before: &'a str) -> Self {
        match (label, is_called) {
            (label, true) if label.is_empty() || is_misread => Self::Misread(before),
            (label, true) => Self::Called(label),
            (label, false) => Self::Uncalled(label),
        }
    }
}

/// The sign of each note.
#[must_use]
pub fn signs(notes: &[Printed<'_>]) -> Vec<String> {
    as_printed(notes).unwrap_or_else(|| as_counted(notes))
}

/// A star, a dagger, a letter, a Roman number: a label that does not count in the row of numbers.
fn sign<'a>(note: &Printed<'a>) -> Option<&'a str> {
    let (Printed::Called(label) | Printed::Uncalled(label) | Printed::Missing(label)) = *note else { return None };
    let is_one = label.chars().count() == 1 && !label.contains(|c: char| c.is_numeric());
    let repeats = label.chars().all(|c| !c.is_alphanumeric()) && (1..=4).contains(&label.chars().count());
    (is_one || repeats || small_roman(label).is_some()).then_some(label)
}

/// A step to another distance between place and number.
const JUMP: f64 = 0.4;
/// A called note that shows another number than the one that it gets; a mark without a note that does, or a misread note that had
/// another.
const OTHER: (f64, f64) = (1.0, 0.5);
/// Two notes share a number.
const SHARED: f64 = 2.5;
/// Distances that are looked at, the most frequent first.
const DISTANCES: usize = 40;

/// What counts in the row: the printed number, and what another number costs.
fn in_row(note: &Printed<'_>) -> Option<(Option<i64>, f64)> {
    let number = |label: &str| Label::read(label).map(|label| i64::from(label.number()));
    match note {
        _ if sign(note).is_some() => None,
        Printed::Called(label) if Label::read(label).is_some_and(Label::is_put_in) => None,
        Printed::Called(label) => Some((number(label), OTHER.0)),
        Printed::Missing(label) => Some((number(label), OTHER.1)),
        Printed::Misread(before) => Some((number(before), OTHER.1)),
        Printed::Uncalled(_) | Printed::Added(_) => None,
    }
}

/// The cheapest rising row of numbers, each with whether it shares the number before; none where too few of the printed
/// numbers are in it.
fn row(notes: &[(Option<i64>, f64)]) -> Option<Vec<(u32, bool)>> {
    let places = || (1_i64..).zip(notes);
    let mut counts: BTreeMap<i64, usize> = BTreeMap::from([(0, usize::MAX)]);
    for (place, (number, _)) in places() {
        let count = number.map(|number| counts.entry(number - place).or_default());
        count.into_iter().for_each(|count| *count = count.saturating_add(1));
    }
    let mut distances: Vec<i64> = counts.keys().copied().collect();
    distances.sort_by_key(|distance| std::cmp::Reverse(counts[distance]));
    distances.truncate(DISTANCES);
    distances.sort_unstable();
    let mut costs: Vec<f64> = distances.iter().map(|distance| if *distance == 0 { 0.0 } else { JUMP }).collect();
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(notes.len());
    for (place, (number, other)) in places() {
        let (way, reached) = step(&costs, &distances, place);
        costs = reached;
        for (cost, distance) in costs.iter_mut().zip(&distances) {
            *cost += if number.is_some_and(|number| number != place + distance) { *other } else { 0.0 };
        }
        ways.push(way);
    }
    let mut at = (0..costs.len()).min_by(|a, b| costs[*a].total_cmp(&costs[*b]))?;
    let mut found = Vec::with_capacity(notes.len());
    for ((place, _), way) in places().zip(&ways).collect::<Vec<_>>().into_iter().rev() {
        let before = way[at];
        found.push((u32::try_from(place + distances[at]).ok()?, distances[before] > distances[at]));
        at = before;
    }
    found.reverse();
    let printed = notes.iter().zip(&found).filter(|((number, other), _)| number.is_some() && *other == OTHER.0);
    let (kept, all) = printed.fold((0, 0), |(kept, all), ((number, _), (own, _))| {
        (kept + usize::from(*number == Some(i64::from(*own))), all + 1)
    });
    (kept > 0 && kept * 4 >= all * 3).then_some(found)
}

/// From which distance each distance is reached at a place, and what that costs.
fn step(costs: &[f64], distances: &[i64], place: i64) -> (Vec<usize>, Vec<f64>) {
    let mut least = 0;
    let reach = |at: usize| {
        if place + distances[at] < 1 {
            return (at, f64::INFINITY);
        }
        let mut best = (at, costs[at]);
        if at > 0 {
            least = if costs[at - 1] < costs[least] { at - 1 } else { least };
            if costs[least] + JUMP < best.1 {
                best = (least, costs[least] + JUMP);
            }
        }
        let is_next = distances.get(at + 1).is_some_and(|next| *next == distances[at] + 1);
        if is_next && costs[at + 1] + SHARED < best.1 {
            best = (at + 1, costs[at + 1] + SHARED);
        }
        best
    };
    (0..costs.len()).map(reach).unzip()
}

/// None where the numbers begin anew or are none, or where a note comes before the first number.
fn as_printed(notes: &[Printed<'_>]) -> Option<Vec<String>> {
    let row = row(&notes.iter().filter_map(in_row).collect::<Vec<_>>())?;
    let mut used: HashSet<Label> = row.iter().map(|(number, _)| Label::plain(*number)).collect();
    let mut row = row.into_iter().peekable();
    let mut before: Option<Label> = None;
    let mut signs = Vec::with_capacity(notes.len());
    for note in notes {
        if let Some(sign) = sign(note) {
            signs.push(sign.to_owned());
            continue;
        }
        let free = |one: &Label| !used.contains(one);
        let own = match note {
            _ if in_row(note).is_some() => {
                row.next().filter(|(_, shared)| !shared).map(|(number, _)| Label::plain(number))
            }
            Printed::Called(label) | Printed::Added(label) => {
                let after = row.peek().map(|(number, _)| Label::plain(*number));
                let fits = |one: &Label| before < Some(*one) && after.is_none_or(|after| *one < after);
                Label::read(label).filter(fits).filter(free)
            }
            Printed::Uncalled(label) => Label::read(label).filter(free),
            Printed::Missing(_) | Printed::Misread(_) => None,
        };
        let is_called = !matches!(note, Printed::Uncalled(_));
        let own = match (own, before) {
            (Some(own), _) => own,
            (None, _) if !is_called => next_of(&used),
            (None, Some(before)) => put_in(before, &used),
            (None, None) => return None,
        };
        used.insert(own);
        before = if is_called { Some(own) } else { before };
        signs.push(own.to_string());
    }
    Some(signs)
}

/// The number of a note that comes right after another without moving the next: "12a".
fn put_in(before: Label, used: &HashSet<Label>) -> Label {
    let is_taken = |name: &str| Label::read(name).is_some_and(|one| used.contains(&one));
    // Behind "12z" stands "12za", which is no label.
    Label::read(&sequence::after(&before.to_string(), is_taken)).unwrap_or_else(|| next_of(used))
}

/// The number after all others.
fn next_of(used: &HashSet<Label>) -> Label {
    Label::plain(used.iter().map(|one| one.number()).max().unwrap_or_default().saturating_add(1))
}

fn as_counted(notes: &[Printed<'_>]) -> Vec<String> {
    let mut count = 0;
    let each = notes.iter().map(|note| match sign(note) {
        Some(sign) => sign.to_owned(),
        None => {
            count += 1;
            count.to_string()
        }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::Printed::{Added, Called, Misread, Missing, Uncalled};
    use super::*;

    #[test]
    fn the_print_leads_where_its_labels_rise() {
        assert_eq!(signs(&[Called("*"), Called("1"), Called("2"), Called("4")]), ["*", "1", "2", "4"]);
        assert_eq!(signs(&[Called("3"), Called("4"), Called("4a"), Called("5")]), ["3", "4", "4a", "5"]);
        assert_eq!(signs(&[Called("1"), Called("3"), Uncalled("2")]), ["1", "3", "2"]);
    }

    #[test]
    fn what_is_misread_or_put_in_takes_what_is_free() {
        assert_eq!(signs(&[Called("1"), Misread(""), Called("3")]), ["1", "2", "3"]);
        assert_eq!(
            signs(&[Called("1"), Added("mill"), Added("3"), Called("2"), Added("x"), Added("3")]),
            ["1", "1a", "1b", "2", "2a", "3"]
        );
        assert_eq!(signs(&[Called("8"), Missing("11"), Uncalled("8")]), ["8", "11", "12"]);
        assert_eq!(signs(&[Called("8"), Missing("5"), Misread(""), Called("11")]), ["8", "9", "10", "11"]);
        assert_eq!(signs(&[Misread(""), Called("1"), Called("2")]), ["1", "2", "3"]);
        assert_eq!(signs(&[Called("1"), Added("2"), Misread("3")]), ["1", "2", "3"]);
    }

    #[test]
    fn one_slip_of_the_print_moves_no_other_number() {
        let printed = ["2", "3", "3", "5", "6", "7"].map(Called);
        assert_eq!(signs(&printed), ["2", "3", "4", "5", "6", "7"]);
        let printed = ["1", "2", "3", "4", "6", "9", "7", "8", "9"].map(Called);
        assert_eq!(signs(&printed), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        let printed = ["1", "2", "3", "3", "4", "5", "6", "7", "8"].map(Called);
        assert_eq!(signs(&printed), ["1", "2", "3", "3a", "4", "5", "6", "7", "8"]);
    }

    #[test]
    fn notes_that_begin_anew_are_counted_and_signs_count_nothing() {
        assert_eq!(signs(&[Called("1"), Called("2"), Called("*"), Called("1")]), ["1", "2", "*", "3"]);
        assert_eq!(signs(&[Called("smith"), Called("jones")]), ["1", "2"]);
        assert_eq!(signs(&[Added("rye"), Added("1")]), ["1", "2"]);
        assert_eq!(signs(&[Called("a"), Called("b"), Called("a")]), ["a", "b", "a"]);
    }
}
