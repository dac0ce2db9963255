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
}
