//! Names of figures that last: a figure keeps its address when another one comes before it in its block.
//!
//! In: the figures of a report in order, each with its place and the name it had. Out: the names that must be written.
//! What always holds: a name that a figure had goes to no other.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{self, Item};
use crate::model::edition::EditionReport;
use crate::model::indicator::{Indicator, Names};
use crate::model::report::Report;
use crate::model::revision::{ChangedPart, History};
use crate::text::fold_space;

/// A figure to be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// Id of its block, or `fn-12`.
    pub place: String,
    /// The name that it had.
    pub before: Option<String>,
    /// The name that is written.
    pub written: Option<String>,
}

/// The place of a figure as addresses name it.
#[must_use]
pub fn place_of(at: &str) -> String {
    at.strip_prefix('^').map_or_else(|| at.to_owned(), |label| format!("fn-{label}"))
}

/// For each figure the name to write; none where its order gives the right one. `used` are names that others had.
#[must_use]
pub fn names_to_write(figures: &[Figure], used: &BTreeSet<String>) -> Vec<Option<String>> {
    let mut taken: BTreeSet<String> = used.clone();
    taken.extend(figures.iter().filter_map(|figure| figure.before.clone()));
    let wanted: Vec<String> = figures.iter().map(|figure| wanted(figure, &mut taken)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong: BTreeSet<&str> = BTreeSet::new();
    for (figure, name) in figures.iter().zip(&wanted) {
        let count = counts.entry(&figure.place).or_default();
        *count += 1;
        if figure.written.is_some() || *name != format!("{}-{count}", figure.place) {
            wrong.insert(&figure.place);
        }
    }
    let write = |(figure, name): (&Figure, String)| wrong.contains(figure.place.as_str()).then_some(name);
    figures.iter().zip(wanted).map(write).collect()
}

fn wanted(figure: &Figure, taken: &mut BTreeSet<String>) -> String {
    if let Some(name) = figure.written.as_ref().or(figure.before.as_ref()) {
        taken.insert(name.clone());
        return name.clone();
    }
    let mut count = 0;
    loop {
        count += 1;
        let name = format!("{}-{count}", figure.place);
        if taken.insert(name.clone()) {
            return name;
        }
    }
}

/// What a figure states, in words: what its record says when it is gone.
#[must_use]
pub fn words_of(figure: &Indicator) -> String {
    let (low, high) = figure.bounds().unwrap_or_default();
    let range = if low.total_cmp(&high).is_eq() { low.to_string() } else { format!("{low} - {high}") };
    fold_space(&format!("{}: {} {range} {}", figure.name, figure.op.sign(), figure.unit))
}

/// Names the figures of a new import after those of the last one; a figure that comes back has its old name.
pub fn name(report: &mut Report, before: &EditionReport, history: &History) {
    let old: Vec<&Indicator> = before.all_pages().flat_map(|page| &page.front.indicators).collect();
    let old_items: Vec<Item> = old.iter().map(|figure| Item::of(figure)).collect();
    let new_items: Vec<Item> = report.indicators.iter().map(Item::of).collect();
    let pairs = lists::pairs(&old_items, &new_items);
    let old_names = names_of(&old);
    let mut used = names_gone(history);
    used.extend(old_names.iter().cloned());
    let mut gone = RemovedFigures::new(history, &old_names);
    let figures: Vec<Figure> = report
        .indicators
        .iter()
        .zip(pairs)
        .map(|(figure, pair)| {
            let (place, words) = (place_of(&figure.at), words_of(figure));
            let pair = pair.filter(|at| place_of(&old[*at].at) == place);
            let same = pair.is_some_and(|at| words_of(old[at]) == words);
            let back = if same { None } else { gone.take(&place, &words) };
            Figure { place, before: back.or_else(|| pair.map(|at| old_names[at].clone())), written: None }
        })
        .collect();
    for (figure, id) in report.indicators.iter_mut().zip(names_to_write(&figures, &used)) {
        figure.id = id;
    }
}

/// Every name that a figure had and lost.
#[must_use]
pub fn names_gone(history: &History) -> BTreeSet<String> {
    history.ids().filter_map(|id| Some(id.strip_prefix("fig-")?.to_owned())).collect()
}

/// The figures that are gone, by what they stated.
struct RemovedFigures {
    names: BTreeMap<String, Vec<String>>,
}

impl RemovedFigures {
    fn new(history: &History, standing: &[String]) -> Self {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let words = history.gone().chain(history.had());
        for (_, id, words) in words.filter(|(part, ..)| *part == ChangedPart::Indicator) {
            let name = id.trim_start_matches("fig-").to_owned();
            let known = names.entry(words.to_owned()).or_default();
            if !standing.contains(&name) && !known.contains(&name) {
                known.push(name);
            }
        }
        // Taken from the end: the first of equal ones last.
        names.values_mut().for_each(|names| names.sort_by(|a, b| b.cmp(a)));
        Self { names }
    }

    /// The name of a figure of a place that stated the same.
    fn take(&mut self, place: &str, words: &str) -> Option<String> {
        let own = |name: &String| name.rsplit_once('-').is_some_and(|(own, _)| own == place);
        let name = self.names.get(words)?.iter().rfind(|name| own(name))?.clone();
        self.names.values_mut().for_each(|names| names.retain(|other| *other != name));
        Some(name)
    }
}

/// The names that figures have, written or by their order.
#[must_use]
pub fn names_of(figures: &[&Indicator]) -> Vec<String> {
    let mut names = Names::new(figures.iter().filter_map(|figure| figure.id.as_deref()));
    figures.iter().map(|figure| names.name(&place_of(&figure.at), figure.id.as_deref())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(place: &str, before: Option<&str>) -> Figure {
        Figure { place: place.to_owned(), before: before.map(str::to_owned), written: None }
    }

    #[test]
    fn a_figure_keeps_its_name() {
        let none = BTreeSet::new();
        assert_eq!(names_to_write(&[figure("a", Some("a-1")), figure("a", None)], &none), [None, None]);
        let pushed = [figure("a", None), figure("a", Some("a-1")), figure("b", None)];
        let named = [Some("a-2".to_owned()), Some("a-1".to_owned()), None];
        assert_eq!(names_to_write(&pushed, &none), named);
        // The first figure is gone; its name is not given again.
        let gone = BTreeSet::from(["a-1".to_owned()]);
        assert_eq!(names_to_write(&[figure("a", Some("a-2"))], &gone), [Some("a-2".to_owned())]);
    }
}
