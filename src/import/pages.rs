//! What a page has besides its text: its number, the mark of its end, the line that stands at the head of every page.
//!
//! In: a source. Out: the lines that are no text, and the places where a page ends.
//! What always holds: a number alone on a line is a page's only where its neighbours count with it or a page break
//! stands beside it; a line is a running head only where it comes again beside page numbers or counts pages itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::numbering;
use crate::source::Source;
use crate::text::{fold_space, pattern, word_count};

/// The pages of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// The lines that hold a page's number, the mark of its end, a running head or a comment and nothing else.
    pub left_out: BTreeSet<usize>,
    /// The lines at which a page ends; a line of text that a form feed opens is one.
    pub ends: BTreeSet<usize>,
}

/// "12", "Trang 12", "Page 12 of 40", within whatever signs set it apart.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^((?:trang|page|tr\.|p\.)\s*(?:số\s*)?)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?$"));
/// "page break", "hết trang", "newpage".
static BREAK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:page[ _-]?break|new[ _-]?page|ngắt trang|hết trang|sang trang)(?:\s+\d{1,4})?$")
});
/// "Báo cáo năm    12", "12 | Annual report": words and a page's number, well apart.
static COUNTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<after>\d{1,4})(?:\s{2,}|\s*[|•·]\s*)(?P<tail>\S.*?)|(?P<head>\S.*?)(?:\s{2,}|\s*[|•·]\s*)(?P<before>\d{1,4}))$",
    )
});

/// So many spaces set a line in the middle.
const CENTRED: usize = 10;

/// What a line may be, when it is no text.
enum Sign {
    /// A comment.
    Comment,
    /// A page's end, beyond doubt, with its number where it has one.
    End(Option<usize>),
    /// A number that may be a page's.
    Number(usize),
}

impl Pages {
    /// Looks at a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let lines: Vec<(usize, &str)> = source.lines().collect();
        let mut pages = Self::default();
        pages.find_numbers(&lines);
        pages.find_breaks(&lines);
        pages.find_running_heads(&lines);
        pages
    }

    /// Whether a page ends between two lines of text.
    #[must_use]
    pub fn end_between(&self, from: usize, to: usize) -> bool {
        from < to && self.ends.range(from + 1..=to).next().is_some()
    }

    /// Numbers of pages, marks of their ends, and comments.
    fn find_numbers(&mut self, lines: &[(usize, &str)]) {
        let is_blank = |at: Option<usize>| {
            let line = at.and_then(|at| lines.get(at));
            line.is_none_or(|(_, line)| line.trim().is_empty() || line.starts_with('\u{c}'))
        };
        let mut numbers: Vec<(usize, usize)> = Vec::new();
        for (at, (number, line)) in lines.iter().enumerate() {
            let before_break = lines.get(at + 1).is_some_and(|(_, next)| next.starts_with('\u{c}'));
            // Set in the middle of the page, it needs no blank line.
            let centred = line.len() - line.trim_start().len() >= CENTRED;
            let alone = is_blank(Some(at + 1)) && (centred || is_blank(at.checked_sub(1)));
            match sign(line) {
                Some(Sign::Comment) => {
                    self.left_out.insert(*number);
                }
                Some(Sign::End(page)) if alone || before_break => {
                    self.end_at(*number);
                    numbers.extend(page.map(|page| (*number, page)));
                }
                Some(Sign::Number(page)) if before_break => {
                    self.end_at(*number);
                    numbers.push((*number, page));
                }
                Some(Sign::Number(page)) if alone => numbers.push((*number, page)),
                _ => {}
            }
        }
        // Between two pages' numbers stands a page.
        let has_text = |from: usize, to: usize| {
            let between = lines.iter().skip(from).take(to.saturating_sub(from + 1));
            between.into_iter().any(|(_, line)| !line.trim().is_empty())
        };
        let counts_on = |a: Option<&(usize, usize)>, b: Option<&(usize, usize)>| {
            a.zip(b).is_some_and(|(a, b)| a.1 < b.1 && b.1 <= a.1 + 2 && has_text(a.0, b.0))
        };
        for (at, (line, _)) in numbers.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| numbers.get(before));
            if counts_on(before, numbers.get(at)) || counts_on(numbers.get(at), numbers.get(at + 1)) {
                self.end_at(*line);
            }
        }
    }

    fn end_at(&mut self, line: usize) {
        self.left_out.insert(line);
        self.ends.insert(line);
    }

    /// Form feeds, which stand before the first line of a page or after the last.
    fn find_breaks(&mut self, lines: &[(usize, &str)]) {
        for (number, line) in lines.iter().filter(|(_, line)| line.contains('\u{c}')) {
            let opens = line.trim_start_matches(' ').starts_with('\u{c}');
            self.ends.insert(if opens { *number } else { number + 1 });
        }
    }

    /// Lines that come again at page ends, and lines that count the pages.
    fn find_running_heads(&mut self, lines: &[(usize, &str)]) {
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut counting: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, (number, line)) in lines.iter().enumerate() {
            if self.left_out.contains(number) || !may_be_head(line) {
                continue;
            }
            if let Some((words, page)) = counted(line) {
                counting.entry(words).or_default().push((*number, page));
            } else if self.is_at_page_end(lines, at) && !opens_letterhead(lines, at) {
                alike.entry(fold_space(line)).or_default().push(*number);
            }
        }
        let pages = self.ends.len();
        for (_, heads) in alike.into_iter().filter(|(_, heads)| heads.len() >= 2 && heads.len() * 3 >= pages) {
            self.left_out.extend(heads);
        }
        for heads in counting.into_values() {
            let rises = heads.windows(2).all(|pair| pair[0].1 < pair[1].1 && pair[1].1 <= pair[0].1 + 3);
            if heads.len() >= 2 && rises {
                heads.into_iter().for_each(|(line, _)| self.end_at(line));
            }
        }
    }

    /// Whether a page's end is the next thing above or below, blank lines aside.
    fn is_at_page_end(&self, lines: &[(usize, &str)], at: usize) -> bool {
        let ends = |at: usize| self.ends.contains(&lines[at].0);
        let is_blank = |at: &usize| lines[*at].1.trim().is_empty();
        let above = (0..at).rev().find(|other| ends(*other) || !is_blank(other));
        let below = (at + 1..lines.len()).find(|other| ends(*other) || !is_blank(other));
        ends(at) || above.into_iter().chain(below).any(ends)
    }
}

/// Whether a place and a date stand near below: then a report begins here, not only a page.
fn opens_letterhead(lines: &[(usize, &str)], at: usize) -> bool {
    /// Lines with words that a letterhead has under its first.
    const NEAR: usize = 8;
    let below = lines[at + 1..].iter().map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    below.take(NEAR).any(|line| super::facts::place_and_date(line.trim_matches('*')).is_some())
}

/// What a line is, when it may be no text.
fn sign(line: &str) -> Option<Sign> {
    let trimmed = line.trim();
    if trimmed.len() > 120 || trimmed.is_empty() {
        return None;
    }
    if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
        let inside = trimmed.trim_start_matches("<!--").trim_end_matches("-->").trim();
        let page = NUMBER.captures(inside).filter(|found| found.get(1).is_some());
        let is_end = page.is_some() || BREAK.is_match(inside);
        return Some(if is_end { Sign::End(page.and_then(|found| found[2].parse().ok())) } else { Sign::Comment });
    }
    if trimmed.contains("page-break") && trimmed.starts_with('<') && trimmed.ends_with('>') {
        return Some(Sign::End(None));
    }
    let decoration = |c: char| c.is_whitespace() || "-–—=*_#~<>[](){}/\\".contains(c);
    let inside = trimmed.trim_matches(decoration);
    if BREAK.is_match(inside) {
        return Some(Sign::End(None));
    }
    let found = NUMBER.captures(inside)?;
    // "- 12 -", "{12}----": signs on both sides; a bracket or a heading's sign alone may be a label's.
    let dashed = trimmed.ends_with(['-', '–', '—', '=']) && trimmed.starts_with(['-', '–', '—', '=', '{']);
    let worded = found.get(1).is_some();
    let page = found[2].parse().unwrap_or_default();
    match (dashed || worded, trimmed.starts_with(|c: char| c.is_ascii_digit())) {
        (true, _) => Some(Sign::End(Some(page))),
        (false, true) if !trimmed.ends_with([')', ']', '}', '*', '_']) => Some(Sign::Number(page)),
        _ => None,
    }
}

/// A short line that closes no sentence and is no row of a table and no label ("Chương 2").
fn may_be_head(line: &str) -> bool {
    let trimmed = line.trim();
    // A numbered heading may well come again, and a label counts as pages do.
    let is_label = numbering::readings(trimmed.trim_start_matches(['#', '*', ' ']))
        .iter()
        .any(|reading| reading.head.label.is_some() || reading.marked && !reading.head.rest.starts_with(['|', '•']));
    (1..=24).contains(&word_count(trimmed))
        && trimmed.len() <= 160
        && !trimmed.starts_with('|')
        && !trimmed.ends_with(['.', ';', ':', ',', '!', '?'])
        && !is_label
}

/// The words and the page's number of a line that has both, well apart.
fn counted(line: &str) -> Option<(String, usize)> {
    let found = COUNTING.captures(line.trim())?;
    let words = found.name("tail").or_else(|| found.name("head"))?.as_str();
    let page = found.name("after").or_else(|| found.name("before"))?.as_str().parse().ok()?;
    let worded = words.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    worded.then(|| (fold_space(words), page))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(text: &str) -> Vec<usize> {
        Pages::of(&Source { name: "t".into(), text: text.into() }).left_out.into_iter().collect()
    }

    #[test]
    fn page_numbers_count_on() {
        assert_eq!(left_out("Một\n\n12\n\nhai\n\n13\n\nba\n\n- 40 -\n\n<!-- x -->\n"), [3, 7, 11, 13]);
        assert!(left_out("Năm\n\n2025\n\nvà\n\n41\n\n- 12 xã\n").is_empty());
        assert!(left_out("Các năm\n\n2023\n\n2024\n\n2025\n\nđều được mùa.\n").is_empty());
        assert_eq!(left_out("Một\n\nTrang 3\n\nhai\n"), [3]);
        assert_eq!(left_out("Một\n3\n\u{c}hai\n"), [2]);
    }

    #[test]
    fn page_ends_are_marked_in_many_ways() {
        for mark in [
            "[Trang 3]",
            "=== Page 3 ===",
            "{3}--------",
            "<page_break>",
            "--- Page 3 of 9 ---",
            "## Trang 3",
            "\\newpage",
        ] {
            assert_eq!(left_out(&format!("Một\n\n{mark}\n\nhai\n")), [3], "{mark}");
        }
        for text in ["(3)", "[3]", "3)", "# 3", "**3**", "I. 3"] {
            assert!(left_out(&format!("Một\n\n{text}\n\nhai\n")).is_empty(), "{text}");
        }
    }

    #[test]
    fn running_heads_come_again_beside_page_numbers() {
        let text = "BÁO CÁO NĂM\n\nMột\n\n3\n\nBÁO CÁO NĂM\n\nhai\n\n4\n\nBÁO CÁO NĂM\n\nba\n";
        assert_eq!(left_out(text), [5, 7, 11, 13]);
        assert_eq!(left_out("Một\n\nSố liệu năm    3\n\nhai\n\nSố liệu năm    4\n\nba\n"), [3, 7]);
        assert!(left_out("Một\n\nChương  3\n\nhai\n\nChương  4\n\nba\n").is_empty());
    }
}
