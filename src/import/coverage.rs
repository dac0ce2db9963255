//! What import did not understand of a report, and what it left out, each with its line.
//!
//! In: a report with what was found on the way to it. Out: the places that a person has to look at, the lines that are no
//! text by kind with an example, and the pages without text.
//! Invariant: nothing of this is lost; the words of every place are in the report as text.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::chunks::{Chunk, Document, Shape};
use super::notes::Notes;
use super::outline::Outline;
use super::pages::{Furniture, is_foot_rule};
use crate::message::Message;
use crate::model::report::{Block, BlockKind, Lines, Report, Section};
use crate::numbering::{self, Style};
use crate::source::Source;
use crate::text::{fold_space, word_count, words};

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
    /// Words under the rule of a page's foot that were read as text.
    FootTail,
    /// A line that is set like a heading and became text.
    Heading,
    /// A line that was near to being a heading and became text.
    ShortLine,
    /// A heading whose number does not follow: one before it is missing.
    Gap,
    /// A long text in which no heading and no paragraph's end was found.
    Unparted,
}

impl UnreadKind {
    /// In words for the editor.
    #[must_use]
    pub fn words(self) -> Message {
        Message::new(match self {
            Self::Mark => "unread-mark",
            Self::Digits => "unread-digits",
            Self::Note => "unread-note",
            Self::FootLine => "unread-foot",
            Self::FootTail => "unread-tail",
            Self::Heading => "unread-heading",
            Self::ShortLine => "unread-short",
            Self::Gap => "unread-gap",
            Self::Unparted => "unread-unparted",
        })
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
    pub words: Message,
}

/// Lines of one kind that are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Key of the words: "page numbers".
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
    let mut places: Vec<(usize, UnreadKind, Message)> = Vec::new();
    let marks = notes.unresolved.iter().map(|index| &document.marks[*index]);
    places.extend(marks.map(|mark| (mark.line, UnreadKind::Mark, Message::verbatim(&mark.label))));
    let doubtful = &document.notation.doubtful;
    for (kind, signs) in [(UnreadKind::Digits, &doubtful.marks), (UnreadKind::FootLine, &doubtful.notes)] {
        let own = signs.iter().filter(|(line, _)| within(*line));
        places.extend(own.map(|(line, label)| (*line, kind, Message::verbatim(label))));
    }
    let codes = || notes.codes.iter().map(|index| &document.marks[*index]);
    if let Some((first, last)) = codes().min_by_key(|mark| mark.line).zip(codes().max_by_key(|mark| mark.line)) {
        let words = format!("[{}] … [{}] ({})", first.label, last.label, notes.codes.len());
        places.push((first.line, UnreadKind::Note, Message::verbatim(&words)));
    }
    let unused = report.notes.iter().filter(|note| note.references.is_empty());
    places.extend(unused.map(|note| {
        let line = note.lines.first().map_or(report.lines.0, |lines| lines.0);
        (line, UnreadKind::Note, Message::verbatim(&note.label))
    }));
    for (kind, chunks) in [(UnreadKind::Heading, &outline.doubtful), (UnreadKind::ShortLine, &outline.weak)] {
        let chunks = chunks.iter().map(|at| &document.chunks[*at]);
        places.extend(chunks.map(|chunk| (chunk.lines.0, kind, Message::verbatim(first_words(chunk.plain())))));
    }
    places.extend(
        foot_tails(found)
            .filter(|(line, _)| within(*line))
            .map(|(line, words)| (line, UnreadKind::FootTail, Message::verbatim(words))),
    );
    places.extend(gaps(document, &report.sections).into_iter().map(|(line, words)| (line, UnreadKind::Gap, words)));
    places.extend(unparted(report).map(|(line, words)| (line, UnreadKind::Unparted, words)));
    places.sort();
    let pages = &document.notation.pages;
    let numbers: Vec<usize> = pages.of_lines(places.iter().map(|(line, ..)| *line)).collect();
    let page = |number: usize| pages.are_counted().then_some(number + 1);
    let unread = |((line, kind, words), number)| Unread { line, page: page(number), kind, words };
    let mut unread: Vec<Unread> = places.into_iter().zip(numbers).map(unread).collect();
    unread.dedup();
    unread
}

/// What stands alone between the rule above notes and the end of its page, and is no note's.
fn foot_tails<'a>(found: &Found<'a>) -> impl Iterator<Item = (usize, String)> + 'a {
    let Found { document, notes, .. } = *found;
    let is_under = move |(at, pair): &(usize, &[Chunk])| {
        pair[0].shape == Shape::Rule
            && pair[1].shape == Shape::Text
            && !notes.chunks.contains(&(at + 1))
            && document.chunks.get(at + 2).is_some_and(|next| document.page_ends(pair[1].lines.1, next.lines.0))
            && document.source_lines(pair[0].lines).any(is_foot_rule)
    };
    let has_notes = !notes.definitions.is_empty();
    let under = document.chunks.windows(2).enumerate().filter(move |pair| has_notes && is_under(pair));
    under.map(|(_, pair)| (pair[1].lines.0, first_words(pair[1].plain())))
}

/// Texts too long to have no parts: a paragraph, or a report without any heading.
fn unparted(report: &Report) -> impl Iterator<Item = (usize, Message)> {
    /// Words of a paragraph, and of a report.
    const LONGEST: (usize, usize) = (1_200, 3_000);
    let is_text = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
    let texts = report.blocks.iter().filter(is_text);
    let words: usize = texts.clone().map(|block| word_count(&block.text)).sum();
    let whole = (report.sections.is_empty() && words > LONGEST.1).then_some((report.lines.0, words));
    let long = texts.map(|block| (block.lines.first().map_or(0, |lines| lines.0), word_count(&block.text)));
    let long = long.filter(|(_, words)| *words > LONGEST.0);
    whole.into_iter().chain(long).map(|(line, words)| (line, message!("unparted-words", count = words)))
}

/// Headings whose number or label does not follow the one before in their row: the line, and what is odd. Where a line
/// between the two opens with the number that is missing, it is named.
fn gaps(document: &Document, sections: &[Section]) -> Vec<(usize, Message)> {
    type Last<'a> = (usize, usize, &'a Section);
    let mut rows: BTreeMap<(Option<usize>, Style), Last<'_>> = BTreeMap::new();
    // Articles, sections and chapters count on through the parts that hold them.
    let mut labels: BTreeMap<Style, Last<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let Some((style, value)) = ordinal(section) else { continue };
        let own = (at, value, section);
        let before = rows.insert((section.parent, style), own);
        let through = section.label.as_ref().and_then(|_| labels.insert(style, own));
        let is_inserted = numbering::is_inserted(printed(section));
        let follows = |last: &Last<'_>| numbering::follows(style, last.1, value) || is_inserted && last.1 == value;
        if value == 0
            || before.as_ref().or(through.as_ref()).is_some_and(follows)
            || through.as_ref().is_some_and(follows)
        {
            continue;
        }
        let number = printed(section);
        if let Some(first) = numbering::first_of(number).filter(|_| section.label.is_none()) {
            rows.insert((section.parent, first), (at, 1, section));
            continue;
        }
        let (what, from, first) = match before.or(through.filter(|_| value > 1)) {
            Some((_, last, before)) => {
                (message!("gap-follows", number = number, before = printed(before)), before.line, last + 1)
            }
            None if value > 1 && (section.parent.is_some() || section.label.is_some()) => {
                let above = section.parent.map_or(0, |parent| sections[parent].line);
                (message!("gap-begins", number = number), above, 1)
            }
            None => continue,
        };
        let missing =
            (first..value.min(first + 3)).find_map(|value| opening_with(document, (from, section.line), style, value));
        let what = match missing {
            Some(line) => message!("gap-line", gap = what, line = line),
            None => what,
        };
        found.push((section.line, what));
    }
    found
}

fn printed(section: &Section) -> &str {
    section.number.as_deref().or(section.label.as_deref()).unwrap_or_default()
}

fn ordinal(section: &Section) -> Option<(Style, usize)> {
    match (&section.number, &section.label) {
        (Some(number), _) => numbering::ordinal(number),
        (None, Some(label)) => numbering::readings(label).first().map(|reading| (reading.style, reading.ordinal)),
        (None, None) => None,
    }
}

/// The first line between two others that opens with a number.
fn opening_with(document: &Document, (from, to): Lines, style: Style, value: usize) -> Option<usize> {
    let is_it = |line: &&str| {
        let line = line.trim_start_matches(['#', '*', ' ']);
        numbering::readings(line).iter().any(|reading| (reading.style, reading.ordinal) == (style, value))
    };
    let lines = document.source_lines((from + 1, to.saturating_sub(1)));
    lines.enumerate().find(|(_, line)| is_it(line)).map(|(offset, _)| from + 1 + offset)
}

/// The lines that are no text of the report, by kind.
fn left_out(found: &Found<'_>) -> Vec<LeftOut> {
    let Found { document, outline, contents, lines, .. } = found;
    let within = |line: &usize| (lines.0..=lines.1).contains(line);
    let furniture = document.notation.pages.left_out.iter().filter(|(line, _)| within(line));
    let furniture = furniture.map(|(line, kind)| (words_of(*kind), *line));
    let pictures = document.pictures.iter().map(|(line, _)| *line).filter(within).map(|line| ("left-pictures", line));
    let listed = contents.iter().flat_map(|(first, last)| *first..=*last).filter(within);
    let listed = listed.map(|line| ("left-contents", line));
    let controls = document.controls.iter().copied().filter(within).map(|line| ("left-controls", line));
    let captions = outline.captions.iter().map(|at| ("left-captions", document.chunks[*at].lines.0));
    let own = furniture.chain(captions).chain(pictures).chain(listed).chain(controls);
    let own = own.map(|(what, line)| (what, line, document.line(line)));
    let read = document.furniture.iter().filter(|out| within(&out.line));
    let read = read.map(|out| (out.what, out.line, out.words.as_str()));
    let mut kinds: BTreeMap<&'static str, LeftOut> = BTreeMap::new();
    for (what, line, text) in own.chain(read).filter(|(.., text)| !text.trim().is_empty()) {
        let new = || LeftOut { what, count: 0, example: (line, first_words(text.trim())) };
        kinds.entry(what).or_insert_with(new).count += 1;
    }
    kinds.into_values().collect()
}

/// The title that a file gives itself, where no report shows it.
pub fn unused_title(source: &Source, title: &str, reports: &[Report]) -> Option<LeftOut> {
    let shown = reports.iter().flat_map(|report| {
        let sections = report.sections.iter().map(|section| section.title.as_str());
        let blocks = report.blocks.iter().map(|block| block.text.as_str());
        sections.chain(blocks).chain([report.title.as_str()])
    });
    let shown: HashSet<String> = shown.flat_map(words).map(str::to_lowercase).collect();
    let first = words(title).find(|word| !shown.contains(&word.to_lowercase()))?;
    let line = source.lines().find(|(_, line)| line.contains(first)).map_or(1, |(number, _)| number);
    Some(LeftOut { what: "left-file-title", count: 1, example: (line, first_words(title)) })
}

fn words_of(furniture: Furniture) -> &'static str {
    match furniture {
        Furniture::PageNumber => "left-page-numbers",
        Furniture::PageEnd => "left-page-ends",
        Furniture::RunningHead => "left-running-heads",
        Furniture::Comment => "left-comments",
        Furniture::NoteRule => "left-rules",
        Furniture::NoteLabel => "left-labels",
    }
}

/// How many pages of the source a report has, and which of them have no text.
fn pages(document: &Document, lines: Lines) -> (usize, Vec<usize>) {
    let pages = &document.notation.pages;
    if !pages.are_counted() {
        return (0, Vec::new());
    }
    let numbers = pages.of_lines(lines.0..=lines.1).map(|page| page + 1);
    // Whether each page has words.
    let mut worded: BTreeMap<usize, bool> = BTreeMap::new();
    for ((line, text), page) in (lines.0..).zip(document.source_lines(lines)).zip(numbers) {
        let has_words = !pages.left_out.contains_key(&line) && text.chars().any(char::is_alphanumeric);
        *worded.entry(page).or_default() |= has_words;
    }
    // What closes the last page opens none.
    while worded.last_entry().is_some_and(|page| !page.get()) {
        worded.pop_last();
    }
    (worded.len(), worded.into_iter().filter(|(_, worded)| !worded).map(|(page, _)| page).collect())
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
