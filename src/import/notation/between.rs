//! Marks that no pattern of [`super::references`] knows, found by their place: between the marks of the notes before and
//! after.
//!
//! In: the chosen notes, of which one is called by nothing. Out: its mark, where its number sticks to a word or a sign in
//! one place between these two marks. Invariant: where there are two such places, or none, nothing is found.

use super::chain::Chosen;
use super::definitions::Definition;
use super::lines::{Kind, Line};
use super::references::{Form, Reference};
use crate::import::marks;

/// Lines between the marks of the notes before and after, at most.
const FAR: usize = 200;

/// Gives each note that nothing calls the mark that can be no other's.
pub fn call(lines: &[Line<'_>], definitions: &[Definition], references: &mut Vec<Reference>, chosen: &mut Chosen) {
    for at in 0..chosen.notes.len() {
        let (definition, None) = chosen.notes[at] else { continue };
        let definition = &definitions[definition];
        let Some(window) = window(definitions, references, chosen, at) else { continue };
        let is_note =
            |line: &usize| chosen.notes.binary_search_by_key(line, |(note, _)| definitions[*note].line).is_ok();
        let between = (window.0.0..=window.1.0).filter(|line| !is_note(line) && lines[*line].kind != Kind::Rule);
        let mut places = between.flat_map(|line| places(line, &lines[line].text, definition.label.number()));
        let mut inside =
            places.by_ref().filter(|(line, start, _)| window.0 < (*line, *start) && (*line, *start) < window.1);
        let (Some((line, start, end)), None) = (inside.next(), inside.next()) else { continue };
        let (label, form) = (definition.label, Form::Glued);
        let mark = Reference { line, range: start..end, label, form, strength: 5, bracketed: false };
        put(references, chosen, at, mark);
    }
}

/// The places of the marks of the notes before and after, line and byte, where the labels say that the mark between them
/// is this note's.
fn window(
    definitions: &[Definition],
    references: &[Reference],
    chosen: &Chosen,
    at: usize,
) -> Option<((usize, usize), (usize, usize))> {
    let number = |(note, _): &(usize, Option<usize>)| definitions[*note].label.number();
    let is_called = |note: &&(usize, Option<usize>)| note.1.is_some();
    let (own, definition) = (number(&chosen.notes[at]), &definitions[chosen.notes[at].0]);
    let before = chosen.notes[..at].iter().rev().find(is_called)?;
    let after = chosen.notes[at + 1..].iter().find(is_called);
    let last = &references[before.1?];
    let next = match after.filter(|after| own < number(after)) {
        Some(after) => after.1.map(|at| (references[at].line, references[at].range.start))?,
        // The last note of its row: its mark stands above it.
        None => (definition.line, 0),
    };
    let from = (last.line, last.range.end);
    let to = next.min((definition.line, 0));
    (number(before) < own && from < to && to.0 - from.0 <= FAR).then_some((from, to))
}

/// Where a number sticks to the word, sign or year before it: line, and bytes from the first to the end.
fn places(line: usize, text: &str, number: u32) -> Vec<(usize, usize, usize)> {
    let digits = number.to_string();
    let (before_it, after_it) = (number.saturating_sub(1).to_string(), (number + 1).to_string());
    let is_mark = |start: &usize| {
        let (before, after) = (&text[..*start], &text[start + digits.len()..]);
        sticks(before, &before_it) && ends(after, &after_it) && !marks::is_exponent(before, &digits, after)
    };
    let starts = text.match_indices(&digits).map(|(start, _)| start).filter(is_mark);
    starts.map(|start| (line, text[..start].trim_end().len(), start + digits.len())).collect()
}

/// Whether a mark may stand behind a text: behind a word, a year, a closing sign or currency, or the mark before.
fn sticks(before: &str, mark: &str) -> bool {
    let other = before.strip_suffix(',').unwrap_or(before).strip_suffix(mark);
    stands(before) || other.is_some_and(|before| !mark.is_empty() && stands(before))
}

fn stands(before: &str) -> bool {
    let closing = |text: &str| text.ends_with(|c: char| "”’\"»)€$£%".contains(c));
    if let Some(spaced) = before.strip_suffix(' ') {
        return closing(spaced.trim_end_matches(['.', ',', ';']));
    }
    let bare = before.trim_end_matches(['*', '_']);
    let word = bare.strip_suffix(['.', ',', ';', ':']).unwrap_or(bare);
    let digits = word.len() - word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_year = digits == 4 && word[word.len() - 4..].starts_with(['1', '2']);
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    // "A5" is a name; "a. F.5" and "*x*5" are called.
    letters >= 2 || letters == 1 && word.len() < before.len() || is_year || closing(word)
}

/// Whether a mark may stand before a text: the number ends there, or the mark that follows begins.
fn ends(after: &str, mark: &str) -> bool {
    let goes_on = |text: &str| text.starts_with(|c: char| c.is_alphanumeric());
    let rest = after.strip_prefix([',', '.', ':', '/', '-']).unwrap_or(after);
    let next = rest.strip_prefix(mark).is_some_and(|rest| !goes_on(rest));
    next || !goes_on(after) && !rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Puts a mark among the candidates, in their order, and gives it to a note.
fn put(references: &mut Vec<Reference>, chosen: &mut Chosen, note: usize, mark: Reference) {
    let place = |reference: &Reference| (reference.line, reference.range.end);
    let at = references.partition_point(|other| place(other) < place(&mark));
    if references.get(at).is_none_or(|other| place(other) != place(&mark)) {
        references.insert(at, mark);
        for other in chosen.notes.iter_mut().filter_map(|(_, reference)| reference.as_mut()) {
            *other += usize::from(*other >= at);
        }
    }
    chosen.notes[note].1 = Some(at);
}
