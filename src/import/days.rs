//! The day and the place that a line of a head gives: "An Sơn, ngày 03 tháng 4 năm 2025".

use std::ops::Range;

use crate::language::{self, PrintedDate};
use crate::text::{is_all_caps, word_count};

/// "… Số: 12/BC Hà Nội, " before a date: the capitalised words at the end that are no part of what stands before.
pub(super) fn place_before(before: &str) -> Option<String> {
    let named = before.trim_end().strip_suffix(',')?;
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !is_all_caps(word);
    let words: Vec<&str> = named.split_whitespace().rev().take_while(is_name).collect();
    let name: Vec<&str> = words.into_iter().rev().collect();
    (1..=4).contains(&name.len()).then(|| name.join(" "))
}

/// Whether a line has a place and a full date: "… Hà Nội, ngày 22 tháng 4 năm 2026".
pub(super) fn is_place_and_day(line: &str) -> bool {
    let day = language::any().date(line).filter(|date| date.iso.len() == 10);
    day.is_some_and(|date| place_before(&line[..date.range.start]).is_some())
}

/// Whether a date ends a span or begins one: "14–18 July 2025", "2 to 5 June", "25 July 2024–30 July 2025".
pub(super) fn is_span(line: &str, date: &Range<usize>) -> bool {
    let after = line[date.end..].trim_start().strip_prefix(['-', '–', '—']).map(str::trim_start);
    if after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    let before = line[..date.start].trim_end();
    let dash = before.strip_suffix(['-', '–', '—']);
    let word = before.rsplit_once(' ').filter(|(_, word)| word.chars().count() <= 3).map(|(rest, _)| rest);
    dash.or(word).is_some_and(|rest| rest.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// "An Sơn, năm 2025": a year behind one word.
fn year_alone(rest: &str) -> Option<PrintedDate> {
    let (before, year) = rest.trim_end().rsplit_once(' ')?;
    let is_date = language::year(year).is_some() && word_count(before) == 1 && !before.contains(['(', ':']);
    is_date
        .then(|| PrintedDate { iso: year.to_owned(), range: rest.trim_end().len() - year.len()..rest.trim_end().len() })
}

/// "An Sơn, ngày 03 tháng 4 năm 2025" and what other languages have for it: the place and the ISO date.
#[must_use]
pub fn place_and_date(plain: &str) -> Option<(Option<String>, Option<String>)> {
    if word_count(plain) > 16 {
        return None;
    }
    let (place, rest) = plain.split_once(',').filter(|(place, _)| !place.contains([':', '/']))?;
    let place = place.trim().trim_matches(['(', '*', '_']);
    let place = language::any().without_signature_opening(place);
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let ends = [place.split(' ').next(), place.rsplit(' ').next()];
    let named = word_count(place) <= 6 && ends.into_iter().flatten().all(is_name);
    let date = language::any().date(rest).or_else(|| year_alone(rest));
    let date = date.filter(|date| !is_span(rest, &date.range) && !language::any().opens_with_kind(place))?;
    // "Monday, 3 April 2025" names no place, and a line that goes on says something else.
    let place = Some(place).filter(|place| !language::any().is_weekday(place)).map(str::to_owned);
    (named && word_count(&rest[date.range.end..]) <= 4).then_some((place, Some(date.iso)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_dates() {
        let read = |text: &str| place_and_date(text).map(|(p, d)| (p.unwrap_or_default(), d.unwrap_or_default()));
        assert_eq!(read("Hà Khê, ngày 03 tháng 4 năm 2025"), Some(("Hà Khê".into(), "2025-04-03".into())));
        assert_eq!(read("York, 3 April 2025"), Some(("York".into(), "2025-04-03".into())));
        assert_eq!(read("Fait à Lyon, le 1er août 2024"), Some(("Lyon".into(), "2024-08-01".into())));
        assert_eq!(read("Năm 2025, tỉnh đã"), None);
    }
}
