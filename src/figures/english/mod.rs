//! English reports: their figures with names, times and kinds.
//!
//! In: a plain text in English and what is known around it. Out: [`Found`] figures. What always holds: a figure has a
//! unit (a share, money, a measure, or a plural noun that it counts) and a name from its own clause; what has neither is none.

mod behind;
mod claims;
mod names;
mod quantities;
mod sentences;

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

pub use behind::opens;
use names::Said;
pub use names::{is_stop, is_verb, is_whole_name};
use quantities::{FIGURE, bound, is_no_figure, unit};
use sentences::Sentences;

use super::clauses::{Because, Context, Found};
use super::figure::Figure;
use super::periods::Period;
use super::units::{Sort, Unit};
use super::vocabulary::EN;
use super::words::{Words, behind_any, ends_with_any, has, lower, one_of};
use crate::model::indicator::{IndicatorKind, Op};
use crate::text::{is_alphabetic, pattern};

/// A year or two with the word that leads to them.
static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    let (lead, to) = (one_of(EN.before_years), one_of(EN.range_joints));
    pattern(&format!(r"(?P<lead>{lead})?\s*\b(?P<a>(?:19|20)\d\d)(?:\s*(?:-|–|/|{to})\s*(?P<b>(?:19|20)\d\d|\d\d))?\b"))
});

/// Whether a report is in English: hardly a letter of another alphabet, and the words that English needs.
pub fn is_english<'a>(sample: impl Iterator<Item = &'a str>) -> bool {
    let (mut letters, mut other, mut articles) = (0usize, 0usize, 0usize);
    for text in sample.take(60) {
        letters += text.chars().filter(|c| is_alphabetic(*c)).count();
        other += text.chars().filter(|c| !c.is_ascii() && is_alphabetic(*c)).count();
        articles += text.split_whitespace().filter(|word| EN.telltales.contains(word)).count();
    }
    letters > 0 && other * 100 < letters && articles * 200 > letters
}

/// The years of an English heading.
pub fn of_heading(low: &str) -> Option<Period> {
    YEARS.captures_iter(low).filter_map(|caught| years(&caught)).map(|(_, period)| period).last()
}

/// An English text and what is known of it.
struct Text<'a> {
    words: &'a Words,
    context: &'a Context,
    times: &'a [(Range<usize>, Period)],
    sentences: Sentences,
}

/// The figures of an English text.
pub fn read(words: &Words, context: &Context) -> Vec<Found> {
    let times: Vec<(Range<usize>, Period)> = YEARS
        .captures_iter(&words.low)
        .filter(|caught| !is_of_a_name(words, caught))
        .filter_map(|caught| years(&caught))
        .collect();
    let text = Text { words, context, times: &times, sentences: Sentences::of(words) };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(caught) = FIGURE.captures_at(&words.low, at) {
        let Some(low) = caught.name("low") else { break };
        let one = figure(&text, &found, &caught);
        // A year may open what looks like a range: "in 2020 to 3.1%".
        at = match (&one, caught.get(0)) {
            (Some(_), Some(all)) => all.end(),
            _ => low.end(),
        };
        found.extend(one);
    }
    found
}

/// "Ports Act 1960", "resolution 2015": a year that is part of a name.
fn is_of_a_name(words: &Words, caught: &Captures) -> bool {
    let Some(all) = caught.get(0) else { return false };
    let before = words.raw(0..all.start()).trim_end();
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let head = before.strip_suffix(word).unwrap_or_default().trim_end();
    let is_name = word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let is_first = head.is_empty() || head.ends_with('.');
    caught.name("lead").is_none()
        && is_name
        && !is_first
        && crate::language::lexicon("en").month(&lower(word)).is_none()
}

fn years(caught: &Captures) -> Option<(Range<usize>, Period)> {
    let year = |name: &str| caught.name(name).and_then(|part| part.as_str().parse::<u16>().ok());
    let from = year("a")?;
    // "2009–10", "2024/25".
    let whole = |to: u16| if to < 100 { from / 100 * 100 + to } else { to };
    let follows = |to: &u16| *to > from && (year("b") == Some(*to) || *to == from + 1);
    let period = year("b").map(whole).filter(follows).map_or(Period::Year(from), |to| Period::Span(from, to));
    Some((caught.get(0)?.range(), period))
}

/// One figure of a text; none when it is a year, names a part of the text, or has no unit or name.
fn figure(text: &Text<'_>, found: &[Found], caught: &Captures) -> Option<Found> {
    let Text { words, context, times, ref sentences } = *text;
    let (all, low) = (caught.get(0)?, caught.name("low")?);
    if times.iter().any(|(range, _)| range.contains(&low.start())) || is_no_figure(words, low.range()) {
        return None;
    }
    let unit = unit(words, caught)?;
    // "The Act 2008 requires": of a name.
    let is_year = || crate::language::year(low.as_str()).is_some();
    let is_none = || is_year() || claims::is_uncounted(words.low(0..low.start()), &unit.noun);
    if unit.sort == Sort::Count && is_none() {
        return None;
    }
    let (op, all) = extent(words, caught, (&all, &low));
    let value = |name: &str| caught.name(name).and_then(|part| part.as_str().replace(',', "").parse::<f64>().ok());
    let low_value = value("low")?;
    let figure = Figure {
        high: value("high").filter(|high| *high > low_value).unwrap_or(low_value),
        op,
        ..Figure::single(all.clone(), low.start(), low_value, Some(unit.clone()))
    };
    let (around, claims) = sentences.around(&all);
    let sentence = around.start;
    let from = found.last().map_or(0, |last| last.figure.range.end).max(sentence);
    let last = found.last().filter(|last| last.figure.range.end > sentence);
    // Up to the comma the words still speak of the figure before.
    let comma = words.low(from..all.start).find(", ").filter(|_| last.is_some()).map_or(0, |at| at + 1);
    let mut said = Said::read(words, from + comma..all.start, times);
    if names::is_empty(&said.name) {
        said.name.clear();
    }
    said.is_joined = last.is_some() && ends_with_any(words.low(from..all.start).trim_end(), EN.joining);
    // What could be is no figure, and an example is of nobody.
    if claims.guesses {
        return None;
    }
    let is_told = claims::is_told(words, &around, &all);
    said.is_aim = (said.is_aim || claims.aims) && !is_told;
    let behind = behind::behind(words, all.end, times);
    let same = last.filter(|last| {
        let alike = last.figure.sort() == figure.sort() && last.figure.noun() == figure.noun();
        said.name.is_empty() && (alike || matches!(unit.sort, Sort::Share) || said.growth.is_some())
    });
    let moved = behind::moved(&behind).filter(|_| unit.sort == Sort::Share);
    said.growth = moved.as_ref().map(|(_, how)| *how).or(said.growth);
    let name = match moved {
        Some((thing, how)) => format!("{thing}, {how}"),
        None => name(words, sentence..all.start, &unit, &said, same, &behind)?,
    };
    let period = period(words, context, times, &all.clone(), sentence);
    let kind = match kind(words, context, &all.clone(), sentence, period.as_ref(), &said) {
        IndicatorKind::Target if is_told && !is_ahead(context, period.as_ref()) => IndicatorKind::Actual,
        kind => kind,
    };
    Some(Found {
        name,
        unit: unit.text,
        period,
        kind,
        quote: all.clone(),
        growth: said.growth.map(str::to_owned),
        sentence,
        figure,
        verb: None,
        owner: None,
        because: Because::default(),
    })
}

/// What bounds a figure, and where it stands: what belongs to a verb before it bounds nothing.
fn extent(words: &Words, caught: &Captures, (all, low): (&Match, &Match)) -> (Op, Range<usize>) {
    let end = quantities::end(caught).unwrap_or(all.end());
    match caught.name("op") {
        Some(op) if claims::ends_with_its_verb(words.low(0..op.end())) => {
            (Op::Equal, caught.name("coin").map_or(low.start(), |coin| coin.start())..end)
        }
        Some(op) => (bound(op.as_str()), all.start()..end),
        None => (Op::Equal, all.start()..end),
    }
}

/// The name of a figure; none where the words around it name nothing that stands by itself. `lead`: from the sentence's beginning to the figure.
fn name(
    words: &Words,
    lead: Range<usize>,
    unit: &Unit,
    said: &Said,
    same: Option<&Found>,
    behind: &[String],
) -> Option<String> {
    let mut name = match (same, unit.sort) {
        (Some(last), _) => last.level().to_owned(),
        (None, Sort::Count) if said.name.is_empty() || said.counts => {
            let noun = unit.printed_noun();
            match &said.verb {
                Some(verb) => names::of_a_count(noun, Some(verb)),
                None if said.is_bracketed && names::is_thing(&said.name) => {
                    format!("{}, {}", said.name, lower(&names::of_a_count(noun, None)))
                }
                None => names::of_a_count(&behind::counted(noun, behind), None),
            }
        }
        _ => said.name.clone(),
    };
    if unit.sort == Sort::Share && said.growth.is_none() {
        let among = behind::share_among(clause_before(words.raw(lead.clone())), behind);
        let of = behind::share_of(behind)
            .filter(|_| said.name.is_empty() || said.is_joined || behind::opens(words.low(lead)));
        // "millers (9 claims, 12 per cent)".
        let count = format!(", {}", lower(EN.number_of));
        name = among.or(of).unwrap_or_else(|| name.replace(&count, &format!(", {}", lower(EN.share_of))));
    }
    let is_share = unit.sort == Sort::Share;
    let is_named = unit.sort == Sort::Count || same.is_some() || is_share && name.starts_with(EN.share_of);
    // So many per cent are no number of things.
    let is_odd = is_share && name.starts_with(EN.number_of);
    if names::is_verb_alone(&name) || is_odd || !(is_named || names::is_whole_name(&name)) {
        return None;
    }
    Some(said.growth.map_or(name.clone(), |how| format!("{name}, {how}")))
}

/// The clause before the figure's own: "Among the crews" of "Among the crews, 40 per cent …".
fn clause_before(text: &str) -> &str {
    text.split([',', ';', '(']).next().unwrap_or_default().trim()
}

/// The time behind a figure, before it in its sentence, or of the section.
fn period(
    words: &Words,
    context: &Context,
    times: &[(Range<usize>, Period)],
    figure: &Range<usize>,
    sentence: usize,
) -> Option<Period> {
    let near = |range: &Range<usize>| {
        let between = words.low(figure.end..range.start.max(figure.end)).trim();
        range.start >= figure.end && between.is_empty()
    };
    let compared = |range: &Range<usize>| {
        let before = words.low(0..range.start).trim_end();
        ends_with_any(before, EN.compared) || behind_any(words.low(range.clone()), EN.years_from).is_some()
    };
    let after = times.iter().find(|(range, _)| near(range) && !compared(range));
    let before =
        times.iter().rfind(|(range, _)| range.start >= sentence && range.end <= figure.start && !compared(range));
    let single = after.or(before).map(|(_, period)| period.clone());
    single.or_else(|| context.level.clone()).or_else(|| context.period.clone())
}

fn kind(
    words: &Words,
    context: &Context,
    figure: &Range<usize>,
    sentence: usize,
    period: Option<&Period>,
    said: &Said,
) -> IndicatorKind {
    let before = words.low(sentence..figure.start);
    let bracket = before.rfind('(').filter(|open| !before[*open..].contains(')'));
    let inside = bracket.map_or("", |open| &before[open..]);
    let year = period.and_then(|period| period.end(context.span()));
    if has(inside, EN.plans) {
        return IndicatorKind::Plan;
    }
    if said.is_start
        || bracket.is_some()
            && year.zip(context.year).is_some_and(|(year, own)| year < own && context.kind == IndicatorKind::Target)
    {
        return IndicatorKind::Baseline;
    }
    // What is aimed at was not reached, unless the year that it is told of is over.
    let future = is_ahead(context, period);
    let is_over = year.zip(context.year).is_some_and(|(year, own)| year <= own) && period != context.period.as_ref();
    if future || said.is_aim && !is_over { IndicatorKind::Target } else { context.kind }
}

/// Whether a time is to come: years that have begun are told of as they go.
fn is_ahead(context: &Context, period: Option<&Period>) -> bool {
    let first = match period {
        Some(Period::Span(from, _)) => Some(*from),
        _ => period.and_then(|period| period.end(context.span())),
    };
    first.zip(context.year).is_some_and(|(year, own)| year > own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, f64, String, String, &'static str)> {
        let context = Context { kind: IndicatorKind::Actual, year: Some(2024), ..Context::default() };
        let period = |found: &Found| found.period.as_ref().map_or_else(String::new, |time| time.text(None));
        let found = read(&Words::new(text), &context);
        found
            .iter()
            .map(|one| (one.name.clone(), one.figure.low, one.unit.clone(), period(one), one.kind.name()))
            .collect()
    }

    fn own(
        name: &str,
        value: f64,
        unit: &str,
        period: &str,
        kind: &'static str,
    ) -> (String, f64, String, String, &'static str) {
        (name.to_owned(), value, unit.to_owned(), period.to_owned(), kind)
    }

    #[test]
    fn levels_ways_and_movements() {
        assert_eq!(
            all("The poverty rate fell from 5.2% in 2020 to 3.1% in 2024."),
            [own("Poverty rate", 5.2, "%", "2020", "baseline"), own("Poverty rate", 3.1, "%", "2024", "actual")]
        );
        assert_eq!(
            all("In 2024, export turnover reached US$1.25 billion and tourist arrivals rose by 12 per cent."),
            [
                own("Export turnover", 1.25, "billion US$", "2024", "actual"),
                own("Tourist arrivals, increase", 12.0, "%", "2024", "actual")
            ]
        );
    }

    #[test]
    fn targets_and_counts() {
        assert_eq!(
            all("Reduce the unemployment rate to below 3% by 2030 (target: 2.5%)."),
            [own("Unemployment rate", 3.0, "%", "2030", "target"), own("Unemployment rate", 2.5, "%", "2030", "plan")]
        );
        assert_eq!(
            all("The province has 1,890 primary schools.")[0],
            own("Number of primary schools", 1890.0, "primary schools", "", "actual")
        );
    }

    #[test]
    fn numbers_that_are_no_figures() {
        assert!(all("Section 3 of Decision No. 12/2024 of 15 March 2024 covers children aged 5 and rates per 100,000 people.").is_empty());
    }
}
