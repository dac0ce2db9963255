//! Concepts: what indicators of several reports measure alike, side by side.
//!
//! In: the reports with their indicators, the editor's names for concepts. Out: the concepts, each with the figures that
//! stand for it in every report. What always holds: a concept holds figures of one dimension; a figure is converted only where
//! the factor is exact (tỷ and triệu, nghìn tỷ and tỷ), and keeps its own unit beside.

use std::collections::BTreeMap;

use crate::model::edition::{Edition, EditionReport};
use crate::model::indicator::{Indicator, IndicatorKind};
use crate::model::links::{Concept, ConceptCell, Links};
use crate::model::report::ReportKind;
use crate::text::{fold, fold_space, slug};

/// A figure that may stand for a concept.
struct Candidate<'a> {
    indicator: &'a Indicator,
    report: &'a EditionReport,
    /// Index of the report's column.
    column: usize,
    /// Index in the report's list of links.
    index: usize,
    /// Which name of the concept it has: 0 is the concept's own.
    alias: usize,
}

/// Finds the concepts, and gives every indicator the one that it belongs to.
pub(super) fn concepts(edition: &Edition, links: &mut Links) {
    let columns = columns(edition);
    let names = Names::new(edition);
    let mut groups: BTreeMap<(usize, String, String), Vec<Candidate<'_>>> = BTreeMap::new();
    for report in &edition.reports {
        let column = columns.iter().position(|column| *column == column_of(report)).unwrap_or_default();
        let Some(own) = links.reports.get(&report.id) else { continue };
        for (index, link) in own.indicators.iter().enumerate() {
            let page = report.all_pages().nth(link.page);
            let Some(indicator) = page.and_then(|page| page.front.indicators.get(link.index)) else { continue };
            let (order, name, alias) = names.concept(indicator, report.index.front.place.as_deref());
            let key = (order, name, dimension(&indicator.unit).0);
            groups.entry(key).or_default().push(Candidate { indicator, report, column, index, alias });
        }
    }
    let named = names.list.len();
    let mut found: Vec<Concept> = Vec::new();
    let mut marks: Vec<(String, usize, String)> = Vec::new();
    for ((order, name, dimension), candidates) in groups {
        let mut present: Vec<usize> = candidates.iter().map(|candidate| candidate.column).collect();
        present.sort_unstable();
        present.dedup();
        // Without the editor's word only a long name is sure to mean the same thing twice.
        let sure = named == 0 && present.len() > 1 && name.split(' ').count() > 3;
        if order >= named && !sure {
            continue;
        }
        // Nothing to compare with.
        if candidates.len() < 2 {
            continue;
        }
        let concept = concept(&name, &dimension, order < named, &candidates, &found);
        if concept.cells.len() < 2 {
            continue;
        }
        marks.extend(
            candidates.iter().map(|candidate| (candidate.report.id.clone(), candidate.index, concept.id.clone())),
        );
        found.push(concept);
    }
    for (report, index, concept) in marks {
        if let Some(link) = links.reports.get_mut(&report).and_then(|links| links.indicators.get_mut(index)) {
            link.concept = Some(concept);
        }
    }
    links.columns = columns;
    links.concepts = found;
}

/// The columns of the comparison: the places of the reports, or a report that has none.
fn columns(edition: &Edition) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for report in &edition.reports {
        let column = column_of(report);
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

fn column_of(report: &EditionReport) -> String {
    report.index.front.place.clone().unwrap_or_else(|| report.id.clone())
}

/// The editor's names, normal form by normal form.
struct Names {
    list: Vec<String>,
    aliases: BTreeMap<String, (usize, usize)>,
}

impl Names {
    fn new(edition: &Edition) -> Self {
        let concepts = &edition.config.concepts.0;
        let mut aliases = BTreeMap::new();
        for (order, (name, others)) in concepts.iter().enumerate() {
            for (place, alias) in std::iter::once(name).chain(others).enumerate() {
                aliases.entry(normal(alias)).or_insert((order, place));
            }
        }
        Self { list: concepts.iter().map(|(name, _)| name.clone()).collect(), aliases }
    }

    /// The order and name of the concept of an indicator, and which of its names the indicator has.
    fn concept(&self, indicator: &Indicator, place: Option<&str>) -> (usize, String, usize) {
        let written = indicator.concept.as_deref().unwrap_or(&indicator.name);
        let whole = normal(written);
        let bare = place.map_or_else(|| whole.clone(), |place| without_place(&whole, &normal(place)));
        match self.aliases.get(&whole).or_else(|| self.aliases.get(&bare)) {
            Some((order, alias)) => (*order, self.list[*order].clone(), *alias),
            None => (self.list.len(), bare, 0),
        }
    }
}

/// The normal form of a name: folded, without brackets and without the words that say only whose it is.
fn normal(name: &str) -> String {
    let mut folded = String::new();
    let mut depth = 0usize;
    for c in fold(name).chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => folded.push(if c.is_alphanumeric() || c == '/' || c == ',' { c } else { ' ' }),
            _ => {}
        }
    }
    let mut text = format!(" {} ", fold_space(&folded));
    for idle in [
        " cua tinh ",
        " cua thanh pho ",
        " toan tinh ",
        " toan thanh pho ",
        " tren dia ban tinh ",
        " tren dia ban thanh pho ",
    ] {
        text = text.replace(idle, " ");
    }
    fold_space(&text)
}

/// "tỷ lệ đô thị hoá của tỉnh X", in the report of X.
fn without_place(normal: &str, place: &str) -> String {
    let mut text = format!(" {normal} ");
    for lead in ["cua tinh ", "cua thanh pho ", "cua ", "tinh ", "thanh pho ", ""] {
        text = text.replace(&format!(" {lead}{place} "), " ");
    }
    fold_space(&text)
}

/// What a unit measures, and how many of the smallest one it is: tỷ đồng are 1e9 of đồng.
fn dimension(unit: &str) -> (String, f64) {
    let folded = fold_space(&fold(unit));
    for (coin, name) in [("dong", "dong"), ("usd", "usd")] {
        let Some(at) = folded.find(coin) else { continue };
        let scale = match folded[..at].trim() {
            "" => 1.0,
            "nghin" | "ngan" => 1e3,
            "trieu" => 1e6,
            "ty" | "ti" => 1e9,
            "nghin ty" | "ngan ty" => 1e12,
            _ => continue,
        };
        return (name.to_owned(), scale);
    }
    if folded.starts_with(['%', '‰']) {
        return (folded.strip_suffix("/nam").unwrap_or(&folded).to_owned(), 1.0);
    }
    let scales = [("trieu ", 1e6), ("nghin ", 1e3), ("ngan ", 1e3)];
    let scale = scales.into_iter().find_map(|(word, factor)| Some((folded.strip_prefix(word)?, factor)));
    let (noun, factor) = scale.unwrap_or((folded.as_str(), 1.0));
    // "giường", "giường bệnh" and "giường/vạn dân" count the same: the concept says of how many people.
    (noun.split([' ', '/']).next().unwrap_or_default().to_owned(), factor)
}

/// The concept with the figure that stands for each kind in each column.
fn concept(name: &str, dimension: &str, is_named: bool, candidates: &[Candidate<'_>], before: &[Concept]) -> Concept {
    // An editor's own name stands as written; else the first indicator's.
    let title = if is_named {
        name.to_owned()
    } else {
        candidates.first().map_or_else(String::new, |one| one.indicator.name.clone())
    };
    let base = slug(&title, 60);
    let mut id = base.clone();
    let mut count = 2;
    while before.iter().any(|concept| concept.id == id) {
        id = format!("{base}-{count}");
        count += 1;
    }
    let mut best: BTreeMap<(usize, IndicatorKind), &Candidate<'_>> = BTreeMap::new();
    for candidate in candidates {
        let key = (candidate.column, candidate.indicator.kind);
        if best.get(&key).is_none_or(|other| rank(candidate) > rank(other)) {
            best.insert(key, candidate);
        }
    }
    let unit = common_unit(best.values().map(|candidate| candidate.indicator.unit.as_str()));
    let (_, factor) = self::dimension(&unit);
    let cells = best.iter().map(|((column, _), candidate)| cell(candidate, *column, factor)).collect();
    let is_single = !candidates.iter().any(|one| self::dimension(&one.indicator.unit).0 != dimension);
    debug_assert!(is_single, "a concept holds one dimension");
    Concept { id, name: title, unit, cells }
}

/// The better of two figures of a kind: the latest year, a year rather than a span, the concept's first names, a report
/// rather than its appendix, the text rather than a note, the earlier place.
fn rank(candidate: &Candidate<'_>) -> (u32, bool, std::cmp::Reverse<usize>, bool, bool, std::cmp::Reverse<usize>) {
    let period = candidate.indicator.period.as_deref().unwrap_or_default();
    let year =
        period.rsplit(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4).and_then(|part| part.parse().ok());
    (
        year.unwrap_or(0),
        period.len() == 4,
        std::cmp::Reverse(candidate.alias),
        candidate.report.index.front.kind.unwrap_or_default() == ReportKind::Report,
        candidate.indicator.note().is_none(),
        std::cmp::Reverse(candidate.index),
    )
}

fn common_unit<'u>(units: impl Iterator<Item = &'u str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in units {
        *counts.entry(unit).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(unit, count)| (*count, std::cmp::Reverse(unit.len())))
        .map_or_else(String::new, |(unit, _)| unit.to_owned())
}

fn cell(candidate: &Candidate<'_>, column: usize, factor: f64) -> ConceptCell {
    let (low, high) = candidate.indicator.bounds().unwrap_or_default();
    let (_, own) = dimension(&candidate.indicator.unit);
    let is_converted = (own - factor).abs() > f64::EPSILON;
    let scaled = |value: f64| if is_converted { exact(value, own / factor) } else { value };
    ConceptCell {
        column,
        report: candidate.report.id.clone(),
        indicator: candidate.index,
        kind: candidate.indicator.kind,
        low: scaled(low),
        high: scaled(high),
        is_converted,
    }
}

/// A product without the dust of binary fractions: twelve digits are more than any report prints.
fn exact(value: f64, factor: f64) -> f64 {
    format!("{:.11e}", value * factor).parse().unwrap_or(value * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_dimension() {
        assert_eq!(dimension("nghìn tỷ đồng"), ("dong".to_owned(), 1e12));
        assert_eq!(dimension("triệu đồng/người/năm"), ("dong".to_owned(), 1e6));
        assert_eq!(dimension("%/năm"), ("%".to_owned(), 1.0));
        assert!(exact(2.5, 1e9 / 1e6).to_string() == "2500");
    }

    #[test]
    fn names_of_one_concept() {
        assert_eq!(normal("Tốc độ tăng trưởng kinh tế (GRDP) của tỉnh"), "toc do tang truong kinh te");
        assert_eq!(normal("Thu ngân sách trên địa bàn tỉnh"), normal("Thu ngân sách"));
        assert_eq!(without_place(&normal("Tỷ lệ đô thị hoá của tỉnh An Bình"), &normal("An Bình")), "ty le do thi hoa");
    }
}
