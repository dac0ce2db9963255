//! Brackets: where they stand, and what the words before one make of the figure that it begins with.

use std::ops::Range;

use super::super::figure::Figure;
use super::super::names;
use super::super::periods::Period;
use super::super::units::Sort;
use super::super::words::{ends, find, has};
use super::{Found, Reader};

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
            let how = [("+", "tăng"), ("-", "giảm"), ("–", "giảm")].into_iter().find(|(mark, _)| *mark == sign);
            lead.growth = how.map(|(_, how)| how.to_owned());
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
        let compares = has(near, &["hơn", "so với", "bằng"]);
        if opens && compares && has(near, &["bình quân", "trung bình"]) && has(near, &OTHERS) {
            return true;
        }
        let unit = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.text.clone());
        let alike = |found: &&Found| {
            found.figure.start < open && (figure.unit.is_none() || unit(&found.figure) == unit(figure))
        };
        let Some(before) = self.mains(number).rfind(alike) else { return false };
        let span = self.context.span();
        let end = |period: &Period| period.end(span);
        let own = self.times.iter().rfind(|time| time.range.start > open && time.range.end <= figure.start);
        let is_earlier = own.and_then(|time| end(&time.period)) < before.period.as_ref().and_then(end);
        lead.is_plan |= ends_with_a_plan(near) && (own.is_none() || !is_earlier);
        lead.is_past |= opens && ["đầu năm", "cùng kỳ", "năm trước", "đầu kỳ"].iter().any(|past| ends(near, past));
        false
    }
}

/// Places whose average is not the report's own.
const OTHERS: [&str; 6] = ["cả nước", "toàn quốc", "chung", "vùng", "khu vực", "toàn tỉnh"];

/// The words after the last comma, semicolon, bracket or "và"; the comma of a number parts nothing.
pub(super) fn last_clause(text: &str) -> &str {
    let text = text.trim_end();
    let parts = |(at, sign): &(usize, &str)| *sign != "," || !text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let sign = text.match_indices([',', ';', ')']).filter(parts).map(|(at, _)| at + 1).next_back().unwrap_or(0);
    let and = text[sign..].rfind(" và ").map_or(0, |at| at + " và ".len());
    &text[sign + and..]
}

/// "vượt kế hoạch (7,5%)", "chưa đạt mục tiêu Đại hội đề ra (40%)": a bracket after such words holds the plan.
pub(super) fn ends_with_a_plan(near: &str) -> bool {
    let plans = ["kế hoạch", "chỉ tiêu", "mục tiêu", "nghị quyết", "dự toán", "kh"];
    let compares = ["vượt", "đạt", "hoàn thành", "thấp hơn", "cao hơn", "so với", "so", "bằng", "xấp xỉ"];
    let tail = ["đề ra", "đặt ra", "được giao", "giao", "năm"]
        .iter()
        .fold(near.trim_end(), |tail, word| tail.strip_suffix(word).unwrap_or(tail).trim_end());
    has(near, &compares) && crate::text::word_count(near) <= 10 && find(tail, "kế hoạch của").is_none() && {
        let from = plans.iter().filter_map(|plan| find(tail, plan)).max();
        from.is_some_and(|from| crate::text::word_count(&tail[from..]) <= 5)
    } || has(
        near,
        &["mục tiêu nghị quyết", "chỉ tiêu nghị quyết", "kế hoạch đề ra", "so với chỉ tiêu", "so với mục tiêu"],
    )
}

/// The pairs of round brackets, outermost only.
pub(super) fn brackets(low: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    let mut depth = 0usize;
    for (at, c) in low.char_indices() {
        match c {
            '(' => {
                open = open.or(Some(at));
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0
                    && let Some(from) = open.take()
                {
                    found.push(from..at + 1);
                }
            }
            _ => {}
        }
    }
    found
}
