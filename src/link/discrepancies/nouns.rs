//! Parts that count what their total counts, in whatever way the list is written: "1.073 visits (02 of them from the year before). Of
//! these, regular ones 770 visits, planned ones 216/224 visits and sudden ones 60 visits".
//!
//! In: units. Out: totals with the sum of their parts.
//! What always holds: total and parts have the same noun behind them; what stands in brackets within the list is left out; parts that are
//! not near to the total are no list of it, and two parts prove something only when they are more than the whole.

use std::ops::Range;

use super::found::{Found, figure};
use super::sums::written;
use crate::language::{self, NUMBER};
use crate::link::units::Unit;
use crate::model::links::{Discrepancy, DiscrepancyKind};
use crate::numerals::value;
use crate::sentences;
use crate::tokens::{Token, tokens};

/// Words before the list among which the total stands.
const HEAD: usize = 16;
/// How far from the total, as a share of it, parts may be that are taken for the whole: three and more, two.
const NEAR: (f64, f64) = (0.16, 0.08);

/// A figure that counts a noun.
struct Count {
    /// Its bytes in the text, with the word of its scale.
    range: Range<usize>,
    noun: String,
    value: f64,
    /// What one of its unit is worth, and how far it may be off.
    scale: f64,
    half: f64,
}

/// All lists whose parts do not make their total.
pub(super) fn nouns(units: &[Unit]) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.is_text()) {
        for opening in &unit.language.differences.parts {
            for at in openings(unit.text(), opening) {
                let wrong = against(unit, at, at + opening.len(), opening);
                found.extend(wrong.map(|(order, discrepancy)| Found::here((index, order), discrepancy)));
            }
        }
    }
    found
}

/// Where the words that lead to parts stand, within a sentence or at its head.
fn openings(text: &str, opening: &str) -> Vec<usize> {
    let mut chars = opening.chars();
    let head: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    let all = text.match_indices(opening).chain(text.match_indices(&head));
    all.map(|(at, _)| at).filter(|at| text.is_char_boundary(at + opening.len())).collect()
}

/// The total before a list against the parts in it.
fn against(unit: &Unit, opening: usize, start: usize, word: &str) -> Option<(usize, Discrepancy)> {
    let text = unit.text();
    let total = total(unit, opening)?;
    let stop = list_end(unit, start);
    let flat = outside_brackets(&text[start..stop]);
    let said = flat.to_lowercase();
    let list = &unit.language.differences;
    let leads_off = list.no_parts.iter().chain(&list.parts).any(|word| said.contains(word.as_str()));
    if leads_off || total.value < 10.0 {
        return None;
    }
    let parts: Vec<Count> = counts(unit, start, &flat).into_iter().filter(|part| part.noun == total.noun).collect();
    let (mut sum, mut half) = (0.0, total.half);
    for (at, part) in parts.iter().enumerate() {
        (sum, half) = (sum + part.value, half + part.half);
        // Parts that make the whole are all of it; what follows is another thing.
        if at > 0 && (sum - total.value).abs() <= half + 1e-6 {
            return None;
        }
    }
    let is_loose = parts.len() < 3 && list.loose_parts.iter().any(|loose| loose == word);
    let (off, near) = (sum - total.value, if parts.len() < 3 { NEAR.1 } else { NEAR.0 });
    if parts.len() < 2 || is_loose && off < 0.0 || off.abs() > total.value * near {
        return None;
    }
    let printed: Vec<&str> = parts.iter().map(|part| &text[part.range.clone()]).collect();
    let in_one_scale = parts.iter().all(|part| (part.scale - total.scale).abs() < 1e-9);
    let (scale, decimals) = if in_one_scale { (total.scale, decimals(&parts, &total)) } else { (1.0, 0) };
    let shown = format!("{} = {}", printed.join(" + "), written(sum / scale, decimals));
    let bytes = parts.first()?.range.start..parts.last()?.range.end;
    let discrepancy = Discrepancy {
        kind: DiscrepancyKind::Sum,
        what: text[total.range.start..opening].trim().trim_end_matches(['(', ':', ',', '.']).trim().to_owned(),
        a: figure(unit, &total.range, &text[total.range.clone()]),
        b: figure(unit, &bytes, &shown),
        ..Discrepancy::default()
    };
    Some((total.range.start, discrepancy))
}

/// The last figure before a list, brackets left out.
fn total(unit: &Unit, opening: usize) -> Option<Count> {
    let text = unit.text();
    let head = text[..opening].trim_end_matches([' ', '(', ',', ':', ';']);
    let full_stop = head.strip_suffix('.').unwrap_or(head);
    let start = sentences::clauses(full_stop, unit.language).last().map_or(0, |clause| clause.start);
    // An open bracket holds the list and its total.
    let open = unclosed(&full_stop[start..]).map_or(start, |open| start + open + 1);
    let flat = outside_brackets(&full_stop[open..]);
    let words = tokens(&flat);
    let last = words.iter().rposition(|word| word.is_number)?;
    let is_near = words.len() - last <= HEAD;
    counts(unit, open, &flat).pop().filter(|total| is_near && total.range.start == open + words[last].range.start)
}

/// The end of a list: of its sentence or clause, or of the bracket that it stands in.
fn list_end(unit: &Unit, start: usize) -> usize {
    let rest = &unit.text()[start..];
    let mut depth = 0;
    for (at, sign) in rest.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' if depth == 0 => return start + at,
            ')' => depth -= 1,
            ';' if depth == 0 => return start + at,
            _ if depth == 0 && sentences::is_end(rest, at, unit.language) => return start + at,
            _ => {}
        }
    }
    start + rest.len()
}

/// Where the last bracket opens that does not close.
fn unclosed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => open.push(at),
            ')' => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// A text whose brackets are as many commas: every byte keeps its place.
fn outside_brackets(text: &str) -> String {
    let mut depth = 0;
    let mut flat = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign == '(' {
            depth += 1;
        }
        match depth {
            0 => flat.push(sign),
            _ => flat.extend(std::iter::repeat_n(',', sign.len_utf8())),
        }
        if sign == ')' {
            depth = (depth - 1).max(0);
        }
    }
    flat
}

/// The figures of a text that count something; of "216/224 visits" the first.
fn counts(unit: &Unit, start: usize, flat: &str) -> Vec<Count> {
    let words = tokens(flat);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        found.extend(count(unit, start, flat, &words[at..]));
        let is_of = words.get(at + 1).is_some_and(|next| flat[words[at].range.end..next.range.start].trim() == "/");
        at += if words[at].is_number && is_of { 2 } else { 1 };
    }
    found
}

/// The figure that some words begin with, when it counts something.
fn count(unit: &Unit, start: usize, flat: &str, words: &[Token]) -> Option<Count> {
    let (number, mut next) = (words.first().filter(|word| word.is_number)?, 1);
    let gap = |next: usize| Some(flat[words[next - 1].range.end..words.get(next)?.range.start].trim());
    if words.get(1).is_some_and(|plan| plan.is_number) && gap(1) == Some("/") {
        next = 2;
    }
    let scale = words.get(next).and_then(|word| unit.language.scale(&word.key)).filter(|(kind, _)| *kind == NUMBER);
    let end = scale.map_or(number.range.end, |_| words[next].range.end);
    next += usize::from(scale.is_some());
    let noun = words.get(next).filter(|noun| !noun.is_number && noun.key != "%" && gap(next) == Some(""))?;
    let read = value(&number.key).filter(|_| language::year(&number.key).is_none() || scale.is_some())?;
    let by = scale.map_or(1.0, |(_, by)| by);
    let range = start + number.range.start..start + end;
    if unit.language.is_label(unit.text(), &(range.start..start + number.range.end)) {
        return None;
    }
    let is_exact = scale.is_none() && read.decimals == 0;
    let half = if is_exact { 0.0 } else { 0.5 * by * 10f64.powi(-read.decimals) };
    Some(Count { range, noun: noun.key.clone(), value: read.value * by, scale: by, half })
}

/// Decimals of a sum: those of its finest figure.
fn decimals(parts: &[Count], total: &Count) -> i32 {
    let of = |count: &Count| if count.half > 0.0 { (0.5 * count.scale / count.half).log10().round() } else { 0.0 };
    let most = parts.iter().chain([total]).map(of).fold(0.0, f64::max);
    (0..9).find(|places| f64::from(*places) >= most).unwrap_or_default()
}
