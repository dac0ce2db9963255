//! What kind of figure it is, in which unit, and the words that state it.

use std::ops::Range;

use super::super::bounds::rises;
use super::super::figure::Figure;
use super::super::names::Lead;
use super::super::periods::Period;
use super::super::units::{Sort, Unit};
use super::super::vocabulary::VI;
use super::super::words::{ends, ends_with_any, find, has, lower, starts, starts_with_any};
use super::Reader;
use super::found::{Found, Group};
use super::spot::{Ratio, Spot};
use crate::model::indicator::IndicatorKind;

impl Reader<'_> {
    /// "đạt 102,5% kế hoạch", "bằng 96% so với năm 2020": a ratio to a plan or to another time, not the level.
    pub(super) fn ratio(&self, number: usize, figure: &Figure, lead: &Lead) -> Option<Ratio> {
        if figure.sort() != Some(Sort::Share) {
            return None;
        }
        if let Some(of) = self.ratio_of(figure) {
            // "tăng 5% so với cùng kỳ" is a movement.
            let moves = of == VI.same_time && lead.growth.is_some();
            return (!moves).then(|| Ratio { of: of.to_owned(), in_unit: true });
        }
        let before = self.words.low(0..figure.range.start).trim_end();
        if ends_with_any(before, VI.equals) {
            let against = self.against(figure);
            let of = against.strip_prefix(&format!(" {} ", VI.against_name)).map(str::to_owned);
            return of.map(|of| Ratio { of, in_unit: false });
        }
        // "4.700 tỷ đồng/4.250 tỷ đồng dự toán, đạt 110%": the plan was said before.
        let planned = self.found.last().filter(|last| last.sentence == number && last.kind == IndicatorKind::Plan)?;
        let between = self.words.low(planned.figure.range.end..figure.range.start);
        let bare =
            ends_with_any(before, VI.reached_verbs) && lead.name.is_empty() && crate::text::word_count(between) <= 8;
        bare.then(|| Ratio { of: VI.plan_word.to_owned(), in_unit: false })
    }

    fn ratio_of(&self, figure: &Figure) -> Option<&'static str> {
        let after = self.words.after(figure.range.end).trim_start();
        let against = VI.against.iter().find_map(|word| after.strip_prefix(word)?.strip_prefix(' '));
        let after = against.unwrap_or(after).trim_start();
        if starts_with_any(after, VI.plans) {
            let own = [VI.aim_word, VI.budget].into_iter().find(|word| starts(after, word));
            return own.or(Some(VI.plan_word));
        }
        starts(after, VI.same_time).then_some(VI.same_time)
    }

    /// The figure before this one that speaks of the same thing, by unit.
    pub(super) fn same(&self, number: usize, figure: &Figure, group: Group, lead: &Lead) -> Option<&Found> {
        let inside: Vec<&Found> = self
            .found
            .iter()
            .filter(|found| found.sentence == number && self.group(found.figure.start) == group)
            .collect();
        if lead.is_equivalent {
            return inside.last().copied().or_else(|| self.mains(number).next_back());
        }
        let pool: Vec<&Found> = match group {
            Group::Main => inside,
            Group::Bracket(open, _) => self.mains(number).filter(|found| found.figure.start < open).collect(),
        };
        let score = |found: &Found| {
            let level = if found.growth.is_some() == lead.growth.is_some() { 1 } else { 0 };
            let kin = match (&found.figure.unit, &figure.unit) {
                (Some(one), Some(other)) if one.text == other.text => 6,
                (Some(one), Some(other)) if one.text.starts_with(&other.text) || other.text.starts_with(&one.text) => 4,
                (Some(one), Some(other)) if one.sort == other.sort => 2,
                (None, None) => 6,
                (_, None) => 2,
                _ => 0,
            };
            kin + level
        };
        pool.into_iter().enumerate().max_by_key(|(place, found)| (score(found), *place)).map(|(_, found)| found)
    }

    /// The unit to show; none when a bare number is no figure of an indicator.
    pub(super) fn unit(&self, spot: &Spot<'_>, name: &str) -> Option<String> {
        let Spot { number, figure, ratio, lead, .. } = *spot;
        if let Some(unit) = &figure.unit {
            return Some(match ratio {
                Some(ratio) if ratio.in_unit && !self.exceeds(lead, &ratio.of) => format!("{} {}", unit.text, ratio.of),
                _ => unit.text.clone(),
            });
        }
        let after = self.words.after(figure.range.end).trim_start();
        let closed = after.is_empty()
            || after.starts_with([',', ';', '.', ')', '('])
            || starts_with_any(after, VI.behind_bare_numbers);
        let before = self.words.low(0..figure.range.start).trim_end();
        let stated =
            lead.is_plan || lead.is_past || VI.stating.iter().any(|verb| ends(before, verb)) || before.ends_with(':');
        if !closed || !(stated || figure.range.start < figure.start) {
            return None;
        }
        let low = lower(name);
        if let Some(at) = VI.per_people.iter().find_map(|people| low.find(people)) {
            let noun = VI.rate_openers.iter().fold(&low[..at], |noun, opener| noun.trim_start_matches(opener));
            return Some(format!("{noun}{}", VI.per_ten_thousand));
        }
        if let Some(rest) = find(&low, VI.number_of).map(|at| low[at + VI.number_of.len()..].trim_start()) {
            let unit: Option<Unit> = super::super::units::unit(rest, rest);
            if let Some(unit) = unit.filter(|unit| unit.sort == Sort::Count) {
                return Some(unit.noun);
            }
        }
        let kin = self.found.iter().rfind(|found| found.sentence == number && found.name == name);
        match kin {
            Some(found) => Some(found.unit.clone()),
            None => has(&low, VI.indices).then(String::new),
        }
    }

    /// What kind of figure it is, and what makes it that.
    pub(super) fn kind(&self, spot: &Spot<'_>, period: Option<&Period>) -> (IndicatorKind, &'static str) {
        let Spot { figure, group, lead, same, ratio, .. } = *spot;
        let span = self.context.span();
        let end = period.and_then(|period| period.end(span));
        let bracketed = group != Group::Main;
        if lead.is_plan && ratio.is_none() && (bracketed || same.is_some()) {
            return (IndicatorKind::Plan, "kind-plan");
        }
        // "Dự toán chi đầu tư": what was planned.
        let is_planned = ratio.is_none() && VI.planned_heads.iter().any(|head| starts(&lower(&lead.name), head));
        if is_planned && self.context.kind == IndicatorKind::Actual {
            return (IndicatorKind::Plan, "kind-plan");
        }
        if lead.is_past || self.other_end(figure).is_some() && group == Group::Main && lead.name.is_empty() {
            return (IndicatorKind::Baseline, "kind-comparison");
        }
        if rises(self.words, figure)
            && lead.growth.is_some() | ends_with_any(self.words.low(0..figure.start).trim_end(), VI.starting)
        {
            return (IndicatorKind::Baseline, "kind-way");
        }
        let before = same.and_then(|found| found.period.as_ref()).and_then(|period| period.end(span));
        // "(từ 90 người năm 2017 giảm còn 55 người năm 2024)": the way's end.
        let way = self.last_of(spot.number, group).is_some_and(|last| last.kind == IndicatorKind::Baseline);
        if bracketed
            && !(way && self.is_reached(figure))
            && lead.growth.is_none()
            && end.zip(before).is_some_and(|(own, other)| own < other)
        {
            return (IndicatorKind::Baseline, "kind-bracket-earlier");
        }
        // A report written before its term is over still reports on the term.
        let within = span.is_some_and(|(_, to)| end.is_some_and(|end| end <= to));
        let begun = matches!(period, Some(Period::Span(from, _)) if self.context.year.is_some_and(|year| *from < year));
        let future = !within && !begun && end.zip(self.context.year).is_some_and(|(end, year)| end > year);
        let past = end.zip(self.context.year).is_some_and(|(end, year)| end <= year);
        let colon = self.words.low(self.floor..figure.start).rfind(':').map(|at| self.floor + at);
        let is_announced = colon.is_some_and(|at| super::announces_aims(self.words.low(self.floor..at)));
        match self.context.kind {
            // What the heading itself sets for its year is to come, also when the report is of that year.
            IndicatorKind::Target if past && !lead.is_aim && period != self.context.period.as_ref() => {
                (IndicatorKind::Actual, "kind-past")
            }
            IndicatorKind::Actual if lead.is_aim || is_announced => (IndicatorKind::Target, "kind-aim"),
            IndicatorKind::Actual if future => (IndicatorKind::Target, "kind-future"),
            kind => (kind, "kind-heading"),
        }
    }

    /// "cao hơn bình quân giai đoạn 2016 - 2021 vốn đạt 4,8%/năm": the time whose level is only compared with.
    pub(super) fn other_end(&self, figure: &Figure) -> Option<&Period> {
        let time = self.times.iter().rfind(|time| time.range.end <= figure.start)?;
        let between = self.words.low(time.range.end..figure.range.start).trim();
        let lead = self.words.low(self.floor.min(time.range.start)..time.range.start);
        let compares = has(super::words_before::last_clause(lead), VI.comparatives);
        (time.is_reference && compares && VI.said_levels.contains(&between)).then_some(&time.period)
    }

    /// The words from the verb before the figure to its end.
    pub(super) fn quote(&self, from: usize, figure: &Figure) -> Range<usize> {
        let low = self.words.low(from..figure.range.start);
        let text = low.trim_end();
        let verbs = VI.quoted_verbs;
        let verb = verbs.iter().find(|verb| ends(text, verb));
        let start = verb.map_or(figure.range.start, |verb| from + text.len() - verb.len());
        start..figure.range.end
    }

    /// "(kế hoạch là 22% - 29,84% - 38,75%)": one number for each of the figures before.
    pub(super) fn row(&mut self, number: usize, figure: &Figure, group: Group, from: usize) {
        let Group::Bracket(open, _) = group else { return };
        let unit = figure.unit.as_ref().map(|unit| unit.text.clone()).unwrap_or_default();
        let mains: Vec<Found> = self
            .mains(number)
            .filter(|found| found.figure.start < open && found.unit == unit && found.growth.is_none())
            .cloned()
            .collect();
        let Some(first) = mains.len().checked_sub(figure.row.len()) else { return };
        let quote = self.quote(from, figure);
        for (main, value) in mains[first..].iter().zip(&figure.row) {
            let single = Figure { low: *value, high: *value, row: Vec::new(), ..figure.clone() };
            self.found.push(Found { figure: single, kind: IndicatorKind::Plan, quote: quote.clone(), ..main.clone() });
        }
    }

    /// "vượt 4% kế hoạch", "tăng 9,9% kế hoạch": by how much, and no ratio.
    fn exceeds(&self, lead: &Lead, of: &str) -> bool {
        let is_of_a_plan = |how: &str| VI.exceeding_plans.contains(&how) || VI.below_plans.contains(&how);
        let how = lead.growth.as_deref();
        how.is_some_and(|how| how == VI.exceeding || of != VI.same_time && is_of_a_plan(how))
    }
}
