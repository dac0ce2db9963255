//! Words of a TEI document: styles, references, notes, readings, figures.

use super::text::Writer;
use crate::book::content::{Annotation, Figure, Inline, Mark, Note, Style};
use crate::book::places::ResolvedLink;
use crate::book::xml::xml_id;
use crate::model::indicator::Op;

impl<'a> Writer<'a> {
    pub fn line(&mut self, line: &'a [Inline]) {
        line.iter().for_each(|piece| self.piece(piece));
    }

    fn piece(&mut self, piece: &'a Inline) {
        match piece {
            Inline::Text(words) => self.xml.text(words),
            Inline::Code(code) => self.xml.element("code", &[], code),
            Inline::Break => self.xml.empty("lb", &[]),
            Inline::Styled(style, inner) => self.around("hi", &[("rend", look(*style))], inner),
            Inline::Link(target, inner) => match self.places.led(target) {
                ResolvedLink::Inside(chapter, id) => {
                    let target = xml_id(&id.unwrap_or(chapter));
                    let target = if target.is_empty() { target } else { format!("#{target}") };
                    self.around("ref", &[("target", &target)], inner);
                }
                ResolvedLink::Outside(url) => self.around("ref", &[("target", &pointer(&url))], inner),
                ResolvedLink::Nowhere => self.line(inner),
            },
            Inline::Term(long, inner) => {
                self.xml.raw("<choice>");
                self.around("abbr", &[], inner);
                self.xml.element("expan", &[], long);
                self.xml.raw("</choice>");
            }
            // What a note refers to is no word of the report.
            Inline::Referred(_) => {}
            Inline::Picture(path, words) => {
                self.xml.raw("<figure>");
                self.xml.empty("graphic", &[("url", &pointer(&format!("../{path}")))]);
                if !words.is_empty() {
                    self.xml.element("figDesc", &[], words);
                }
                self.xml.raw("</figure>");
            }
            Inline::Mark(mark) => self.mark(mark),
            Inline::Figure(id, inner) => self.measure(id.as_deref(), inner),
            Inline::Annotated(inner) => self.around("seg", &[("type", "annotated")], inner),
            Inline::Corrected(read, printed) => {
                self.xml.raw("<choice>");
                self.around("sic", &[], printed);
                self.xml.element("corr", &[], read);
                self.xml.raw("</choice>");
            }
            Inline::Page(id, label) => {
                let id = self.id(id);
                self.xml.empty("pb", &[("xml:id", &id), ("n", label)]);
            }
            Inline::Sign(id, letter) => self.sign(id, letter.as_deref()),
        }
    }

    fn around(&mut self, name: &str, attributes: &[(&str, &str)], inner: &'a [Inline]) {
        self.xml.open(name, attributes);
        self.line(inner);
        self.xml.close(name);
    }

    /// A mark: the first one of a note holds the note, the others name its number.
    fn mark(&mut self, mark: &'a Mark) {
        let sign = mark.sign.as_str();
        let id = self.id(mark.id.as_deref().unwrap_or_default());
        let note = mark.note.as_ref().and_then(|(_, id)| self.notes.get(id.as_str()).copied());
        let Some(note) = note else {
            self.xml.element("ref", &[("type", "noteref"), ("subtype", "missing"), ("xml:id", &id)], sign);
            return;
        };
        if self.placed.contains(note.id.as_str()) {
            let target = format!("#{}", xml_id(&note.id));
            self.xml.element("ref", &[("type", "noteref"), ("xml:id", &id), ("target", &target)], sign);
            return;
        }
        if !id.is_empty() {
            self.xml.empty("anchor", &[("type", "noteref"), ("xml:id", &id)]);
        }
        self.note(note);
    }

    /// A note, unless it stands somewhere already.
    pub fn note(&mut self, note: &'a Note) {
        if !self.placed.insert(&note.id) {
            return;
        }
        let (id, sign) = (self.id(&note.id), note.sign.as_str());
        self.xml.open("note", &[("xml:id", &id), ("place", "foot"), ("n", sign)]);
        if let Some(printed) = &note.printed {
            self.xml.element("label", &[("type", "printed")], printed);
        }
        note.blocks.iter().for_each(|block| self.block(block));
        self.xml.close("note");
    }

    /// A figure with its number, unit and name; the words after a change of style point back to where it begins.
    fn measure(&mut self, id: Option<&str>, inner: &'a [Inline]) {
        let known = id.and_then(|id| self.figures.get(id).copied());
        let Some(figure) = known else {
            let target = if self.figure.is_empty() { String::new() } else { format!("#{}", self.figure) };
            self.around("seg", &[("type", "measure"), ("corresp", &target)], inner);
            return;
        };
        let id = self.id(figure.id.as_deref().unwrap_or_default());
        self.figure.clone_from(&id);
        let [quantity, at_least, at_most, min, max] = bounds(figure);
        // The schema has a unit as one word.
        let unit = figure.unit.split_whitespace().collect::<Vec<_>>().join("_");
        let attributes = [
            ("xml:id", id.as_str()),
            ("type", figure.kind.name()),
            ("quantity", &quantity),
            ("unit", &unit),
            ("commodity", figure.name.trim()),
        ];
        self.xml.open("measure", &attributes);
        if quantity.is_empty() {
            // A measure has no bounds of its own; a number has.
            let bounds = [("atLeast", at_least.as_str()), ("atMost", &at_most), ("min", &min), ("max", &max)];
            self.around("num", &bounds, inner);
        } else {
            self.line(inner);
        }
        self.xml.close("measure");
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
        let Some(one) = chapters.find_map(|chapter| chapter.corrections.iter().find(|one| one.id == id)) else {
            return;
        };
        let reason = format!("{} {}", one.reason, one.by);
        if !reason.trim().is_empty() {
            let own = self.id(&format!("cor-{}", one.id));
            self.xml.element(
                "note",
                &[("xml:id", &own), ("type", "correction"), ("resp", "#edition-editor")],
                reason.trim(),
            );
        }
    }

    /// The editor's own note.
    pub fn annotation(&mut self, one: &'a Annotation) {
        let own = self.id(&format!("ann-{}", one.id));
        self.xml
            .open("note", &[("xml:id", &own), ("type", "editorial"), ("n", &one.letter), ("resp", "#edition-editor")]);
        if !one.is_placed {
            self.xml.raw("<p>");
            self.xml.element("quote", &[], &one.quote);
            self.xml.raw("</p>");
        }
        for paragraph in &one.paragraphs {
            self.around("p", &[], paragraph);
        }
        if !one.by.is_empty() {
            self.xml.element("p", &[("rend", "by")], &one.by);
        }
        self.xml.close("note");
    }
}

/// The number itself, the bound below and above, the ends of a range.
fn bounds(figure: &Figure) -> [String; 5] {
    let none = String::new;
    let (low, high) = (figure.bounds.0.to_string(), figure.bounds.1.to_string());
    match figure.op {
        Op::AtLeast | Op::Above => [none(), low, none(), none(), none()],
        Op::AtMost | Op::Below => [none(), none(), high, none(), none()],
        _ if low == high => [low, none(), none(), none(), none()],
        _ => [none(), none(), none(), low, high],
    }
}

fn look(style: Style) -> &'static str {
    match style {
        Style::Emphasis => "italic",
        Style::Strong => "bold",
        Style::Deleted => "strikethrough",
        Style::Underlined => "underline",
        Style::Raised => "superscript",
        Style::Lowered => "subscript",
        Style::Small => "small",
        Style::Marked => "marked",
    }
}

/// An address without white space: the schema takes several of them for several targets.
fn pointer(url: &str) -> String {
    url.chars().map(|c| if c.is_whitespace() { "%20".to_owned() } else { c.to_string() }).collect()
}
