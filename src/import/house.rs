//! The habits of a source that only the whole of it shows: notes called by plain numbers in brackets ("có 12 xã (1)" in
//! the text, "(1) Theo nghị quyết …" at the page's end), by stars, by numbers that plain lists answer; and its pages.
//!
//! In: a source. Out: its lines with these marks raised, as [`super::marks`] reads them, and the lines that are no text.
//! What always holds: a source with raised marks, or whose numbers in brackets count items, keeps its brackets.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::pages::Pages;
use super::plain_calls::{BRACKETS, PlainNotes};
use super::{layout, marks, stars};
use crate::source::Source;
use crate::text::pattern;

/// How a source writes its reference marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// Marks and definitions are plain numbers in round brackets.
    brackets: bool,
    /// Stars without brackets are marks.
    stars: bool,
    /// Plain numbers are marks that numbered lines answer.
    plain: Option<PlainNotes>,
    /// Lines that open a paragraph without a blank line before them.
    pub openers: BTreeSet<usize>,
    /// Where pages end, and what is no text there.
    pub pages: Pages,
}

/// "(1) Words" at the head of a line.
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\((\d{1,3})\)\s+\S"));

impl House {
    /// Looks at a source: plain brackets are marks when nearly every definition is called before it, hardly a number in
    /// brackets is left over, and no mark is raised.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let pages = Pages::of(source);
        let brackets = brackets_are_marks(source) && !source.lines().any(|(number, line)| has_mark(number, line));
        let openers = layout::openers(source, &pages);
        let plain = if brackets { None } else { PlainNotes::of(source, &pages, &openers) };
        Self { brackets, stars: stars::are_marks(source), plain, openers, pages }
    }

    /// A line with its marks as the other rooms know them.
    #[must_use]
    pub fn line<'a>(&self, number: usize, line: &'a str) -> Cow<'a, str> {
        if self.stars && line.contains('*') {
            return Cow::Owned(self.numbers_of(number, &stars::raised(line)).into_owned());
        }
        self.numbers_of(number, line)
    }

    fn numbers_of<'a>(&self, number: usize, line: &'a str) -> Cow<'a, str> {
        match &self.plain {
            Some(plain) => plain.line(number, line).into(),
            None if self.brackets => brackets_of(line),
            None => line.into(),
        }
    }
}

/// Whether plain numbers in round brackets, in the text and at the heads of lines, are marks.
fn brackets_are_marks(source: &Source) -> bool {
    let (mut calls, mut defined) = (HashMap::<&str, usize>::new(), 0);
    let (mut answered, mut all) = (0, 0);
    for (_, line) in source.lines() {
        if let Some(label) = DEFINITION.captures(line).and_then(|found| found.get(1)) {
            defined += 1;
            let waiting = calls.entry(label.as_str()).or_default();
            answered += usize::from(*waiting > 0);
            *waiting = waiting.saturating_sub(1);
            continue;
        }
        for label in BRACKETS.captures_iter(line).filter_map(|found| found.get(3)) {
            *calls.entry(label.as_str()).or_default() += 1;
            all += 1;
        }
    }
    defined > 0 && answered * 5 >= defined * 4 && all <= answered + answered / 3 + 1
}

fn brackets_of(line: &str) -> Cow<'_, str> {
    if !line.contains('(') {
        return line.into();
    }
    let opening = DEFINITION.captures(line).and_then(|found| found.get(1));
    let head = opening.map_or(0, |label| label.end() + 1);
    let raised =
        BRACKETS.replace_all(&line[head..], |found: &Captures<'_>| format!("{}<sup>({})</sup>", &found[1], &found[3]));
    match opening {
        Some(label) => format!("<sup>({})</sup>{raised}", label.as_str()).into(),
        None => raised,
    }
}

fn has_mark(number: usize, line: &str) -> bool {
    let mut found = Vec::new();
    let _ = marks::take(line, number, &mut found);
    found.iter().any(|mark| mark.sure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(text: &str) -> House {
        House::of(&Source { name: "t".into(), text: text.into() })
    }

    #[test]
    fn numbers_in_brackets_that_are_answered_are_marks() {
        let house = house("Có 12 xã (1), 2 thị trấn(2).\n\n(1) Năm 2024.\n\n(2) Kể cả mới.\n");
        assert_eq!(house.line(1, "Có 12 xã (1), 2 thị trấn(2)."), "Có 12 xã<sup>(1)</sup>, 2 thị trấn<sup>(2)</sup>.");
        assert_eq!(house.line(3, "(1) Năm 2024."), "<sup>(1)</sup> Năm 2024.");
    }

    #[test]
    fn items_are_no_notes() {
        assert_eq!(house("Gồm: (1) lúa; (2) bắp.\n\n(1) Tăng 7%.\n\n(2) Đạt 120 triệu đồng.\n"), House::default());
        assert_eq!(house("Gồm xã<sup>1</sup> (1).\n\n<sup>1</sup> Mới.\n\n(1) Tăng.\n"), House::default());
    }
}
