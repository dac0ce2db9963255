//! Lines that are read as they stand, fenced code and tables in HTML, and what the signs of all other lines mean.
//!
//! In: a source. Out: which of its lines belong to such a block, and each line without pictures, places, tags for print and
//! entities. What always holds: a block has an end in the source; a fence or a table without one is text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::markdown::plain_inline;
use crate::model::report::Lines;
use crate::source::Source;
use crate::text::pattern;

/// What a block that is read as it stands is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Fenced lines.
    Code,
    /// A `<table>`.
    Table,
}

/// The blocks of a source that are read as they stand.
#[derive(Debug, Clone, Default)]
pub struct Verbatim {
    /// What each of their lines belongs to, and the first and last line of it.
    lines: HashMap<usize, (Kind, Lines)>,
}

impl Verbatim {
    /// Finds the blocks of a source.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let lines: Vec<&str> = source.text.split('\n').map(str::trim).collect();
        // For each line the longest fence of each sign that closes something from there on, and whether a table ends there.
        let mut ends = vec![(0, 0, false); lines.len() + 1];
        for (at, line) in lines.iter().enumerate().rev() {
            let (ticks, tildes, table) = ends[at + 1];
            ends[at] =
                (ticks.max(closing(line, '`')), tildes.max(closing(line, '~')), table || line.contains("</table>"));
        }
        let mut found = Self::default();
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at];
            let (ticks, tildes, table) = ends[at + 1];
            let last = if let Some((sign, length)) = opening(line) {
                let longest = if sign == '`' { ticks } else { tildes };
                let closes = |after: &usize| closing(lines[*after], sign) >= length;
                (longest >= length).then(|| (at + 1..lines.len()).find(closes)).flatten().map(|last| (Kind::Code, last))
            } else if is_table(line) && (table || line.contains("</table>")) {
                (at..lines.len()).find(|after| lines[*after].contains("</table>")).map(|last| (Kind::Table, last))
            } else {
                None
            };
            if let Some((kind, last)) = last {
                found.lines.extend((at..=last).map(|line| (line + 1, (kind, (at + 1, last + 1)))));
                at = last;
            }
            at += 1;
        }
        found
    }

    /// The block that a line belongs to, with its first and last line.
    #[must_use]
    pub fn at(&self, number: usize) -> Option<(Kind, Lines)> {
        self.lines.get(&number).copied()
    }

    /// A line as it counts: code as it stands, tables without pictures, all else as its signs mean it.
    #[must_use]
    pub fn bare<'a>(&self, number: usize, line: &'a str) -> Cow<'a, str> {
        match self.at(number) {
            Some((Kind::Code, _)) => line.into(),
            Some((Kind::Table, _)) => without_pictures(line),
            None => meant(line),
        }
    }
}

/// The sign and length of a fence that opens code; words behind it are those of a paragraph.
fn opening(line: &str) -> Option<(char, usize)> {
    let sign = line.chars().next().filter(|sign| "`~".contains(*sign))?;
    let language = line.trim_start_matches(sign);
    let is_name = language.chars().all(|c| c.is_ascii_alphanumeric() || "+-#._".contains(c));
    let length = line.len() - language.len();
    (length >= 3 && is_name).then_some((sign, length))
}

/// The length of a fence that closes code; 0 for all other lines.
fn closing(line: &str, sign: char) -> usize {
    if line.chars().all(|c| c == sign) { line.len() } else { 0 }
}

fn is_table(line: &str) -> bool {
    line.strip_prefix("<table").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '>', '\t']))
}

/// `![words](file)`.
pub static PICTURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)"));
/// `<span id="page-2-0"></span>`, `<a name="fn7"></a>`: places without words.
static ANCHOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"<(?:span|a)\s+(?:id|name)="[^"]*"\s*(?:/>|>\s*</(?:span|a)>)"#));
/// `<b>words</b>`, apart from the words around.
static BOLD: LazyLock<Regex> = LazyLock::new(|| apart("b|strong"));
/// `<i>words</i>`.
static ITALIC: LazyLock<Regex> = LazyLock::new(|| apart("i|em"));
/// `&nbsp;`, `&#160;`.
static ENTITY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"));

/// Words in a tag, with white space or signs on both sides, where stars mark the same.
fn apart(names: &str) -> Regex {
    pattern(&format!(
        r"(?i)(^|[\s(\[“>])<(?:{names})>\s*([^<>*\s](?:[^<>*]*[^<>*\s])?)\s*</(?:{names})>($|[\s.,;:)\]”<])"
    ))
}

/// A line by the words of its pictures, without places that have none.
pub fn without_pictures(line: &str) -> Cow<'_, str> {
    if line.contains(['!', '<']) {
        PICTURE.replace_all(&ANCHOR.replace_all(line, ""), "$1").into_owned().into()
    } else {
        line.into()
    }
}

/// Whether a text has pictures and no words but theirs.
pub fn are_pictures(text: &str) -> bool {
    PICTURE.is_match(text) && !PICTURE.replace_all(text, "").contains(char::is_alphanumeric)
}

/// Whether a line is a rule across the page.
pub fn is_rule(trimmed: &str) -> bool {
    let signs: String = trimmed.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect();
    let row = |sign: char, least: usize| signs.chars().count() >= least && signs.chars().all(|c| c == sign);
    signs.len() == trimmed.replace(|c: char| c.is_whitespace() || c == '\\', "").len()
        && (row('-', 3) || row('_', 3) || row('*', 1) || row('=', 3) || row('–', 2) || row('—', 1))
}

/// A line with what its tags and entities mean.
fn meant(line: &str) -> Cow<'_, str> {
    let mut line = without_pictures(line);
    if line.contains("</") {
        let bold = BOLD.replace_all(&line, "$1**$2**$3").into_owned();
        line = ITALIC.replace_all(&bold, "$1*$2*$3").into_owned().into();
    }
    if line.contains('&') {
        line = ENTITY.replace_all(&line, decoded).into_owned().into();
    }
    line
}

/// The sign that an entity stands for; a sign of Markdown is a letter here.
fn decoded(entity: &Captures<'_>) -> String {
    let sign = plain_inline(&entity[0]);
    match sign.chars().next() {
        Some('&') if sign.len() > 1 => sign,
        None => " ".to_owned(),
        Some(c) if c.is_ascii_punctuation() && sign.len() == 1 => format!("\\{c}"),
        Some(c) if c.is_control() || ('\u{e000}'..='\u{e001}').contains(&c) => String::new(),
        Some(_) => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Option<Kind>> {
        let source = Source::from_bytes("a", text.as_bytes()).expect("text");
        let found = Verbatim::of(&source);
        source.lines().map(|(number, _)| found.at(number).map(|(kind, _)| kind)).collect()
    }

    #[test]
    fn blocks_have_an_end() {
        let (code, table) = (Some(Kind::Code), Some(Kind::Table));
        assert_eq!(kinds("```\na\n```\nb"), [code, code, code, None]);
        assert_eq!(kinds("````\n```\n````\n~~~"), [code, code, code, None]);
        assert_eq!(kinds("```\na\n\n``` words here\nb"), [None; 5]);
        assert_eq!(kinds("<table>\n\n</table> a\nb"), [table, table, table, None]);
        assert_eq!(kinds("<table>\n<tr>\na"), [None; 3]);
        assert_eq!(kinds("<tablet>\n</table>"), [None; 2]);
    }

    #[test]
    fn tags_and_entities_mean_what_they_say() {
        for (line, expected) in [
            ("<b>1. Mục tiêu</b>", "**1. Mục tiêu**"),
            ("a <strong>b </strong>, <i>c</i>", "a **b**, *c*"),
            ("a<b>b</b>c <b></b> <b>d", "a<b>b</b>c <b></b> <b>d"),
            ("5&nbsp;000 &amp; &lt;b&gt; &copy; &x; &bogus;", "5 000 \\& \\<b\\> © &x; &bogus;"),
            ("![a](b.png)<a name=\"c\"></a>d", "ad"),
        ] {
            assert_eq!(meant(line), expected);
        }
    }
}
