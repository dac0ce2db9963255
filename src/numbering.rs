//! How headings and items are numbered: "Phần thứ nhất", "A.", "IV-", "2.1.", "a)", "(3)", "Chapter 2".
//!
//! In: the text of a heading, without emphasis. Out: its number or label and the words after it.
//! Used by import (to find the outline) and by the edition (to read headings back from a page).
//!
//! "C." is a letter or a hundred, "I DỰ BÁO" a number or a word: [`readings`] gives them all, likeliest first.

mod decimal;
mod form;
pub mod label;
mod law;
pub mod notes;
mod ordinals;
mod reading;
mod roman;

use decimal::{compound, decimal};
use reading::{letter_ordinal, reading, split_word, starts_with_space};
use roman::roman_value;

pub use law::is_inserted;
pub use reading::{Numbered, Reading, Style};
pub use roman::{roman_numeral, small_roman};

use crate::language::{self, PartLevel};

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
    let abbreviated = after.strip_prefix(['.', ':']).map(str::trim_start);
    let abbreviated = abbreviated.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let after = abbreviated.unwrap_or(after).trim_start();
    if let Some(end) = law::code(after).filter(|_| style == Style::Article) {
        return finished_label(text, style, 0, &after[end..]);
    }
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

#[cfg(test)]
mod tests;
