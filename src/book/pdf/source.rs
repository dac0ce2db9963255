//! A report as source for typst: calls of the template's functions, with the words as strings.
//!
//! In: a book. Out: the text of `/main.typ`. What always holds: no word of a report is markup; every label that is led to is
//! there once; no heading stands more than one level below the one before it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::adjust::Adjustments;
use super::value::{Fields, day, quoted};
use crate::book::content::{Align, Block, Book, Chapter, Content, Inline, List, Note, Table};
use crate::book::places::Places;
use crate::book::settings::BookSettings;
use crate::numbering::punctuated;

/// Writes a report.
pub(super) struct Writer<'a> {
    pub settings: &'a BookSettings<'a>,
    pub book: &'a Book,
    pub places: Places<'a>,
    pub out: String,
    /// All notes by their ids.
    pub notes: BTreeMap<&'a str, &'a Note>,
    /// The ids of the notes that stand at the foot of a page.
    pub placed: BTreeSet<&'a str>,
    /// The number of the last note that typst has counted.
    pub counted: usize,
    pub in_note: bool,
    pub adjust: &'a Adjustments,
    /// Whether the block that is being written has a note whose paragraph may be parted anywhere.
    pub is_loose: bool,
    /// What stands before every label, so that those of several reports are apart; nothing in the book of one report.
    pub prefix: String,
    /// How many levels of headings stand above those of the report.
    pub above: usize,
    /// The labels that are there, and those that are led to.
    pub labels: BTreeSet<String>,
    pub led: BTreeSet<String>,
    /// The level of the last heading.
    pub level: usize,
    /// The words of the headings without notes and marks, by their labels.
    pub titles: Vec<(String, String, String)>,
    /// The title with its notes, and the lines above it: they come first, so that notes are counted in their order.
    title: String,
    letterhead: String,
}

/// The source of a report.
pub(super) fn source(settings: &BookSettings<'_>, book: &Book, adjust: &Adjustments) -> String {
    let mut writer = Writer::new(settings, book, adjust);
    writer.text();
    let body = anchors(&writer.led, &writer.labels) + &writer.out;
    document(&writer.facts(), &writer.titles, &body)
}

/// Whatever is led to and stands nowhere leads here, not to a fault.
pub(super) fn anchors(led: &BTreeSet<String>, labels: &BTreeSet<String>) -> String {
    led.difference(labels).map(|label| format!("#b.anchor({});", quoted(label))).collect()
}

/// The head of the source before the text, with what the template is given of the book as a whole.
pub(super) fn document(facts: &str, titles: &[(String, String, String)], body: &str) -> String {
    let entry = |(label, head, plain): &(String, String, String)| {
        format!("{}: ({}, {})", quoted(label), quoted(head), quoted(plain))
    };
    let titles: Vec<String> = titles.iter().map(entry).collect();
    let titles = if titles.is_empty() { "(:)".to_owned() } else { format!("({},)", titles.join(", ")) };
    format!("#import \"/templates/book.typ\" as b\n#show: b.book.with({facts}, titles: {titles})\n{body}")
}

impl<'a> Writer<'a> {
    pub fn new(settings: &'a BookSettings<'a>, book: &'a Book, adjust: &'a Adjustments) -> Self {
        let places = Places::of_file(&settings.config.base_url, book);
        Self {
            settings,
            book,
            places,
            out: String::new(),
            notes: book.notes_by_id(),
            placed: BTreeSet::new(),
            counted: 0,
            in_note: false,
            adjust,
            is_loose: false,
            prefix: String::new(),
            above: 0,
            labels: BTreeSet::new(),
            led: BTreeSet::new(),
            level: 0,
            titles: Vec::new(),
            title: String::new(),
            letterhead: String::new(),
        }
    }

    /// What the template is given of the book as a whole.
    fn facts(&self) -> String {
        let (book, config) = (self.book, self.settings.config);
        let mut fields = self.report_facts();
        fields.text("lang", if book.lang.is_empty() { "und" } else { &book.lang });
        fields.text("series", &config.title);
        fields.text("publisher", &config.publisher);
        fields.text("contents-title", &self.settings.words.phrase("report.contents", &[]));
        fields.raw("day", &day(book.changed.as_deref().or(book.facts.date.as_deref())));
        fields.text("paper", config.book.paper.name());
        fields.finish()
    }

    /// What it is given of a report.
    pub fn report_facts(&self) -> Fields {
        let book = self.book;
        let facts = &book.facts;
        let mut fields = Fields::default();
        fields.raw("title", &self.title);
        fields.text("plain-title", &book.plain_title);
        fields.raw("letterhead", if book.letterhead.is_empty() { "none" } else { &self.letterhead });
        fields.text("kind", facts.label.as_ref().unwrap_or(&facts.kind));
        let known = |value: &Option<String>| value.clone().unwrap_or_default();
        fields.text("place", &known(&facts.place));
        fields.text("issuer", &known(&facts.issuer));
        fields.text("number", &known(&facts.number));
        fields.text("date", &known(&facts.date_text));
        fields
    }

    /// What is written meanwhile, as a piece of content of its own.
    pub fn within(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        write(self);
        let inner = std::mem::replace(&mut self.out, before);
        format!("[{inner}]")
    }

    pub fn content(&mut self, line: &'a [Inline]) -> String {
        self.within(|writer| writer.line(line))
    }

    /// A call of one of the template's functions.
    pub fn call(&mut self, name: &str, fields: Fields, body: &str) {
        let _ = write!(self.out, "#b.{name}({}){body};", fields.finish());
    }

    /// The label of an id of this report.
    pub fn own(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    /// A label, the first time that it is asked for; else none.
    pub fn label(&mut self, id: &str) -> Option<String> {
        let label = self.own(id);
        (!id.is_empty() && self.labels.insert(label.clone())).then_some(label)
    }

    /// Says that something leads to an id of this report.
    pub fn leads_to(&mut self, id: &str) -> String {
        let label = self.own(id);
        self.leads_to_label(label)
    }

    /// Says that something leads to a label, of whatever report.
    pub fn leads_to_label(&mut self, label: String) -> String {
        let written = quoted(&label);
        self.led.insert(label);
        written
    }

    /// A label as an argument.
    pub fn id_field(&mut self, fields: &mut Fields, id: Option<&str>) {
        if let Some(label) = id.and_then(|id| self.label(id)) {
            fields.text("id", &label);
        }
    }

    pub fn text(&mut self) {
        let book = self.book;
        self.letterhead = self.within(|writer| writer.blocks(&book.letterhead));
        self.title = self.content(&book.title);
        for chapter in &book.chapters {
            if chapter.level > 0 {
                let head = chapter.head.as_deref().unwrap_or_default();
                self.section(Some(&chapter.id), chapter.level, (head, &chapter.plain_title), &chapter.title);
            }
            self.blocks(&chapter.blocks);
            self.closing(chapter);
        }
        self.uncalled();
    }

    fn section(&mut self, id: Option<&str>, level: usize, (head, plain): (&str, &str), title: &'a [Inline]) {
        // Readers of a screen are told of levels, and a level that is left out is a fault to them.
        self.level = (level + self.above).clamp(1 + self.above, self.level + 1);
        // A heading without an id of its own cannot be found again by the contents.
        let head = headed(head);
        let wanted =
            id.filter(|id| !id.is_empty()).map_or_else(|| format!("heading-{}", self.titles.len()), str::to_owned);
        let label = self.label(&wanted).unwrap_or_else(|| self.own(&format!("heading-{}", self.titles.len())));
        self.labels.insert(label.clone());
        self.titles.push((label.clone(), head.clone(), plain.to_owned()));
        let mut fields = Fields::default();
        fields.raw("level", &self.level.to_string());
        fields.text("head", &head);
        fields.text("id", &label);
        let title = self.content(title);
        self.call("section", fields, &title);
        self.out.push_str("\n\n");
    }

    pub fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    pub fn block(&mut self, block: &'a Block) {
        let id = block.id.as_deref();
        match &block.content {
            Content::Words(line) => {
                let mut fields = Fields::default();
                self.id_field(&mut fields, id);
                if let Some(kind) = block.kind.class() {
                    fields.text("kind", kind);
                }
                self.is_loose = false;
                let words = self.content(line);
                if self.is_loose {
                    fields.raw("is-loose", "true");
                }
                self.call("paragraph", fields, &words);
            }
            Content::Heading(heading) if self.in_note => {
                let words = self.content(&heading.title);
                self.call("paragraph", Fields::default(), &words);
            }
            Content::Heading(heading) => {
                self.section(id, heading.level, (&heading.head, &heading.plain), &heading.title);
            }
            Content::List(list) => self.list(list),
            Content::Quote(inner) => {
                let mut fields = Fields::default();
                self.id_field(&mut fields, id);
                let words = self.within(|writer| writer.blocks(inner));
                self.call("quotation", fields, &words);
            }
            Content::Table(table) => self.table(id, table),
            Content::Code(text) => {
                let mut fields = Fields::default();
                self.id_field(&mut fields, id);
                fields.value(&quoted(text));
                self.call("code", fields, "");
            }
            Content::Rule => self.call("rule", Fields::default(), ""),
        }
        self.out.push_str("\n\n");
    }

    fn list(&mut self, list: &'a List) {
        let mut fields = Fields::default();
        if list.is_ordered {
            fields.raw("is-ordered", "true");
        }
        for item in &list.items {
            let id = item.id.as_deref().and_then(|id| self.label(id));
            let body = self.within(|writer| {
                if let Some(id) = id {
                    let _ = write!(writer.out, "#b.anchor({});", quoted(&id));
                }
                writer.line(&item.words);
                if !item.rest.is_empty() {
                    writer.out.push_str("\n\n");
                    writer.blocks(&item.rest);
                }
            });
            fields.value(&format!("({}, {body})", quoted(item.number.as_deref().unwrap_or_default())));
        }
        self.call("items", fields, "");
    }

    fn table(&mut self, id: Option<&str>, table: &'a Table) {
        let columns = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(1).max(1);
        let mut fields = Fields::default();
        self.id_field(&mut fields, id);
        let aligns = (0..columns).map(|column| match table.columns.get(column) {
            Some(Align::Center) => "center, ",
            Some(Align::Right) => "right, ",
            _ => "left, ",
        });
        fields.raw("columns", &format!("({})", aligns.collect::<String>()));
        let head = self.row(&table.head, columns);
        fields.raw("head", &head);
        for row in &table.rows {
            let row = self.row(row, columns);
            fields.value(&row);
        }
        self.call("grid-of", fields, "");
    }

    fn row(&mut self, row: &'a [Vec<Inline>], columns: usize) -> String {
        let cells =
            (0..columns).map(|column| row.get(column).map_or_else(|| "[]".to_owned(), |cell| self.content(cell)));
        format!("({},)", cells.collect::<Vec<_>>().join(", "))
    }

    /// What stands at the end of a chapter: its figures, the editor's notes, the apparatus.
    fn closing(&mut self, chapter: &'a Chapter) {
        let words = self.settings.words;
        let say = |key: &str| words.phrase(key, &[]);
        if !chapter.figures.is_empty() {
            let mut fields = Fields::default();
            fields.text("title", &say("book.figures"));
            let columns =
                ["name", "value", "period", "kind"].map(|key| quoted(&say(&format!("indicator.columns.{key}"))));
            fields.raw("columns", &format!("({})", columns.join(", ")));
            for one in &chapter.figures {
                let place = one.id.as_deref().unwrap_or(&one.place);
                let place = self.places.file(&chapter.url, place).map(|_| place.to_owned());
                let place = place.map_or_else(|| "none".to_owned(), |place| self.leads_to(&place));
                let value = one.quantity();
                let kind = say(&format!("indicator.kind.{}", one.kind.name()));
                let cells =
                    [one.name.as_str(), value.as_str(), one.period.as_deref().unwrap_or_default(), &kind].map(quoted);
                fields.value(&format!("({place}, {})", cells.join(", ")));
            }
            self.call("figures", fields, "");
        }
        if !chapter.annotations.is_empty() {
            let mut fields = Fields::default();
            fields.text("title", &say("annotations.title"));
            for one in &chapter.annotations {
                let label = self.label(&format!("ann-{}", one.id)).map_or_else(|| "none".to_owned(), |id| quoted(&id));
                let quote = if one.is_placed { "" } else { &one.quote };
                let body = self.within(|writer| {
                    for paragraph in &one.paragraphs {
                        writer.line(paragraph);
                        writer.out.push_str("\n\n");
                    }
                });
                fields.value(&format!(
                    "({label}, {}, {}, {body}, {})",
                    quoted(&one.letter),
                    quoted(quote),
                    quoted(&one.by)
                ));
            }
            self.call("editor-notes", fields, "");
        }
        if !chapter.corrections.is_empty() {
            let mut fields = Fields::default();
            fields.text("title", &say("corrections.title"));
            for one in &chapter.corrections {
                let label = self.label(&format!("cor-{}", one.id)).map_or_else(|| "none".to_owned(), |id| quoted(&id));
                let printed = words.phrase("corrections.printed", &[("printed", &one.printed)]);
                let cells = [one.read.as_str(), &printed, &one.reason, &one.by].map(quoted);
                fields.value(&format!("({label}, {})", cells.join(", ")));
            }
            self.call("apparatus", fields, "");
        }
        self.out.push_str("\n\n");
    }

    /// The notes that no place of the text calls: a paragraph at the end calls them.
    fn uncalled(&mut self) {
        let mut left: Vec<&'a Note> = self.notes.values().copied().collect();
        left.sort_by_key(|note| note.number);
        for note in left {
            if self.placed.contains(note.id.as_str()) {
                continue;
            }
            let words = self.within(|writer| {
                if note.marks.is_empty() {
                    writer.out.push_str(&format!("#{};", quoted(&writer.settings.words.phrase("notes.uncalled", &[]))));
                }
                writer.note(note);
            });
            self.call("paragraph", Fields::default(), &words);
            self.out.push_str("\n\n");
        }
    }
}

/// A number as it stands before the words of a heading; a label and what has its sign stay as they are.
fn headed(head: &str) -> String {
    let is_number = head.ends_with(char::is_alphanumeric) && !head.contains(char::is_whitespace);
    if is_number { punctuated(head) } else { head.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_sign() {
        assert_eq!(["I", "2.1.", "a)", "Phần thứ hai", ""].map(headed), ["I.", "2.1.", "a)", "Phần thứ hai", ""]);
    }
}
