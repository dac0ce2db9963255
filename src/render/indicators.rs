//! Indicators as templates see them: cards of a page, rows of a report's table, the comparison.
//!
//! In: the site with its links. Out: contexts. What always holds: a figure is written as its language writes numbers, and every one
//! leads to the words that state it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::charts::{Bar, bars};
use super::contexts::indicators::{AroundContext, CardContext, FigureContext};
use super::marks::{Mark, MarkKind, PageMarks};
use super::site::{Site, concept_url};
use crate::model::edition::EditionReport;
use crate::model::indicator::{Indicator, IndicatorKind, Op};
use crate::model::links::{BlockOrNote, IndicatorLink, ReportLinks};
use crate::model::page::Page;
use crate::model::report::BlockKind;
use crate::sentences::{Around, around};
use crate::words::{Words, quantity, with_coin};

pub(super) fn figure(site: &Site<'_>, report: &EditionReport, link: &IndicatorLink) -> Option<FigureContext> {
    let indicator = &link.figure;
    let (low, high) = indicator.bounds()?;
    let page = report.all_pages().nth(link.page)?;
    let value = site.words.bounded(low, high, indicator.op);
    let (value, unit) = with_coin(value, &indicator.unit);
    Some(FigureContext {
        id: link.id.clone(),
        name: indicator.name.clone(),
        kind: indicator.kind.name(),
        quantity: quantity(&value, &unit),
        value,
        unit,
        period: indicator.period.clone(),
        quote: indicator.quote.clone(),
        url: format!("{}#{}", report.page_url(link.page), link.id),
        topic: link.topic.clone(),
        section: site.title_of(page),
        concept: link.concept.clone().filter(|id| site.links.concepts.iter().any(|concept| concept.id == *id)),
        in_note: link.note.is_some(),
        is_unreviewed: link.is_unreviewed(),
        around: words_around(site, report, link),
    })
}

/// What the text says around a figure that was found and that no concept names: a name that nobody has read may mislead, the
/// text does not.
fn words_around(site: &Site<'_>, report: &EditionReport, link: &IndicatorLink) -> Option<AroundContext> {
    /// Words before the figure and behind it.
    const WORDS: (usize, usize) = (12, 8);
    if link.entry.is_some() || link.concept.is_some() {
        return None;
    }
    let text = match &link.block {
        Some(block) => {
            // What stands around a cell are other cells; its row names it.
            let block = report.block(link.page, block).filter(|block| block.kind != BlockKind::Table)?;
            block.text.as_str()
        }
        None => site.report_links(report).numbered(link.note?)?.text.as_str(),
    };
    let place = text.find(&link.figure.quote).map(|at| at..at + link.figure.quote.len())?;
    let language = crate::language::lexicon(report.index.front.lang.as_deref().unwrap_or_default());
    let Around { range, is_cut: (is_cut_before, is_cut_behind) } = around(text, &place, WORDS, language);
    Some(AroundContext {
        before: format!("{}{}", if is_cut_before { "… " } else { "" }, &text[range.start..place.start]),
        after: format!("{}{}", &text[place.end..range.end], if is_cut_behind { " …" } else { "" }),
        quote: text[place].to_owned(),
    })
}

/// Every figure of a report, in reading order.
pub(super) fn table(site: &Site<'_>, report: &EditionReport) -> Vec<FigureContext> {
    site.report_links(report).indicators.iter().filter_map(|link| figure(site, report, link)).collect()
}

/// The cards of a page: its indicators, those of one name together, in the order of the front matter.
pub(super) fn cards(site: &Site<'_>, report: &EditionReport, page: usize) -> Vec<CardContext> {
    let mut links: Vec<&IndicatorLink> = site.report_links(report).indicators.iter().collect();
    links.retain(|link| link.page == page && link.entry.is_some());
    links.sort_by_key(|link| link.entry);
    let mut order: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<(&IndicatorLink, &Indicator)>> = BTreeMap::new();
    for link in links {
        let group = groups.entry(link.figure.name.as_str()).or_default();
        if group.is_empty() {
            order.push(&link.figure.name);
        }
        group.push((link, &link.figure));
    }
    let card = |(place, name): (usize, &str)| {
        let group = groups.get(name)?;
        let figures: Vec<FigureContext> = group.iter().filter_map(|(link, _)| figure(site, report, link)).collect();
        let indicators: Vec<&Indicator> = group.iter().map(|(_, indicator)| *indicator).collect();
        Some(CardContext {
            name: name.to_owned(),
            concept: figures.iter().find_map(|figure| figure.concept.clone()),
            change: change(site.words, &indicators),
            chart: series(site.words, &format!("ibid-c{place}"), name, &indicators),
            figures,
        })
    };
    let mut cards: Vec<CardContext> = order.into_iter().enumerate().filter_map(card).collect();
    // What can be compared stands first; the rest in the order of the text.
    cards.sort_by_key(|card| card.concept.is_none());
    cards
}

/// How far the result is from the baseline, else from the plan: points for shares, per cent for the rest.
fn change(words: &Words, indicators: &[&Indicator]) -> Option<String> {
    let single = |kind: IndicatorKind| indicators.iter().find(|one| one.kind == kind && one.value.is_some());
    let actual = single(IndicatorKind::Actual)?;
    let (other, key) = match (single(IndicatorKind::Baseline), single(IndicatorKind::Plan)) {
        (Some(baseline), _) => (baseline, "indicator.change.baseline"),
        (None, Some(plan)) => (plan, "indicator.change.plan"),
        (None, None) => return None,
    };
    let (now, then) = (actual.value?, other.value?);
    let bare = |unit: &str| unit.split('/').next().unwrap_or_default().to_owned();
    if bare(&actual.unit) != bare(&other.unit) || actual.op != Op::Equal || other.op != Op::Equal {
        return None;
    }
    let is_share = actual.unit.starts_with(['%', '‰']);
    let amount = if is_share {
        now - then
    } else if then > 0.0 {
        (now / then - 1.0) * 100.0
    } else {
        return None;
    };
    let rounded = if is_share { (amount * 100.0).round() / 100.0 } else { (amount * 10.0).round() / 10.0 };
    let sign = if rounded > 0.0 { "+" } else { "" };
    let unit = words.phrase(
        if is_share { "indicator.change.points" } else { "indicator.change.percent" },
        &[("v", &format!("{sign}{}", words.number(rounded)))],
    );
    let period = other.period.clone().unwrap_or_default();
    Some(words.phrase(key, &[("v", &unit), ("period", &period)]).trim_end().to_owned())
}

/// A small chart where the text gives three points or more.
fn series(words: &Words, id: &str, name: &str, indicators: &[&Indicator]) -> Option<String> {
    let bare = |unit: &str| unit.split('/').next().unwrap_or_default().to_owned();
    let unit = bare(&indicators.first()?.unit);
    let mut points: Vec<(&str, &Indicator)> = Vec::new();
    for one in indicators.iter().filter(|one| bare(&one.unit) == unit && one.kind != IndicatorKind::Plan) {
        let Some(period) = one.period.as_deref() else { continue };
        let is_year = period.len() == 4 && period.bytes().all(|b| b.is_ascii_digit());
        if is_year && points.iter().all(|(known, _)| *known != period) {
            points.push((period, one));
        }
    }
    if points.len() < 3 {
        return None;
    }
    points.sort_by_key(|(period, _)| *period);
    let bar = |(period, one): &(&str, &Indicator)| {
        let (low, high) = one.bounds()?;
        let value = words.bounded(low, high, one.op);
        Some(Bar { label: (*period).to_owned(), value, low, high, class: one.kind.name() })
    };
    let list: Vec<Bar> = points.iter().filter_map(bar).collect();
    Some(bars(id, &words.phrase("indicator.chart", &[("name", name), ("unit", &unit)]), &described(&list), &list))
}

pub(super) fn described(list: &[Bar]) -> String {
    list.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect::<Vec<_>>().join("; ")
}

/// Adds the words of the figures of a page to its marks; those of a concept lead to its page. `up` leads to the site's root.
pub(super) fn add_marks<'a>(
    site: &Site<'_>,
    (links, page): (&'a ReportLinks, (usize, &Page)),
    marks: &mut PageMarks<'a>,
    up: &str,
) {
    let concepts: BTreeSet<&str> = site.links.concepts.iter().map(|concept| concept.id.as_str()).collect();
    let mut parts: BTreeMap<BlockOrNote<'a>, Vec<(Range<usize>, &'a IndicatorLink)>> = BTreeMap::new();
    for link in links.indicators.iter().filter(|link| link.page == page.0) {
        let block = link.block.as_deref().filter(|_| link.note.is_none());
        let letters = links.figure_letters(page.1, link);
        parts.entry((block, link.note)).or_default().extend(letters.map(|letters| (letters, link)));
    }
    for (part, mut figures) in parts {
        figures.sort_by_key(|(letters, _)| letters.start);
        // Figures that share words share a mark.
        let mut shared: Vec<(Range<usize>, Vec<&'a str>, Option<String>)> = Vec::new();
        for (letters, link) in figures {
            let concept = link.concept.as_ref().filter(|id| concepts.contains(id.as_str()));
            let lead = concept.map(|id| format!("{up}{}", concept_url(id)));
            match shared.last_mut().filter(|(last, ..)| letters.start < last.end) {
                Some((last, ids, before)) => {
                    last.end = last.end.max(letters.end);
                    ids.push(&link.id);
                    *before = before.take().or(lead);
                }
                None => shared.push((letters, vec![&link.id], lead)),
            }
        }
        for (letters, ids, lead) in shared {
            marks.add(part, Mark { letters, kind: MarkKind::Figure { ids, lead } });
        }
    }
}
