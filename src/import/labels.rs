//! Labels of notes without mark-up: "7 Text", "7. Text", "7/ Text", "(7) Text", "[7]: Text".
//!
//! In: the text of a line or chunk. Out: the number, how it is written, and the words after it.
//! What always holds: a label has words behind it, so that a figure alone on a line is none.

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
    /// "[7] Text"
    Square,
    /// "[7]: Text", "[7]. Text"
    Colon,
}

/// A label at the head of a chunk without any mark-up, before words that begin with a capital or a sign: "7 Text",
/// "7. Text", "(7) Text", "7/ Text".
pub(super) fn bare_label(plain: &str) -> Option<(BareForm, usize, &str)> {
    let (form, number, text) = label(plain).filter(|(form, ..)| !matches!(form, BareForm::Square | BareForm::Colon))?;
    let opens = text.chars().next().is_some_and(|c| c.is_uppercase() || "“\"(".contains(c));
    opens.then_some((form, number, text))
}

/// A label at the head of a line, whatever word follows; a number without a sign only before a capital.
pub(super) fn any_label(line: &str) -> Option<(BareForm, usize, &str)> {
    label(line.trim_start()).filter(|(form, _, text)| match form {
        BareForm::Number => text.starts_with(|c: char| c.is_uppercase() || "“\"".contains(c)),
        // A reference of Markdown leads to an address.
        BareForm::Colon => text.contains(' ') && !text.starts_with('<') && !text.contains("://"),
        _ => text.starts_with(|c: char| c.is_alphanumeric() || "“\"(".contains(c)),
    })
}

/// Number, form and what follows, white space aside.
fn label(plain: &str) -> Option<(BareForm, usize, &str)> {
    let opening = plain.chars().next().filter(|c| "([".contains(*c));
    let inside = &plain[opening.map_or(0, char::len_utf8)..];
    let end = inside.find(|c: char| !c.is_ascii_digit())?;
    let number: usize = inside[..end].parse().ok().filter(|n| (1..1000).contains(n) && !inside.starts_with('0'))?;
    let rest = &inside[end..];
    let (form, rest) = match (opening, rest.chars().next()?) {
        (Some('('), ')') => (BareForm::Brackets, rest[1..].strip_prefix(['.', ':']).unwrap_or(&rest[1..])),
        (Some('['), ']') => match rest[1..].strip_prefix([':', '.']) {
            Some(rest) => (BareForm::Colon, rest),
            None => (BareForm::Square, &rest[1..]),
        },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_their_forms() {
        let read = |text| any_label(text).map(|(form, number, text)| (form, number, text.to_owned()));
        let word = "theo".to_owned();
        assert_eq!(read("7. theo"), Some((BareForm::Point, 7, word.clone())));
        assert_eq!(read("7/ theo"), Some((BareForm::Slash, 7, word.clone())));
        assert_eq!(read("[7] theo"), Some((BareForm::Square, 7, word)));
        assert_eq!(read("[7]. theo số"), Some((BareForm::Colon, 7, "theo số".to_owned())));
        assert_eq!(read("[7]: theo số"), Some((BareForm::Colon, 7, "theo số".to_owned())));
        for text in ["7 theo", "[7]: https://x.vn/a b", "7/2025", "1.890 tỷ", "05. Năm", "7."] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(bare_label("7. theo"), None);
        assert_eq!(bare_label("7/ Theo"), Some((BareForm::Slash, 7, "Theo")));
    }
}
