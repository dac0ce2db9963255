//! What a unit speaks of: whose figures, and whether they are results or targets.
//!
//! In: the units with their outlines and marks. Out: one [`Subject`] a unit; only equal ones are compared.

use std::collections::HashMap;

use super::units::{Kind, Unit};
use crate::language;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{Links, SectionLink};
use crate::text::fold;

/// Whose figures a unit gives, and of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Subject {
    /// The first report of the place; a report without one speaks for itself.
    pub place: usize,
    /// Whether the section sets targets.
    pub is_target: bool,
    /// Whether the report is a law, a decree or the like, which tells what shall be.
    pub is_norm: bool,
}

/// The subjects of all units.
pub(super) fn subjects(edition: &Edition, links: &Links, units: &[Unit]) -> Vec<Subject> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let place = |(at, report): (usize, &EditionReport)| match &report.index.front.place {
        Some(place) => *known.entry(fold(place)).or_insert(at),
        None => at,
    };
    let places: Vec<usize> = edition.reports.iter().enumerate().map(place).collect();
    let norms: Vec<bool> = edition.reports.iter().map(|report| sets_norms(report, links)).collect();
    let mut targets: Vec<HashMap<&str, bool>> = Vec::new();
    let mut homes: Vec<HashMap<&str, &str>> = Vec::new();
    for report in &edition.reports {
        let sections = links.reports.get(&report.id).map_or(&[][..], |links| &links.sections);
        targets.push(target_sections(sections));
        let blocks = links.reports.get(&report.id).map_or(&[][..], |links| &links.blocks);
        homes.push(blocks.iter().filter_map(|b| Some((b.id.as_str(), b.section.as_deref()?))).collect());
    }
    let sets_targets = |unit: &Unit| -> Option<bool> {
        let known = &targets[unit.report];
        if unit.kind != Kind::Note {
            return known.get(unit.section.as_deref()?).copied();
        }
        let mark = links.reports.get(&unit.place.report)?.numbered(unit.place.note?)?.marks.first()?;
        known.get(homes[unit.report].get(mark.block.as_str()).copied().unwrap_or(&mark.block)).copied()
    };
    let subject = |unit: &Unit| Subject {
        place: places[unit.report],
        is_target: sets_targets(unit).unwrap_or(false),
        is_norm: norms[unit.report],
    };
    units.iter().map(subject).collect()
}

/// Whether a report is one that sets norms.
pub(super) fn sets_norms(report: &EditionReport, links: &Links) -> bool {
    let sections = links.reports.get(&report.id).map_or(&[][..], |links| &links.sections);
    let (kind, title) = (report.index.front.document_kind.as_deref(), report.index.plain_title.as_str());
    language::any().sets_norms(kind, title, sections.iter().map(|section| section.label.as_deref()))
}

/// The block that calls each note; none for other units. Two notes of one block tell of two things in the same words.
pub(super) fn callers<'l>(links: &'l Links, units: &[Unit]) -> Vec<Option<&'l str>> {
    let caller = |unit: &Unit| {
        Some(links.reports.get(&unit.place.report)?.numbered(unit.place.note?)?.marks.first()?.block.as_str())
    };
    units.iter().map(caller).collect()
}

/// The passages that call notes, each with a note that it calls, as indices of units.
pub(super) fn called_by(units: &[Unit], callers: &[Option<&str>]) -> Vec<(usize, usize)> {
    let by_place: HashMap<(usize, &str), usize> =
        units.iter().enumerate().map(|(at, unit)| ((unit.report, unit.place.id.as_str()), at)).collect();
    let caller = |(note, block): (usize, &Option<&str>)| {
        let caller = by_place.get(&(units[note].report, (*block)?)).copied()?;
        Some((caller, note))
    };
    callers.iter().enumerate().filter_map(caller).collect()
}

/// The sections that set targets: their own title says so, or else the one above.
fn target_sections(sections: &[SectionLink]) -> HashMap<&str, bool> {
    let mut found: HashMap<&str, bool> = HashMap::new();
    for section in sections {
        let above = section.parent.as_deref().and_then(|id| found.get(id)).copied();
        found.insert(section.id.as_str(), title_sets_targets(&section.title).or(above).unwrap_or(false));
    }
    found
}

/// What a title says: targets, results, or nothing.
fn title_sets_targets(title: &str) -> Option<bool> {
    let title = fold(title);
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if has(&["ket qua", "danh gia", "tinh hinh thuc hien", "dat duoc", "han che"]) {
        return Some(false);
    }
    let targets = [
        "phuong huong",
        "muc tieu",
        "dinh huong",
        "chi tieu",
        "nhiem vu va giai phap",
        "nhiem vu, giai phap",
        "2026 - 2030",
        "2026-2030",
    ];
    has(&targets).then_some(true)
}
