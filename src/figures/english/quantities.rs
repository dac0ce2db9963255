//! Numbers of English texts with their bounds and units.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::units::{Sort, Unit};
use super::super::words::{Words, ends, lower, starts};
use super::names::is_stop;
use crate::model::indicator::Op;
use crate::text::pattern;

/// A number or a range with its bound before it and its unit behind it; in lower case.
pub(super) static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?";
    let bound = r"(?P<op>at least|no less than|not less than|at most|no more than|not more than|up to|more than|over|above|less than|fewer than|below|under|about|around|approximately|some|nearly|almost)\s+";
    let scale = r"(?:thousand|million|billion|trillion)";
    let coin = r"us\$|usd ?|\$|€|£|eur ?|vnd ?";
    let share = r"%|per cent|percentage points?|percent";
    let measure = r"km²|km2|km|kilometres|kilometers|hectares?|ha|tonnes|tons|kg|mw|gw|kwh|gwh|mwh|m³|m3|m²|m2|litres|usd|dollars|euros|vnd|teu|times";
    pattern(&format!(
        r"(?:{bound})?(?P<coin>{coin})?(?P<low>{number})(?:\s*(?:%|per cent|percent)?\s*(?:-|–|to)\s*(?P<high>{number}))?(?P<unit>\s?(?:(?:{scale})\s+(?:{measure})|{share}|{measure}|{scale}(?:\s+[a-z]+)?)(?:\s?/\s?[a-z]+| per (?:person|capita|year|hectare|month|day|household))?|(?:\s[a-z]+){{0,2}}\s(?:[a-z]{{3,}}s|people|children|staff|women|men|personnel)\b)?"
    ))
});

/// "Section 3", "aged 15", "per 100,000", "15 March", "(1)", "4.": numbers that are no figures.
pub(super) fn is_no_figure(words: &Words, number: Range<usize>) -> bool {
    let before = words.low(0..number.start).trim_end();
    let after = words.after(number.end);
    let named = [
        "section",
        "article",
        "table",
        "figure",
        "chapter",
        "no.",
        "number",
        "page",
        "paragraph",
        "part",
        "aged",
        "per",
        "phase",
        "goal",
        "grade",
        "class",
        "annex",
        "appendix",
        "item",
        "note",
        "version",
        "covid-",
    ];
    let months = "january february march april may june july august september october november december";
    let next = after.split_whitespace().next().unwrap_or_default().trim_end_matches([',', '.']);
    let dated = months.split(' ').any(|month| month == next || ends(before, month));
    let glued = before.ends_with(['/', '-', '.', ',', '#']) && !words.low(0..number.start).ends_with(' ');
    let item = before.ends_with('(') && after.starts_with(')') || before.is_empty() && after.starts_with(['.', ')']);
    let lettered = words.low(0..number.start).ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
    let english = crate::language::lexicon("en");
    let label = english.is_label(&words.raw, &number) || follows_a_name(words, &number);
    // "three in 10", "9 out of 10": one of two numbers that are a share.
    let share = ["in", "out of", "in every"].iter().find_map(|word| before.strip_suffix(word)).is_some_and(|lead| {
        let word = lead.split_whitespace().next_back().unwrap_or_default();
        english.ordinal(word).is_some() || word.starts_with(|c: char| c.is_ascii_digit())
    });
    // "between 0.1% and 0.4%".
    let joined = before.strip_suffix("and").map(|lead| lead.split_whitespace().rev().take(4));
    let between = ends(before, "between") || joined.is_some_and(|mut lead| lead.any(|word| word == "between"));
    let listed = dated || glued || item || lettered || after.starts_with('/');
    named.iter().any(|word| before.ends_with(word)) || listed || label || share || between
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
        let scale = SCALES.into_iter().find(|scale| starts(&low, scale)).unwrap_or_default();
        return make(format!("{scale} {coin}").trim().to_owned(), "", Sort::Money);
    }
    if ["per cent", "percent"].iter().any(|word| starts(&low, word)) || low.starts_with('%') {
        return make("%".to_owned(), "", Sort::Share);
    }
    if low.starts_with("percentage point") {
        return make("percentage points".to_owned(), "", Sort::Measure);
    }
    let time = ["years", "months", "days", "hours", "weeks", "minutes", "decades", "times"];
    let nouns: Vec<&str> = low.split_whitespace().collect();
    let last = *nouns.last()?;
    if time.contains(&last) || nouns.iter().any(|word| is_stop(word)) {
        return None;
    }
    if ["usd", "vnd", "dollars", "euros"].contains(&last) {
        return make(printed, "", Sort::Money);
    }
    let counts = last.len() > 3 && last.ends_with('s')
        || ["people", "children", "staff", "women", "men", "personnel"].contains(&last);
    let measured = ["hectares", "kilometres", "kilometers", "tonnes", "tons", "litres"].contains(&last);
    if counts && !measured {
        let noun: Vec<&str> = nouns.iter().filter(|word| !SCALES.contains(word)).copied().collect();
        return make(printed, &noun.join(" "), Sort::Count);
    }
    let bare_scale = SCALES.contains(&last);
    (!bare_scale).then(|| Unit { text: printed, noun: String::new(), length, sort: Sort::Measure })
}

/// Where an amount of money ends: behind its scale, whatever word follows ("£7 million in 2024").
pub(super) fn end(caught: &Captures) -> Option<usize> {
    let (_, unit) = (caught.name("coin")?, caught.name("unit")?);
    let blanks = unit.len() - unit.as_str().trim_start().len();
    let scale = SCALES.into_iter().find(|scale| starts(unit.as_str().trim_start(), scale))?;
    Some(unit.start() + blanks + scale.len())
}

const SCALES: [&str; 4] = ["thousand", "million", "billion", "trillion"];

pub(super) fn bound(op: &str) -> Op {
    match op {
        "at least" | "no less than" | "not less than" => Op::AtLeast,
        "at most" | "no more than" | "not more than" | "up to" => Op::AtMost,
        "more than" | "over" | "above" => Op::Above,
        "less than" | "fewer than" | "below" | "under" => Op::Below,
        _ => Op::About,
    }
}
