//! Labels of notes without mark-up: "7 Text", "7. Text", "7/ Text", "(7) Text".
//!
//! In: the text of a line or chunk. Out: the number, how it is written, and the words after it.
//! What always holds: a label has words behind it, so that a figure alone on a line is none.

use crate::numbering;

/// How a bare label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BareForm {
    /// "7 Text"
    Number,
    /// "7. Text"
    Point,
    /// "7) Text"
    HalfBracket,
    /// "(7) Text"
    Brackets,
    /// "7/ Text"
    Slash,
}

/// A label at the head of a chunk without any mark-up, before words that begin with a capital or a sign: "7 Text",
/// "7. Text", "(7) Text", "7/ Text".
pub(super) fn bare_label(plain: &str) -> Option<(BareForm, usize, &str)> {
    let (form, number, text) = label(plain)?;
    let opens = text.chars().next().is_some_and(|c| c.is_uppercase() || "“\"(".contains(c));
    opens.then_some((form, number, text))
}

/// Number, form and what follows, white space aside.
fn label(plain: &str) -> Option<(BareForm, usize, &str)> {
    let opening = plain.chars().next().filter(|c| *c == '(');
    let inside = &plain[opening.map_or(0, char::len_utf8)..];
    let end = inside.find(|c: char| !c.is_ascii_digit())?;
    let number: usize = inside[..end].parse().ok().filter(|n| (1..1000).contains(n) && !inside.starts_with('0'))?;
    let rest = &inside[end..];
    let (form, rest) = match (opening, rest.chars().next()?) {
        (Some('('), ')') => (BareForm::Brackets, rest[1..].strip_prefix(['.', ':']).unwrap_or(&rest[1..])),
        (None, '.') => (BareForm::Point, &rest[1..]),
        (None, ')') => (BareForm::HalfBracket, &rest[1..]),
        // "1/2025" is no label.
        (None, '/') if rest[1..].starts_with(' ') => (BareForm::Slash, &rest[1..]),
        (None, ' ') => (BareForm::Number, rest),
        (None, c) if c.is_uppercase() => (BareForm::Number, rest),
        _ => return None,
    };
    // "1.890 tỷ" is a figure.
    let figure = form == BareForm::Point && rest.starts_with(|c: char| c.is_ascii_digit());
    let text = rest.trim_start();
    (!figure && !text.is_empty()).then_some((form, number, text))
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

/// The label of a part that stands alone on its line, its title below: "Chapter II", "Annex", "Phần thứ nhất".
pub(super) fn is_label(line: &str) -> bool {
    let readings = numbering::readings(line.trim());
    readings.iter().any(|reading| reading.head.label.is_some() && reading.head.rest.is_empty())
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
    let plain = super::emphasis::strip(&super::marks::replace(text, |_| String::new()));
    let is_form = |reading: &numbering::Reading<'_>| reading.style == numbering::Style::Form;
    crate::text::word_count(&plain) <= 8 && numbering::readings(&plain).first().is_some_and(is_form)
}

/// Whether two lines open with numbers in a row, written alike: "1. …" and "2. …", "(3) …" and "(4) …", "a) …" and "b) …".
pub fn is_next_item(open: &str, line: &str) -> bool {
    let letter = |text: &str| {
        let readings = numbering::readings(text).into_iter();
        let mut lettered =
            readings.filter(|reading| matches!(reading.style, numbering::Style::Lower | numbering::Style::ParenLower));
        lettered.next().map(|reading| (reading.style, reading.ordinal))
    };
    if let Some((form, number, _)) = bare_label(line) {
        return bare_label(open).is_some_and(|(other, last, _)| (other, last + 1) == (form, number));
    }
    letter(line).is_some_and(|(style, ordinal)| ordinal > 1 && letter(open) == Some((style, ordinal - 1)))
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
    fn labels_in_their_forms() {
        let read = |text| bare_label(text).map(|(form, number, text)| (form, number, text.to_owned()));
        assert_eq!(read("7. Theo"), Some((BareForm::Point, 7, "Theo".to_owned())));
        assert_eq!(read("7/ Theo"), Some((BareForm::Slash, 7, "Theo".to_owned())));
        assert_eq!(read("(7) Theo"), Some((BareForm::Brackets, 7, "Theo".to_owned())));
        for text in ["7. theo", "7 theo", "[7] Theo", "7/2025", "1.890 tỷ", "05. Năm", "7."] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
