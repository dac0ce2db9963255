//! A report put together: outline, blocks and notes with ids, numbers and source lines.
//!
//! In: the chunks of one report, its headings and notes. Out: the [`Report`], and the places that diagnostics name.
//! What always holds: notes are numbered by their first marks; every id is given once.

use std::collections::{HashMap, HashSet};

use super::block_kinds::{block_kind, has_words};
use super::chunks::{self, Chunk, Document, Shape};
use super::emphasis;
use super::joined_words::append_words;
use super::marks;
use super::note_numbers::NoteNumbers;
use super::notes::Notes;
use super::outline::Heading;
use super::paragraphs::{self, First, Gap};
use super::sentence;
use super::split::Part;
use super::table_halves;
use crate::language;
use crate::markdown::{foreign_inline, write};
use crate::model::report::{Block, BlockKind, Item, Lines, Note, Report, Section};
use crate::text::{IdMaker, word_count};

/// One report's parts, understood and not yet assembled.
pub struct Parts<'a> {
    /// The source.
    pub document: &'a Document,
    /// Title block and body.
    pub part: &'a Part,
    /// The outline.
    pub headings: &'a [Heading],
    /// The notes.
    pub notes: &'a Notes,
}

/// Assembles a report; `id` is its folder.
#[must_use]
pub fn assemble(parts: &Parts<'_>, id: &str, lang: &str) -> Report {
    let numbers = NoteNumbers::of(parts.document, parts.notes);
    let mut draft = Draft::new(parts, &numbers);
    draft.title_block();
    draft.body();
    draft.end_matter();
    draft.finish(id, lang)
}

/// Bytes of a paragraph's end that say whether it goes on.
const LAST: usize = 2000;

/// A block with the marks still as tokens.
#[derive(Debug, Clone)]
struct DraftBlock {
    kind: BlockKind,
    text: String,
    lines: Vec<Lines>,
    section: Option<usize>,
}

struct Draft<'a> {
    parts: &'a Parts<'a>,
    numbers: &'a NoteNumbers,
    sections: Vec<Section>,
    blocks: Vec<DraftBlock>,
    flow: Vec<Item>,
    /// The last block may still be a first half.
    open: bool,
    notes_between: bool,
    closes_paragraphs: bool,
    /// Pictures above this line are placed, or stand beside the title.
    pictures_from: usize,
    /// See [`paragraphs::line_width`].
    line_width: Option<usize>,
}

impl<'a> Draft<'a> {
    fn new(parts: &'a Parts<'a>, numbers: &'a NoteNumbers) -> Self {
        let text = |at: usize| {
            let chunk = &parts.document.chunks[at];
            (chunk.shape == Shape::Text && !parts.notes.chunks.contains(&at)).then(|| chunk.plain())
        };
        let single =
            |at: usize| text(at).filter(|_| parts.document.chunks[at].lines.0 == parts.document.chunks[at].lines.1);
        Self {
            parts,
            numbers,
            sections: Vec::new(),
            blocks: Vec::new(),
            flow: Vec::new(),
            open: false,
            notes_between: false,
            pictures_from: line_below(parts),
            line_width: paragraphs::line_width(parts.part.body.clone().filter_map(single)),
            closes_paragraphs: paragraphs::closes_paragraphs(parts.part.body.clone().filter_map(text)),
        }
    }

    fn chunk(&self, at: usize) -> &'a Chunk {
        &self.parts.document.chunks[at]
    }

    /// Letterhead and motto; the title itself goes into the report's title, the marks of its words right below.
    fn title_block(&mut self) {
        let part = self.parts.part;
        let parts = [
            (&part.letterhead, BlockKind::Letterhead),
            (&part.epigraph, BlockKind::Epigraph),
            (&part.preface, BlockKind::Paragraph),
        ];
        for (range, kind) in parts {
            for at in range.clone().filter(|at| !part.title_chunks.contains(at)) {
                let chunk = self.chunk(at);
                if kind == BlockKind::Paragraph {
                    self.pictures_before(chunk.lines.0);
                }
                let is_logo = kind == BlockKind::Letterhead && self.parts.document.picture_lines(chunk).is_some();
                // What stands between the head and the first heading is running text.
                if kind == BlockKind::Paragraph && !self.blocks.is_empty() {
                    self.text(at);
                } else if has_words(chunk) && !is_logo {
                    let dated = super::days::place_and_date(chunk.plain()).is_some();
                    let kind = if kind == BlockKind::Epigraph && dated { BlockKind::Letterhead } else { kind };
                    self.push(kind, chunk.text.clone(), vec![chunk.lines]);
                }
            }
            self.open = false;
        }
        for at in part.title_chunks.clone() {
            let called = self.parts.notes.called_in(&self.chunk(at).text);
            if !called.is_empty() {
                self.push(BlockKind::Letterhead, called, vec![self.chunk(at).lines]);
            }
        }
        self.open = false;
    }

    fn body(&mut self) {
        let headings: HashMap<usize, usize> =
            self.parts.headings.iter().enumerate().map(|(i, h)| (h.chunk, i)).collect();
        let titles: HashSet<usize> = self.parts.headings.iter().flat_map(|h| h.title_chunks.iter().copied()).collect();
        for at in self.parts.part.body.clone() {
            self.pictures_before(self.chunk(at).lines.0);
            if self.parts.notes.chunks.contains(&at) {
                self.notes_between = true;
            } else if let Some(index) = headings.get(&at) {
                self.heading(*index);
            } else if !titles.contains(&at) && !self.parts.notes.headings.contains(&at) {
                self.text(at);
            }
        }
        let behind = self.parts.document.chunks.get(self.parts.part.body.end);
        self.pictures_before(behind.map_or(usize::MAX, |chunk| chunk.lines.0));
    }

    /// Places the pictures above a line. A paragraph goes on behind a picture that stands in it.
    fn pictures_before(&mut self, line: usize) {
        let above = self.parts.document.shown.range(self.pictures_from..line.max(self.pictures_from));
        above.for_each(|(at, _)| self.push(BlockKind::Paragraph, String::new(), vec![(*at, *at)]));
        self.pictures_from = self.pictures_from.max(line);
    }

    fn heading(&mut self, index: usize) {
        let heading = &self.parts.headings[index];
        let lines = self.chunk(heading.chunk).lines;
        let last = heading.title_chunks.last().map_or(lines, |last| self.chunk(*last).lines);
        self.flow.push(Item::Section(self.sections.len()));
        self.sections.push(Section {
            id: String::new(),
            number: heading.number.clone(),
            label: heading.label.clone(),
            title: heading.title.clone(),
            level: heading.level,
            parent: heading.parent,
            line: lines.0,
        });
        self.open = false;
        self.notes_between = false;
        if let Some(rest) = &heading.rest {
            self.push(BlockKind::Paragraph, rest.clone(), vec![last]);
            self.open = true;
        }
    }

    fn text(&mut self, at: usize) {
        let chunk = self.chunk(at);
        if !has_words(chunk) {
            return;
        }
        let line = self.parts.document.line(chunk.lines.0);
        if chunk.shape == Shape::Table && table_halves::goes_on(line) {
            self.table_overleaf(chunk, line);
        } else if self.open && self.goes_on(chunk) {
            if let Some(last) = self.blocks.iter_mut().rfind(|block| !is_picture(block)) {
                append_words(&mut last.text, &chunk.text, &self.parts.document.vocabulary);
                last.lines.push(chunk.lines);
            }
        } else {
            let is_below = self.blocks.last().is_some_and(|last| is_picture(last) || last.kind == BlockKind::Labels);
            self.push(block_kind(chunk, line, is_below), chunk.text.clone(), vec![chunk.lines]);
        }
        self.open = matches!(chunk.shape, Shape::Text | Shape::Item) && !chunk.text.contains("  \n");
        self.notes_between = false;
    }

    /// Rows that go on with a table, which stands right above unless something was read between them.
    fn table_overleaf(&mut self, chunk: &Chunk, line: &str) {
        let is_last = matches!(self.flow.last(), Some(Item::Block(last)) if last + 1 == self.blocks.len());
        match self.blocks.last_mut().filter(|last| is_last && last.kind == BlockKind::Table) {
            Some(table) => {
                table.text = table_halves::joined(&table.text, &chunk.text, line, &self.parts.document.vocabulary);
                table.lines.push(chunk.lines);
            }
            None => self.push(BlockKind::Table, table_halves::with_rule(&chunk.text), vec![chunk.lines]),
        }
    }

    fn goes_on(&self, chunk: &Chunk) -> bool {
        let Some(last) = self.blocks.iter().rfind(|block| !is_picture(block)) else { return false };
        let plain = plain(sentence::tail(&last.text, LAST));
        let first =
            First { plain: &plain, item: last.kind == BlockKind::Item, ends_on_mark: marks::ends_on_mark(&last.text) };
        let end = last.lines.last().map_or(chunk.lines.0, |lines| lines.1);
        let page_ended = self.notes_between || self.parts.document.page_ends(end, chunk.lines.0);
        let last_line = self.parts.document.line(end);
        if last_line.ends_with(crate::source::PARAGRAPH_END) {
            return false;
        }
        let last_line = last_line.trim().chars().count();
        let full_line = self.line_width.is_some_and(|width| last_line * 100 >= width * 85);
        let gap = Gap { page_ended, closes_paragraphs: self.closes_paragraphs, full_line };
        paragraphs::is_second_half(first, chunk, gap)
    }

    fn push(&mut self, kind: BlockKind, text: String, lines: Vec<Lines>) {
        let section = match kind {
            BlockKind::Letterhead | BlockKind::Epigraph => None,
            _ => self.sections.len().checked_sub(1),
        };
        self.flow.push(Item::Block(self.blocks.len()));
        self.blocks.push(DraftBlock { kind, text, lines, section });
    }

    /// "Nơi nhận" and its list, and the lines of the signature, at the end of the report.
    fn end_matter(&mut self) {
        let last_section = self.flow.iter().rposition(|item| matches!(item, Item::Section(_))).map_or(0, |at| at + 1);
        let block = |item: &Item| if let Item::Block(index) = item { Some(*index) } else { None };
        let tail: Vec<usize> = self.flow[last_section..].iter().filter_map(block).collect();
        let starts = |index: &usize| {
            let block = &self.blocks[*index];
            language::any().is_recipients(&plain(&block.text))
                || language::any().is_signature(plain(&block.text).trim())
        };
        let Some(first) = tail.iter().position(starts) else { return };
        let short = tail[first..].iter().all(|index| word_count(&plain(&self.blocks[*index].text)) <= 40);
        if !short {
            return;
        }
        let mut kind = BlockKind::Signature;
        for index in &tail[first..] {
            let plain = plain(&self.blocks[*index].text);
            if language::any().is_recipients(&plain) {
                kind = BlockKind::Recipients;
            } else if language::any().is_signature(plain.trim()) {
                kind = BlockKind::Signature;
            }
            let block = &mut self.blocks[*index];
            block.section = None;
            block.kind = kind;
        }
    }

    fn finish(self, id: &str, lang: &str) -> Report {
        let mut ids = IdMaker::default();
        let mut sections = self.sections.clone();
        for section in &mut sections {
            section.title = self.render(&section.title, foreign_inline);
            let words = format!(
                "{id} {} {} {}",
                section.label.as_deref().unwrap_or_default(),
                section.number.as_deref().unwrap_or_default(),
                section.title
            );
            section.id = ids.make(&words);
        }
        let drafts = self.blocks.iter();
        let blocks = drafts
            .map(|draft| Block {
                id: ids.make(&format!("{id} {}", self.picture(draft).unwrap_or_else(|| plain(&draft.text)))),
                kind: draft.kind,
                text: match draft.kind {
                    _ if is_picture(draft) => self.picture(draft).unwrap_or_default(),
                    BlockKind::Table => self.render(&draft.text, write::table),
                    BlockKind::Code => self.render(&draft.text, write::code),
                    _ => self.render(&draft.text, foreign_inline),
                },
                lines: draft.lines.clone(),
                section: draft.section,
            })
            .collect();
        let part = self.parts.part;
        let chunks = &self.parts.document.chunks;
        let first = part.letterhead.start.min(part.title_chunks.start).min(part.body.start);
        let last = part.body.end.max(part.title_chunks.end);
        Report {
            id: id.to_owned(),
            title: foreign_inline(&part.title),
            label: part.label.clone(),
            place: part.place.clone(),
            place_of_issue: part.place_of_issue.clone(),
            kind: part.kind,
            date: part.date.clone(),
            lang: lang.to_owned(),
            issuer: None,
            document_kind: None,
            document_number: None,
            lines: chunks::line_range(chunks, first..last),
            notes: self.notes(),
            sections,
            blocks,
            flow: self.flow,
            page_breaks: Vec::new(),
            indicators: Vec::new(),
        }
    }

    /// The Markdown of a picture; none for any other block.
    fn picture(&self, draft: &DraftBlock) -> Option<String> {
        let (line, _) = draft.lines.first().filter(|_| is_picture(draft))?;
        let picture = self.parts.document.shown.get(line)?;
        Some(format!("![{}]({})", picture.words, picture.file))
    }

    /// The notes by number.
    fn notes(&self) -> Vec<Note> {
        let definitions = self.parts.notes.definitions.iter().enumerate();
        let mut notes: Vec<Note> = definitions
            .map(|(index, definition)| Note {
                number: self.numbers.of_definition[index],
                key: self.numbers.keys[index].clone(),
                label: definition.label.clone(),
                paragraphs: self.note_paragraphs(&definition.paragraphs, definition.is_whole),
                lines: definition.paragraphs.iter().map(|(at, _)| self.chunk(*at).lines).collect(),
                references: definition.references.iter().map(|mark| self.parts.document.marks[*mark].line).collect(),
                repair: definition.repair.clone(),
            })
            .collect();
        notes.sort_by_key(|note| note.number);
        notes
    }

    /// A note's paragraphs as Markdown; a half that a page end broke joins the first, unless they are `whole`.
    fn note_paragraphs(&self, paragraphs: &[(usize, String)], whole: bool) -> Vec<String> {
        let mut joined: Vec<String> = Vec::new();
        for (_, text) in paragraphs {
            let small = paragraphs::begins_small(&plain(text));
            let is_half = |last: &str| !whole && (small || sentence::must_go_on(&plain(last)));
            match joined.last_mut() {
                Some(last) if last.is_empty() || is_half(last) => {
                    append_words(last, text, &self.parts.document.vocabulary);
                    *last = last.trim().to_owned();
                }
                _ => joined.push(text.clone()),
            }
        }
        joined.iter().map(|text| self.render(text, foreign_inline)).collect()
    }

    /// A text as `write` has it for a page. Marks that are no references get their print back first, which is foreign
    /// text as all else; the other tokens become `[^n]` last.
    fn render(&self, text: &str, write: impl Fn(&str) -> String) -> String {
        let printed = marks::replace(text, |index| match self.numbers.of_mark.get(&index) {
            Some(_) => marks::token(index),
            None => self.parts.document.marks[index].raw.clone(),
        });
        // "[^7](b)" would be a link.
        let written = write(&printed).replace(&format!("{}(", marks::CLOSE), &format!("{}\\(", marks::CLOSE));
        marks::replace(&written, |index| {
            self.numbers.of_mark.get(&index).map_or_else(String::new, |key| format!("[^{key}]"))
        })
    }
}

fn plain(text: &str) -> String {
    emphasis::strip(&marks::replace(text, |_| String::new()))
}

/// The first line below a report's title.
fn line_below(parts: &Parts<'_>) -> usize {
    let title = &parts.document.chunks[parts.part.title_chunks.clone()];
    title.last().map_or(0, |chunk| chunk.lines.1 + 1)
}

/// Every other block has words.
fn is_picture(block: &DraftBlock) -> bool {
    block.text.is_empty()
}
