//! What names mean which concept: the program's own and the editor's.

use std::collections::BTreeMap;

use super::units::dimension;
use crate::language::Concepts;
use crate::model::concept::ConceptEntry;
use crate::model::edition::Edition;
use crate::model::indicator::Indicator;

/// The concepts of an edition and their names.
pub(super) struct Known {
    /// The language's words.
    pub words: &'static Concepts,
    /// The concepts: first those that the editor names, in the editor's order.
    pub list: Vec<ConceptEntry>,
    /// How many the editor names.
    pub chosen: usize,
    names: BTreeMap<String, Vec<NameMeanings>>,
}

/// What a name may mean.
#[derive(Clone, Copy)]
struct NameMeanings {
    concept: usize,
    /// Which of its names it is: 0 is the concept's own.
    alias: usize,
    is_loose: bool,
}

/// What stands around a figure: the passage, and its sentence before it; both in plain form.
pub(super) struct Around {
    pub passage: String,
    pub before: String,
}

impl Known {
    pub fn new(edition: &Edition) -> Self {
        let words = crate::language::concepts(&edition.config.language);
        let mut own = words.concepts.clone();
        let mut chosen = Vec::new();
        for (key, entry) in &edition.config.concepts.0 {
            let normal = words.normal(key, None);
            let has = |one: &ConceptEntry| {
                one.id == *key
                    || (!entry.id.is_empty() && one.id == entry.id)
                    || std::iter::once(&one.name).chain(&one.names).any(|name| words.normal(name, None) == normal)
            };
            let known = own.iter().position(has).map(|at| own.remove(at));
            chosen.push(merged(key, entry, known));
        }
        let count = chosen.len();
        let list: Vec<ConceptEntry> = chosen.into_iter().chain(own).collect();
        let mut names: BTreeMap<String, Vec<NameMeanings>> = BTreeMap::new();
        for (concept, entry) in list.iter().enumerate() {
            let sure = std::iter::once(&entry.name).chain(&entry.names).map(|name| (name, false));
            for (alias, (name, is_loose)) in sure.chain(entry.loose.iter().map(|name| (name, true))).enumerate() {
                names.entry(words.normal(name, None)).or_default().push(NameMeanings { concept, alias, is_loose });
            }
        }
        Self { words, list, chosen: count, names }
    }

    /// The place of a concept among those that stand for a report.
    pub fn headline(&self, entry: &ConceptEntry, is_chosen: bool) -> Option<usize> {
        let place = self.words.headlines.iter().position(|id| *id == entry.id);
        if is_chosen { Some(0) } else { place.map(|place| place + 1) }
    }

    /// The concept of a figure, and which of its names the figure has.
    pub fn concept(
        &self,
        indicator: &Indicator,
        place: Option<&str>,
        around: impl Fn() -> Around,
    ) -> Option<(usize, usize)> {
        if let Some(written) = indicator.concept.as_deref() {
            let by_id = self.list.iter().position(|entry| entry.id == written).map(|concept| (concept, 0));
            let by_name =
                || self.names.get(&self.words.normal(written, place))?.first().map(|one| (one.concept, one.alias));
            return by_id.or_else(by_name);
        }
        let meant = self.names.get(&self.words.normal(&indicator.name, place))?;
        let fits = |one: &&NameMeanings| {
            let entry = &self.list[one.concept];
            let has = |text: &str, list: &[String]| list.iter().any(|word| holds(text, &self.words.plain(word)));
            self.measures(entry, &indicator.unit) && {
                let near = one.is_loose.then(&around);
                let is_near = near.is_none_or(|around| has(&around.passage, &entry.near));
                is_near && (entry.without.is_empty() || !has(&around().before, &entry.without))
            }
        };
        meant.iter().find(fits).map(|one| (one.concept, one.alias))
    }

    /// Whether figures of the concept may have a unit.
    fn measures(&self, entry: &ConceptEntry, unit: &str) -> bool {
        entry.unit.is_empty() || self.class(entry, unit).is_some()
    }

    /// What a unit measures: for a concept all nouns that it counts are one.
    pub fn class(&self, entry: &ConceptEntry, unit: &str) -> Option<String> {
        let own = dimension(self.words, unit).0;
        if entry.unit.is_empty() {
            return Some(own);
        }
        let all: Vec<String> = entry.unit.iter().map(|unit| dimension(self.words, unit).0).collect();
        let is_coin = self.words.coins.contains(&own);
        let first = all.first().cloned();
        all.contains(&own).then_some(()).and(if is_coin { Some(own) } else { first })
    }
}

/// Whether a text in plain form has the words.
pub(super) fn holds(text: &str, words: &str) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words)
        .any(|(at, _)| is_end(text[..at].chars().next_back()) && is_end(text[at + words.len()..].chars().next()))
}

/// What the editor says of a concept over what is known of it.
fn merged(key: &str, entry: &ConceptEntry, known: Option<ConceptEntry>) -> ConceptEntry {
    let mut one = known.unwrap_or_default();
    let is_id = one.id == key;
    let names = std::mem::take(&mut one.names);
    let text = |new: &str, old: String| if new.is_empty() { old } else { new.to_owned() };
    let list = |new: &[String], old: Vec<String>| if new.is_empty() { old } else { new.to_vec() };
    let name = if is_id { text(&entry.name, one.name.clone()) } else { key.to_owned() };
    ConceptEntry {
        id: text(&entry.id, one.id),
        topic: text(&entry.topic, one.topic),
        unit: list(&entry.unit, one.unit),
        measure: entry.measure.or(one.measure),
        time: entry.time.or(one.time),
        scope: text(&entry.scope, one.scope),
        better: entry.better.or(one.better),
        sdg: entry.sdg.clone().or(one.sdg),
        core: true,
        // The editor's names come first; the concept's former one is one of them.
        names: entry.names.iter().cloned().chain(Some(one.name).filter(|old| !old.is_empty())).chain(names).collect(),
        loose: list(&entry.loose, one.loose),
        near: list(&entry.near, one.near),
        without: list(&entry.without, one.without),
        see: list(&entry.see, one.see),
        in_words: list(&entry.in_words, one.in_words),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::{Concepts as Written, Config};

    fn known(concepts: Vec<(&str, ConceptEntry)>) -> Known {
        let concepts = Written(concepts.into_iter().map(|(key, entry)| (key.to_owned(), entry)).collect());
        Known::new(&Edition { config: Config { concepts, ..Config::default() }, ..Edition::default() })
    }

    fn id(known: &Known, name: &str, unit: &str, text: &str) -> Option<String> {
        let figure = Indicator { name: name.to_owned(), unit: unit.to_owned(), ..Indicator::default() };
        let plain = known.words.plain(text);
        let around = || Around { passage: plain.clone(), before: plain.clone() };
        known.concept(&figure, Some("An Bình"), around).map(|(at, _)| known.list[at].id.clone())
    }

    #[test]
    fn a_name_means_a_concept_by_unit_scope_and_surroundings() {
        let own = known(Vec::new());
        let of = |name, unit, text| id(&own, name, unit, text);
        assert_eq!(of("Tỷ lệ đô thị hoá của tỉnh An Bình", "%", "").as_deref(), Some("urbanisation"));
        assert_eq!(of("Tổng vốn đầu tư toàn xã hội", "tỷ đồng", "").as_deref(), Some("investment"));
        assert_eq!(of("Tổng vốn đầu tư toàn xã hội", "% GRDP", "").as_deref(), Some("investment-to-grdp"));
        assert_eq!(of("Tổng vốn đầu tư toàn xã hội, so với kế hoạch", "% kế hoạch", ""), None);
        let whole = "Tăng trưởng kinh tế khá; tính chung tăng trưởng bình quân";
        assert_eq!(of("Tăng trưởng bình quân", "%/năm", whole).as_deref(), Some("grdp-growth"));
        assert_eq!(of("Tăng trưởng bình quân", "%/năm", "Trụ cột nông nghiệp tăng trưởng bình quân"), None);
        let of_a_sector = "Góp vào tăng trưởng kinh tế, ngành nông nghiệp tăng trưởng bình quân";
        assert_eq!(of("Tăng trưởng bình quân", "%/năm", of_a_sector), None);
    }

    #[test]
    fn the_editor_extends_and_overrides() {
        let names = |names: &[&str]| ConceptEntry {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            ..ConceptEntry::default()
        };
        let own = known(vec![("Số cây", names(&["Cây xanh"])), ("urbanisation", names(&["Mức đô thị hóa"]))]);
        assert_eq!(id(&own, "Cây xanh", "cây", "").as_deref(), Some(""));
        assert_eq!(id(&own, "Mức đô thị hóa", "%", "").as_deref(), Some("urbanisation"));
        assert_eq!(id(&own, "Tỷ lệ đô thị hóa", "%", "").as_deref(), Some("urbanisation"));
        assert_eq!((own.chosen, own.list[1].name.as_str()), (2, "Tỷ lệ đô thị hóa"));
    }
}
