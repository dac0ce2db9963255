//! Indicators: the figures of a report, proposed for its sidebars.
//!
//! In: an assembled [`Report`]. Out: its figures, each tied to the words that state it. What always holds: the quote is in
//! the plain text of its block or note, and every number of the figure is in the quote.
//!
//! The way: [`english`] reads reports in English; in all others [`figures`] finds numbers with their [`bounds`] and [`units`], and leaves out what is [`spared`]; [`periods`] finds the times;
//! [`clauses`] goes through the sentences and gives each figure its name ([`names`]), time and kind.

mod bounds;
mod clauses;
mod english;
mod figure;
mod figures;
mod names;
mod periods;
mod spared;
mod units;
mod words;

use std::collections::HashMap;

use clauses::{Announced, Context, Found};
use periods::Period;
use words::{Words, has, lower};

use crate::markdown::plain_inline;
use crate::model::indicator::{Indicator, IndicatorKind};
use crate::model::report::{Block, BlockKind, Report};

/// The figures of a report, in reading order: those of its blocks, each followed by those of the notes it calls.
#[must_use]
pub fn indicators(report: &Report) -> Vec<Indicator> {
    let is_english = english::is_english(report);
    let read = |words: &Words, context: &Context| match is_english {
        true => (english::read(words, context), None),
        false => clauses::read(words, context),
    };
    let sections = section_contexts(report, is_english);
    let mut found = Vec::new();
    let mut announced: Option<Announced> = None;
    let mut notes: HashMap<usize, Context> = HashMap::new();
    for block in &report.blocks {
        let base = block.section.map_or_else(|| report_context(report), |section| sections[section].clone());
        let said = announced.take();
        let context = below(said.clone().unwrap_or_default(), &base);
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
            continue;
        }
        let called = calls(&block.text);
        if called.is_empty() && !block.text.contains(|c: char| c.is_ascii_digit()) {
            let next = block.text.trim_end().ends_with(':').then(|| announce(block, &context)).flatten();
            announced = next.or(said.filter(|_| is_of_a_list(block)));
            continue;
        }
        let words = Words::new(&plain_inline(&block.text));
        let (figures, next) = read(&words, &context);
        // What was announced for a list is said of all its items.
        announced = next.or(said.filter(|_| is_of_a_list(block)));
        for (number, at) in called {
            let before = figures.iter().rfind(|figure| figure.quote.start < at);
            let context = Context { name: before.map(Found::level).map(str::to_owned), ..base.clone() };
            notes.entry(number).or_insert(context);
        }
        found.extend(figures.into_iter().filter_map(|figure| indicator(&words, figure, &base, &block.id)));
    }
    for note in &report.notes {
        let Some(context) = notes.get(&note.number) else { continue };
        // The note's text as a page reads it: paragraphs parted by line feeds.
        let lines: Vec<String> = note.paragraphs.iter().map(|text| plain_inline(text)).collect();
        let words = Words::new(&lines.join("\n"));
        let (figures, _) = read(&words, context);
        let at = format!("^{}", note.number);
        found.extend(figures.into_iter().filter_map(|figure| indicator(&words, figure, context, &at)));
    }
    found
}

/// "(3) …", "- …", "b) …": one of the lines that a line before announced.
fn is_of_a_list(block: &Block) -> bool {
    let text = block.text.trim_start();
    let mark = text.split_whitespace().next().unwrap_or_default();
    let numbered = mark.len() <= 5 && mark.ends_with(')') && mark.trim_matches(['(', ')']).chars().count() <= 2;
    block.kind == BlockKind::Item || numbered || ["-", "–", "+", "*", "•"].contains(&mark)
}

/// What is known below a line that announced something.
fn below(said: Announced, base: &Context) -> Context {
    let level = match (&said.period, &base.period) {
        (Some(Period::Year(_)), Some(Period::Span(..))) => said.period.clone(),
        (None, _) => base.level.clone(),
        _ => None,
    };
    let period = said.period.filter(|_| level.is_none() || base.period.is_none()).or_else(|| base.period.clone());
    Context { name: said.name, period, level, ..base.clone() }
}

fn announce(block: &Block, context: &Context) -> Option<Announced> {
    clauses::read(&Words::new(&plain_inline(&block.text)), context).1
}

/// The notes that a text calls, and about where in its plain text.
fn calls(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut skipped = 0;
    for (at, _) in text.match_indices("[^") {
        let Some(label) = text[at + 2..].split(']').next() else { continue };
        if let Ok(number) = label.parse() {
            found.push((number, at - skipped));
            skipped += label.len() + 3;
        }
    }
    found
}

/// A figure as an indicator; none when its words cannot prove it.
fn indicator(words: &Words, found: Found, context: &Context, at: &str) -> Option<Indicator> {
    let quote = unique(words, found.quote.start, found.quote.end);
    let proved = [found.figure.low, found.figure.high].into_iter().all(|value| crate::numerals::states(quote, value));
    let single = found.figure.low == found.figure.high;
    proved.then(|| Indicator {
        name: found.name,
        value: single.then_some(found.figure.low),
        low: (!single).then_some(found.figure.low),
        high: (!single).then_some(found.figure.high),
        op: found.figure.op,
        unit: found.unit,
        period: found.period.map(|period| period.text(context.span())),
        kind: found.kind,
        quote: quote.to_owned(),
        at: at.to_owned(),
        concept: None,
        id: None,
        topic: None,
    })
}

/// The words of a range, with as many before them as it takes that no other place of the text has the same.
fn unique(words: &Words, start: usize, end: usize) -> &str {
    let mut from = start;
    while words.raw.matches(words.raw(from..end)).count() > 1 && from > 0 {
        from = words.raw[..from].trim_end().rfind([' ', '\n']).map_or(0, |at| at + 1);
    }
    words.raw(from..end).trim()
}

/// What is known of the figures of each section: from its own heading, or from those above it.
fn section_contexts(report: &Report, is_english: bool) -> Vec<Context> {
    let base = report_context(report);
    let mut contexts: Vec<Context> = Vec::new();
    let mut kinds: Vec<Option<IndicatorKind>> = Vec::new();
    for section in &report.sections {
        let above = section.parent.and_then(|parent| contexts.get(parent)).unwrap_or(&base);
        let low = lower(&plain_inline(&section.title));
        let own = periods::of_heading(&low).or_else(|| english::of_heading(&low).filter(|_| is_english));
        // A heading with a single year within a span of years says when, not for how long.
        let keeps_span = matches!((&own, &above.period), (Some(Period::Year(_)), Some(Period::Span(..))));
        let level = if keeps_span { own.clone() } else { above.level.clone().filter(|_| own.is_none()) };
        let period = if keeps_span { above.period.clone() } else { own.or_else(|| above.period.clone()) };
        let stated = section.parent.and_then(|parent| kinds.get(parent).copied().flatten());
        let own = heading_kind(&low, stated);
        kinds.push(own.or(stated));
        contexts.push(Context { kind: own.unwrap_or(above.kind), period, level, year: base.year, name: None });
    }
    give_aims_their_years(&mut contexts, base.year);
    contexts
}

/// Aims are not for years that have begun: sections of aims whose years came from a report on the past have those that a
/// heading near them names, the nearest before first; else none.
fn give_aims_their_years(contexts: &mut [Context], year: Option<u16>) {
    let Some(year) = year else { return };
    let is_aim = |context: &Context| context.kind == IndicatorKind::Target;
    let is_ahead = |context: &Context| match context.period {
        Some(Period::Span(from, to)) => from >= year && to > year,
        Some(Period::Year(to)) => to > year,
        _ => false,
    };
    let ahead: Vec<usize> =
        (0..contexts.len()).filter(|at| is_aim(&contexts[*at]) && is_ahead(&contexts[*at])).collect();
    for at in 0..contexts.len() {
        let has_begun = matches!(contexts[at].period, Some(Period::Span(from, _)) if from < year);
        if is_aim(&contexts[at]) && has_begun {
            let near = ahead.iter().rfind(|other| **other < at).or_else(|| ahead.first());
            contexts[at].period = near.and_then(|near| contexts[*near].period.clone());
        }
    }
}

fn report_context(report: &Report) -> Context {
    let low = lower(&report.title);
    let year = report.date.as_deref().and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let kind = heading_kind(&low, None).unwrap_or_default();
    Context { kind, period: periods::of_heading(&low), level: None, year, name: None }
}

/// Whether a heading speaks of what was reached or of what is to be. Below one that reports results, tasks and
/// breakthroughs are the ones that were carried out; directions are still to come.
fn heading_kind(low: &str, above: Option<IndicatorKind>) -> Option<IndicatorKind> {
    let actual = [
        "kết quả",
        "thành tựu",
        "đánh giá",
        "thực trạng",
        "hạn chế",
        "nguyên nhân",
        "tình hình",
        "khuyết điểm",
        "kiểm điểm",
        "ưu điểm",
        "results",
        "achievements",
        "progress",
        "performance",
    ];
    let target = [
        "phương hướng",
        "định hướng",
        "tầm nhìn",
        "dự báo",
        "mục tiêu đến",
        "chỉ tiêu đến",
        "targets",
        "objectives",
        "goals",
        "outlook",
    ];
    let task = ["mục tiêu", "chỉ tiêu", "chi tiêu", "nhiệm vụ", "giải pháp", "đột phá", "phấn đấu"];
    if has(low, &["dự báo tình hình"]) {
        return Some(IndicatorKind::Target);
    }
    if has(low, &actual) {
        return Some(IndicatorKind::Actual);
    }
    if has(low, &target) || above != Some(IndicatorKind::Actual) && has(low, &task) {
        return Some(IndicatorKind::Target);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aims_take_the_years_that_a_heading_of_aims_names() {
        let of = |kind, period| Context { kind, period: Some(period), level: None, year: Some(2024), name: None };
        let past = Period::Span(2020, 2025);
        let mut contexts = vec![
            of(IndicatorKind::Actual, past.clone()),
            of(IndicatorKind::Target, past.clone()),
            of(IndicatorKind::Target, Period::Span(2025, 2030)),
            of(IndicatorKind::Target, past),
        ];
        give_aims_their_years(&mut contexts, Some(2024));
        let years: Vec<String> =
            contexts.iter().filter_map(|one| one.period.as_ref()).map(|period| period.text(None)).collect();
        assert_eq!(years, ["2020-2025", "2025-2030", "2025-2030", "2025-2030"]);
    }
}
