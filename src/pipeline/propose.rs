//! Which figures of a report import proposes for its sidebars: a handful a page.
//!
//! In: a report that was just read, and its pages. Out: the report with those of its figures that stand in a list of targets, mean
//! a concept or lead their section with a name that stands by itself. What always holds: they are figures that a build finds in the pages, each marked as proposed; what
//! is not proposed is found at each build all the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::{is_sound, is_whole};
use crate::model::config::Config;
use crate::model::edition::{Edition, EditionReport};
use crate::model::indicator::{Indicator, IndicatorKind, Status};
use crate::model::links::{IndicatorLink, Links, ReportLinks};
use crate::model::page::{BlockElement, Element};
use crate::model::report::{BlockKind, Report};
use crate::text::fold;
use crate::{check, link};

/// How many a page has at most.
const MOST: usize = 18;
/// How many a page has before figures that merely lead their sections are proposed.
const ENOUGH: usize = 3;
/// Fewest words of a target's name, unless it is that of a concept.
const NAME: usize = 3;
/// So many items that state targets are a list of targets.
const LIST: usize = 3;

/// Leaves a report the figures that are proposed. `fresh` are its pages without any.
pub(super) fn propose(report: &mut Report, fresh: EditionReport, config: &Config) -> EditionReport {
    let id = fresh.id.clone();
    let mut edition = Edition { config: config.clone(), reports: vec![fresh], ..Edition::default() };
    let mut links = Links::default();
    links.reports.insert(id.clone(), link::report(&edition.reports[0]));
    let concepts: BTreeMap<usize, String> = link::meant(&edition, &links).into_iter().collect();
    let fresh = edition.reports.pop().unwrap_or_default();
    let own = links.reports.remove(&id).unwrap_or_default();
    let choice = Choice { own: &own, blocks: blocks(&fresh), concepts, vague: vague(&own) };
    let chosen: BTreeSet<usize> = (0..=fresh.pages.len()).flat_map(|page| choice.of_page(page)).collect();
    // What the check would take for misread is left to the editor.
    let sign = check::decimal_sign(&fresh.all_pages().collect::<Vec<_>>());
    let is_as_printed = |at: &usize| check::is_as_printed(&own.indicators[*at].figure, sign);
    let proposed = |at: usize| Indicator { status: Status::Proposed, ..Indicator::clone(&own.indicators[at].figure) };
    report.indicators = chosen.into_iter().filter(is_as_printed).map(proposed).collect();
    fresh
}

/// The figures whose names do not tell them from others: the same name, unit, period and kind, and another value.
fn vague(own: &ReportLinks) -> BTreeSet<usize> {
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, link) in own.indicators.iter().enumerate() {
        let figure = &link.figure;
        let key = (fold(&figure.name), &figure.unit, &figure.period, figure.kind.name());
        alike.entry(key).or_default().push(at);
    }
    let bounds = |at: &usize| own.indicators[*at].figure.bounds();
    let differ = |group: &Vec<usize>| group.iter().any(|at| bounds(at) != bounds(&group[0]));
    alike.into_values().filter(differ).flatten().collect()
}

/// Whether a name says more than the unit does.
fn is_named(figure: &Indicator) -> bool {
    fold(&figure.name) != fold(&figure.unit)
}

fn blocks(report: &EditionReport) -> BTreeMap<&str, &BlockElement> {
    let elements = report.all_pages().flat_map(|page| &page.elements);
    let blocks = elements.filter_map(|element| match element {
        Element::Block(block) => Some((block.id.as_str(), block)),
        Element::Heading(_) => None,
    });
    blocks.collect()
}

/// A concept, a kind and a time.
type Meant<'k> = (&'k str, IndicatorKind, Option<&'k str>);

/// The figures of a report with what speaks for them.
struct Choice<'a> {
    own: &'a ReportLinks,
    blocks: BTreeMap<&'a str, &'a BlockElement>,
    concepts: BTreeMap<usize, String>,
    vague: BTreeSet<usize>,
}

impl Choice<'_> {
    /// The figures of a page that are proposed.
    fn of_page(&self, page: usize) -> BTreeSet<usize> {
        let is_here = |at: &usize| self.own.indicators[*at].page == page && is_named(&self.own.indicators[*at].figure);
        let here: Vec<usize> = (0..self.own.indicators.len()).filter(is_here).collect();
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        // Of a table only what means a concept, and after what the text says.
        let (tables, here): (Vec<usize>, Vec<usize>) = here.into_iter().partition(|at| self.is_in_table(*at));
        let telling: Vec<usize> = here.iter().copied().filter(|at| !self.vague.contains(at)).collect();
        let mut known = BTreeSet::new();
        let of_text = self.of_concepts(&here, &mut known);
        let lists = [of_text, self.of_lists(&telling), self.of_concepts(&tables, &mut known)];
        for at in lists.into_iter().flatten() {
            if chosen.len() < MOST {
                chosen.insert(at);
            }
        }
        for at in self.leading(&telling) {
            if chosen.len() < ENOUGH {
                chosen.insert(at);
            }
        }
        chosen
    }

    /// The first figure of each concept, kind and time.
    fn of_concepts<'k>(&'k self, here: &[usize], known: &mut BTreeSet<Meant<'k>>) -> Vec<usize> {
        let is_new = |at: &&usize| {
            let figure = &self.own.indicators[**at].figure;
            let concept = self.concepts.get(*at);
            concept.is_some_and(|concept| known.insert((concept, figure.kind, figure.period.as_deref())))
        };
        here.iter().filter(is_new).copied().collect()
    }

    /// The first figure of each item of a list of targets.
    fn of_lists(&self, here: &[usize]) -> Vec<usize> {
        let mut items: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for at in here {
            let link = &self.own.indicators[*at];
            let is_aim = link.figure.kind == IndicatorKind::Target && link.note.is_none() && self.is_item(link);
            let is_aim = is_aim && crate::text::word_count(&link.figure.name) >= NAME && self.is_whole(link);
            if is_aim && seen.insert(&link.place) {
                items.entry(link.section.as_deref()).or_default().push(*at);
            }
        }
        items.into_values().filter(|items| items.len() >= LIST).flatten().collect()
    }

    fn is_in_table(&self, at: usize) -> bool {
        let block = self.blocks.get(self.own.indicators[at].place.as_str());
        block.is_some_and(|block| block.kind == BlockKind::Table)
    }

    fn is_item(&self, link: &IndicatorLink) -> bool {
        let Some(block) = self.blocks.get(link.place.as_str()) else { return false };
        block.kind == BlockKind::Item || block.text.trim_start().starts_with(['(', '-', '+', '•'])
    }

    /// Whether its name has all that its text says.
    fn is_whole(&self, link: &IndicatorLink) -> bool {
        self.blocks.get(link.place.as_str()).is_some_and(|block| is_whole(&link.figure, &block.text))
    }

    /// The figures that lead their sections.
    fn leading(&self, here: &[usize]) -> Vec<usize> {
        let mut sections: BTreeSet<Option<&str>> = BTreeSet::new();
        let leads = |at: &&usize| {
            let link = &self.own.indicators[**at];
            link.note.is_none()
                && is_sound(&link.figure)
                && self.is_whole(link)
                && sections.insert(link.section.as_deref())
        };
        here.iter().filter(leads).copied().collect()
    }
}
