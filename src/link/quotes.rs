//! Quoted words found in a page: the tie between an annotation or correction and the text.
//!
//! In: a page, an id or a note's mark, the words. Out: their place, or why they have none.
//! What always holds: a place is given only when there is exactly one; whole words go before parts of words; note marks
//! and emphasis that were copied with the words do not count.

use crate::markdown::plain_inline;
use crate::model::links::{QuoteFault, QuotePlace, ReportLinks};
use crate::model::page::{Element, Page};
use crate::text::{fold_space, is_alphanumeric};

/// A block or note that may hold the words.
struct Holder {
    block: Option<String>,
    note: Option<usize>,
    /// Its plain text, lines as spaces.
    text: String,
    /// How many bytes of it are the number that a list gives it: no words of the page, and nothing that a quote may hold.
    marker: usize,
}

/// Finds words on a page. `at` may be empty: then every block and note is looked at.
pub(super) fn find(page: &Page, links: &ReportLinks, at: &str, quote: &str) -> Result<QuotePlace, QuoteFault> {
    let holders = holders(page, links, at.trim());
    if holders.is_empty() {
        return Err(if at.trim().is_empty() { QuoteFault::Lost } else { QuoteFault::Place });
    }
    if fold_space(quote).is_empty() {
        let place = holders.into_iter().next().filter(|_| !at.trim().is_empty());
        return place
            .map(|one| QuotePlace { block: one.block, note: one.note, ..QuotePlace::default() })
            .ok_or(QuoteFault::Missing("quote"));
    }
    let corrected: Vec<Holder> = holders.iter().filter_map(|holder| holder.corrected(links)).collect();
    for (in_corrected, holders) in [(false, holders), (true, corrected)] {
        for words in [fold_space(quote), fold_space(&plain_inline(quote))] {
            match only(&holders, &words) {
                Err(QuoteFault::Lost) => {}
                other => return other.map(|place| printed(links, place, in_corrected)),
            }
        }
    }
    Err(QuoteFault::Lost)
}

/// A place in the printed text for one in the printed or the corrected text.
fn printed(links: &ReportLinks, place: QuotePlace, in_corrected: bool) -> QuotePlace {
    let QuotePlace { block, note, range } = place;
    let range = match in_corrected {
        true => links.in_print(block.as_deref(), note, range),
        false => links.whole(block.as_deref(), note, range),
    };
    QuotePlace { block, note, range }
}

/// The one place where the holders have the words.
fn only(holders: &[Holder], words: &str) -> Result<QuotePlace, QuoteFault> {
    let places = |whole: bool| -> Vec<(&Holder, usize)> {
        let of = |holder: &'_ Holder| occurrences(&holder.text, words, whole, holder.marker);
        holders.iter().flat_map(|holder| of(holder).into_iter().map(move |start| (holder, start))).collect()
    };
    let mut found = places(true);
    if found.is_empty() {
        found = places(false);
    }
    match found.as_slice() {
        [] => Err(QuoteFault::Lost),
        [(holder, start)] => {
            Ok(QuotePlace { block: holder.block.clone(), note: holder.note, range: *start..start + words.len() })
        }
        many => Err(QuoteFault::Often(many.len())),
    }
}

impl Holder {
    fn corrected(&self, links: &ReportLinks) -> Option<Self> {
        let text = links.corrected(self.block.as_deref(), self.note, &self.text)?;
        Some(Self { block: self.block.clone(), note: self.note, text, marker: self.marker })
    }
}

/// Where words stand in a text from a byte on, also where they overlap; `whole`: only where no letter touches their ends.
fn occurrences(text: &str, words: &str, whole: bool, first: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = first;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let start = from + at;
        if !whole || is_whole(text, start, words) {
            found.push(start);
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

fn is_whole(text: &str, start: usize, words: &str) -> bool {
    let touches = |a: Option<char>, b: Option<char>| a.is_some_and(is_alphanumeric) && b.is_some_and(is_alphanumeric);
    let before = text[..start].chars().next_back();
    let after = text[start + words.len()..].chars().next();
    !touches(before, words.chars().next()) && !touches(words.chars().next_back(), after)
}

/// The blocks and notes that `at` names; all of them when it is empty.
fn holders(page: &Page, links: &ReportLinks, at: &str) -> Vec<Holder> {
    let label = at.strip_prefix('^');
    let blocks = page.elements.iter().filter_map(|element| match element {
        Element::Block(block) if label.is_none() && (at.is_empty() || block.id == at) => Some(Holder {
            block: Some(block.id.clone()),
            note: None,
            marker: page.item_number(block),
            text: block.text.replace('\n', " "),
        }),
        _ => None,
    });
    let number =
        |label: &str| links.notes.iter().find(|note| note.label == label && note.page == page.path).map(|n| n.number);
    let wanted = |own: &str| label.map_or(at.is_empty(), |label| label == own);
    let notes = page.notes.iter().filter(|note| wanted(&note.label)).filter_map(|note| {
        let text = note.text.replace('\n', " ");
        Some(Holder { block: None, note: Some(number(&note.label)?), text, marker: 0 })
    });
    let mut found: Vec<Holder> = blocks.chain(notes).collect();
    found.dedup_by(|b, a| a.note.is_some() && a.note == b.note);
    found
}
