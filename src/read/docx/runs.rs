//! The words of a paragraph: runs, links, marks of notes, fields, changes.

use super::fields::{self, Kind as Field};
use super::notes::Row;
use super::reader::{Reader, alternative};
use super::styles::RunStyle;
use crate::read::flow::{Block, Note, Omission, Piece, line_of, taken};
use crate::read::stretch::{Kind, Stretch, address_of};
use crate::read::xml::Element;

/// What holds the paragraphs of a box.
const BOX: &str = "w:txbxContent";

impl Reader<'_> {
    /// What an element within a paragraph prints.
    pub(super) fn inline(&mut self, parent: &Element, base: RunStyle, out: &mut Vec<Piece>) {
        for element in parent.elements() {
            match &*element.name {
                "w:r" => self.run(element, base, out),
                "w:hyperlink" => self.link(element, base, out),
                "w:ins" | "w:moveTo" | "w:del" | "w:moveFrom" => self.changed(element, base, out),
                "w:fldSimple" => self.simple_field(element, base, out),
                "w:sdt" => {
                    if let Some(content) = element.child("w:sdtContent") {
                        self.inline(content, base, out);
                    }
                }
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.inline(element, base, out),
                "m:oMath" | "m:oMathPara" => {
                    let letters: String = element.all("m:t").iter().map(|text| text.text()).collect();
                    self.words(&letters, base, out);
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.inline(chosen, base, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn changed(&mut self, element: &Element, base: RunStyle, out: &mut Vec<Piece>) {
        if self.shows_change(element) {
            self.inline(element, base, out);
        }
    }

    fn run(&mut self, run: &Element, base: RunStyle, out: &mut Vec<Piece>) {
        let look = self.look(run, base);
        // A note with a sign of its own has it in the words behind the mark.
        let mut is_sign = false;
        for element in run.elements() {
            match &*element.name {
                "w:t" | "w:delText" if is_sign => is_sign = false,
                "w:t" | "w:delText" => self.words(&element.text(), look, out),
                "w:instrText" | "w:delInstrText" => self.fields.instruct(&element.text()),
                "w:fldChar" => self.field_sign(element, out),
                "w:tab" | "w:ptab" => self.words(" ", look, out),
                "w:noBreakHyphen" => self.words("-", look, out),
                "w:br" | "w:cr" => self.line_end(element, out),
                "w:sym" => self.symbol(element, look, out),
                "w:footnoteReference" | "w:endnoteReference" => {
                    let row = if element.is("w:footnoteReference") { Row::Foot } else { Row::End };
                    let custom = element.attribute("customMarkFollows");
                    is_sign = custom.is_some_and(|value| value != "0" && value != "false");
                    self.call(row, element.attribute("id").unwrap_or_default(), is_sign, out);
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(element),
                "w:ruby" => {
                    for part in element.elements().filter(|part| part.is("w:rubyBase") || part.is("w:rt")) {
                        self.inline(part, base, out);
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        for drawing in chosen.elements() {
                            self.drawing(drawing);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Words of a run, as far as they are text.
    fn words(&mut self, text: &str, look: RunStyle, out: &mut Vec<Piece>) {
        if self.fields.is_instruction() || self.fields.is_note() || text.is_empty() {
            return;
        }
        if self.fields.is_contents() {
            self.has_contents = true;
            return;
        }
        if look.hidden == Some(true) {
            self.flow.tell(Omission::Hidden);
            return;
        }
        let text = match look.legacy.flatten() {
            Some(legacy) => legacy.letters(text),
            None => text.to_owned(),
        };
        let is_raised = look.raised == Some(true) && !text.trim().is_empty();
        let kind = if is_raised { Kind::Raised } else { Kind::Plain };
        let (bold, italic) = (look.bold == Some(true), look.italic == Some(true));
        out.push(Piece::Words(Stretch { text, bold, italic, kind }));
    }

    fn line_end(&mut self, element: &Element, out: &mut Vec<Piece>) {
        if self.fields.is_instruction() || self.fields.is_contents() {
            return;
        }
        match element.attribute("type") {
            Some("page") => {
                self.page_ends = true;
                if !out.is_empty() {
                    out.push(Piece::Break);
                }
            }
            _ => out.push(Piece::Break),
        }
    }

    /// A sign of a font of symbols, which says its place in the font and not what it is.
    fn symbol(&mut self, element: &Element, look: RunStyle, out: &mut Vec<Piece>) {
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let letter = code.and_then(char::from_u32).filter(|letter| !('\u{E000}'..='\u{F8FF}').contains(letter));
        if letter.is_none() {
            self.flow.tell(Omission::Letter);
        }
        self.words(&letter.unwrap_or('\u{FFFD}').to_string(), look, out);
    }

    /// The mark of a note.
    fn call(&mut self, row: Row, id: &str, is_custom: bool, out: &mut Vec<Piece>) {
        if self.fields.is_contents() {
            return;
        }
        if let Some(place) = self.notes.place(row, id) {
            out.push(Piece::Note(place));
            return;
        }
        let place = self.flow.notes.len();
        if let Some((label, text)) = self.notes.call(row, id, place, is_custom) {
            self.flow.notes.push(Note { label, blocks: Vec::new() });
            self.called.push((place, text));
            out.push(Piece::Note(place));
        }
    }

    fn field_sign(&mut self, element: &Element, out: &mut Vec<Piece>) {
        let sign = element.attribute("fldCharType").unwrap_or_default();
        if let Some(Field::Note(bookmark)) = self.fields.sign(sign) {
            self.call_again(&bookmark, out);
        }
    }

    fn simple_field(&mut self, element: &Element, base: RunStyle, out: &mut Vec<Piece>) {
        match fields::kind(element.attribute("instr").unwrap_or_default()) {
            Field::Note(bookmark) => self.call_again(&bookmark, out),
            Field::Contents => self.has_contents = true,
            Field::Text => self.inline(element, base, out),
        }
    }

    /// "See note 3": the note that a bookmark stands around is called once more.
    fn call_again(&mut self, bookmark: &str, out: &mut Vec<Piece>) {
        if let Some((row, id)) = self.bookmarks.get(bookmark).cloned() {
            self.call(row, &id, false, out);
        }
    }

    /// A link to another site keeps its address; one within the file is its words.
    fn link(&mut self, element: &Element, base: RunStyle, out: &mut Vec<Piece>) {
        let mut inner = Vec::new();
        self.inline(element, base, &mut inner);
        let address = element.attribute("r:id").and_then(|id| self.package.target(id)).map(str::to_owned);
        match address.and_then(|address| linked(&inner, &address)) {
            Some(text) => out.push(Piece::Words(Stretch { text, kind: Kind::Written, ..Stretch::default() })),
            None => out.append(&mut inner),
        }
    }

    /// Boxes keep their words, pictures stand behind the paragraph; of the rest the editor is told.
    fn drawing(&mut self, element: &Element) {
        let boxes = element.outside(BOX, BOX);
        for content in &boxes {
            let (page_ends, has_contents) = (self.page_ends, self.has_contents);
            let blocks = self.container(content);
            (self.page_ends, self.has_contents) = (page_ends, has_contents);
            self.boxes.extend(blocks);
        }
        let pictures = element.outside("a:blip", BOX);
        let shapes = element.outside("v:imagedata", BOX);
        let ids = pictures.iter().filter_map(|picture| picture.attribute("r:embed").or(picture.attribute("r:link")));
        let ids: Vec<&str> = ids.chain(shapes.iter().filter_map(|shape| shape.attribute("r:id"))).collect();
        let words =
            element.outside("wp:docPr", BOX).iter().find_map(|about| about.attribute("descr")).unwrap_or_default();
        for id in &ids {
            match self.package.file(id).ok_or(Omission::Picture).and_then(|bytes| taken(bytes, words)) {
                Ok(picture) => self.boxes.push(Block::Picture(picture)),
                Err(why) => self.flow.tell(why),
            }
        }
        if ids.is_empty() && boxes.is_empty() {
            self.flow.tell(Omission::Object);
        }
    }
}

/// Words with the address that they lead to, as Markdown; none where there is nothing to lead to, or no plain words.
fn linked(inner: &[Piece], address: &str) -> Option<String> {
    let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    let is_plain = inner.iter().all(|piece| matches!(piece, Piece::Words(stretch) if stretch.kind == Kind::Plain));
    let text = line_of(inner, &[]);
    let leads = is_web && is_plain && !text.is_empty() && !text.contains(['[', ']']) && !address.contains(&text);
    leads.then(|| format!("[{text}]({})", address_of(address)))
}
