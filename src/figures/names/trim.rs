//! What opens or closes a lead and names nothing, and how it is taken away.

use std::sync::LazyLock;

use super::super::vocabulary::{ByByte, VI, sides};
use super::super::words::{Words, before_any, ends, ends_with_any, starts, starts_with_any};
use crate::text::fold_space;

static OPENERS: LazyLock<ByByte> = LazyLock::new(|| ByByte::first(VI.openers));
static CLOSERS: LazyLock<ByByte> = LazyLock::new(|| ByByte::last(VI.closers));
/// The words before a closer that stays, and the closer.
static KEPT_CLOSERS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| sides(VI.kept_closers, " + "));

/// Without openers, closers and signs at the ends.
#[must_use]
pub fn trimmed(words: &Words) -> String {
    let low = words.low.as_str();
    let (mut from, mut to) = (0, low.len());
    let signs = |c: char| c.is_whitespace() || ",;:.-–—(“\"'+*)/".contains(c);
    for _ in 0..24 {
        let left = low[from..to].len() - low[from..to].trim_start_matches(signs).len();
        from += left;
        let right = low[from..to].len()
            - low[from..to].trim_end_matches(|c: char| c.is_whitespace() || ",;:-–—(“\"'/".contains(c)).len();
        to -= right;
        let rest = &low[from..to];
        let openers = OPENERS.beginning(rest).iter().filter(|word| starts(rest, word));
        let closers = CLOSERS.ending(rest).iter().filter(|word| ends(rest, word));
        if let Some(opener) = openers.max_by_key(|word| word.len())
            && !keeps_opener(rest, opener)
        {
            from += opener.len();
        } else if let Some(closer) = closers.filter(|word| !keeps_closer(rest, word)).max_by_key(|word| word.len()) {
            to -= closer.len();
        } else if let Some(comma) = rest.rfind(',').filter(|at| VI.openers.contains(&rest[at + 1..].trim())) {
            // "vốn vay ưu đãi, trên địa bàn tỉnh".
            to = from + comma;
        } else if left + right == 0 {
            break;
        }
    }
    without_months(&fold_space(words.raw(from..to)))
}

/// "thu ngân sách 6 tháng đầu năm": the part of a year is no part of the name.
fn without_months(name: &str) -> String {
    let low = super::super::words::lower(name);
    let tail = before_any(&low, VI.ends_of_years).unwrap_or(&low).trim_end();
    let rest = tail.strip_suffix(VI.month_noun).and_then(|rest| rest.strip_suffix(' '));
    let Some(rest) = rest else { return name.to_owned() };
    let number = super::super::words::last_word(rest);
    let counts = VI.month_counts.contains(&number);
    let kept = rest[..rest.len() - number.len()].trim_end();
    let bounded = ends_with_any(kept, VI.month_bounds);
    if counts && !kept.is_empty() && !bounded { name[..kept.len()].to_owned() } else { name.to_owned() }
}

/// "tỉnh lộ", "thành phố thông minh": some openers are names when more than a verb follows.
fn keeps_opener(rest: &str, opener: &str) -> bool {
    let after = rest[opener.len()..].trim_start();
    if VI.place_openers.contains(&opener) {
        return !(after.is_empty() || starts_with_any(after, VI.opener_verbs));
    }
    // "cả nước tăng 2,5%" is another place's.
    if VI.other_place_openers.contains(&opener) {
        return after.is_empty() || starts_with_any(after, VI.other_place_verbs);
    }
    // "các cấp, các ngành đã tiếp 12 lượt": one body.
    let next = |kept: &&str| kept.strip_prefix(opener).and_then(|kept| kept.strip_prefix(' ')).map(str::to_owned);
    VI.kept_openers.iter().filter_map(next).any(|next| starts(after, &next))
}

/// "đạt chuẩn trên" keeps its noun; "tổng số" is a name.
fn keeps_closer(rest: &str, closer: &str) -> bool {
    let before = rest[..rest.len() - closer.len()].trim_end();
    // "trại nuôi mở mới đạt 2.140": "mới" belongs to its verb.
    if VI.new_closers.contains(&closer) {
        return is_noun_or_verb_before(before);
    }
    // "số kiến nghị chưa thực hiện".
    if VI.done_closers.contains(&closer) && starts_with_any(before, VI.numbers_of) {
        return ends_with_any(before, VI.done_before);
    }
    let words = match closer {
        _ if VI.comparing_above.contains(&closer) => VI.compared_before,
        _ if closer == VI.number_of => VI.counted_before,
        _ if before.is_empty() => return VI.closers_alone.contains(&closer),
        _ => &[],
    };
    ends_with_any(before, words) || KEPT_CLOSERS.iter().any(|(word, kept)| *kept == closer && ends(before, word))
}

/// Whether "mới" says of what stands before it that it is new.
fn is_noun_or_verb_before(before: &str) -> bool {
    super::heads::ending_action(before).is_some() || ends_with_any(before, VI.new_things)
}
