//! What was set aside finds its words again: a later draft, or the editor, brought them back.
//!
//! In: the merged pages and the entries that wait. Out: the pages with those entries that have their words, and which these
//! are. What always holds: an entry goes only where its words stand, and only once; nothing else of a page changes.

use super::attach::Texts;
use super::front::Mapping;
use super::lists::{Item, LISTS};
use super::side::{self, Files, Side};
use crate::model::revision::Aside;
use crate::text::fold_space;

/// Puts entries that wait back on their pages; gives the place of each in `waiting`, with the file name of its page.
pub fn put_back(files: &mut Files, waiting: &[Aside]) -> Vec<(usize, String)> {
    if waiting.is_empty() {
        return Vec::new();
    }
    let mut side = Side::read(files);
    let texts = Texts::of(&side.pages);
    let mut back = Vec::new();
    for (index, aside) in waiting.iter().enumerate() {
        let Some(list) = LISTS.iter().position(|list| *list == aside.list) else { continue };
        let mut item = Item { mapping: Mapping::read(&aside.text), indent: 2, ..Item::default() };
        let Some(at) = place(&texts, &mut item) else { continue };
        let page = &mut side.pages[at];
        // A list that is written otherwise, or has the entry already, is the editor's affair.
        let same = |other: &Item| ["quote", "at"].iter().all(|key| other.value(key) == item.value(key));
        if page.front.get(LISTS[list]).is_none() && !page.lists[list].iter().any(same) {
            page.lists[list].push(item);
            back.push((index, page.file.clone()));
        }
    }
    for page in side.pages.iter().filter(|page| back.iter().any(|(_, file)| *file == page.file)) {
        let text = side::write(page);
        let text = if page.is_crlf { text.replace('\n', "\r\n") } else { text };
        files.insert(page.file.clone(), text);
    }
    back
}

/// The page that has the words of an entry, in the place that it names or in the only place where they stand.
fn place(texts: &Texts, item: &mut Item) -> Option<usize> {
    let quote = fold_space(&item.value("quote"));
    let at = item.value("at");
    let read = fold_space(&item.value("read"));
    // A corrected reading that holds the printed one stands where the source was corrected.
    let is_made = !read.is_empty() && read.contains(&quote) && texts.only_place(&read).is_some();
    if quote.is_empty() || is_made {
        return None;
    }
    if let Some(page) = texts.page_with(&at, &quote) {
        return Some(page);
    }
    let only = texts.only_place(&quote).filter(|_| quote.split(' ').count() > 1)?.to_owned();
    if !at.is_empty() {
        let sign = if only.starts_with('^') { "\"" } else { "" };
        item.mapping.set("at", format!("at: {sign}{only}{sign}\n"));
    }
    texts.page_with(&only, &quote)
}
