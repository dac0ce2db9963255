//! Units: what stands after a figure.
//!
//! In: the words after a number. Out: the unit as printed, where it ends, and what sort it is. What always holds: a unit is
//! measured (%, money, hectares), or a count of a noun; what is neither is no unit.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::vocabulary::VI;
use super::words::{lower, starts};

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// % and ‰.
    Share,
    /// Đồng, USD and their thousands.
    Money,
    /// Length, area, weight, power.
    Measure,
    /// So many of something.
    Count,
    /// "gấp 2 lần".
    Times,
    /// Years of life: an indicator only where life is spoken of.
    Age,
    /// A span of time: no indicator.
    Time,
}

/// A unit after a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// As printed, white space folded.
    pub text: String,
    /// The noun that is counted, without its scale: "lượt" of "triệu lượt".
    pub noun: String,
    /// Bytes that it takes after the number, with the space before it.
    pub length: usize,
    /// What it measures.
    pub sort: Sort,
}

impl Unit {
    /// The noun that is counted, as printed: "sản phẩm OCOP".
    #[must_use]
    pub fn printed_noun(&self) -> &str {
        let tail = self.text.len().checked_sub(self.noun.len()).and_then(|at| self.text.get(at..));
        tail.filter(|tail| lower(tail) == self.noun).unwrap_or(&self.noun)
    }
}

/// The unit at the head of `low`, the words after a number in lower case; `raw` are the same words as printed.
#[must_use]
pub fn unit(low: &str, raw: &str) -> Option<Unit> {
    let space = low.len() - low.trim_start_matches([' ', '\u{a0}']).len();
    let rest = &low[space..];
    let (mut length, noun, sort) = share(rest).or_else(|| longer(money(rest), counted(rest)))?;
    if !matches!(sort, Sort::Time) {
        length += below(&rest[length..]);
    }
    let printed = raw.get(space..space + length)?;
    Some(Unit { text: crate::text::fold_space(printed), noun, length: space + length, sort })
}

type Head = (usize, String, Sort);

/// "02 đồng chí" are no đồng.
fn longer(money: Option<Head>, counted: Option<Head>) -> Option<Head> {
    match (money, counted) {
        (Some(money), Some(counted)) => Some(if counted.0 > money.0 { counted } else { money }),
        (money, counted) => money.or(counted),
    }
}

fn share(rest: &str) -> Option<Head> {
    let sign = ["%", "‰"].iter().chain(VI.share_units).find(|sign| rest.starts_with(**sign))?;
    let mut length = sign.len();
    for whole in [" grdp", " gdp"] {
        if starts(&rest[length..], whole) {
            length += whole.len();
        }
    }
    Some((length, String::new(), Sort::Share))
}

fn money(rest: &str) -> Option<Head> {
    let scale = scale(rest);
    let after = &rest[scale..];
    let trimmed = after.trim_start();
    let coin = VI.coins.iter().find(|coin| starts(trimmed, coin));
    match coin {
        Some(coin) if scale > 0 || !VI.scaled_coins.contains(coin) => {
            Some((rest.len() - trimmed.len() + coin.len(), String::new(), Sort::Money))
        }
        // "500 tỷ": the coin is understood.
        None if VI.coinless_scales.contains(&&rest[..scale]) && counted(trimmed).is_none() => {
            Some((scale, String::new(), Sort::Money))
        }
        _ => None,
    }
}

fn scale(rest: &str) -> usize {
    VI.scales.iter().find(|scale| starts(rest, scale)).map_or(0, |scale| scale.len())
}

/// The nouns, measures and times by their first letter, the longest first.
static NOUNS: LazyLock<HashMap<char, Vec<(&'static str, Sort)>>> = LazyLock::new(|| {
    let mut table: HashMap<char, Vec<(&'static str, Sort)>> = HashMap::new();
    let lists: [(&[&'static str], Sort); 5] = [
        (VI.counted, Sort::Count),
        (VI.measures, Sort::Measure),
        (VI.times, Sort::Time),
        (VI.multiples, Sort::Times),
        (VI.life_years, Sort::Age),
    ];
    for (list, sort) in lists {
        for word in list {
            if let Some(first) = word.chars().next() {
                table.entry(first).or_default().push((word, sort));
            }
        }
    }
    // A stable sort of the reversed lists: of two words alike the later list's wins.
    table.values_mut().for_each(|words| {
        words.reverse();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    });
    table
});

fn counted(rest: &str) -> Option<Head> {
    let scale = scale(rest);
    let after = rest[scale..].trim_start();
    let offset = rest.len() - after.len();
    let first = after.chars().next();
    let found = first
        .and_then(|first| NOUNS.get(&first))
        .and_then(|words| words.iter().find(|(word, _)| starts(after, word)))
        .copied();
    match found {
        Some((word, sort)) => {
            let mut length = offset + word.len();
            let tail = VI.metre_tails.iter().find(|tail| word.starts_with('m') && starts(&rest[length..], tail));
            length += tail.map_or(0, |tail| tail.len());
            Some((length, word.to_owned(), sort))
        }
        // "1,2 triệu": people or things that the words before name.
        None if VI.counting_scales.contains(&&rest[..scale]) => Some((scale, String::new(), Sort::Count)),
        None => None,
    }
}

/// Whether a unit, as printed, is one of money.
#[must_use]
pub fn is_money(unit: &str) -> bool {
    VI.money_units.iter().any(|coin| unit.contains(coin))
}

/// How much of the text is strokes with what stands below them.
fn below(rest: &str) -> usize {
    let mut length = 0;
    for _ in 0..3 {
        let after = &rest[length..];
        let Some(under) = after.strip_prefix('/').or_else(|| after.strip_prefix(" /")) else { break };
        let offset = after.len() - under.len();
        let trimmed = under.trim_start();
        let Some(word) = VI.below.iter().filter(|word| starts(trimmed, word)).max_by_key(|word| word.len()) else {
            break;
        };
        length += offset + under.len() - trimmed.len() + word.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Option<(String, Sort)> {
        unit(&super::super::words::lower(words), words).map(|unit| (unit.text, unit.sort))
    }

    #[test]
    fn units_as_printed() {
        assert_eq!(text("%/năm; và"), Some(("%/năm".to_owned(), Sort::Share)));
        assert_eq!(text(" % dân số"), Some(("%".to_owned(), Sort::Share)));
        assert_eq!(text("% GRDP."), Some(("% GRDP".to_owned(), Sort::Share)));
        assert_eq!(text(" triệu đồng/người/năm"), Some(("triệu đồng/người/năm".to_owned(), Sort::Money)));
        assert_eq!(text(" nghìn tỷ đồng"), Some(("nghìn tỷ đồng".to_owned(), Sort::Money)));
        assert_eq!(text(" triệu USD,"), Some(("triệu USD".to_owned(), Sort::Money)));
        assert_eq!(text(" m² sàn/người"), Some(("m² sàn/người".to_owned(), Sort::Measure)));
        assert_eq!(text("MW, các"), Some(("MW".to_owned(), Sort::Measure)));
        assert_eq!(text(" giường/vạn dân"), Some(("giường/vạn dân".to_owned(), Sort::Count)));
        assert_eq!(text(" triệu lượt khách"), Some(("triệu lượt khách".to_owned(), Sort::Count)));
        assert_eq!(text(" năm qua"), Some(("năm".to_owned(), Sort::Time)));
        assert_eq!(text(" hôm qua"), None);
    }
}
