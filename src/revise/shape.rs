//! A report as its revisions see it: sections, blocks and notes in reading order, with plain words and tokens.
//!
//! In: a report of the edition. Out: [`Shape`]. What always holds: ids are those of the pages; a section's blocks are
//! also its ancestors'.

use std::collections::HashMap;

use crate::markdown::{lone_picture, plain_inline};
use crate::model::edition::EditionReport;
use crate::model::page::{Element, Mark};
use crate::text::spelling;
use crate::tokens::{Token, tokens};

/// Numbers for words, so that texts of two reports are compared quickly.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<String, u32>,
}

impl Vocabulary {
    /// The words and figures of a text; spelling and capitals do not count.
    pub fn tokens(&mut self, text: &str) -> Vec<u32> {
        let key = |token: Token| if token.is_number { token.key } else { spelling(&token.key) };
        let keys: Vec<String> = tokens(text).into_iter().map(key).collect();
        keys.into_iter().map(|key| self.number(key)).collect()
    }

    /// A picture is its file, whatever the words for it are.
    fn picture(&mut self, file: &str) -> Vec<u32> {
        vec![self.number(format!("({file})"))]
    }

    fn number(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(key).or_insert(next)
    }
}

/// A block or note.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// HTML id of a block, label of a note.
    pub id: String,
    /// Its words without marks.
    pub text: String,
    /// Its words as numbers.
    pub tokens: Vec<u32>,
    /// Index of the innermost section that holds it, or calls it.
    pub section: Option<usize>,
    /// Index of the block that calls the note first.
    pub caller: Option<usize>,
    /// Slug of its page.
    pub page: String,
}

/// A heading.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// HTML id.
    pub id: String,
    /// Label or number, and title, as plain words.
    pub text: String,
    /// Label or number.
    pub number: String,
    /// The title's words as numbers.
    pub tokens: Vec<u32>,
    /// Index of the section above.
    pub parent: Option<usize>,
    /// Depth, from 1.
    pub level: usize,
    /// Slug of its page.
    pub page: String,
    /// Whether it is a page.
    pub is_page: bool,
}

/// The parts of a report.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// The outline.
    pub heads: Vec<Head>,
    /// The text.
    pub blocks: Vec<Passage>,
    /// The notes.
    pub notes: Vec<Passage>,
}

impl Shape {
    /// Reads the shape of a report.
    pub fn of(report: &EditionReport, vocabulary: &mut Vocabulary) -> Self {
        let mut shape = Self::default();
        let mut callers: HashMap<String, usize> = HashMap::new();
        for (index, page) in report.all_pages().enumerate() {
            let level = if index > 0 { page.front.level.unwrap_or(1).max(1) } else { 0 };
            let slug = report.page_slug(index);
            let mut current = None;
            if index > 0 {
                let number = page.front.label.clone().or_else(|| page.front.number.clone()).unwrap_or_default();
                current = Some(shape.head(&page.id, number, &page.front.title, level, vocabulary, &slug, true));
            }
            for element in &page.elements {
                match element {
                    Element::Heading(heading) => {
                        let number = heading.head.clone();
                        let level = level + heading.depth.max(2) - 1;
                        current =
                            Some(shape.head(&heading.id, number, &heading.title, level, vocabulary, &slug, false));
                    }
                    Element::Block(block) => {
                        note_callers(&mut callers, &block.marks, shape.blocks.len());
                        let picture = page.text.get(block.range.clone()).and_then(lone_picture);
                        let (tokens, text) = match picture {
                            Some((words, file)) => (vocabulary.picture(file), format!("{words} ({file})")),
                            None => (vocabulary.tokens(&block.text), block.text.clone()),
                        };
                        shape.blocks.push(Passage {
                            id: block.id.clone(),
                            tokens,
                            text: text.trim_start().to_owned(),
                            section: current.filter(|_| block.kind.class().is_none()),
                            caller: None,
                            page: slug.clone(),
                        });
                    }
                }
            }
            for note in &page.notes {
                shape.notes.push(Passage {
                    id: note.label.clone(),
                    tokens: vocabulary.tokens(&note.text),
                    text: note.text.clone(),
                    page: slug.clone(),
                    ..Passage::default()
                });
            }
        }
        for note in &mut shape.notes {
            note.caller = callers.get(&note.id).copied();
            note.section = note.caller.and_then(|block| shape.blocks[block].section);
        }
        shape
    }

    #[allow(clippy::too_many_arguments, reason = "a heading of a page and one in a page have no type in common")]
    fn head(
        &mut self,
        id: &str,
        number: String,
        title: &str,
        level: usize,
        vocabulary: &mut Vocabulary,
        page: &str,
        is_page: bool,
    ) -> usize {
        let title = plain_inline(title);
        let mut parent = self.heads.len().checked_sub(1);
        while let Some(above) = parent.filter(|above| self.heads[*above].level >= level) {
            parent = self.heads[above].parent;
        }
        let number = number.trim_end_matches(['.', ')', ':']).to_owned();
        self.heads.push(Head {
            id: id.to_owned(),
            text: format!("{number} {title}").trim().to_owned(),
            tokens: vocabulary.tokens(&title),
            number,
            parent,
            level,
            page: page.to_owned(),
            is_page,
        });
        self.heads.len() - 1
    }

    /// A section and all above it.
    pub fn chain(&self, section: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(section, |above| self.heads[*above].parent)
    }

    /// Id of a section; empty for none.
    pub fn section_id(&self, section: Option<usize>) -> String {
        section.map_or_else(String::new, |section| self.heads[section].id.clone())
    }
}

fn note_callers(callers: &mut HashMap<String, usize>, marks: &[Mark], block: usize) {
    for mark in marks {
        callers.entry(mark.label.clone()).or_insert(block);
    }
}
