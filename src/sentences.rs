//! Sentences: where a text is parted.
//!
//! In: a text and the words of its language. Out: the places behind the signs that end its sentences. What always holds: a
//! stop within a number, behind an abbreviation or before a small letter ends nothing.

use std::ops::Range;

use crate::language::Lexicon;

/// The sentences of a text, and their clauses where a semicolon parts them. Put together they are the text.
#[must_use]
pub fn clauses(text: &str, language: &Lexicon) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', '!', '?', '…', ';', '\n']) {
        if sign == ";" || is_end(text, at, language) {
            found.push(start..at + sign.len());
            start = at + sign.len();
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// The sentence or clause that a place stands in; those between its ends where it stands in several.
#[must_use]
pub fn clause_of(text: &str, place: &Range<usize>, language: &Lexicon) -> Range<usize> {
    let parts = clauses(text, language);
    let first = parts.iter().find(|part| part.contains(&place.start)).map_or(0, |part| part.start);
    let last = parts.iter().find(|part| part.end >= place.end).map_or(text.len(), |part| part.end);
    first.min(place.start)..last.max(place.end)
}

/// A place with words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Their bytes.
    pub range: Range<usize>,
    /// Whether words of the sentence or clause are left out before them, and behind them.
    pub is_cut: (bool, bool),
}

/// A place with the words around it, so many at most before and behind, within its sentence or clause.
#[must_use]
pub fn around(text: &str, place: &Range<usize>, most: (usize, usize), language: &Lexicon) -> Around {
    let Range { start: first, end: last } = clause_of(text, place, language);
    let blank = |(at, c): &(usize, char)| c.is_whitespace().then_some(*at);
    let before = text[first..place.start].trim_end();
    let from = before.char_indices().rev().filter_map(|at| blank(&at)).nth(most.0.saturating_sub(1));
    let behind = place.end + text[place.end..last].len() - text[place.end..last].trim_start().len();
    let to = text[behind..last].char_indices().filter_map(|at| blank(&at)).nth(most.1.saturating_sub(1));
    let start = first + from.map_or(0, |at| at + 1);
    let end = to.map_or(last, |at| behind + at);
    let lead = text[start..place.start].len() - text[start..place.start].trim_start().len();
    let is_cut = |words: &str| !words.trim().is_empty();
    Around {
        is_cut: (is_cut(&text[first..start]), is_cut(&text[end..last])),
        range: start + lead..place.end + text[place.end..end].trim_end().len(),
    }
}

/// Whether the sign at a place of a text ends a sentence.
#[must_use]
pub fn is_end(text: &str, at: usize, language: &Lexicon) -> bool {
    let sign = text[at..].chars().next().unwrap_or_default();
    match sign {
        '\n' => true,
        '.' | '!' | '?' | '…' => {
            let rest = &text[at + sign.len_utf8()..];
            let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
            is_apart
                && !rest.trim_start().starts_with(char::is_lowercase)
                && !(sign == '.' && is_shortened(text, at, language))
        }
        _ => false,
    }
}

/// Whether the word before a full stop is an abbreviation.
fn is_shortened(text: &str, stop: usize, language: &Lexicon) -> bool {
    let word = text[..stop].rsplit(|c: char| c.is_whitespace() || "(“\"".contains(c)).next().unwrap_or_default();
    !word.is_empty() && language.is_abbreviation(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lexicon;

    #[test]
    fn stops_that_end_a_sentence() {
        let read = |text: &'static str, code| {
            clauses(text, lexicon(code)).into_iter().map(|range| text[range].trim()).collect::<Vec<_>>()
        };
        assert_eq!(
            read("Có 1.890 xã. Đạt 2,5%; còn lại 3.\nHết", "vi"),
            ["Có 1.890 xã.", "Đạt 2,5%;", "còn lại 3.", "", "Hết"]
        );
        assert_eq!(read("Tại TP. Hà Khê. 12 xã", "vi"), ["Tại TP. Hà Khê.", "12 xã"]);
        assert_eq!(
            read("See no. 5 (para. 7). next, e.g. Ham. Done!", "en"),
            ["See no. 5 (para. 7). next, e.g. Ham.", "Done!"]
        );
        assert!(read("", "vi").is_empty());
    }

    #[test]
    fn words_around_a_place_stay_in_its_sentence() {
        let text = "Nothing here. The county planted over 40 oaks along the old road. More to come.";
        let place = text.find("40 oaks").map(|at| at..at + "40 oaks".len()).unwrap_or_default();
        let read = |most| {
            let Around { range, is_cut } = around(text, &place, most, lexicon("en"));
            (&text[range], is_cut)
        };
        let whole = ("The county planted over 40 oaks along the old road.", (false, false));
        assert_eq!(read((9, 9)), whole);
        assert_eq!(read((4, 4)), whole);
        assert_eq!(read((2, 1)), ("planted over 40 oaks along", (true, true)));
        assert_eq!(read((3, 4)).1, (true, false));
    }
}
