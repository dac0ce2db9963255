//! A flowing document becomes the lines of a scan.

use super::hand_labels;
use super::inline::{line_of, unbolded};
use super::model::{Block, Flow, Note, Paragraph, Picture, Piece, Role, Table};
use super::table::{self, calls};
use crate::model::scan::{Line, Page, Region, Scan, Shape};
use crate::source::SourcePicture;

/// A longer paragraph is no heading, whatever its style says.
const LONGEST_HEADING: usize = 400;

/// The scan of a document.
pub fn scan(name: &str, mut flow: Flow) -> Scan {
    hand_labels::take(&mut flow);
    let mut writer = Writer {
        notes: &flow.notes,
        pages: vec![Page::default()],
        waiting: Vec::new(),
        done: vec![false; flow.notes.len()],
        pictures: Vec::new(),
    };
    for head in &flow.running_heads {
        writer.line(Line { text: head.clone(), region: Some(Region::RunningHead), blank_before: 1, ..Line::default() });
    }
    for (at, block) in flow.blocks.iter().enumerate() {
        writer.block(block);
        writer.waiting.extend(calls(std::slice::from_ref(block)));
        let next = flow.blocks[at + 1..].iter().find(|next| !is_blank(next));
        if next.is_none_or(|next| is_apart(block, next)) {
            writer.write_notes();
        }
    }
    writer.write_notes();
    let mut number = 0;
    let (mut pages, pictures) = (writer.pages, writer.pictures);
    for (index, page) in pages.iter_mut().enumerate() {
        page.number = index + 1;
        for line in &mut page.lines {
            number += 1;
            line.number = number;
        }
    }
    pages.retain(|page| !page.lines.is_empty());
    Scan { name: name.to_owned(), metadata: flow.metadata, pages, is_flowing: true, pictures, ..Scan::default() }
}

/// A paragraph without words.
fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty())
}

/// Whether notes may stand between two blocks: not between the lines of a title.
fn is_apart(block: &Block, next: &Block) -> bool {
    let is_title = |block: &Block| match block {
        Block::Paragraph(paragraph) => {
            matches!(paragraph.role, Role::Heading(_)) || unbolded(&paragraph.pieces).is_some()
        }
        _ => false,
    };
    !(is_title(block) && is_title(next))
}

struct Writer<'f> {
    notes: &'f [Note],
    pages: Vec<Page>,
    /// Notes that were called and are not yet written.
    waiting: Vec<usize>,
    done: Vec<bool>,
    pictures: Vec<SourcePicture>,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::PageEnd if self.pages.last().is_some_and(|page| !page.lines.is_empty()) => {
                self.pages.push(Page::default());
            }
            Block::PageEnd => {}
        }
    }

    /// The rows of a table, then the pictures of its cells; cells that hold nothing else are no table.
    fn table(&mut self, table: &Table) {
        let lines = table::lines(table, self.notes);
        let pictures = table::pictures(table);
        if pictures.is_empty() || lines.iter().any(|line| line.contains(char::is_alphanumeric)) {
            for (at, text) in lines.into_iter().enumerate() {
                self.line(Line { text, shape: Shape::Table, blank_before: usize::from(at == 0), ..body() });
            }
        }
        pictures.into_iter().for_each(|picture| self.picture(picture));
    }

    fn picture(&mut self, picture: &Picture) {
        let name = format!("picture-{}", self.pictures.len() + 1);
        self.pictures.push(SourcePicture {
            file: format!("{name}.{}", picture.ending),
            words: picture.words.clone(),
            bytes: Some(picture.bytes.clone()),
            name: name.clone(),
            area: None,
        });
        self.line(Line { text: name, shape: Shape::Picture, blank_before: 1, ..body() });
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let pieces = if matches!(paragraph.role, Role::Heading(_)) { unbolded(&paragraph.pieces) } else { None };
        let lines: Vec<String> = pieces
            .as_ref()
            .unwrap_or(&paragraph.pieces)
            .split(|piece| *piece == Piece::Break)
            .map(|pieces| line_of(pieces, self.notes))
            .filter(|line| !line.is_empty())
            .collect();
        if let Role::Heading(level) = paragraph.role {
            let text = lines.join(" ");
            if !text.is_empty() && text.chars().count() <= LONGEST_HEADING {
                self.line(Line { text, shape: Shape::Heading(level), blank_before: 1, ..body() });
                return;
            }
        }
        let count = lines.len();
        for (at, mut text) in lines.into_iter().enumerate() {
            let shape = match paragraph.role {
                Role::Item if at == 0 => Shape::Item,
                Role::Quote => Shape::Quote,
                _ => Shape::Text,
            };
            if at + 1 < count {
                text.push('\\');
            }
            self.line(Line { text, shape, blank_before: usize::from(at == 0), ..body() });
        }
    }

    /// Writes the notes that wait, in the order of their marks, and those that these call.
    fn write_notes(&mut self) {
        let mut at = 0;
        while let Some(note) = self.waiting.get(at).copied() {
            at += 1;
            if self.done.get(note).is_none_or(|done| *done) {
                continue;
            }
            self.done[note] = true;
            self.waiting.extend(calls(&self.notes[note].blocks));
            self.note(note);
        }
        self.waiting.clear();
    }

    /// A note; its further lines are indented, as Markdown has it.
    fn note(&mut self, note: usize) {
        let pages = vec![Page::default()];
        let mut own = Writer { notes: self.notes, pages, waiting: Vec::new(), done: Vec::new(), pictures: Vec::new() };
        for block in &self.notes[note].blocks {
            own.block(block);
        }
        let label = &self.notes[note].label;
        let lines = own.pages.into_iter().flat_map(|page| page.lines);
        let mut is_first = true;
        for line in lines {
            let sign = if line.shape == Shape::Item { "- " } else { "" };
            let text = if is_first { format!("[^{label}]: {}", line.text) } else { format!("    {sign}{}", line.text) };
            self.line(Line { text, shape: Shape::Text, region: Some(Region::Foot), ..line });
            is_first = false;
        }
        if is_first {
            self.line(Line {
                text: format!("[^{label}]:"),
                blank_before: 1,
                region: Some(Region::Foot),
                ..Line::default()
            });
        }
    }

    fn line(&mut self, line: Line) {
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(line);
        }
    }
}

fn body() -> Line {
    Line { region: Some(Region::Body), ..Line::default() }
}
