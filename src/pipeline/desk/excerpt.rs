//! Words in their sentence, and the sentence in its place.
//!
//! In: a page, and the place or the bytes of some words. Out: an [`Excerpt`] with its line. What always holds: the pieces are the words of the
//! passage in their order, cut only at its ends, where "…" stands.

use std::ops::Range;

use super::item::{Excerpt, Role};
use crate::language;
use crate::model::page::{Element, Page};
use crate::sentences;
use crate::text::{fold_space, line_of};

/// How many letters are shown on each side of the sentence.
const AROUND: usize = 280;

/// Words quoted from a block or note, with the line of the page where that begins.
pub(in crate::pipeline) fn of_quote(page: &Page, at: &str, quote: &str) -> (Excerpt, usize) {
    let (text, start) = place(page, at, quote);
    let text = fold_space(text);
    let quote = fold_space(quote);
    let excerpt = match text.find(&quote).filter(|_| !quote.is_empty()) {
        Some(found) => in_sentence(&text, found..found + quote.len()),
        None => vec![(Role::Marked, quote)],
    };
    (excerpt, line_of(&page.text, start))
}

/// The text of a block or note, and where it begins in the page; without a name the one that has the words.
fn place<'p>(page: &'p Page, at: &str, quote: &str) -> (&'p str, usize) {
    let is_it = |own: &str, text: &str| if at.is_empty() { text.contains(quote) } else { own == at };
    let blocks = page.elements.iter().find_map(|element| match element {
        Element::Block(block) if is_it(&block.id, &block.text) => Some((block.text.as_str(), block.range.start)),
        _ => None,
    });
    let notes = || page.notes.iter().find(|note| is_it(&format!("^{}", note.label), &note.text));
    blocks.or_else(|| notes().map(|note| (note.text.as_str(), note.range.start))).unwrap_or_default()
}

/// Words of a text in their sentence.
pub(super) fn in_sentence(text: &str, words: Range<usize>) -> Excerpt {
    let Range { start: first, end: last } = sentences::clause_of(text, &words, language::any());
    let piece = |role: Role, range: Range<usize>| (role, text.get(range).unwrap_or_default().to_owned());
    let mut pieces = vec![
        (Role::Around, tail(text.get(..first).unwrap_or_default())),
        piece(Role::Sentence, first..words.start),
        piece(Role::Marked, words.clone()),
        piece(Role::Sentence, words.end..last),
        (Role::Around, head(text.get(last..).unwrap_or_default())),
    ];
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

/// The end of a text, cut before a word.
fn tail(text: &str) -> String {
    let cut = text.char_indices().rev().nth(AROUND).and_then(|(at, _)| Some(at + text[at..].find(' ')?));
    cut.map_or_else(|| text.to_owned(), |at| format!("…{}", &text[at..]))
}

/// The beginning of a text, cut behind a word.
fn head(text: &str) -> String {
    let cut = text.char_indices().nth(AROUND).and_then(|(at, _)| text[..at].rfind(' '));
    cut.map_or_else(|| text.to_owned(), |at| format!("{}…", &text[..at]))
}

/// The heading, block or note that holds a byte of a page, as it is written; elsewhere the line.
pub(super) fn passage_at(page: &Page, at: usize) -> Range<usize> {
    let elements = page.elements.iter().map(|element| match element {
        Element::Heading(heading) => heading.range.clone(),
        Element::Block(block) => block.range.clone(),
    });
    let notes = page.notes.iter().map(|note| note.range.clone());
    let own = elements.chain(notes).filter(|range| range.start <= at && at <= range.end).min_by_key(Range::len);
    let range = own.unwrap_or_else(|| line_around(&page.text, at));
    let text = page.text.get(range.clone()).unwrap_or_default();
    range.start..range.start + text.trim_end().len()
}

/// The address of what holds a byte of a page.
pub(super) fn id_at(page: &Page, at: usize) -> Option<String> {
    let elements = page.elements.iter().map(|element| match element {
        Element::Heading(heading) => (heading.id.clone(), &heading.range),
        Element::Block(block) => (block.id.clone(), &block.range),
    });
    let notes = page.notes.iter().map(|note| (format!("fn-{}", note.label), &note.range));
    let own = elements.chain(notes).filter(|(_, range)| range.start <= at && at <= range.end);
    own.min_by_key(|(_, range)| range.len()).map(|(id, _)| id)
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_text() {
        let text = "Câu một. Câu hai có chi tiêu lớn. Câu ba.";
        let at = text.find("chi").expect("a word");
        let pieces = in_sentence(text, at..at + "chi tiêu".len());
        assert_eq!(pieces.iter().map(|(_, words)| words.as_str()).collect::<String>(), text);
        assert_eq!(pieces[2], (Role::Marked, "chi tiêu".to_owned()));
        assert_eq!(pieces[1], (Role::Sentence, " Câu hai có ".to_owned()));
        let long = in_sentence(&format!("{}. Xong.", "dài ".repeat(200)), 801..806);
        assert!(
            long.iter().any(|(role, words)| *role == Role::Marked && words.starts_with('.') || words.contains("Xong"))
        );
    }
}
