//! What a page has besides its text: its number, the mark of its end, the lines that stand at its head or foot on every page.
//!
//! In: a source. Out: the lines that are no text, and the places where a page ends.
//! Invariant: a number alone on a line is a page's only where others count with it or a page break
//! stands beside it; a line is a running head only where it comes again beside page ends or counts pages itself.

use std::collections::{BTreeMap, BTreeSet};

use super::echoes;
pub use super::page_rows::is_foot_rule;
use super::page_rows::{LoneNumber, Period, counting_on, dotted_rules, labels_under_rules, stands_alone, stands_apart};
use super::running_heads::{bare, beside_heads, counting_heads, may_be_head};
use super::sentence;

use crate::language;
use crate::source::{PARAGRAPH_END, Source};

/// What a line is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    /// A page's number.
    PageNumber,
    /// The mark of a page's end.
    PageEnd,
    /// A line that comes again beside page ends, or counts the pages.
    RunningHead,
    /// A comment of a program.
    Comment,
    /// The rule above the notes of a page.
    NoteRule,
    /// The label of a note, set apart from the note's words, which are kept under it.
    NoteLabel,
}

/// The pages of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages {
    /// The lines that are no text, with what they are instead.
    pub left_out: BTreeMap<usize, Furniture>,
    /// The lines at which a page ends; a line of text that a form feed opens is one.
    pub ends: BTreeSet<usize>,
    /// The numbers that are printed on the pages, by their lines.
    pub numbers: BTreeMap<usize, usize>,
    /// The source has form feeds: a page ends there and nowhere else.
    breaks: bool,
}

/// Pages that show what every page has.
const MANY: usize = 4;
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
        pages.find_breaks(&lines);
        // Titles of forms come again page after page as heads do; a reader that saw the places knows better.
        if source.is_laid_out() {
            return pages;
        }
        // Text that flows has no heads of pages, unless it counts pages.
        if source.text.contains(PARAGRAPH_END) && !pages.clone().counts(&lines) {
            return pages;
        }
        let echoes = echoes::find(&lines).into_iter();
        pages.left_out.extend(echoes.map(|at| (lines[at].0, Furniture::RunningHead)));
        let rules = dotted_rules(&lines).into_iter();
        pages.left_out.extend(rules.map(|at| (lines[at].0, Furniture::NoteRule)));
        let period = Period::of(&lines);
        pages.find_counting(&lines, &period);
        pages.find_numbers(&lines, &period);
        // A line that comes again may stand beside another one, not beside the page's number.
        while pages.find_running(&lines, &period) {}
        pages
    }

    /// Whether numbers of pages are found.
    fn counts(mut self, lines: &[(usize, &str)]) -> bool {
        let period = Period::of(lines);
        self.find_counting(lines, &period);
        self.find_numbers(lines, &period);
        !self.numbers.is_empty()
    }

    /// Whether a page ends between two lines of text.
    #[must_use]
    pub fn end_between(&self, from: usize, to: usize) -> bool {
        from < to && self.ends.range(from + 1..=to).next().is_some()
    }

    /// How many pages end between two lines of text.
    #[must_use]
    pub fn ends_between(&self, from: usize, to: usize) -> usize {
        if from < to { self.ends.range(from + 1..=to).count() } else { 0 }
    }

    /// The pages of lines that rise, by the ends that the source shows, from 0.
    pub fn of_lines(&self, lines: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        let mut ends = self.ends.iter().peekable();
        let mut page = 0;
        lines.map(move |line| {
            while ends.next_if(|end| **end <= line).is_some() {
                page += 1;
            }
            page
        })
    }

    /// Whether form feeds part the pages: only then is a page known by its place in the file.
    #[must_use]
    pub fn are_counted(&self) -> bool {
        self.breaks
    }

    /// Numbers of pages, marks of their ends, and comments.
    fn find_numbers(&mut self, lines: &[(usize, &str)], period: &Period) {
        let labels = labels_under_rules(lines);
        let under_heads = beside_heads(lines, period);
        let mut numbers: Vec<LoneNumber> = Vec::new();
        for (at, (number, line)) in lines.iter().enumerate().filter(|(at, _)| !labels.contains(at)) {
            let before_break = lines.get(at + 1).is_some_and(|(_, next)| next.starts_with('\u{c}'));
            let alone = stands_alone(lines, at);
            match sign(line) {
                Some(Sign::Comment) => {
                    self.left_out.insert(*number, Furniture::Comment);
                }
                Some(Sign::End(page)) if alone || before_break => {
                    self.end_at(*number, page.map_or(Furniture::PageEnd, |_| Furniture::PageNumber));
                    numbers.extend(page.map(|value| LoneNumber { at, value, sure: true }));
                }
                Some(Sign::Number(value)) if before_break || line.starts_with('\u{c}') => {
                    self.end_at(*number, Furniture::PageNumber);
                    numbers.push(LoneNumber { at, value, sure: true });
                }
                // "Page 3" beside other lines of a head or foot counts only where it counts on.
                Some(Sign::End(Some(value))) => numbers.push(LoneNumber { at, value, sure: false }),
                Some(Sign::Number(value)) if alone || under_heads.contains(&at) => {
                    numbers.push(LoneNumber { at, value, sure: false });
                }
                _ => {}
            }
        }
        // Chapters may be counted by headings of a number alone; those of pages cut sentences.
        let is_heading = |number: &LoneNumber| lines[number.at].1.trim_start().starts_with('#');
        let cutting = |number: &&LoneNumber| is_heading(number) && sentence::is_cut_by(lines, number.at);
        if numbers.iter().filter(cutting).count() < 2 {
            numbers.retain(|number| number.sure || !is_heading(number));
        }
        // Where heads count the pages, a number alone counts something else.
        let by_heads = self.numbers.len();
        let counting = match self.breaks {
            _ if by_heads >= MANY && by_heads * 2 >= self.ends.len() => BTreeSet::new(),
            true => self.with_offset(lines),
            false => counting_on(&numbers, lines),
        };
        let sure = numbers.iter().filter(|number| number.sure).map(|number| number.at);
        for at in counting.into_iter().chain(sure) {
            self.end_at(lines[at].0, Furniture::PageNumber);
            if let Some(Sign::Number(page) | Sign::End(Some(page))) = sign(lines[at].1) {
                self.numbers.insert(lines[at].0, page);
            }
        }
    }

    /// Where form feeds part the pages: the lone numbers that differ from their page's place in the file by what most of
    /// them do.
    fn with_offset(&self, lines: &[(usize, &str)]) -> BTreeSet<usize> {
        let pages = self.of_lines(lines.iter().map(|(number, _)| *number));
        let mut by_offset: BTreeMap<i64, Vec<(usize, usize)>> = BTreeMap::new();
        for ((at, (_, line)), page) in lines.iter().enumerate().zip(pages) {
            if let Some(Sign::Number(value) | Sign::End(Some(value))) = sign(line) {
                let offset = i64::try_from(value).unwrap_or_default() - i64::try_from(page).unwrap_or_default();
                by_offset.entry(offset).or_default().push((page, at));
            }
        }
        let pages = |places: &[(usize, usize)]| places.iter().map(|(page, _)| page).collect::<BTreeSet<_>>().len();
        let mut best = by_offset.into_values().max_by_key(|places| pages(places)).unwrap_or_default();
        // Labels of notes may differ so from a few pages by chance.
        if pages(&best) < 2 || pages(&best) * 4 < self.ends.len() {
            return BTreeSet::new();
        }
        // "2/20" on all pages but one: what stands there is another number.
        let is_of = |at: usize| lines[at].1.trim().contains(|c: char| !c.is_ascii_digit());
        let of = best.iter().filter(|(_, at)| is_of(*at)).count();
        let is_habit = of >= 3 && of * 3 >= best.len() * 2;
        best.retain(|(_, at)| !is_habit || is_of(*at));
        // One a page: the last, since notes may begin with figures.
        best.into_iter().collect::<BTreeMap<usize, usize>>().into_values().collect()
    }

    fn end_at(&mut self, line: usize, what: Furniture) {
        self.left_out.entry(line).or_insert(what);
        if !self.breaks {
            self.ends.insert(line);
        }
    }

    /// Form feeds, which stand before the first line of a page or after the last.
    fn find_breaks(&mut self, lines: &[(usize, &str)]) {
        for (number, line) in lines.iter().filter(|(_, line)| line.contains('\u{c}')) {
            let opens = line.trim_start_matches(' ').starts_with('\u{c}');
            self.ends.insert(if opens { *number } else { number + 1 });
        }
        self.breaks = self.ends.len() >= 2;
    }

    /// Lines that count the pages beside their words.
    fn find_counting(&mut self, lines: &[(usize, &str)], period: &Period) {
        let is_free = |at: &usize| !self.left_out.contains_key(&lines[*at].0);
        for (at, page) in counting_heads(lines, &is_free, period) {
            self.end_at(lines[at].0, Furniture::RunningHead);
            if let Some(page) = page {
                self.numbers.entry(lines[at].0).or_insert(page);
            }
        }
    }

    /// Lines that come again at page ends; whether new ones were found.
    fn find_running(&mut self, lines: &[(usize, &str)], period: &Period) -> bool {
        let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (number, line)) in lines.iter().enumerate() {
            if self.left_out.contains_key(number) || line.trim().is_empty() || opens_letterhead(lines, at) {
                continue;
            }
            // The lines of one title come again together.
            let block = echoes::block(lines, at);
            let words: Vec<String> = lines[block].iter().map(|(_, line)| bare(line)).collect();
            alike.entry(words.join(" ")).or_default().push(at);
        }
        let pages = self.ends.len();
        let mut found = false;
        for (words, places) in alike.into_iter().filter(|(_, places)| places.len() >= 2) {
            let beside: Vec<usize> = places.iter().copied().filter(|at| self.is_at_page_end(lines, *at)).collect();
            if !may_be_head(&words) || !places.iter().all(|at| may_be_head(lines[*at].1)) {
                // Whatever stands at the ends of most pages and nowhere else is no text, a sentence too.
                let is_foot = beside.len() >= MANY && beside.len() * 2 >= pages && beside.len() == places.len();
                // The half of a sentence belongs to the line above.
                let is_half =
                    |at: &&usize| !at.checked_sub(1).is_some_and(|at| self.left_out.contains_key(&lines[at].0));
                let cuts = words.starts_with(char::is_lowercase) && beside.iter().any(|at| is_half(&at));
                if is_foot && !cuts && !words.starts_with('|') {
                    self.left_out.extend(beside.iter().map(|at| (lines[*at].0, Furniture::RunningHead)));
                    found = true;
                }
                continue;
            }
            let cuts = places.iter().filter(|at| stands_apart(lines, **at) && sentence::is_cut_by(lines, **at)).count();
            let often = beside.len() >= 2 && beside.len() * 3 >= pages.min(12);
            // A head comes once a page; cells of a table come several times.
            let is_overleaf = |pair: &&[usize]| self.end_between(lines[pair[0]].0, lines[pair[1]].0);
            let is_once = pages < MANY || (1 + places.windows(2).filter(is_overleaf).count()) * 10 >= places.len() * 9;
            let cutting =
                is_once && places.len() >= 4 && cuts >= 2 && cuts * 4 >= places.len() && period.is_of_pages(&places);
            // Where pages are many, what stands at the ends of most of them is no text on the others.
            let on_pages = pages >= 6 && places.len() * 2 >= pages && places.len() <= pages + pages / 4;
            let everywhere = on_pages && is_once && beside.len() * 3 >= places.len();
            // A running head is as good a sign of a page's end as its number.
            if cutting || everywhere {
                places.iter().for_each(|at| self.end_at(lines[*at].0, Furniture::RunningHead));
            } else if often && beside.len() * 2 >= places.len() {
                self.left_out.extend(beside.iter().map(|at| (lines[*at].0, Furniture::RunningHead)));
            } else {
                continue;
            }
            found = true;
        }
        found
    }

    /// Whether a page's end is the next thing above or below, blank lines and what is left out aside.
    fn is_at_page_end(&self, lines: &[(usize, &str)], at: usize) -> bool {
        let ends = |at: usize| self.ends.contains(&lines[at].0);
        let is_nothing = |at: &usize| lines[*at].1.trim().is_empty() || self.left_out.contains_key(&lines[*at].0);
        let above = (0..at).rev().find(|other| ends(*other) || !is_nothing(other));
        let below = (at + 1..lines.len()).find(|other| ends(*other) || !is_nothing(other));
        ends(at) || above.into_iter().chain(below).any(ends)
    }
}

/// Whether a place and a date stand near below: then a report begins here, not only a page.
fn opens_letterhead(lines: &[(usize, &str)], at: usize) -> bool {
    /// Lines with words that a letterhead has under its first.
    const BELOW: usize = 8;
    let below = lines[at + 1..].iter().map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    below.take(BELOW).any(|line| super::days::place_and_date(line.trim_matches('*')).is_some())
}

/// What a line is, when it may be no text.
fn sign(line: &str) -> Option<Sign> {
    let trimmed = line.trim();
    if trimmed.len() > 120 || trimmed.is_empty() {
        return None;
    }
    let words = language::any();
    if trimmed.starts_with("<!--") && trimmed.ends_with("-->") {
        let inside = trimmed.trim_start_matches("<!--").trim_end_matches("-->").trim();
        let page = words.page_number().captures(inside).filter(|found| found.get(1).is_some());
        let is_end = page.is_some() || words.page_break().is_match(inside);
        return Some(if is_end { Sign::End(page.and_then(|found| found[2].parse().ok())) } else { Sign::Comment });
    }
    if trimmed.contains("page-break") && trimmed.starts_with('<') && trimmed.ends_with('>') {
        return Some(Sign::End(None));
    }
    let decoration = |c: char| c.is_whitespace() || "-–—=*_#~<>[](){}/\\".contains(c);
    let inside = trimmed.trim_matches(decoration);
    if words.page_break().is_match(inside) {
        return Some(Sign::End(None));
    }
    let found = words.page_number().captures(inside)?;
    // "- 12 -", "{12}----": signs on both sides; a bracket or a heading's sign alone may be a label's.
    let dashed = trimmed.ends_with(['-', '–', '—', '=']) && trimmed.starts_with(['-', '–', '—', '=', '{']);
    let worded = found.get(1).is_some();
    let page = found[2].parse().unwrap_or_default();
    // "**12**", "#### **12**": a converter kept the print of the page's number.
    let emphasis = trimmed.trim_start_matches('#').trim_start().trim_matches(['*', '_']);
    let plain = emphasis.starts_with(|c: char| c.is_ascii_digit()) && !emphasis.ends_with([')', ']', '}']);
    match (dashed || worded, plain) {
        (true, _) => Some(Sign::End(Some(page))),
        (false, true) => Some(Sign::Number(page)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(text: &str) -> Vec<usize> {
        Pages::of(&Source { name: "t".into(), text: text.into(), ..Source::default() }).left_out.into_keys().collect()
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
        assert_eq!(left_out("Một\n\nSố liệu!    -3-\n\nhai\n\nSố liệu!    -4-\n\nba\n"), [3, 7]);
        assert_eq!(left_out("Một\n\nSố liệu | Trang 3 / 9\n\nhai\n\nSố liệu | Trang 4 / 9\n\nba\n"), [3, 7]);
        let text = "Xã có ba bến đò và hai cây cầu.\n".repeat(20);
        let glued = |page: usize| format!("BẾN VÀ CẦU\n{page}\n{text}");
        assert_eq!(left_out(&(3..8).map(glued).collect::<String>()), [1, 2, 23, 24, 45, 46, 67, 68, 89, 90]);
        let row = |number: usize| format!("{number}\nSửa bến đò số {number} của xã\nQuý IV\n");
        assert!(left_out(&(1..20).map(row).collect::<String>()).is_empty());
        assert!(left_out("Một\n\nChương  3\n\nhai\n\nChương  4\n\nba\n").is_empty());
    }
}
