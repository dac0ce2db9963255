//! Concepts: what figures of several reports measure alike, side by side.
//!
//! In: the reports with their figures, the known concepts and the editor's. Out: the concepts, each with the figures that
//! stand for it in every place, and what each place says of it. What holds: a row has figures of one concept, unit and kind of span; a
//! figure is converted only where the factor is exact, and keeps its own unit beside; nothing is said not to be stated that a sentence states.

mod columns;
mod known;
mod rows;
mod states;
mod times;
mod units;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use columns::{column_of, columns};
use known::{Around, Known};
use rayon::prelude::*;
use rows::Candidate;
use serde::{Deserialize, Serialize};
use states::Phrases;
use times::{Dated, dated};

use crate::cache::Cache;
use crate::digest::Digest;
use crate::model::concept::{ConceptEntry, TimeSort};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Concept, IndicatorLink, Links, ReportLinks};
use crate::model::page::Element;
use crate::text::slug;

/// Figures by concept, span and unit.
type Groups<'a> = BTreeMap<(usize, crate::model::links::Span, String), Vec<Candidate<'a>>>;

/// Finds the concepts, and gives every figure the one that it belongs to.
pub(super) fn concepts(edition: &Edition, links: &mut Links, cache: &Cache) {
    let columns = columns(edition);
    let known = Known::new(edition);
    let groups = grouped(edition, links, &known, &columns, cache);
    let mut found: Vec<Concept> = Vec::new();
    let mut entries: Vec<&ConceptEntry> = Vec::new();
    let mut marks: Vec<(String, usize, String)> = Vec::new();
    for (order, entry) in known.list.iter().enumerate() {
        let own: Vec<_> = groups.iter().filter(|((concept, ..), _)| *concept == order).collect();
        let figures: usize = own.iter().map(|(_, candidates)| candidates.len()).sum();
        // Nothing to compare with, and no concept that leads here.
        let is_led_to = || known.list.iter().any(|other| other.see.contains(&entry.id));
        if figures == 0 || figures == 1 && !is_led_to() {
            continue;
        }
        let mut concept = start(entry, order < known.chosen, &known, &found);
        for ((_, span, _), candidates) in own {
            let row = rows::row(&concept, *span, candidates, known.words, columns.len());
            concept.rows.push(row);
            let mark = |one: &Candidate<'_>| (one.report.id.clone(), one.index, concept.id.clone());
            marks.extend(candidates.iter().map(mark));
        }
        found.push(concept);
        entries.push(entry);
    }
    for (report, index, concept) in marks {
        if let Some(link) = links.reports.get_mut(&report).and_then(|links| links.indicators.get_mut(index)) {
            link.concept = Some(concept);
        }
    }
    let phrases: Vec<Phrases> = entries.iter().map(|entry| Phrases::of(entry, &known)).collect();
    let sentences = states::sentences(edition, links, &known, (&columns, &phrases), cache);
    states::states(&sentences, &phrases, &entries, &mut found);
    links.columns = columns;
    links.concepts = found;
}

/// Which figures mean a concept, by their places in the lists of their reports.
#[must_use]
pub fn meant(edition: &Edition, links: &Links) -> Vec<(usize, String)> {
    let known = Known::new(edition);
    let groups = grouped(edition, links, &known, &columns(edition), &Cache::default());
    let name = |order: usize| known.list.get(order).map_or("", |entry| entry.name.as_str()).to_owned();
    let meant = groups.iter().flat_map(|((order, ..), figures)| figures.iter().map(|one| (one.index, name(*order))));
    meant.collect()
}

/// A concept without its rows.
fn start(entry: &ConceptEntry, is_chosen: bool, known: &Known, before: &[Concept]) -> Concept {
    let base = if entry.id.is_empty() { slug(&entry.name, 60) } else { slug(&entry.id, 60) };
    let mut id = base.clone();
    let mut count = 2;
    while before.iter().any(|concept| concept.id == id) {
        id = format!("{base}-{count}");
        count += 1;
    }
    Concept {
        id,
        name: entry.name.clone(),
        topic: known.words.topics.get(&entry.topic).unwrap_or(&entry.topic).clone(),
        is_core: is_chosen || entry.core,
        headline: known.headline(entry, is_chosen),
        better: entry.better,
        sdg: entry.sdg.clone(),
        rows: Vec::new(),
    }
}

/// A figure that means a concept and can be dated.
#[derive(Serialize, Deserialize)]
struct Meant {
    /// Index in the report's list of links.
    index: usize,
    concept: usize,
    alias: usize,
    dated: Dated,
    /// What its unit measures.
    class: String,
    /// The sentence that states it.
    sentence: String,
}

/// Every figure that means a concept and can be dated.
fn grouped<'a>(edition: &'a Edition, links: &Links, known: &Known, columns: &[String], cache: &Cache) -> Groups<'a> {
    let config = &edition.config;
    let mut asked = Digest::default();
    asked.add(&("concepts", &config.language, &config.concepts, config.proposals.are_hidden()));
    let of = |report: &'a EditionReport| {
        let own = links.reports.get(&report.id)?;
        let mut origin = asked.clone();
        origin.add_done(report.origin);
        let meant: Vec<Meant> = cache.kept(origin.done(), || of_report(report, own, known));
        Some((report, own, meant))
    };
    let mut groups = Groups::new();
    for (report, own, meant) in edition.reports.par_iter().filter_map(of).collect::<Vec<_>>() {
        let column = columns.iter().position(|column| *column == column_of(report)).unwrap_or_default();
        for Meant { index, concept, alias, dated, class, sentence } in meant {
            let Some(link) = own.indicators.get(index) else { continue };
            let indicator = Arc::clone(&link.figure);
            let candidate = Candidate { indicator, report, column, index, alias, dated, sentence };
            groups.entry((concept, candidate.dated.span, class)).or_default().push(candidate);
        }
    }
    groups
}

/// The figures of a report that mean a concept and can be dated.
fn of_report(report: &EditionReport, own: &ReportLinks, known: &Known) -> Vec<Meant> {
    let blocks = block_texts(report);
    let place = report.index.front.place.as_deref();
    let of = |(index, link): (usize, &IndicatorLink)| {
        let indicator = &link.figure;
        let around = || {
            let (text, caller) = passage(own, &blocks, link);
            let (quote, sentence) = placed(text, &indicator.quote);
            let before = known.words.plain(&text[sentence.start..quote.end]);
            Around { passage: known.words.plain(&format!("{text} {caller}")), before }
        };
        let (concept, alias) = known.concept(indicator, place, around)?;
        let entry = &known.list[concept];
        let dated = dated(indicator.period.as_deref(), time_of(entry))?;
        let class = known.class(entry, &indicator.unit).unwrap_or_default();
        let (text, _) = passage(own, &blocks, link);
        let sentence = text[placed(text, &indicator.quote).1].trim().to_owned();
        Some(Meant { index, concept, alias, dated, class, sentence })
    };
    own.indicators.iter().enumerate().filter_map(of).collect()
}

/// How the figures of a concept are dated: a concept of which only the name is known is taken for a stock where it has a unit
/// of counts or shares, as most are.
fn time_of(entry: &ConceptEntry) -> TimeSort {
    entry.time.unwrap_or_default()
}

/// The texts of a report's blocks by their ids.
fn block_texts(report: &EditionReport) -> HashMap<&str, &str> {
    let elements = report.all_pages().flat_map(|page| &page.elements);
    let texts = elements.filter_map(|element| match element {
        Element::Block(block) => Some((block.id.as_str(), block.text.as_str())),
        Element::Heading(_) => None,
    });
    texts.collect()
}

/// The text of the passage that a figure stands in, and of the one that calls it where it is a note.
fn passage<'a>(own: &'a ReportLinks, blocks: &HashMap<&str, &'a str>, link: &IndicatorLink) -> (&'a str, &'a str) {
    let block = |id: &str| blocks.get(id).copied();
    let note = link.note.and_then(|number| own.numbered(number));
    let text = note.map(|note| note.text.as_str()).or_else(|| block(link.block.as_deref()?));
    let caller = note.and_then(|note| note.marks.first()).and_then(|mark| block(&mark.block));
    (text.unwrap_or_default(), caller.unwrap_or_default())
}

/// The bytes of a quote in its text, and where its sentence begins and ends.
fn placed(text: &str, quote: &str) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let start = text.find(quote).unwrap_or_default();
    let end = (start + quote.len()).min(text.len());
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    (start..end, states::sentence_start(&text[..start])..states::sentence_end(text, end))
}
