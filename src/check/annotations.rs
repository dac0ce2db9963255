//! Codes of annotations and corrections: their words are in the page, once.

use super::front;
use crate::diagnostic::Diagnostic;
use crate::message::Message;
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
            let message = message!(
                "correction-proposed",
                quote = correction.quote,
                read = correction.read,
                reason = correction.reason
            );
            let proposed = Diagnostic::new("correction-proposed", &page.path, message);
            let hint = message!("correction-proposed-hint");
            return Some(proposed.at(front::span(page, "corrections", index, "proposed")).hint(hint));
        }
        let message = message!("correction-no-reason", quote = correction.quote);
        correction.reason.trim().is_empty().then(|| {
            Diagnostic::new("correction-empty", &page.path, message)
                .at(front::span(page, "corrections", index, "reason"))
                .hint(message!("correction-no-reason-hint"))
        })
    })
}

fn correction(page: &Page, misquote: &Misquote) -> Diagnostic {
    let correction = page.front.corrections.get(misquote.index).cloned().unwrap_or_default();
    let quote = fold_space(&correction.quote);
    let (code, key, message) = match misquote.fault {
        QuoteFault::Missing(key) => ("correction-empty", key, message!("correction-lacks", key = key)),
        QuoteFault::Same => {
            let message = message!("correction-same", quote = quote);
            ("correction-empty", "read", message)
        }
        QuoteFault::Overlap => {
            let message = message!("correction-overlap", quote = quote);
            ("correction-overlap", "quote", message)
        }
        QuoteFault::Done => {
            let message = message!("correction-done", read = fold_space(&correction.read));
            ("correction-done", "read", message)
        }
        fault => {
            let (key, message) = lost(page, message!("the-correction"), &quote, &correction.at, fault);
            ("correction-quote", key, message)
        }
    };
    let hint = match misquote.fault {
        QuoteFault::Missing(_) | QuoteFault::Same => {
            message!("correction-lacks-hint")
        }
        QuoteFault::Overlap => message!("correction-overlap-hint"),
        QuoteFault::Done => message!("correction-done-hint"),
        fault => hint(fault),
    };
    Diagnostic::new(code, &page.path, message).at(front::span(page, "corrections", misquote.index, key)).hint(hint)
}

fn annotation(page: &Page, misquote: &Misquote) -> Diagnostic {
    let annotation = page.front.annotations.get(misquote.index).cloned().unwrap_or_default();
    let quote = fold_space(&annotation.quote);
    let (code, key, message, hint) = match misquote.fault {
        QuoteFault::Missing(key) => {
            let message = message!("annotation-lacks", key = key);
            let hint = message!("annotation-lacks-hint");
            ("annotation-empty", key, message, hint)
        }
        fault => {
            let (key, message) = lost(page, message!("the-annotation"), &quote, &annotation.at, fault);
            ("annotation-quote", key, message, hint(fault))
        }
    };
    Diagnostic::new(code, &page.path, message).at(front::span(page, "annotations", misquote.index, key)).hint(hint)
}

/// The key that is wrong, and what is wrong with it.
fn lost(page: &Page, what: Message, quote: &str, at: &str, fault: QuoteFault) -> (&'static str, Message) {
    let place = if at.is_empty() { page.path.as_str() } else { at };
    match fault {
        QuoteFault::Place => ("at", message!("quote-place", what = what, at = at)),
        QuoteFault::Often(count) => ("quote", message!("quote-often", quote = quote, count = count, place = place)),
        _ => ("quote", message!("quote-gone", what = what, quote = quote, place = place)),
    }
}

fn hint(fault: QuoteFault) -> Message {
    match fault {
        QuoteFault::Place => message!("quote-place-hint"),
        QuoteFault::Often(_) => message!("quote-often-hint"),
        _ => message!("quote-gone-hint"),
    }
}
