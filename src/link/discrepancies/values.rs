//! What two figures say beside each other: whether they differ, and how; and the two as a discrepancy.
//!
//! In: figures in their sentences. Out: a kind, a [`Found`]. What always holds: other units, rounding, shares told in two ways and signs that a scan
//! misread are no differences.

use std::ops::Range;

use super::found::{Found, figure};
use super::sentences::Sentence;
use crate::language::{NUMBER, has};
use crate::link::texts::Token;
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::value;

/// How near to a thousandfold or a millionfold two figures are of which one has a slip of its unit.
const SLIP: f64 = 0.005;

/// A figure with the scale of its unit: "2,5 triệu", "7.490 tỷ 908 triệu".
#[derive(Debug, Clone, Copy)]
struct Measure {
    value: f64,
    /// What is measured, when the unit tells.
    dimension: Option<&'static str>,
    scale: f64,
    /// Half of the last place that is printed.
    half: f64,
}

fn measure(sentence: &Sentence, at: usize) -> Option<Measure> {
    let plain = value(sentence.key(at))?;
    let key = |offset: usize| (at + offset < sentence.tokens.len()).then(|| sentence.key(at + offset));
    let scale = |word: &str| sentence.language.scale(word);
    // "14,5 nghìn tỷ": two scales in a row are one.
    let twice =
        key(1).and_then(scale).zip(key(2).and_then(scale)).filter(|((a, _), (b, _))| (*a, *b) == (NUMBER, NUMBER));
    let own = twice.map(|((_, a), (_, b))| (NUMBER, a * b)).or_else(|| key(1).and_then(scale));
    let (dimension, by) = own.map_or((None, 1.0), |(dimension, by)| (Some(dimension), by));
    let mut found =
        Measure { value: plain.value * by, dimension, scale: by, half: 0.5 * by * 10f64.powi(-plain.decimals) };
    // "tỷ … triệu": the second figure goes on with the first.
    let rest =
        key(2).zip(key(3).and_then(scale)).filter(|(_, (other, small))| Some(*other) == dimension && *small < by);
    if let Some((more, (_, small))) = rest.and_then(|(more, scale)| Some((value(more)?, scale))) {
        found.value += more.value * small;
        found.half = 0.5 * small * 10f64.powi(-more.decimals);
    }
    // Zeros at the end of a large figure are as likely rounding.
    let digits: String = sentence.key(at).chars().filter(char::is_ascii_digit).collect();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    if plain.decimals == 0 && zeros >= 2 {
        found.half = found.half.max(0.5 * by * 10f64.powi(i32::try_from(zeros).unwrap_or(0)));
    }
    Some(found)
}

/// How much a figure says, by its scale.
pub(super) fn measured(sentence: &Sentence, at: usize) -> Option<f64> {
    measure(sentence, at).map(|measure| measure.value)
}

/// Whether two figures differ, and how.
pub(super) fn compare(
    units: &[Unit],
    left: &Sentence,
    i: usize,
    right: &Sentence,
    j: usize,
) -> Option<DiscrepancyKind> {
    // "120 % of the plan" and "20 % above the plan" are two measures, and of a figure that a scan broke off a digit is missing.
    if exceeds(left, i) != exceeds(right, j) || is_broken(units, left, i) || is_broken(units, right, j) {
        return None;
    }
    let (a, b) = (measure(left, i)?, measure(right, j)?);
    let counted = |measure: &Measure| measure.dimension.unwrap_or(NUMBER);
    if counted(&a) != counted(&b) {
        return None;
    }
    let (x, y) = (value(left.key(i))?, value(right.key(j))?);
    let differ = (a.value - b.value).abs();
    let rounded = a.half.max(b.half);
    let is_fine = (a.half - b.half).abs() < 1e-12 * rounded;
    // Rounded, or cut off: "168 %" of 168,64.
    let (coarse, fine) = if a.half > b.half { (a.value, b.value) } else { (b.value, a.value) };
    let is_cut = coarse <= fine && differ < rounded * 2.0;
    if is_near(a.value, b.value) || (differ <= rounded * 1.0001 || is_cut) && !is_fine {
        return None;
    }
    if is_about(units, left, i, a.value, b.value) || is_about(units, right, j, b.value, a.value) {
        return None;
    }
    if (a.scale - b.scale).abs() > 1e-12 && a.dimension.is_some() && b.dimension.is_some() && is_near(x.value, y.value)
    {
        return Some(DiscrepancyKind::Unit);
    }
    let times = a.value.max(b.value) / a.value.min(b.value);
    if [1e3, 1e6].iter().any(|slip| (times / slip - 1.0).abs() < SLIP) {
        return Some(DiscrepancyKind::Unit);
    }
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let (x, y) = (left.key(i), right.key(j));
    // "1,890" for "1.890" is a sign misread, not another figure.
    let misread = digits(x) == digits(y) && x.len() == y.len();
    (!misread).then_some(DiscrepancyKind::Figure)
}

/// Whether a share is told from the whole on: "20 % above".
fn exceeds(sentence: &Sentence, at: usize) -> bool {
    let is_share = at + 1 < sentence.tokens.len() && sentence.key(at + 1) == "%";
    is_share && has(&sentence.language.differences.exceeded, sentence.key(at.saturating_sub(1)))
}

/// Whether a stroke stands behind a figure and nothing behind the stroke: "4/ wards".
fn is_broken(units: &[Unit], sentence: &Sentence, at: usize) -> bool {
    let after = &units[sentence.unit].text()[sentence.tokens[at].range().end..];
    after.strip_prefix('/').is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= a.abs().max(b.abs()) * 1e-6
}

/// Whether the words say that `rough` is not exact ("trên 150.000") and it is near.
fn is_about(units: &[Unit], sentence: &Sentence, at: usize, rough: f64, fine: f64) -> bool {
    let text = units[sentence.unit].text();
    let before = text[..sentence.tokens[at].range().start].trim_end();
    let says = sentence.language.differences.about.iter().any(|word| before.ends_with(word.as_str()));
    says && (rough - fine).abs() <= fine.abs() * 0.02
}

/// The two figures as a discrepancy.
pub(super) fn pair_of(
    units: &[Unit],
    left: &Sentence,
    i: usize,
    right: &Sentence,
    j: usize,
    kind: DiscrepancyKind,
) -> Found {
    let (first, second) = (shown(units, left, i), shown(units, right, j));
    let a = figure(&units[left.unit], &first, &units[left.unit].text()[first.clone()]);
    let b = figure(&units[right.unit], &second, &units[right.unit].text()[second.clone()]);
    let what = what(units[left.unit].text(), left, i);
    let order = (left.unit, left.tokens[i].range().start);
    let other = (right.unit, right.tokens[j].range().start);
    let discrepancy = Discrepancy { kind, what, a, b, ..Discrepancy::default() };
    Found { order, other, discrepancy }
}

/// The bytes of a figure with its unit.
fn shown(units: &[Unit], sentence: &Sentence, at: usize) -> Range<usize> {
    let text = units[sentence.unit].text();
    let range = sentence.tokens[at].range();
    let Some(next) = sentence.tokens.get(at + 1).map(Token::range) else { return range };
    let between = &text[range.end..next.start];
    let is_unit = sentence.language.scale(sentence.key(at + 1)).is_some() && between.trim().is_empty();
    if is_unit { range.start..next.end } else { range }
}

/// The words that say what a figure is of: those before it, from a sign on that leaves enough of them, else those behind.
fn what(text: &str, sentence: &Sentence, at: usize) -> String {
    /// Words that are looked at, before the figure and behind it.
    const WORDS: usize = 18;
    const BEHIND: usize = 4;
    /// Words that name something, and those that name it so that it needs no more.
    const NAME: usize = 3;
    const ENOUGH: usize = 7;
    let start = sentence.tokens[at.saturating_sub(WORDS)].range().start;
    let Range { start: figure, end } = sentence.tokens[at].range();
    let words = text[start..figure].trim().trim_end_matches([',', ':', '(', '-', '–']).trim();
    let count = |words: &str| words.split(' ').filter(|word| word.contains(char::is_alphabetic)).count();
    let signs = words.char_indices().rev().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '(' | ')' | '.'));
    let mut parts = signs.map(|(at, _)| words[at + 1..].trim()).chain([words]);
    let before = parts.find(|part| count(part) >= ENOUGH).unwrap_or(words);
    let last_token = (at + BEHIND).min(sentence.tokens.len() - 1);
    let behind = text.get(end..sentence.tokens[last_token].range().end).unwrap_or_default();
    let behind = behind.split([',', ';', ':', '(', ')', '.', '%']).next().unwrap_or_default().trim();
    let chosen = [before, behind, before].into_iter().find(|words| count(words) >= NAME);
    chosen.unwrap_or(&text[start..end]).replace('\n', " ")
}
