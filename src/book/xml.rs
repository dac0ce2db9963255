//! XML as text: what every XML writer of a book shares.
//!
//! What always holds: what is written is well formed, whatever the words hold: signs that XML 1.0 does not know are left out.

use std::fmt::Write;

use crate::text::markup_entity;

/// XML that is being written.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A document with its declaration.
    pub fn document() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned() }
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// Opens an element; empty attributes are left out.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.tag(name, attributes);
        self.out.push('>');
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) {
        let _ = write!(self.out, "</{name}>");
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds words alone.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.text(words);
        self.close(name);
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        escape_into(&mut self.out, words);
    }

    /// What is XML already.
    pub fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// A new line, so that a person can read the file.
    pub fn line(&mut self) {
        self.out.push('\n');
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push_str(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.out, " {key}=\"");
            escape_into(&mut self.out, value);
            self.out.push('"');
        }
    }
}

fn escape_into(out: &mut String, words: &str) {
    for c in words.chars() {
        match markup_entity(c) {
            Some(entity) => out.push_str(entity),
            None if c < ' ' && !"\t\n\r".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            None => out.push(c),
        }
    }
}

/// An id as XML has them: no sign but letters, digits, `-`, `_` and `.`, and a letter first.
pub(super) fn xml_id(id: &str) -> String {
    let mut out: String = id.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    if !out.is_empty() && !out.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        out.insert(0, '_');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        let mut xml = Xml::default();
        xml.element("p", &[("a", "1 \"<"), ("b", "")], "x & <y>\u{1}\u{ffff}");
        assert_eq!(xml.finish(), "<p a=\"1 &quot;&lt;\">x &amp; &lt;y&gt;</p>");
        assert_eq!((xml_id("5:a b").as_str(), xml_id("k7f2").as_str()), ("_5-a-b", "k7f2"));
    }
}
