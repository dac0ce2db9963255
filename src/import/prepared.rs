//! What comes before the outline of a report and right behind it, also where an outline is but tried.
//!
//! In: a source, or a part of it. Out: its text in chunks; its body without the table of contents; its headings without those
//! over notes. Invariant: a heading that holds others stays.

use super::chunks::{self, Document};
use super::outline::Heading;
use super::split::{Part, Split};
use super::{bullets, front_matter, head_lines, joined_notes, letters, line_numbers, linked, lone_labels, overlong};
use super::{numbered_titles, pandoc_tables, pictures, roman_notes, tags};
use crate::source::{Metadata, Source};

/// What a source says of itself, its text as import reads it, and that in chunks.
pub fn prepared(source: &Source) -> (Metadata, Source, Document) {
    let (source, shown) = pictures::take(source);
    let (metadata, source) = front_matter::take(&source);
    let (source, controls) = letters::take(&source);
    let source = bullets::take(&source).into_owned();
    let source = line_numbers::take(&source);
    let source = overlong::lowered(&source);
    let source = linked::raised(&tags::take(&pandoc_tables::take(&source))).into_owned();
    let source = roman_notes::raised(&source).into_owned();
    let source = joined_notes::parted(&lone_labels::raised(&source)).into_owned();
    let mut document = chunks::read(&source);
    (document.controls, document.shown) = (controls, shown);
    pandoc_tables::unfold(&mut document);
    head_lines::unfold(&mut document);
    numbered_titles::join(&mut document);
    (metadata, source, document)
}

/// A table of contents within a report's body is not its text: the body begins after it or ends before it.
pub fn without_contents(part: &Part, split: &Split) -> Part {
    let mut part = part.clone();
    let contents = &split.contents;
    if !contents.is_empty() && part.body.start <= contents.start && contents.end <= part.body.end {
        if contents.start - part.body.start <= part.body.end - contents.end {
            part.preface = part.body.start..contents.start;
            part.body.start = contents.end;
        } else if contents.end == part.body.end {
            part.body.end = contents.start;
        }
    }
    part
}

/// The headings over notes are no sections of the outline, unless one holds others.
pub fn without_notes_headings(headings: Vec<Heading>, over_notes: &[usize]) -> Vec<Heading> {
    let holds = |at: usize| headings.iter().any(|heading| heading.parent == Some(at));
    let goes: Vec<bool> =
        headings.iter().enumerate().map(|(at, heading)| over_notes.contains(&heading.chunk) && !holds(at)).collect();
    let moved = |parent: usize| parent - goes[..parent].iter().filter(|goes| **goes).count();
    let kept = headings.iter().zip(&goes).filter(|(_, goes)| !**goes);
    kept.map(|(heading, _)| Heading { parent: heading.parent.map(moved), ..heading.clone() }).collect()
}
