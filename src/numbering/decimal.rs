//! Numbers in figures, alone or behind an upper number: "2.1. …", "3) …", "II.3. …".

use super::reading::{Reading, Style, letter_ordinal, reading, split_word, starts_with_space};
use super::roman::roman_value;

/// "1. …", "2.1 …", "10.1. …", "3) …", "3/ …", "1- …".
pub(super) fn decimal(text: &str) -> Option<Reading<'_>> {
    let end = text
        .char_indices()
        .take_while(|(at, c)| {
            c.is_ascii_digit() || (*c == '.' && text[at + 1..].starts_with(|next: char| next.is_ascii_digit()))
        })
        .last()
        .map(|(at, c)| at + c.len_utf8())?;
    let (token, rest) = text.split_at(end);
    let mut components: Vec<usize> = token.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    // "2.0 Boats" holds "2.1 Nets".
    let after = rest.trim_start_matches('.');
    let is_whole =
        token.ends_with(".0") && after.starts_with(' ') && after.trim_start().starts_with(char::is_uppercase);
    if is_whole && components.len() == 2 {
        components.truncate(1);
    }
    // Thousands ("1.890 tỷ") and leading zeros ("05 năm") are quantities.
    if components.iter().any(|part| *part == 0 || *part > 199)
        || !is_whole && token.split('.').any(|p| p.starts_with('0'))
    {
        return None;
    }
    if rest.starts_with(')') && components.len() == 1 {
        return Some(reading(Style::HalfParen, components, format!("{token})"), &rest[1..], true));
    }
    let marked =
        rest.starts_with(['.', ':', '-', '–', '/']) || ((components.len() > 1 || is_whole) && starts_with_space(rest));
    if !marked && !starts_with_space(rest) {
        return None;
    }
    // "7,11" and "1.5%" are figures: after the punctuation comes a space, a capital or the end.
    let after = rest.trim_start_matches(['.', ':', '-', '–', '/']);
    if !(after.is_empty() || starts_with_space(after) || after.starts_with(char::is_alphabetic)) {
        return None;
    }
    Some(reading(Style::Decimal(components.len()), components, token.to_owned(), rest, marked))
}

/// "II.3. …", "A.1 …": an upper number and decimal ones.
pub(super) fn compound(text: &str) -> Option<Reading<'_>> {
    let (first, after) = split_word(text)?;
    let upper = roman_value(first).or_else(|| letter_ordinal(first, true))?;
    let end = after.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(after.len());
    let digits = after[..end].strip_prefix('.')?.trim_end_matches('.');
    let parts = digits.split('.').map(|part| part.parse().ok().filter(|part| (1..200).contains(part)));
    let components: Vec<usize> = [Some(upper)].into_iter().chain(parts).collect::<Option<_>>()?;
    let token = format!("{first}.{digits}");
    let rest = &after[end..];
    (rest.is_empty() || starts_with_space(rest) || rest.starts_with(')'))
        .then(|| reading(Style::Decimal(components.len()), components, token, rest, true))
}
