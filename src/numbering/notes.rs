//! The signs at which readers know notes: what the source printed, as far as that tells the notes of a report apart; else
//! their count.
//!
//! In: the notes of a report in the order in which its text calls them, each with its printed label. Out: a sign for each.
//! What always holds: where the print leads, its labels rise and no two numbers are the same; stars and letters count
//! nothing, so that they never move the numbers beside them.

use std::collections::{BTreeMap, HashSet};

/// What is known of a note's printed label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed<'a> {
    /// The label at a note that the text calls.
    Called(&'a str),
    /// The label at a note that nothing calls.
    Uncalled(&'a str),
    /// The label of a mark that has no note.
    Missing(&'a str),
    /// Mark and note show different labels, or the note shows none.
    Misread,
    /// The label that somebody gave to a note that he put in.
    Added(&'a str),
}

impl<'a> Printed<'a> {
    /// What an import knows of a note.
    #[must_use]
    pub fn of(label: &'a str, is_called: bool, is_misread: bool) -> Self {
        match (label, is_called) {
            (label, true) if label.is_empty() || is_misread => Self::Misread,
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

/// A number as notes have it, with the letter of one that was put in later: "7", "26a".
type Number = (u32, Option<char>);

/// Reads the number of a label.
fn number(label: &str) -> Option<Number> {
    let digits = label.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let mut letters = label[digits.len()..].chars();
    let (letter, more) = (letters.next(), letters.next());
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    Some((digits.parse().ok().filter(|_| is_plain && more.is_none())?, letter))
}

/// A star, a dagger, a letter: a label that counts nothing.
fn sign<'a>(note: &Printed<'a>) -> Option<&'a str> {
    let (Printed::Called(label) | Printed::Uncalled(label) | Printed::Missing(label)) = *note else { return None };
    let is_one = label.chars().count() == 1 && !label.contains(|c: char| c.is_numeric());
    let repeats = label.chars().all(|c| !c.is_alphanumeric()) && (1..=4).contains(&label.chars().count());
    (is_one || repeats).then_some(label)
}

/// A step to another distance between place and number.
const JUMP: f64 = 0.4;
/// A called note that shows another number than the one that it gets, and a mark without a note that does.
const OTHER: (f64, f64) = (1.0, 0.5);
/// Two notes share a number.
const SHARED: f64 = 2.5;
/// Distances that are looked at, the most frequent first.
const DISTANCES: usize = 40;

/// What counts in the row: the printed number, and what another number costs.
fn in_row(note: &Printed<'_>) -> Option<(Option<i64>, f64)> {
    let plain = |label: &str| number(label).map(|(number, letter)| (i64::from(number), letter));
    match note {
        _ if sign(note).is_some() => None,
        Printed::Called(label) => match plain(label) {
            Some((_, Some(_))) => None,
            own => Some((own.map(|(number, _)| number), OTHER.0)),
        },
        Printed::Missing(label) => Some((plain(label).map(|(number, _)| number), OTHER.1)),
        Printed::Misread => Some((None, 0.0)),
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
    let mut used: HashSet<Number> = row.iter().map(|(number, _)| (*number, None)).collect();
    let mut row = row.into_iter().peekable();
    let mut before: Number = (0, None);
    let mut signs = Vec::with_capacity(notes.len());
    for note in notes {
        if let Some(sign) = sign(note) {
            signs.push(sign.to_owned());
            continue;
        }
        let own = match note {
            _ if in_row(note).is_some() => row.next().filter(|(_, shared)| !shared).map(|(number, _)| (number, None)),
            Printed::Called(label) | Printed::Added(label) => {
                let after = row.peek().map(|(number, _)| (*number, None));
                number(label)
                    .filter(|one| *one > before && after.is_none_or(|after| *one < after) && !used.contains(one))
            }
            Printed::Uncalled(label) => number(label).filter(|one| !used.contains(one)),
            Printed::Missing(_) | Printed::Misread => None,
        };
        let is_called = !matches!(note, Printed::Uncalled(_));
        let own = match own {
            Some(own) => own,
            None if !is_called => next_of(&used),
            None if before.0 == 0 => return None,
            None => put_in(before, &used),
        };
        used.insert(own);
        if is_called {
            before = own;
        }
        signs.push(written(own));
    }
    Some(signs)
}

/// The number of a note that comes right after another without moving the next: "12a".
fn put_in(before: Number, used: &HashSet<Number>) -> Number {
    let free = |letter: char| Some((before.0, Some(letter))).filter(|one| *one > before && !used.contains(one));
    ('a'..='z').find_map(free).unwrap_or_else(|| next_of(used))
}

/// The number after all others.
fn next_of(used: &HashSet<Number>) -> Number {
    (used.iter().map(|one| one.0).max().unwrap_or_default().saturating_add(1), None)
}

fn written((number, letter): Number) -> String {
    format!("{number}{}", letter.map(String::from).unwrap_or_default())
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
        assert_eq!(signs(&[Called("1"), Misread, Called("3")]), ["1", "2", "3"]);
        assert_eq!(
            signs(&[Called("1"), Added("mill"), Added("3"), Called("2"), Added("x"), Added("3")]),
            ["1", "1a", "1b", "2", "2a", "3"]
        );
        assert_eq!(signs(&[Called("8"), Missing("11"), Uncalled("8")]), ["8", "11", "12"]);
        assert_eq!(signs(&[Called("8"), Missing("5"), Misread, Called("11")]), ["8", "9", "10", "11"]);
        assert_eq!(signs(&[Misread, Called("1"), Called("2")]), ["1", "2", "3"]);
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
