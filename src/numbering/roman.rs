//! Roman numerals, read and written.

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

/// "IV. …": the number, and where it ends. "IV a.", "IVa.": a later law put it in.
pub(super) fn upper(text: &str) -> Option<(usize, usize)> {
    let end = text.find(|c: char| !"IVXLC".contains(c)).unwrap_or(text.len());
    let letter = text[end..].trim_start_matches(' ').strip_prefix(|c: char| c.is_ascii_lowercase());
    let inserted = letter.filter(|rest| rest.starts_with(". ")).map(|rest| text.len() - rest.len());
    Some((roman_value(&text[..end])?, inserted.unwrap_or(end)))
}

/// "i) …", "iv) …": the number, and where it ends.
pub(super) fn lower(text: &str) -> Option<(usize, usize)> {
    let end = text.find(')').filter(|end| *end <= 4)?;
    let token = &text[..end];
    let value = token.bytes().all(|byte| b"ivx".contains(&byte)).then(|| small_roman(token)).flatten();
    Some((value?, end + 1))
}

/// The value of a Roman number written in small letters: "xiv".
#[must_use]
pub fn small_roman(token: &str) -> Option<usize> {
    let is_small = token.bytes().all(|byte| byte.is_ascii_lowercase());
    is_small.then(|| roman_value(&token.to_ascii_uppercase())).flatten()
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
