//! Merges left open: the lines that a merge writes where it could not decide.
//!
//! In: the text of a file. Out: the text as it reads with the first side of each conflict, byte for byte as long as it was, and a
//! diagnostic for each conflict. What always holds: a row of `=` alone is a heading's underline, no conflict.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity, Span};

/// How the lines of a conflict begin: first side, the common ancestor where it is shown, second side, end.
const FIRST: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const SECOND: &str = "=======";
const END: &str = ">>>>>>>";

/// Reads a file's text with the first side of each conflict.
pub(super) fn settle<'t>(file: &str, text: &'t str, said: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    if !text.contains(FIRST) {
        return Cow::Borrowed(text);
    }
    let mut settled = text.as_bytes().to_vec();
    let mut lines = lines(text).into_iter();
    while let Some(line) = lines.next() {
        if !begins(&text[line.clone()], FIRST) {
            continue;
        }
        let open = Diagnostic::new(Severity::Error, "merge-open", file, "a merge was left open here");
        said.push(open.at(Span::in_text(text, line.clone())).hint(
            "keep what is right of the two sides, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        ));
        blank(&mut settled, &line);
        let mut is_first = true;
        for line in lines.by_ref() {
            let words = &text[line.clone()];
            is_first &= !begins(words, SECOND) && !begins(words, BASE);
            if !is_first {
                blank(&mut settled, &line);
            }
            if begins(words, END) {
                blank(&mut settled, &line);
                break;
            }
        }
    }
    // Only whole lines were replaced, by white space.
    String::from_utf8(settled).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn begins(line: &str, sign: &str) -> bool {
    line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
}

/// The lines without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let of = |line: &str| {
        let from = start;
        start += line.len();
        from..from + line.trim_end_matches(['\r', '\n']).len()
    };
    text.split_inclusive('\n').map(of).collect()
}

fn blank(bytes: &mut [u8], range: &Range<usize>) {
    bytes[range.clone()].fill(b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_side_is_read_and_each_conflict_told_once() {
        let text =
            "Một\n=======\n<<<<<<< của tôi\nHai\n||||||| gốc\nBa\n=======\nBốn\n>>>>>>> mới\nNăm\n<<<<<<<\nSáu\n";
        let mut said = Vec::new();
        let settled = settle("p.md", text, &mut said);
        let words: Vec<&str> = settled.split_whitespace().collect();
        assert_eq!(words, ["Một", "=======", "Hai", "Năm", "Sáu"]);
        assert_eq!(settled.len(), text.len());
        assert_eq!(said.iter().map(Diagnostic::place).collect::<Vec<_>>(), ["p.md:3:1", "p.md:11:1"]);
    }
}
