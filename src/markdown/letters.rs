//! The letters of a text in Markdown, each with its byte: what stays the same however the text is marked up.
//!
//! In: Markdown. Out: [`Letters`]. What always holds: a byte that is given is one where a mark of a page may stand.

use std::ops::Range;

use pulldown_cmark::Event;

use super::prepare::prepare;

/// The letters and digits of a text that a reader sees.
#[derive(Debug, Clone, Default)]
pub struct Letters {
    letters: Vec<char>,
    /// The byte of each; for the first letter of a word, that of the word with the signs before it.
    bytes: Vec<usize>,
    /// Whether a word begins with it.
    opens: Vec<bool>,
}

impl Letters {
    /// The letters of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        let mut end = 0;
        for (event, range) in prepare(text).events() {
            let (Event::Text(words) | Event::Code(words)) = &event else { continue };
            // A backslash belongs to its sign.
            let is_escaped = text.get(..range.start).is_some_and(|before| before.ends_with('\\'));
            let start = range.start - usize::from(is_escaped);
            found.add(words, &range, start, start != end || end == 0);
            end = range.end;
        }
        found
    }

    fn add(&mut self, words: &str, range: &Range<usize>, start: usize, opens: bool) {
        let is_verbatim = words.len() == range.len();
        let mut word = opens.then_some(start);
        let mut is_space = opens;
        for (at, c) in words.char_indices() {
            let byte = if is_verbatim && at > 0 { range.start + at } else { start };
            if c.is_whitespace() {
                is_space = true;
                word = None;
                continue;
            }
            if is_space {
                word = word.or(Some(byte));
                is_space = false;
            }
            if c.is_alphanumeric() {
                self.letters.push(c);
                self.opens.push(word.is_some());
                self.bytes.push(word.take().unwrap_or(byte));
            }
        }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.letters.len()
    }

    /// The letters themselves.
    #[must_use]
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// The byte of the first word.
    #[must_use]
    pub fn first(&self) -> usize {
        self.bytes.first().copied().unwrap_or(0)
    }

    /// The byte of the word that begins with a letter; of the next word where the letter stands within one, if there is one.
    #[must_use]
    pub fn byte(&self, at: usize) -> usize {
        let opens = |at: &usize| self.opens[*at];
        let word = (at..self.count()).find(opens).or_else(|| (0..self.count()).rev().find(opens));
        word.map_or(0, |at| self.bytes[at])
    }

    /// Where a row of letters stands.
    pub fn all<'s>(&'s self, row: &'s [char]) -> impl Iterator<Item = usize> + 's {
        let fits = !row.is_empty() && row.len() <= self.letters.len();
        let last = if fits { self.letters.len() - row.len() + 1 } else { 0 };
        (0..last).filter(move |at| self.letters[*at..].starts_with(row))
    }

    /// The byte of the word where a row of letters stands, nearest to a place; that of the place itself where it stands nowhere.
    #[must_use]
    pub fn nearest(&self, row: &[char], place: usize) -> usize {
        /// Fewer letters stand anywhere.
        const FEW: usize = 8;
        let mut row = row;
        loop {
            if let Some(at) = self.all(row).min_by_key(|at| at.abs_diff(place)) {
                return self.byte(at);
            }
            if row.len() < FEW {
                return self.byte(place.min(self.letters.len().saturating_sub(1)));
            }
            row = &row[..row.len() / 2];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let letters = Letters::of(text);
        let bytes: Vec<usize> = (0..letters.count()).map(|at| letters.byte(at)).collect();
        let mut bytes = bytes;
        bytes.dedup();
        bytes.into_iter().map(|at| text[at..].split_whitespace().next().unwrap_or_default()).collect()
    }

    #[test]
    fn words_begin_with_their_signs() {
        assert_eq!(words("Một **hai** (ba) \\* “bốn”"), ["Một", "hai**", "(ba)", "“bốn”"]);
        assert_eq!(words("| a | b c |\n| - | - |\n| d | e |"), ["a", "b", "c", "d", "e"]);
        assert_eq!(words("- một\\[^1] m<sup>2</sup>"), ["một\\[^1]", "m<sup>2</sup>", "2</sup>"]);
    }

    #[test]
    fn a_row_of_letters_is_found_nearest_to_its_place() {
        let letters = Letters::of("mot hai ba, mot hai bon, dai-dong");
        let row = |text: &str| text.chars().collect::<Vec<char>>();
        assert_eq!(letters.nearest(&row("mothaibon"), 0), 12);
        assert_eq!(letters.nearest(&row("mothai"), 9), 12);
        assert_eq!(letters.nearest(&row("othai"), 0), 4, "a page that begins within a word: the next one");
        assert_eq!(letters.nearest(&row("zzz"), 3), 4);
        assert_eq!(Letters::default().nearest(&row("a"), 3), 0);
    }
}
