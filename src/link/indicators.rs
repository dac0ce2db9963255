//! Figures in their places: an address for each, the section that holds it, its topic.
//!
//! In: the pages of a report, and what was found in their texts. Out: one link for each indicator whose place the page has, and for each
//! figure that is none. What always holds: ids are
//! unique in the report and follow the place: the second indicator of block `k7f2` is `fig-k7f2-2`, unless it
//! is written: a revision writes the name of an indicator that changed its place among those of its block. Figures that are no
//! indicators are named by their words, `fig-k7f2-b4kz`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::stored_figures::Found;
use crate::model::indicator::{Indicator, Names, Status};
use crate::model::links::{BlockLink, IndicatorLink, LinkedNote};
use crate::model::page::{Element, Page};
use crate::text::{IdMaker, fold_space};

/// The figures of the pages, in reading order.
pub(super) fn indicators(
    pages: &[&Page],
    blocks: &[BlockLink],
    notes: &[LinkedNote],
    found: &[Found],
) -> Vec<IndicatorLink> {
    let written = pages.iter().flat_map(|page| &page.front.indicators).filter_map(|one| one.id.as_deref());
    let mut names = Names::new(written);
    let mut taken: HashSet<String> = HashSet::new();
    let mut all = Vec::new();
    let sections = first_of(blocks.iter().map(|link| (link.id.as_str(), link.section.as_deref())));
    let by_label = first_of(notes.iter().map(|note| ((note.page.as_str(), note.label.as_str()), note)));
    let by_number = first_of(notes.iter().map(|note| (note.number, note)));
    for (page_index, page) in pages.iter().enumerate() {
        let elements = page.elements.iter().enumerate().filter_map(|(at, element)| match element {
            Element::Block(block) => Some((block.id.as_str(), at)),
            Element::Heading(_) => None,
        });
        let elements = first_of(elements);
        let places =
            Places { page, page_index, elements, sections: &sections, by_label: &by_label, by_number: &by_number };
        let mut here: Vec<IndicatorLink> = Vec::new();
        let found = found.get(page_index).map(Vec::as_slice).unwrap_or_default();
        let (stands_for, others) = parted(&page.front.indicators, found);
        for (index, indicator) in page.front.indicators.iter().enumerate() {
            let Some(mut link) = places.link(Arc::new(indicator.clone()), Some(index)) else { continue };
            if let Some(stated) = stands_for.get(index).copied().flatten().filter(|_| places.lost_words(&link)) {
                link.figure = Arc::new(Indicator { quote: stated.quote.clone(), ..indicator.clone() });
            }
            let name = names.name(&link.place, indicator.id.as_deref());
            // One that was refused keeps its name from the others, and is shown nowhere.
            if indicator.status != Status::Refused {
                here.push(IndicatorLink { id: format!("fig-{name}"), ..link });
            }
        }
        for figure in others {
            let Some(link) = places.link(figure, None) else { continue };
            let id = found_id(&link, &mut taken);
            here.push(IndicatorLink { id, ..link });
        }
        places.sort(&mut here);
        all.extend(here);
    }
    all
}

/// The name of a figure by its words.
fn found_id(link: &IndicatorLink, taken: &mut HashSet<String>) -> String {
    let figure = &link.figure;
    let (low, high) = figure.bounds().unwrap_or_default();
    let words = format!("{} {low} {high}", figure.quote);
    let signs = IdMaker::default().make(&words);
    let named = |count: usize| match count {
        1 => format!("fig-{}-{signs}", link.place),
        count => format!("fig-{}-{signs}{count}", link.place),
    };
    let mut count = 1;
    while !taken.insert(named(count)) {
        count += 1;
    }
    named(count)
}

/// For each entry of the front matter the figure of the text that it stands for; and the figures that none stands for.
fn parted<'f>(entries: &[Indicator], found: &'f [Arc<Indicator>]) -> (Vec<Option<&'f Indicator>>, Vec<Arc<Indicator>>) {
    let mut is_taken = vec![false; found.len()];
    let mut stands_for = vec![None; entries.len()];
    for (entry, own) in entries.iter().zip(&mut stands_for) {
        let near = found.iter().enumerate().filter(|(at, one)| !is_taken[*at] && one.at == entry.at);
        let best = near.filter_map(|(at, one)| Some((likeness(entry, one)?, std::cmp::Reverse(at)))).max();
        if let Some((_, std::cmp::Reverse(at))) = best {
            is_taken[at] = true;
            *own = Some(found[at].as_ref());
        }
    }
    let others = found.iter().zip(is_taken).filter(|(_, is_taken)| !is_taken).map(|(one, _)| Arc::clone(one));
    (stands_for, others.collect())
}

/// How surely an entry of the front matter is what was found in its place; none when it is not.
fn likeness(entry: &Indicator, found: &Indicator) -> Option<usize> {
    let (own, other) = (fold_space(&entry.quote), fold_space(&found.quote));
    let shares_words = own.contains(&other) || other.contains(&own);
    let is_same = entry.bounds() == found.bounds();
    let shares_a_value = entry.figures().any(|value| found.figures().any(|other| value == other));
    let is_one = is_same || shares_words && shares_a_value;
    is_one.then_some(4 * usize::from(is_same) + 2 * usize::from(shares_words) + usize::from(entry.kind == found.kind))
}

/// What is called by a name; of two with one name the first.
fn first_of<K: std::hash::Hash + Eq, V>(named: impl Iterator<Item = (K, V)>) -> HashMap<K, V> {
    let mut found = HashMap::new();
    for (name, value) in named {
        found.entry(name).or_insert(value);
    }
    found
}

/// Where the figures of a page stand.
struct Places<'a> {
    page: &'a Page,
    page_index: usize,
    /// The page's blocks by their ids.
    elements: HashMap<&'a str, usize>,
    /// The sections of the report's blocks.
    sections: &'a HashMap<&'a str, Option<&'a str>>,
    /// The report's notes by page and label, and by number.
    by_label: &'a HashMap<(&'a str, &'a str), &'a LinkedNote>,
    by_number: &'a HashMap<usize, &'a LinkedNote>,
}

impl Places<'_> {
    /// A figure in its place, without an id; none when the page has no such place.
    fn link(&self, figure: Arc<Indicator>, entry: Option<usize>) -> Option<IndicatorLink> {
        let page = self.page;
        let note = figure.note().and_then(|label| self.by_label.get(&(page.path.as_str(), label)));
        let block = self.element(&figure.at).is_some();
        let place = match (note, block) {
            (Some(note), _) => note.id.clone(),
            (None, true) => figure.at.clone(),
            (None, false) => return None,
        };
        let section = match note {
            Some(note) => note.marks.first().and_then(|mark| self.section_of(&mark.block)),
            None => self.section_of(&figure.at),
        };
        let topic = figure.topic.clone().or_else(|| page.front.topics.first().cloned());
        Some(IndicatorLink {
            id: String::new(),
            page: self.page_index,
            entry,
            block: block.then(|| figure.at.clone()),
            note: note.map(|note| note.number),
            place,
            section,
            topic: topic.unwrap_or_else(|| page.plain_title.clone()),
            concept: None,
            figure,
        })
    }

    fn section_of(&self, block: &str) -> Option<String> {
        self.sections.get(block)?.map(str::to_owned)
    }

    fn element(&self, id: &str) -> Option<usize> {
        self.elements.get(id).copied()
    }

    /// The words of a figure's place.
    fn words(&self, link: &IndicatorLink) -> &str {
        let note = link.note.and_then(|number| self.by_number.get(&number));
        let element = || self.page.elements.get(link.block.as_deref().and_then(|id| self.element(id))?);
        match (note, note.map_or_else(element, |_| None)) {
            (Some(note), _) => &note.text,
            (None, Some(Element::Block(block))) => &block.text,
            _ => "",
        }
    }

    /// Whether a figure's words do not stand in its place; where the editor corrects the place, they may be the corrected ones.
    fn lost_words(&self, link: &IndicatorLink) -> bool {
        let (quote, at) = (link.figure.quote.as_str(), &link.figure.at);
        let stands = self.words(link).contains(quote) || fold_space(self.words(link)).contains(&fold_space(quote));
        !stands && self.page.front.corrections.iter().all(|one| one.at != *at)
    }

    /// Puts figures in the order of the text, notes last.
    fn sort(&self, links: &mut [IndicatorLink]) {
        links.sort_by_cached_key(|link| {
            let quote = link.figure.quote.as_str();
            let element = link.block.as_deref().and_then(|id| self.element(id));
            let end = self.words(link).find(quote).map_or(0, |at| at + quote.len());
            (link.note.is_some(), link.note, element, end)
        });
    }
}
