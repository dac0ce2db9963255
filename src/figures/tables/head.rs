//! What the head of a column says: a time, a kind, a unit, and what is left.
//!
//! In: the words of a head. Out: a [`Head`]. What always holds: what is none of the four is left over; a head that names two times that
//! are no span compares, or says nothing.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::vocabulary::Vocabulary;
use super::super::words::{Words, find, has};
use super::units;
use crate::text::{fold_space, pattern, word_count};

/// What kind a head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// "Baseline".
    Baseline,
    /// "Target".
    Target,
    /// "Plan", "budget".
    Plan,
    /// "Actual", "estimate".
    Result,
    /// "Forecast": none that a figure has.
    Outlook,
}

/// The head of a column.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Its time as figures write it.
    pub period: Option<String>,
    /// The last year of it.
    pub end: Option<u16>,
    /// What kind it says.
    pub says: Option<Says>,
    /// The unit in its bracket.
    pub unit: Option<String>,
    /// Whether it compares, and is of its own measure.
    pub compares: bool,
    /// What else it says.
    pub tail: String,
}

static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:[a-z]{2} ?)?(?P<a>(?:19|20)\d\d)(?:\s*[-–—/]\s*(?P<b>(?:19|20)?\d\d)\b)?(?P<sign>[ef]\b)?")
});

impl Head {
    /// Of the words of a head.
    pub fn read(text: &str, language: &Vocabulary) -> Self {
        let mut head = Self::default();
        let mut left = Words::new(&fold_space(text));
        if let Some((unit, range)) = units::bracket(&left.raw, language) {
            head.unit = Some(unit);
            cut(&mut left, range);
        }
        for word in language.table_notes {
            if let Some(at) = find(&left.low, word) {
                cut(&mut left, at..at + word.len());
            }
        }
        let years = spans(&left.low);
        let goes_back = years.iter().any(|(from, to, _)| to.is_some_and(|to| to <= *from));
        head.end = years.iter().map(|(from, to, _)| to.unwrap_or(*from).max(*from)).max();
        head.compares = goes_back || has(&left.low, language.table_changes) || left.low.starts_with('%');
        if has(&left.low, language.table_outlooks) {
            head.says = Some(Says::Outlook);
        }
        if head.compares || years.len() > 1 {
            head.period = head.end.filter(|_| head.compares).map(|year| year.to_string());
            if let ([(_, _, range)], false) = (&years[..], goes_back) {
                cut(&mut left, range.clone());
            }
            head.tail = tail(&left.raw, language);
            return head;
        }
        head.says = says(&mut left, language).or(head.says);
        if let Some((from, to, range)) = years.first().cloned() {
            let span = time_around(&left.low, &range, language);
            let is_part =
                has(&left.low[span.clone()], language.table_parts_of_years) || left.low[..range.start].ends_with('/');
            head.period = Some(if is_part { fold_space(&left.raw[span.clone()]) } else { written(from, to) });
            if left.low[range.clone()].ends_with('f') {
                head.says = Some(Says::Outlook);
            }
            cut(&mut left, if is_part { span } else { range });
        }
        head.tail = tail(&left.raw, language);
        head
    }

    /// Whether it says when, or of which kind.
    pub fn is_timed(&self) -> bool {
        let most = if self.end.is_some() { MOST_LEFT } else { MOST_BESIDE_KINDS };
        (self.end.is_some() || self.says.is_some()) && word_count(&self.tail) <= most
    }
}

/// The years that words name, with the second of a span, and where.
fn spans(low: &str) -> Vec<(u16, Option<u16>, Range<usize>)> {
    let span = |caught: regex::Captures<'_>| {
        let from: u16 = caught.name("a")?.as_str().parse().ok()?;
        let to = caught.name("b").and_then(|b| b.as_str().parse::<u16>().ok());
        let to = to.map(|to| if to < 100 { from / 100 * 100 + to } else { to });
        Some((from, to, caught.get(0)?.range()))
    };
    YEARS.captures_iter(low).filter_map(span).collect()
}

/// The words of a time around its year: "Apr-Sept 2022", "as on 31 March 2023", "6 tháng đầu năm 2024".
fn time_around(low: &str, year: &Range<usize>, language: &Vocabulary) -> Range<usize> {
    let part = |part: &str| {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let is_word = language.table_parts_of_years.contains(&part) || language.table_time_words.contains(&part);
        part.is_empty() || is_word || part.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_of_time = |word: &&str| word.split(['-', '–', '—', '/']).all(part);
    let length =
        |words: &mut dyn Iterator<Item = &str>| words.take_while(is_of_time).map(|word| word.len() + 1).sum::<usize>();
    let before = low[..year.start].trim_end();
    let after = low[year.end..].trim_start();
    let from = before.len().saturating_sub(length(&mut before.split(' ').rev()));
    let from = if before.is_empty() { year.start } else { from + usize::from(from > 0) };
    let to = low.len() - after.len() + length(&mut after.split(' ')).min(after.len());
    let from = low.ceil_char_boundary(from.min(year.start));
    from..low.floor_char_boundary(to.max(year.end))
}

fn written(from: u16, to: Option<u16>) -> String {
    to.map_or_else(|| from.to_string(), |to| format!("{from}-{to}"))
}

/// Whether words name a year.
pub fn has_year(text: &str) -> bool {
    !spans(&text.to_lowercase()).is_empty()
}

/// The one time that words name, and its last year.
pub fn period(text: &str) -> Option<(String, u16)> {
    match spans(&text.to_lowercase())[..] {
        [(from, to, _)] if to.is_none_or(|to| to > from) => Some((written(from, to), to.unwrap_or(from))),
        _ => None,
    }
}

/// The most words that a head may say beside time, kind and unit.
const MOST_LEFT: usize = 8;
/// The most beside a kind alone: a sentence with such a word is no head of a plan or a result.
const MOST_BESIDE_KINDS: usize = 2;

/// Whether words are a time and nothing else.
pub fn is_time_alone(text: &str, language: &Vocabulary) -> bool {
    let head = Head::read(text, language);
    head.period.is_some() && head.tail.is_empty() && !head.compares
}

/// Puts blanks where words were taken.
fn cut(words: &mut Words, range: Range<usize>) {
    let blank = " ".repeat(range.len());
    words.raw.replace_range(range.clone(), &blank);
    words.low.replace_range(range, &blank);
}

/// The kind that words say, which are taken; none where they say two.
fn says(left: &mut Words, language: &Vocabulary) -> Option<Says> {
    let lists = [
        (language.table_outlooks, Says::Outlook),
        (language.table_baselines, Says::Baseline),
        (language.table_targets, Says::Target),
        (language.table_plans, Says::Plan),
        (language.table_results, Says::Result),
    ];
    let mut said: Vec<Says> = Vec::new();
    for (list, kind) in lists {
        let mut words: Vec<&&str> = list.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for word in words {
            if let Some(at) = find(&left.low, word) {
                cut(left, at..at + word.len());
                said.push(kind);
            }
        }
    }
    // What is estimated of a plan is neither; what an outlook is of, an outlook.
    said.dedup();
    match said[..] {
        [one] => Some(one),
        [] => None,
        _ => Some(Says::Outlook),
    }
}

/// What is left, without the words for a year and signs around it.
fn tail(raw: &str, language: &Vocabulary) -> String {
    let says_nothing = |word: &&str| {
        let low = super::super::words::lower(word);
        let bare = low.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        bare.is_empty() || language.table_time_words.contains(&bare)
    };
    let mut words: Vec<&str> = raw.split_whitespace().skip_while(says_nothing).collect();
    while words.last().is_some_and(says_nothing) {
        words.pop();
    }
    words.join(" ").trim_matches(|c: char| !c.is_alphanumeric() && !"()%".contains(c)).to_owned()
}
