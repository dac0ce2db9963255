//! What bounds a figure: "trên", "tối thiểu", "trở lên", and where a way began.

use super::figure::Figure;
use super::vocabulary::{VI, Vocabulary};
use super::words::{Words, ends, ends_with_any, has, last_word, starts};
use crate::model::indicator::Op;

/// Reads the bound before and after a figure, and widens its place to hold it.
pub fn bound(words: &Words, figure: &mut Figure, from: usize) {
    let mut since = false;
    for _ in 0..3 {
        let before = words.low(from..figure.range.start).trim_end();
        // "tối đa bằng 6%".
        let joint = VI.bound_joints.iter().find_map(|word| before.strip_suffix(word).filter(|_| ends(before, word)));
        let joint = joint.map(str::trim_end).filter(|rest| VI.limits.iter().any(|word| ends(rest, word)));
        let before = joint.unwrap_or(before);
        let sign = SIGNS.into_iter().find(|(sign, _)| before.ends_with(sign));
        let starting = VI.starting.iter().map(|word| (*word, Op::Equal));
        let word =
            bounding(&VI).chain(starting).filter(|(word, _)| ends(before, word)).max_by_key(|(word, _)| word.len());
        let Some((word, op)) = sign.or(word) else { break };
        // ", thấp hơn 0,5%": a comparison, no bound.
        let lead = before[..before.len() - word.len()].trim_end();
        if VI.comparing_below.contains(&word) && (lead.is_empty() || lead.ends_with([',', ';', '(', '%'])) {
            break;
        }
        // "cao hơn 12%" compares, "sinh viên trên 10.000 dân" divides.
        if VI.comparing_above.contains(&word) && VI.more_and_less.contains(&last_word(before.trim_end_matches(word))) {
            break;
        }
        since |= VI.starting.contains(&word);
        if figure.op == Op::Equal {
            figure.op = op;
        }
        figure.range.start = from + before.len() - word.len();
    }
    let single = figure.low == figure.high && figure.row.is_empty();
    let after = words.after(figure.range.end);
    let rest = after.trim_start();
    for (words, op) in [(VI.at_least_after, Op::AtLeast), (VI.at_most_after, Op::AtMost)] {
        if let Some(word) = words.iter().find(|word| starts(rest, word)) {
            figure.op = op;
            figure.range.end += after.len() - rest.len() + word.len();
            return;
        }
    }
    if since && single && figure.op == Op::Equal && !rises(words, figure) {
        figure.op = Op::AtLeast;
    }
}

/// "tăng từ 8,36 … lên 10": the figure is where the way began, not the least.
pub fn rises(words: &Words, figure: &Figure) -> bool {
    if !ends_with_any(words.low(0..figure.start).trim_end(), VI.starting) {
        return false;
    }
    let clause = words.before(figure.range.start).trim_end().rsplit([';', '.', '(']).next().unwrap_or_default();
    let after = words.after(figure.range.end).split([';', '.']).next().unwrap_or_default();
    let to = has(after, VI.way_ends) || starts(after.trim_start(), VI.year_noun);
    to && has(clause, VI.way_verbs) || has(after, VI.way_levels)
}

/// What stands before a number and bounds it, with what it says of it.
pub fn bounding(language: &Vocabulary) -> impl Iterator<Item = (&'static str, Op)> {
    let lists = [
        (language.at_most_before, Op::AtMost),
        (language.at_least_before, Op::AtLeast),
        (language.above_before, Op::Above),
        (language.below_before, Op::Below),
        (language.about_before, Op::About),
    ];
    lists.into_iter().flat_map(|(words, op)| words.iter().map(move |word| (*word, op)))
}

/// Signs that bound a number.
pub const SIGNS: [(&str, Op); 8] = [
    ("≈", Op::About),
    ("≥", Op::AtLeast),
    (">=", Op::AtLeast),
    ("≤", Op::AtMost),
    ("<=", Op::AtMost),
    (">", Op::Above),
    ("<", Op::Below),
    ("~", Op::About),
];
