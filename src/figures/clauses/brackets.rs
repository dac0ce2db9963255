//! Brackets: where they stand, and what the words before one make of the figure that it begins with.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::names;
use super::super::periods::Period;
use super::super::units::Sort;
use super::super::vocabulary::VI;
use super::super::words::{ends_with_any, has};
use super::Reader;
use super::found::Found;
use super::words_before::{ends_with_a_plan, last_clause};

impl Reader<'_> {
    /// What a bracket makes of its figure (`figure` with where the bracket opens and where the next figure begins); true where
    /// nothing more is to be found for it.
    pub(super) fn is_settled_in_bracket(
        &mut self,
        number: usize,
        sentence: &Range<usize>,
        (figure, open, next): (&Figure, usize, usize),
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
        if self.is_bracketed_elsewhere(number, sentence, figure, open, lead) {
            return true;
        }
        let Some(part) = self.part_of_a_count(number, figure, open, lead, next) else { return false };
        self.found.push(Found { quote: figure.range.clone(), ..part });
        true
    }

    /// What the words before a bracket make of the figure that it begins with: a plan, an earlier level. True where it is the level of
    /// another place: "thấp hơn bình quân cả nước (5,2%)".
    fn is_bracketed_elsewhere(
        &self,
        number: usize,
        sentence: &Range<usize>,
        figure: &Figure,
        open: usize,
        lead: &mut names::Lead,
    ) -> bool {
        if !lead.name.is_empty() || lead.is_part {
            return false;
        }
        let near = last_clause(self.words.low(sentence.start.min(open)..open));
        let opens = self.words.low(open + 1..figure.range.start).trim().is_empty();
        let compares = has(near, VI.comparing_levels);
        if opens && compares && has(near, VI.averages) && has(near, VI.other_places) {
            return true;
        }
        // "5,8%/năm, thấp hơn mục tiêu (7,5 - 8%)": the unit may be said more shortly.
        let alike = |found: &&Found| {
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
