//! What the book of the whole edition asks of a report beside its pages: enough to list it, and to lead into it.
//!
//! In: the book of a report. Out: [`Outline`]. What always holds: its stub names the same files, headings and ids as the book
//! itself, so that a book which stands as it was need not be read again for the sake of its neighbours.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::content::{Block, Book, Chapter, Content, Heading, Inline, Note, Table, Target};
use super::places::{ids, ids_in_title};
use crate::model::report::BlockKind;

/// A report among others.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Outline {
    /// The book with its headings and ids alone.
    pub stub: Book,
    /// The addresses of the site to which it leads.
    pub leads: BTreeSet<String>,
    /// The files of the pictures that it shows, in the order in which they come.
    pub pictures: Vec<String>,
}

impl Outline {
    /// The outline of a book.
    pub fn of(book: &Book) -> Self {
        let stub = Book {
            id: book.id.clone(),
            url: book.url.clone(),
            title: Vec::new(),
            plain_title: book.plain_title.clone(),
            lang: book.lang.clone(),
            facts: book.facts.clone(),
            letterhead: anchors(ids_in_title(book)),
            chapters: book.chapters.iter().map(stub).collect(),
            changed: book.changed.clone(),
            pages: book.pages.clone(),
        };
        let mut found = Self { stub, ..Self::default() };
        found.blocks(&book.letterhead);
        found.line(&book.title);
        for chapter in &book.chapters {
            if chapter.level > 0 {
                found.line(&chapter.title);
            }
            found.blocks(&chapter.blocks);
            chapter.notes.iter().for_each(|note| found.blocks(&note.blocks));
            chapter.annotations.iter().flat_map(|one| &one.paragraphs).for_each(|line| found.line(line));
        }
        found
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.content {
                Content::Words(line) => self.line(line),
                Content::Heading(heading) => self.line(&heading.title),
                Content::Quote(inner) => self.blocks(inner),
                Content::List(list) => {
                    for item in &list.items {
                        self.line(&item.words);
                        self.blocks(&item.rest);
                    }
                }
                Content::Table(table) => {
                    table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.line(cell));
                }
                Content::Code(_) | Content::Rule => {}
            }
        }
    }

    fn line(&mut self, line: &[Inline]) {
        for piece in line {
            match piece {
                Inline::Picture(path, _) => self.pictures.push(path.clone()),
                Inline::Link(target, inner) => {
                    if let Target::Site(address) = target {
                        self.leads.insert(address.clone());
                    }
                    self.line(inner);
                }
                Inline::Styled(_, inner)
                | Inline::Term(_, inner)
                | Inline::Figure(_, inner)
                | Inline::Annotated(inner) => self.line(inner),
                // What was printed is not shown.
                Inline::Corrected(..)
                | Inline::Text(_)
                | Inline::Code(_)
                | Inline::Break
                | Inline::Referred(_)
                | Inline::Mark(_)
                | Inline::Page(..)
                | Inline::Sign(..) => {}
            }
        }
    }
}

/// A chapter with its headings and ids, one of its figures, and a table where it has any.
fn stub(chapter: &Chapter) -> Chapter {
    let mut blocks: Vec<Block> = chapter.blocks.iter().filter_map(heading_or_table).collect();
    blocks.extend(anchors(ids(chapter)));
    let note =
        |note: &Note| Note { id: note.id.clone(), number: note.number, sign: note.sign.clone(), ..Note::default() };
    Chapter {
        url: chapter.url.clone(),
        id: chapter.id.clone(),
        level: chapter.level,
        head: chapter.head.clone(),
        plain_title: chapter.plain_title.clone(),
        blocks,
        notes: chapter.notes.iter().map(note).collect(),
        figures: chapter.figures.first().cloned().into_iter().collect(),
        ..Chapter::default()
    }
}

fn heading_or_table(block: &Block) -> Option<Block> {
    let content = match &block.content {
        Content::Heading(heading) => Content::Heading(Heading { title: Vec::new(), ..heading.clone() }),
        Content::Table(_) => Content::Table(Table::default()),
        _ => return None,
    };
    Some(Block { id: block.id.clone(), kind: block.kind, content, lines: Vec::new() })
}

/// Blocks that have these ids and nothing else.
fn anchors(ids: BTreeSet<&str>) -> Vec<Block> {
    let anchor = |id: &str| Block {
        id: Some(id.to_owned()),
        kind: BlockKind::default(),
        content: Content::Rule,
        lines: Vec::new(),
    };
    ids.into_iter().map(anchor).collect()
}
