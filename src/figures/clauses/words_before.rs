//! Brackets and the words before them.

use std::ops::Range;

use super::super::vocabulary::VI;
use super::super::words::{find, has};

/// The words after the last comma, semicolon, bracket or "và"; the comma of a number parts nothing.
pub(super) fn last_clause(text: &str) -> &str {
    let text = text.trim_end();
    let parts = |(at, sign): &(usize, &str)| *sign != "," || !text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let sign = text.match_indices([',', ';', ')']).filter(parts).map(|(at, _)| at + 1).next_back().unwrap_or(0);
    let and = text[sign..].rfind(VI.and_between).map_or(0, |at| at + VI.and_between.len());
    &text[sign + and..]
}

/// "vượt kế hoạch (7,5%)", "chưa đạt mục tiêu Đại hội đề ra (40%)": a bracket after such words holds the plan.
pub(super) fn ends_with_a_plan(near: &str) -> bool {
    let plans = VI.plans;
    let compares = VI.plan_verbs;
    let tail =
        VI.plan_tails.iter().fold(near.trim_end(), |tail, word| tail.strip_suffix(word).unwrap_or(tail).trim_end());
    has(near, compares) && crate::text::word_count(near) <= 10 && !has(tail, VI.plans_of) && {
        let from = plans.iter().filter_map(|plan| find(tail, plan)).max();
        from.is_some_and(|from| crate::text::word_count(&tail[from..]) <= 5)
    } || has(near, VI.plan_phrases)
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
