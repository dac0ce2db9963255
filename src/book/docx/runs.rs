//! Words with their look: what Word calls runs.

use crate::book::content::Style;
use crate::book::xml::Xml;

/// How words look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunStyle {
    bold: bool,
    italic: bool,
    struck: bool,
    underlined: bool,
    small: bool,
    marked: bool,
    code: bool,
    /// Raised (`Some(true)`) or lowered.
    raised: Option<bool>,
    link: bool,
}

impl RunStyle {
    /// The look of words in a style within this one.
    pub fn with(mut self, style: Style) -> Self {
        match style {
            Style::Emphasis => self.italic = true,
            Style::Strong => self.bold = true,
            Style::Deleted => self.struck = true,
            Style::Underlined => self.underlined = true,
            Style::Raised => self.raised = Some(true),
            Style::Lowered => self.raised = Some(false),
            Style::Small => self.small = true,
            Style::Marked => self.marked = true,
        }
        self
    }

    /// The look of words that lead somewhere.
    pub fn link(mut self) -> Self {
        self.link = true;
        self
    }

    /// The look of words of a program.
    pub fn code(mut self) -> Self {
        self.code = true;
        self
    }

    /// The properties of a run, in the order that the format asks for.
    fn write(self, xml: &mut Xml) {
        let flags = [
            (self.link, "w:rStyle", "Hyperlink"),
            (self.code, "w:rFonts", ""),
            (self.bold, "w:b", ""),
            (self.italic, "w:i", ""),
            (self.struck, "w:strike", ""),
            (self.small, "w:sz", "22"),
            (self.marked, "w:highlight", "yellow"),
            (self.underlined, "w:u", "single"),
            (self.raised == Some(true), "w:vertAlign", "superscript"),
            (self.raised == Some(false), "w:vertAlign", "subscript"),
        ];
        if flags.iter().all(|(is_so, ..)| !is_so) {
            return;
        }
        xml.open("w:rPr", &[]);
        for (_, name, value) in flags.into_iter().filter(|(is_so, ..)| *is_so) {
            if name == "w:rFonts" {
                xml.empty(name, &[("w:ascii", "Courier New"), ("w:hAnsi", "Courier New")]);
            } else {
                xml.empty(name, &[("w:val", value)]);
            }
        }
        xml.close("w:rPr");
    }
}

/// Writes words.
pub(super) fn words(xml: &mut Xml, look: RunStyle, words: &str) {
    if words.is_empty() {
        return;
    }
    xml.open("w:r", &[]);
    look.write(xml);
    xml.element("w:t", &[("xml:space", "preserve")], words);
    xml.close("w:r");
}

/// Writes a new line.
pub(super) fn new_line(xml: &mut Xml) {
    xml.raw("<w:r><w:br/></w:r>");
}

/// A name that Word takes for a place: a letter first, no sign but letters, digits and `_`, no more than forty of them.
pub(super) fn bookmark(id: &str) -> Option<String> {
    /// The longest name that Word takes.
    const LONGEST: usize = 40;
    let name: String = id.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().count() <= LONGEST;
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_come_in_the_order_of_the_format() {
        let mut xml = Xml::default();
        words(&mut xml, RunStyle::default().with(Style::Raised).with(Style::Strong), "2 ");
        assert_eq!(
            xml.finish(),
            "<w:r><w:rPr><w:b/><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t xml:space=\"preserve\">2 </w:t></w:r>"
        );
        assert_eq!(bookmark("fn-5.a").as_deref(), Some("fn_5_a"));
        assert_eq!(bookmark("5a"), None);
    }
}
