//! Codes of annotations and corrections: their words are in the page, once.

use super::front;
use crate::diagnostic::Diagnostic;
use crate::model::edition::Edition;
use crate::model::links::{Links, Misquote, QuoteFault};
use crate::model::page::Page;
use crate::text::fold_space;

/// What has no place, what waits for the editor, what lacks its reason.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let misquotes: Vec<&Misquote> =
        links.reports.values().chain(links.pages.values()).flat_map(|one| &one.misquotes).collect();
    for (page, _) in edition.addresses() {
        let own = misquotes.iter().filter(|misquote| misquote.page == page.path);
        said.extend(own.map(|misquote| match misquote.is_correction {
            true => correction(page, misquote),
            false => annotation(page, misquote),
        }));
        said.extend(waiting(page));
    }
    said
}

/// Corrections that are no more than proposed, and those without a reason.
fn waiting(page: &Page) -> impl Iterator<Item = Diagnostic> + '_ {
    page.front.corrections.iter().enumerate().filter_map(|(index, correction)| {
        if !correction.is_applied() {
            let message = format!("`{}` could be read `{}`: {}", correction.quote, correction.read, correction.reason);
            let proposed = Diagnostic::new("correction-proposed", &page.path, message);
            let hint = "delete `proposed: true` to accept it, or the whole entry to refuse it";
            return Some(proposed.at(front::span(page, "corrections", index, "proposed")).hint(hint));
        }
        let message = format!("the correction of `{}` does not say why", correction.quote);
        correction.reason.trim().is_empty().then(|| {
            Diagnostic::new("correction-empty", &page.path, message)
                .at(front::span(page, "corrections", index, "reason"))
                .hint("add `reason: …`: readers see it beside both readings")
        })
    })
}

fn correction(page: &Page, misquote: &Misquote) -> Diagnostic {
    let correction = page.front.corrections.get(misquote.index).cloned().unwrap_or_default();
    let quote = fold_space(&correction.quote);
    let (code, key, message) = match misquote.fault {
        QuoteFault::Missing(key) => ("correction-empty", key, format!("the correction has no `{key}`")),
        QuoteFault::Same => {
            let message = format!("the correction of `{quote}` reads what is printed");
            ("correction-empty", "read", message)
        }
        QuoteFault::Overlap => {
            let message = format!("another correction takes some of the words `{quote}`");
            ("correction-overlap", "quote", message)
        }
        QuoteFault::Done => {
            let message = format!("the text already reads `{}`", fold_space(&correction.read));
            ("correction-done", "read", message)
        }
        fault => {
            let (key, message) = lost(page, "correction", &quote, &correction.at, fault);
            ("correction-quote", key, message)
        }
    };
    let hint = match misquote.fault {
        QuoteFault::Missing(_) | QuoteFault::Same => {
            "a correction has `quote` (as printed), `read` (as it should be) and `reason`"
        }
        QuoteFault::Overlap => "make one correction of the two",
        QuoteFault::Done => "delete the correction: the source was mended",
        fault => hint(fault),
    };
    Diagnostic::new(code, &page.path, message).at(front::span(page, "corrections", misquote.index, key)).hint(hint)
}

fn annotation(page: &Page, misquote: &Misquote) -> Diagnostic {
    let annotation = page.front.annotations.get(misquote.index).cloned().unwrap_or_default();
    let quote = fold_space(&annotation.quote);
    let (code, key, message, hint) = match misquote.fault {
        QuoteFault::Missing(key) => {
            let message = format!("the annotation has no `{key}`");
            let hint = "an annotation has `note` (what you say) and `quote` (the words it is about), or `at` for a whole paragraph";
            ("annotation-empty", key, message, hint)
        }
        fault => {
            let (key, message) = lost(page, "annotation", &quote, &annotation.at, fault);
            ("annotation-quote", key, message, hint(fault))
        }
    };
    Diagnostic::new(code, &page.path, message).at(front::span(page, "annotations", misquote.index, key)).hint(hint)
}

/// The key that is wrong, and what is wrong with it.
fn lost(page: &Page, what: &str, quote: &str, at: &str, fault: QuoteFault) -> (&'static str, String) {
    let place = if at.is_empty() { page.path.as_str() } else { at };
    match fault {
        QuoteFault::Place => ("at", format!("the {what} stands `at: {at}`, which this page does not have")),
        QuoteFault::Often(count) => ("quote", format!("the words `{quote}` stand {count} times in `{place}`")),
        _ => ("quote", format!("the words of the {what}, `{quote}`, are not in `{place}`")),
    }
}

fn hint(fault: QuoteFault) -> &'static str {
    match fault {
        QuoteFault::Place => "name the `{#id}` of a paragraph of this page, or `^5` for its note `[^5]`",
        QuoteFault::Often(_) => "quote more of the words around, or name the paragraph with `at:`",
        _ => "copy the words from the page as they stand there, without note marks",
    }
}
