//! Parts that do not add up: "3.893 (1.689 …; 2.204 …)", shares of a whole.
//!
//! In: units. Out: totals with the sum of their parts.
//! What always holds: parts are taken for a whole only when they come near to it: a list that leaves
//! something out is no sum.

use std::ops::Range;

use super::found::{Found, figure};
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind, Figure};
use crate::numerals::value;
use crate::sentences;
use crate::tokens::{Token, tokens};

/// How far from the total, as a share of it, parts may be that are taken for the whole.
const NEAR: f64 = 0.16;

/// All sums that do not add up.
pub(super) fn sums(units: &[Unit]) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_text()) {
        for list in brackets(unit.text()).into_iter().chain(lists(unit)) {
            let wrong = sum(unit, &list).into_iter().chain(columns(unit, &list));
            found.extend(wrong.map(|(at, discrepancy)| Found::here((index, at), discrepancy)));
        }
        found.extend(shares(unit).into_iter().map(|(at, discrepancy)| Found::here((index, at), discrepancy)));
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

/// What follows "of which" outside of brackets, to the end of the sentence.
fn lists(unit: &Unit) -> Vec<Range<usize>> {
    let text = unit.text();
    let mut found = Vec::new();
    for opening in &unit.language.differences.parts {
        for (at, _) in text.match_indices(opening.as_str()) {
            let start = at + opening.len();
            let rest = &text[start..];
            let stop = rest
                .char_indices()
                .find(|(at, c)| matches!(c, ';' | '(' | ')') || sentences::is_end(rest, *at, unit.language));
            found.push(start..start + stop.map_or(rest.len(), |(at, _)| at));
        }
    }
    found
}

/// The parts of a list.
struct Parts {
    /// The figures, with their bytes in the text.
    figures: Vec<Token>,
    /// Their sum as printed, units left out.
    plain: f64,
    /// Their sum in the unit of the total.
    scaled: f64,
    decimals: i32,
}

/// A total against the figures of the list that follows it.
fn sum(unit: &Unit, list: &Range<usize>) -> Option<(usize, Discrepancy)> {
    let text = unit.text();
    let end = before_brackets(&text[..list.start]);
    let start = last_words(&text[..end], 16);
    let before = tokens(&text[start..end]);
    let at = before.iter().rposition(|token| token.is_number)?;
    let total = &before[at];
    let by = before.get(at + 1).and_then(|next| unit.language.scale(&next.key));
    let is_share = before.get(at + 1).is_some_and(|next| next.key == "%");
    let between = &text[start + total.range.end..end];
    if is_share || between.contains(['.', ';', '%', '\n', ')']) {
        return None;
    }
    let parts = parts(unit, list, by)?;
    // Two parts may well leave something out.
    let is_loose = |word: &String| {
        text[..list.start].ends_with(word.as_str()) || text[list.clone()].trim_start().starts_with(word.as_str())
    };
    if parts.figures.len() < 3 && unit.language.differences.loose_parts.iter().any(is_loose) {
        return None;
    }
    let total_value = value(&total.key)?;
    let whole = total_value.value;
    let decimals = parts.decimals.max(total_value.decimals);
    // Each rounded part may be off by half of its last place.
    let rounding = if decimals > 0 { 10f64.powi(-decimals) * (parts.figures.len() as f64 + 1.0) * 0.5 } else { 0.0 };
    let is_near = |sum: f64| (sum - whole).abs() <= rounding + 1e-6;
    let slip = is_near(parts.plain) && !is_near(parts.scaled);
    let misses = !is_near(parts.scaled) && (parts.scaled - whole).abs() <= whole * NEAR;
    if whole < 10.0 || !(slip || misses) {
        return None;
    }
    let range = start + total.range.start..start + total.range.end;
    if unit.language.is_label(text, &range) {
        return None;
    }
    let bytes = parts.figures.first()?.range.start..parts.figures.last()?.range.end;
    let printed: Vec<String> = parts.figures.iter().map(|token| with_unit(text, token, slip)).collect();
    let shown = match slip {
        true => printed.join(" + "),
        false => format!("{} = {}", printed.join(" + "), written(parts.scaled, decimals)),
    };
    let name = between.trim().trim_end_matches([',', ':', '(']).trim();
    let discrepancy = Discrepancy {
        kind: if slip { DiscrepancyKind::Unit } else { DiscrepancyKind::Sum },
        what: format!("{} {name}", &text[range.clone()]).trim().to_owned(),
        a: figure(unit, &range, &text[range.clone()]),
        b: figure(unit, &bytes, &shown),
        ..Discrepancy::default()
    };
    Some((range.start, discrepancy))
}

/// Two totals and parts that tell both ("12.437 visits by 8.932 people: 7.669 visits by 728 people, …"): where the parts of one make its
/// total they are the whole, and those of the other should.
fn columns(unit: &Unit, list: &Range<usize>) -> Option<(usize, Discrepancy)> {
    let text = unit.text();
    let start = last_words(&text[..list.start], 16);
    let (totals, parts) = (counted(text, start..list.start), counted(text, list.clone()));
    let nouns: Vec<&String> = parts.iter().take(2).map(|(noun, _)| noun).collect();
    // How much each part grew makes no sum.
    let adds_up = nouns.iter().all(|noun| *noun != "%");
    let alternate = parts.len() >= 4 && parts.len() % 2 == 0 && nouns[0] != nouns[1] && adds_up;
    if !alternate || parts.iter().enumerate().any(|(at, (noun, _))| noun != nouns[at % 2]) {
        return None;
    }
    let column = |first: usize| {
        let (_, total) = totals.iter().rev().find(|(noun, _)| noun == nouns[first])?;
        let figures: Vec<&Token> = parts.iter().skip(first).step_by(2).map(|(_, token)| token).collect();
        let sum: f64 = figures.iter().map(|token| value(&token.key).map_or(0.0, |read| read.value)).sum();
        Some((total, figures, sum, (value(&total.key)?.value - sum).abs() < 1e-6))
    };
    let (one, other) = (column(0)?, column(1)?);
    if one.3 == other.3 {
        return None;
    }
    let (total, figures, sum, _) = if one.3 { other } else { one };
    let printed: Vec<&str> = figures.iter().map(|token| &text[token.range.clone()]).collect();
    let bytes = figures.first()?.range.start..figures.last()?.range.end;
    let discrepancy = Discrepancy {
        kind: DiscrepancyKind::Sum,
        what: text[total.range.start..list.start].trim().trim_end_matches(['(', ':', ',']).trim().to_owned(),
        a: figure(unit, &total.range, &text[total.range.clone()]),
        b: figure(unit, &bytes, &format!("{} = {}", printed.join(" + "), written(sum, 0))),
        ..Discrepancy::default()
    };
    Some((total.range.start, discrepancy))
}

/// The numbers of a part of a text that count something, with the nouns behind them.
pub(super) fn counted(text: &str, range: Range<usize>) -> Vec<(String, Token)> {
    let words = tokens(&text[range.clone()]);
    let shifted = |token: &Token| Token {
        range: token.range.start + range.start..token.range.end + range.start,
        ..token.clone()
    };
    let pairs = words.windows(2).filter(|pair| pair[0].is_number && !pair[1].is_number);
    pairs.map(|pair| (pair[1].key.clone(), shifted(&pair[0]))).collect()
}

/// The end of a text without the brackets that it ends with: "516 members (10 of them officials), ".
fn before_brackets(head: &str) -> usize {
    let mut end = head.len();
    let Some(mut outside) = head.strip_suffix('(').map(str::trim_end) else { return end };
    while let Some(open) = outside.trim_end_matches(',').strip_suffix(')').and_then(|inside| inside.rfind('(')) {
        end = open;
        outside = head[..open].trim_end();
    }
    end
}

/// A part as printed, with the word after it where units are the matter.
fn with_unit(text: &str, token: &Token, with: bool) -> String {
    let rest = &text[token.range.end..];
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let number = &text[token.range.clone()];
    if with && !next.is_empty() { format!("{number} {next}") } else { number.to_owned() }
}

/// Where the last so many words of a text begin.
fn last_words(text: &str, count: usize) -> usize {
    text.char_indices().rev().filter(|(_, c)| *c == ' ').nth(count).map_or(0, |(at, _)| at + 1)
}

/// The parts of a list, one figure each; none when it is no list of parts.
fn parts(unit: &Unit, list: &Range<usize>, by: Option<(&str, f64)>) -> Option<Parts> {
    let text = unit.text();
    let inside = &text[list.clone()];
    let folded = inside.to_lowercase();
    if folded.contains('/') || unit.language.differences.no_parts.iter().any(|word| folded.contains(word.as_str())) {
        return None;
    }
    let sign = if inside.contains(';') { ';' } else { ',' };
    let mut parts = Parts { figures: Vec::new(), plain: 0.0, scaled: 0.0, decimals: 0 };
    let mut at = list.start;
    for piece in split(inside, sign) {
        let words = tokens(&piece);
        let figures: Vec<usize> = (0..words.len()).filter(|at| words[*at].is_number).collect();
        // One figure, or one that the part begins with: "03 sản phẩm 5 sao".
        let first = match figures.as_slice() {
            [one] => *one,
            [first, rest @ ..] if *first <= 1 && rest.iter().all(|at| words[*at].key.len() == 1) => *first,
            // A name with a comma in it, or words before the first part.
            [] => {
                at += piece.len() + 1;
                continue;
            }
            _ => return None,
        };
        let token = &words[first];
        let read = value(&token.key)?;
        let own = words.get(first + 1).and_then(|next| unit.language.scale(&next.key));
        let factor = own.zip(by).filter(|((a, _), (b, _))| a == b).map_or(1.0, |((_, own), (_, by))| own / by);
        parts.plain += read.value;
        parts.scaled += read.value * factor;
        parts.decimals = parts.decimals.max(read.decimals);
        parts.figures.push(Token { range: token.range.start + at..token.range.end + at, ..token.clone() });
        at += piece.len() + 1;
    }
    (parts.figures.len() >= 2).then_some(parts)
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
    // Most texts tell no three shares.
    if text.matches('%').count() < 3 {
        return found;
    }
    for range in sentences::clauses(text, unit.language) {
        let low = text[range.clone()].to_lowercase();
        if unit.language.differences.structures.iter().any(|word| low.contains(word.as_str())) {
            found.extend(share_sum(unit, &range));
        }
    }
    found
}

fn share_sum(unit: &Unit, range: &Range<usize>) -> Option<(usize, Discrepancy)> {
    // What stands in brackets is another list: the plan, the year before.
    let end = unit.text()[range.clone()].find('(').map_or(range.end, |at| range.start + at);
    let text = &unit.text()[range.start..end];
    let tokens = tokens(text);
    let low = text.to_lowercase();
    if unit.language.differences.no_structures.iter().any(|word| low.contains(word.as_str())) {
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
        let kind = DiscrepancyKind::Shares;
        (first, Discrepancy { kind, what, a: whole, b: parts, ..Discrepancy::default() })
    })
}

/// A sum as Vietnamese writes it: 3.893, 99,87.
pub(super) fn written(sum: f64, decimals: i32) -> String {
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
