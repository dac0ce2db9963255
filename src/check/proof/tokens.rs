//! The texts of an edition as words with their places.

use std::ops::Range;

use crate::language;
use crate::markdown::{Passage, passages};
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::{Element, Page};
use crate::text::is_word_char;

/// A heading, block or note.
#[derive(Debug)]
pub(super) struct Text<'e> {
    /// The page that holds it.
    pub page: &'e Page,
    /// Id of the block, or `^label` of the note; none for headings.
    pub at: Option<String>,
    /// Its words with their bytes in the page.
    pub passage: Passage,
    /// Its words, in order.
    pub tokens: Vec<Token>,
}

/// A word: letters alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands in the passage's words.
    pub range: Range<usize>,
    /// In lower case.
    pub low: String,
    /// Whether a sign other than a space stands between it and the word before.
    pub apart: bool,
    /// Whether its first letter is large.
    pub is_capital: bool,
    /// Whether a digit, a stroke or the like touches it: a number of a document, a unit.
    pub is_code: bool,
    /// Whether a number stands behind it, a blank between.
    pub is_before_number: bool,
}

impl Text<'_> {
    /// The words.
    pub fn words(&self) -> &str {
        &self.passage.text
    }
}

/// The texts of all pages in the language whose syllables are known: blocks and notes, and headings, which can be told of but not
/// corrected.
pub(super) fn texts(edition: &Edition) -> Vec<Text<'_>> {
    let is_known = |code: &str| code.split('-').next() == Some(language::OF_COMPOUNDS);
    let own = &edition.config.language;
    let free = std::iter::once(&edition.home).chain(&edition.pages).filter(|_| is_known(own));
    let lang = |report: &&EditionReport| is_known(report.index.front.lang.as_deref().unwrap_or(own));
    let pages = edition.reports.iter().filter(lang).flat_map(EditionReport::all_pages).chain(free);
    pages.flat_map(|page| passages(page).into_iter().filter_map(|passage| text(page, passage))).collect()
}

fn text(page: &Page, passage: Passage) -> Option<Text<'_>> {
    let at = match (passage.note, passage.element) {
        (Some(note), _) => Some(format!("^{}", page.notes.get(note)?.label)),
        (None, Some(element)) => match page.elements.get(element)? {
            Element::Block(block) => Some(block.id.clone()),
            Element::Heading(_) => None,
        },
        // The title stands in the front matter, not in the body.
        (None, None) => return None,
    };
    let tokens = tokens(&passage.text);
    Some(Text { page, at, passage, tokens })
}

/// The words of a text: runs of letters.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut from: Option<usize> = None;
    let mut last = 0;
    let close = |range: Range<usize>, last: &mut usize, found: &mut Vec<Token>| {
        let printed = &text[range.clone()];
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || "/_@&+=".contains(c));
        let dashed = |c: Option<char>| c == Some('-');
        found.push(Token {
            low: printed.to_lowercase(),
            apart: !text[*last..range.start].trim_matches(' ').is_empty(),
            is_capital: printed.starts_with(char::is_uppercase),
            is_code: touches(before) || touches(after) || dashed(before) || dashed(after),
            is_before_number: text[range.end..]
                .strip_prefix(' ')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())),
            range: range.clone(),
        });
        *last = range.end;
    };
    for (at, c) in text.char_indices() {
        let is_letter = is_word_char(c) && !c.is_ascii_digit();
        match (from, is_letter) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                close(start..at, &mut last, &mut found);
                from = None;
            }
            _ => {}
        }
    }
    if let Some(start) = from {
        close(start..text.len(), &mut last, &mut found);
    }
    found
}
