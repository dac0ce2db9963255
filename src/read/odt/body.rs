//! The paragraphs, lists and notes of an OpenDocument text.

use std::collections::BTreeSet;

use super::styles::{Level, Styles};
use super::tables;
use crate::read::archive::Archive;
use crate::read::docx::number_in;
use crate::read::flow::{Block, Cell, Flow, Note, Omission, Paragraph, Piece, Role, Table, line_of, taken};
use crate::read::stretch::{Kind, Stretch, address_of};
use crate::read::xml::{Element, Node};
use crate::text::fold_space;

/// The flow of a text.
pub fn flow(text: &Element, styles: &Styles, archive: &Archive) -> Flow {
    let mut reader = Reader { styles, archive, flow: Flow::default(), labels: BTreeSet::new() };
    let blocks = reader.container(text);
    let mut flow = reader.flow;
    flow.blocks = blocks;
    flow
}

/// Walks a text.
struct Reader<'s> {
    styles: &'s Styles,
    archive: &'s Archive,
    flow: Flow,
    labels: BTreeSet<String>,
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default)]
struct RunStyle {
    bold: bool,
    italic: bool,
    raised: bool,
    hidden: bool,
}

/// A list that is open.
struct List {
    style: String,
    /// The last number of each level.
    counts: Vec<i64>,
}

/// Lists within lists.
const DEEPEST_LIST: usize = 10;
/// Blanks in a row.
const MOST_BLANKS: usize = 100;

impl Reader<'_> {
    /// Counts something that the editor has to know.
    fn tell(&mut self, what: Omission) {
        self.flow.tell(what);
    }

    /// The blocks that an element holds.
    fn container(&mut self, parent: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        for element in parent.elements() {
            self.block(element, &mut blocks);
        }
        blocks
    }

    fn block(&mut self, element: &Element, blocks: &mut Vec<Block>) {
        match &*element.name {
            "text:p" | "text:h" => {
                let level = element.attribute("outline-level").and_then(|level| level.parse::<usize>().ok());
                let role = match level.filter(|_| element.is("text:h")) {
                    Some(level) => Role::Heading(level.clamp(1, 6)),
                    None => Role::Text,
                };
                self.paragraph(element, role, Vec::new(), blocks);
            }
            "text:list" => {
                let style = element.attribute("style-name").unwrap_or_default().to_owned();
                self.list(element, &mut List { style, counts: Vec::new() }, 0, blocks);
            }
            "table:table" => {
                let read = self.table(element);
                blocks.extend(read);
            }
            "text:section" | "text:index-body" | "office:text" => blocks.extend(self.container(element)),
            "text:table-of-content" | "text:alphabetical-index" | "text:illustration-index" | "text:table-index" => {
                let lines = element.all("text:p").len();
                *self.flow.told.entry(Omission::Contents).or_default() += lines;
            }
            "text:tracked-changes" => self.changes(element),
            "draw:frame" => {
                let boxes = self.frame(element);
                blocks.extend(boxes);
            }
            _ => {}
        }
    }

    /// The blocks that a table makes: itself, or what its cells hold where each row has one.
    fn table(&mut self, element: &Element) -> Vec<Block> {
        let mut table = Table::default();
        for row in tables::rows(element) {
            let mut cells = Vec::new();
            for cell in row.of {
                if cell.of.is_merged {
                    self.tell(Omission::MergedCell);
                }
                let blocks = self.container(cell.of.element);
                cells.extend(std::iter::repeat_n(Cell { blocks, columns: 1 }, cell.times));
            }
            table.rows.extend(std::iter::repeat_n(cells, row.times));
        }
        if table.rows.iter().all(|row| row.len() <= 1) {
            return table.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
        }
        vec![Block::Table(table)]
    }

    /// What was taken out stands here, apart from the text.
    fn changes(&mut self, changes: &Element) {
        for region in changes.all("text:changed-region") {
            let what = if region.child("text:deletion").is_some() { Omission::Deleted } else { Omission::Inserted };
            self.tell(what);
        }
    }

    fn paragraph(&mut self, element: &Element, role: Role, before: Vec<Piece>, blocks: &mut Vec<Block>) {
        let style = self.styles.of(element.attribute("style-name"));
        if style.opens_page == Some(true) {
            blocks.push(Block::PageEnd);
        }
        let look = self.look(element, RunStyle::default());
        let mut pieces = before;
        let mut boxes = Vec::new();
        self.inline(element, look, &mut pieces, &mut boxes);
        blocks.push(Block::Paragraph(Paragraph { role, pieces }));
        blocks.extend(boxes);
    }

    fn look(&self, element: &Element, base: RunStyle) -> RunStyle {
        let style = self.styles.of(element.attribute("style-name"));
        RunStyle {
            bold: style.bold.unwrap_or(base.bold),
            italic: style.italic.unwrap_or(base.italic),
            raised: style.raised.unwrap_or(base.raised),
            hidden: style.hidden.unwrap_or(base.hidden),
        }
    }

    /// A list; its numbers become words of its items.
    fn list(&mut self, list: &Element, open: &mut List, depth: usize, blocks: &mut Vec<Block>) {
        if depth >= DEEPEST_LIST {
            blocks.extend(self.container(list));
            return;
        }
        if let Some(style) = list.attribute("style-name") {
            style.clone_into(&mut open.style);
        }
        open.counts.truncate(depth);
        for item in list.elements().filter(|item| item.is("text:list-item") || item.is("text:list-header")) {
            let level = self.styles.level(&open.style, depth);
            open.counts.truncate(depth + 1);
            open.counts.resize(depth + 1, level.start - 1);
            if item.is("text:list-item") {
                let start = item.attribute("start-value").and_then(|start| start.parse().ok());
                open.counts[depth] = start.unwrap_or(open.counts[depth] + 1);
            }
            let mut is_first = item.is("text:list-item");
            for element in item.elements() {
                match &*element.name {
                    "text:list" => self.list(element, open, depth + 1, blocks),
                    "text:p" | "text:h" if is_first => {
                        is_first = false;
                        let printed = self.number(open, &level, depth);
                        let heading = element.attribute("outline-level").and_then(|level| level.parse::<usize>().ok());
                        let role = match heading.filter(|_| element.is("text:h")) {
                            Some(level) => Role::Heading(level.clamp(1, 6)),
                            None if printed.is_some() => Role::Text,
                            None => Role::Item,
                        };
                        let number = printed.map(|text| Piece::Words(Stretch { text, ..Stretch::default() }));
                        self.paragraph(element, role, number.into_iter().collect(), blocks);
                    }
                    _ => self.block(element, blocks),
                }
            }
        }
    }

    /// The number of an item as it is printed: "2.1. ", "a) "; none for a bullet.
    fn number(&mut self, open: &List, level: &Level, depth: usize) -> Option<String> {
        level.format.as_ref()?;
        let first = depth + 1 - level.shown.clamp(1, depth + 1);
        let mut parts = Vec::new();
        for at in first..=depth {
            let format = self.styles.level(&open.style, at).format;
            let name = match format.as_deref() {
                Some("a") => "lowerLetter",
                Some("A") => "upperLetter",
                Some("i") => "lowerRoman",
                Some("I") => "upperRoman",
                Some("1") => "decimal",
                Some(_) => {
                    self.tell(Omission::Number);
                    "decimal"
                }
                None => continue,
            };
            parts.push(number_in(name, open.counts[at]).unwrap_or_else(|| open.counts[at].to_string()));
        }
        Some(format!("{}{}{} ", level.prefix, parts.join("."), level.suffix))
    }

    /// What an element within a paragraph prints. `boxes`: frames with paragraphs of their own.
    fn inline(&mut self, parent: &Element, look: RunStyle, out: &mut Vec<Piece>, boxes: &mut Vec<Block>) {
        for node in &parent.children {
            let element = match node {
                Node::Text(text) => {
                    self.words(text, look, out);
                    continue;
                }
                Node::Element(element) => element,
            };
            match &*element.name {
                "text:span" => {
                    let look = self.look(element, look);
                    self.inline(element, look, out, boxes);
                }
                "text:a" => self.link(element, look, out, boxes),
                "text:s" => {
                    let count = element.attribute("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    self.words(&" ".repeat(count.clamp(1, MOST_BLANKS)), look, out);
                }
                "text:tab" => self.words(" ", look, out),
                "text:line-break" => out.push(Piece::Break),
                "text:note" => self.note(element, out),
                "draw:frame" => boxes.extend(self.frame(element)),
                "draw:custom-shape" | "draw:g" => {
                    let own = self.container(element);
                    if own.is_empty() {
                        self.tell(Omission::Object);
                    }
                    boxes.extend(own);
                }
                "text:hidden-text" => self.tell(Omission::Hidden),
                // Numbers of pages and comments are no text; what remains is a field with words.
                "text:page-number" | "text:page-count" | "office:annotation" | "office:annotation-end" => {}
                _ => self.inline(element, look, out, boxes),
            }
        }
    }

    /// White space is folded, as the format says.
    fn words(&mut self, text: &str, look: RunStyle, out: &mut Vec<Piece>) {
        if look.hidden {
            self.tell(Omission::Hidden);
            return;
        }
        let edge = |is: bool| if is { " " } else { "" };
        let folded = fold_space(text);
        let (opens, ends) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        let text =
            if folded.is_empty() { edge(opens).to_owned() } else { format!("{}{folded}{}", edge(opens), edge(ends)) };
        if !text.is_empty() {
            let kind = if look.raised && !folded.is_empty() { Kind::Raised } else { Kind::Plain };
            out.push(Piece::Words(Stretch { text, bold: look.bold, italic: look.italic, kind }));
        }
    }

    fn link(&mut self, element: &Element, look: RunStyle, out: &mut Vec<Piece>, boxes: &mut Vec<Block>) {
        let mut inner = Vec::new();
        self.inline(element, look, &mut inner, boxes);
        let address = element.attribute("href").unwrap_or_default();
        let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        let is_plain = inner.iter().all(|piece| matches!(piece, Piece::Words(stretch) if stretch.kind == Kind::Plain));
        let text = line_of(&inner, &[]);
        if is_web && is_plain && !text.is_empty() && !text.contains(['[', ']']) && !address.contains(&text) {
            let text = format!("[{text}]({})", address_of(address));
            out.push(Piece::Words(Stretch { text, kind: Kind::Written, ..Stretch::default() }));
        } else {
            out.append(&mut inner);
        }
    }

    fn note(&mut self, element: &Element, out: &mut Vec<Piece>) {
        let printed = element
            .child("text:note-citation")
            .map(|citation| citation.attribute("label").map_or_else(|| citation.text(), str::to_owned));
        let place = self.flow.notes.len();
        let label = self.label(printed.unwrap_or_default().trim());
        self.flow.notes.push(Note { label, blocks: Vec::new() });
        out.push(Piece::Note(place));
        let blocks = element.child("text:note-body").map(|body| self.container(body)).unwrap_or_default();
        self.flow.notes[place].blocks = blocks;
    }

    /// A label that no other note has; a sign of its own counts by its place.
    fn label(&mut self, printed: &str) -> String {
        let is_plain = !printed.is_empty() && printed.chars().all(char::is_alphanumeric);
        let own = if is_plain { printed.to_owned() } else { (self.flow.notes.len() + 1).to_string() };
        let mut free = std::iter::once(own.clone()).chain((2..).map(|count| format!("{own}-{count}")));
        let label = free.find(|label| !self.labels.contains(label)).unwrap_or(own);
        self.labels.insert(label.clone());
        label
    }

    /// A frame: its text, or its picture, stands behind the paragraph. Of several files of one picture the first that browsers show is taken.
    fn frame(&mut self, frame: &Element) -> Vec<Block> {
        if let Some(text) = frame.child("draw:text-box") {
            return self.container(text);
        }
        let words = ["svg:desc", "svg:title", "desc", "title"].iter().find_map(|name| frame.child(name));
        let words = words.map(|words| words.text()).unwrap_or_default();
        let files = frame.elements().filter(|element| element.is("draw:image"));
        let mut why = Omission::Object;
        for file in files.filter_map(|image| image.attribute("href")) {
            let bytes = self.archive.part(file.trim_start_matches("./")).ok().flatten();
            match bytes.ok_or(Omission::Picture).and_then(|bytes| taken(bytes, &words)) {
                Ok(picture) => return vec![Block::Picture(picture)],
                Err(reason) => why = reason,
            }
        }
        self.tell(why);
        Vec::new()
    }
}
