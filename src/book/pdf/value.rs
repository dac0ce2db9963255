//! Values as typst writes them.
//!
//! What always holds: a string is closed where it ends, whatever is in it.

/// The arguments of a call.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<String>);

impl Fields {
    /// An argument with a name, written as it is.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.0.push(format!("{name}: {value}"));
    }

    /// An argument with a name that is words.
    pub fn text(&mut self, name: &str, words: &str) {
        self.raw(name, &quoted(words));
    }

    /// An argument without a name, written as it is.
    pub fn value(&mut self, value: &str) {
        self.0.push(value.to_owned());
    }

    pub fn finish(self) -> String {
        self.0.join(", ")
    }
}

/// Words as a string. Signs that no page shows are left out.
pub(super) fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' || matches!(c, '\u{7f}' | '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A date as year, month and day, which PDF/A wants; a book without one begins with the count of time.
pub(super) fn day(date: Option<&str>) -> String {
    let mut parts = date.unwrap_or_default().splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let mut part = |otherwise: u32| parts.next().flatten().filter(|number| *number > 0).unwrap_or(otherwise);
    format!("({}, {}, {})", part(1970), part(1), part(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_leave_their_string() {
        assert_eq!(quoted("a\"#b\\\u{1}\n"), "\"a\\\"#b\\\\\\n\"");
        let mut fields = Fields::default();
        fields.text("a", "\")");
        fields.value("1");
        assert_eq!(fields.finish(), "a: \"\\\")\", 1");
    }

    #[test]
    fn dates_are_days() {
        assert_eq!((day(Some("2025-07")), day(None)), ("(2025, 7, 1)".to_owned(), "(1970, 1, 1)".to_owned()));
    }
}
