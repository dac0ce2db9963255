//! What may open a note: a line with a raised sign, or with a plain label before words.
//!
//! In: a line. Out: the candidate with its label, the words after it, and how much it looks like a note. No candidate is a
//! note yet: [`super::chain`] decides by the marks that call.

use crate::import::marks;
use crate::import::verbatim::without_pictures;
use crate::numbering::label::Label;

/// How a label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// "¹ Text" in any writing that [`marks`] knows.
    Raised,
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
    /// "[7]: Text", "[7]. Text", "(7). Text"
    Colon,
    /// "7" on a line of its own, right above the text.
    Alone,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Index of the line.
    pub line: usize,
    /// Its label.
    pub label: Label,
    /// How it is written.
    pub form: Form,
    /// Where the words begin, in bytes of the line.
    pub text: usize,
    /// How much it looks like a note, by itself.
    pub strength: i32,
}

impl Definition {
    /// Whether its label is raised.
    pub fn is_raised(&self) -> bool {
        self.form == Form::Raised
    }
}

/// The candidate of a line.
pub fn of(number: usize, line: &str) -> Option<Definition> {
    let body = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let quoted = line[..line.len() - body.len()].contains('>');
    let body = body.strip_prefix("- ").or(body.strip_prefix("\\- ")).map_or(body, str::trim_start);
    let bonus = if quoted { 2 } else { 0 };
    let start = line.len() - body.len();
    let make = |label: Label, form: Form, text: usize, strength: i32| {
        Some(Definition { line: number, label, form, text, strength: strength + bonus })
    };
    let mut signs = Vec::new();
    let taken = marks::take(without_pictures(body).trim_start(), number, &mut signs);
    if let Some((index, rest)) = marks::leading(&taken) {
        let goes_on = rest.trim_start().starts_with([',', ';', '.', ')']) && !signs[index].defines;
        let label = Label::read(&signs[index].label).filter(|_| signs[index].sure);
        let sign = &signs[index].raw;
        let text = line[start..].find(sign.as_str()).map_or(start, |at| start + at + sign.len());
        if !goes_on {
            return make(label?, Form::Raised, text, 8);
        }
    }
    let small = || small_words(body).filter(|_| quoted);
    let (form, label, rest) =
        broken_label(body).or_else(|| label(body)).or_else(small).or_else(|| linked_label(body))?;
    let text = line.len() - rest.len();
    let figures = form == Form::Number && rest.starts_with(|c: char| c.is_ascii_digit());
    let strength = match form {
        Form::Raised => 8,
        Form::Slash => 5,
        // The same number alone on its line and behind words above is hardly chance.
        Form::Square | Form::Colon | Form::Alone => 4,
        Form::Number if figures => 1,
        Form::Number | Form::Brackets => 3,
        Form::Point | Form::HalfBracket => 2,
    };
    make(label, form, text, strength)
}

/// "27 3": a label alone on its line, which the scan broke in two.
fn broken_label(body: &str) -> Option<(Form, Label, &str)> {
    let body = body.trim_end();
    let (first, last) = body.split_once(' ')?;
    let label = Label::read(&format!("{first}{last}"))?;
    Some((Form::Alone, label, &body[body.len()..]))
}

/// "> 7 text": in a block quote, where a converter puts notes, a small word may follow a number without a sign, too.
fn small_words(body: &str) -> Option<(Form, Label, &str)> {
    let (digits, words) = body.split_once(' ')?;
    let label = Label::read(digits)?;
    words.starts_with(char::is_alphabetic).then_some((Form::Number, label, words))
}

/// "[7 Text](https://…)": a converter took the label into the link of the note's words.
fn linked_label(body: &str) -> Option<(Form, Label, &str)> {
    let inside = body.strip_prefix('[')?;
    let (words, rest) = inside.split_once("](")?;
    let is_link = rest.starts_with("http") && !words.contains(['[', ']']);
    label(inside).filter(|(form, _, rest)| is_link && *form == Form::Number && !rest.starts_with(']'))
}

/// Whether a label was taken into the link of the words behind it, whose bracket stands before it then.
pub fn is_in_link(before: &str) -> bool {
    before.contains('[') && !before.contains(']')
}

/// The label that a text opens with, how it is written, and the words after it.
pub fn label(text: &str) -> Option<(Form, Label, &str)> {
    let opening = text.chars().next().filter(|c| "([".contains(*c));
    let inside = &text[opening.map_or(0, char::len_utf8)..];
    let digits = inside.find(|c: char| !c.is_ascii_digit()).unwrap_or(inside.len());
    // "26a Text": a note that was put in later.
    let letter = usize::from(
        inside[digits..].starts_with(|c: char| c.is_ascii_lowercase())
            && inside[digits + 1..].starts_with([' ', '\t', '.', ')', ']', '/']),
    );
    let end = digits + letter;
    let label = Label::read(&inside[..end])?;
    let rest = &inside[end..];
    let after_sign = |rest: &'_ str| rest.strip_prefix(['.', ':']).map(str::len);
    let (form, rest) = match (opening, rest.chars().next()) {
        (Some('('), Some(')')) => match after_sign(&rest[1..]) {
            Some(length) => (Form::Colon, &rest[rest.len() - length..]),
            None => (Form::Brackets, &rest[1..]),
        },
        (Some('['), Some(']')) => match after_sign(&rest[1..]) {
            Some(length) => (Form::Colon, &rest[rest.len() - length..]),
            None => (Form::Square, &rest[1..]),
        },
        (None, None) => (Form::Alone, rest),
        (None, Some('.')) => (Form::Point, &rest[1..]),
        (None, Some(')')) => (Form::HalfBracket, &rest[1..]),
        // "1/2025" is no label.
        (None, Some('/')) if rest[1..].starts_with([' ', '\t']) => (Form::Slash, &rest[1..]),
        (None, Some(' ' | '\t')) => (Form::Number, rest),
        (None, Some(c)) if c.is_uppercase() => (Form::Number, rest),
        _ => return None,
    };
    // "1.890 tỷ" is a figure.
    if form == Form::Point && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let words = rest.trim_start();
    let form = if words.is_empty() && form == Form::Number { Form::Alone } else { form };
    opens(form, words).then_some((form, label, words))
}

/// Whether words after a label may be a note's first.
fn opens(form: Form, words: &str) -> bool {
    // Emphasis, a link and a tag may stand before the first word.
    let plain = match words.split_once('>') {
        Some((tag, rest)) if tag.starts_with('<') => rest,
        _ => words,
    };
    let plain = plain.trim_start_matches(['_', '*', '[', '\\']);
    let address = plain.starts_with("http") || plain.starts_with("www.");
    let begins = |sign: fn(char) -> bool| plain.starts_with(|c: char| sign(c) || "“”‘’\"«(§".contains(c));
    let is_sum = plain.starts_with(['$', '€', '£', '¥']);
    match form {
        Form::Alone => words.is_empty(),
        // A number without any sign opens a note before a capital, and before the number of a volume or an article.
        Form::Number => begins(|c| c.is_uppercase() || c.is_ascii_digit()) || address || is_sum,
        // A reference of Markdown leads to an address alone.
        Form::Colon => begins(char::is_alphanumeric) && (!address || words.contains(' ')),
        _ => begins(char::is_alphanumeric) || address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_their_forms() {
        let read = |text| label(text).map(|(form, label, text)| (form, label.to_string(), text.to_owned()));
        let found = |form, label: &str, text: &str| Some((form, label.to_owned(), text.to_owned()));
        assert_eq!(read("7. theo"), found(Form::Point, "7", "theo"));
        assert_eq!(read("7/ theo"), found(Form::Slash, "7", "theo"));
        assert_eq!(read("[7] theo"), found(Form::Square, "7", "theo"));
        assert_eq!(read("[7]. theo số"), found(Form::Colon, "7", "theo số"));
        assert_eq!(read("(7). Theo"), found(Form::Colon, "7", "Theo"));
        assert_eq!(read("26a Theo"), found(Form::Number, "26a", "Theo"));
        assert_eq!(read("7 _Theo_"), found(Form::Number, "7", "_Theo_"));
        assert_eq!(read("7"), found(Form::Alone, "7", ""));
        let linked = of(0, "[7 Theo số](https://x.vn/a) mới").map(|found| (found.form, found.text));
        assert_eq!(linked, Some((Form::Number, 3)));
        assert!(of(0, "[7 Theo số](#a)").is_none());
        for text in ["7 theo", "[7]: https://x.vn/a", "7/2025", "1.890 tỷ", "05. Năm", "7."] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
