//! Codes of indicators: a figure is in its words, the words are in their place.

use super::front;
use crate::diagnostic::Diagnostic;
use crate::model::edition::Edition;
use crate::model::indicator::Indicator;
use crate::model::links::{Links, ReportLinks};
use crate::model::page::{Element, Page};
use crate::numerals;
use crate::text::fold_space;

/// Every indicator of every page, proved by the text.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let none = ReportLinks::default();
    let reports =
        edition.reports.iter().flat_map(|report| report.all_pages().map(|page| (page, links.reports.get(&report.id))));
    let free = edition.pages.iter().chain([&edition.home]).map(|page| (page, links.pages.get(&page.path)));
    let mut said = Vec::new();
    for (page, links) in reports.chain(free) {
        let links = links.unwrap_or(&none);
        let indicators = page.front.indicators.iter().enumerate();
        said.extend(indicators.filter_map(|(index, one)| fault(page, links, index, one)));
    }
    said
}

/// What is wrong with an indicator: its place first, then its words, then its figures.
fn fault(page: &Page, links: &ReportLinks, index: usize, indicator: &Indicator) -> Option<Diagnostic> {
    let say = |code: &'static str, key: &str, message: String, hint: &str| {
        let said = Diagnostic::new(code, &page.path, message).hint(hint);
        Some(said.at(front::span(page, "indicators", index, key)))
    };
    let name = &indicator.name;
    let Some(text) = text_at(page, indicator) else {
        let message = format!("the indicator `{name}` stands `at: {}`, which this page does not have", indicator.at);
        return say(
            "indicator-place",
            "at",
            message,
            "name the `{#id}` of a paragraph of this page, or `^5` for its note `[^5]`",
        );
    };
    let quote = fold_space(&indicator.quote);
    // Words may be quoted as printed or as corrected.
    let corrected = || corrected(page, links, indicator, text);
    let stands = |text: &str| text.contains(&quote) || fold_space(text).contains(&quote);
    if quote.is_empty() || !(stands(text) || corrected().is_some_and(|text| stands(&text))) {
        let message = format!("the words of the indicator `{name}` are not in `{}`", indicator.at);
        return say(
            "indicator-quote",
            "quote",
            message,
            "copy them from the paragraph as they stand there, without note marks",
        );
    }
    let missing = indicator.figures().find(|value| !numerals::states(&quote, *value));
    match missing {
        Some(value) => {
            let key = if indicator.value.is_some() {
                "value"
            } else if indicator.low == Some(value) {
                "low"
            } else {
                "high"
            };
            let message = format!("the indicator `{name}` says {value}, and its words do not");
            say(
                "indicator-digits",
                key,
                message,
                "write the figure as the words have it (1.890 is 1890; 7,11 is 7.11), or quote the words that state it",
            )
        }
        None if indicator.bounds().is_none() => {
            let message = format!("the indicator `{name}` has no figure");
            say("indicator-digits", "name", message, "add `value:`, or `low:` and `high:`")
        }
        None => None,
    }
}

/// The same text as the corrections have it.
fn corrected(page: &Page, links: &ReportLinks, indicator: &Indicator, text: &str) -> Option<String> {
    match indicator.note() {
        Some(label) => links.corrected(None, Some(links.note(&page.path, label)?.number), text),
        None => links.corrected(Some(&indicator.at), None, text),
    }
}

/// The plain text of the block or note that an indicator names.
fn text_at<'p>(page: &'p Page, indicator: &Indicator) -> Option<&'p str> {
    if let Some(label) = indicator.note() {
        return page.notes.iter().find(|note| note.label == label).map(|note| note.text.as_str());
    }
    page.elements.iter().find_map(|element| match element {
        Element::Block(block) if block.id == indicator.at => Some(block.text.as_str()),
        _ => None,
    })
}
