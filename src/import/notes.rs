//! The notes of a report: which chunks define them, which marks call them.
//!
//! In: a report's body, its headings known. Out: the definitions with the chunks of their text, and for every mark
//! the definition that it calls. What always holds: a chunk belongs to at most one definition; a mark that is
//! no reference keeps what was printed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::align::Entry;
use super::chunks::{Document, Shape};
use super::marks::{self, Piece};
use super::note_rows::{self, Side};
use super::sentence::{self, End, Start};
use crate::language;
use crate::model::repair::Repair;

/// A note as defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The label as printed.
    pub label: String,
    /// Its paragraphs: chunk and text, with tokens.
    pub paragraphs: Vec<(usize, String)>,
    /// The marks that call it, in order.
    pub references: Vec<usize>,
    /// What was mended.
    pub repair: Option<String>,
    /// It comes from a file that knows where its notes end; one that was read from pages may go on overleaf.
    pub is_whole: bool,
}

/// The notes of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// In the order of the source.
    pub definitions: Vec<Definition>,
    /// Marks that call a definition: index of the mark, index of the definition.
    pub links: HashMap<usize, usize>,
    /// Marks that call none.
    pub unresolved: Vec<usize>,
    /// Chunks that belong to notes.
    pub chunks: HashSet<usize>,
    /// The headings over runs of notes ("Ghi chú").
    pub headings: Vec<usize>,
    /// Marks that look like labels and marks, and name lines of a form.
    pub codes: Vec<usize>,
}

impl Notes {
    /// The marks of a text that call notes, and nothing else of it.
    #[must_use]
    pub fn called_in(&self, text: &str) -> String {
        marks::indexes(text).into_iter().filter(|mark| self.links.contains_key(mark)).map(marks::token).collect()
    }
}

/// A chunk that may define a note.
#[derive(Debug, Clone)]
struct Opening {
    chunk: usize,
    label: String,
    text: String,
    /// Its mark.
    mark: usize,
    /// Its mark kept no mark-up.
    bare: bool,
    /// A bracket of its mark is lost.
    broken: bool,
    /// Its label stands in brackets.
    bracketed: bool,
    /// It is written as Markdown writes notes.
    by_syntax: bool,
}

/// Finds and links the notes of a report. `head`: the chunks above the body, whose marks call notes as well.
#[must_use]
pub fn notes(document: &Document, head: Range<usize>, body: Range<usize>, headings: &HashSet<usize>) -> Notes {
    let openings = marked_openings(document, body.clone(), headings);
    let body = head.start.min(body.start)..body.end;
    let marks = references(document, body.clone(), &openings);
    let notes = link(document, &openings, &marks);
    let Some(codes) = codes(document, &openings, &marks, &notes) else { return notes };
    let openings: Vec<Opening> = openings.into_iter().filter(|opening| !opening.bare).collect();
    let marks: Vec<usize> = references(document, body, &openings);
    let marks: Vec<usize> = marks.into_iter().filter(|index| !document.marks[*index].is_bare()).collect();
    Notes { codes, ..link(document, &openings, &marks) }
}

/// Numbers in plain square brackets of which hardly one answers another: the codes of a form, entries of a list. Gives
/// their marks.
fn codes(document: &Document, openings: &[Opening], references: &[usize], notes: &Notes) -> Option<Vec<usize>> {
    /// So few show nothing.
    const FEW: usize = 4;
    /// Of so many, one that answers is chance.
    const CHANCE: usize = 5;
    let is_bare = |index: &&usize| document.marks[**index].is_bare();
    let opened = openings.iter().filter(|opening| opening.bare).map(|opening| opening.mark);
    let codes: Vec<usize> = references.iter().filter(is_bare).copied().chain(opened).collect();
    let answers = notes.definitions.iter().zip(openings);
    let answers = answers.filter(|(definition, opening)| opening.bare && !definition.references.is_empty()).count();
    let called = notes.links.keys().filter(is_bare).count().max(answers);
    (codes.len() > FEW && called * CHANCE < codes.len()).then_some(codes)
}

/// The chunks that open with a mark.
fn marked_openings(document: &Document, body: Range<usize>, headings: &HashSet<usize>) -> Vec<Opening> {
    let mut openings = Vec::new();
    for at in body.filter(|at| !headings.contains(at)) {
        let chunk = &document.chunks[at];
        if document.is_numbered_paragraph(chunk) || !matches!(chunk.shape, Shape::Text | Shape::Item) {
            continue;
        }
        let text = chunk.text.strip_prefix("- ").unwrap_or(&chunk.text);
        let text = text.trim_start_matches('*');
        let Some((index, rest)) = marks::leading(text) else { continue };
        let mark = &document.marks[index];
        let rest = rest.trim_start_matches([':', '*']);
        let goes_on = rest.trim_start().starts_with([',', ';', '.', ')']) && !mark.defines
            || document.notation.leading_references.contains(&chunk.lines.0);
        if mark.sure && !goes_on {
            openings.extend(split_run_together(document, at, index, rest));
        }
    }
    openings
}

/// OCR runs short notes together in one line: a mark with the next label, before a capital and after a
/// full stop, or called above, opens the next one.
fn split_run_together(document: &Document, chunk: usize, first: usize, text: &str) -> Vec<Opening> {
    let opening = |index: usize| {
        let mark = &document.marks[index];
        Opening {
            chunk,
            label: mark.label.clone(),
            text: String::new(),
            mark: index,
            bare: mark.is_bare(),
            broken: mark.broken,
            bracketed: mark.raw.contains('('),
            by_syntax: mark.defines,
        }
    };
    let mut found = vec![opening(first)];
    let pieces = marks::pieces(text);
    for (at, piece) in pieces.iter().enumerate() {
        let Some(current) = found.last_mut() else { break };
        match *piece {
            Piece::Text(words) => current.text.push_str(words),
            Piece::Mark(index) => {
                let mark = &document.marks[index];
                let next = current.label.parse::<usize>().ok().map(|n| (n + 1).to_string());
                let closed = sentence::end_of(&current.text) == End::Closed && !current.text.trim().is_empty();
                let capital = matches!(pieces.get(at + 1), Some(Piece::Text(words)) if sentence::start_of(words) == Start::Capital && words.starts_with(' '));
                let is_called =
                    || document.marks.iter().any(|other| other.label == mark.label && other.line < mark.line);
                if mark.sure && next.as_deref() == Some(&mark.label) && capital && (closed || is_called()) {
                    found.push(opening(index));
                } else {
                    current.text.push_str(&marks::token(index));
                }
            }
        }
    }
    for opening in &mut found {
        opening.text = opening.text.trim().to_owned();
    }
    found
}

/// The marks that call notes: all that open no definition. A doubtful sign counts only when a definition has
/// its label and no better mark does, or when the whole report writes its marks so.
fn references(document: &Document, body: Range<usize>, openings: &[Opening]) -> Vec<usize> {
    let mut all = Vec::new();
    let opening_chunks: HashSet<usize> = openings.iter().map(|opening| opening.chunk).collect();
    for at in body {
        let chunk = &document.chunks[at];
        if opening_chunks.contains(&at) {
            let texts = openings.iter().filter(|opening| opening.chunk == at);
            all.extend(texts.flat_map(|opening| marks::indexes(&opening.text)));
        } else {
            let number = usize::from(document.is_numbered_paragraph(chunk));
            all.extend(marks::indexes(&chunk.text).into_iter().skip(number));
        }
    }
    let sure: HashSet<&str> = all
        .iter()
        .map(|index| &document.marks[*index])
        .filter(|mark| mark.sure)
        .map(|mark| mark.label.as_str())
        .collect();
    let defined: HashSet<&str> = openings.iter().map(|opening| opening.label.as_str()).collect();
    let answered = |mark: &marks::Mark| defined.contains(mark.label.as_str()) && !sure.contains(mark.label.as_str());
    // Where plain [7] is the house style, one without an answer is a mark as well.
    let plain = |mark: &marks::Mark| !mark.sure && mark.label.parse::<usize>().is_ok();
    let house_style = sure.is_empty()
        && all.iter().filter(|index| plain(&document.marks[**index]) && answered(&document.marks[**index])).count()
            >= 2;
    all.iter()
        .copied()
        .filter(|index| {
            let mark = &document.marks[*index];
            mark.sure || answered(mark) || (house_style && plain(mark))
        })
        .collect()
}

/// The marks, with where they stand.
fn mark_row(document: &Document, references: &[usize], openings: &[Opening], open: &[usize]) -> Vec<Side> {
    let hosts = open.iter().enumerate();
    let hosts =
        hosts.flat_map(|(at, opening)| marks::indexes(&openings[*opening].text).into_iter().map(move |m| (m, at)));
    let hosts: HashMap<usize, usize> = hosts.collect();
    let side = |index: &usize| {
        let mark = &document.marks[*index];
        let entry = Entry { label: mark.label.clone(), line: mark.line };
        let chunk = document.chunks.partition_point(|chunk| chunk.lines.0 <= mark.line).saturating_sub(1);
        Side { entry, bracketed: mark.raw.contains('('), chunk, host: hosts.get(index).copied() }
    };
    references.iter().map(side).collect()
}

/// The notes.
fn opening_row(document: &Document, openings: &[Opening], open: &[usize]) -> Vec<Side> {
    let side = |opening: &Opening| {
        let entry = Entry { label: opening.label.clone(), line: document.chunks[opening.chunk].lines.0 };
        Side { entry, bracketed: opening.bracketed, chunk: opening.chunk, host: None }
    };
    open.iter().map(|at| side(&openings[*at])).collect()
}

/// Links what Markdown's own notation links in a file that knows its notes: `[^7]` to the one `[^7]:` of the report. Labels
/// that a scan read may be wrong, whatever their notation. Gives the marks and the definitions
/// that are left.
fn link_by_syntax(
    document: &Document,
    openings: &[Opening],
    references: &[usize],
    notes: &mut Notes,
) -> (Vec<usize>, Vec<usize>) {
    let mut defined: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, opening) in openings.iter().enumerate() {
        let only = (opening.by_syntax && ends_for_certain(document, opening.chunk)).then_some(at);
        defined.entry(&opening.label).and_modify(|known| *known = None).or_insert(only);
    }
    let mut left = Vec::new();
    for index in references {
        let mark = &document.marks[*index];
        let own = defined.get(mark.label.as_str()).copied().flatten().filter(|_| mark.raw.starts_with("[^"));
        match own {
            Some(definition) => {
                notes.links.insert(*index, definition);
            }
            None => left.push(*index),
        }
    }
    let linked: HashSet<usize> = notes.links.values().copied().collect();
    (left, (0..openings.len()).filter(|at| !linked.contains(at)).collect())
}

/// Whether the source says that a chunk's last line ends a paragraph.
fn ends_for_certain(document: &Document, chunk: usize) -> bool {
    document.line(document.chunks[chunk].lines.1).ends_with(crate::source::PARAGRAPH_END)
}

/// Aligns marks and definitions and says what was mended.
fn link(document: &Document, openings: &[Opening], references: &[usize]) -> Notes {
    let mut notes = Notes::default();
    let (left, open) = link_by_syntax(document, openings, references, &mut notes);
    let rows = (mark_row(document, &left, openings, &open), opening_row(document, openings, &open));
    let pairs = note_rows::pairs(document, &rows.0, &rows.1);
    for opening in openings {
        notes.chunks.insert(opening.chunk);
        notes.definitions.push(Definition {
            label: opening.label.clone(),
            paragraphs: vec![(opening.chunk, opening.text.clone())],
            references: Vec::new(),
            repair: None,
            is_whole: opening.by_syntax && ends_for_certain(document, opening.chunk),
        });
    }
    // A mark within a note calls another one.
    let own = |reference: usize, definition: usize| marks::indexes(&openings[definition].text).contains(&reference);
    let pairs = pairs.into_iter().map(|(reference, definition)| (left[reference], open[definition]));
    notes.links.extend(pairs.filter(|(reference, definition)| !own(*reference, *definition)));
    if !document.sees_feet() {
        link_repeats(document, references, &mut notes);
    }
    for index in references {
        match notes.links.get(index) {
            Some(definition) => notes.definitions[*definition].references.push(*index),
            None => notes.unresolved.push(*index),
        }
    }
    for (definition, opening) in notes.definitions.iter_mut().zip(openings) {
        definition.repair = repair(document, definition, opening);
    }
    notes
}

/// A mark with the label of a note that is already called, where the count leaves no room for another note,
/// calls the same note again. Where several notes have the label, only one that stands below the mark is of its page.
fn link_repeats(document: &Document, references: &[usize], notes: &mut Notes) {
    let mut defined: HashMap<&str, usize> = HashMap::new();
    for definition in &notes.definitions {
        *defined.entry(definition.label.as_str()).or_default() += 1;
    }
    let several: HashSet<String> =
        defined.into_iter().filter(|(_, count)| *count > 1).map(|(label, _)| label.to_owned()).collect();
    let below = |definition: &Definition, line: usize| {
        let first = definition.paragraphs.first().map(|(chunk, _)| document.chunks[*chunk].lines.0);
        first.is_some_and(|first| first > line)
    };
    let label = |index: usize| document.marks[index].label.parse::<usize>().ok();
    for (at, index) in references.iter().enumerate() {
        if notes.links.contains_key(index) {
            continue;
        }
        let linked_label = |other: &usize| notes.links.contains_key(other).then(|| label(*other)).flatten();
        let before = references[..at].iter().rev().find_map(linked_label);
        let after = references[at + 1..].iter().find_map(linked_label);
        let room = match (before, after) {
            // Another lost note that counts between them fills the gap itself.
            (Some(before), Some(after)) => {
                let fills = |other: &&usize| {
                    let own = label(**other).is_some_and(|label| before < label && label < after);
                    *other != index && !notes.links.contains_key(*other) && own
                };
                after > before + 1 + references.iter().filter(fills).count()
            }
            _ => false,
        };
        let earlier = references[..at].iter().rev().find_map(|other| {
            let same = document.marks[*other].label == document.marks[*index].label;
            same.then(|| notes.links.get(other)).flatten()
        });
        let mark = &document.marks[*index];
        let earlier = earlier
            .copied()
            .filter(|definition| !several.contains(&mark.label) || below(&notes.definitions[*definition], mark.line));
        if let (false, Some(definition)) = (room, earlier) {
            notes.links.insert(*index, definition);
        }
    }
}

/// What had to be mended to link a definition, as records have it.
fn repair(document: &Document, definition: &Definition, opening: &Opening) -> Option<String> {
    let mut repairs = Vec::new();
    let labels: Vec<&str> = definition.references.iter().map(|index| document.marks[*index].label.as_str()).collect();
    if let Some(other) = labels.iter().find(|label| **label != definition.label) {
        repairs.push(Repair::Misread { mark: (*other).to_owned(), definition: definition.label.clone() });
    }
    if opening.bare && labels.iter().any(|_| is_raised(document, definition)) {
        repairs.push(Repair::Unmarked);
    }
    let broken = opening.broken || definition.references.iter().any(|index| document.marks[*index].broken);
    if broken {
        repairs.push(Repair::Unbracketed);
    }
    (!repairs.is_empty()).then(|| Repair::written(&repairs))
}

/// Whether a note's marks kept mark-up, so that a definition without it has lost its own.
fn is_raised(document: &Document, definition: &Definition) -> bool {
    definition.references.iter().any(|index| {
        let raw = &document.marks[*index].raw;
        raw.contains(['<', '^', '$']) || !raw.is_ascii()
    })
}

/// The heading lines over runs of notes, at the end of the report or of its chapters.
#[must_use]
pub fn headings_over_notes(
    document: &Document,
    body: Range<usize>,
    headings: &HashSet<usize>,
    notes: &Notes,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut above: Option<usize> = None;
    for at in body.filter(|at| document.chunks[*at].shape != Shape::Rule) {
        let is_over = |above: usize| {
            let plain = document.chunks[above].plain();
            language::any().is_notes_heading(plain) && (headings.contains(&above) || plain.len() < 40)
        };
        if notes.chunks.contains(&at) {
            found.extend(above.filter(|above| !notes.chunks.contains(above) && is_over(*above)));
        }
        above = Some(at);
    }
    found
}
