//! Notes that a reader ran together in one paragraph behind the text: "2 The harbour book, p. 4. 3 The same, p. 9."
//!
//! In: a source whose marks are raised. Out: it with the labels of such notes raised, line for line; where a row begins within
//! a line above a blank one, it goes down to that. Invariant: only numbers that count on and that raised marks call are labels.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::verbatim::Verbatim;
use crate::source::Source;
use crate::text::pattern;

static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\S<sup>\[?(\d{1,3})\]?</sup>"));
/// A number by itself before words.
static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s_])(\d{1,3}) [*_“\x22(]*\p{Lu}"));

/// So many labels that count on in one line are a row.
const ROW: usize = 4;
/// Fewer marks show no habit.
const CALLED: usize = 8;

/// A source with the labels of notes raised that stand in one line.
pub fn parted(source: &Source) -> Cow<'_, Source> {
    if source.is_laid_out() {
        return Cow::Borrowed(source);
    }
    let marks = MARK.captures_iter(&source.text).filter_map(|found| found[1].parse().ok());
    let called: HashSet<usize> = marks.collect();
    if called.len() < CALLED {
        return Cow::Borrowed(source);
    }
    let verbatim = Verbatim::of(source);
    let mut lines: Vec<Cow<'_, str>> = source.text.split('\n').map(Cow::Borrowed).collect();
    let is_text = |at: &usize| verbatim.at(at + 1).is_none() && !lines[*at].starts_with(['|', '#']);
    let rows = (0..lines.len()).filter(is_text).filter_map(|at| Some((at, row(&lines[at], &called)?)));
    let mut rows: BTreeMap<usize, Vec<Label>> = rows.collect();
    if rows.is_empty() {
        return Cow::Borrowed(source);
    }
    for at in (0..lines.len()).filter(is_text) {
        if rows.contains_key(&at) {
            continue;
        }
        let row = beside(&lines[at], at, &rows);
        if row.first().is_some_and(|(value, _)| called.contains(value)) {
            rows.insert(at, row);
        }
    }
    for (at, row) in rows {
        let (head, raised) = raised(&lines[at], &row);
        let is_blank = lines.get(at + 1).is_some_and(|below| below.trim().is_empty());
        if !head.is_empty() && is_blank {
            lines[at + 1] = raised.into();
            lines[at] = head.into();
        } else {
            lines[at] = format!("{head}{}{raised}", if head.is_empty() { "" } else { " " }).into();
        }
    }
    Cow::Owned(source.with_text(lines.join("\n")))
}

/// A number and its place in the line.
type Label = (usize, Range<usize>);

/// The labels of a line that opens with one, where they count on from the row above or to the one below.
fn beside(line: &str, at: usize, rows: &BTreeMap<usize, Vec<Label>>) -> Vec<Label> {
    let row = counting(labels(line).into_iter());
    let Some(((first, range), (last, _))) = row.first().zip(row.last()) else { return row };
    let above = rows.range(..at).next_back().and_then(|(_, row)| row.last());
    let below = rows.range(at + 1..).next().and_then(|(_, row)| row.first());
    let counts_on = above.is_some_and(|above| above.0 + 1 == *first) || below.is_some_and(|next| last + 1 == next.0);
    if range.start == 0 && counts_on { row } else { Vec::new() }
}

/// The numbers of a line that stand before words.
fn labels(line: &str) -> Vec<Label> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(number) = LABEL.captures_at(line, from).and_then(|found| found.get(1)) {
        from = number.end();
        found.extend(number.as_str().parse().ok().map(|value| (value, number.range())));
    }
    found
}

/// The labels that count on by one from the first.
fn counting(labels: impl Iterator<Item = Label>) -> Vec<Label> {
    let mut row: Vec<Label> = Vec::new();
    for label in labels {
        if row.last().is_none_or(|last| label.0 == last.0 + 1) {
            row.push(label);
        }
    }
    row
}

/// The longest row of called labels in a line that count on by one.
fn row(line: &str, called: &HashSet<usize>) -> Option<Vec<Label>> {
    let labels = labels(line);
    let rows = (0..labels.len()).map(|first| counting(labels[first..].iter().cloned()));
    let row = rows.max_by_key(Vec::len).filter(|row| row.len() >= ROW)?;
    (row.iter().filter(|(value, _)| called.contains(value)).count() * 5 >= row.len() * 4).then_some(row)
}

/// What stands before the first label, and the rest with its labels raised.
fn raised(line: &str, row: &[Label]) -> (String, String) {
    let head = line[..row[0].1.start].trim_end().to_owned();
    let ends = row.iter().skip(1).map(|(_, next)| next.start).chain([line.len()]);
    let notes = row
        .iter()
        .zip(ends)
        .map(|((_, label), end)| format!("<sup>{}</sup> {}", &line[label.clone()], line[label.end..end].trim()));
    (head, notes.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(notes: &str) -> String {
        let text: String = (1..10).map(|mark| format!("Boats were built.<sup>{mark}</sup>\n\n")).collect();
        let source = Source { text: format!("{text}{notes}\n\nEnd\n"), ..Source::default() };
        parted(&source).text[text.len()..].to_owned()
    }

    #[test]
    fn labels_that_marks_call_are_raised() {
        assert_eq!(
            read("The harbour book _of the town_ 1 Book, p. 4. 2 The same, p. 9 3 “Boats” 4 Nets."),
            "The harbour book _of the town_\n<sup>1</sup> Book, p. 4. <sup>2</sup> The same, p. 9 <sup>3</sup> “Boats” <sup>4</sup> Nets.\nEnd\n"
        );
        let alone = read("1 Book\n\n2 The same 3 “Boats” 4 Nets 5 Oars\n\n6 Sails");
        assert!(alone.contains("<sup>1</sup> Book") && alone.contains("<sup>6</sup> Sails"), "{alone}");
        for text in ["1 Book 3 Boats 5 Nets 7 Oars", "1 Book, 2 boats, 3 Nets, 4 oars", "11 A 12 B 13 C 14 D"] {
            assert_eq!(read(text), format!("{text}\n\nEnd\n"));
        }
    }
}
