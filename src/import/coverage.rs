//! What import did not understand of a report, and what it left out, each with its line.
//!
//! In: a report with what was found on the way to it. Out: the places that a person has to look at, the lines that are no
//! text by kind with an example, and the pages without text.
//! Invariant: nothing of this is lost; the words of every place are in the report as text.

use std::collections::{BTreeMap, BTreeSet};

use super::chunks::Document;
use super::notes::Notes;
use super::outline::Outline;
use super::pages::Furniture;
use crate::model::report::{Lines, Report, Section};
use crate::numbering;
use crate::text::fold_space;

/// What kind of place was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadKind {
    /// A mark that calls no note.
    Mark,
    /// Digits that look like a mark and have no note.
    Digits,
    /// A note that no mark calls.
    Note,
    /// A line that opens like a note, stands where notes stand, and is text.
    FootLine,
    /// A line that is set like a heading and became text.
    Heading,
    /// A heading whose number does not follow: one before it is missing.
    Gap,
}

impl UnreadKind {
    /// In words for the editor.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Mark => "a mark without a note",
            Self::Digits => "digits that look like a mark and have no note",
            Self::Note => "a note that no mark calls",
            Self::FootLine => "a line at a page's foot that opens like a note and is none",
            Self::Heading => "a line that looks like a heading and was read as text",
            Self::Gap => "a heading before this one is missing",
        }
    }
}

/// A place that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Line of the source.
    pub line: usize,
    /// Page of the file, where the source shows pages.
    pub page: Option<usize>,
    /// What kind of place.
    pub kind: UnreadKind,
    /// The label, the number, or the first words of the line.
    pub words: String,
}

/// Lines of one kind that are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// In words: "page numbers".
    pub what: &'static str,
    /// How many lines.
    pub count: usize,
    /// The first of them: line of the source, and words.
    pub example: (usize, String),
}

/// What was not understood of a report, and what was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// In the order of the lines.
    pub unread: Vec<Unread>,
    /// By kind.
    pub left_out: Vec<LeftOut>,
    /// Pages of the source within the report, and those of them that have no text.
    pub pages: usize,
    /// See `pages`; by their place in the file.
    pub empty_pages: Vec<usize>,
}

/// What of a source is left over when its report is made.
pub struct Found<'a> {
    /// The source.
    pub document: &'a Document,
    /// The report made of it.
    pub report: &'a Report,
    /// Its marks and notes.
    pub notes: &'a Notes,
    /// Its outline.
    pub outline: &'a Outline,
    /// The lines of tables of contents.
    pub contents: &'a [Lines],
    /// The report's lines; all of the source where it is the only one.
    pub lines: Lines,
}

impl Coverage {
    /// Looks through what is left over.
    #[must_use]
    pub fn of(found: &Found<'_>) -> Self {
        let (pages, empty_pages) = pages(found.document, found.lines);
        Self { unread: unread(found), left_out: left_out(found), pages, empty_pages }
    }

    /// How many places of some kinds there are.
    #[must_use]
    pub fn count(&self, kinds: &[UnreadKind]) -> usize {
        self.unread.iter().filter(|unread| kinds.contains(&unread.kind)).count()
    }

    /// Lines of the source that have such a place.
    #[must_use]
    pub fn unread_lines(&self) -> usize {
        self.unread.iter().map(|unread| unread.line).collect::<BTreeSet<_>>().len()
    }
}

/// The places that were not understood, in the order of their lines.
fn unread(found: &Found<'_>) -> Vec<Unread> {
    let Found { document, report, notes, outline, lines, .. } = found;
    let within = |line: usize| (lines.0..=lines.1).contains(&line);
    let mut places: Vec<(usize, UnreadKind, String)> = Vec::new();
    let marks = notes.unresolved.iter().map(|index| &document.marks[*index]);
    places.extend(marks.map(|mark| (mark.line, UnreadKind::Mark, mark.label.clone())));
    let doubtful = &document.notation.doubtful;
    for (kind, signs) in [(UnreadKind::Digits, &doubtful.marks), (UnreadKind::FootLine, &doubtful.notes)] {
        let own = signs.iter().filter(|(line, _)| within(*line));
        places.extend(own.map(|(line, label)| (*line, kind, label.clone())));
    }
    let unused = report.notes.iter().filter(|note| note.references.is_empty());
    places.extend(unused.map(|note| {
        let line = note.lines.first().map_or(report.lines.0, |lines| lines.0);
        (line, UnreadKind::Note, note.label.clone())
    }));
    let headings = outline.doubtful.iter().map(|at| &document.chunks[*at]);
    places.extend(headings.map(|chunk| (chunk.lines.0, UnreadKind::Heading, first_words(chunk.plain()))));
    places.extend(gaps(&report.sections).into_iter().map(|(line, words)| (line, UnreadKind::Gap, words)));
    let page = |line: usize| document.notation.pages.of_line(line);
    let unread = |(line, kind, words): (usize, UnreadKind, String)| Unread { line, page: page(line), kind, words };
    let mut unread: Vec<Unread> = places.into_iter().map(unread).collect();
    unread.sort();
    unread.dedup();
    unread
}

/// Headings whose number does not follow the one before in their row: the line, and what is odd.
#[must_use]
pub fn gaps(sections: &[Section]) -> Vec<(usize, String)> {
    let mut last: BTreeMap<Option<usize>, &Section> = BTreeMap::new();
    let mut found = Vec::new();
    for section in sections {
        let before = last.insert(section.parent, section);
        let read = |section: &Section| section.number.as_deref().and_then(numbering::ordinal);
        let Some((style, value)) = read(section) else { continue };
        let number = section.number.as_deref().unwrap_or_default();
        let what = match before.map(|before| (before, read(before))) {
            Some((before, Some((other, last)))) if style == other && value != last + 1 => {
                format!("{number} follows {}", before.number.as_deref().unwrap_or_default())
            }
            None if value != 1 && section.parent.is_some() => format!("the numbering begins at {number}"),
            _ => continue,
        };
        found.push((section.line, what));
    }
    found
}

/// The lines that are no text of the report, by kind.
fn left_out(found: &Found<'_>) -> Vec<LeftOut> {
    let Found { document, contents, lines, .. } = found;
    let within = |line: &usize| (lines.0..=lines.1).contains(line);
    let furniture = document.notation.pages.left_out.iter().filter(|(line, _)| within(line));
    let furniture = furniture.map(|(line, kind)| (words_of(*kind), *line));
    let pictures = document.pictures.iter().map(|(line, _)| *line).filter(within).map(|line| ("pictures", line));
    let listed = contents.iter().flat_map(|(first, last)| *first..=*last).filter(within);
    let listed = listed.map(|line| ("lines of a table of contents", line));
    let mut kinds: BTreeMap<&'static str, LeftOut> = BTreeMap::new();
    for (what, line) in furniture.chain(pictures).chain(listed) {
        let text = document.source.get(line - 1).map_or("", |text| text.trim());
        if !text.is_empty() {
            let new = || LeftOut { what, count: 0, example: (line, first_words(text)) };
            kinds.entry(what).or_insert_with(new).count += 1;
        }
    }
    kinds.into_values().collect()
}

fn words_of(furniture: Furniture) -> &'static str {
    match furniture {
        Furniture::PageNumber => "page numbers",
        Furniture::PageEnd => "marks of page ends",
        Furniture::RunningHead => "running heads",
        Furniture::Comment => "comments",
        Furniture::NoteLabel => "labels of notes, given back to their notes",
    }
}

/// How many pages of the source a report has, and which of them have no text.
fn pages(document: &Document, lines: Lines) -> (usize, Vec<usize>) {
    let pages = &document.notation.pages;
    let (Some(first), Some(last)) = (pages.of_line(lines.0), pages.of_line(lines.1)) else { return (0, Vec::new()) };
    let mut worded = BTreeSet::new();
    for (offset, line) in document.source_lines(lines).enumerate() {
        if line.chars().any(char::is_alphanumeric) && !pages.left_out.contains_key(&(lines.0 + offset)) {
            worded.extend(pages.of_line(lines.0 + offset));
        }
    }
    (last + 1 - first, (first..=last).filter(|page| !worded.contains(page)).collect())
}

/// The first words of a line, for a list of places.
fn first_words(text: &str) -> String {
    const LONGEST: usize = 80;
    let text = fold_space(text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}
