//! The outlines of one source by weights of one's own: what the weights of the outline are trained on.
//!
//! In: a source, read once. Out: its headings for any weights, as often as they are asked for.

use std::collections::HashSet;

use super::chunks::Document;
use super::outline::{self, Scan, Weights};
use super::prepared::{prepared, without_contents, without_notes_headings};
use super::split::{self, ImportOptions, Part, Said};
use super::{marks, notes};
use crate::source::Source;

/// A source whose outline may be asked for again and again.
#[derive(Debug)]
pub struct OutlineTrial {
    document: Document,
    /// What may be headings in each report, and the chunks of headings over notes.
    parts: Vec<(Scan, Vec<usize>)>,
}

/// A heading of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialHeading {
    /// Its line in the source, from 1.
    pub line: usize,
    /// Depth, from 1.
    pub level: usize,
    /// Its label, or else its number; empty where it has neither.
    pub number: String,
    /// Its words.
    pub title: String,
}

impl OutlineTrial {
    /// Reads a source up to its outline.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let (metadata, source, mut document) = prepared(source);
        let said = Said { metadata: &metadata, beside: &source.beside };
        let split = split::split(&mut document, &said, &ImportOptions::default());
        let parts = split.parts.iter().map(|part| {
            let part = without_contents(part, &split);
            let scan = Scan::of(&document, part.head(), &part.body);
            let over_notes = over_notes(&document, &part, &scan);
            (scan, over_notes)
        });
        let parts = parts.collect();
        Self { document, parts }
    }

    /// Its headings by the program's weights, those that `changes` names changed: a name and an integer a line.
    #[must_use]
    pub fn headings(&self, changes: &str) -> Vec<TrialHeading> {
        let weights = Weights::of_program().with(changes);
        let found = self
            .parts
            .iter()
            .flat_map(|(scan, over_notes)| without_notes_headings(outline::headings_by(&weights, scan), over_notes));
        let plain = |text: &str| marks::replace(text, |_| String::new());
        found
            .map(|heading| TrialHeading {
                line: self.document.chunks[heading.chunk].lines.0,
                level: heading.level,
                number: plain(&heading.label.or(heading.number).unwrap_or_default()),
                title: plain(&heading.title),
            })
            .collect()
    }
}

/// The chunks of headings over notes.
fn over_notes(document: &Document, part: &Part, scan: &Scan) -> Vec<usize> {
    let headings = outline::headings_by(Weights::of_program(), scan);
    let lines = headings.iter().flat_map(|h| h.title_chunks.iter().chain([&h.chunk])).copied();
    let lines: HashSet<usize> = lines.collect();
    let notes = notes::notes(document, part.head(), part.body.clone(), &lines);
    notes::headings_over_notes(document, part.body.clone(), &lines, &notes)
}
