//! Numbers and labels that lines open with, and whether they count on.

use super::emphasis;
use crate::numbering::{self, Reading, Style};

/// Whether a line opens with a number of a row, whatever its print.
pub(super) fn is_numbered(text: &str) -> bool {
    numbering::readings(&emphasis::strip(text)).iter().any(|reading| reading.marked)
}

/// A number of an outline that stands alone on its line, its words below: "B.", "IV.", "2.1", "3.".
pub(super) fn is_alone(line: &str) -> bool {
    /// "XXXVIII." is the longest.
    const LONGEST: usize = 9;
    let line = line.trim();
    let is_short = !line.is_empty() && line.len() <= LONGEST;
    let ends = line.ends_with(['.', ')']) || line.contains('.') && !line.contains(' ');
    is_short && ends && {
        let with_words = format!("{line} X");
        let readings = numbering::readings(&with_words);
        readings.iter().any(|reading| reading.marked && reading.head.label.is_none() && reading.head.rest == "X")
    }
}

/// Whether a line may be the words of a number that stands alone above it.
pub(super) fn follows_label(line: &str) -> bool {
    let is_words = line.trim_start().starts_with(|c: char| c.is_uppercase() || "“\"«".contains(c));
    is_words && !is_alone(line) && !numbering::readings(line.trim()).iter().any(|reading| reading.marked)
}

/// The label of a part that stands alone on its line, its title below: "Chapter II", "Annex", "Phần thứ nhất".
pub(super) fn is_label(line: &str) -> bool {
    /// A label in words is no longer, in bytes.
    const LONGEST: usize = 60;
    let line = line.trim();
    let readings = if line.len() <= LONGEST { numbering::readings(line) } else { Vec::new() };
    readings.iter().any(|reading| reading.head.label.is_some() && reading.head.rest.is_empty())
}

/// The word of an appendix without a number, or the code of a form, alone on its line: nothing in the words would show where the
/// title below it begins.
pub(super) fn is_lone(line: &str) -> bool {
    let is_open = |style: Style, ordinal: usize| style == Style::Form || style == Style::Appendix && ordinal == 0;
    is_label(line) && numbering::readings(line.trim()).iter().any(|reading| is_open(reading.style, reading.ordinal))
}

/// Whether a line opens with the label of a part: "Article 3. Boats".
pub(super) fn has_label(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "#*".contains(c));
    numbering::readings(line).iter().any(|reading| reading.head.label.is_some())
}

/// Whether the code of a form stands in one of two lines and parts them: it opens a form, and closes its own line. A title in
/// bold may end with a code.
pub fn parts_form(above: &str, line: &str, bold_above: bool, both_bold: bool) -> bool {
    opens_form(above) && !bold_above || opens_form(line) && !both_bold
}

/// Whether a line is the code of a form and little else.
fn opens_form(text: &str) -> bool {
    /// Bytes, marks with them: what is longer holds more words than a code has.
    const LONGEST: usize = 300;
    if text.len() > LONGEST {
        return false;
    }
    let plain = super::emphasis::strip(&super::marks::replace(text, |_| String::new()));
    let is_form = |reading: &Reading<'_>| reading.style == Style::Form;
    crate::text::word_count(&plain) <= 8 && numbering::readings(&plain).first().is_some_and(is_form)
}

/// Whether a line behind a hard break opens a part of the outline.
pub(super) fn opens_part(above: &str, line: &str) -> bool {
    let is_closed = above.matches("**").count().is_multiple_of(2);
    let is_part = |reading: &numbering::Reading<'_>| {
        reading.head.label.is_some() || reading.marked && reading.head.rest.starts_with(char::is_uppercase)
    };
    is_closed && numbering::readings(super::emphasis::strip(line).trim()).iter().any(is_part)
}

/// The label of a part, its title below.
pub(super) fn is_bold_label(text: &str) -> bool {
    is_label(text.trim_matches(['*', '_', ' ']))
}

/// Whether two lines open with numbers in a row, written alike: "1. …" and "2. …", "(3) …" and "(4) …", "a) …" and "b) …".
pub fn is_next_item(open: &str, line: &str) -> bool {
    let is_number = |style: Style| matches!(style, Style::Decimal(1) | Style::Paren | Style::HalfParen);
    let is_letter = |style: Style| matches!(style, Style::Lower | Style::ParenLower);
    let opens = |words: &str| words.starts_with(|c: char| c.is_uppercase() || "“\"(".contains(c));
    numbering::readings(line).iter().any(|next| {
        let is_item = is_number(next.style) && opens(next.head.rest) || is_letter(next.style) && next.ordinal > 1;
        let goes_on = |last: &Reading<'_>| {
            (last.style, last.marked) == (next.style, next.marked)
                && numbering::follows(next.style, last.ordinal, next.ordinal)
        };
        is_item && numbering::readings(open).iter().any(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_alone_on_their_lines() {
        for line in ["B.", " IV. ", "2.1", "3.", "a)", "(b)", "II.3."] {
            assert!(is_alone(line), "{line}");
        }
        for line in ["", "3", "B", "I", "2019", "3.5 %", "A. X", "No."] {
            assert!(!is_alone(line), "{line}");
        }
    }

    #[test]
    fn items_count_on() {
        for (open, line) in
            [("1. Một", "2. Hai"), ("(3) Ba", "(4) Bốn"), ("7/ Bảy", "8/ Tám"), ("a) một", "b) hai"), ("5) X", "6) Y")]
        {
            assert!(is_next_item(open, line), "{line}");
        }
        for (open, line) in [("1. Một", "3. Ba"), ("1. Một", "2) Hai"), ("1. Một", "2. hai"), ("Năm", "2. Hai")]
        {
            assert!(!is_next_item(open, line), "{line}");
        }
    }
}
