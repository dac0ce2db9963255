//! Words of the pages that lead somewhere, gathered from all finders.
//!
//! In: a unit, a range of its words, what they lead to. Out: the links of each page in the order of their bytes.
//! What always holds: links of one field do not overlap; the finder that came first wins.

use std::collections::BTreeMap;
use std::ops::Range;

use super::units::Unit;
use crate::model::links::{Field, LinkTarget, WordLink};

/// Words of a unit and what they lead to.
#[derive(Debug, Clone)]
pub(super) struct LinkedWords {
    /// Index of the unit.
    pub unit: usize,
    /// Their bytes in the unit's text.
    pub range: Range<usize>,
    /// What they lead to.
    pub leads: LinkTarget,
}

/// The bytes of each unit that lead somewhere, in their order.
pub(super) fn by_unit(leads: &[LinkedWords]) -> BTreeMap<usize, Vec<Range<usize>>> {
    let mut found: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for lead in leads {
        found.entry(lead.unit).or_default().push(lead.range.clone());
    }
    found.values_mut().for_each(|ranges| ranges.sort_unstable_by_key(|range| range.start));
    found
}

/// The links so far: of each page by field and first byte.
#[derive(Debug, Default)]
pub(super) struct Words {
    pages: BTreeMap<String, BTreeMap<(Field, usize), WordLink>>,
}

impl Words {
    /// Adds links, each unless its words are taken.
    pub fn extend(&mut self, units: &[Unit], leads: Vec<LinkedWords>) {
        for lead in leads {
            self.add(&units[lead.unit], lead.range, lead.leads);
        }
    }

    fn add(&mut self, unit: &Unit, words: Range<usize>, leads: LinkTarget) {
        let range = unit.passage.source(words);
        let field = unit.passage.field;
        let page = self.pages.entry(unit.place.page.clone()).or_default();
        // Links do not overlap, so the last one that begins before these words' end is the one that could reach in.
        let before = page.range(..(field, range.end)).next_back();
        let taken = before.is_some_and(|((other, _), link)| *other == field && range.start < link.range.end);
        if !taken && !range.is_empty() {
            page.insert((field, range.start), WordLink { field, range, leads });
        }
    }

    /// All links, sorted.
    pub fn finish(self) -> BTreeMap<String, Vec<WordLink>> {
        self.pages.into_iter().map(|(page, links)| (page, links.into_values().collect())).collect()
    }
}
