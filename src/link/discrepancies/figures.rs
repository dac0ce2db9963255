//! The same words with another figure.
//!
//! In: sentences. Out: pairs of figures that differ in sentences that otherwise say the same.

use std::collections::HashMap;
use std::ops::Range;

use super::sentences::{Sense, Sentence};
use super::{Found, figure};
use crate::compare::steps;
use crate::link::parallels::{candidates, ratio};
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};

/// How alike two sentences must be: in two reports of a place, in one report.
const ALIKE: (f64, f64) = (0.66, 0.86);
/// Words around two figures that must be the same.
const AROUND: usize = 5;

/// Two sentences that say the same, with their aligned tokens.
struct Twins {
    a: usize,
    b: usize,
    score: f64,
    /// Indices of tokens that stand for each other, in runs without a break.
    runs: Vec<Vec<(usize, usize)>>,
}

/// The figures that differ.
pub(super) fn figures(units: &[Unit], sentences: &[Sentence], places: &[String]) -> Vec<Found> {
    let lists: Vec<&[u64]> = sentences.iter().map(|sentence| sentence.folded.as_slice()).collect();
    let comparable = |a: usize, b: usize| {
        let (left, right) = (&units[sentences[a].unit], &units[sentences[b].unit]);
        places[left.report] == places[right.report]
    };
    let twins: Vec<Twins> = candidates(&lists, 2)
        .into_iter()
        .filter(|(a, b, _)| comparable(*a, *b))
        .filter_map(|(a, b, _)| twins(units, sentences, a, b))
        .collect();
    let best = best(units, sentences, &twins);
    let mut found = Vec::new();
    for pair in twins.iter().enumerate().filter(|(at, _)| best[*at]).map(|(_, pair)| pair) {
        found.extend(differences(units, sentences, pair));
    }
    found
}

fn twins(units: &[Unit], sentences: &[Sentence], a: usize, b: usize) -> Option<Twins> {
    let (left, right) = (&sentences[a], &sentences[b]);
    let steps: Vec<_> = steps(&left.folded, &right.folded).into_iter().filter(|step| step.is_same).collect();
    let common: usize = steps.iter().map(|step| step.a.len()).sum();
    let score = ratio(2 * common, left.tokens.len() + right.tokens.len());
    let contained = ratio(common, left.tokens.len().min(right.tokens.len()));
    let in_one = units[left.unit].report == units[right.unit].report;
    let least = if in_one { ALIKE.1 } else { ALIKE.0 };
    if score < least && (in_one || contained < 0.9 || common < 14) {
        return None;
    }
    let runs: Vec<Vec<(usize, usize)>> =
        steps.iter().map(|step| step.a.clone().zip(step.b.clone()).collect()).collect();
    let years_differ = runs.iter().flatten().any(|(i, j)| {
        let year = left.senses[*i] == Sense::Year || right.senses[*j] == Sense::Year;
        year && left.tokens[*i].key != right.tokens[*j].key
    });
    // In one report the same words with another year are another quantity.
    (!in_one || !years_differ && left.unit != right.unit).then_some(Twins { a, b, score, runs })
}

/// Which of the pairs is the best one that a sentence has in the other's report.
fn best(units: &[Unit], sentences: &[Sentence], twins: &[Twins]) -> Vec<bool> {
    let report = |sentence: usize| units[sentences[sentence].unit].report;
    let mut scores: HashMap<(usize, usize), f64> = HashMap::new();
    for pair in twins {
        for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let score = scores.entry((own, report(other))).or_insert(0.0);
            *score = score.max(pair.score);
        }
    }
    let is_best =
        |own: usize, other: usize, score: f64| scores.get(&(own, report(other))).is_some_and(|best| score >= *best);
    twins.iter().map(|pair| is_best(pair.a, pair.b, pair.score) && is_best(pair.b, pair.a, pair.score)).collect()
}

fn differences(units: &[Unit], sentences: &[Sentence], pair: &Twins) -> Vec<Found> {
    let (left, right) = (&sentences[pair.a], &sentences[pair.b]);
    let mut found = Vec::new();
    let mut count = 0;
    for run in &pair.runs {
        for (at, (i, j)) in run.iter().copied().enumerate() {
            let figures = left.senses[i] == Sense::Figure && right.senses[j] == Sense::Figure;
            if !figures {
                continue;
            }
            count += 1;
            let kind = compare(units, left, i, right, j);
            let close = words_around(left, run, at) >= AROUND && same_period(left, i, right, j);
            let moved = || is_moved(left, i, right) && is_moved(right, j, left);
            if let Some(kind) = kind.filter(|_| close && !moved()) {
                found.push(pair_of(units, left, i, right, j, kind));
            }
        }
    }
    // Where most figures differ the sentences speak of two things in the same words.
    if found.len() > 1 && found.len() * 3 > count * 2 { Vec::new() } else { found }
}

/// How many of the words around a figure are the same in both sentences, five to each side.
fn words_around(sentence: &Sentence, run: &[(usize, usize)], at: usize) -> usize {
    let is_word = |(i, _): &&(usize, usize)| sentence.senses[*i] == Sense::Word;
    let before = run[..at].iter().rev().take(6).filter(is_word).count();
    let after = run[at + 1..].iter().take(6).filter(is_word).count();
    // Words before it say what it is; without any the figure may belong to something else.
    if before < 2 { 0 } else { before + after }
}

/// Whether the last year before two figures is the same, as far as there is one.
fn same_period(left: &Sentence, i: usize, right: &Sentence, j: usize) -> bool {
    let last = |sentence: &Sentence, at: usize| {
        let before = (0..at).rev().find(|at| sentence.senses[*at] == Sense::Year);
        before.map(|at| sentence.tokens[at].key.clone())
    };
    match (last(left, i), last(right, j)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Whether a figure of one sentence stands elsewhere in the other.
fn is_moved(from: &Sentence, at: usize, to: &Sentence) -> bool {
    to.tokens.iter().any(|token| token.is_number && token.key == from.tokens[at].key)
}

/// A figure as a value: the digits without groups, and how many decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    /// The value.
    pub value: f64,
    /// Digits after the comma.
    pub decimals: i32,
}

/// Reads a figure: 1.890 is 1890, 7,11 is 7.11.
pub(super) fn value(key: &str) -> Option<Value> {
    let comma = key.rfind(',');
    let (whole, decimal) = match comma {
        Some(at) => (&key[..at], &key[at + 1..]),
        None => match key.rfind('.') {
            // A full stop before other than three digits parts decimals: "66.5".
            Some(at) if key.len() - at - 1 != 3 => (&key[..at], &key[at + 1..]),
            _ => (key, ""),
        },
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let text = format!("{digits}.{}", if decimal.is_empty() { "0" } else { decimal });
    Some(Value { value: text.parse().ok()?, decimals: i32::try_from(decimal.len()).unwrap_or(0) })
}

/// The scale of a unit and what it measures.
fn scale(word: &str) -> Option<(u8, f64)> {
    match word {
        "nghìn" | "ngàn" => Some((0, 1e3)),
        "triệu" => Some((0, 1e6)),
        "tỷ" | "tỉ" => Some((0, 1e9)),
        "kg" => Some((1, 1.0)),
        "tạ" => Some((1, 100.0)),
        "tấn" => Some((1, 1000.0)),
        "m²" | "m2" => Some((2, 1.0)),
        "ha" => Some((2, 1e4)),
        "km²" | "km2" => Some((2, 1e6)),
        "%" => Some((3, 1.0)),
        "‰" => Some((3, 0.1)),
        _ => None,
    }
}

/// The scale that follows a figure, at once or after the second figure of a range.
fn scale_after(sentence: &Sentence, at: usize) -> Option<(u8, f64)> {
    scale(&sentence.tokens.get(at + 1)?.key)
}

/// Whether two figures differ, and how.
fn compare(units: &[Unit], left: &Sentence, i: usize, right: &Sentence, j: usize) -> Option<DiscrepancyKind> {
    let (a, b) = (value(&left.tokens[i].key)?, value(&right.tokens[j].key)?);
    let same = (a.value - b.value).abs() < 1e-9;
    match (scale_after(left, i), scale_after(right, j)) {
        (Some((x, by)), Some((y, other))) if x == y && (by - other).abs() > 1e-12 => {
            let equal = is_near(a.value * by, b.value * other);
            return match (equal, same) {
                (true, _) => None,
                (false, true) => Some(DiscrepancyKind::Unit),
                (false, false) => Some(DiscrepancyKind::Figure),
            };
        }
        _ => {}
    }
    if same || is_rounded(a, b) || is_rounded(b, a) || is_about(units, left, i, a, b) || is_about(units, right, j, b, a)
    {
        return None;
    }
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let (x, y) = (&left.tokens[i].key, &right.tokens[j].key);
    // "1,890" for "1.890" is a sign misread, not another figure.
    let misread = digits(x) == digits(y) && x.len() == y.len();
    (!misread).then_some(DiscrepancyKind::Figure)
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= a.abs().max(b.abs()) * 1e-6
}

/// Whether `rough` is `fine` with fewer decimals.
fn is_rounded(rough: Value, fine: Value) -> bool {
    if rough.decimals >= fine.decimals {
        return false;
    }
    let unit = 10f64.powi(-rough.decimals);
    (rough.value - fine.value).abs() <= unit * 0.5 + 1e-9
}

/// Whether the words say that `rough` is not exact ("trên 150.000") and it is near.
fn is_about(units: &[Unit], sentence: &Sentence, at: usize, rough: Value, fine: Value) -> bool {
    let text = units[sentence.unit].text();
    let before = text[..sentence.tokens[at].range.start].trim_end();
    let says = ["trên", "hơn", "gần", "khoảng", "xấp xỉ", "hàng"].iter().any(|word| before.ends_with(word));
    says && (rough.value - fine.value).abs() <= fine.value.abs() * 0.02
}

/// The two figures as a discrepancy.
fn pair_of(units: &[Unit], left: &Sentence, i: usize, right: &Sentence, j: usize, kind: DiscrepancyKind) -> Found {
    let (first, second) = (shown(units, left, i), shown(units, right, j));
    let a = figure(&units[left.unit], &first, &units[left.unit].text()[first.clone()]);
    let b = figure(&units[right.unit], &second, &units[right.unit].text()[second.clone()]);
    let what = what(units[left.unit].text(), left, i);
    let order = (left.unit, left.tokens[i].range.start);
    Found { order, discrepancy: Discrepancy { id: String::new(), kind, what, a, b, settled: None } }
}

/// The bytes of a figure with its unit.
fn shown(units: &[Unit], sentence: &Sentence, at: usize) -> Range<usize> {
    let text = units[sentence.unit].text();
    let range = sentence.tokens[at].range.clone();
    let Some(next) = sentence.tokens.get(at + 1) else { return range };
    let between = &text[range.end..next.range.start];
    let is_unit = scale(&next.key).is_some() && between.trim().is_empty();
    if is_unit { range.start..next.range.end } else { range }
}

/// The words that say what a figure is of: those before it, to the last sign that parts.
pub(super) fn what(text: &str, sentence: &Sentence, at: usize) -> String {
    /// Words that are shown.
    const WORDS: usize = 12;
    let first = at.saturating_sub(WORDS);
    let start = sentence.tokens[first].range.start;
    let end = sentence.tokens[at].range.start;
    let words = text[start..end].trim().trim_end_matches([',', ':', '(', '-', '–']).trim();
    let cut = words.rfind([';', ':', '(']).filter(|cut| words.len() - cut > 24).map_or(0, |cut| cut + 1);
    let words = words[cut..].trim();
    if words.is_empty() { text[start..sentence.tokens[at].range.end].to_owned() } else { words.replace('\n', " ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_in_vietnamese() {
        let read = |key| value(key).map(|value| value.value);
        assert_eq!(read("1.890"), Some(1890.0));
        assert_eq!(read("7,11"), Some(7.11));
        assert_eq!(read("1933,9"), Some(1933.9));
        assert_eq!(read("1.204.330"), Some(1_204_330.0));
        assert_eq!(read("66.5"), Some(66.5));
        assert_eq!(read("03"), Some(3.0));
    }

    #[test]
    fn rounding_is_no_difference() {
        let value = |key| value(key).unwrap_or(Value { value: 0.0, decimals: 0 });
        assert!(is_rounded(value("7,1"), value("7,11")));
        assert!(!is_rounded(value("7,1"), value("7,21")));
        assert!(!is_rounded(value("7,11"), value("7,12")));
    }
}
