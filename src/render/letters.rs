//! The letters of HTML: its plain text without white space, each letter with its place.
//!
//! In: HTML, and which of two readings counts. Out: the letters, and where words stand among them. What always holds: tags,
//! marks of notes and words that a link adds are no letters.

use crate::text::without_item_number;

/// Which of two readings counts where a correction gives both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Printed,
    Corrected,
}

/// How the corrected and the printed reading begin in HTML.
pub(super) const READ: &str = "<ins class=\"read\">";
pub(super) const PRINTED: &str = "<del class=\"misprint\" hidden>";

/// How a mark of a note, of an annotation or of a correction begins.
pub(super) const MARK: &str = "<sup class=\"mark";

/// A piece of plain text and where it stands in the HTML.
pub(super) struct Letter {
    plain: char,
    from: usize,
    /// The byte after it.
    pub to: usize,
}

/// The letters of HTML as one text that knows their places.
pub(super) struct Plain {
    letters: Vec<Letter>,
    /// The letters as one text.
    pub text: String,
    starts: Vec<usize>,
}

impl Plain {
    /// Reads HTML.
    pub fn new(html: &str, reading: Reading) -> Self {
        let letters = letters(html, reading);
        let mut text = String::new();
        let mut starts: Vec<usize> = Vec::with_capacity(letters.len());
        for letter in &letters {
            starts.push(text.len());
            text.push(letter.plain);
        }
        Self { letters, text, starts }
    }

    /// The bytes of the HTML for bytes of the text.
    pub fn source(&self, at: usize, length: usize) -> Option<(usize, usize)> {
        let first = self.starts.partition_point(|start| *start < at);
        let last = self.starts.partition_point(|start| *start < at + length).saturating_sub(1);
        Some((self.letters.get(first)?.from, self.letters.get(last)?.to))
    }
}

/// Where a quote stands. The number that an item begins with is the list's and not in the HTML, so a quote may have it too many.
pub(super) fn place<'q>(plain: &str, quote: &'q str) -> Option<(usize, &'q str)> {
    let ways = [Some(quote), without_item_number(quote)].into_iter().flatten().filter(|words| !words.is_empty());
    ways.into_iter().find_map(|words| Some((plain.find(words)?, words)))
}

/// The plain text of HTML, letter by letter: no tags, no marks of notes, no words that a link adds, no white space, one of two
/// readings.
pub(super) fn letters(html: &str, reading: Reading) -> Vec<Letter> {
    let other = match reading {
        Reading::Corrected => (PRINTED, "</del>"),
        Reading::Printed => (READ, "</ins>"),
    };
    let passed = [(MARK, "</sup>"), ("<q class=\"referred\"", "</q>"), other];
    let mut found: Vec<Letter> = Vec::new();
    let mut raised: Option<bool> = None;
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        if let Some((_, close)) = passed.into_iter().find(|(open, _)| rest.starts_with(open)) {
            at += rest.find(close).map_or(rest.len(), |end| end + close.len());
            continue;
        }
        if rest.starts_with('<') {
            raised = match rest {
                _ if rest.starts_with("<sup>") => Some(true),
                _ if rest.starts_with("<sub>") => Some(false),
                _ if rest.starts_with("</sup>") || rest.starts_with("</sub>") => None,
                _ => raised,
            };
            let end = at + rest.find('>').map_or(rest.len(), |end| end + 1);
            found.extend(image_words(rest).into_iter().map(|plain| Letter { plain, from: at, to: end }));
            at = end;
            continue;
        }
        let (plain, length) = letter(rest);
        if !plain.is_whitespace() {
            let plain = raised.and_then(|up| crate::markdown::raised(plain, up)).unwrap_or(plain);
            found.push(Letter { plain, from: at, to: at + length });
        }
        at += length;
    }
    found
}

/// The letters of the words that stand for an image: they are words of the text, and their place is the image's.
fn image_words(rest: &str) -> Vec<char> {
    let alternative = rest
        .strip_prefix("<img ")
        .and_then(|tag| tag.split('>').next()?.split(" alt=\"").nth(1)?.split('"').next())
        .unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while at < alternative.len() {
        let (plain, length) = letter(&alternative[at..]);
        found.push(plain);
        at += length;
    }
    found.retain(|plain| !plain.is_whitespace());
    found
}

fn letter(rest: &str) -> (char, usize) {
    for (entity, plain) in
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')]
    {
        if rest.starts_with(entity) {
            return (plain, entity.len());
        }
    }
    let plain = rest.chars().next().unwrap_or(' ');
    (plain, plain.len_utf8())
}
