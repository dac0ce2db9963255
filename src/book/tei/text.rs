//! The text of a TEI document: divisions, blocks, what stands at its back.

use std::collections::{BTreeMap, BTreeSet};

use super::header::{header, lang};
use crate::book::content::{Block, Book, Chapter, Content, Figure, Inline, List, Note, Table};
use crate::book::places::Places;
use crate::book::settings::BookSettings;
use crate::book::xml::{Xml, xml_id};

/// Writes a report.
pub(super) struct Writer<'a> {
    pub settings: &'a BookSettings<'a>,
    pub book: &'a Book,
    pub places: Places<'a>,
    pub xml: Xml,
    /// All notes by their ids.
    pub notes: BTreeMap<&'a str, &'a Note>,
    /// The ids of the notes that stand in the text.
    pub placed: BTreeSet<&'a str>,
    /// The figures of the report by their ids.
    pub figures: BTreeMap<&'a str, &'a Figure>,
    /// The id of the figure whose words came last.
    pub figure: String,
    /// The chapter that is being written.
    pub chapter: Option<&'a Chapter>,
    ids: BTreeSet<String>,
    /// The levels of the divisions that are open.
    open: Vec<usize>,
}

impl<'a> Writer<'a> {
    pub fn new(settings: &'a BookSettings<'a>, book: &'a Book) -> Self {
        let places = Places::of_file(&settings.config.base_url, book);
        let figures = book.chapters.iter().flat_map(|chapter| &chapter.figures);
        Self {
            settings,
            book,
            places,
            xml: Xml::document(),
            notes: book.notes_by_id(),
            placed: BTreeSet::new(),
            figures: figures.filter_map(|figure| Some((figure.id.as_deref()?, figure))).collect(),
            figure: String::new(),
            chapter: None,
            ids: BTreeSet::new(),
            open: Vec::new(),
        }
    }

    pub fn finish(self) -> String {
        self.xml.finish()
    }

    /// Writes the whole document.
    pub fn document(&mut self) {
        let book = self.book;
        self.xml.open("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0"), ("xml:lang", lang(book))]);
        self.xml.line();
        header(self.settings, book, &mut self.xml);
        self.xml.raw("<text>\n<front>\n");
        if !book.letterhead.is_empty() {
            self.xml.raw("<div type=\"letterhead\">\n");
            self.blocks(&book.letterhead);
            self.xml.raw("</div>\n");
        }
        self.xml.raw("<titlePage><docTitle><titlePart type=\"main\">");
        self.line(&book.title);
        self.xml.raw("</titlePart></docTitle></titlePage>\n</front>\n<body>\n");
        book.chapters.iter().for_each(|chapter| self.chapter(chapter));
        self.close_through(0);
        if book.chapters.is_empty() {
            self.xml.raw("<div/>\n");
        }
        self.xml.raw("</body>\n");
        self.back();
        self.xml.raw("</text>\n</TEI>\n");
    }

    /// An id that was not given before; the second place of one has none, since a document knows an id once.
    pub fn id(&mut self, id: &str) -> String {
        let id = xml_id(id);
        if id.is_empty() || self.ids.insert(id.clone()) { id } else { String::new() }
    }

    fn chapter(&mut self, chapter: &'a Chapter) {
        self.chapter = Some(chapter);
        if chapter.level == 0 {
            self.xml.raw("<div type=\"opening\">\n");
            self.open.push(usize::MAX);
        } else {
            self.division(
                Some(&chapter.id),
                chapter.level,
                chapter.head.as_deref().unwrap_or_default(),
                &chapter.title,
            );
        }
        for one in chapter.annotations.iter().filter(|one| !one.is_placed) {
            self.annotation(one);
            self.xml.line();
        }
        self.blocks(&chapter.blocks);
        if chapter.level == 0 {
            self.open.retain(|level| *level != usize::MAX);
            self.xml.raw("</div>\n");
        }
    }

    /// Opens a division with its heading; divisions that are as deep or deeper end before it.
    fn division(&mut self, id: Option<&str>, level: usize, head: &str, title: &'a [Inline]) {
        self.close_through(level);
        let id = self.id(id.unwrap_or_default());
        let number = head.split_whitespace().collect::<Vec<_>>().join("_");
        self.xml.open("div", &[("type", "section"), ("xml:id", &id), ("n", &number)]);
        self.open.push(level);
        self.xml.open("head", &[]);
        if !head.is_empty() {
            self.xml.element("label", &[], head);
            self.xml.text(" ");
        }
        self.line(title);
        self.xml.raw("</head>\n");
    }

    /// Closes the divisions that are as deep or deeper.
    fn close_through(&mut self, level: usize) {
        while self.open.last().is_some_and(|open| *open >= level && *open != usize::MAX) {
            self.open.pop();
            self.xml.raw("</div>\n");
        }
    }

    /// Blocks of the text: a heading opens a division.
    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.content {
                Content::Heading(heading) if !self.open.contains(&usize::MAX) => {
                    self.division(block.id.as_deref(), heading.level, &heading.head, &heading.title);
                }
                _ => self.block(block),
            }
        }
    }

    /// A block that opens no division.
    pub fn block(&mut self, block: &'a Block) {
        let id = self.id(block.id.as_deref().unwrap_or_default());
        let look = block.kind.class().unwrap_or_default();
        match &block.content {
            Content::Words(line) => {
                self.xml.open("p", &[("xml:id", &id), ("rend", look)]);
                self.line(line);
                self.xml.close("p");
            }
            Content::Heading(heading) => {
                self.xml.open("p", &[("xml:id", &id), ("rend", "heading")]);
                if !heading.head.is_empty() {
                    self.xml.text(&format!("{} ", heading.head));
                }
                self.line(&heading.title);
                self.xml.close("p");
            }
            Content::List(list) => self.list(list),
            Content::Quote(inner) => {
                self.xml.open("quote", &[("xml:id", &id)]);
                inner.iter().for_each(|block| self.block(block));
                self.xml.close("quote");
            }
            Content::Table(table) => self.table(&id, table),
            Content::Code(text) => {
                self.xml.element("ab", &[("type", "code"), ("xml:id", &id), ("xml:space", "preserve")], text);
            }
            Content::Rule => self.xml.empty("milestone", &[("unit", "section"), ("rend", "rule")]),
        }
        self.xml.line();
    }

    fn list(&mut self, list: &'a List) {
        self.xml.open("list", &[("rend", if list.is_ordered { "numbered" } else { "bulleted" })]);
        for item in &list.items {
            let id = self.id(item.id.as_deref().unwrap_or_default());
            self.xml.open("item", &[("xml:id", &id)]);
            if let Some(number) = &item.number {
                self.xml.element("label", &[], number);
                self.xml.text(" ");
            }
            self.line(&item.words);
            item.rest.iter().for_each(|block| self.block(block));
            self.xml.close("item");
            self.xml.line();
        }
        self.xml.close("list");
    }

    fn table(&mut self, id: &str, table: &'a Table) {
        self.xml.open("table", &[("xml:id", id)]);
        for (at, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
            self.xml.open("row", &[("role", if at == 0 { "label" } else { "data" })]);
            for cell in row {
                self.xml.open("cell", &[]);
                self.line(cell);
                self.xml.close("cell");
            }
            self.xml.close("row");
        }
        self.xml.close("table");
    }

    /// The notes that no place of the text calls, and the figures.
    fn back(&mut self) {
        let left: Vec<&Note> =
            self.notes.values().copied().filter(|note| !self.placed.contains(note.id.as_str())).collect();
        let figures: Vec<(&Chapter, &Figure)> = self
            .book
            .chapters
            .iter()
            .flat_map(|chapter| chapter.figures.iter().map(move |figure| (chapter, figure)))
            .collect();
        if left.is_empty() && figures.is_empty() {
            return;
        }
        self.xml.raw("<back>\n");
        if !left.is_empty() {
            self.xml.raw("<div type=\"notes\">\n<p>");
            // A note that another one of them calls has come meanwhile.
            left.into_iter().for_each(|note| self.note(note));
            self.xml.raw("</p>\n</div>\n");
        }
        if !figures.is_empty() {
            self.figures(&figures);
        }
        self.xml.raw("</back>\n");
    }

    /// The figures as a table; each name leads to the words that state it.
    fn figures(&mut self, figures: &[(&Chapter, &Figure)]) {
        let words = self.settings.words;
        self.xml.raw("<div type=\"indicators\">\n<table>\n<row role=\"label\">");
        for key in ["name", "value", "period", "kind"] {
            self.xml.element("cell", &[], &words.phrase(&format!("indicator.columns.{key}"), &[]));
        }
        self.xml.raw("</row>\n");
        for (chapter, one) in figures {
            let place = xml_id(one.id.as_deref().unwrap_or(&one.place));
            self.xml.raw("<row><cell>");
            let target = if self.ids.contains(&place) { place } else { xml_id(&chapter.id) };
            let target = if target.is_empty() { target } else { format!("#{target}") };
            self.xml.element("ref", &[("target", &target)], &one.name);
            self.xml.raw("</cell>");
            self.xml.element("cell", &[], &one.quantity());
            self.xml.element("cell", &[], one.period.as_deref().unwrap_or_default());
            self.xml.element("cell", &[], &words.phrase(&format!("indicator.kind.{}", one.kind.name()), &[]));
            self.xml.raw("</row>\n");
        }
        self.xml.raw("</table>\n</div>\n");
    }
}
