//! Signs that are no letters and stand in the text all the same: soft hyphens, and control characters that a program left.
//!
//! In: a source. Out: the source without them, line for line, and the lines that had control characters. A word that a soft
//! hyphen broke at the end of a line is whole on that line, however many blank lines follow.

use std::borrow::Cow;

use super::verbatim::{Kind, Verbatim};
use crate::source::Source;

/// Where a word may be broken, and what a word processor writes for it.
const SOFT: [char; 2] = ['\u{ad}', '\u{1f}'];
/// A hyphen at which no line ends, as a word processor writes it.
const HARD: char = '\u{1e}';

/// The source without such signs, and the lines that had control characters.
#[must_use]
pub fn take(source: &Source) -> (Cow<'_, Source>, Vec<usize>) {
    if !source.text.contains(|c| SOFT.contains(&c) || is_control(c)) {
        return (Cow::Borrowed(source), Vec::new());
    }
    let verbatim = Verbatim::of(source);
    let is_code = |number: usize| matches!(verbatim.at(number), Some((Kind::Code, _)));
    let mut controls = Vec::new();
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for (number, line) in source.lines() {
        if line.contains(is_control) {
            controls.push(number);
        }
        let has_some = line.contains(|c| SOFT.contains(&c) || is_control(c));
        lines.push(if has_some && !is_code(number) { cleaned(line).into() } else { line.into() });
    }
    for at in 0..lines.len() {
        if !is_code(at + 1)
            && let Some(below) = (at + 1..lines.len()).find(|below| !lines[*below].trim().is_empty())
            && let Some((whole, rest)) = mended(&lines[at], &lines[below])
        {
            (lines[at], lines[below]) = (whole.into(), rest.into());
        }
    }
    (Cow::Owned(source.with_text(lines.join("\n"))), controls)
}

/// What no text has: all control characters but those that end lines and pages, and tabs.
fn is_control(c: char) -> bool {
    c.is_control() && !"\n\t\u{c}".contains(c) && !SOFT.contains(&c)
}

/// A line without control characters, and without soft hyphens but the one at its end.
fn cleaned(line: &str) -> String {
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let ends_softly = end.ends_with(SOFT);
    let inner = end.trim_end_matches(SOFT).len();
    let mut out = String::with_capacity(line.len());
    let mut chars = line[..inner].chars().peekable();
    while let Some(c) = chars.next() {
        let between = |next: Option<&char>| {
            out.ends_with(char::is_alphanumeric) && next.is_some_and(|next| next.is_alphanumeric())
        };
        match c {
            HARD => out.push('-'),
            _ if SOFT.contains(&c) => {
                // "in­ formiert": the line's end that stood here became a blank.
                let mut ahead = chars.clone();
                while ahead.next_if(|next| *next == ' ').is_some() {}
                if ahead.peek().is_some_and(|next| next.is_lowercase()) {
                    chars = ahead;
                }
            }
            _ if is_control(c) => {
                if between(chars.peek()) {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    if ends_softly {
        out.push(SOFT[0]);
    }
    let rest = line[inner..].trim_start_matches(SOFT);
    out + rest
}

/// A line that ends with half a word, and the line below it, when that has the other half: the word whole, and the rest.
fn mended(line: &str, below: &str) -> Option<(String, String)> {
    let is_sign = |c: char| c == '*' || c == '_';
    let end = line.trim_end().trim_end_matches(is_sign);
    let head = end.strip_suffix(SOFT)?;
    let signs = &line.trim_end()[end.len()..];
    let blank = below.len() - below.trim_start().len();
    let (indent, words) = below.split_at(blank);
    let opening = words.len() - words.trim_start_matches(is_sign).len();
    let (opening, words) = words.split_at(opening);
    // Only what goes on in the same print goes on with the word.
    if opening != signs || !words.starts_with(char::is_lowercase) || !head.ends_with(char::is_alphabetic) {
        return None;
    }
    let length = words.find(char::is_whitespace).unwrap_or(words.len());
    // A note's mark behind the word stays with it.
    let length = match words[length..].contains(char::is_alphabetic) {
        true => length + mark(&words[length..]),
        false => words.trim_end().len(),
    };
    let (tail, rest) = words.split_at(length);
    let rest = rest.trim_start();
    let trailing = if !rest.is_empty() { format!("{indent}{opening}{rest}") } else { String::new() };
    // "**Kos­**" and "**ten**": the signs close with the word.
    let tail = if rest.is_empty() { tail.strip_suffix(signs).unwrap_or(tail) } else { tail };
    Some((format!("{head}{tail}{signs}"), trailing))
}

/// The length of the mark of a note in brackets that a text begins with, blanks with it: " [14]".
fn mark(text: &str) -> usize {
    let bare = text.trim_start();
    let label = bare.strip_prefix('[').and_then(|inside| inside.split_once(']')).map_or("", |(label, _)| label);
    let is_label = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    if is_label { text.len() - bare.len() + label.len() + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        take(&Source { name: "t".into(), text: text.into(), ..Source::default() }).0.text.clone()
    }

    #[test]
    fn soft_hyphens_join_what_they_broke() {
        for (text, expected) in [
            ("the fish\u{ad}ing fleet", "the fishing fleet"),
            ("the fish\u{ad} ing fleet", "the fishing fleet"),
            ("the fish\u{ad}\ning fleet.", "the fishing\nfleet."),
            ("the fish\u{ad}\n\ning", "the fishing\n\n"),
            ("in the fish\u{ad}\n\ning. [3]", "in the fishing. [3]\n\n"),
            ("in the fish\u{ad}\ning. [3] The boats", "in the fishing. [3]\nThe boats"),
            ("_the fish\u{ad}_\n\n_ing fleet_", "_the fishing_\n\n_fleet_"),
            ("**the fish\u{ad}**\n\n\n**ing fleet**", "**the fishing**\n\n\n**fleet**"),
            ("the fish\u{ad}\n\nBoats", "the fish\u{ad}\n\nBoats"),
            ("boat\u{1e}house", "boat-house"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn control_characters_go_and_are_told() {
        let source =
            Source { name: "t".into(), text: "# Boats\u{7}\n1. \u{7}Nets\none\u{b}two\n".into(), ..Source::default() };
        let (read, lines) = take(&source);
        assert_eq!(read.text, "# Boats\n1. Nets\none two\n");
        assert_eq!(lines, [1, 2, 3]);
    }
}
