//! Notes and marks that the chain left out, found by their place: between those before and after.
//!
//! In: the chosen notes. Out: the mark of a note that nothing calls, where its number stands in one place between the marks
//! of its neighbours, or within the note above; and the numbered line right above a note that counts on to it, with its mark.
//! Invariant: where there are two such places, or none, nothing is found; the line is told.

use super::chain::Chosen;
use super::definitions::Definition;
use super::doubtful::BELOW;
use super::lines::{Kind, Line};
use super::references::{Form, Reference};
use crate::import::marks;

/// Lines between the marks of the notes before and after, at most.
const FAR: usize = 200;

/// A place: line and byte.
type Place = (usize, usize);

/// Gives each note that nothing calls the mark that can be no other's.
pub fn call(lines: &[Line<'_>], definitions: &[Definition], references: &mut Vec<Reference>, chosen: &mut Chosen) {
    for at in 0..chosen.notes.len() {
        let (definition, None) = chosen.notes[at] else { continue };
        let label = definitions[definition].label;
        let marks = |window: Option<(Place, Place)>, within: bool| {
            let (from, to) = window?;
            let is_note =
                |line: &usize| chosen.notes.binary_search_by_key(line, |(note, _)| definitions[*note].line).is_ok();
            let between = (from.0..=to.0).filter(|line| within || !is_note(line) && lines[*line].kind != Kind::Rule);
            let mut inside = between
                .flat_map(|line| places(line, &lines[line].text, label.number()))
                .filter(|(line, start, _)| from < (*line, *start) && (*line, *start) < to);
            let first = inside.next()?;
            inside.next().is_none().then_some(first)
        };
        let above = at.checked_sub(1).map(|above| &definitions[chosen.notes[above].0]);
        let above = above.filter(|above| above.label.number() + 1 == label.number());
        let above = above.map(|above| ((above.line, above.text), (definitions[definition].line, 0)));
        let found = marks(window(definitions, references, chosen, at), false).or_else(|| marks(above, true));
        let Some((line, start, end)) = found else { continue };
        let mark = Reference { line, range: start..end, label, form: Form::Glued, strength: 5, bracketed: false };
        put(references, chosen, at, mark);
    }
}

/// Takes each numbered line right above a note that counts on to it as a note where one digit can be its mark. Gives those
/// that none calls.
pub fn fill(definitions: &[Definition], references: &[Reference], chosen: &mut Chosen) -> Vec<usize> {
    let mut uncalled = Vec::new();
    let mut at = 0;
    while at < chosen.notes.len() {
        let next = &definitions[chosen.notes[at].0];
        let from = at.checked_sub(1).map(|before| &definitions[chosen.notes[before].0]);
        let first = next.line.saturating_sub(BELOW).max(from.map_or(0, |before| before.line + 1));
        let start = definitions.partition_point(|other| other.line < first);
        let counts_on = |other: &&usize| {
            let label = definitions[**other].label;
            next.label.before(0).iter().any(|(before, _)| *before == label)
        };
        let near: Vec<usize> = (start..chosen.notes[at].0).collect();
        let mut own = near.iter().filter(counts_on);
        let (Some(line), None) = (own.next().copied(), own.next()) else {
            at += 1;
            continue;
        };
        chosen.notes.insert(at, (line, None));
        let label = definitions[line].label;
        let taken = |index: usize| chosen.notes.iter().any(|(_, taken)| *taken == Some(index));
        let found = window(definitions, references, chosen, at).and_then(|(from, to)| {
            let start = references.partition_point(|other| (other.line, other.range.start) < from);
            let inside = references[start..].iter().take_while(|other| (other.line, other.range.start) < to);
            let mut own = inside.enumerate().filter(|(index, other)| other.label == label && !taken(start + index));
            let (index, _) = own.next()?;
            own.next().is_none().then_some(start + index)
        });
        match found {
            Some(_) => chosen.notes[at].1 = found,
            None => {
                chosen.notes.remove(at);
                uncalled.push(line);
            }
        }
        at += 1;
    }
    uncalled
}

/// The places of the marks of the notes before and after, where the labels say that the mark between them is this note's.
fn window(definitions: &[Definition], references: &[Reference], chosen: &Chosen, at: usize) -> Option<(Place, Place)> {
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
    // Where numbering begins anew, below the notes above.
    let from = if number(before) < own { (last.line, last.range.end) } else { (definitions[before.0].line, 0) };
    let to = next.min((definition.line, 0));
    ((number(before) < own || own == 1) && from < to && to.0 - from.0 <= FAR).then_some((from, to))
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
