//! One way to read the head of a heading: its family, its ordinal, the words behind it.

use crate::language;

/// The head of a numbered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<'a> {
    /// "I", "2.1", "a)", "(3)"; none when the head is a label.
    pub number: Option<String>,
    /// "Phần thứ nhất", "Chapter 2", as printed; none when the head is a number.
    pub label: Option<String>,
    /// The words after it.
    pub rest: &'a str,
}

/// The family of a number: what can be its neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// "Phụ lục II", "Annex B".
    Appendix,
    /// "Mẫu số 01-ĐK": a form to be filled in.
    Form,
    /// "Phần thứ nhất", "Part Two".
    Part,
    /// "Titre premier", "Título I".
    Title,
    /// "Chương I", "Chapter 2".
    Chapter,
    /// "Mục 1", "Section 3".
    Division,
    /// "Tiểu mục 1", "Subsection 2".
    Subdivision,
    /// "A.", "B".
    Upper,
    /// "I.", "IV-".
    Roman,
    /// "Điều 5", "Article 5".
    Article,
    /// "Disposición transitoria 2.ª": an article behind the parts of a law.
    Provision,
    /// "Segundo.-": an ordinal in words, as resolutions and judgments have it.
    Ordinal,
    /// "Issue 7", "Recommendation 3": a word that one report counts by.
    Counted,
    /// "1." has one component, "2.1." two.
    Decimal(usize),
    /// "a)", "đ)".
    Lower,
    /// "ii)".
    LowerRoman,
    /// "(1)".
    Paren,
    /// "1)".
    HalfParen,
    /// "(a)".
    ParenLower,
    /// "(A)".
    ParenUpper,
    /// "(IV)".
    ParenRoman,
}

impl Style {
    /// Whether it numbers articles, wherever they stand.
    #[must_use]
    pub fn is_article(self) -> bool {
        matches!(self, Self::Article | Self::Provision)
    }

    /// The place in the order of a report: a lower rank holds a higher one. Styles of one rank hold each
    /// other in the order in which a report uses them.
    #[must_use]
    pub fn rank(self) -> usize {
        match self {
            Self::Appendix | Self::Part | Self::Provision => 0,
            Self::Form => 1,
            Self::Title => 5,
            Self::Chapter => 10,
            Self::Division => 20,
            Self::Subdivision => 25,
            Self::Upper | Self::Roman => 30,
            Self::Article => 40,
            Self::Ordinal => 41,
            Self::Decimal(components) => 50 + components,
            Self::ParenUpper | Self::ParenRoman => 60,
            Self::Counted => 70,
            Self::Lower | Self::LowerRoman | Self::Paren | Self::HalfParen | Self::ParenLower => 80,
        }
    }
}

/// One way to read the head of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The number's family.
    pub style: Style,
    /// The ordinal: 3 for "III", "c)" and "2.3"; 0 for an appendix's word alone.
    pub ordinal: usize,
    /// All components: `[2, 3]` for "2.3"; one for the others.
    pub components: Vec<usize>,
    /// Number or label, and the rest.
    pub head: Numbered<'a>,
    /// Whether punctuation parts the number from the words ("IV- …", not "IV …").
    pub marked: bool,
}

/// The first word and what follows it.
pub(super) fn split_word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

pub(super) fn starts_with_space(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

pub(super) fn reading(style: Style, components: Vec<usize>, number: String, rest: &str, marked: bool) -> Reading<'_> {
    let rest = rest.trim_start().trim_start_matches(['.', ')', ':', '-', '–', '/']).trim_start();
    Reading {
        style,
        ordinal: components.last().copied().unwrap_or(1),
        components,
        head: Numbered { number: Some(number), label: None, rest },
        marked,
    }
}

/// The place of a single letter in the longest row of the languages, with letters for items that some of them lack.
pub(super) fn letter_ordinal(token: &str, upper_case: bool) -> Option<usize> {
    let mut chars = token.chars();
    let (letter, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    if letter.is_uppercase() != upper_case {
        return None;
    }
    letter.to_lowercase().next().and_then(|lower| language::any().letter(lower))
}
