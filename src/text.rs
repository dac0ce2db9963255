//! Small leaves over strings: words, slugs, folding, ids.

mod lower;
mod spelling;

use std::sync::{LazyLock, OnceLock};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use lower::{lower, small};
pub use spelling::{one_spelling, spelling};

/// The words of a text: maximal runs of letters and digits, as printed.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty())
}

/// What [`char::is_alphanumeric`] says, without its tables for the letters of Latin script.
#[must_use]
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    is_latin(c).unwrap_or_else(|| c.is_alphanumeric())
}

/// What [`char::is_alphabetic`] says, likewise.
#[must_use]
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    is_latin(c).unwrap_or_else(|| c.is_alphabetic())
}

/// Whether a character beyond ASCII is a letter of Latin script, where its place tells it.
#[inline]
fn is_latin(c: char) -> Option<bool> {
    matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ').then_some(!matches!(c, '×' | '÷'))
}

/// Of some words the nearest to one, and how many letters are others; of several as near the first in the alphabet.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<(usize, &'w str)> {
    words.into_iter().map(|other| (strsim::damerau_levenshtein(word, other), other)).min()
}

/// How many words a text has. In Vietnamese a word here is a syllable.
#[must_use]
pub fn word_count(text: &str) -> usize {
    words(text).count()
}

/// How HTML and XML write a sign that would be markup there, in elements and in quoted attributes.
#[must_use]
pub fn markup_entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => return None,
    })
}

/// Adds text with the signs of HTML escaped; right in elements and in quoted attributes.
pub fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match markup_entity(c) {
            Some(entity) => out.push_str(entity),
            None => out.push(c),
        }
    }
}

/// Text with the signs of HTML escaped.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// The text with each letter and its marks in one sign, where Unicode has it.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// Lower case without marks: `Đảng bộ` and `ĐẢNG BỘ` give `dang bo`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Adds a text as [`fold`] gives it.
pub fn fold_into(folded: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if let Some(known) = FOLDED.get(c as usize) {
            folded.push_str(known);
        } else {
            folded.extend(folded_letters(c));
        }
    }
}

/// What [`folded_letters`] gives for the characters below U+1F00, Latin script among them.
static FOLDED: LazyLock<Vec<String>> =
    LazyLock::new(|| ('\0'..'\u{1f00}').map(|c| folded_letters(c).collect()).collect());

fn folded_letters(c: char) -> impl Iterator<Item = char> {
    c.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(|c| match c {
        'đ' | 'ð' => 'd',
        other => other,
    })
}

/// Whether a character is part of a word: a letter, a digit, a mark on one of them.
#[must_use]
pub fn is_word_char(c: char) -> bool {
    is_alphanumeric(c) || !c.is_ascii() && is_combining_mark(c)
}

/// The file that a relative link of a file names: `../x.png` in `r/a.html` is `x.png`. None where it leaves the site.
#[must_use]
pub fn file_beside(from: &str, link: &str) -> Option<String> {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    let file = parts.join("/");
    Some(if path.ends_with('/') { format!("{file}/index.html") } else { file })
}

/// An ASCII name for addresses and files: at most `limit` bytes, cut between words; never empty.
#[must_use]
pub fn slug(text: &str, limit: usize) -> String {
    // Letters that are none with a mark are spelt as by those who have no such keys.
    let spelt = [('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('ł', "l")];
    let folded = spelt.iter().fold(fold(text), |folded, (letter, plain)| folded.replace(*letter, plain));
    let mut slug = String::new();
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        let separator = usize::from(!slug.is_empty());
        if slug.len() + separator + word.len() > limit && !slug.is_empty() {
            break;
        }
        if separator == 1 {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(limit)]);
    }
    if slug.is_empty() { "muc".to_owned() } else { slug }
}

/// A regular expression that is written in the program.
#[must_use]
#[allow(clippy::unwrap_used, reason = "what is written in the program is right, or no test passes")]
pub fn pattern(written: &str) -> regex::Regex {
    regex::Regex::new(written).unwrap()
}

/// A regular expression of the program's data, made when something is first looked for: most programs run through a few of
/// the languages that they know.
#[derive(Debug, Clone, Default)]
pub struct LatePattern {
    written: String,
    made: OnceLock<regex::Regex>,
}

impl LatePattern {
    /// A pattern by what is written.
    #[must_use]
    pub fn new(written: String) -> Self {
        Self { written, made: OnceLock::new() }
    }
}

impl std::ops::Deref for LatePattern {
    type Target = regex::Regex;

    fn deref(&self) -> &regex::Regex {
        self.made.get_or_init(|| pattern(&self.written))
    }
}

/// A regular expression that an editor wrote.
///
/// # Errors
///
/// What is wrong with it, in one line.
pub fn try_pattern(written: &str) -> Result<regex::Regex, String> {
    regex::Regex::new(written).map_err(|error| {
        let why = error.to_string();
        why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned()
    })
}

/// Runs of white space become one space; the ends are trimmed.
#[must_use]
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// A number in letters: a, b, … z, aa, ab, … ; empty for 0.
#[must_use]
pub fn letters(number: usize) -> String {
    let mut letters = String::new();
    let mut left = number;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'a' + digit));
        left = (left - 1) / 26;
    }
    letters
}

/// A text with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether the letters of a text are capitals (and there are some).
#[must_use]
pub fn is_all_caps(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// Gives short ids from words: the same words give the same id, within one set no id is given twice.
#[derive(Debug, Default)]
pub struct IdMaker {
    given: std::collections::HashSet<String>,
}

impl IdMaker {
    const FIRST: &'static [u8] = b"bcdfghjkmnpqrstvwxz";
    const REST: &'static [u8] = b"0123456789bcdfghjkmnpqrstvwxyz";

    /// A new id for these words, never one given before. Starts with a letter, four characters long
    /// unless the set is crowded.
    pub fn make(&mut self, words: &str) -> String {
        let folded = fold_space(&fold(words));
        for round in 0u64.. {
            let id = Self::encode(xxhash_rust::xxh3::xxh3_64_with_seed(folded.as_bytes(), round), round);
            if self.given.insert(id.clone()) {
                return id;
            }
        }
        String::new()
    }

    /// Marks an id as taken; `false` when it was already.
    pub fn reserve(&mut self, id: &str) -> bool {
        self.given.insert(id.to_owned())
    }

    fn encode(mut hash: u64, round: u64) -> String {
        let length = 4 + usize::try_from(round / 8).unwrap_or(8).min(8);
        let mut id = String::new();
        for place in 0..length {
            let alphabet = if place == 0 { Self::FIRST } else { Self::REST };
            let size = alphabet.len() as u64;
            id.push(char::from(alphabet[usize::try_from(hash % size).unwrap_or(0)]));
            hash /= size;
        }
        id
    }
}

/// Words without their white space, as quotes are compared: a line break, a table's cells and a note's paragraphs are spaced
/// otherwise in every output.
#[must_use]
pub fn solid(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// How many letters words have, as writers count them: all signs but white space.
#[must_use]
pub fn solid_length(words: &str) -> usize {
    words.chars().filter(|c| !c.is_whitespace()).count()
}

/// A quote in solid letters without the number that a list gives its item, "3."; none when it has none.
#[must_use]
pub fn without_item_number(quote: &str) -> Option<&str> {
    let rest = quote.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(['.', ')']).filter(|_| rest.len() < quote.len())
}

/// A number that stands for bytes: the same on every machine and in every release.
#[must_use]
pub fn digest(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}

/// Line of a byte offset, from 1.
#[must_use]
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset.min(text.len())].iter().filter(|b| **b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_a_syllable_are_one() {
        for (one, other) in [("uỷ", "ủy"), ("hoà", "hòa"), ("tỉ", "tỷ"), ("Kĩ", "kỹ")] {
            assert_eq!(one_spelling(one), one_spelling(other));
        }
        for (one, other) in [("tuỳ", "tùi"), ("hòa", "hóa"), ("quý", "quí"), ("ma", "má")] {
            assert_ne!(one_spelling(one), one_spelling(other));
        }
    }

    #[test]
    fn letters_go_on_after_z() {
        let shown: Vec<String> = [1, 2, 26, 27, 52, 53].map(letters).into();
        assert_eq!(shown, ["a", "b", "z", "aa", "az", "ba"]);
    }

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(('\0'..='\u{2fff}').all(|c| is_alphanumeric(c) == c.is_alphanumeric()));
        assert!(('\0'..='\u{2fff}').all(|c| is_alphabetic(c) == c.is_alphabetic()));
    }

    #[test]
    fn a_wrong_pattern_is_told() {
        assert_eq!(try_pattern("(a").map(drop), Err("unclosed group".to_owned()));
        assert!(try_pattern("a+").is_ok_and(|found| found.is_match("aa")));
    }

    #[test]
    fn folding_and_slugs() {
        assert_eq!(fold("ĐẢNG bộ Ưu-Ỹ"), "dang bo uu-y");
        assert_eq!(slug("Phát triển đô thị, giao thông", 18), "phat-trien-do-thi");
        assert_eq!(slug("…", 18), "muc");
        assert_eq!(slug("Straßen und Gemüse", 40), "strassen-und-gemuse");
        let once = slug("Kết quả đạt được", 40);
        assert_eq!(slug(&once, 40), once);
    }

    #[test]
    fn ids_follow_the_words_and_are_unique() {
        let mut ids = IdMaker::default();
        let first = ids.make("Một câu");
        let second = ids.make("Một câu");
        assert_ne!(first, second);
        assert_eq!(first, IdMaker::default().make("một  câu"));
        assert!(first.starts_with(|c: char| c.is_ascii_alphabetic()));
    }
}
