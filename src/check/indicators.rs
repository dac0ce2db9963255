//! Codes of indicators: a figure is in its words, the words are in their place.

use super::Code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::model::edition::Edition;
use crate::model::indicator::Indicator;
use crate::model::page::{Element, Page};
use crate::numerals;
use crate::text::fold_space;

/// The codes of this family.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "indicator-digits",
        severity: Severity::Error,
        meaning: "A figure of an indicator does not stand in its quote, or it has no figure.",
    },
    Code {
        code: "indicator-place",
        severity: Severity::Error,
        meaning: "`at` of an indicator names no block and no note of its page.",
    },
    Code {
        code: "indicator-quote",
        severity: Severity::Error,
        meaning: "The quote of an indicator is not in the block or note that `at` names.",
    },
];

/// Every indicator of every page, proved by the text.
pub(super) fn check(edition: &Edition) -> Vec<Diagnostic> {
    let pages = edition.addresses().map(|(page, _)| page);
    pages
        .flat_map(|page| page.front.indicators.iter().enumerate().filter_map(|(index, one)| fault(page, index, one)))
        .collect()
}

/// What is wrong with an indicator: its place first, then its words, then its figures.
fn fault(page: &Page, index: usize, indicator: &Indicator) -> Option<Diagnostic> {
    let say = |code: &'static str, key: &str, message: String, hint: &str| {
        let said = Diagnostic::new(Severity::Error, code, &page.path, message).hint(hint);
        Some(said.at(span(page, index, key)))
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
    if quote.is_empty() || !fold_space(text).contains(&quote) {
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

/// Where a key of the indicator stands in the front matter; the whole entry's first line when it has no such key.
fn span(page: &Page, index: usize, key: &str) -> Span {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let from = head.find("\nindicators:").map_or(0, |at| at + 1);
    let mut entries = Vec::new();
    let mut at = from;
    for line in head[from..].split_inclusive('\n') {
        let is_key = !line.starts_with([' ', '-', '\n', '\r', '#']);
        if is_key && at > from {
            break;
        }
        if line.trim_start().starts_with("- ") {
            entries.push(at..at);
        }
        if let Some(last) = entries.last_mut() {
            last.end = at + line.len();
        }
        at += line.len();
    }
    let Some(entry) = entries.get(index).cloned() else { return Span::in_text(&page.text, from..from + 11) };
    let mut at = entry.start;
    for line in head[entry.clone()].split_inclusive('\n') {
        let own = line.trim_start().trim_start_matches("- ").trim_start_matches('{').trim_start();
        if own.starts_with(&format!("{key}:")) {
            let start = at + line.len() - own.len();
            return Span::in_text(&page.text, start..start + own.trim_end().len());
        }
        at += line.len();
    }
    let first = head[entry.clone()].lines().next().map_or(1, |line| line.trim_end().len());
    Span::in_text(&page.text, entry.start..entry.start + first)
}
