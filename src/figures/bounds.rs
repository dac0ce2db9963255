//! What bounds a figure: "trên", "tối thiểu", "trở lên", and where a way began.

use super::figure::Figure;
use super::vocabulary::VI;
use super::words::{Words, ends, has, last_word, starts};
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
        let sign = |word: &str| !word.starts_with(char::is_alphabetic);
        let found =
            BEFORE.iter().find(|(word, _)| if sign(word) { before.ends_with(word) } else { ends(before, word) });
        let Some((word, op)) = found else { break };
        // ", thấp hơn 0,5%": a comparison, no bound.
        let lead = before[..before.len() - word.len()].trim_end();
        if *word == "thấp hơn" && (lead.is_empty() || lead.ends_with([',', ';', '(', '%'])) {
            break;
        }
        // "cao hơn 12%" compares, "sinh viên trên 10.000 dân" divides.
        if *word == "hơn" && VI.more_and_less.iter().any(|more| last_word(before.trim_end_matches("hơn")) == *more) {
            break;
        }
        since |= *word == "từ";
        if figure.op == Op::Equal {
            figure.op = *op;
        }
        figure.range.start = from + before.len() - word.len();
    }
    let single = figure.low == figure.high && figure.row.is_empty();
    let after = words.after(figure.range.end);
    let rest = after.trim_start();
    for (word, op) in [("trở lên", Op::AtLeast), ("trở xuống", Op::AtMost)] {
        if starts(rest, word) {
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
    if !ends(words.low(0..figure.start).trim_end(), "từ") {
        return false;
    }
    let clause = words.before(figure.range.start).trim_end().rsplit([';', '.', '(']).next().unwrap_or_default();
    let after = words.after(figure.range.end).split([';', '.']).next().unwrap_or_default();
    let to = has(after, VI.way_ends) || starts(after.trim_start(), "năm");
    to && has(clause, VI.way_verbs) || has(after, &["lên", "xuống còn", "giảm còn", "còn"])
}

/// What stands before a number and bounds it; the longer come first.
const BEFORE: &[(&str, Op)] = &[
    ("không vượt quá", Op::AtMost),
    ("không quá", Op::AtMost),
    ("tối đa", Op::AtMost),
    ("không cao hơn", Op::AtMost),
    ("không lớn hơn", Op::AtMost),
    ("nhiều nhất", Op::AtMost),
    ("không dưới", Op::AtLeast),
    ("không thấp hơn", Op::AtLeast),
    ("không ít hơn", Op::AtLeast),
    ("không nhỏ hơn", Op::AtLeast),
    ("tối thiểu", Op::AtLeast),
    ("ít nhất", Op::AtLeast),
    ("ở mức trên", Op::Above),
    ("trên", Op::Above),
    ("trên mức", Op::Above),
    ("thấp hơn", Op::Below),
    ("hơn", Op::Above),
    ("dưới mức", Op::Below),
    ("dưới", Op::Below),
    ("chưa đầy", Op::Below),
    ("chưa đến", Op::Below),
    ("chưa tới", Op::Below),
    ("khoảng", Op::About),
    ("xấp xỉ", Op::About),
    ("gần", Op::About),
    ("chừng", Op::About),
    ("ngót", Op::About),
    ("≈", Op::About),
    ("≥", Op::AtLeast),
    (">=", Op::AtLeast),
    ("≤", Op::AtMost),
    ("<=", Op::AtMost),
    (">", Op::Above),
    ("<", Op::Below),
    ("~", Op::About),
    ("từ", Op::Equal),
];
