//! The blocks and words of a page, as a [`Flow`].

use std::collections::BTreeSet;

use super::embedded::embedded;
use super::notes::{self, Notes, id_of};
use super::tables::{self, Place};
use super::tree::Page;
use crate::read::docx::number_in;
use crate::read::error::ReadError;
use crate::read::flow::{Block, Cell, Flow, Note, Omission, Paragraph, Piece, Role, Table, line_of, taken};
use crate::read::stretch::{Kind, Stretch, address_of};
use crate::read::xml::{Element, Node};
use crate::text::fold_space;

/// The flow of a page.
///
/// # Errors
/// [`ReadError::HtmlEmpty`] when no block has words.
pub fn flow(page: Page) -> Result<Flow, ReadError> {
    let found = notes::find(&page.body);
    let mut walker =
        Walker { notes: &found, told: Flow::default(), open: Paragraph::default(), blocks: Vec::new(), label: None };
    walker.children(&page.body, RunStyle::default());
    let blocks = walker.take();
    let mut labels: BTreeSet<String> = BTreeSet::new();
    let mut notes = Vec::new();
    for note in &found.notes {
        walker.label = note.has_label.then(|| note.label.clone());
        let text = walker.read(note.body);
        walker.label = None;
        notes.push(Note { label: unique(&note.label, &mut labels), blocks: text });
    }
    let mut flow = std::mem::take(&mut walker.told);
    for (what, count) in [
        (Omission::Furniture, page.furniture),
        (Omission::Script, page.scripts),
        (Omission::Object, page.objects),
        (Omission::Hidden, page.hidden),
    ] {
        if count > 0 {
            *flow.told.entry(what).or_default() += count;
        }
    }
    flow.metadata = page.metadata;
    (flow.blocks, flow.notes) = (blocks, notes);
    if flow.blocks.is_empty() { Err(ReadError::HtmlEmpty) } else { Ok(flow) }
}

/// A label that no other note has.
fn unique(label: &str, labels: &mut BTreeSet<String>) -> String {
    let label: String = label.chars().map(|c| if c.is_alphanumeric() { c } else { 'x' }).collect();
    let mut free = std::iter::once(label.clone()).chain((2..).map(|count| format!("{label}-{count}")));
    let own = free.find(|label| !labels.contains(label)).unwrap_or(label);
    labels.insert(own.clone());
    own
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default)]
struct RunStyle {
    bold: bool,
    italic: bool,
    raised: bool,
    /// Line ends are as they are written.
    kept: bool,
    role: Role,
}

/// Goes through a page.
struct Walker<'p> {
    notes: &'p Notes<'p>,
    told: Flow,
    /// The paragraph that words go to.
    open: Paragraph,
    blocks: Vec<Block>,
    /// The label that the words of a note open with, and that is no part of them.
    label: Option<String>,
}

/// Elements that begin a paragraph and end one.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "address",
    "figure",
    "figcaption",
    "center",
    "details",
    "summary",
    "fieldset",
    "legend",
    "form",
    "dl",
    "dt",
    "dd",
    "hr",
    "caption",
];

impl Walker<'_> {
    /// The blocks of an element on its own.
    fn read(&mut self, element: &Element) -> Vec<Block> {
        let (open, blocks) = (std::mem::take(&mut self.open), std::mem::take(&mut self.blocks));
        self.children(element, RunStyle::default());
        let own = self.take();
        (self.open, self.blocks) = (open, blocks);
        own
    }

    /// Counts something that the editor has to know.
    fn tell(&mut self, what: Omission) {
        self.told.tell(what);
    }

    fn take(&mut self) -> Vec<Block> {
        self.close();
        std::mem::take(&mut self.blocks)
    }

    fn close(&mut self) {
        let paragraph = std::mem::take(&mut self.open);
        if !paragraph.is_empty() {
            self.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn children(&mut self, parent: &Element, look: RunStyle) {
        let is_row = tables::is_row(parent);
        for node in &parent.children {
            match node {
                Node::Text(_) if is_row => self.open.pieces.push(Piece::Break),
                Node::Text(text) => self.words(text, look),
                Node::Element(element) => self.element(element, look),
            }
        }
    }

    fn element(&mut self, element: &Element, look: RunStyle) {
        if self.notes.bodies.contains(&id_of(element)) || self.notes.backs.contains(&id_of(element)) {
            return;
        }
        if let Some(note) = self.notes.marks.get(&id_of(element)) {
            self.mark(*note);
            return;
        }
        let look = styled(element, look);
        match &*element.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = usize::from(element.name.as_bytes()[1] - b'0');
                self.block(element, RunStyle { role: Role::Heading(level), bold: false, ..look });
            }
            "blockquote" => self.block(element, RunStyle { role: Role::Quote, ..look }),
            "pre" => self.block(element, RunStyle { kept: true, ..look }),
            "ul" | "ol" => self.list(element, look),
            "table" => {
                self.close();
                let read = self.table(element);
                self.blocks.extend(read);
            }
            "br" => self.open.pieces.push(Piece::Break),
            "img" => self.picture(element),
            "del" | "s" | "strike" => self.tell(Omission::Deleted),
            "a" => self.link(element, look),
            "input" => {}
            name if BLOCKS.contains(&name) => self.block(element, look),
            _ => self.children(element, look),
        }
    }

    /// A picture that the page carries in itself stands behind the words before it; any other is told.
    fn picture(&mut self, element: &Element) {
        let bytes = element.attribute("src").and_then(embedded);
        match bytes
            .ok_or(Omission::Picture)
            .and_then(|bytes| taken(bytes, element.attribute("alt").unwrap_or_default()))
        {
            Ok(picture) => {
                let role = self.open.role;
                self.close();
                self.blocks.push(Block::Picture(picture));
                self.open.role = role;
            }
            Err(why) => self.tell(why),
        }
    }

    /// The blocks that a table makes: itself, or, where it only sets out the page, what its cells hold.
    fn table(&mut self, element: &Element) -> Vec<Block> {
        let grid = tables::grid(element);
        let mut blocks: Vec<Block> = grid.captions.iter().flat_map(|caption| self.read(caption)).collect();
        if grid.is_frame {
            for place in grid.rows.into_iter().flatten() {
                if let Place::Cell(cell, _) = place {
                    blocks.extend(self.read(cell));
                }
            }
            return blocks;
        }
        (0..grid.merged).for_each(|_| self.tell(Omission::MergedCell));
        let mut table = Table::default();
        for row in grid.rows {
            let cell = |place| match place {
                Place::Cell(cell, columns) => Cell { blocks: self.read(cell), columns },
                Place::Empty => Cell { blocks: Vec::new(), columns: 1 },
            };
            table.rows.push(row.into_iter().map(cell).collect());
        }
        blocks.push(Block::Table(table));
        blocks
    }

    fn block(&mut self, element: &Element, look: RunStyle) {
        self.close();
        self.open.role = look.role;
        self.children(element, look);
        self.close();
        self.open.role = look.role;
    }

    /// Items keep the numbers that a browser prints before them.
    fn list(&mut self, list: &Element, look: RunStyle) {
        self.close();
        let start = list.attribute("start").and_then(|start| start.parse::<i64>().ok()).unwrap_or(1);
        let mut number = start - 1;
        for item in list.elements() {
            if self.notes.bodies.contains(&id_of(item)) {
                continue;
            }
            number = item.attribute("value").and_then(|value| value.parse().ok()).unwrap_or(number + 1);
            let printed = if list.is("ol") { Some(counted(number, list.attribute("type"))) } else { None };
            let role = if printed.is_none() { Role::Item } else { look.role };
            self.close();
            self.open.role = role;
            if let Some(printed) = printed {
                self.words(&printed, RunStyle { role, ..RunStyle::default() });
            }
            self.item(item, RunStyle { role, ..look });
            self.close();
        }
        self.open.role = look.role;
    }

    /// What an item opens with stands behind its sign, though it is a paragraph of its own.
    fn item(&mut self, item: &Element, look: RunStyle) {
        let mut is_first = true;
        let after = RunStyle { role: if matches!(look.role, Role::Item) { Role::Text } else { look.role }, ..look };
        for node in &item.children {
            match node {
                Node::Element(element) if is_first && (element.is("p") || element.is("div")) => {
                    self.children(element, styled(element, look));
                    self.close();
                    self.open.role = after.role;
                    is_first = false;
                }
                Node::Element(element) => {
                    self.element(element, if is_first { look } else { after });
                    is_first = false;
                }
                Node::Text(text) => {
                    is_first &= text.trim().is_empty();
                    self.words(text, look);
                }
            }
        }
    }

    fn words(&mut self, text: &str, look: RunStyle) {
        let text = match self.label.take_if(|_| !text.trim().is_empty()) {
            Some(label) => without_label(text, &label),
            None => text,
        };
        let behind_mark = matches!(self.open.pieces.last(), Some(Piece::Note(_)));
        let text = if behind_mark { text.strip_prefix(']').unwrap_or(text) } else { text };
        let make = |text: String| {
            let kind = if look.raised && !text.trim().is_empty() { Kind::Raised } else { Kind::Plain };
            Piece::Words(Stretch { text, bold: look.bold, italic: look.italic, kind })
        };
        if look.kept {
            for (at, line) in text.split('\n').enumerate() {
                self.open.pieces.extend((at > 0).then_some(Piece::Break));
                self.open.pieces.push(make(line.to_owned()));
            }
            return;
        }
        let folded = fold_space(text);
        let opens = text.starts_with(|c: char| c.is_whitespace());
        let ends = text.ends_with(|c: char| c.is_whitespace()) && !folded.is_empty();
        let is_begun = self.open.pieces.last().is_some_and(|last| *last != Piece::Break);
        let blank = |is: bool| if is { " " } else { "" };
        let text = format!("{}{folded}{}", blank(opens && is_begun), blank(ends));
        if !text.is_empty() {
            self.open.pieces.push(make(text));
        }
    }

    fn mark(&mut self, note: usize) {
        if let Some(Piece::Words(last)) = self.open.pieces.last_mut()
            && let Some(bare) = last.text.strip_suffix('[')
        {
            last.text = bare.to_owned();
        }
        self.open.pieces.push(Piece::Note(note));
    }

    /// A link to another page keeps its address.
    fn link(&mut self, element: &Element, look: RunStyle) {
        let from = self.open.pieces.len();
        let blocks = self.blocks.len();
        self.children(element, look);
        let address = element.attribute("href").unwrap_or_default().trim();
        let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        if !is_web || blocks != self.blocks.len() || from > self.open.pieces.len() {
            return;
        }
        let inner = &self.open.pieces[from..];
        let is_plain = inner.iter().all(|piece| matches!(piece, Piece::Words(stretch) if stretch.kind == Kind::Plain));
        let text = line_of(inner, &[]);
        if is_plain && !text.is_empty() && !text.contains(['[', ']']) && !address.contains(&text) {
            let edge = |piece: Option<&Piece>, first: bool| matches!(piece, Some(Piece::Words(stretch)) if if first { stretch.text.starts_with(' ') } else { stretch.text.ends_with(' ') });
            let blank = |is: bool| if is { " " } else { "" };
            let (before, after) = (blank(edge(inner.first(), true)), blank(edge(inner.last(), false)));
            let text = format!("{before}[{text}]({}){after}", address_of(address));
            self.open.pieces.truncate(from);
            self.open.pieces.push(Piece::Words(Stretch { text, kind: Kind::Written, ..Stretch::default() }));
        }
    }
}

/// The words of a note without the label that they open with.
fn without_label<'t>(text: &'t str, label: &str) -> &'t str {
    let bare = text.trim_start().trim_start_matches(['[', '(']);
    bare.strip_prefix(label).map_or(text, |rest| rest.trim_start_matches([']', ')', '.', ':']))
}

/// What an element's name and style make of the words in it.
fn styled(element: &Element, look: RunStyle) -> RunStyle {
    let mut look = look;
    match &*element.name {
        "b" | "strong" | "th" => look.bold = !matches!(look.role, Role::Heading(_)),
        "i" | "em" | "cite" | "dfn" | "var" => look.italic = true,
        "sup" => look.raised = true,
        _ => {}
    }
    let style = element.attribute("style").unwrap_or_default().to_lowercase().replace(' ', "");
    for rule in style.split(';') {
        match rule {
            "font-weight:bold" | "font-weight:700" => look.bold = !matches!(look.role, Role::Heading(_)),
            "font-weight:normal" | "font-weight:400" => look.bold = false,
            "font-style:italic" => look.italic = true,
            "font-style:normal" => look.italic = false,
            "vertical-align:super" => look.raised = true,
            "vertical-align:baseline" => look.raised = false,
            _ => {}
        }
    }
    look
}

/// The number before an item: "3. ", "c) ".
fn counted(number: i64, kind: Option<&str>) -> String {
    let (format, sign) = match kind {
        Some("a") => ("lowerLetter", ')'),
        Some("A") => ("upperLetter", '.'),
        Some("i") => ("lowerRoman", '.'),
        Some("I") => ("upperRoman", '.'),
        _ => ("decimal", '.'),
    };
    format!("{}{sign} ", number_in(format, number).unwrap_or_else(|| number.to_string()))
}
