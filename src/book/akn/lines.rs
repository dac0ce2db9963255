//! Words of an Akoma Ntoso document: styles, references, notes, readings.

use super::text::Writer;
use crate::book::content::{Annotation, Inline, Mark, Note, Style};
use crate::book::places::ResolvedLink;
use crate::book::xml::xml_id;

impl<'a> Writer<'a> {
    pub fn line(&mut self, line: &'a [Inline]) {
        line.iter().for_each(|piece| self.piece(piece));
    }

    fn piece(&mut self, piece: &'a Inline) {
        match piece {
            Inline::Text(words) => self.xml.text(words),
            Inline::Code(code) => self.xml.element("span", &[("class", "code")], code),
            Inline::Break => self.xml.empty("eol", &[]),
            Inline::Styled(style, inner) => {
                let (name, class) = look(*style);
                self.around(name, &[("class", class)], inner);
            }
            Inline::Link(target, inner) => match self.places.led(target) {
                ResolvedLink::Inside(chapter, id) => {
                    let id = xml_id(&id.unwrap_or(chapter));
                    if id.is_empty() {
                        self.line(inner);
                    } else {
                        self.around("ref", &[("href", &format!("#{id}"))], inner);
                    }
                }
                ResolvedLink::Outside(url) => self.around("a", &[("href", &address(&url))], inner),
                ResolvedLink::Nowhere => self.line(inner),
            },
            Inline::Term(long, inner) => self.around("abbr", &[("title", long)], inner),
            // What a note refers to is no word of the report.
            Inline::Referred(_) => {}
            Inline::Picture(path, words) => {
                self.xml.empty("img", &[("src", &address(&format!("../{path}"))), ("alt", words)]);
            }
            Inline::Mark(mark) => self.mark(mark),
            Inline::Figure(id, inner) => {
                let id = self.id(id.as_deref().unwrap_or_default());
                self.around("span", &[("eId", &id), ("class", "figure")], inner);
            }
            Inline::Annotated(inner) => self.around("span", &[("class", "annotated")], inner),
            Inline::Corrected(read, printed) => {
                self.around("del", &[("class", "printed")], printed);
                if !read.is_empty() {
                    self.xml.element("ins", &[("class", "read")], read);
                }
            }
            Inline::Page(id, label) => {
                let id = self.id(id);
                self.xml.empty("marker", &[("eId", &id), ("name", "page"), ("class", "page"), ("title", label)]);
            }
            Inline::Sign(id, letter) => self.sign(id, letter.as_deref()),
        }
    }

    fn around(&mut self, name: &str, attributes: &[(&str, &str)], inner: &'a [Inline]) {
        self.xml.open(name, attributes);
        self.line(inner);
        self.xml.close(name);
    }

    /// A mark: the first one of a note holds the note, the others lead to it.
    fn mark(&mut self, mark: &'a Mark) {
        let sign = mark.sign.as_str();
        let id = self.id(mark.id.as_deref().unwrap_or_default());
        let note = mark.note.as_ref().and_then(|(_, id)| self.notes.get(id.as_str()).copied());
        let Some(note) = note else {
            self.xml.element("sup", &[("eId", &id), ("class", "missing")], sign);
            return;
        };
        if self.placed.contains(note.id.as_str()) {
            let href = format!("#{}", xml_id(&note.id));
            self.xml.empty("noteRef", &[("eId", &id), ("href", &href), ("marker", sign)]);
            return;
        }
        if !id.is_empty() {
            self.xml.empty("marker", &[("eId", &id), ("name", "noteref")]);
        }
        self.note(note);
    }

    /// A note, unless it stands somewhere already.
    pub fn note(&mut self, note: &'a Note) {
        if !self.placed.insert(&note.id) {
            return;
        }
        let (id, sign) = (self.id(&note.id), note.sign.as_str());
        self.xml.open("authorialNote", &[("eId", &id), ("marker", sign), ("placement", "bottom")]);
        note.blocks.iter().for_each(|block| self.block(block));
        if note.blocks.is_empty() {
            self.xml.raw("<p/>");
        }
        self.xml.close("authorialNote");
    }

    /// What the editor says of the words before.
    fn sign(&mut self, id: &str, letter: Option<&str>) {
        let mut chapters = self.book.chapters.iter();
        if letter.is_some() {
            if let Some(one) = chapters.find_map(|chapter| chapter.annotations.iter().find(|one| one.id == id)) {
                self.annotation(one);
            }
            return;
        }
        let found = chapters.find_map(|chapter| chapter.corrections.iter().find(|one| one.id == id));
        let Some(one) = found else { return };
        let reason = format!("{} {}", one.reason, one.by);
        if !reason.trim().is_empty() {
            let own = self.id(&format!("cor-{}", one.id));
            self.xml.open("authorialNote", &[("eId", &own), ("class", "correction"), ("marker", "*")]);
            self.xml.element("p", &[], reason.trim());
            self.xml.close("authorialNote");
        }
    }

    /// The editor's own note.
    pub fn annotation(&mut self, one: &'a Annotation) {
        let own = self.id(&format!("ann-{}", one.id));
        self.xml.open("authorialNote", &[("eId", &own), ("class", "editorial"), ("marker", &one.letter)]);
        if !one.is_placed {
            self.xml.element("p", &[("class", "quote")], &one.quote);
        }
        for paragraph in &one.paragraphs {
            self.around("p", &[], paragraph);
        }
        self.xml.element("p", &[("class", "by")], &one.by);
        self.xml.close("authorialNote");
    }
}

/// The element of a style, and its class where the element says too little.
fn look(style: Style) -> (&'static str, &'static str) {
    match style {
        Style::Emphasis => ("i", ""),
        Style::Strong => ("b", ""),
        Style::Deleted => ("del", ""),
        Style::Underlined => ("u", ""),
        Style::Raised => ("sup", ""),
        Style::Lowered => ("sub", ""),
        Style::Small => ("span", "small"),
        Style::Marked => ("span", "marked"),
    }
}

/// An address without white space.
fn address(url: &str) -> String {
    url.chars().map(|c| if c.is_whitespace() { "%20".to_owned() } else { c.to_string() }).collect()
}
