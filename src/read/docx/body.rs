//! Walks the paragraphs of a Word file.

use super::fields::Fields;
use super::numbering::Label;
use super::reader::{Changes, Reader, alternative, is_title};
use super::styles::{self, RunStyle};
use crate::read::flow::{Block, Flow, Omission, Paragraph, Piece, Role};
use crate::read::stretch::{Kind, Stretch};
use crate::read::xml::Element;

impl Reader<'_> {
    /// Reads the text, and the notes that it calls.
    pub fn document(&mut self) {
        let package = self.package;
        if let Some(body) = package.document.child("w:body") {
            let blocks = self.container(body);
            self.flow.blocks = blocks;
        }
        // A note may call another.
        while let Some((place, note)) = self.called.pop() {
            self.fields = Fields::default();
            let blocks = self.container(&note);
            self.flow.notes[place].blocks = blocks;
        }
    }

    /// What was read.
    pub fn finish(mut self) -> Flow {
        let stray = self.notes.stray();
        if stray > 0 {
            self.flow.told.insert(Omission::StrayNote, stray);
        }
        self.flow
    }

    /// The blocks of an element that holds paragraphs and tables alone.
    pub(super) fn container(&mut self, element: &Element) -> Vec<Block> {
        let outer = std::mem::take(&mut self.pending);
        let mut blocks = Vec::new();
        self.blocks(element, &mut blocks);
        self.flush(&mut blocks);
        self.pending = outer;
        blocks
    }

    fn blocks(&mut self, parent: &Element, out: &mut Vec<Block>) {
        for element in parent.elements() {
            match &*element.name {
                "w:p" => self.paragraph(element, out),
                "w:tbl" => {
                    self.flush(out);
                    self.table(element, out);
                }
                "w:sdt" => match element.child("w:sdtContent") {
                    Some(content) if is_contents(element) => {
                        let lines = content.all("w:p").len();
                        *self.flow.told.entry(Omission::Contents).or_default() += lines;
                    }
                    Some(content) => self.blocks(content, out),
                    None => {}
                },
                "w:ins" | "w:moveTo" | "w:del" | "w:moveFrom" => self.changed_blocks(element, out),
                "w:customXml" | "w:smartTag" => self.blocks(element, out),
                "mc:AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.blocks(chosen, out);
                    }
                }
                "w:altChunk" => self.flow.tell(Omission::Object),
                _ => {}
            }
        }
    }

    fn changed_blocks(&mut self, element: &Element, out: &mut Vec<Block>) {
        if self.shows_change(element) {
            self.blocks(element, out);
        }
    }

    /// Whether a change that is tracked leaves its words in the text. Each is counted.
    pub(super) fn shows_change(&mut self, element: &Element) -> bool {
        let puts_in = matches!(&*element.name, "w:ins" | "w:moveTo");
        self.flow.tell(if puts_in { Omission::Inserted } else { Omission::Deleted });
        puts_in == (self.changes == Changes::Accepted)
    }

    /// Writes a paragraph that lost its end and has none after it.
    fn flush(&mut self, out: &mut Vec<Block>) {
        let pieces = std::mem::take(&mut self.pending);
        if !pieces.is_empty() {
            out.push(Block::Paragraph(Paragraph { role: Role::Text, pieces }));
        }
    }

    fn paragraph(&mut self, element: &Element, out: &mut Vec<Block>) {
        let properties = element.child("w:pPr");
        let property = |name: &str| properties.and_then(|p| p.child(name));
        let style = property("w:pStyle").and_then(|s| s.attribute("val")).or(self.styles.default_paragraph());
        let style = style.map(str::to_owned);
        let style = style.as_deref();
        let base = self.styles.look(style).over(self.styles.defaults());
        let mut pieces = std::mem::take(&mut self.pending);
        (self.page_ends, self.has_contents) = (false, false);
        let outer = std::mem::take(&mut self.boxes);
        self.inline(element, base, &mut pieces);
        let boxes = std::mem::replace(&mut self.boxes, outer);
        let page_ends = self.page_ends;
        if self.loses_its_end(properties) {
            self.pending = pieces;
            out.extend(boxes);
            return;
        }
        if properties.and_then(|p| styles::switch(p, "w:pageBreakBefore")) == Some(true) {
            out.push(Block::PageEnd);
        }
        let mut paragraph = Paragraph { role: self.role(properties, style), pieces };
        let is_contents = self.has_contents || self.styles.is_named(style, |name| name.starts_with("toc "));
        if is_contents
            && paragraph.pieces.iter().all(|piece| !matches!(piece, Piece::Note(_)))
            && self.is_entry(&paragraph, style)
        {
            self.flow.tell(Omission::Contents);
            paragraph.pieces.clear();
        }
        self.number(properties, style, &mut paragraph);
        if page_ends && paragraph.is_empty() {
            out.push(Block::PageEnd);
        } else {
            out.push(Block::Paragraph(paragraph));
            if page_ends {
                out.push(Block::PageEnd);
            }
        }
        out.extend(boxes);
        let section = property("w:sectPr");
        let kind = section.and_then(|s| s.child("w:type")).and_then(|kind| kind.attribute("val"));
        if section.is_some() && kind != Some("continuous") {
            out.push(Block::PageEnd);
        }
    }

    /// Whether a paragraph is a line of a table of contents and nothing else.
    fn is_entry(&self, paragraph: &Paragraph, style: Option<&str>) -> bool {
        paragraph.is_empty() || self.styles.is_named(style, |name| name.starts_with("toc "))
    }

    /// Whether the end of a paragraph was taken out, so that the next one goes on with it.
    fn loses_its_end(&self, properties: Option<&Element>) -> bool {
        let end = properties.and_then(|properties| properties.child("w:rPr"));
        let changed = |names: [&str; 2]| end.is_some_and(|end| names.iter().any(|name| end.child(name).is_some()));
        match self.changes {
            Changes::Accepted => changed(["w:del", "w:moveFrom"]),
            Changes::Original => changed(["w:ins", "w:moveTo"]),
        }
    }

    fn role(&self, properties: Option<&Element>, style: Option<&str>) -> Role {
        if is_title(self.styles, style) {
            return Role::Heading(1);
        }
        let own = properties.and_then(|p| p.child("w:outlineLvl")).and_then(|level| level.attribute("val"));
        let level = match own.and_then(|level| level.parse::<usize>().ok()) {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => self.styles.heading(style),
        };
        match level {
            Some(level) => Role::Heading(level + usize::from(self.has_title)),
            None if self.styles.is_named(style, |name| ["quote", "intense quote", "block text"].contains(&name)) => {
                Role::Quote
            }
            None => Role::Text,
        }
    }

    /// Counts a paragraph of a list and writes its number, which no text of the file says.
    fn number(&mut self, properties: Option<&Element>, style: Option<&str>, paragraph: &mut Paragraph) {
        let (own, own_level) = properties.and_then(|p| p.child("w:numPr")).map(styles::number).unwrap_or_default();
        let by_style = self.styles.number(style);
        let Some(list) = own.or(by_style.map(|(list, _)| list)).filter(|list| *list != 0) else { return };
        let of_style = || style.and_then(|style| self.numbering.level_of_style(list, style));
        let level = own_level.or_else(of_style).or(by_style.and_then(|(_, level)| level)).unwrap_or(0);
        let label = self.numbering.next(list, level);
        if paragraph.is_empty() {
            return;
        }
        match label {
            Some(Label::Bullet) if paragraph.role == Role::Text => paragraph.role = Role::Item,
            Some(Label::Bullet) | None => {}
            Some(Label::Number { text, is_guessed }) => {
                if is_guessed {
                    self.flow.tell(Omission::Number);
                }
                let first = paragraph.pieces.iter().find_map(|piece| match piece {
                    Piece::Words(stretch) if stretch.kind == Kind::Plain => Some((stretch.bold, stretch.italic)),
                    _ => None,
                });
                let (bold, italic) = first.unwrap_or_default();
                let text = format!("{text} ");
                paragraph.pieces.insert(0, Piece::Words(Stretch { text, bold, italic, kind: Kind::Plain }));
            }
        }
    }

    /// How a run looks over its paragraph.
    pub(super) fn look(&self, run: &Element, base: RunStyle) -> RunStyle {
        let properties = run.child("w:rPr");
        let style = properties.and_then(|p| p.child("w:rStyle")).and_then(|style| style.attribute("val"));
        RunStyle::of(properties).over(self.styles.look(style)).over(base)
    }
}

/// Whether a frame that Word fills itself holds the table of contents.
fn is_contents(frame: &Element) -> bool {
    let gallery = frame.at(&["w:sdtPr", "w:docPartObj", "w:docPartGallery"]);
    gallery.and_then(|gallery| gallery.attribute("val")).is_some_and(|name| name.contains("Contents"))
}
