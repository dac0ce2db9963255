//! Long texts in stretches, and long sentences in pieces: reading looks back and ahead of each figure, and a text without stops (a table
//! as text, a list) has no end.
//!
//! In: a text. Out: its parts, in order, without gaps. What always holds: no part is longer than was asked; what is shorter is one part.

use std::ops::Range;

/// The most bytes that are read as one text.
pub const LONGEST_TEXT: usize = 16_000;
/// The most bytes of a sentence: some hundred words.
pub const LONGEST_SENTENCE: usize = 3_000;

/// The stretches of a text, each of which is read by itself.
pub fn stretches(raw: &str) -> Vec<Range<usize>> {
    pieces(raw, 0..raw.len(), LONGEST_TEXT)
}

/// A range of a text in pieces of at most so many bytes.
pub fn pieces(raw: &str, range: Range<usize>, longest: usize) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), range.start);
    while range.end - from > longest {
        let to = cut(raw, from, longest);
        found.push(from..to);
        from = to;
    }
    found.push(from..range.end);
    found
}

/// Where a piece ends: behind a line, else a sentence, a comma, a word, in the second half of what it may take.
fn cut(raw: &str, from: usize, longest: usize) -> usize {
    let (half, most) = (raw.floor_char_boundary(from + longest / 2), raw.floor_char_boundary(from + longest));
    let window = &raw[half..most];
    let number = |at: usize| window[..at].ends_with(|c: char| c.is_ascii_digit());
    let sign = ["\n", ". ", "; ", ", "].into_iter().find_map(|sign| window.rfind(sign).map(|at| at + sign.len()));
    let blank = || window.match_indices(' ').map(|(at, _)| at).rfind(|at| !number(*at)).map(|at| at + 1);
    sign.or_else(blank).map_or(most, |at| half + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_hold_the_whole_text() {
        for word in ["thuyền ", "thuyền. ", "12 ", "thuyền"] {
            let text = word.repeat(5_000);
            let found = stretches(&text);
            assert!(found.iter().all(|range| !range.is_empty() && range.len() <= LONGEST_TEXT), "{word}");
            assert_eq!(found.iter().map(|range| &text[range.clone()]).collect::<String>(), text);
        }
        assert_eq!(stretches("").len(), 1);
    }
}
