//! Annotations and corrections in their places: a letter for each of the editor's notes, an address for both.
//!
//! In: the pages that belong together, with their notes. Out: links in reading order, and what has no place.
//! What always holds: a proposed correction is not among them; the words of two corrections never overlap; an annotation
//! whose words are gone is kept, without a place.

use std::collections::BTreeMap;

use super::quotes;
use crate::model::edition::Edition;
use crate::model::links::{
    AnnotationLink, CorrectionLink, Figure, Links, Misquote, QuoteFault, QuotePlace, ReportLinks,
};
use crate::model::page::{Correction, Element, Page};
use crate::text::fold_space;

/// Resolves the corrections first: an annotation may speak of a corrected word.
pub(super) fn resolve(pages: &[&Page], links: &mut ReportLinks) {
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.front.corrections.is_empty()) {
        corrections(at, page, links);
    }
    let mut counts = BTreeMap::new();
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| !page.front.annotations.is_empty()) {
        annotations(at, page, links, &mut counts);
    }
}

fn corrections(at: usize, page: &Page, links: &mut ReportLinks) {
    let mut found: Vec<(usize, QuotePlace)> = Vec::new();
    for (index, correction) in page.front.corrections.iter().enumerate().filter(|(_, one)| one.is_applied()) {
        match place(page, links, correction) {
            Ok(place) => found.push((index, place)),
            Err(fault) => links.misquotes.push(misquote(page, true, index, fault)),
        }
    }
    found.sort_by_key(|(index, place)| (order(page, Some(place)), *index));
    let mut kept: Vec<CorrectionLink> = Vec::new();
    let mut count = 0;
    for (index, place) in found {
        let before = kept.last().filter(|last| last.place.is_beside(&place));
        if before.is_some_and(|last| place.range.start < last.place.range.end) {
            links.misquotes.push(misquote(page, true, index, QuoteFault::Overlap));
            continue;
        }
        count = if before.is_some() { count + 1 } else { 1 };
        let read = page.front.corrections[index].read.trim().to_owned();
        let id = format!("{}-{count}", links.id_of(&place));
        kept.push(CorrectionLink { id, page: at, index, place, read });
    }
    links.corrections.extend(kept);
}

fn place(page: &Page, links: &ReportLinks, correction: &Correction) -> Result<QuotePlace, QuoteFault> {
    let Correction { quote, at, read, .. } = correction;
    for (key, value) in [("quote", quote), ("read", read)] {
        if value.trim().is_empty() {
            return Err(QuoteFault::Missing(key));
        }
    }
    if quote.trim() == read.trim() {
        return Err(QuoteFault::Same);
    }
    // The page has no corrections yet, so that the words are looked for as printed.
    let found = quotes::find(page, links, at, quote);
    match found {
        Err(QuoteFault::Lost) if quotes::find(page, links, at, read).is_ok() => Err(QuoteFault::Done),
        other => other,
    }
}

fn annotations(at: usize, page: &Page, links: &mut ReportLinks, counts: &mut BTreeMap<String, usize>) {
    let mut found: Vec<(usize, Option<QuotePlace>)> = Vec::new();
    for (index, annotation) in page.front.annotations.iter().enumerate() {
        if annotation.note.trim().is_empty() {
            links.misquotes.push(misquote(page, false, index, QuoteFault::Missing("note")));
            continue;
        }
        let place = quotes::find(page, links, &annotation.at, &annotation.quote);
        if let Err(fault) = &place {
            links.misquotes.push(misquote(page, false, index, *fault));
        }
        found.push((index, place.ok()));
    }
    found.sort_by_key(|(index, place)| (order(page, place.as_ref()), *index));
    for (index, place) in found {
        let number = links.annotations.len() + 1;
        let id = match &place {
            Some(place) => {
                let own = links.id_of(place);
                let count = counts.entry(own.clone()).or_default();
                *count += 1;
                format!("{own}-{count}")
            }
            None => format!("lost-{number}"),
        };
        links.annotations.push(AnnotationLink { number, id, page: at, index, place });
    }
}

/// Reading order: blocks, then notes, then what has no place; within one by the last byte, where the mark stands.
fn order(page: &Page, place: Option<&QuotePlace>) -> (usize, usize, usize) {
    let Some(place) = place else { return (usize::MAX, 0, 0) };
    let is_here =
        |element: &Element| matches!(element, Element::Block(block) if Some(&block.id) == place.block.as_ref());
    let block = page.elements.iter().position(is_here);
    let end = if place.range.is_empty() { usize::MAX } else { place.range.end };
    match block {
        Some(at) => (0, at, end),
        None => (1, place.note.unwrap_or_default(), end),
    }
}

/// A figure that the editor has corrected is no open difference: the reason is the correction's own.
pub(super) fn settle(edition: &Edition, links: &mut Links) {
    let Links { reports, discrepancies, .. } = links;
    for found in discrepancies.iter_mut().filter(|found| found.settled.is_none()) {
        found.settled = [&found.a, &found.b].into_iter().find_map(|figure| corrected(edition, reports, figure));
    }
}

/// Why a figure was corrected, if it was.
fn corrected(edition: &Edition, links: &BTreeMap<String, ReportLinks>, figure: &Figure) -> Option<String> {
    let report = edition.reports.iter().find(|report| report.id == figure.place.report)?;
    let digits = figure.value.split_whitespace().find(|word| word.contains(|c: char| c.is_ascii_digit()))?;
    let own = links.get(&report.id)?;
    own.corrections.iter().filter(|link| own.id_of(&link.place) == figure.place.id).find_map(|link| {
        let correction = report.all_pages().nth(link.page)?.front.corrections.get(link.index)?;
        let speaks = fold_space(&correction.quote).split(' ').any(|word| word.contains(digits));
        speaks.then(|| correction.reason.clone())
    })
}

fn misquote(page: &Page, is_correction: bool, index: usize, fault: QuoteFault) -> Misquote {
    Misquote { page: page.path.clone(), is_correction, index, fault }
}
