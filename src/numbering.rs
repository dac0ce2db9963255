//! How headings and items are numbered: "Phần thứ nhất", "A.", "IV-", "2.1.", "a)", "(3)", "Chapter 2".
//!
//! In: the text of a heading, without emphasis. Out: its number or label and the words after it.
//! Used by import (to find the outline) and by the edition (to read headings back from a page).
//!
//! "C." is a letter or a hundred, "I DỰ BÁO" a number or a word: [`readings`] gives them all, likeliest first.

mod decimal;
mod form;
mod law;
mod ordinals;
mod roman;

use decimal::{compound, decimal};
use roman::roman_value;

pub use law::is_inserted;
pub use roman::roman_numeral;

use crate::language::{self, PartLevel};

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

/// Reads the number or label at the head of a heading, if there is one.
///
/// ```
/// let read = ibid::numbering::parse_heading("2.1. Mục tiêu chung").unwrap();
/// assert_eq!((read.number.as_deref(), read.rest), (Some("2.1"), "Mục tiêu chung"));
/// let part = ibid::numbering::parse_heading("Phần thứ hai. PHƯƠNG HƯỚNG").unwrap();
/// assert_eq!((part.label.as_deref(), part.rest), (Some("Phần thứ hai"), "PHƯƠNG HƯỚNG"));
/// ```
#[must_use]
pub fn parse_heading(text: &str) -> Option<Numbered<'_>> {
    readings(text).into_iter().find(|reading| reading.marked).map(|reading| reading.head)
}

/// The number as a heading shows it before the words: "2.1.", "a)", "(3)".
#[must_use]
pub fn punctuated(number: &str) -> String {
    if number.ends_with(')') { number.to_owned() } else { format!("{number}.") }
}

/// The family and the ordinal of a number alone: 3 for "III", "c)" and "2.3".
#[must_use]
pub fn ordinal(number: &str) -> Option<(Style, usize)> {
    let text = format!("{} X", punctuated(number));
    readings(&text).first().map(|reading| (reading.style, reading.ordinal))
}

/// Whether an ordinal is the next one of its row; letters by which not all languages count may be missing.
#[must_use]
pub fn follows(style: Style, last: usize, own: usize) -> bool {
    let is_letter = matches!(style, Style::Upper | Style::Lower | Style::ParenLower) && last < own;
    last + 1 == own || is_letter && language::any().may_lack_letters(last, own)
}

/// Every way to read the head of a text as a number, likeliest first.
#[must_use]
pub fn readings(text: &str) -> Vec<Reading<'_>> {
    let text = text.trim_start();
    let form = || form::code(text).and_then(|(end, code)| finished_label(text, Style::Form, code, &text[end..]));
    let ordinal = || ordinals::ordinal(text).and_then(|(own, rest)| finished_label(text, Style::Ordinal, own, rest));
    if let Some(label) = label(text).or_else(form).or_else(|| leading_label(text)).or_else(ordinal) {
        // "2. Abschnitt" counts a section, or is the second item.
        let counted = text.starts_with(|c: char| c.is_ascii_digit()).then(|| decimal(text)).flatten();
        return [label].into_iter().chain(counted).collect();
    }
    let mut found = Vec::new();
    found.extend(paren(text));
    found.extend(decimal(text));
    found.extend(compound(text));
    found.extend(roman(text));
    found.extend(upper(text));
    found.extend(lower(text));
    found.extend(
        roman::lower(text)
            .map(|(value, end)| reading(Style::LowerRoman, vec![value], text[..end].to_owned(), &text[end..], true)),
    );
    found
}

/// The family in which a number is the first: of "i)" that of Roman numbers, though it is a letter, too.
#[must_use]
pub fn first_of(number: &str) -> Option<Style> {
    let text = format!("{} X", punctuated(number));
    readings(&text).iter().find(|reading| reading.ordinal == 1).map(|reading| reading.style)
}

/// A label word with its ordinal: "Phần thứ nhất", "CHƯƠNG II", "Chapter 3", "Điều 12", "Erster Teil", "Annex II".
fn label(text: &str) -> Option<Reading<'_>> {
    let (style, after) = label_word(text).or_else(|| {
        let (style, after) = label_word(law::after_abbreviation(text)?)?;
        (style == Style::Article && law::is_number(after)).then_some((style, after))
    })?;
    if after.trim_matches([' ', '.', ':']).is_empty() {
        return finished_label(text, style, 0, "").filter(|_| style == Style::Appendix);
    }
    // "Art. 5": the point is the word's.
    let abbreviated =
        after.strip_prefix('.').map(str::trim_start).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let after = abbreviated.unwrap_or(after).trim_start();
    let prefix = after.split_whitespace().next().filter(|word| language::any().is_ordinal_prefix(word));
    let (word, rest) = split_word(after[prefix.map_or(0, str::len)..].trim_start())?;
    finished_label(text, style, ordinal_word(word, style)?, rest)
}

/// The style that a part's word opens, and what follows the word.
fn label_word(text: &str) -> Option<(Style, &str)> {
    if let Some(after) = language::any().after_appendix_word(text) {
        let is_whole = after.starts_with(' ') || after.trim_matches(['.', ':']).is_empty();
        return is_whole.then_some((Style::Appendix, after));
    }
    let (level, end) = language::any().part_word(text)?;
    Some((level_style(level)?, &text[end..]))
}

fn level_style(level: PartLevel) -> Option<Style> {
    match level {
        PartLevel::Part => Some(Style::Part),
        PartLevel::Title => Some(Style::Title),
        PartLevel::Chapter => Some(Style::Chapter),
        PartLevel::Section => Some(Style::Division),
        PartLevel::Subsection => Some(Style::Subdivision),
        PartLevel::Article => Some(Style::Article),
        PartLevel::Provision => Some(Style::Provision),
        PartLevel::Clause | PartLevel::Point => None,
    }
}

/// "Erster Teil", "Second Part", "2. Abschnitt": the ordinal stands before the word.
fn leading_label(text: &str) -> Option<Reading<'_>> {
    let (word, after) = split_word(text)?;
    // "2. Abschnitt: …": the point is the ordinal's.
    let counted = after.strip_prefix('.').and_then(|after| Some((word.parse().ok().filter(|n| *n < 200)?, after)));
    let (ordinal, after) = counted.or_else(|| Some((language::any().leading_ordinal(word)?, after)))?;
    let after = after.trim_start();
    let (level, end) = language::any().part_word(after)?;
    let rest = &after[end..];
    let is_whole = rest.trim_start().starts_with([':', '–', '—']) || rest.trim().is_empty();
    finished_label(text, level_style(level)?, ordinal, rest).filter(|_| counted.is_none() || is_whole)
}

/// A label that ends where `rest` begins.
fn finished_label<'a>(text: &'a str, style: Style, ordinal: usize, rest: &'a str) -> Option<Reading<'a>> {
    let end = text.len() - rest.len();
    let after = rest.trim_start();
    let stripped = after.trim_start_matches(['.', ':', '-', '–', '—', ')', '/']);
    let marked = stripped.len() < after.len() || after.is_empty();
    // "Phần lớn", "Mục 3 nêu rõ": a label stands alone, is parted from its title, or the title is in capitals.
    // "Art 49 (repealed)".
    let is_bracketed =
        stripped.starts_with('(') && stripped.ends_with(')') && !stripped.contains(|c: char| c.is_ascii_digit());
    let opens = |c: char| c.is_uppercase() || c == '(' && style == Style::Form;
    let title_follows = marked || is_bracketed || stripped.chars().next().is_some_and(opens);
    title_follows.then(|| Reading {
        style,
        ordinal,
        components: vec![ordinal],
        head: Numbered { number: None, label: Some(text[..end].trim().to_owned()), rest: stripped.trim_start() },
        marked: true,
    })
}

/// The first word and what follows it.
fn split_word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// 1 for "nhất", "I", "1", "1º", "One"; for an appendix also "A", for an article that a later law put in "12a".
fn ordinal_word(word: &str, style: Style) -> Option<usize> {
    let word = word.trim_end_matches(['º', 'ª']);
    let digits = match word.strip_suffix(|c: char| c.is_ascii_lowercase()) {
        Some(digits) if style == Style::Article => digits,
        _ => word,
    };
    if let Ok(number) = digits.parse::<usize>() {
        return (number > 0 && number < 1000).then_some(number);
    }
    let by_letter = || (style == Style::Appendix).then(|| letter_ordinal(word, true)).flatten();
    language::any().ordinal(word).or_else(|| roman_value(word)).or_else(by_letter)
}

/// "(1) …", "(a) …", also "(1)- …"; "(A) …" and "(IV) …" before a capital.
fn paren(text: &str) -> Vec<Reading<'_>> {
    let Some((token, rest)) = text.strip_prefix('(').and_then(|inside| inside.split_once(')')) else {
        return Vec::new();
    };
    let before_capital = |ordinal: Option<usize>| ordinal.filter(|_| rest.trim_start().starts_with(char::is_uppercase));
    let styles = [
        (Style::Paren, token.parse().ok().filter(|number| (1..200).contains(number))),
        (Style::ParenLower, letter_ordinal(token, false)),
        (Style::ParenRoman, before_capital(roman_value(token))),
        (Style::ParenUpper, before_capital(letter_ordinal(token, true))),
    ];
    let read =
        |(style, own): (Style, Option<usize>)| Some(reading(style, vec![own?], format!("({token})"), rest, true));
    styles.into_iter().filter_map(read).collect()
}

/// "IV. …", "III- …", "II …", "IV a. …".
fn roman(text: &str) -> Option<Reading<'_>> {
    let (value, end) = roman::upper(text)?;
    let (token, rest) = text.split_at(end);
    Some(reading(Style::Roman, vec![value], token.to_owned(), rest, parted(rest)?))
}

/// "A. …", "B- …", "A …".
fn upper(text: &str) -> Option<Reading<'_>> {
    let first = text.chars().next()?;
    let ordinal = letter_ordinal(text.get(..first.len_utf8())?, true)?;
    let rest = &text[first.len_utf8()..];
    let marked = parted(rest)?;
    Some(reading(Style::Upper, vec![ordinal], first.to_string(), rest, marked))
}

/// "a) …", "đ) …", "b. …", "c/ …".
fn lower(text: &str) -> Option<Reading<'_>> {
    let first = text.chars().next()?;
    let ordinal = letter_ordinal(text.get(..first.len_utf8())?, false)?;
    let rest = &text[first.len_utf8()..];
    let sign = rest.chars().next().filter(|sign| [')', '.', '/'].contains(sign))?;
    let number = if sign == ')' { format!("{first})") } else { first.to_string() };
    Some(reading(Style::Lower, vec![ordinal], number, &rest[sign.len_utf8()..], true))
}

/// Whether punctuation follows a number (`Some(true)`) or a space alone (`Some(false)`).
fn parted(rest: &str) -> Option<bool> {
    if rest.is_empty() {
        return None;
    }
    // "I/ …" is a number, "A/B", "I/2024" and "D-2" are none.
    if rest.strip_prefix(['-', '–']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    if rest.starts_with(['.', ')', ':', '-', '–']) || rest.strip_prefix('/').is_some_and(starts_with_space) {
        return Some(true);
    }
    starts_with_space(rest).then_some(false)
}

fn starts_with_space(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

fn reading(style: Style, components: Vec<usize>, number: String, rest: &str, marked: bool) -> Reading<'_> {
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
fn letter_ordinal(token: &str, upper_case: bool) -> Option<usize> {
    let mut chars = token.chars();
    let (letter, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    if letter.is_uppercase() != upper_case {
        return None;
    }
    letter.to_lowercase().next().and_then(|lower| language::any().letter(lower))
}

#[cfg(test)]
mod tests;
