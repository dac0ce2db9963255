//! Marks of printed pages in the Markdown of a page.
//!
//! In: a text, the same text as a page has it, and the pages that begin in it. Out: the page's text with their marks. What
//! always holds: without the marks it is as it was.

use crate::markdown::{page_mark, write};
use crate::model::report::PageBreak;

/// The marks of pages, to stand before words.
pub(super) fn before(pages: &[&PageBreak]) -> String {
    pages.iter().map(|page| page_mark(&page.label) + " ").collect()
}

/// A written text with the marks of the pages that begin in the text that was written. Writing adds backslashes and folds
/// white space, nothing else, so that all other signs lead to the place.
pub(super) fn marked(text: &str, written: String, pages: &[&PageBreak]) -> String {
    let mut marked = written;
    let solid = |c: &char| !c.is_whitespace() && *c != '\\';
    for page in pages.iter().rev() {
        let before = text.get(..page.at).unwrap_or_default().chars().filter(solid).count();
        let mut seen = 0;
        let mut place = marked.len();
        for (at, c) in marked.char_indices() {
            if seen == before && !c.is_whitespace() {
                place = at;
                break;
            }
            seen += usize::from(solid(&c));
        }
        // The sign of an item opens its line.
        let place = place.max(write::sign_of_item(&marked).len());
        marked.insert_str(place, &format!("{} ", page_mark(&page.label)));
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::without_page_marks;
    use crate::model::report::Holder;

    #[test]
    fn marks_stand_before_the_words_of_the_source() {
        for (text, at, expected) in [
            ("Một hai", 5, "{p. 12} Một hai"),
            ("Một hai", 6, "Một {p. 12} hai"),
            ("- Một hai", 2, "- {p. 12} Một hai"),
            ("2025. Một", 0, "{p. 12} 2025\\. Một"),
            ("1. Một", 0, "1. {p. 12} Một"),
            ("Một  \n# Hai", 8, "Một  \n{p. 12} \\# Hai"),
        ] {
            let at = if text.is_char_boundary(at) && at != 5 { at } else { 0 };
            let page = PageBreak { label: "12".to_owned(), holder: Holder::Block(0), at };
            let plain = write::paragraph(text);
            let written = marked(text, plain.clone(), &[&page]);
            assert_eq!(written, expected);
            assert_eq!(without_page_marks(&written), plain);
        }
    }
}
