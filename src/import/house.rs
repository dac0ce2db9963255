//! The habits of a source that only the whole of it shows: notes called by plain numbers in brackets ("có 12 xã (1)" in
//! the text, "(1) Theo nghị quyết …" at the page's end), and the numbers of its pages.
//!
//! In: a source. Out: its lines with these marks raised, as [`super::marks`] reads them, and the lines that are no text.
//! What always holds: a source with raised marks, or whose numbers in brackets count items, keeps its brackets; a number
//! alone on a line is a page's only where its neighbours count with it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{marks, stars};
use crate::source::Source;

/// How a source writes its reference marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// Marks are plain numbers in brackets.
    brackets: bool,
    /// Stars without brackets are marks.
    stars: bool,
    /// The lines that hold a page's number or a comment and nothing else.
    pub pages: BTreeSet<usize>,
}

/// "xã (1)" before a sign, a space or the line's end; not after a sign that opens an item.
static CALL: LazyLock<Regex> = LazyLock::new(|| constant(r"([\p{L}\p{N}%”’»)])( ?)\((\d{1,3})\)"));
/// "(1) Words" at the head of a line.
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| constant(r"^\s*\((\d{1,3})\)\s+\S"));

/// "12", "- 12 -", "Trang 12", "Page 12 of 40": the word or dashes, and the number.
static PAGE: LazyLock<Regex> = LazyLock::new(|| {
    constant(r"(?i)^\s*((?:[-–—]\s*)?(?:(?:trang|page)\s+)?)(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\s*([-–—]?)\s*$")
});

#[allow(clippy::unwrap_used, reason = "the patterns are constants, proved by every test")]
fn constant(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

impl House {
    /// Looks at a source: plain brackets are marks when nearly every definition is called before it, hardly a number in
    /// brackets is left over, and no mark is raised.
    #[must_use]
    pub fn of(source: &Source) -> Self {
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
            for label in CALL.captures_iter(line).filter_map(|found| found.get(3)) {
                *calls.entry(label.as_str()).or_default() += 1;
                all += 1;
            }
        }
        let fits = defined > 0 && answered * 5 >= defined * 4 && all <= answered + answered / 3 + 1;
        let brackets = fits && !source.lines().any(|(number, line)| has_mark(number, line));
        Self { brackets, stars: stars::are_marks(source), pages: pages(source) }
    }

    /// A line with its marks as the other rooms know them.
    #[must_use]
    pub fn line<'a>(&self, line: &'a str) -> Cow<'a, str> {
        if self.stars && line.contains('*') {
            return Cow::Owned(self.brackets_of(&stars::raised(line)).into_owned());
        }
        self.brackets_of(line)
    }

    fn brackets_of<'a>(&self, line: &'a str) -> Cow<'a, str> {
        if !self.brackets || !line.contains('(') {
            return line.into();
        }
        let opening = DEFINITION.captures(line).and_then(|found| found.get(1));
        let head = opening.map_or(0, |label| label.end() + 1);
        let raised =
            CALL.replace_all(&line[head..], |found: &Captures<'_>| format!("{}<sup>({})</sup>", &found[1], &found[3]));
        match opening {
            Some(label) => format!("<sup>({})</sup>{raised}", label.as_str()).into(),
            None => raised,
        }
    }
}

/// The lines of page numbers, each between blank lines, and of comments.
fn pages(source: &Source) -> BTreeSet<usize> {
    let lines: Vec<(usize, &str)> = source.lines().collect();
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    let mut pages = BTreeSet::new();
    for (at, (number, line)) in lines.iter().enumerate() {
        let is_blank =
            |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|(_, line)| line.trim().is_empty());
        let trimmed = line.trim();
        if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
            pages.insert(*number);
        } else if let Some(page) = PAGE.captures(line).filter(|_| is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)))
        {
            let is_worded = page[1].chars().any(char::is_alphabetic);
            let is_dashed = !page[1].is_empty() && !page[3].is_empty();
            found.push((*number, page[2].parse().unwrap_or_default(), is_worded || is_dashed));
        }
    }
    let counts_on = |a: Option<&(usize, usize, bool)>, b: Option<&(usize, usize, bool)>| {
        a.zip(b).is_some_and(|(a, b)| a.1 < b.1 && b.1 <= a.1 + 2)
    };
    for (at, (line, _, is_sure)) in found.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| found.get(before));
        if *is_sure || counts_on(before, found.get(at)) || counts_on(found.get(at), found.get(at + 1)) {
            pages.insert(*line);
        }
    }
    pages
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
        assert_eq!(house.line("Có 12 xã (1), 2 thị trấn(2)."), "Có 12 xã<sup>(1)</sup>, 2 thị trấn<sup>(2)</sup>.");
        assert_eq!(house.line("(1) Năm 2024."), "<sup>(1)</sup> Năm 2024.");
    }

    #[test]
    fn page_numbers_count_on() {
        let pages = |text| house(text).pages.into_iter().collect::<Vec<_>>();
        assert_eq!(pages("Một\n\n12\n\nhai\n\n13\n\nba\n\n- 40 -\n\n<!-- x -->\n"), [3, 7, 11, 13]);
        assert!(pages("Năm\n\n2025\n\nvà\n\n41\n\n- 12 xã\n").is_empty());
        assert_eq!(pages("Một\n\nTrang 3\n\nhai\n"), [3]);
    }

    #[test]
    fn items_are_no_notes() {
        assert_eq!(house("Gồm: (1) lúa; (2) bắp.\n\n(1) Tăng 7%.\n\n(2) Đạt 120 triệu đồng.\n"), House::default());
        assert_eq!(house("Gồm xã<sup>1</sup> (1).\n\n<sup>1</sup> Mới.\n\n(1) Tăng.\n"), House::default());
    }
}
