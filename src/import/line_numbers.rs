//! The numbers that a draft prints before its lines, in a text that kept them.
//!
//! In: a source. Out: the source without them, line for line; they are told as left out.
//! Invariant: most lines have one, they count on from line to line, and the text runs on across them: a list, a table, or a text of titles keeps
//! its numbers.

use std::borrow::Cow;

use crate::source::{LeftOutLine, Source};

/// So many lines in a row that count on have numbers of lines.
const ROW: usize = 8;
/// So many tenths of all lines stand in such rows …
const MOST: usize = 6;
/// … and of these go on with the line above, by their small letter.
const RUNNING: usize = 3;

/// The source without the numbers of its lines.
#[must_use]
pub fn take(source: &Source) -> Cow<'_, Source> {
    let lines: Vec<(usize, &str)> = source.lines().filter(|(_, line)| !line.trim().is_empty()).collect();
    let numbers: Vec<Option<(usize, usize)>> = lines.iter().map(|(_, line)| number(line)).collect();
    let value = |at: usize| numbers[at].map(|(value, _)| value);
    let mut found: Vec<usize> = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        let goes_on = at < lines.len() && value(at).zip(value(at - 1)).is_some_and(|(own, last)| own == last + 1);
        if !goes_on {
            found.extend((from..at).filter(|_| at - from >= ROW));
            from = at;
        }
    }
    let rest = |at: usize| numbers[at].map_or("", |(_, end)| lines[at].1[end..].trim_start());
    let running = found.iter().filter(|at| rest(**at).starts_with(char::is_lowercase)).count();
    if found.is_empty() || found.len() * 10 < lines.len() * MOST || running * 10 < found.len() * RUNNING {
        return Cow::Borrowed(source);
    }
    let mut text: Vec<Cow<'_, str>> = source.text.split('\n').map(Cow::Borrowed).collect();
    let mut left_out = source.left_out.clone();
    for at in found {
        let (number, line) = lines[at];
        let words = value(at).unwrap_or_default().to_string();
        left_out.push(LeftOutLine { line: number, what: "left-line-numbers", words });
        let (before, after) = line.split_at(numbers[at].map_or(0, |(_, end)| end));
        text[number - 1] = if before.starts_with('\u{c}') { format!("\u{c}{after}").into() } else { after.into() };
    }
    Cow::Owned(Source { left_out, ..source.with_text(text.join("\n")) })
}

/// The number that a line opens with, parted from its words by nothing but blanks, and where it ends.
fn number(line: &str) -> Option<(usize, usize)> {
    /// Digits of a long draft.
    const DIGITS: usize = 5;
    let start = line.len() - line.trim_start_matches([' ', '\t', '\u{c}']).len();
    let rest = &line[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let is_parted = end == rest.len() || rest[end..].starts_with([' ', '\t', '\r']);
    let value = rest[..end].parse().ok().filter(|_| is_parted && end <= DIGITS)?;
    Some((value, start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(lines: impl Iterator<Item = String>) -> (String, usize) {
        let text = lines.collect::<Vec<_>>().join("\n");
        let source = Source { name: "t".into(), text, ..Source::default() };
        let taken = take(&source);
        (taken.text.clone(), taken.left_out.len())
    }

    #[test]
    fn numbers_of_lines_are_no_text() {
        let words = ["The boats were counted in", "spring and again in the", "autumn of the same year."];
        let numbered = |anew: usize| (0..30).map(move |at| format!("{:>3}  {}", at % anew + 1, words[at % 3]));
        let bare = (0..30).map(|at| format!("  {}", words[at % 3])).collect::<Vec<_>>().join("\n");
        assert_eq!(taken(numbered(100)), (bare.clone(), 30));
        assert_eq!(taken(numbered(15)), (bare, 30), "they begin anew on each page");
        let rows = |at: usize| format!("{} Town {at}   {} boats", at + 1, 3 * at);
        assert_eq!(taken((0..30).map(rows)).1, 0, "a table");
        assert_eq!(taken((0..30).map(|at| format!("{}. and so on", at + 1))).1, 0, "a list");
    }
}
