//! Numbers of English texts with their bounds and units.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::bounds::bounding;
use super::super::units::{Sort, Unit};
use super::super::vocabulary::EN;
use super::super::words::{Words, before_any, behind_any, ends, ends_with_any, lower, one_of, starts, starts_with_any};
use super::names::is_stop;
use crate::model::indicator::Op;
use crate::text::pattern;

/// A number or a range with its bound before it and its unit behind it; in lower case.
pub(super) static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?";
    let bound = one_of(&bounding(&EN).map(|(word, _)| word).collect::<Vec<_>>());
    let bound = format!(r"(?P<op>{bound})\s+");
    let (scale, people) = (format!("(?:{})", one_of(EN.scales)), one_of(EN.plurals));
    let mut coins = EN.coin_signs.to_vec();
    coins.sort_by_key(|coin| std::cmp::Reverse(coin.len()));
    // A sign may stand behind a word, letters of a coin may not.
    let coins = coins.iter().map(|coin| {
        let bound = if coin.starts_with(char::is_alphabetic) { r"\b" } else { "" };
        format!("{bound}{}", regex::escape(coin))
    });
    let coin = format!("(?:{}) ?", coins.collect::<Vec<_>>().join("|"));
    let (percent, measure) = (one_of(EN.share_units), one_of(EN.measures));
    let share = format!("%|{}|{percent}", one_of(EN.share_points));
    let (per, below, to) = (one_of(EN.per), one_of(EN.below), one_of(EN.range_joints));
    pattern(&format!(
        r"(?:{bound})?(?P<coin>{coin})?(?P<low>{number})(?:\s*(?:%|{percent})?\s*(?:-|–|{to})\s*(?P<high>{number}))?(?P<unit>\s?(?:(?:{scale})\s+(?:{measure})|{share}|{measure}|{scale}(?:\s+[a-z]+)?)(?:\s?/\s?[a-z]+| (?:{per}) (?:{below}))?|(?:\s[a-z]+){{0,2}}\s(?:[a-z]{{3,}}s|{people})\b)?"
    ))
});

/// The names of the months, in full.
static MONTHS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let months = crate::language::get("en").map(|language| &language.months);
    months
        .into_iter()
        .flat_map(|months| months.values().filter_map(|names| names.first()))
        .map(String::as_str)
        .collect()
});

/// "Section 3", "aged 15", "per 100,000", "15 March", "(1)", "4.": numbers that are no figures.
pub(super) fn is_no_figure(words: &Words, number: Range<usize>) -> bool {
    let before = words.low(0..number.start).trim_end();
    let after = words.after(number.end);
    let next = after.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.']);
    let dated = MONTHS.iter().any(|month| *month == next || ends(before, month));
    let glued = before.ends_with(['/', '-', '.', ',', '#']) && !words.low(0..number.start).ends_with(' ');
    let item = before.ends_with('(') && after.starts_with(')') || before.is_empty() && after.starts_with(['.', ')']);
    let lettered = words.low(0..number.start).ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
    let english = crate::language::lexicon("en");
    let label = english.is_label(&words.raw, &number) || follows_a_name(words, &number);
    // "three in 10", "9 out of 10": one of two numbers that are a share.
    let share = before_any(before, EN.of_so_many).is_some_and(|lead| {
        let word = lead.split_whitespace().next_back().unwrap_or_default();
        english.ordinal(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
    });
    // "between 0.1% and 0.4%".
    let joined = before_any(before, EN.joining).map(|lead| lead.split_whitespace().rev().take(4));
    let between =
        ends_with_any(before, EN.between) || joined.is_some_and(|mut lead| lead.any(|word| EN.between.contains(&word)));
    let listed = dated || glued || item || lettered || after.starts_with('/');
    EN.named_by.iter().any(|word| before.ends_with(word)) || listed || label || share || between
}

/// "BC 72", "Recital 148", "Example 3": a short number right behind a name, within a sentence.
fn follows_a_name(words: &Words, number: &Range<usize>) -> bool {
    let before = words.raw(0..number.start);
    let Some(lead) = before.strip_suffix(' ') else { return false };
    let word = lead.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let earlier = lead[..lead.len() - word.len()].trim_end();
    let opens = earlier.is_empty() || earlier.ends_with(['.', ':', ';', '\n', '(', '•', '-', '–']);
    let is_code = word.len() > 1 && word.chars().all(char::is_uppercase);
    let is_name = word.starts_with(char::is_uppercase) && !opens;
    number.len() <= 3 && (is_code || is_name) && !words.after(number.end).trim_start().starts_with(['%', 'p'])
}

/// The unit as printed, with the coin that stands before the number.
pub(super) fn unit(words: &Words, caught: &Captures) -> Option<Unit> {
    let coin = caught.name("coin").map(|coin| words.raw(coin.range()).trim().to_owned());
    let printed = caught.name("unit").map(|unit| words.raw(unit.range()).trim().to_owned()).unwrap_or_default();
    let low = lower(&printed);
    let length = caught.name("unit").map_or(0, |unit| unit.len());
    let make = |text: String, noun: &str, sort| Some(Unit { text, noun: noun.to_owned(), length, sort });
    if let Some(coin) = coin {
        let scale = EN.scales.iter().find(|scale| starts(&low, scale)).copied().unwrap_or_default();
        return make(format!("{scale} {coin}").trim().to_owned(), "", Sort::Money);
    }
    if starts_with_any(&low, EN.share_units) || low.starts_with('%') {
        return make("%".to_owned(), "", Sort::Share);
    }
    if let Some(points) = EN.share_points.first().filter(|_| behind_any(&low, EN.share_points).is_some()) {
        return make((*points).to_owned(), "", Sort::Measure);
    }
    let nouns: Vec<&str> = low.split_whitespace().collect();
    let last = *nouns.last()?;
    if EN.times.contains(&last) || nouns.iter().any(|word| is_stop(word)) {
        return None;
    }
    if EN.coins.contains(&last) {
        return make(printed, "", Sort::Money);
    }
    let counts = last.len() > 3 && last.ends_with('s') || EN.plurals.contains(&last);
    let measured = EN.measure_nouns.contains(&last);
    // Things are counted in whole numbers, or in scales.
    let is_whole = !caught["low"].contains('.') || nouns.iter().any(|word| EN.scales.contains(word));
    if counts && !measured && !is_whole {
        return None;
    }
    if counts && !measured {
        let noun: Vec<&str> = nouns.iter().filter(|word| !EN.scales.contains(word)).copied().collect();
        return make(printed, &noun.join(" "), Sort::Count);
    }
    let bare_scale = EN.scales.contains(&last);
    (!bare_scale).then(|| Unit { text: printed, noun: String::new(), length, sort: Sort::Measure })
}

/// Where an amount of money ends: behind its scale, whatever word follows ("£7 million in 2024").
pub(super) fn end(caught: &Captures) -> Option<usize> {
    let (_, unit) = (caught.name("coin")?, caught.name("unit")?);
    let blanks = unit.len() - unit.as_str().trim_start().len();
    let scale = EN.scales.iter().find(|scale| starts(unit.as_str().trim_start(), scale))?;
    Some(unit.start() + blanks + scale.len())
}

/// What the words before a number say of it.
pub(super) fn bound(op: &str) -> Op {
    bounding(&EN).find(|(word, _)| *word == op).map_or(Op::About, |(_, op)| op)
}
