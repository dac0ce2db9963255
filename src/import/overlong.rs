//! Headings of Markdown that no heading can be: a converter took a page's print for that of a title.
//!
//! In: a source. Out: it with such lines as text, line for line. Invariant: only the sign goes.

use std::borrow::Cow;

use crate::source::Source;
use crate::text::word_count;

/// No title has so many words.
const LONGEST: usize = 100;

/// A source without signs of headings before whole passages.
pub fn lowered(source: &Source) -> Cow<'_, Source> {
    let is_overlong = |line: &str| line.starts_with('#') && word_count(line) > LONGEST;
    if source.is_laid_out() || !source.text.lines().any(is_overlong) {
        return Cow::Borrowed(source);
    }
    let lower = |line: &'_ str| match is_overlong(line) {
        true => line.trim_start_matches('#').trim_start().to_owned(),
        false => line.to_owned(),
    };
    Cow::Owned(source.with_text(source.text.split('\n').map(lower).collect::<Vec<_>>().join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_no_heading() {
        let long = format!("# {}", "boats and nets ".repeat(40));
        let source = Source { text: format!("# Boats\n\n{long}\n"), ..Source::default() };
        let text = &lowered(&source).text;
        assert!(text.starts_with("# Boats\n\nboats and nets"), "{text}");
    }
}
