//! Words of a block or note by their letters: what a writer that counts letters goes by, so that it need not look for words.
//!
//! In: words of a page's plain text. Out: which of the printed letters of their block or note they are. What always holds: white
//! space is no letter, nor is the number that a list gives an item; a correction is taken whole, whichever reading has the words.

use std::ops::Range;

use super::{CorrectionLink, IndicatorLink, QuotePlace, ReportLinks};
use crate::model::page::{Element, Page};
use crate::text::{solid, solid_length, without_item_number};

impl ReportLinks {
    /// The letters of quoted words; for the whole of a block or note none, behind its last.
    #[must_use]
    pub fn letters(&self, page: &Page, place: &QuotePlace) -> Option<Range<usize>> {
        let (text, first) = self.printed_text(page, place.block.as_deref(), place.note)?;
        if place.range.is_empty() {
            let end = solid_length(text.get(first..)?);
            return Some(end..end);
        }
        letters(text, first, &place.range)
    }

    /// The letters of a figure's words: the first that read so, with the corrections if these have them.
    #[must_use]
    pub fn figure_letters(&self, page: &Page, link: &IndicatorLink) -> Option<Range<usize>> {
        let (block, note) = (link.block.as_deref().filter(|_| link.note.is_none()), link.note);
        let (text, first) = self.printed_text(page, block, note)?;
        let quote = &link.figure.quote;
        let corrected = self.corrected(block, note, text).and_then(|text| find(&text, first, quote));
        let range = match corrected {
            Some(range) => self.in_print(block, note, range),
            None => self.whole(block, note, find(text, first, quote)?),
        };
        letters(text, first, &range)
    }

    /// The bytes of the printed text for bytes of the corrected one.
    #[must_use]
    pub fn in_print(&self, block: Option<&str>, note: Option<usize>, corrected: Range<usize>) -> Range<usize> {
        let here = self.corrections_of(block, note);
        printed_byte(&here, corrected.start, false)..printed_byte(&here, corrected.end, true)
    }

    /// Bytes of the printed text with the whole of each correction that they touch.
    #[must_use]
    pub fn whole(&self, block: Option<&str>, note: Option<usize>, printed: Range<usize>) -> Range<usize> {
        let places = self.corrections_of(block, note).into_iter().map(|link| &link.place.range);
        places
            .filter(|place| place.start < printed.end && printed.start < place.end)
            .fold(printed.clone(), |all, place| all.start.min(place.start)..all.end.max(place.end))
    }

    /// The printed text of a block or note, and where its own words begin.
    fn printed_text<'a>(
        &'a self,
        page: &'a Page,
        block: Option<&str>,
        note: Option<usize>,
    ) -> Option<(&'a str, usize)> {
        let Some(id) = block else { return Some((self.numbered(note?)?.text.as_str(), 0)) };
        page.elements.iter().find_map(|element| match element {
            Element::Block(block) if block.id == id => Some((block.text.as_str(), page.item_number(block))),
            _ => None,
        })
    }
}

/// The letters of a range of a text, counted from a byte on.
fn letters(text: &str, first: usize, range: &Range<usize>) -> Option<Range<usize>> {
    let start = solid_length(text.get(first..range.start)?);
    Some(start..start + solid_length(text.get(range.clone())?))
}

/// Where the letters of a quote first stand in a text from a byte on. The number that a list gives an item may be a part of the
/// quote.
fn find(text: &str, first: usize, quote: &str) -> Option<Range<usize>> {
    let own = text.get(first..)?;
    // Most quotes stand as they are: a table of figures is long, and each looks for its own.
    if let Some(at) = own.find(quote).filter(|_| !quote.is_empty() && quote.trim() == quote) {
        return Some(first + at..first + at + quote.len());
    }
    let (letters, quote) = (solid(own), solid(quote));
    let ways = [Some(quote.as_str()), without_item_number(&quote)].into_iter().flatten().filter(|way| !way.is_empty());
    let (at, way) = ways.into_iter().find_map(|way| Some((letters.find(way)?, way)))?;
    let mut places = own.char_indices().filter(|(_, c)| !c.is_whitespace()).skip(solid_length(&letters[..at]));
    let (start, opens) = places.next()?;
    let (end, closes) = solid_length(way).checked_sub(2).map_or(Some((start, opens)), |between| places.nth(between))?;
    Some(first + start..first + end + closes.len_utf8())
}

/// The byte of the printed text for a byte of the corrected one, where something begins or ends.
fn printed_byte(corrections: &[&CorrectionLink], corrected: usize, is_end: bool) -> usize {
    let mut byte = corrected;
    for CorrectionLink { place, read, .. } in corrections {
        let (start, end) = (place.range.start, place.range.start + read.len());
        if byte < start || is_end && byte == start {
            break;
        }
        if byte < end || is_end && byte == end {
            return if is_end { place.range.end } else { start };
        }
        byte = byte - end + place.range.end;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_by_its_letters() {
        assert_eq!(find("3. Đạt 5\nxã", 3, "3. Đạt 5 xã"), Some(3..15));
        assert_eq!(find("Hơn 9%, 9 %", 0, "9%"), Some(5..7));
        assert_eq!(find("Hơn 9%", 0, "8%"), None);
        assert_eq!(find("Hơn 9%", 0, " "), None);
        assert_eq!(letters("3. Đạt 5\nxã", 3, &(10..15)), Some(3..6));
    }

    #[test]
    fn a_byte_of_the_corrected_text_has_one_in_the_printed() {
        let link = |range: Range<usize>, read: &str| CorrectionLink {
            place: QuotePlace { range, ..QuotePlace::default() },
            read: read.to_owned(),
            ..CorrectionLink::default()
        };
        // "ab cd ef" with "cd" read as "xyz" and "ef" as "g": "ab xyz g".
        let (first, second) = (link(3..5, "xyz"), link(6..8, "g"));
        let all = [&first, &second];
        let range = |from, to| printed_byte(&all, from, false)..printed_byte(&all, to, true);
        assert_eq!((range(0, 2), range(1, 4), range(3, 6)), (0..2, 1..5, 3..5));
        assert_eq!((range(5, 8), range(7, 8), range(2, 3)), (3..8, 6..8, 2..3));
    }
}
