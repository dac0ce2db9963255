//! Notes that a converter robbed of their labels, or ran together with the note before.
//!
//! In: the chosen notes. Out: where the row of notes lacks one that a raised mark calls, the digits within the note before
//! that must be its label, or the paragraph without label between its neighbours that must be its text.
//! Invariant: a paragraph is taken only where it is set as notes are (as a quotation), and where such
//! paragraphs are as many as the notes that are missing.

use super::chain;
use super::definitions::Definition;
use super::lines::{Kind, Line};
use super::references::{Form, Reference};
use crate::numbering::label::Label;

/// A note found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Its label stands in the line of the note before: index of the candidate.
    RunTogether(usize),
    /// Its line, the label that it lost, and where its words begin.
    Unlabelled(usize, Label, usize),
}

/// Looks between each note and the next one.
pub fn find(
    lines: &[Line<'_>],
    definitions: &[Definition],
    references: &[Reference],
    chosen: &chain::Chosen,
) -> Vec<Found> {
    let mut found = Vec::new();
    for pair in chosen.notes.windows(2) {
        let (first, last) = (&definitions[pair[0].0], &definitions[pair[1].0]);
        let (Some(from), Some(to)) = (pair[0].1, pair[1].1) else { continue };
        let numbers = first.label.number() + 1..last.label.number();
        // Only what the text calls between the two is missing.
        let mut missing: Vec<Label> = references
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(|reference| reference.form == Form::Raised && numbers.contains(&reference.label.number()))
            .map(|reference| reference.label)
            .collect();
        missing.dedup();
        missing.retain(|label| {
            let inside = run_together(references, *label, first, last);
            found.extend(inside.map(Found::RunTogether));
            inside.is_none()
        });
        let free: Vec<usize> = (first.line + 1..last.line).filter(|at| is_unlabelled(&lines[*at])).collect();
        if !missing.is_empty() && missing.len() == free.len() {
            let words = |line: usize| lines[line].text.len() - unquoted(&lines[line].text).len();
            found.extend(free.into_iter().zip(missing).map(|(at, label)| Found::Unlabelled(at, label, words(at))));
        }
    }
    found
}

/// Digits after a sentence of the note before that are the label.
fn run_together(references: &[Reference], label: Label, first: &Definition, last: &Definition) -> Option<usize> {
    let within = |reference: &Reference| {
        let at = (reference.line, reference.range.start);
        (first.line, first.text) < at && at < (last.line, 0)
    };
    let is_label = |reference: &Reference| reference.form == Form::Spaced && reference.strength >= 5;
    let start = references.partition_point(|reference| reference.line < first.line);
    let near = references[start..].iter().take_while(|reference| reference.line < last.line);
    let mut found = near.enumerate().filter(|(_, r)| r.label == label && within(r) && is_label(r));
    found.next().map(|(at, _)| start + at)
}

/// A paragraph that is set as a quotation and opens with words.
fn is_unlabelled(line: &Line<'_>) -> bool {
    let words = unquoted(&line.text);
    line.kind == Kind::Text
        && line.opens
        && words.len() < line.text.trim_start().len()
        && words.starts_with(|c: char| c.is_uppercase() || "“\"_*<(".contains(c))
}

fn unquoted(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '>')
}
