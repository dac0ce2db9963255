//! The text of an Akoma Ntoso document: divisions and blocks.

use std::collections::{BTreeMap, BTreeSet};

use super::meta::meta;
use super::outline::{Division, divisions, element, has_articles};
use crate::book::content::{Block, Book, Content, Inline, List, Note, Table};
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
    ids: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    pub fn new(settings: &'a BookSettings<'a>, book: &'a Book) -> Self {
        let places = Places::of_file(&settings.config.base_url, book);
        Self {
            settings,
            book,
            places,
            xml: Xml::document(),
            notes: book.notes_by_id(),
            placed: BTreeSet::new(),
            ids: BTreeSet::new(),
        }
    }

    pub fn finish(self) -> String {
        self.xml.finish()
    }

    /// Writes the whole document.
    pub fn document(&mut self) {
        let book = self.book;
        let divisions = divisions(book);
        let (kind, body) = if has_articles(&book.lang, &divisions) { ("act", "body") } else { ("doc", "mainBody") };
        self.xml.raw("<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n");
        let name = book.facts.document_kind.as_ref().unwrap_or(&book.facts.kind);
        self.xml.open(kind, &[("name", name)]);
        self.xml.line();
        meta(self.settings, book, kind, &mut self.xml);
        self.xml.raw("<preface>\n");
        book.letterhead.iter().for_each(|block| self.block(block));
        self.xml.raw("<p><docTitle>");
        self.line(&book.title);
        self.xml.raw("</docTitle></p>\n</preface>\n");
        self.opening();
        self.xml.open(body, &[]);
        self.xml.line();
        divisions.iter().for_each(|division| self.division(division));
        if divisions.is_empty() {
            self.xml.raw("<hcontainer name=\"division\"><content><p/></content></hcontainer>\n");
        }
        self.xml.close(body);
        self.xml.line();
        self.uncalled();
        self.xml.close(kind);
        self.xml.raw("\n</akomaNtoso>\n");
    }

    /// The words before the first division.
    fn opening(&mut self) {
        let Some(chapter) = self.book.chapters.first().filter(|chapter| chapter.level == 0) else { return };
        let unplaced: Vec<_> = chapter.annotations.iter().filter(|one| !one.is_placed).collect();
        if chapter.blocks.is_empty() && unplaced.is_empty() {
            return;
        }
        self.xml.raw("<preamble>\n");
        for one in unplaced {
            self.xml.raw("<p>");
            self.annotation(one);
            self.xml.raw("</p>\n");
        }
        for block in &chapter.blocks {
            self.block(block);
        }
        self.xml.raw("</preamble>\n");
    }

    /// The notes that no place of the text calls.
    fn uncalled(&mut self) {
        let left: Vec<&Note> =
            self.notes.values().copied().filter(|note| !self.placed.contains(note.id.as_str())).collect();
        if left.is_empty() {
            return;
        }
        self.xml.raw("<conclusions><p>");
        // A note that another one of them calls has come meanwhile.
        left.into_iter().for_each(|note| self.note(note));
        self.xml.raw("</p></conclusions>\n");
    }

    /// An id that was not given before; the second place of one has none, since a document knows an id once.
    pub fn id(&mut self, id: &str) -> String {
        let id = xml_id(id);
        if id.is_empty() || self.ids.insert(id.clone()) { id } else { String::new() }
    }

    fn division(&mut self, division: &Division<'a>) {
        let (name, said) = element(&self.book.lang, division.head);
        let id = self.id(division.id);
        self.xml.open(name, &[("eId", &id), ("name", said.unwrap_or_default())]);
        if !division.head.is_empty() {
            self.xml.element("num", &[], division.head);
        }
        self.xml.open("heading", &[]);
        self.line(division.title);
        let annotations = division.chapter.map(|chapter| &chapter.annotations[..]).unwrap_or_default();
        annotations.iter().filter(|one| !one.is_placed).for_each(|one| self.annotation(one));
        self.xml.raw("</heading>\n");
        let holder = if division.parts.is_empty() { "content" } else { "intro" };
        if !division.blocks.is_empty() || division.parts.is_empty() {
            self.xml.open(holder, &[]);
            self.xml.line();
            division.blocks.iter().for_each(|block| self.block(block));
            if division.blocks.is_empty() {
                self.xml.raw("<p/>");
            }
            self.xml.close(holder);
            self.xml.line();
        }
        division.parts.iter().for_each(|part| self.division(part));
        self.xml.close(name);
        self.xml.line();
    }

    pub fn block(&mut self, block: &'a Block) {
        let id = self.id(block.id.as_deref().unwrap_or_default());
        let class = block.kind.class().unwrap_or_default();
        match &block.content {
            Content::Words(line) => self.paragraph(&[("eId", &id), ("class", class)], line),
            Content::Heading(heading) => self.paragraph(&[("eId", &id), ("class", "heading")], &heading.title),
            Content::List(list) => self.list(list),
            Content::Quote(inner) => {
                self.xml.open("blockContainer", &[("eId", &id), ("class", "quote")]);
                inner.iter().for_each(|block| self.block(block));
                self.xml.close("blockContainer");
            }
            Content::Table(table) => self.table(&id, table),
            Content::Code(text) => {
                self.xml.open("p", &[("eId", &id), ("class", "code")]);
                for (at, line) in text.lines().enumerate() {
                    if at > 0 {
                        self.xml.empty("eol", &[]);
                    }
                    self.xml.text(line);
                }
                self.xml.close("p");
            }
            // A rule has no words.
            Content::Rule => return,
        }
        self.xml.line();
    }

    fn paragraph(&mut self, attributes: &[(&str, &str)], line: &'a [Inline]) {
        self.xml.open("p", attributes);
        self.line(line);
        self.xml.close("p");
    }

    fn list(&mut self, list: &'a List) {
        self.xml.open("blockList", &[]);
        for item in &list.items {
            let id = self.id(item.id.as_deref().unwrap_or_default());
            self.xml.open("item", &[("eId", &id)]);
            if let Some(number) = &item.number {
                self.xml.element("num", &[], number);
            }
            self.paragraph(&[], &item.words);
            item.rest.iter().for_each(|block| self.block(block));
            self.xml.close("item");
        }
        self.xml.close("blockList");
    }

    fn table(&mut self, id: &str, table: &'a Table) {
        self.xml.open("table", &[("eId", id)]);
        for (at, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
            self.xml.raw("<tr>");
            let name = if at == 0 { "th" } else { "td" };
            for cell in row {
                self.xml.open(name, &[]);
                self.paragraph(&[], cell);
                self.xml.close(name);
            }
            self.xml.raw("</tr>");
        }
        self.xml.close("table");
    }
}
