//! Roman numerals, read and written.

use super::{Reading, Style, parted, reading};

/// A number as a Roman numeral in capitals; in digits where there is none for it.
#[must_use]
pub fn roman_numeral(number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

/// "IV. …", "III- …", "II …".
pub(super) fn roman(text: &str) -> Option<Reading<'_>> {
    let end = text.find(|c: char| !"IVXLC".contains(c)).unwrap_or(text.len());
    // "IV a.", "IVa.": a later law put it in.
    let letter = text[end..].trim_start_matches(' ').strip_prefix(|c: char| c.is_ascii_lowercase());
    let inserted = letter.filter(|rest| rest.starts_with(". ")).map(|rest| text.len() - rest.len());
    let value = roman_value(&text[..end])?;
    let (token, rest) = text.split_at(inserted.unwrap_or(end));
    let marked = parted(rest)?;
    Some(reading(Style::Roman, vec![value], token.to_owned(), rest, marked))
}

/// "i) …", "iv) …".
pub(super) fn lower_roman(text: &str) -> Option<Reading<'_>> {
    let (token, rest) = text.split_once(')').filter(|(token, _)| token.len() <= 4)?;
    let value =
        token.bytes().all(|byte| b"ivx".contains(&byte)).then(|| roman_value(&token.to_uppercase())).flatten()?;
    Some(reading(Style::LowerRoman, vec![value], format!("{token})"), rest, true))
}

/// The value of a Roman number written in capitals, when it is a well-formed one up to 89.
pub(super) fn roman_value(token: &str) -> Option<usize> {
    const TENS: [&str; 9] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    if token.is_empty() {
        return None;
    }
    TENS.iter().enumerate().find_map(|(tens, ten)| {
        let ones = ONES.iter().position(|one| token.strip_prefix(ten) == Some(one))?;
        Some(tens * 10 + ones)
    })
}
