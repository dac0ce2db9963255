//! The text of the document, its footnotes and its comments.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::{LEADS, Parts, SEPARATORS, WORD, link_id};
use super::pictures::Pictures;
use super::runs::{RunStyle, bookmark, new_line, words};
use crate::book::content::{Align, Block, Book, Chapter, Content, Inline, List, Mark, Note, Table};
use crate::book::places::{Places, ResolvedLink};
use crate::book::settings::BookSettings;
use crate::book::xml::Xml;
use crate::model::report::BlockKind;

/// Writes a report.
pub(super) struct Writer<'a> {
    settings: &'a BookSettings<'a>,
    book: &'a Book,
    places: Places<'a>,
    /// The part that is being written.
    xml: Xml,
    footnotes: Xml,
    comments: Xml,
    links: Vec<String>,
    pictures: Pictures<'a>,
    /// All notes by their ids.
    notes: BTreeMap<&'a str, &'a Note>,
    /// The numbers of the notes that stand as footnotes.
    placed: BTreeSet<usize>,
    /// How many footnotes Word has numbered itself.
    counted: usize,
    bookmarks: usize,
    /// How many comments there are.
    commented: usize,
    in_note: bool,
    /// Comments on words of a note: Word has none there, so they stand at the note's mark.
    waiting: Vec<Inline>,
    chapter: Option<&'a Chapter>,
}

impl<'a> Writer<'a> {
    pub fn new(settings: &'a BookSettings<'a>, book: &'a Book) -> Self {
        let places = Places::of_chapters(&settings.config.base_url, book);
        Self {
            settings,
            book,
            places,
            xml: Xml::document(),
            footnotes: Xml::document(),
            comments: Xml::document(),
            links: Vec::new(),
            pictures: Pictures::new(settings.folder),
            notes: book.notes_by_id(),
            placed: BTreeSet::new(),
            counted: 0,
            bookmarks: 0,
            commented: 0,
            in_note: false,
            waiting: Vec::new(),
            chapter: None,
        }
    }

    /// Writes the whole report.
    pub fn report(&mut self) {
        let names = [("xmlns:w", WORD), ("xmlns:r", LEADS)];
        self.xml.open("w:document", &names);
        self.xml.open("w:body", &[]);
        self.footnotes.open("w:footnotes", &names);
        self.footnotes.raw(SEPARATORS);
        self.comments.open("w:comments", &names);
        let book = self.book;
        self.blocks(&book.letterhead, None, 0);
        self.paragraph("Title", None, &book.title);
        for chapter in &book.chapters {
            self.chapter = Some(chapter);
            if chapter.level > 0 {
                let head = chapter.head.as_deref().unwrap_or_default();
                self.heading(Some(&chapter.id), chapter.level, head, &chapter.title);
            }
            self.blocks(&chapter.blocks, None, 0);
        }
        self.uncalled();
        self.xml.raw("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>");
    }

    /// Ends the parts.
    pub fn done(mut self) -> Parts<'a> {
        self.xml.close("w:body");
        self.xml.close("w:document");
        self.footnotes.close("w:footnotes");
        self.comments.close("w:comments");
        Parts {
            document: self.xml.finish(),
            footnotes: self.footnotes.finish(),
            comments: self.comments.finish(),
            links: self.links,
            pictures: self.pictures.done(),
        }
    }

    /// The notes that no place calls: a paragraph at the end calls them.
    fn uncalled(&mut self) {
        let mut left: Vec<&Note> = self.notes.values().copied().collect();
        left.retain(|note| !self.placed.contains(&note.number));
        left.sort_by_key(|note| note.number);
        for note in left {
            // A note that another one called has come meanwhile.
            if self.placed.contains(&note.number) {
                continue;
            }
            self.open_paragraph("", None);
            if note.marks.is_empty() {
                let said = self.settings.words.phrase("notes.uncalled", &[]);
                words(&mut self.xml, RunStyle::default(), &said);
            }
            self.footnote((note.number, &note.sign), Some(note));
            self.xml.close("w:p");
        }
    }

    fn open_paragraph(&mut self, style: &str, id: Option<&str>) {
        self.xml.open("w:p", &[]);
        if !style.is_empty() {
            self.xml.raw(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"));
        }
        self.bookmark(id);
    }

    /// Gives a place its name, where it has one.
    fn bookmark(&mut self, id: Option<&str>) {
        let Some(name) = id.filter(|_| !self.in_note).and_then(bookmark) else { return };
        self.bookmarks += 1;
        let number = self.bookmarks;
        self.xml
            .raw(&format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{name}\"/><w:bookmarkEnd w:id=\"{number}\"/>"));
    }

    fn paragraph(&mut self, style: &str, id: Option<&str>, line: &[Inline]) {
        self.open_paragraph(style, id);
        self.line(line, RunStyle::default());
        self.xml.close("w:p");
    }

    fn heading(&mut self, id: Option<&str>, level: usize, head: &str, title: &[Inline]) {
        self.open_paragraph(&format!("Heading{}", level.clamp(1, 9)), id);
        if !head.is_empty() {
            words(&mut self.xml, RunStyle::default(), &format!("{head} "));
        }
        self.line(title, RunStyle::default());
        self.unplaced(id);
        self.xml.close("w:p");
    }

    /// The editor's notes whose words are gone stand at the chapter's heading.
    fn unplaced(&mut self, id: Option<&str>) {
        let Some(chapter) = self.chapter.filter(|chapter| id == Some(chapter.id.as_str())) else { return };
        let unplaced = chapter.annotations.iter().filter(|one| !one.is_placed);
        unplaced.for_each(|one| self.comment(&one.id, Some(&one.letter)));
    }

    fn blocks(&mut self, blocks: &[Block], style: Option<&str>, depth: usize) {
        for (at, block) in blocks.iter().enumerate() {
            self.block(block, style, depth);
            // Two tables in a row would be one.
            let is_table = |block: &Block| matches!(block.content, Content::Table(_));
            if is_table(block) && blocks.get(at + 1).is_none_or(is_table) {
                self.xml.raw("<w:p/>");
            }
        }
    }

    fn block(&mut self, block: &Block, style: Option<&str>, depth: usize) {
        let own = match block.kind {
            BlockKind::Letterhead => "Letterhead",
            BlockKind::Epigraph => "Epigraph",
            BlockKind::Recipients => "Recipients",
            BlockKind::Signature => "Signature",
            BlockKind::Labels => "Labels",
            _ if self.in_note => "FootnoteText",
            _ => style.unwrap_or_default(),
        };
        let id = block.id.as_deref();
        match &block.content {
            Content::Words(line) => self.paragraph(own, id, line),
            Content::Heading(heading) => self.heading(id, heading.level, &heading.head, &heading.title),
            Content::List(list) => self.list(list, depth),
            Content::Quote(inner) => self.blocks(inner, Some("Quote"), depth),
            Content::Table(table) => self.table(id, table),
            Content::Code(text) => {
                self.open_paragraph("HTMLPreformatted", id);
                for (at, line) in text.lines().enumerate() {
                    if at > 0 {
                        new_line(&mut self.xml);
                    }
                    words(&mut self.xml, RunStyle::default(), line);
                }
                self.xml.close("w:p");
            }
            Content::Rule => self.xml.raw("<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr></w:pPr></w:p>"),
        }
    }

    fn list(&mut self, list: &List, depth: usize) {
        for item in &list.items {
            self.xml.open("w:p", &[]);
            let level = depth.min(1);
            self.xml.raw(&match &item.number {
                Some(_) => "<w:pPr><w:pStyle w:val=\"ListNumber\"/></w:pPr>".to_owned(),
                None => format!("<w:pPr><w:pStyle w:val=\"ListBullet\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
            });
            self.bookmark(item.id.as_deref());
            if let Some(number) = &item.number {
                words(&mut self.xml, RunStyle::default(), &format!("{number} "));
            }
            self.line(&item.words, RunStyle::default());
            self.xml.close("w:p");
            self.blocks(&item.rest, Some("ListContinue"), depth + 1);
        }
    }

    fn table(&mut self, id: Option<&str>, table: &Table) {
        let columns = table.rows.iter().map(Vec::len).chain([table.head.len()]).max().unwrap_or(1).max(1);
        self.xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
        let width = 9071 / columns;
        (0..columns).for_each(|_| self.xml.raw(&format!("<w:gridCol w:w=\"{width}\"/>")));
        self.xml.raw("</w:tblGrid>");
        let mut id = id;
        for (at, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
            self.xml.raw("<w:tr>");
            if at == 0 {
                self.xml.raw("<w:trPr><w:tblHeader/></w:trPr>");
            }
            for column in 0..columns {
                let justified = match table.columns.get(column) {
                    Some(Align::Center) => "center",
                    Some(Align::Right) => "right",
                    _ => "left",
                };
                self.xml.raw(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:jc w:val=\"{justified}\"/></w:pPr>"));
                self.bookmark(id.take());
                let look = if at == 0 {
                    RunStyle::default().with(crate::book::content::Style::Strong)
                } else {
                    RunStyle::default()
                };
                self.line(row.get(column).map_or(&[][..], Vec::as_slice), look);
                self.xml.raw("</w:p></w:tc>");
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
    }

    fn line(&mut self, line: &[Inline], look: RunStyle) {
        line.iter().for_each(|piece| self.piece(piece, look));
    }

    fn piece(&mut self, piece: &Inline, look: RunStyle) {
        match piece {
            Inline::Text(text) => words(&mut self.xml, look, text),
            Inline::Code(code) => words(&mut self.xml, look.code(), code),
            Inline::Break => new_line(&mut self.xml),
            Inline::Styled(style, inner) => self.line(inner, look.with(*style)),
            Inline::Link(target, inner) => match self.places.led(target) {
                ResolvedLink::Inside(chapter, id) => match bookmark(&id.unwrap_or(chapter)) {
                    Some(name) => self.link(("w:anchor", &name), inner, look),
                    None => self.line(inner, look),
                },
                ResolvedLink::Outside(url) => {
                    let known = self.links.iter().position(|known| *known == url);
                    let at = known.unwrap_or(self.links.len());
                    if known.is_none() {
                        self.links.push(url);
                    }
                    self.link(("r:id", &link_id(at)), inner, look);
                }
                ResolvedLink::Nowhere => self.line(inner, look),
            },
            Inline::Term(_, inner) | Inline::Figure(_, inner) | Inline::Annotated(inner) => self.line(inner, look),
            Inline::Picture(path, text) => self.pictures.write(&mut self.xml, look, path, text),
            Inline::Corrected(read, _) => words(&mut self.xml, look, read),
            Inline::Mark(mark) => self.mark(mark),
            Inline::Sign(id, letter) if !self.in_note => self.comment(id, letter.as_deref()),
            Inline::Sign(..) => self.waiting.push(piece.clone()),
            // What a note refers to is no word of the report.
            // Pages of the print are no words, and a document of an office has pages of its own.
            Inline::Referred(_) | Inline::Page(..) => {}
        }
    }

    fn link(&mut self, target: (&str, &str), inner: &[Inline], look: RunStyle) {
        self.xml.open("w:hyperlink", &[target]);
        self.line(inner, look.link());
        self.xml.close("w:hyperlink");
    }

    /// A mark: the first one of a note holds the footnote, the others name its number.
    fn mark(&mut self, mark: &Mark) {
        let note = mark.note.as_ref().and_then(|(_, id)| self.notes.get(id.as_str()).copied());
        if !self.in_note && !self.placed.contains(&mark.number) {
            self.footnote((mark.number, &mark.sign), note);
            return;
        }
        let number = mark.number;
        let raised = RunStyle::default().with(crate::book::content::Style::Raised);
        self.xml.raw(&format!("<w:hyperlink w:anchor=\"note_{number}\">"));
        words(&mut self.xml, raised, &mark.sign);
        self.xml.raw("</w:hyperlink>");
    }

    /// A footnote where the text is, by its place and sign. Word numbers it, unless the number would be another.
    fn footnote(&mut self, (number, sign): (usize, &str), note: Option<&Note>) {
        self.placed.insert(number);
        let is_counted = (self.counted + 1).to_string() == sign;
        self.counted += usize::from(is_counted);
        self.bookmarks += 1;
        let place = self.bookmarks;
        self.xml.raw(&format!("<w:bookmarkStart w:id=\"{place}\" w:name=\"note_{number}\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"));
        match is_counted {
            true => self.xml.raw(&format!("<w:footnoteReference w:id=\"{number}\"/>")),
            false => {
                let own = format!("<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"{number}\"/>");
                self.xml.raw(&own);
                self.xml.element("w:t", &[], sign);
            }
        }
        self.xml.raw(&format!("</w:r><w:bookmarkEnd w:id=\"{place}\"/>"));
        let text = std::mem::replace(&mut self.xml, std::mem::take(&mut self.footnotes));
        self.in_note = true;
        self.xml.raw(&format!("<w:footnote w:id=\"{number}\">"));
        self.note_text(Some(sign).filter(|_| !is_counted), note);
        self.xml.raw("</w:footnote>");
        self.in_note = false;
        self.footnotes = std::mem::replace(&mut self.xml, text);
        for sign in std::mem::take(&mut self.waiting) {
            self.piece(&sign, RunStyle::default());
        }
    }

    fn note_text(&mut self, sign: Option<&str>, note: Option<&Note>) {
        self.open_paragraph("FootnoteText", None);
        self.xml.raw("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>");
        match sign {
            None => self.xml.raw("<w:footnoteRef/>"),
            Some(sign) => self.xml.element("w:t", &[], sign),
        }
        self.xml.raw("</w:r>");
        words(&mut self.xml, RunStyle::default(), " ");
        let Some(note) = note else {
            let said = self.settings.words.phrase("notes.missing", &[]);
            words(&mut self.xml, RunStyle::default(), &format!("[{said}]"));
            self.xml.close("w:p");
            return;
        };
        let rest = match note.blocks.split_first() {
            Some((Block { content: Content::Words(first), .. }, rest)) => {
                self.line(first, RunStyle::default());
                rest
            }
            _ => &note.blocks,
        };
        self.xml.close("w:p");
        self.blocks(rest, None, 0);
    }

    /// What the editor says, as a comment.
    fn comment(&mut self, id: &str, letter: Option<&str>) {
        let mut chapters = self.book.chapters.iter();
        let (by, initials, lines): (_, _, Vec<String>) = match letter {
            Some(letter) => {
                let Some(one) = chapters.find_map(|chapter| chapter.annotations.iter().find(|one| one.id == id)) else {
                    return;
                };
                (&one.by, letter, one.paragraphs.iter().map(|line| crate::book::content::plain(line)).collect())
            }
            None => {
                let Some(one) = chapters.find_map(|chapter| chapter.corrections.iter().find(|one| one.id == id)) else {
                    return;
                };
                let printed = self.settings.words.phrase("corrections.printed", &[("printed", &one.printed)]);
                (&one.by, "*", vec![printed, one.reason.clone()])
            }
        };
        self.commented += 1;
        let number = self.commented.to_string();
        let config = &self.settings.config;
        let by = [by, &config.publisher, &config.title].into_iter().find(|by| !by.is_empty());
        let attributes =
            [("w:id", number.as_str()), ("w:author", by.map_or("", String::as_str)), ("w:initials", initials)];
        self.comments.open("w:comment", &attributes);
        for line in lines {
            self.comments.raw("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>");
            words(&mut self.comments, RunStyle::default(), &line);
            self.comments.close("w:p");
        }
        self.comments.close("w:comment");
        let style = "<w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>";
        self.xml.raw(&format!("<w:r>{style}<w:commentReference w:id=\"{number}\"/></w:r>"));
    }
}
