//! Parts that do not add up: "3.893 (1.689 …; 2.204 …)", shares of a whole.
//!
//! In: units. Out: totals with the sum of their parts.
//! What always holds: parts are taken for a whole only when they come near to it; a list that leaves something out
//! ("trong đó") is no sum.

use std::ops::Range;

use super::figures::value;
use super::{Found, figure};
use crate::compare::{Token, tokens};
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind, Figure};

/// How far from the total, as a share of it, parts may be that are taken for the whole.
const NEAR: f64 = 0.1;

/// All sums that do not add up.
pub(super) fn sums(units: &[Unit]) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_text()) {
        for bracket in brackets(unit.text()) {
            found.extend(sum(unit, &bracket).map(|discrepancy| Found { order: (index, bracket.start), discrepancy }));
        }
        found.extend(shares(unit).into_iter().map(|(at, discrepancy)| Found { order: (index, at), discrepancy }));
    }
    found
}

/// The innermost brackets of a text, without their signs.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open = Some(at + 1),
            ')' => found.extend(open.take().map(|start| start..at)),
            _ => {}
        }
    }
    found
}

/// A total before a bracket against the figures that the bracket's parts begin with.
fn sum(unit: &Unit, bracket: &Range<usize>) -> Option<Discrepancy> {
    let text = unit.text();
    let head = &text[..bracket.start - 1];
    let start = head.rfind(['.', ';', '\n', '(', ')']).map_or(0, |at| at + 1);
    // A full stop within a figure parts nothing: look at the last words instead.
    let start = start.min(last_words(head, 9));
    let before = tokens(&text[start..bracket.start - 1]);
    let total = before.iter().rev().find(|token| token.is_number)?;
    let unit_words = &text[start + total.range.end..bracket.start - 1];
    let parts = parts(&text[bracket.clone()], unit_words)?;
    let total_value = value(&total.key)?;
    let sum: f64 = parts.iter().map(|(_, value)| value).sum();
    let miss = (sum - total_value.value).abs();
    let decimals = parts.iter().map(|(token, _)| value(&token.key).map_or(0, |v| v.decimals)).max().unwrap_or(0);
    let finest = 10f64.powi(-decimals.min(total_value.decimals));
    // Each rounded part may be off by half of its last place.
    let rounding = if decimals.max(total_value.decimals) > 0 { finest * (parts.len() as f64 + 1.0) * 0.5 } else { 0.0 };
    let sound = total_value.value >= 10.0 && miss > rounding + 1e-6 && miss <= total_value.value * NEAR;
    sound
        .then(|| {
            let range = start + total.range.start..start + total.range.end;
            let first = parts.first().map_or(0, |(token, _)| token.range.start) + bracket.start;
            let last = parts.last().map_or(0, |(token, _)| token.range.end) + bracket.start;
            let listed: Vec<&str> = parts
                .iter()
                .map(|(token, _)| &text[bracket.start + token.range.start..bracket.start + token.range.end])
                .collect();
            Discrepancy {
                id: String::new(),
                kind: DiscrepancyKind::Sum,
                what: text[start..range.start].trim().trim_start_matches(',').trim().to_owned(),
                a: figure(unit, &range, &text[range.clone()]),
                b: figure(unit, &(first..last), &format!("{} = {}", listed.join(" + "), written(sum, decimals))),
                settled: None,
            }
        })
        .filter(|found| !found.what.is_empty())
}

/// Where the last so many words of a text begin.
fn last_words(text: &str, count: usize) -> usize {
    text.char_indices().rev().filter(|(_, c)| *c == ' ').nth(count).map_or(0, |(at, _)| at + 1)
}

/// The figures of the parts in a bracket, when each part has one of the total's kind; none when it is no such list.
fn parts(inside: &str, total_unit: &str) -> Option<Vec<(Token, f64)>> {
    let folded = inside.to_lowercase();
    let says_other = ["so với", "kế hoạch", "mục tiêu", "tăng", "giảm", "bằng", "năm 20", "đạt", "trong đó có", "/"];
    if says_other.iter().any(|word| folded.contains(word)) {
        return None;
    }
    let sign = if inside.contains(';') { ';' } else { ',' };
    let mut found = Vec::new();
    let mut at = 0;
    for piece in split(inside, sign) {
        let figures: Vec<Token> = tokens(&piece).into_iter().filter(|token| token.is_number).collect();
        let [figure] = figures.as_slice() else { return None };
        let moved = Token { range: figure.range.start + at..figure.range.end + at, ..figure.clone() };
        let is_share = piece[figure.range.end..].trim_start().starts_with('%');
        if is_share != total_unit.trim_start().starts_with('%') {
            return None;
        }
        found.push((moved, value(&figure.key)?.value));
        at += piece.len() + 1;
    }
    (found.len() >= 2).then_some(found)
}

/// Splits at a sign that stands before a space, so that decimals stay whole.
fn split(text: &str, sign: char) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let parts = c == sign && chars.peek().is_none_or(|next| next.is_whitespace());
        match (parts, pieces.last_mut()) {
            (true, _) => pieces.push(String::new()),
            (false, Some(piece)) => piece.push(c),
            (false, None) => {}
        }
    }
    pieces
}

/// Sentences about a structure whose shares do not make 100.
fn shares(unit: &Unit) -> Vec<(usize, Discrepancy)> {
    let text = unit.text();
    let mut found = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['.', ';', '\n']).scan(String::new(), whole_sentence).flatten() {
        let range = start..start + sentence.len();
        start = range.end;
        if !["cơ cấu", "tỷ trọng"].iter().any(|word| sentence.to_lowercase().contains(word)) {
            continue;
        }
        found.extend(share_sum(unit, &range));
    }
    found
}

/// Puts pieces back together that were cut within a figure ("1.890").
fn whole_sentence(kept: &mut String, piece: &str) -> Option<Option<String>> {
    kept.push_str(piece);
    let cut_in_figure = piece.ends_with('.') && piece[..piece.len() - 1].ends_with(|c: char| c.is_ascii_digit());
    if cut_in_figure {
        return Some(None);
    }
    Some(Some(std::mem::take(kept)))
}

fn share_sum(unit: &Unit, range: &Range<usize>) -> Option<(usize, Discrepancy)> {
    let text = &unit.text()[range.clone()];
    let tokens = tokens(text);
    let compared = ["so với", "tăng", "giảm", "từ ", "năm trước", "trên ", "khoảng", "kế hoạch", "mục tiêu"];
    if compared.iter().any(|word| text.to_lowercase().contains(word)) {
        return None;
    }
    let is_share = |at: &usize| tokens[*at].is_number && tokens.get(at + 1).is_some_and(|next| next.key == "%");
    let shares: Vec<usize> = (0..tokens.len()).filter(is_share).collect();
    let values: Vec<f64> = shares.iter().filter_map(|at| value(&tokens[*at].key).map(|v| v.value)).collect();
    let sum: f64 = values.iter().sum();
    let decimals = shares.iter().filter_map(|at| value(&tokens[*at].key).map(|v| v.decimals)).max().unwrap_or(0);
    let rounding = 10f64.powi(-decimals) * values.len() as f64 * 0.5 + 1e-6;
    let sound = (3..=6).contains(&values.len()) && (sum - 100.0).abs() > rounding && (sum - 100.0).abs() <= 5.0;
    sound.then(|| {
        let first = range.start + tokens[shares[0]].range.start;
        let last = range.start + shares.last().map_or(0, |at| tokens[*at].range.end);
        let listed: Vec<&str> = shares.iter().map(|at| &text[tokens[*at].range.clone()]).collect();
        let parts = figure(unit, &(first..last), &format!("{} = {}", listed.join(" + "), written(sum, decimals)));
        let what = unit.text()[range.start..first].trim().to_owned();
        let whole = Figure { value: "100".to_owned(), ..parts.clone() };
        (
            first,
            Discrepancy { id: String::new(), kind: DiscrepancyKind::Shares, what, a: whole, b: parts, settled: None },
        )
    })
}

/// A sum as Vietnamese writes it: 3.893, 99,87.
fn written(sum: f64, decimals: i32) -> String {
    let places = usize::try_from(decimals).unwrap_or(0);
    let text = format!("{sum:.places$}");
    let (whole, decimal) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if decimal.is_empty() { grouped } else { format!("{grouped},{decimal}") }
}
