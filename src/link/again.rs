//! The links of one page that changed, quickly: what an editor sees before the whole edition is linked again.
//!
//! In: the edition with the new page, the links from before, the page as it was. Out: links that are right for this page's
//! outline, notes and indicators. What always holds: words that lead somewhere and were not touched still lead there;
//! what only the whole edition can tell (parallels, documents, new links) stays as it was.

use std::collections::HashMap;

use super::facsimile;
use super::pages::{link_pages, show};
use super::quantities::Text;
use crate::model::edition::Edition;
use crate::model::links::{Field, Links, WordLink};
use crate::model::page::{BlockElement, Element, Page};

/// Brings the links of a page up to date.
pub fn relink(edition: &Edition, links: &mut Links, before: &Page) {
    let path = before.path.as_str();
    let report = edition.reports.iter().find(|report| report.page_index(path).is_some());
    let page = match report {
        Some(report) => {
            let pages: Vec<&Page> = report.all_pages().collect();
            let old = links.reports.entry(report.id.clone()).or_default();
            let mut found = std::mem::take(&mut old.found);
            let changed = report.page_index(path).unwrap_or_default();
            let is_read = found.len() == pages.len() && says_the_same(before, pages[changed]);
            let read = |sections: &[_], blocks: &[_]| {
                found.resize(pages.len(), Vec::new());
                if !is_read {
                    found[changed] = Text::new(&pages, sections, blocks).page(changed);
                }
                found
            };
            let mut new = link_pages(&pages, Some(&report.record), read).value;
            show(&edition.config, &mut new);
            new.pictures = facsimile::pictures(report, &new.printed);
            let concepts: HashMap<&str, &Option<String>> =
                old.indicators.iter().map(|link| (link.id.as_str(), &link.concept)).collect();
            for link in &mut new.indicators {
                link.concept = concepts.get(link.id.as_str()).and_then(|concept| (*concept).clone());
            }
            *old = new;
            pages.into_iter().find(|page| page.path == path)
        }
        None => {
            let page = edition.pages.iter().chain([&edition.home]).find(|page| page.path == path);
            if let Some(page) = page {
                links.pages.insert(path.to_owned(), link_pages(&[page], None, |_, _| Vec::new()).value);
            }
            page
        }
    };
    if let (Some(page), Some(words)) = (page, links.words.get_mut(path)) {
        shift(words, &before.text, &page.text);
    }
}

/// Whether two states of a page have the same words in the same places, so that the same figures are read in them: mostly an entry of
/// the front matter changed.
fn says_the_same(before: &Page, now: &Page) -> bool {
    let says = |page: &Page| (page.front.date.clone(), page.front.lang.clone(), page.front.document_kind.clone());
    let same_notes = before.notes.len() == now.notes.len()
        && before.notes.iter().zip(&now.notes).all(|(a, b)| (&a.label, &a.text) == (&b.label, &b.text));
    let same_elements = before.elements.len() == now.elements.len()
        && before.elements.iter().zip(&now.elements).all(|(a, b)| match (a, b) {
            (Element::Block(a), Element::Block(b)) => {
                let calls = |block: &BlockElement| -> Vec<(String, usize)> {
                    block.marks.iter().map(|mark| (mark.label.clone(), mark.range.start - block.range.start)).collect()
                };
                (&a.id, a.kind, &a.text) == (&b.id, b.kind, &b.text) && calls(a) == calls(b)
            }
            (Element::Heading(a), Element::Heading(b)) => (&a.id, a.depth, &a.title) == (&b.id, b.depth, &b.title),
            _ => false,
        });
    before.plain_title == now.plain_title && says(before) == says(now) && same_elements && same_notes
}

/// Moves the words behind a change; those that it touched lead nowhere for now.
fn shift(words: &mut Vec<WordLink>, old: &str, new: &str) {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(|(a, b)| a == b).count();
    let changed_end = old.len() - tail;
    words.retain_mut(|word| {
        if word.field != Field::Body {
            return old == new;
        }
        if word.range.start >= changed_end {
            word.range = word.range.start + new.len() - old.len()..word.range.end + new.len() - old.len();
            return true;
        }
        word.range.end <= head
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::links::LinkTarget;

    #[test]
    fn words_behind_a_change_move_with_it() {
        let word = |range| WordLink { field: Field::Body, range, leads: LinkTarget::Document(0) };
        let mut words = vec![word(0..2), word(3..6), word(7..9)];
        shift(&mut words, "ab cde fg", "ab xyz1 fg");
        assert_eq!(words, [word(0..2), word(8..10)]);
        let mut words = vec![word(0..2), word(7..9)];
        shift(&mut words, "ab cde fg", "ab fg");
        assert_eq!(words, [word(0..2), word(3..5)]);
        let mut words = vec![word(0..1)];
        shift(&mut words, "aaa", "aaaa");
        assert_eq!(words.len(), 1);
    }
}
