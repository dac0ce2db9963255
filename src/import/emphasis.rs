//! Bold and italics in a line: which runs of text carry them.
//!
//! OCR marks headings by emphasis, so import asks "is the whole line bold?" and "does it open in bold?".

use std::borrow::Cow;

/// A run of text with one emphasis; ranges are bytes of the line, without the markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Between `**`.
    pub bold: bool,
    /// Between `*`.
    pub italic: bool,
    /// The text's place.
    pub range: std::ops::Range<usize>,
}

impl Run {
    /// Bold or italic.
    #[must_use]
    pub fn emphasised(&self) -> bool {
        self.bold || self.italic
    }
}

/// The line with `*` for each `_` that opens or closes emphasis, so that every later rule knows one sign. Lines to fill in
/// (`____`), names with `_` inside and lines with a star of their own stay.
#[must_use]
pub fn with_stars(line: &str) -> Cow<'_, str> {
    if !line.contains('_') || !line.replace("\\*", "").matches('*').count().is_multiple_of(2) {
        return line.into();
    }
    let bytes = line.as_bytes();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find('_') {
        let start = at + found;
        let length = bytes[start..].iter().take_while(|b| **b == b'_').count();
        at = start + length;
        let (before, after) = (line[..start].chars().next_back(), line[at..].chars().next());
        if length > 2 || before == Some('\\') {
            continue;
        }
        if !space(before) && !word(after) && open.last().is_some_and(|(_, other)| *other == length) {
            signs.extend(open.pop());
            signs.push((start, length));
        } else if !word(before) && !space(after) {
            open.push((start, length));
        }
    }
    let mut changed = bytes.to_vec();
    for (start, length) in signs {
        changed[start..start + length].fill(b'*');
    }
    String::from_utf8(changed).map_or(Cow::Borrowed(line), Cow::Owned)
}

/// The runs of a line in order; blank runs are left out.
#[must_use]
pub fn runs(line: &str) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let (mut bold, mut italic, mut start) = (false, false, 0);
    let mut at = 0;
    let bytes = line.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1) == Some(&b'*') => at += 2,
            b'*' => {
                push(&mut found, line, start..at, bold, italic);
                let stars = bytes[at..].iter().take_while(|b| **b == b'*').count();
                at += stars;
                start = at;
                bold ^= stars >= 2;
                italic ^= stars % 2 == 1;
            }
            _ => at += 1,
        }
    }
    push(&mut found, line, start..bytes.len(), bold, italic);
    found
}

fn push(found: &mut Vec<Run>, line: &str, range: std::ops::Range<usize>, bold: bool, italic: bool) {
    if !line[range.clone()].trim().is_empty() {
        found.push(Run { bold, italic, range });
    }
}

/// The text without its emphasis markers and with `\*` as `*`.
#[must_use]
pub fn strip(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                plain.extend(chars.next());
            }
            '*' => {}
            _ => plain.push(c),
        }
    }
    plain
}

/// The line without the backslashes that a converter set before signs which mean nothing there: "1\\. Boats".
#[must_use]
pub fn without_needless(line: &str) -> Cow<'_, str> {
    const PLAIN: &str = ".-+%\"'";
    if !line.contains('\\') {
        return line.into();
    }
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().filter(|_| c == '\\');
        // At its beginning the sign would make it an item.
        let is_needless =
            next.is_some_and(|next| PLAIN.contains(next) && !(out.trim().is_empty() && "-+".contains(next)));
        if !is_needless {
            out.push(c);
        }
        if let Some(next) = next {
            out.push(next);
            chars.next();
        }
    }
    out.into()
}

/// Whether all that has words is bold (or, with `italic_too`, bold or italic); reads no further than the first word
/// that is not.
#[must_use]
pub fn is_whole(line: &str, italic_too: bool) -> bool {
    let (mut bold, mut italic, mut worded) = (false, false, false);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' if rest[1..].starts_with('*') => length = 2,
            '*' => {
                length = rest.bytes().take_while(|b| *b == b'*').count();
                bold ^= length >= 2;
                italic ^= length % 2 == 1;
            }
            _ if c.is_alphanumeric() && !(bold || italic_too && italic) => return false,
            _ => worded |= c.is_alphanumeric(),
        }
        rest = &rest[length..];
    }
    worded
}

/// Whether a text ends within emphasis, so that stars behind it close what stars before opened.
#[must_use]
pub fn is_open(text: &str) -> bool {
    runs(&format!("{text}.")).last().is_some_and(Run::emphasised)
}

/// Adds a text to one that it goes on with: emphasis that was closed for the page end and opened again is one run.
pub fn append(first: &mut String, separator: &str, second: &str) {
    let closing = first.len() - first.trim_end_matches('*').len();
    let opening = second.len() - second.trim_start_matches('*').len();
    let same = closing == opening && (1..=3).contains(&closing);
    let open = first.len() - closing;
    let is_one = same && !first[..open].ends_with('\\') && runs(first).last().is_some_and(Run::emphasised);
    if is_one {
        first.truncate(open);
    }
    first.push_str(separator);
    first.push_str(if is_one { &second[opening..] } else { second });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_run_in_heading() {
        let line = "**1. Khâu một:** *“Nhanh”.* Rồi";
        let emphasis: Vec<_> =
            runs(line).iter().map(|r| (r.bold, r.italic, line[r.range.clone()].trim().to_owned())).collect();
        assert_eq!(
            emphasis,
            [
                (true, false, "1. Khâu một:".to_owned()),
                (false, true, "“Nhanh”.".to_owned()),
                (false, false, "Rồi".to_owned())
            ]
        );
        assert!(!is_whole(line, true));
        assert!(is_whole("***\\* Nguyên nhân***", false));
    }

    #[test]
    fn underscores_are_stars() {
        assert_eq!(with_stars("**_1.1. Cây lúa_**"), "***1.1. Cây lúa***");
        assert_eq!(with_stars("_Một_ và __hai__"), "*Một* và **hai**");
        for line in ["Họ tên: ____ (1)", "tệp a_b_c.md", "_*Ghi chú:_", "1 _ 2 _ 3"] {
            assert_eq!(with_stars(line), line);
        }
    }

    #[test]
    fn emphasis_over_a_page_end_is_one() {
        let joined = |first: &str, second: &str| {
            let mut first = first.to_owned();
            append(&mut first, " ", second);
            first
        };
        assert_eq!(joined("*một hai*", "*ba bốn*"), "*một hai ba bốn*");
        assert_eq!(joined("một *hai*", "ba"), "một *hai* ba");
    }
}
