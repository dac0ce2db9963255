//! What names begin with, and which words count: heads of indicators, names of parts, verbs with an object.

use std::sync::LazyLock;

use super::super::vocabulary::{ByByte, VI};
use super::super::words::{before_any, ends, has, lower, places, starts, starts_with_any};

static HEADS: LazyLock<ByByte> = LazyLock::new(|| ByByte::first(VI.heads));

/// Whether a name begins as names of indicators do.
#[must_use]
pub fn is_head(name: &str) -> bool {
    let low = lower(name);
    !starts_with_any(&low, VI.no_heads) && HEADS.beginning(&low).iter().any(|head| starts(&low, head))
}

/// Whether a name is a head alone, which measures nothing until one knows of what: "tổng vốn", "diện tích".
#[must_use]
pub fn is_bare(name: &str) -> bool {
    let low = lower(name);
    // "quy mô mỗi cụm".
    let mut low =
        VI.each.iter().filter_map(|word| places(&low, word).next()).min().map_or(low.as_str(), |at| &low[..at]);
    while let Some(rest) = VI.bare_tails.iter().find_map(|tail| low.strip_suffix(tail)).map(str::trim_end) {
        low = rest;
    }
    VI.bare_heads.contains(&low)
}

/// What a name that begins as those of rates do is the rate of.
#[must_use]
pub fn without_rate(name: &str) -> Option<&str> {
    name.strip_prefix(VI.rate_of)?.strip_prefix(' ')
}

/// A name without the words at its end by which it is a share.
#[must_use]
pub fn without_share(name: &str) -> &str {
    VI.share_tails.iter().fold(name, |name, tail| name.trim_end_matches(tail))
}

/// Whether a name begins as those of money that pays for things do.
#[must_use]
pub fn is_fund(name: &str) -> bool {
    let low = lower(name);
    VI.funds.iter().any(|fund| starts(&low, fund))
}

/// Whether a name is only the name of a part.
#[must_use]
pub fn is_part_name(name: &str) -> bool {
    let low = lower(name);
    VI.parts.iter().any(|part| starts(&low, part))
}

/// Whether a name ends with a verb whose object is what is counted.
#[must_use]
pub fn is_action(name: &str) -> bool {
    let low = lower(name);
    VI.actions.iter().any(|verb| ends(&low, verb))
        && (crate::text::word_count(name) <= 4 || VI.actions.iter().any(|verb| low == *verb))
}

pub fn ends_in_action(name: &str) -> bool {
    let low = lower(name);
    crate::text::word_count(name) <= 10 && VI.actions.iter().any(|verb| ends(&low, verb))
}

/// Whether a part's name takes up the word with which its sibling ends: "lĩnh vực kinh tế …, lĩnh vực xã hội …".
#[must_use]
pub fn goes_on(sibling: &str, part: &str) -> bool {
    let (sibling, part) = (lower(sibling), lower(part));
    starts_with_any(&part, VI.level_parts) || VI.parts.iter().any(|key| starts(&part, key) && has(&sibling, &[key]))
}

/// Whether a name is a verb alone.
pub fn is_verb(low: &str) -> bool {
    VI.actions.contains(&low)
}

/// The verb with which a lead ends.
#[must_use]
pub fn ending_action(name: &str) -> Option<&'static str> {
    let low = lower(name);
    let low = before_any(&low, VI.new_tails).unwrap_or(&low);
    VI.actions.iter().filter(|verb| ends(low, verb)).max_by_key(|verb| verb.len()).copied()
}

/// Whether a name begins with a verb whose object is counted.
pub fn opens_with_action(name: &str) -> bool {
    let name = lower(name);
    VI.actions.iter().any(|verb| starts(&name, verb))
}

/// Whether the verb stands right before the figure: "phê duyệt 02 đồ án", and not "được thu gom, xử lý đạt 95%".
pub fn counts_next(low: &str) -> bool {
    let tail = low.trim_end();
    let tail = before_any(tail, VI.passive).unwrap_or(tail).trim_end();
    let tail = VI.before_counts.iter().fold(tail, |tail, word| tail.strip_suffix(word).unwrap_or(tail).trim_end());
    VI.actions.iter().any(|verb| ends(tail, verb))
}
