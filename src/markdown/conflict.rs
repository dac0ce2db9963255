//! Two readings that a merge left side by side, between the lines that version control uses, too.
//!
//! In: the text of a page. Out: where such places are, and the text as the editor had it, byte for byte as long.

use std::borrow::Cow;
use std::ops::Range;

/// Opens the two readings; the editor's follows.
pub const OURS: &str = "<<<<<<< content";
/// Parts them; the source's follows.
pub const BETWEEN: &str = "=======";
/// Closes them.
pub const THEIRS: &str = ">>>>>>> source";

/// Whether a line opens, parts or closes two readings.
#[must_use]
pub fn is_marker(line: &str) -> bool {
    is_sign(line, '<') || is_sign(line, '>') || line.trim_end() == BETWEEN
}

fn is_sign(line: &str, sign: char) -> bool {
    let rest = line.trim_end().trim_start_matches(sign);
    line.len() - line.trim_start_matches(sign).len() == 7 && (rest.is_empty() || rest.starts_with(' '))
}

/// The two readings of one place, as bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The line that opens it.
    pub opening: Range<usize>,
    /// The source's reading with the lines that part and close it.
    pub theirs: Range<usize>,
}

/// The places where two readings stand, in order. A `=======` outside of one is a heading's line, and an opening
/// without an end is left for the reader to see.
#[must_use]
pub fn conflicts(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut opening: Option<Range<usize>> = None;
    let mut between = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match (&opening, between) {
            (_, None) if is_sign(line, '<') => opening = Some(at..at + line.trim_end().len()),
            (Some(_), None) if line.trim_end() == BETWEEN => between = Some(at),
            (Some(start), Some(middle)) if is_sign(line, '>') => {
                found.push(Conflict { opening: start.clone(), theirs: middle..end });
                (opening, between) = (None, None);
            }
            _ => {}
        }
        at = end;
    }
    found
}

/// The text with the editor's readings alone; what is left out is blanked, so that every place keeps its bytes.
#[must_use]
pub fn ours_only(text: &str) -> Cow<'_, str> {
    let found = conflicts(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = text.to_owned();
    for range in found.into_iter().flat_map(|conflict| [conflict.opening, conflict.theirs]) {
        let blank: String = text[range.clone()]
            .bytes()
            .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' })
            .collect();
        kept.replace_range(range, &blank);
    }
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editors_reading_stands() {
        let text = "a\n<<<<<<< content\nMột\n=======\nHai\n>>>>>>> source\nb\n=======\n";
        assert_eq!(conflicts(text).len(), 1);
        let kept = ours_only(text);
        assert_eq!(kept.len(), text.len());
        assert_eq!(kept.split_whitespace().collect::<Vec<_>>(), ["a", "Một", "b", "======="]);
        assert!(conflicts("<<<<<<< HEAD\na\n").is_empty());
    }
}
