//! In which language a report is read.
//!
//! In: the language that a report names, its first words. Out: a [`Tongue`]. What always holds: a language without words for figures is not
//! read, and never by the words of another one.

use super::english;
use crate::language;

/// Who reads a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// [`super::clauses`].
    Vietnamese,
    /// [`super::english`].
    English,
    /// Nobody.
    Unread,
}

/// Letters of a sample that tell its language.
const LETTERS: usize = 400;
/// Passages that are looked at.
const PASSAGES: usize = 60;

impl Tongue {
    /// Of a report that names its language, or by its first passages.
    pub fn of<'a>(code: Option<&str>, sample: impl Iterator<Item = &'a str>) -> Self {
        let sample: Vec<&str> = sample.take(PASSAGES).collect();
        if english::is_english(sample.iter().copied()) {
            return Self::English;
        }
        let text = sample.join("\n");
        let found =
            || language::detect(&text).filter(|_| text.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS);
        match code.or_else(found) {
            Some(code) if language::get(code).is_none_or(|known| known.figures.is_empty()) => Self::Unread,
            Some("en") => Self::English,
            _ => Self::Vietnamese,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_without_words_for_figures_are_not_read() {
        let german =
            "Die Fähren des Kreises haben im letzten Jahr viele Menschen über den breiten Fluss gebracht. ".repeat(8);
        let vietnamese = "Các chuyến phà của huyện trong năm qua đã đưa rất nhiều người qua con sông rộng. ".repeat(8);
        let english =
            "The ferries of the district carried many of the people across the wide river in the last year. ".repeat(8);
        for (code, text, tongue) in [
            (None, german.as_str(), Tongue::Unread),
            (Some("de"), "Kurz.", Tongue::Unread),
            (Some("xx"), "Kurz.", Tongue::Unread),
            (None, vietnamese.as_str(), Tongue::Vietnamese),
            (Some("vi"), "Ngắn.", Tongue::Vietnamese),
            (Some("vi"), english.as_str(), Tongue::English),
            (None, english.as_str(), Tongue::English),
            (None, "Ngắn.", Tongue::Vietnamese),
        ] {
            assert_eq!(Tongue::of(code, std::iter::once(text)), tongue, "{code:?} {text}");
        }
    }
}
