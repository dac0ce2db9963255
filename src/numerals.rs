//! Printed numbers: `1.890` is 1890, `7,11` is 7.11, OCR's `1 933,9` is 1933.9.
//!
//! In: a text. Out: its numbers with their places. What always holds: a number is read as Vietnamese prints it when
//! both readings are possible; other readings are asked for with [`readings`].

use std::ops::Range;

/// A printed number.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is in Vietnamese.
    pub value: f64,
    /// Whether a decimal sign stands in it.
    pub is_decimal: bool,
    /// Whether it is written with signs or spaces between thousands.
    pub is_grouped: bool,
}

/// The numbers of a text, in order.
#[must_use]
pub fn numerals(text: &str) -> Vec<Numeral> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = token_end(bytes, at);
        let token = &text[at..end];
        if let Some(value) = vietnamese(token) {
            found.push(Numeral {
                range: at..end,
                value,
                is_decimal: decimal_sign(token).is_some(),
                is_grouped: token.contains([' ', '\u{a0}']) || thousands(token),
            });
        }
        at = end;
    }
    found
}

/// Whether a number of the text can be read as this value.
#[must_use]
pub fn states(text: &str, value: f64) -> bool {
    let same = |read: f64| (read - value).abs() <= value.abs() * 1e-9;
    numerals(text).iter().any(|numeral| {
        let token = &text[numeral.range.clone()];
        // A group apart by a space may be two numbers after all.
        readings(token).into_iter().chain(token.split_whitespace().flat_map(readings)).any(same)
    })
}

/// Every value that a printed number can have, in Vietnamese or in English.
#[must_use]
pub fn readings(token: &str) -> Vec<f64> {
    let swapped: String = token
        .chars()
        .map(|c| match c {
            '.' => ',',
            ',' => '.',
            c => c,
        })
        .collect();
    [vietnamese(token), vietnamese(&swapped)].into_iter().flatten().collect()
}

/// Where the number that begins at `start` ends: digits, single signs between digits, spaces before groups of three.
fn token_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = start + digits(start);
    let mut spaced = end - start <= 3 && bytes[start] != b'0';
    loop {
        let Some(sign) = bytes.get(end) else { return end };
        let next = digits(end + 1);
        let goes_on = match sign {
            b'.' | b',' => next > 0,
            b' ' => spaced && next == 3 && !glued(bytes, end + 4),
            _ => false,
        };
        if !goes_on {
            return end;
        }
        spaced &= *sign == b' ';
        end += 1 + next;
    }
}

/// Whether what follows a group of three shows that it is no group: "… 2 150/QĐ".
fn glued(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'/' | b'-')) && bytes.get(at + 1).is_some_and(|b| !b.is_ascii_digit())
}

/// The sign before the decimals, as Vietnamese prints it, and where it stands.
fn decimal_sign(token: &str) -> Option<usize> {
    let last = token.rfind(['.', ','])?;
    let sign = &token[last..=last];
    let count = token.matches(sign).count();
    let decimals = token.len() - last - 1;
    match sign {
        "," => (count == 1).then_some(last),
        _ => (count == 1 && (decimals != 3 || token.contains(',') || last > 3)).then_some(last),
    }
}

fn thousands(token: &str) -> bool {
    token.contains(['.', ',']) && decimal_sign(token).is_none_or(|at| token[..at].contains(['.', ',']))
}

fn vietnamese(token: &str) -> Option<f64> {
    let decimal = decimal_sign(token);
    let whole = &token[..decimal.unwrap_or(token.len())];
    let mut plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    if let Some(at) = decimal {
        plain.push('.');
        plain.push_str(&token[at + 1..]);
    }
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        numerals(text).into_iter().map(|numeral| numeral.value).collect()
    }

    #[test]
    fn numbers_as_vietnamese_prints_them() {
        assert_eq!(
            values("1.890 7,11 1 933,9 11 420 141 54.01 1.234.567,8"),
            [1890.0, 7.11, 1933.9, 11_420_141.0, 54.01, 1_234_567.8]
        );
        assert_eq!(values("7,11 7,21%"), [7.11, 7.21]);
        assert_eq!(values("năm 2022 55 972 lao động, 05 xã."), [2022.0, 55972.0, 5.0]);
        assert_eq!(values("đạt 10,50%, 72.000 ha."), [10.5, 72000.0]);
    }

    #[test]
    fn a_figure_is_in_its_words() {
        assert!(states("đạt 10,50%/năm", 10.5));
        assert!(states("grew 1,890 units", 1890.0));
        assert!(!states("đạt 2,5 tỷ", 25.0));
        assert!(!states("đạt 12%", 2.0));
    }
}
