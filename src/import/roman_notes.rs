//! Marks and notes that count in small Roman numbers and lost their raising: "ferriesiv" and "iv   Built in spring.", as where
//! a program took the text out of a file with endnotes.
//!
//! In: a source. Out: it with each such mark and label raised, on as many lines as before. Invariant: nothing is raised unless
//! the notes stand below one another, count up from "i", and nearly each is called by a word above, in the same order; a
//! word that the source has elsewhere with the same end calls nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::numbering::small_roman;
use crate::source::Source;

/// So many notes are a row.
const LEAST: usize = 3;
/// Lines that a note has at most.
const LONGEST: usize = 40;
/// Of the notes so many are called, in fifths.
const MOST: usize = 4;
/// Letters of a number that notes count to ("lxxxviii"); a word may be as long as a file.
const LONGEST_NUMBER: usize = 8;
/// Letters of a word that a mark may stick to: shorter ones end on "i" by chance.
const WORD: usize = 4;

/// A label that opens a line, or a mark behind a word.
#[derive(Debug, Clone)]
struct Place {
    line: usize,
    number: usize,
    /// The bytes of the Roman number in its line.
    range: Range<usize>,
}

/// A source with such marks and labels raised.
pub fn raised(source: &Source) -> Cow<'_, Source> {
    let lines: Vec<&str> = source.text.split('\n').collect();
    let labels: Vec<Place> = lines.iter().enumerate().filter_map(|(at, line)| label(at, line)).collect();
    let Some(notes) = last_row(&labels) else { return Cow::Borrowed(source) };
    let marks = marks(&lines, notes[0].line, notes.len());
    if marks.len() * 5 < notes.len() * MOST {
        return Cow::Borrowed(source);
    }
    let mut lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    // From the last to the first, so that the places in a line hold.
    for place in marks.iter().chain(&notes).rev() {
        let sign = format!("<sup>{}</sup>", &lines[place.line][place.range.clone()]);
        lines[place.line].replace_range(place.range.clone(), &sign);
    }
    Cow::Owned(source.with_text(lines.join("\n")))
}

/// "iv   Built in spring.", "iv. Built", "iv" alone.
fn label(line: usize, text: &str) -> Option<Place> {
    let start = text.len() - text.trim_start().len();
    let length = text[start..].bytes().take_while(u8::is_ascii_lowercase).count();
    let range = start..start + length;
    let number = small_roman(&text[range.clone()])?;
    let words = text[range.end..].strip_prefix('.').unwrap_or(&text[range.end..]);
    let opens =
        words.trim_start().starts_with(|c: char| c.is_uppercase() || "“”‘’\"«(".contains(c) || c.is_ascii_digit());
    let is_label = words.is_empty() || opens && words.starts_with([' ', '\t']) || words.starts_with("http");
    is_label.then_some(Place { line, number, range })
}

/// The last labels that count up from "i", near one another.
fn last_row(labels: &[Place]) -> Option<Vec<Place>> {
    let first = labels.iter().rposition(|label| label.number == 1)?;
    let mut row = vec![labels[first].clone()];
    for label in &labels[first + 1..] {
        let last = &row[row.len() - 1];
        if label.number == last.number + 1 && label.line - last.line <= LONGEST {
            row.push(label.clone());
        }
    }
    (row.len() >= LEAST).then_some(row)
}

/// The marks of notes up to `last` above a line, in order.
fn marks(lines: &[&str], below: usize, last: usize) -> Vec<Place> {
    let mut words: HashMap<&str, usize> = HashMap::new();
    for word in lines.iter().flat_map(|line| tokens(line)).map(|(_, word)| word) {
        *words.entry(word).or_default() += 1;
    }
    let calls = |(line, text): (usize, &&str)| {
        let found = tokens(text).filter_map(|(start, word)| {
            let number = call(&text[..start], word, &words).filter(|(_, number)| *number <= last)?;
            Some(Place { line, number: number.1, range: start + number.0..start + word.len() })
        });
        found.collect::<Vec<_>>()
    };
    let candidates: Vec<Place> = lines[..below].iter().enumerate().flat_map(calls).collect();
    rising(&candidates)
}

/// The words of a line with their places.
fn tokens(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}

/// The number that a word ends with, and where in the word it begins: a number of its own right behind a full stop or a
/// closing sign, or the end of a word that the source has without it, and nowhere else with it.
fn call(before: &str, word: &str, words: &HashMap<&str, usize>) -> Option<(usize, usize)> {
    let is_alone = before.ends_with(['.', ',', ';', ':', '?', '!', '”', '’', '"', '»', ')']);
    if let Some(number) = small_roman(word).filter(|_| is_alone) {
        return Some((0, number));
    }
    if words.get(word).is_some_and(|count| *count > 1) {
        return None;
    }
    let ends = word.char_indices().skip(WORD).filter(|(at, _)| word.len() - at <= LONGEST_NUMBER);
    let mut ends = ends.filter_map(|(at, _)| Some((at, small_roman(&word[at..])?)));
    ends.find(|(at, _)| words.contains_key(&word[..*at]))
}

/// The longest row of places whose numbers rise; of places with one number the first that fits.
fn rising(places: &[Place]) -> Vec<Place> {
    // The last place of the best row of each length, and the place before each: as patience sorting does it.
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let length = tops.partition_point(|top| places[*top].number < place.number);
        before.push(length.checked_sub(1).map(|shorter| tops[shorter]));
        match tops.get_mut(length) {
            Some(top) if places[*top].number > place.number => *top = at,
            Some(_) => {}
            None => tops.push(at),
        }
    }
    let mut row = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied();
    while let Some(place) = at {
        row.push(places[place].clone());
        at = before[place];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        raised(&Source::from_bytes("a.txt", text.as_bytes()).expect("a text")).text.clone()
    }

    #[test]
    fn roman_marks_and_notes_are_raised() {
        let text = "The county owns ferriesi and two\nbridges.ii Most ferries are old;iii the\nharbouriv is new. Any harbour is.\n\n\
                    i    Built in spring.\nii   Of stone,\nand of wood.\niii  Count of May.\niv   See the map.\n";
        let read = read(text);
        assert_eq!(read.lines().count(), text.lines().count());
        for line in [
            "The county owns ferries<sup>i</sup> and two",
            "bridges.<sup>ii</sup> Most ferries are old;<sup>iii</sup> the",
            "harbour<sup>iv</sup> is new. Any harbour is.",
            "<sup>iv</sup>   See the map.",
        ] {
            assert!(read.lines().any(|other| other == line), "{line} in {read}");
        }
    }

    #[test]
    fn a_list_that_nothing_calls_stays() {
        let text = "The county owns ferries. It owns taxi and taxii.\n\ni    Built in spring.\nii   Of stone.\niii  Count of May.\n";
        assert_eq!(read(text), text);
    }
}
