//! Notes behind one another on one line, as converters leave the foot of a page: "3 See Boats. 4 See Nets. 5 Daily."
//!
//! In: a source. Out: it with these notes parted by [`NOTE_END`] and their labels raised, on as many lines as before.
//! Invariant: only numbers that count up by one behind ends of sentences, nearly all called by raised marks above, and that
//! open no line elsewhere as raised labels, part a line.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::marks;
use super::sentence::{self, End};
use crate::source::Source;

/// What parts two notes of one line: white space that no source has, since control characters are gone by now.
pub const NOTE_END: char = '\u{b}';

/// So many labels behind one another are notes; where the first opens the line, one less.
const LEAST: usize = 3;
/// So many of them, in tenths, are called; the mark of another may be lost.
const CALLED: usize = 8;
/// Of the labels of a row so many, in tenths, stand behind the end of a sentence.
const BEHIND_ENDS: usize = 6;

/// A number within a line that may be the label of a note.
#[derive(Debug, Clone, Copy)]
struct Label {
    number: u32,
    /// Bytes of the label in the line.
    start: usize,
    end: usize,
    is_raised: bool,
}

/// A source whose notes stand on parts of lines of their own.
pub fn parted(source: &Source) -> Cow<'_, Source> {
    let lines: Vec<&str> = source.text.split('\n').collect();
    let called = called(&lines);
    if called.len() < LEAST {
        return Cow::Borrowed(source);
    }
    let rows: Vec<(usize, Vec<Label>)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, row(at, line, &called)?))).collect();
    if rows.is_empty() {
        return Cow::Borrowed(source);
    }
    let numbers: HashSet<u32> = rows.iter().flat_map(|(_, row)| row.iter().map(|label| label.number)).collect();
    let mut parted: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    for (at, line) in lines.iter().enumerate() {
        // A note by itself whose neighbours stand in rows.
        if let Some(label) = opening(line).filter(|label| !label.is_raised) {
            let is_next = numbers.contains(&(label.number + 1)) || numbers.contains(&(label.number.wrapping_sub(1)));
            let is_called = called.get(&label.number).is_some_and(|line| *line < at);
            if is_next && is_called && !numbers.contains(&label.number) && is_near(&rows, at) {
                parted[at] = written(line, &[label]);
            }
        }
    }
    for (at, row) in &rows {
        parted[*at] = written(lines[*at], row);
    }
    Cow::Owned(source.with_text(parted.join("\n")))
}

/// The numbers that raised marks call, each with its first line; without those that open lines as raised labels.
fn called(lines: &[&str]) -> HashMap<u32, usize> {
    let mut called = HashMap::new();
    let mut opening: HashSet<u32> = HashSet::new();
    for (at, line) in lines.iter().enumerate() {
        let mut found = Vec::new();
        let text = marks::take(bare(line).1, at, &mut found);
        let first = marks::leading(&text).map(|(index, _)| index);
        for (index, mark) in found.iter().enumerate().filter(|(_, mark)| mark.sure) {
            let Ok(number) = mark.label.parse::<u32>() else { continue };
            match first == Some(index) {
                true => drop(opening.insert(number)),
                false => drop(called.entry(number).or_insert(at)),
            }
        }
    }
    called.retain(|number, _| !opening.contains(number));
    called
}

/// A line without the signs of quotations and lists, behind these.
fn bare(line: &str) -> (&str, &str) {
    let start = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').len();
    line.split_at(start)
}

/// The longest row of labels in a line that count up by one and were called above it.
fn row(at: usize, line: &str, called: &HashMap<u32, usize>) -> Option<Vec<Label>> {
    if line.trim_start().starts_with('|') {
        return None;
    }
    let is_called = |label: &&Label| called.get(&label.number).is_some_and(|line| *line < at);
    let labels: Vec<Label> = labels(line).collect();
    // By its last number, the longest row so far: its length and last label, and each label's one before.
    let mut ends: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut before: Vec<Option<usize>> = vec![None; labels.len()];
    let mut best = (0, 0);
    for (index, label) in labels.iter().enumerate() {
        let row = label.number.checked_sub(1).and_then(|last| ends.get(&last));
        let length = match row {
            Some((length, last)) => {
                before[index] = Some(*last);
                length + 1
            }
            None if is_called(&label) => 1,
            None => continue,
        };
        let end = ends.entry(label.number).or_default();
        *end = (*end).max((length, index));
        best = best.max((length, index));
    }
    let last = (best.0 > 0).then_some(best.1);
    let mut longest: Vec<Label> = std::iter::successors(last, |at| before[*at]).map(|at| labels[at]).collect();
    longest.reverse();
    let opens = longest.first().is_some_and(|label| opens_line(line, label));
    let inner = &longest[usize::from(opens).min(longest.len())..];
    let behind_ends = inner.iter().filter(|label| is_behind_end(line, label)).count();
    let are_called = longest.iter().filter(is_called).count() * 10 >= longest.len() * CALLED;
    let is_row = longest.len() + usize::from(opens) >= LEAST && behind_ends * 10 >= inner.len() * BEHIND_ENDS;
    (is_row && are_called).then_some(longest)
}

fn opens_line(line: &str, label: &Label) -> bool {
    label.start == bare(line).0.len()
}

fn is_behind_end(line: &str, label: &Label) -> bool {
    /// Bytes before a label that show how a sentence ends.
    const TAIL: usize = 80;
    let before = sentence::tail(&line[..label.start], TAIL);
    let before = before.trim_end().trim_end_matches(['_', '*']);
    // A note may end on its page without a stop.
    sentence::end_of(before) != End::Open || before.ends_with(|c: char| c.is_ascii_digit())
}

/// The numbers that stand as words of their own in a line, before words.
fn labels(line: &str) -> impl Iterator<Item = Label> + '_ {
    let words = line.split_ascii_whitespace();
    words.filter_map(move |word| {
        let start = word.as_ptr().addr() - line.as_ptr().addr();
        let (number, is_raised) = number(word)?;
        let end = start + word.len();
        let rest = line[end..].trim_start();
        rest.starts_with(|c: char| c.is_alphabetic() || "“\"‘'(*_[<".contains(c)).then_some(Label {
            number,
            start,
            end,
            is_raised,
        })
    })
}

/// The number of a word that is nothing else, plain or raised.
fn number(word: &str) -> Option<(u32, bool)> {
    /// Notes are no more than this.
    const DIGITS: usize = 4;
    let plain = word.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        return word.parse().ok().filter(|_| word.len() <= DIGITS && !word.starts_with('0')).map(|n| (n, false));
    }
    if !word.starts_with(['<', '[', '\\', '^', '$', '⁽', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
    {
        return None;
    }
    let mut found = Vec::new();
    let text = marks::take(word, 0, &mut found);
    let (index, rest) = marks::leading(&text)?;
    let number = found[index].label.parse().ok()?;
    (found[index].sure && rest.is_empty()).then_some((number, true))
}

fn opening(line: &str) -> Option<Label> {
    labels(line).next().filter(|label| opens_line(line, label))
}

/// Whether a row stands next to a line, blank lines aside.
fn is_near(rows: &[(usize, Vec<Label>)], at: usize) -> bool {
    /// Lines between the parts of a page's notes, page ends among them.
    const NEAR: usize = 12;
    let next = rows.partition_point(|(row, _)| *row + NEAR < at);
    rows.get(next).is_some_and(|(row, _)| row.abs_diff(at) <= NEAR)
}

/// A line with the labels of its notes raised, each note but one at its head behind the end of the one before.
fn written(line: &str, row: &[Label]) -> String {
    let (signs, _) = bare(line);
    let mut out = String::with_capacity(line.len() + row.len() * 16);
    let mut done = 0;
    for label in row {
        let before = &line[done..label.start];
        match label.start == signs.len() {
            true => out.push_str(before),
            false => out.extend([before.trim_end_matches(' '), &NOTE_END.to_string(), signs]),
        }
        match label.is_raised {
            true => out.push_str(&line[label.start..label.end]),
            false => out.push_str(&format!("<sup>{}</sup>", label.number)),
        }
        done = label.end;
    }
    out.push_str(&line[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parted(&Source::from_bytes("a.txt", text.as_bytes()).expect("a text")).text.clone()
    }

    const TEXT: &str = "Boats<sup>1</sup> and nets<sup>2</sup> and ferries<sup>3</sup> run.<sup>4</sup>\n\n";

    #[test]
    fn notes_on_one_line_are_parted() {
        let notes = "> 1 Register, p. 2. 2 Ibid. 3 County law,\n> art. 5.\n\n> 4 By day.\n";
        let expected = "> <sup>1</sup> Register, p. 2.\u{b}> <sup>2</sup> Ibid.\u{b}> <sup>3</sup> County law,\n> art. 5.\n\n> <sup>4</sup> By day.\n";
        assert_eq!(read(&format!("{TEXT}{notes}")), format!("{TEXT}{expected}"));
        let lost = "1 Register. 2 Ibid. 3 County law. 4 By day. 5 By night.\n";
        assert!(read(&format!("{TEXT}{lost}")).ends_with("\u{b}<sup>4</sup> By day.\u{b}<sup>5</sup> By night.\n"));
        let raised = "<sup>1</sup> Register. <sup>2</sup> Ibid. <sup>3</sup> County law. 4 By day.\n";
        assert!(
            read(&format!("{TEXT}{raised}")).ends_with("Ibid.\u{b}<sup>3</sup> County law.\u{b}<sup>4</sup> By day.\n")
        );
    }

    #[test]
    fn numbers_of_the_text_part_nothing() {
        for text in [
            "Of the 1 boat, 2 nets and 3 ferries none ran.\n",
            "| 1 Boats. | 2 Nets. | 3 Ferries. |\n",
            "1. Boats. 2. Nets. 7. Ferries.\n",
        ] {
            assert_eq!(read(&format!("{TEXT}{text}")), format!("{TEXT}{text}"));
        }
        let uncalled = "1 Boats. 2 Nets. 3 Ferries.\n";
        assert_eq!(read(uncalled), uncalled);
    }
}
