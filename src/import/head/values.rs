//! Values as lines of a head give them: the name of a body, the number of a document, the place in a title.

use std::ops::Range;

use crate::import::days::place_before;
use crate::language;
use crate::text::{fold_space, is_all_caps, word_count};

/// A number without the blanks of a form that was filled in: "63 /2025/QĐ".
pub fn tidy(number: &str) -> String {
    let number = fold_space(number).replace(" /", "/").replace("/ ", "/");
    let number = match number.strip_suffix([']', ')']) {
        Some(own) if !own.contains(['[', '(']) => own.to_owned(),
        _ => number,
    };
    // "14163 - On the bridges": words behind a dash are no part of it.
    let is_part = |rest: &str| rest.contains(|c: char| c.is_ascii_digit() || c == '/');
    match [" - ", " – "].iter().find_map(|dash| number.split_once(dash)) {
        Some((own, rest)) if !is_part(rest) => own.to_owned(),
        _ => number,
    }
}

/// The number that stands behind its label: what has the form of one, else the words up to a place and date.
pub fn number_of(value: &str) -> Option<String> {
    /// Words of a number: "B 12 (2025)".
    const LONGEST: usize = 6;
    let words = language::any();
    if let Some(number) = words.document_number(value) {
        return Some(tidy(number));
    }
    let date = words.date(value).map(|date| date.range.start);
    let before = value[..date.unwrap_or(value.len())].trim_end().trim_end_matches(',');
    let place = date.and_then(|at| place_before(&value[..at]));
    let number = name(place.and_then(|place| before.strip_suffix(place.as_str())).unwrap_or(before));
    let is_number = value.starts_with(char::is_alphanumeric)
        && number.contains(|c: char| c.is_ascii_digit())
        && word_count(&number) <= LONGEST;
    is_number.then(|| tidy(&number))
}

/// A number by its shape alone: "CP 14", "VI 3 - 0002", "04/2022"; words in small letters and dates are no part of it.
pub fn code(line: &str) -> Option<String> {
    /// Signs of a number, and the longest letters of one of its words.
    const SIGNS: std::ops::RangeInclusive<usize> = 4..=28;
    const LETTERS: usize = 5;
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let opens = |word: &str| word.starts_with(|c: char| c.is_ascii_alphanumeric());
    let is_short = |word: &str| word.split(|c: char| !c.is_alphabetic()).all(|letters| letters.len() <= LETTERS);
    let is_part = |word: &str| {
        let may_be = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "/.:-–()".contains(c);
        word.chars().all(may_be) && is_short(word)
    };
    let words = line.split(' ').scan(0, |at, word| {
        let from = *at;
        *at += word.len() + 1;
        Some((from, word.trim_end_matches([',', ';', ':', '.'])))
    });
    // "CP 14 HOUSE": words behind the digits are no part of it, signs that join two numbers are.
    let goes_on = |run: &Range<usize>, word: &str| {
        is_part(word) && (has_digit(word) || !word.contains(char::is_alphabetic) || !has_digit(&line[run.clone()]))
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (from, word) in words {
        match runs.last_mut() {
            Some(run) if run.end + 1 == from && goes_on(run, word) => run.end = from + word.len(),
            _ if is_part(word) && opens(word) => runs.push(from..from + word.len()),
            _ => {}
        }
    }
    let is_code = |run: &Range<usize>| {
        let text = &line[run.clone()];
        let is_mixed = text.contains(['/', ':']) || text.contains(|c: char| c.is_ascii_uppercase());
        has_digit(text) && is_mixed && SIGNS.contains(&text.len()) && language::any().date(text).is_none()
    };
    let run = runs.into_iter().find(is_code)?;
    Some(tidy(line[run].trim_end_matches([' ', '-', '–'])))
}

/// A name without what decorates it.
fn name(text: &str) -> String {
    fold_space(text.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '(' | ')' | '.'))))
}

/// The name of an issuing body, when a line is one: it is short, begins with a capital and names no kind of document
/// but in "Report of the …".
pub fn body_name(line: &str) -> Option<String> {
    let words = language::any();
    if words.is_head_line(line) {
        return None;
    }
    let plain = name(words.without_letterhead(words.without_issuer_end(line)));
    if word_count(&plain) > 14
        || plain.contains(|c: char| c.is_ascii_digit())
        || !plain.starts_with(char::is_uppercase)
        || words.is_letterhead(&plain)
    {
        return None;
    }
    if let Some(kind) = words.kind(&plain, 1) {
        let rest = plain.get(kind.words.len()..)?.trim_start();
        let rest = rest.split_once(' ').filter(|(first, _)| words.must_go_on(first)).map(|(_, rest)| rest)?;
        let rest = rest.split_once(' ').filter(|(first, _)| words.must_go_on(first)).map_or(rest, |(_, rest)| rest);
        return (words.opens_with_issuer(rest) && word_count(rest) <= 10).then(|| rest.to_owned());
    }
    let is_name = || plain.split(' ').all(|word| !word.starts_with(char::is_lowercase) || words.must_go_on(word));
    let opens = words.opens_with_issuer(&plain) || words.names_issuer(&plain) && word_count(&plain) <= 8 && is_name();
    (opens && !plain.ends_with(['.', ';', ':'])).then_some(plain)
}

/// "SÓC" becomes "Sóc", "UPPER-WEIR" "Upper-Weir"; a word that is not all capitals stays.
pub fn capitalised(word: &str) -> String {
    if !is_all_caps(word) {
        return word.to_owned();
    }
    let part = |part: &str| -> String {
        let mut chars = part.chars();
        chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
    };
    word.split('-').map(part).collect::<Vec<_>>().join("-")
}

/// The place that a title ends on: "… TỈNH AN SƠN", "… thành phố An Sơn, lần thứ XIV".
pub fn place_in_title(title: &str) -> Option<String> {
    let name: Vec<String> = language::any().place_name(title).into_iter().map(capitalised).collect();
    (!name.is_empty()).then(|| name.join(" "))
}
