//! Numbers in few signs, as `static/search.js` reads them.

/// Values that one character can hold; the other [`MORE`] characters say that more follows.
const LAST: u32 = 60;
/// See [`LAST`].
const MORE: u32 = 32;

/// Writes a number in printable ASCII without `"` and `\`: small ones take one character, most others two.
pub(super) fn digits(mut value: u32, text: &mut String) {
    while value >= LAST {
        value -= LAST;
        text.push(digit(LAST + value % MORE));
        value /= MORE;
    }
    text.push(digit(value));
}

/// The character of a digit below 92.
fn digit(value: u32) -> char {
    let code = value + 32;
    let code = if code >= 34 { code + 1 } else { code };
    let code = if code >= 92 { code + 1 } else { code };
    char::from_u32(code).unwrap_or('?')
}

/// As `static/search.js` reads them.
#[cfg(test)]
pub(super) fn numbers(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let (mut value, mut scale) = (0, 1);
    for byte in text.bytes().map(u32::from) {
        let digit = byte - 32 - u32::from(byte > 34) - u32::from(byte > 92);
        value += digit * scale;
        if digit < LAST {
            numbers.push(value);
            (value, scale) = (0, 1);
        } else {
            scale *= MORE;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_written() {
        let written: Vec<u32> = (0..5000).chain([61_439, 61_440, 1_000_000]).collect();
        let mut text = String::new();
        written.iter().for_each(|number| digits(*number, &mut text));
        assert!(!text.contains(['"', '\\', '\u{7f}']) && text.is_ascii());
        assert_eq!(numbers(&text), written);
    }
}
