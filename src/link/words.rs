//! Words of the pages that lead somewhere, gathered from all finders.
//!
//! In: a unit, a range of its words, what they lead to. Out: the links of each page in the order of their bytes.
//! What always holds: links of one field do not overlap; the finder that came first wins.

use std::collections::BTreeMap;
use std::ops::Range;

use super::units::Unit;
use crate::model::links::{Leads, WordLink};

/// Words of a unit and what they lead to.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// Index of the unit.
    pub unit: usize,
    /// Their bytes in the unit's text.
    pub range: Range<usize>,
    /// What they lead to.
    pub leads: Leads,
}

/// The links so far.
#[derive(Debug, Default)]
pub(super) struct Words {
    pages: BTreeMap<String, Vec<WordLink>>,
}

impl Words {
    /// Adds links, each unless its words are taken.
    pub fn extend(&mut self, units: &[Unit], leads: Vec<Lead>) {
        for lead in leads {
            self.add(&units[lead.unit], lead.range, lead.leads);
        }
    }

    fn add(&mut self, unit: &Unit, words: Range<usize>, leads: Leads) {
        let range = unit.passage.source(words);
        let field = unit.passage.field;
        let page = self.pages.entry(unit.place.page.clone()).or_default();
        let taken =
            page.iter().any(|link| link.field == field && link.range.start < range.end && range.start < link.range.end);
        if !taken && !range.is_empty() {
            page.push(WordLink { field, range, leads });
        }
    }

    /// All links, sorted.
    pub fn finish(self) -> BTreeMap<String, Vec<WordLink>> {
        let mut pages = self.pages;
        for links in pages.values_mut() {
            links.sort_by_key(|link| (link.field, link.range.start));
        }
        pages
    }
}
