//! What a text refers to: "section 9 of the Act", "Điều 5 của Luật này", "siehe Anlage 2", "như trên".
//!
//! In: a text and the words of its language. Out: its references, in order, each with what it names. What always holds: a word that is longer
//! than that of a part is none, nor is a number that is a word.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::phrases::small_words;
use super::words::PartLevel;

/// What a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named<'t> {
    /// The note with this number.
    Note(&'t str),
    /// The note before.
    NoteBefore,
    /// A part: what it is called with its number ("Chương II"), the number alone, and the part that it is in, where the text says so.
    Part {
        /// The kind of part.
        level: PartLevel,
        /// Its word and its number.
        words: &'t str,
        /// Its number.
        number: &'t str,
        /// "Phần A" in "mục 2 của Phần A".
        inside: Option<&'t str>,
    },
    /// An appendix: its word and number, and the number alone.
    Appendix(&'t str, &'t str),
}

/// A reference in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'t> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it names.
    pub named: Named<'t>,
}

impl Lexicon {
    /// The references of a text, in order.
    #[must_use]
    pub fn references_in<'t>(&self, text: &'t str) -> Vec<Reference<'t>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(caught) = self.referring.form.captures_at(text, at) {
            let Some(whole) = caught.get(0) else { break };
            let part = |name: &str| caught.name(name).map(|part| part.as_str());
            let named = match () {
                () if part("same").is_some() => Some(Named::NoteBefore),
                () if part("note").is_some() => part("n").map(Named::Note),
                () if part("appendix").is_some() => {
                    part("appendix").zip(part("a")).map(|(all, a)| Named::Appendix(all, a))
                }
                () => self.part_named(part("word"), part("part"), part("number"), part("inside")),
            };
            let end = match &named {
                Some(Named::Part { inside: None, .. }) => caught.name("part").map_or(whole.end(), |part| part.end()),
                _ => whole.end(),
            };
            let opens = text[..whole.start()].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let closes = |end: usize| text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            // "apart 5": the end of a longer word.
            match named.filter(|_| opens && closes(end)) {
                Some(named) => {
                    let blank = whole.len() - whole.as_str().trim_start().len();
                    found.push(Reference { range: whole.start() + blank..end, named });
                    at = end;
                }
                None => at = whole.start() + whole.as_str().chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }

    fn part_named<'t>(
        &self,
        word: Option<&'t str>,
        words: Option<&'t str>,
        number: Option<&'t str>,
        inside: Option<&'t str>,
    ) -> Option<Named<'t>> {
        let (word, words, number) = (word?, words?, number?);
        let (level, _) = self.part_word(word)?;
        let parted = words.len() > word.len() + number.len() || !word.ends_with(char::is_alphabetic);
        let is_word = || {
            let last = number.rsplit(char::is_whitespace).next().unwrap_or(number);
            last.chars().count() > 1 && last.chars().any(char::is_lowercase) && last.chars().all(char::is_alphabetic)
        };
        let is_ordinal = || number.rsplit(char::is_whitespace).next().is_some_and(|last| self.ordinal(last).is_some());
        let small = word.starts_with(char::is_lowercase);
        let is_also_word = small && self.references.words_too.contains(&number.to_lowercase());
        let holds =
            |above: &&str| level != PartLevel::Article && self.part_word(above).is_some_and(|(above, _)| above < level);
        let inside = inside.filter(holds);
        (parted && !is_also_word && (!is_word() || is_ordinal())).then_some(Named::Part {
            level,
            words,
            number,
            inside,
        })
    }

    /// Whether a note says no more than where to look: "See note 5.", "Ibid."
    #[must_use]
    pub fn is_only_reference(&self, text: &str) -> bool {
        /// So many words at most.
        const LONGEST: usize = 7;
        let words = small_words(text);
        let is_known = |word: &String| self.referring.pointing.contains(word);
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        words.len() <= LONGEST
            && words.iter().any(is_known)
            && words.iter().all(|word| is_known(word) || is_number(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lexicon;

    fn parts(code: &str, text: &str) -> Vec<String> {
        let named = |reference: Reference<'_>| match reference.named {
            Named::Note(number) => format!("note {number}"),
            Named::NoteBefore => "before".to_owned(),
            Named::Part { number, inside, .. } => {
                format!("{number} {}", inside.unwrap_or_default()).trim_end().to_owned()
            }
            Named::Appendix(_, number) => format!("appendix {number}"),
        };
        lexicon(code).references_in(text).into_iter().map(named).collect()
    }

    #[test]
    fn references_of_languages() {
        assert_eq!(
            parts("vi", "xem chú thích 5, mục 2.1 của Phần A và Phụ lục 1"),
            ["note 5", "2.1 Phần A", "appendix 1"]
        );
        assert_eq!(parts("vi", "điểm a khoản 2 Điều 5; Phần thứ nhất"), ["5", "thứ nhất"]);
        assert_eq!(
            parts("en", "see Chapter Two, section 3.1 and annex B; part I played"),
            ["Two", "3.1", "appendix B"]
        );
        assert_eq!(parts("de", "siehe Kapitel 3 und § 12a, Anlage 2"), ["3", "12a", "appendix 2"]);
        assert_eq!(parts("fr", "voir le chapitre 2, la section 1.2 et l'annexe II"), ["2", "1.2", "appendix II"]);
        assert_eq!(parts("vi", "Điều 13, Điều 14 và mục 2, mục 3"), ["13", "14", "2", "3"]);
        assert!(parts("vi", "toàn phần; phần lớn; phần Mở").is_empty());
        assert_eq!(parts("en", "Ibid., p. 5"), ["before"]);
    }

    #[test]
    fn notes_that_only_refer() {
        let vietnamese = lexicon("vi");
        for text in ["Như trên.", "Xem chú thích số 5.", "Sđd, tr. 12"] {
            assert!(vietnamese.is_only_reference(text), "{text}");
        }
        assert!(!vietnamese.is_only_reference("Như trên, riêng năm 2024 đạt 5%"));
        assert!(lexicon("en").is_only_reference("See footnote 12."));
    }
}
