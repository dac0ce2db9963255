//! The lines of a source as notes are looked for in them, and the page of each.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::import::joined_notes::NOTE_END;
use crate::import::marks;
use crate::import::pages::{Pages, is_foot_rule};
use crate::import::verbatim::Verbatim;
use crate::source::{FOOT_LINE, Source};

/// A line of the source that may hold text.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Its number in the source; notes behind one another on one line are lines with the same number.
    pub number: usize,
    /// Where it begins in the source's line, in bytes.
    pub start: usize,
    /// As it stands there.
    pub text: Cow<'a, str>,
    /// Nothing but white space stands right above it: a blank line, a page's end, what is left out.
    pub opens: bool,
    /// What it cannot be.
    pub kind: Kind,
    /// The rule above the notes of a page stands behind its words or under them.
    pub foot_rule: bool,
    /// The source's reader saw it among the notes at the foot of its page.
    pub at_foot: bool,
}

/// What a line cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// `#` and its words.
    Heading,
    /// A row of a table or a line of code: digits in it are figures.
    Table,
    /// A rule.
    Rule,
}

/// The lines that may hold text, what is left out aside.
pub fn of<'a>(source: &'a Source, pages: &Pages, openers: &BTreeSet<usize>, verbatim: &Verbatim) -> Vec<Line<'a>> {
    let mut found: Vec<Line<'_>> = Vec::new();
    let mut opens = true;
    let (wide, blank) = source
        .lines()
        .filter(|(_, line)| line.trim().is_empty())
        .fold((0, 0), |(wide, all), (_, line)| (wide + usize::from(is_blank_rule(line)), all + 1));
    let has_blank_rules = wide * 4 <= blank;
    for (number, line) in source.lines() {
        let trimmed = line.trim();
        if let Some(above) = found.last_mut().filter(|_| has_blank_rules && is_blank_rule(line)) {
            above.foot_rule = true;
        }
        if trimmed.is_empty() || pages.left_out.contains_key(&number) {
            opens = true;
            continue;
        }
        let is_rule = trimmed.len() >= 3 && trimmed.chars().all(|c| "-_*=–— ".contains(c));
        let kind = match trimmed.as_bytes()[0] {
            _ if verbatim.at(number).is_some() => Kind::Table,
            _ if is_rule => Kind::Rule,
            b'#' => Kind::Heading,
            b'|' => Kind::Table,
            _ => Kind::Text,
        };
        let opens_here = opens || openers.contains(&number) || line.starts_with('\u{c}');
        let foot_rule = is_foot_rule(line);
        let at_foot = line.ends_with(FOOT_LINE);
        let mut start = 0;
        for part in line.split(NOTE_END) {
            let text = without_rule(marks::without_private(part));
            found.push(Line { number, start, text, opens: opens_here || start > 0, kind, foot_rule, at_foot });
            start += part.len() + NOTE_END.len_utf8();
        }
        opens = is_rule || foot_rule;
    }
    found
}

/// A line of blanks alone: all that a program left of the rule above the notes, where most blank lines are empty.
fn is_blank_rule(line: &str) -> bool {
    /// Fewer blanks are an indent.
    const WIDTH: usize = 30;
    line.len() >= WIDTH && line.bytes().all(|byte| byte == b' ')
}

/// The page of each line, counted by the ends that the source shows.
pub fn page_numbers(lines: &[Line<'_>], pages: &Pages) -> Vec<usize> {
    pages.of_lines(lines.iter().map(|line| line.number)).collect()
}

/// A line of text without the rule that a program set behind it.
pub fn without_rule(line: Cow<'_, str>) -> Cow<'_, str> {
    let words = line.trim_end().trim_end_matches('_');
    if words.trim().is_empty() || !is_foot_rule(&line) {
        return line;
    }
    let length = words.len();
    Cow::Owned(line[..length].to_owned())
}
