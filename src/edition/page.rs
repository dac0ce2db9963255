//! One page: from the text of a file to a [`Page`] and back.
//!
//! In: path and text. Out: the page. What always holds: `write_page(read_page(t)) == t`, to the byte.

use super::{front, record};
use crate::diagnostic::{Checked, Diagnostic};
use crate::markdown;
use crate::model::page::{Element, Page};
use crate::text::word_count;

/// Reads a page. Ids that the text does not give are empty until the edition gives them.
#[must_use]
pub fn read_page(path: &str, text: &str) -> Checked<Page> {
    let mut said = Vec::new();
    let settled = record::settle(path, text, &mut said);
    let (front, body_start, left_out) = front::read(path, &settled).collect_into(&mut said);
    let body = markdown::read(&settled, body_start);
    let mut page = Page {
        path: path.to_owned(),
        text: text.to_owned(),
        body_start,
        left_out,
        id: front.id.clone().unwrap_or_default(),
        front,
        elements: body.elements,
        notes: body.notes,
        links: body.links,
        page_marks: body.page_marks,
        plain_title: String::new(),
        words: 0,
    };
    if page.front.title.trim().is_empty() {
        let stem = page.stem().to_owned();
        if path != "content/_index.md" && said.is_empty() {
            let message = message!("title-missing-page");
            let untitled = Diagnostic::new("title-missing", path, message);
            said.push(untitled.hint(message!("title-missing-page-hint")));
        }
        page.front.title = stem;
    }
    if path == "content/_index.md" && page.front.title == "_index" {
        page.front.title = String::new();
    }
    page.plain_title = markdown::plain_inline(&page.front.title);
    page.words = words(&page);
    Checked::new(page, said)
}

/// The words of a page's title and text.
fn words(page: &Page) -> usize {
    let inner = page.elements.iter().map(|element| match element {
        Element::Heading(heading) => word_count(&heading.title),
        Element::Block(block) => word_count(&block.text),
    });
    word_count(&page.plain_title) + inner.sum::<usize>()
}

/// The text of a page, as it was read.
#[must_use]
pub fn write_page(page: &Page) -> &str {
    &page.text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn writing_gives_what_was_read(text in "(---\r?\n)?([a-z#\\[^\\]:{}.*<>|`\u{110}\u{1ebf} \r\n-]{0,80})(---\n)?.{0,40}") {
            let page = read_page("p.md", &text).value;
            prop_assert_eq!(write_page(&page), text.as_str());
            prop_assert!(page.text.is_char_boundary(page.body_start));
            for note in &page.notes {
                prop_assert!(page.text.get(note.range.clone()).is_some());
            }
        }
    }
}
