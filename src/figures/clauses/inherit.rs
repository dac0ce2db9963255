//! Names that a figure does not say itself: from the figure before, the bracket's owner, the words around a bracket.

use super::super::figure::Figure;
use super::super::names;
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{ends, ends_with_any, has, lower, starts, starts_with_any};
use super::Reader;
use super::found::{Found, Group};
use super::spot::Spot;
use super::words_before::{ends_with_a_plan, last_clause};
use crate::model::indicator::{IndicatorKind, Op};

impl Reader<'_> {
    /// A name for a figure whose lead has none.
    pub(super) fn inherited(&self, spot: &Spot<'_>) -> Option<String> {
        if spot.lead.is_past {
            return spot.same.map(|found| found.level().to_owned());
        }
        match spot.group {
            Group::Bracket(open, _) => self.inherited_in_bracket(spot, open),
            Group::Main if spot.is_relative() => self.of_a_level(spot),
            Group::Main => self.of_the_clause(spot),
        }
    }

    /// The name that a figure restates: of a movement or a share that of the thing.
    fn restated(&self, spot: &Spot<'_>, found: &Found) -> String {
        if !spot.is_relative() {
            return found.name.clone();
        }
        let level = || match found.owner {
            Some(_) => found.name.clone(),
            None => names::without_share(&found.name).to_owned(),
        };
        self.level_name(found).unwrap_or_else(level)
    }

    fn inherited_in_bracket(&self, spot: &Spot<'_>, open: usize) -> Option<String> {
        let Spot { number, figure, group, lead, ratio, same, .. } = *spot;
        // "(từ 900 biên chế năm 2020 giảm còn 820 biên chế năm 2024)": the other end of the way.
        if let Some(way) = self.last_of(number, group).filter(|last| last.kind == IndicatorKind::Baseline)
            && self.is_reached(figure)
            && way.figure.sort() == figure.sort()
        {
            return Some(way.level().to_owned());
        }
        if figure.is_part {
            let near = self.mains(number).rfind(|found| found.figure.start < open).or(same);
            return near.map(|found| names::label(names::without_rate(&found.name).unwrap_or(&found.name)));
        }
        // "chiếm 9% (21% vốn trong nước)", "40 trạm (62%)": a share of the thing before, too.
        let said = self.words.low(open + 1..figure.range.start).trim();
        let opens = figure.sort() == Some(Sort::Share) && (said.is_empty() || VI.of_the_thing.contains(&said));
        if let Some(name) = self.of_the_share(number, figure, open).filter(|_| said.is_empty()) {
            return Some(name);
        }
        let just = || self.mains(number).rfind(|found| found.figure.start < open);
        let plain = |found: &&Found| {
            let between = found.figure.range.end..open;
            !self.words.low(between.clone()).contains(';')
                && !self.all.iter().any(|figure| between.contains(&figure.start) && figure.unit.is_none())
        };
        let shares = opens && ratio.is_none() && !lead.is_plan && !lead.is_past;
        if let Some(element) = self.element_before(number, open).filter(|_| shares) {
            return Some(format!("{element}{}", VI.share_tail));
        }
        if let Some(before) = just().filter(plain).filter(|_| shares) {
            let name = self.level_name(before).unwrap_or_else(|| before.name.clone());
            let tail = if starts_with_any(said, VI.reached_verbs) { VI.rate_tail } else { VI.share_tail };
            return Some(format!("{name}{tail}"));
        }
        // "(gồm 20 công ty, chiếm 25%, 36 hợp tác xã, chiếm 45%)": a share of the count before it in the bracket.
        let counted = self.found.last().filter(|found| {
            found.sentence == number
                && self.group(found.figure.start) == group
                && found.figure.sort() == Some(Sort::Count)
                && lead.is_share
        });
        if let Some(counted) = counted {
            return Some(counted.name.clone());
        }
        self.beside_the_bracket(spot, open)
    }

    /// "đề tài trên các lĩnh vực: nông nghiệp (58%), y dược (17%)": what a bracket follows is one of a list.
    fn element_before(&self, number: usize, open: usize) -> Option<String> {
        let from = self.mains(number).rfind(|found| found.figure.start < open)?.figure.range.end;
        let between = self.words.low(from..open);
        let in_list = between.contains(':') && !between.contains([';', '.']);
        let sign = between.rfind([':', ')']).or_else(|| between.rfind(','))?;
        let at = from + sign + 1 + self.words.low(from + sign + 1..open).find(", ").map_or(0, |comma| comma + 1);
        let element = names::trimmed(&self.words.part(at..open));
        let fits =
            (2..=14).contains(&crate::text::word_count(&element)) && !element.contains(|c: char| c.is_ascii_digit());
        let whole = self.mains(number).rfind(|found| found.figure.range.end == from)?;
        let noun = whole.figure.counted();
        let name = match noun {
            Some(noun) => format!("{noun}, {}", names::small(&element)),
            None => element,
        };
        (in_list && fits).then(|| names::capitalised(&name))
    }

    /// In a bracket: what the figure before it, or one within it, is called; a plan or another time has the words before the bracket.
    fn beside_the_bracket(&self, spot: &Spot<'_>, open: usize) -> Option<String> {
        let Spot { number, sentence, figure, group, lead, ratio, same, next, .. } = *spot;
        let of = |found: &Found| self.restated(spot, found);
        let near = self.mains(number).rfind(|found| {
            found.figure.start < open && self.words.low(found.figure.range.end..open).matches([',', ';']).count() == 0
        });
        let timed = self.times.iter().any(|time| time.range.start > open && time.range.start < figure.start);
        if near.is_some()
            && (lead.is_plan || timed || lead.growth.is_some() || ratio.is_some() || figure.op != Op::Equal)
        {
            return same.map(of);
        }
        let inside =
            self.found.iter().rfind(|found| found.sentence == number && self.group(found.figure.start) == group);
        if let Some(inside) = inside.filter(|_| timed || lead.growth.is_some()) {
            return Some(of(inside));
        }
        if lead.is_plan || timed {
            let from = self
                .mains(number)
                .map(|found| found.figure.range.end)
                .filter(|end| *end < open)
                .max()
                .unwrap_or(sentence.start);
            let outer = names::lead(self.words, from..open, self.times, self.brackets);
            let plain = |name: &String| !name.is_empty() && !name.contains(|c: char| c.is_ascii_digit());
            let said = !outer.is_plan && !ends_with_a_plan(last_clause(self.words.low(from..open)));
            return Some(outer.name).filter(|name| said && plain(name)).or_else(|| same.map(of));
        }
        self.named_after(figure, next).or_else(|| self.around(group))
    }

    /// Outside of brackets: what moved, or what the share is of.
    fn of_a_level(&self, spot: &Spot<'_>) -> Option<String> {
        let Spot { number, figure, .. } = *spot;
        // "xảy ra 187 vụ, làm chết 96 người, giảm 23 vụ": of the counts before, that of the same noun moved.
        let noun = figure.noun();
        let is_level = |found: &&Found| found.growth.is_none();
        let counted =
            self.mains(number).filter(is_level).rfind(|found| !noun.is_empty() && found.figure.noun() == noun);
        counted
            .map(|part| self.whole_of_a_row(spot, part).unwrap_or(part))
            .or(self.mains(number).next_back())
            .map(|found| self.level_name(found).unwrap_or_else(|| found.name.clone()))
            .or_else(|| self.context.name.clone())
    }

    /// Outside of brackets: what the clauses around a level speak of.
    fn of_the_clause(&self, spot: &Spot<'_>) -> Option<String> {
        let Spot { number, figure, group, lead, same, next, .. } = *spot;
        // "tăng từ 28 con lên 33 con".
        let way = self.last_of(number, group).filter(|last| last.kind == IndicatorKind::Baseline);
        let unit = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.text.clone());
        let low = self.words.low(0..figure.range.start).trim_end();
        let reached = VI.reaching.iter().any(|word| ends(low, word));
        if let Some(way) = way.filter(|way| reached && unit(&way.figure) == unit(figure)) {
            return Some(way.level().to_owned());
        }
        let after = self.named_after(figure, next).filter(|_| !lead.is_plan);
        let noun = figure.noun();
        // A bare noun ("25 chủ thể") is what the context speaks of only when it has the noun.
        let spoken = |name: &String| {
            lower(name) == noun && self.context.name.as_ref().is_some_and(|name| has(&lower(name), &[noun]))
        };
        if let Some(name) = after.filter(|name| !spoken(name)) {
            return Some(name);
        }
        let kin = same.filter(|found| found.figure.sort() == figure.sort());
        // "tổng thu tăng 10%, đến năm 2030 đạt 21.000 tỷ đồng": the level of what moved.
        let moved = self.mains(number).next_back().and_then(|found| self.level_name(found));
        // "giải quyết 340 vụ, đạt 85%": how much of it.
        let counted = self.mains(number).next_back().filter(|found| found.figure.sort() == Some(Sort::Count));
        let verb = self.words.low(0..figure.range.start).trim_end();
        if figure.sort() == Some(Sort::Share)
            && ends_with_any(verb, VI.reached_verbs)
            && let Some(counted) = counted
        {
            return Some(format!("{}{}", counted.name, VI.rate_tail));
        }
        kin.map(|found| found.name.clone()).or(moved).or_else(|| self.context.name.clone())
    }

    /// "tỷ lệ hộ nghèo còn 4% (1.250 hộ)": the bracket counts those of the share.
    fn of_the_share(&self, number: usize, figure: &Figure, open: usize) -> Option<String> {
        let noun = figure.counted()?;
        let share = self.mains(number).rfind(|found| {
            found.figure.sort() == Some(Sort::Share) && self.words.low(found.figure.range.end..open).trim().is_empty()
        })?;
        let thing = names::without_rate(share.level())?;
        let closed = self.words.after(figure.range.end).trim_start().starts_with([')', ',', ';']);
        (closed && starts(&lower(thing), noun)).then(|| names::capitalised(thing))
    }

    /// The name of the thing that a movement or a ratio speaks of.
    pub(super) fn level_name(&self, found: &Found) -> Option<String> {
        let growth = found.growth.as_deref()?;
        let at = found.name.rfind(&format!(", {growth}"))?;
        Some(found.name[..at].to_owned())
    }

    /// "tỷ lệ phủ kín quy hoạch tăng dần (thị xã An Lộc đạt 100%)": what a bracket without a figure before it speaks of.
    pub(super) fn around(&self, group: Group) -> Option<String> {
        let Group::Bracket(open, _) = group else { return None };
        let inside = self.found.last().is_some_and(|found| self.group(found.figure.start) == group);
        let before = self.all.iter().filter(|figure| figure.range.end <= open).map(|figure| figure.range.end).max();
        let from = before.unwrap_or(0).max(self.floor).min(open);
        let name = names::lead(self.words, from..open, self.times, self.brackets).name;
        (!inside && names::is_head(&name) && !name.contains(|c: char| c.is_ascii_digit())).then_some(name)
    }

    /// " so với năm 2020" after a figure that compares.
    pub(super) fn against(&self, figure: &Figure) -> String {
        let after = self.words.raw(figure.range.end..self.words.raw.len());
        let rest = after.trim_start();
        let low = lower(rest);
        let Some(word) = VI.against.iter().find(|word| starts(&low, word)) else { return String::new() };
        let words = format!(" {} ", VI.against_name);
        let from = figure.range.end + after.len() - rest.len() + word.len();
        for other in VI.other_ends {
            if starts(self.words.after(from).trim_start(), other) {
                return format!("{words}{other}");
            }
        }
        let time = self.times.iter().find(|time| time.range.start >= from && time.range.start <= from + 10);
        time.map_or_else(String::new, |time| format!("{words}{}", time.period.text(self.context.span())))
    }
}
