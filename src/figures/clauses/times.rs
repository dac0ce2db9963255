//! When a figure holds: its own time, else the nearest one that its sentence, its text or its section says.

use super::super::figure::Figure;
use super::super::names::{self, Lead};
use super::super::periods::{Mention, Period};
use super::super::vocabulary::VI;
use super::super::words::{has, lower, starts};
use super::Reader;
use super::found::{Found, Group};
use super::spot::Spot;
use crate::model::indicator::IndicatorKind;

impl Reader<'_> {
    /// The time of a figure, and where it is said.
    pub(super) fn period(&self, spot: &Spot<'_>, growth: Option<&str>) -> (Option<Period>, &'static str) {
        let Spot { figure, from, lead, same, .. } = *spot;
        if lead.is_past {
            return (self.past(figure, from, same), "time-earlier-end");
        }
        let own = [
            (self.other_end(figure), "time-compared"),
            (self.of_the_other_end(spot, growth), "time-bracket-compared"),
            (self.after(figure), "time-behind"),
            (self.in_its_lead(spot), "time-before"),
        ];
        if let Some((Some(period), says)) = own.into_iter().find(|(period, _)| period.is_some()) {
            return (Some(period.clone()), says);
        }
        let floor = self.floor_of_times(figure);
        if let Group::Bracket(open, _) = spot.group {
            return (self.period_in_bracket(spot, open, floor), "time-bracket");
        }
        match self.said_before(spot, growth, floor) {
            Some(period) => (Some(period), "time-sentence"),
            None if self.is_of_now(figure) => (self.settled().map(|period| self.its_end(period)), "time-heading"),
            None => (self.settled(), "time-heading"),
        }
    }

    /// "hiện có 12 trường": a level as of now.
    fn is_of_now(&self, figure: &Figure) -> bool {
        let clause = super::words_before::last_clause(self.words.low(self.floor..figure.start));
        has(clause, VI.now_words)
    }

    /// The last year of some years.
    fn its_end(&self, period: Period) -> Period {
        period.end(self.context.span()).map_or(period, Period::Year)
    }

    /// In a bracket: the time of what the figure is compared with.
    fn of_the_other_end(&self, spot: &Spot<'_>, growth: Option<&str>) -> Option<&Period> {
        let Spot { figure, group, .. } = *spot;
        // "(giai đoạn trước tăng bình quân 5%/năm)", "(so giai đoạn 2016 - 2020 tăng bình quân 5%/năm)": the other end's own growth.
        if let Group::Bracket(open, _) = group
            && growth.is_some_and(|how| how.contains(VI.average))
            && let Some(time) = self.times.iter().rev().find(|time| {
                time.range.start > open && time.range.end <= figure.start && matches!(time.period, Period::Span(..))
            })
        {
            return Some(&time.period);
        }
        // "tăng 4% so với năm 2020 (33%)": the bracket holds the figure of the other end.
        if let Group::Bracket(open, _) = group
            && self.words.low(open + 1..figure.range.start).trim().is_empty()
            && let Some(time) = self.times.iter().find(|time| {
                time.is_reference && time.range.end <= open && self.words.low(time.range.end..open).trim().is_empty()
            })
        {
            return Some(&time.period);
        }
        None
    }

    /// The time right behind a figure.
    fn after(&self, figure: &Figure) -> Option<&Period> {
        let direct = |time: &&Mention| !time.is_reference;
        let after = self.times.iter().filter(direct).find(|time| {
            let between = self.words.low(figure.range.end..time.range.start.max(figure.range.end));
            // "18,4% (năm 2012)", too.
            let bracketed = between.trim() == "(" && self.words.after(time.range.end).trim_start().starts_with(')');
            // A large letter begins another sentence, also where the scan lost the stop.
            let own = !self.words.raw[time.range.start..].starts_with(char::is_uppercase);
            // "28% đến năm 2030 công nghiệp chiếm 41%": the next clause begins there.
            let leads_on = starts(&self.words.low[time.range.start..], VI.to_word)
                && self.all.iter().any(|other| other.start > time.range.end && other.start < time.range.end + 120);
            time.range.start >= figure.range.end
                && own
                && !leads_on
                && (between.trim().is_empty() || bracketed)
                && !matches!(time.period, Period::Yearly)
        });
        after.map(|time| &time.period)
    }

    /// The time in the words that lead to a figure.
    fn in_its_lead(&self, spot: &Spot<'_>) -> Option<&Period> {
        let Spot { figure, group, from, lead, .. } = *spot;
        let direct = |time: &&Mention| !time.is_reference;
        let own = self.times.iter().rev().filter(direct).find(|time| {
            time.range.start >= from
                && time.range.end <= figure.start + 1
                && !self.is_of_another_clause(time, figure, lead)
                && !self.is_of_the_start(time)
                && self.group(time.range.start) == group
        });
        own.map(|time| &time.period)
    }

    /// Where the times begin that can be a figure's: after "đến nay".
    fn floor_of_times(&self, figure: &Figure) -> usize {
        // "đến năm 2030 …; đến nay, có 4 làng nghề": what was said before is over.
        let said = self.words.low(self.floor..figure.start);
        // But "từ năm 2021 đến nay" is a time itself.
        let is_time = |at: &usize| {
            let ends = self.times.iter().map(|time| time.range.end - time.range.end.min(self.floor));
            ends.filter(|end| end <= at).any(|end| said[end..*at].trim().is_empty())
        };
        let now = VI.now_said.iter().filter_map(|word| said.rfind(word));
        let now = now.filter(|at| !is_time(at)).max();
        self.floor + now.unwrap_or(0)
    }

    fn is_said_before(&self, spot: &Spot<'_>, time: &Mention, floor: usize) -> bool {
        time.range.start >= floor
            && time.range.end <= spot.figure.start
            && self.group(time.range.start) == Group::Main
            && !self.is_of_another_clause(time, spot.figure, spot.lead)
            && !self.is_of_the_start(time)
    }

    fn period_in_bracket(&self, spot: &Spot<'_>, open: usize, floor: usize) -> Option<Period> {
        let Spot { figure, lead, same, .. } = *spot;
        let direct = |time: &&Mention| !time.is_reference;
        let earlier = |time: &&Mention| self.is_said_before(spot, time, floor);
        let inside = self.times.iter().rev().filter(|time| direct(time) || lead.is_plan).find(|time| {
            time.range.start > open && time.range.end <= figure.start && !matches!(time.period, Period::Yearly)
        });
        // "(mục tiêu đến năm 2030: 90%)": a plan for a later year has its own.
        let span = self.context.span();
        let later = |time: &Mention| time.period.end(span) > same.and_then(|found| found.period.as_ref()?.end(span));
        if let Some(time) = inside.filter(|time| (!lead.is_plan || later(time)) && figure.row.is_empty()) {
            return Some(time.period.clone());
        }
        same.and_then(|found| found.period.clone())
            .or_else(|| self.times.iter().rev().filter(direct).find(earlier).map(|time| time.period.clone()))
            .or_else(|| self.settled())
    }

    /// The time that the words before the figure said; an average has years, a level has one time.
    fn said_before(&self, spot: &Spot<'_>, growth: Option<&str>, floor: usize) -> Option<Period> {
        let direct = |time: &&Mention| !time.is_reference;
        let earlier = |time: &&Mention| self.is_said_before(spot, time, floor);
        let is_average = growth.is_some_and(|how| how.contains(VI.average));
        let span = |period: &Period| matches!(period, Period::Span(..) | Period::Term | Period::Yearly);
        if is_average {
            let stated = self
                .times
                .iter()
                .rev()
                .filter(direct)
                .filter(earlier)
                .find(|time| span(&time.period))
                .map(|time| time.period.clone());
            let around =
                self.carried.clone().filter(|period| span(period)).or_else(|| self.context.period.clone().filter(span));
            if let Some(period) = stated.or(around) {
                return Some(period);
            }
        }
        let once = |time: &&Mention| {
            !matches!(time.period, Period::Yearly | Period::TermStart) && !self.is_of_an_average(time)
        };
        self.times.iter().rev().filter(direct).filter(once).find(earlier).map(|time| time.period.clone())
    }

    /// "cùng kỳ 9.690 ha", "cùng kỳ năm 2023 là 9.690 ha": the year that is said there, else the one before.
    fn past(&self, figure: &Figure, from: usize, same: Option<&Found>) -> Option<Period> {
        let own = self.times.iter().rfind(|time| time.range.start >= from && time.range.end <= figure.start);
        let year = same.and_then(|found| found.period.clone()).or_else(|| self.settled());
        let said = self.words.low(self.floor.min(from)..figure.start).trim_end_matches([' ', '(']);
        let is_start = has(super::words_before::last_clause(said), VI.beginnings);
        match own.map(|time| time.period.clone()).or(year)? {
            Period::Year(year) if own.is_none() && !is_start => Some(Period::Year(year.saturating_sub(1))),
            period => Some(period),
        }
    }

    /// "tăng từ 28 tấn năm 2023 lên 33 tấn": the year is that of where the way began.
    fn is_of_the_start(&self, time: &Mention) -> bool {
        let start = self.found.iter().rfind(|found| found.figure.range.end <= time.range.start);
        start.is_some_and(|found| {
            found.kind == IndicatorKind::Baseline
                && self.words.low(found.figure.range.end..time.range.start).trim().is_empty()
        })
    }

    /// "hội thi cấp tỉnh năm 2023, hội thi cấp huyện 12 đội": the year closes a clause that has its own words, and the name stands
    /// after it.
    fn is_of_another_clause(&self, time: &Mention, figure: &Figure, lead: &Lead) -> bool {
        let closes = self.words.after(time.range.end).trim_start().starts_with([',', ';']);
        let clause = self.words.low(self.floor.min(time.range.start)..time.range.start);
        let from = self.floor.min(time.range.start) + clause.rfind([',', ';', ':', '(']).map_or(0, |at| at + 1);
        let own_words = crate::text::word_count(&names::trimmed(&self.words.part(from..time.range.start))) >= 3;
        let head: Vec<&str> = lead.name.split(' ').take(2).collect();
        let head = lower(&head.join(" "));
        let after = self.words.low(time.range.end.min(figure.start)..figure.start);
        closes && own_words && !head.is_empty() && after.contains(&head) && !matches!(time.period, Period::Span(..))
    }

    /// "mức tăng bình quân giai đoạn 2021 - 2025 đạt 11%/năm, trong đó …": the years are those of the average alone.
    fn is_of_an_average(&self, time: &Mention) -> bool {
        let own = self.all.iter().find(|figure| figure.start >= time.range.end);
        let found = own.and_then(|own| self.found.iter().find(|found| found.figure.start == own.start));
        matches!(time.period, Period::Span(..))
            && found.is_some_and(|found| found.growth.as_deref().is_some_and(|how| how.contains(VI.average)))
    }

    /// The time with which the text began, or the section's.
    pub(super) fn settled(&self) -> Option<Period> {
        self.carried.clone().or_else(|| self.context.level.clone()).or_else(|| self.context.period.clone())
    }
}
