//! The outline as a tree: the standard wants the words of a division before its parts, or no parts.

use crate::book::content::{Block, Book, Chapter, Content, Inline};
use crate::language::{self, PartLevel};

/// A division with all that stands in it.
#[derive(Debug)]
pub(super) struct Division<'a> {
    pub id: &'a str,
    pub level: usize,
    pub head: &'a str,
    pub title: &'a [Inline],
    /// The chapter, when the division is one.
    pub chapter: Option<&'a Chapter>,
    pub blocks: Vec<&'a Block>,
    pub parts: Vec<Division<'a>>,
}

/// The divisions of a book; the words before the first one are not among them.
pub(super) fn divisions(book: &Book) -> Vec<Division<'_>> {
    let mut flat: Vec<Division<'_>> = Vec::new();
    for chapter in book.chapters.iter().filter(|chapter| chapter.level > 0) {
        let head = chapter.head.as_deref().unwrap_or_default();
        flat.push(opened(&chapter.id, chapter.level, head, &chapter.title, Some(chapter)));
        for block in &chapter.blocks {
            match &block.content {
                Content::Heading(heading) => {
                    let id = block.id.as_deref().unwrap_or_default();
                    flat.push(opened(id, heading.level, &heading.head, &heading.title, None));
                }
                _ => flat.last_mut().into_iter().for_each(|last| last.blocks.push(block)),
            }
        }
    }
    nested(flat)
}

fn opened<'a>(
    id: &'a str,
    level: usize,
    head: &'a str,
    title: &'a [Inline],
    chapter: Option<&'a Chapter>,
) -> Division<'a> {
    Division { id, level, head, title, chapter, blocks: Vec::new(), parts: Vec::new() }
}

/// Puts each division into the last one before it that is less deep.
fn nested(flat: Vec<Division<'_>>) -> Vec<Division<'_>> {
    let mut open: Vec<Division<'_>> = Vec::new();
    let mut done = Vec::new();
    for division in flat {
        close(&mut open, &mut done, division.level);
        open.push(division);
    }
    close(&mut open, &mut done, 0);
    done
}

/// Closes the divisions that are as deep or deeper.
fn close<'a>(open: &mut Vec<Division<'a>>, done: &mut Vec<Division<'a>>, level: usize) {
    while open.last().is_some_and(|last| last.level >= level) {
        let Some(closed) = open.pop() else { return };
        match open.last_mut() {
            Some(parent) => parent.parts.push(closed),
            None => done.push(closed),
        }
    }
}

/// The element of a division: what its label calls it, or a container that says so.
pub(super) fn element(lang: &str, head: &str) -> (&'static str, Option<&'static str>) {
    match language::lexicon(lang).part_word(head).map(|(level, _)| level) {
        Some(PartLevel::Part) => ("part", None),
        Some(PartLevel::Title) => ("title", None),
        Some(PartLevel::Chapter) => ("chapter", None),
        Some(PartLevel::Section) => ("section", None),
        Some(PartLevel::Subsection) => ("subsection", None),
        Some(PartLevel::Article | PartLevel::Provision) => ("article", None),
        Some(PartLevel::Clause) => ("paragraph", None),
        Some(PartLevel::Point) => ("point", None),
        None => ("hcontainer", Some("division")),
    }
}

/// Whether there is an article in the outline: then the document is one of law.
pub(super) fn has_articles(lang: &str, divisions: &[Division<'_>]) -> bool {
    let is_one = |one: &Division<'_>| element(lang, one.head).0 == "article" || has_articles(lang, &one.parts);
    divisions.iter().any(is_one)
}
