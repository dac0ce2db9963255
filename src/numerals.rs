//! Printed numbers: `1.890` is 1890, `7,11` is 7.11, OCR's `1 933,9` is 1933.9, its `7 , 5` is 7.5, its `l.2O5` is 1205.
//!
//! In: a text. Out: its numbers with their places. What always holds: a number is read as Vietnamese prints it when
//! both readings are possible; other readings are asked for with [`readings`]. A letter is a digit only where digits and
//! their signs stand around it.

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
        if !bytes[at].is_ascii_digit() && !misread_start(bytes, at) {
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

/// A number that stands alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// What it is.
    pub value: f64,
    /// Digits after the decimal sign.
    pub decimals: i32,
}

/// Reads a number that stands alone, as Vietnamese prints it: `1.890` is 1890, `7,11` is 7.11.
#[must_use]
pub fn value(token: &str) -> Option<Value> {
    let decimals = decimal_sign(token).map_or(0, |at| token.len() - at - 1);
    Some(Value { value: vietnamese(token)?, decimals: i32::try_from(decimals).unwrap_or(0) })
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
    [vietnamese(token), vietnamese(&swapped(token))].into_iter().flatten().collect()
}

/// Whether a number of the text is this value, read with this sign before decimals. A text whose own numbers show another
/// sign is read by theirs.
#[must_use]
pub fn states_as(text: &str, value: f64, sign: char) -> bool {
    let same = |read: f64| (read - value).abs() <= value.abs() * 1e-9;
    numerals(text).iter().any(|numeral| {
        let token = &text[numeral.range.clone()];
        let parts = std::iter::once(token).chain(token.split_whitespace());
        parts.filter_map(|part| reading(part, sign)).any(same)
    })
}

/// What a number is, read with this sign before decimals: `1.890` is 1890 with a comma, 1.89 with a point.
#[must_use]
pub fn reading(token: &str, sign: char) -> Option<f64> {
    if sign == '.' { vietnamese(&swapped(token)) } else { vietnamese(token) }
}

/// The sign before decimals that most numbers of some texts show, where they can be read in one way alone: "7,11", "1.234.567".
#[must_use]
pub fn sign_of<'t>(texts: impl Iterator<Item = &'t str>) -> Option<char> {
    let (mut commas, mut points) = (0usize, 0usize);
    for text in texts {
        for numeral in numerals(text) {
            match shown(&text[numeral.range.clone()], &text[numeral.range.end..]) {
                Some(',') => commas += 1,
                Some(_) => points += 1,
                None => {}
            }
        }
    }
    match commas.cmp(&points) {
        std::cmp::Ordering::Greater => Some(','),
        std::cmp::Ordering::Less => Some('.'),
        std::cmp::Ordering::Equal => None,
    }
}

/// The sign before decimals that a number shows by itself, with the text behind it. "1.1" alone may be the number of a row.
fn shown(token: &str, after: &str) -> Option<char> {
    let other = |sign: char| if sign == ',' { '.' } else { ',' };
    let last = token.rfind(['.', ','])?;
    let sign = token[last..].chars().next()?;
    let decimals = token.len() - last - 1;
    let is_measured =
        || after.starts_with('%') || after.trim_start().starts_with(|c: char| c == '%' || c.is_lowercase());
    match (token.matches(sign).count(), token.contains(other(sign))) {
        // Thousands apart by a space behind the sign are no decimals.
        _ if token[last..].contains([' ', '\u{a0}']) => None,
        (1, true) => Some(sign),
        (1, false) => (decimals != 3 && is_measured()).then_some(sign),
        _ => Some(other(sign)),
    }
}

fn swapped(token: &str) -> String {
    let swap = |c| match c {
        '.' => ',',
        ',' => '.',
        c => c,
    };
    token.chars().map(swap).collect()
}

/// "l.350": a number that begins with a one that was read as a letter.
fn misread_start(bytes: &[u8], at: usize) -> bool {
    let apart = at == 0 || matches!(bytes[at - 1], b' ' | b'(' | b'\n');
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let sign = matches!(bytes.get(at + 1), Some(b'.' | b','));
    apart && bytes[at] == b'l' && (digit(at + 1) || sign && digit(at + 2) && digit(at + 3))
}

/// Whether a letter within a number is a digit that was misread: "2O5", "41,O7", "1l2".
fn misread(bytes: &[u8], at: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let before = at > 0 && (digit(at - 1) || matches!(bytes[at - 1], b'.' | b',') && at > 1 && digit(at - 2));
    let closed = !bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    match bytes.get(at) {
        Some(b'O') => before && (digit(at + 1) || closed),
        Some(b'l' | b'I') => before && digit(at + 1),
        _ => false,
    }
}

/// Where the number that begins at `start` ends: digits, single signs between digits, spaces before groups of three.
fn token_end(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| {
        let is_digit = |at: &usize| bytes[*at].is_ascii_digit() || misread(bytes, *at);
        (from..bytes.len()).take_while(is_digit).count()
    };
    let first = usize::from(!bytes[start].is_ascii_digit());
    let mut end = start + first + digits(start + first);
    let mut spaced = end - start <= 3 && bytes[start] != b'0';
    loop {
        let Some(sign) = bytes.get(end) else { return end };
        let next = digits(end + 1);
        let goes_on = match sign {
            b'.' | b',' => next > 0,
            b' ' if spaced && next == 3 && !glued(bytes, end + 4) => true,
            b' ' => match spaced_sign(bytes, start, end) {
                Some(to) => return to,
                None => false,
            },
            _ => false,
        };
        if !goes_on {
            return end;
        }
        spaced &= *sign == b' ';
        end += 1 + next;
    }
}

/// "7 , 5 %", "68 ,5": where a number ends that the scan broke before its decimals. A comma has no space before it, so
/// that it parts no two numbers; a further one shows a row.
fn spaced_sign(bytes: &[u8], start: usize, space: usize) -> Option<usize> {
    let sign = (bytes.get(space + 1) == Some(&b',')).then_some(space + 1)?;
    let from = sign + 1 + usize::from(bytes.get(sign + 1) == Some(&b' '));
    let to = from + bytes.get(from..)?.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut rest = bytes.get(to..)?.iter().skip_while(|b| **b == b' ');
    let goes_on = rest.next() == Some(&b',') && rest.find(|b| **b != b' ').is_some_and(u8::is_ascii_digit);
    let row = goes_on || bytes[..start].trim_ascii_end().ends_with(b",");
    ((1..=2).contains(&(to - from)) && !row && !bytes.get(to).is_some_and(|b| matches!(b, b'.' | b'/'))).then_some(to)
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
    if token.contains(['O', 'l', 'I']) || token.contains(" ,") || token.contains(", ") {
        return vietnamese(&mended(token));
    }
    let decimal = decimal_sign(token);
    let whole = &token[..decimal.unwrap_or(token.len())];
    let mut plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    if let Some(at) = decimal {
        plain.push('.');
        plain.push_str(&token[at + 1..]);
    }
    plain.parse().ok()
}

/// A number as it was printed before the scan: its letters as digits, its decimals without spaces.
fn mended(token: &str) -> String {
    let text = token.replace(" ,", ",").replace(", ", ",");
    text.chars()
        .map(|c| match c {
            'O' => '0',
            'l' | 'I' => '1',
            c => c,
        })
        .collect()
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
    fn a_number_alone() {
        let read = |token| value(token).map(|read| (read.value, read.decimals));
        assert_eq!([read("1.890"), read("7,11"), read("66.5")], [Some((1890.0, 0)), Some((7.11, 2)), Some((66.5, 1))]);
        assert_eq!(
            [read("1933,9"), read("1.204.330"), read("03")],
            [Some((1933.9, 1)), Some((1_204_330.0, 0)), Some((3.0, 0))]
        );
        assert_eq!(read("xã"), None);
    }

    #[test]
    fn numbers_that_the_scan_broke_or_misread() {
        assert_eq!(values("tăng 7 , 5 %, đạt 68 ,5 tạ"), [7.5, 68.5]);
        assert_eq!(values("có l.350 ha, 41,O7% và 2O5 hộ, 1O%"), [1350.0, 41.07, 205.0, 10.0]);
        assert_eq!(values("các đường 51 , 55 , 57"), [51.0, 55.0, 57.0]);
        assert_eq!(values("nước 10l, CO2, mục l) và I.2"), [10.0, 2.0, 2.0]);
        assert!(states("đạt 41,O7%", 41.07) && states("68 , 5 tạ", 68.5));
    }

    #[test]
    fn a_number_is_read_as_its_text_writes_numbers() {
        assert_eq!((reading("1.890", ','), reading("1.890", '.')), (Some(1890.0), Some(1.89)));
        assert!(states_as("đạt 1.890 tấn", 1890.0, ',') && !states_as("đạt 1.890 tấn", 1.89, ','));
        assert!(states_as("grew 1,890 units", 1890.0, '.') && !states_as("grew 1,890 units", 1.89, '.'));
        assert_eq!(sign_of(["7,11% và 1.234.567 người, 1.890 tấn"].into_iter()), Some(','));
        assert_eq!(sign_of(["7.11% and 1,234,567 people"].into_iter()), Some('.'));
        assert_eq!(sign_of(["1.890 và 12"].into_iter()), None);
        assert_eq!(sign_of(["3.000 000 đồng, | 1.1 | Chi | 2.5 |", "1.2 Thu"].into_iter()), None, "rows are counted");
    }

    #[test]
    fn a_figure_is_in_its_words() {
        assert!(states("đạt 10,50%/năm", 10.5));
        assert!(states("grew 1,890 units", 1890.0));
        assert!(!states("đạt 2,5 tỷ", 25.0));
        assert!(!states("đạt 12%", 2.0));
    }
}
