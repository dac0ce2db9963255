//! What the words before a bracket make of the figure that it begins with.

use super::super::figure::Figure;
use super::super::names;
use super::super::periods::Period;
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{ends_with_any, has};
use super::Reader;
use super::words_before::{ends_with_a_plan, last_clause};

impl Reader<'_> {
    /// What a bracket makes of its figure: a plan, an earlier level, a rise. True where it is the level of another place: "thấp hơn bình
    /// quân cả nước (5,2%)".
    pub(super) fn is_bracketed_elsewhere(
        &self,
        number: usize,
        sentence: usize,
        (figure, open): (&Figure, usize),
        lead: &mut names::Lead,
    ) -> bool {
        // "(+3,1%)": a sign says how it moved.
        if lead.growth.is_none() && figure.sort() == Some(Sort::Share) {
            let sign = self.words.low(open + 1..figure.range.start).trim();
            let how = [("+", VI.rise), ("-", VI.fall), ("–", VI.fall)].into_iter().find(|(mark, _)| *mark == sign);
            lead.growth = how.map(|(_, how)| how.to_owned());
        }
        // "08 di sản (có thêm 02 di sản được công nhận)": by how many they became more.
        let says_more = ends_with_any(self.words.low(open..figure.range.start).trim_end(), VI.added);
        if says_more && lead.growth.is_none() && figure.sort() == Some(Sort::Count) {
            let of =
                self.mains(number).any(|found| found.figure.unit.is_some() && found.figure.noun() == figure.noun());
            lead.growth = of.then(|| VI.added_rise.to_owned());
        }
        if !lead.name.is_empty() || lead.is_part {
            return false;
        }
        let near = last_clause(self.words.low(sentence.min(open)..open));
        let opens = self.words.low(open + 1..figure.range.start).trim().is_empty();
        if opens && has(near, VI.comparing_levels) && has(near, VI.averages) && has(near, VI.other_places) {
            return true;
        }
        // "5,8%/năm, thấp hơn mục tiêu (7,5 - 8%)": the unit may be said more shortly.
        let alike = |found: &&super::Found| {
            let unit = figure.unit.as_ref().map(|unit| unit.text.as_str());
            let other = found.figure.unit.as_ref().map_or("", |unit| unit.text.as_str());
            let stroke =
                |unit: &str| other.strip_prefix(unit).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            found.figure.start < open && unit.is_none_or(stroke)
        };
        let Some(before) = self.mains(number).rfind(alike) else { return false };
        let span = self.context.span();
        let end = |period: &Period| period.end(span);
        let own = self.times.iter().rfind(|time| time.range.start > open && time.range.end <= figure.start);
        let is_earlier = own.and_then(|time| end(&time.period)) < before.period.as_ref().and_then(end);
        lead.is_plan |= ends_with_a_plan(near) && (own.is_none() || !is_earlier);
        lead.is_past |= opens && ends_with_any(near, VI.earlier_ends);
        false
    }
}
