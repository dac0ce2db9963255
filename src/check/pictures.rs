//! Pictures without words: who cannot see them does not learn what they show.
//!
//! In: the edition. Out: one diagnostic for each report, with a count, at the first of them.

use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::lone_picture;
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Element;

pub(super) fn check(edition: &Edition) -> Vec<Diagnostic> {
    edition.reports.iter().filter_map(of_report).collect()
}

fn of_report(report: &EditionReport) -> Option<Diagnostic> {
    let pages = report.all_pages().filter(|page| page.text.contains("![]("));
    let blocks = pages.flat_map(|page| page.elements.iter().map(move |element| (page, element)));
    let wordless = blocks.filter_map(|(page, element)| match element {
        Element::Block(block) => {
            let (words, _) = lone_picture(page.text.get(block.range.clone())?)?;
            words.trim().is_empty().then_some((page, &block.range))
        }
        Element::Heading(_) => None,
    });
    let wordless: Vec<_> = wordless.collect();
    let (page, range) = wordless.first()?;
    let message = message!("pictures-without-words", count = wordless.len());
    let said = Diagnostic::new("pictures-without-words", &page.path, message);
    Some(said.at(Span::in_text(&page.text, (*range).clone())).hint(message!("pictures-without-words-hint")))
}
