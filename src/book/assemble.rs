//! A report as a book: its pages as chapters, each with its notes, figures, and what the editor says.
//!
//! In: the report with its links, the words of the interface. Out: [`Book`]. What always holds: chapters come in reading order;
//! each note stands once, in the chapter that defines it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::blocks::Blocks;
use super::content::{Annotation, Block, Book, Chapter, Content, Correction, Facts, Figure, Inline, Note, PrintPage};
use super::lines::{Around, Lines};
use super::marking::{Part, Run, all_parts, parts_of, wrap};
use crate::markdown;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{BlockOrNote, Field, Links, PrintedPage, ReportLinks};
use crate::model::page::Page;
use crate::model::report::{BlockKind, ReportKind};
use crate::text::letters;
use crate::words::Words;

/// Makes the book of a report.
#[must_use]
pub fn book(edition: &Edition, links: &Links, report: &EditionReport, words: &Words) -> Book {
    let none = ReportLinks::default();
    let own = links.reports.get(&report.id).unwrap_or(&none);
    let pages = report.all_pages().enumerate();
    let urls: BTreeMap<&str, String> = pages.map(|(at, page)| (page.path.as_str(), report.page_url(at))).collect();
    let maker = Maker { around: Around { links, own, urls: &urls }, report, words };
    let mut chapters: Vec<Chapter> = (0..=report.pages.len()).filter_map(|page| maker.chapter(page)).collect();
    let title = chapters.first().map(|first| first.title.clone()).unwrap_or_default();
    let mut letterhead = Vec::new();
    if let Some(first) = chapters.first_mut() {
        let blocks = std::mem::take(&mut first.blocks);
        (letterhead, first.blocks) = blocks.into_iter().partition(|block| block.kind == BlockKind::Letterhead);
    }
    // The first chapter is the words before the first section, when there are any.
    let is_bare = chapters.first().is_some_and(Chapter::is_bare);
    if is_bare {
        chapters.remove(0);
    }
    let front = &report.index.front;
    Book {
        id: report.id.clone(),
        url: report.page_url(0),
        title,
        plain_title: report.index.plain_title.clone(),
        lang: front.lang.clone().unwrap_or_else(|| edition.config.language.clone()),
        facts: maker.facts(),
        letterhead,
        chapters,
        changed: changed(report),
        pages: own.printed.starts.iter().filter_map(|start| print_page(start, &urls)).collect(),
    }
}

fn print_page(start: &PrintedPage, urls: &BTreeMap<&str, String>) -> Option<PrintPage> {
    let url = urls.get(start.page.as_str())?.clone();
    Some(PrintPage { label: start.label.clone(), url, id: start.anchor.clone() })
}

impl Chapter {
    fn is_bare(&self) -> bool {
        self.blocks.is_empty() && self.notes.is_empty() && self.annotations.is_empty() && self.corrections.is_empty()
    }
}

/// The newest date that a report says of itself.
fn changed(report: &EditionReport) -> Option<String> {
    let revised = report.history.revisions.iter().map(|revision| revision.date.clone());
    let said = report.all_pages().flat_map(|page| page.front.updated.iter().chain(&page.front.date).cloned());
    revised.chain(said).max()
}

struct Maker<'a> {
    around: Around<'a>,
    report: &'a EditionReport,
    words: &'a Words,
}

impl Maker<'_> {
    fn facts(&self) -> Facts {
        let front = &self.report.index.front;
        let record = &self.report.record;
        let kind = match front.kind.unwrap_or_default() {
            ReportKind::Report => "report.kind.report",
            ReportKind::Appendix => "report.kind.appendix",
        };
        Facts {
            kind: self.words.phrase(kind, &[]),
            label: self.report.kind_label(),
            place: front.place.clone(),
            place_of_issue: front.place_of_issue.clone(),
            issuer: front.issuer.clone(),
            document_kind: front.document_kind.clone(),
            number: front.document_number.clone(),
            date: front.date.clone(),
            date_text: front.date.as_deref().and_then(|date| self.words.date(date)),
            source: (!record.file.is_empty()).then(|| (record.file.clone(), record.lines)),
        }
    }

    fn chapter(&self, index: usize) -> Option<Chapter> {
        let page = self.report.all_pages().nth(index)?;
        let level = if index == 0 { 0 } else { page.front.level.unwrap_or(1).max(1) };
        let mut lines = Lines::new(self.around, page);
        lines.page(None);
        let title = lines.title(&page.front.title, Field::Title);
        let prepared = markdown::prepare(page.body());
        let (body, definitions) = prepared.parted();
        let record = &self.report.record;
        let blocks = Blocks { page, record, lines: &mut lines, level, in_note: false }.read(body);
        let mut notes: BTreeMap<usize, Note> = BTreeMap::new();
        let mut seen: Vec<String> = Vec::new();
        for (label, events) in definitions {
            if seen.contains(&label) {
                continue;
            }
            let blocks = Blocks { page, record, lines: &mut lines, level, in_note: true }.read(events);
            if let Some(note) = self.note(page, &label, blocks) {
                notes.insert(note.number, note);
            }
            seen.push(label);
        }
        let own = |value: &Option<String>| value.clone().filter(|_| index > 0);
        let mut chapter = Chapter {
            url: self.report.page_url(index),
            id: if index > 0 { page.id.clone() } else { String::new() },
            level,
            head: own(&page.front.label).or_else(|| own(&page.front.number)),
            title,
            plain_title: page.plain_title.clone(),
            blocks,
            notes: notes.into_values().collect(),
            ..Chapter::default()
        };
        self.correct(&mut chapter, index, page);
        self.annotate(&mut chapter, index, page);
        self.figure(&mut chapter, index, page);
        Some(chapter)
    }

    fn note(&self, page: &Page, label: &str, blocks: Vec<Block>) -> Option<Note> {
        let linked = self.around.own.note(&page.path, label)?;
        let known = self.report.record.notes.get(&linked.label);
        let url_of = |path: &str| self.around.urls.get(path).cloned().unwrap_or_default();
        Some(Note {
            id: linked.id.clone(),
            number: linked.number,
            sign: linked.sign.clone(),
            printed: linked.other_print().map(str::to_owned),
            blocks,
            marks: linked.marks.iter().map(|mark| (url_of(&mark.page), linked.mark_id(mark.nth))).collect(),
            lines: known.map(|known| known.lines.clone()).unwrap_or_default(),
        })
    }

    fn correct(&self, chapter: &mut Chapter, index: usize, page: &Page) {
        for link in self.around.own.corrections.iter().filter(|link| link.page == index) {
            let Some(correction) = page.front.corrections.get(link.index) else { continue };
            let mut make = |words: Vec<Inline>, first: bool| {
                let mut marks = Vec::new();
                let printed = without_marks(words, &mut marks);
                let read = if first { link.read.clone() } else { String::new() };
                std::iter::once(Inline::Corrected(read, printed)).chain(marks).collect()
            };
            let sign = Inline::Sign(link.id.clone(), None);
            let letters = self.around.own.letters(page, &link.place);
            run(chapter, (link.place.block.as_deref(), link.place.note), letters, &mut make, Some(sign));
            chapter.corrections.push(Correction {
                id: link.id.clone(),
                read: link.read.clone(),
                printed: correction.quote.clone(),
                reason: correction.reason.clone(),
                by: self.by(correction.by.as_deref(), correction.date.as_deref()),
            });
        }
    }

    fn annotate(&self, chapter: &mut Chapter, index: usize, page: &Page) {
        for link in self.around.own.annotations.iter().filter(|link| link.page == index) {
            let Some(annotation) = page.front.annotations.get(link.index) else { continue };
            let letter = letters(link.number);
            let sign = Inline::Sign(link.id.clone(), Some(letter.clone()));
            let is_placed = link.place.as_ref().is_some_and(|place| {
                let part = (place.block.as_deref(), place.note);
                if place.range.is_empty() {
                    return behind_last(chapter, part, sign);
                }
                let mut make = |words, _| vec![Inline::Annotated(words)];
                run(chapter, part, self.around.own.letters(page, place), &mut make, Some(sign))
            });
            let paragraphs = annotation.note.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
            chapter.annotations.push(Annotation {
                id: link.id.clone(),
                letter,
                quote: annotation.quote.clone(),
                is_placed,
                paragraphs: paragraphs.map(|words| Lines::aside(self.around, page, words)).collect(),
                by: self.by(annotation.by.as_deref(), annotation.date.as_deref()),
            });
        }
    }

    fn figure(&self, chapter: &mut Chapter, index: usize, page: &Page) {
        for link in self.around.own.indicators.iter().filter(|link| link.page == index) {
            let indicator = &link.figure;
            let Some((low, high)) = indicator.bounds() else { continue };
            let mut make = |words, first: bool| vec![Inline::Figure(first.then(|| link.id.clone()), words)];
            let part = (link.block.as_deref().filter(|_| link.note.is_none()), link.note);
            let is_found = run(chapter, part, self.around.own.figure_letters(page, link), &mut make, None);
            chapter.figures.push(Figure {
                id: is_found.then(|| link.id.clone()),
                place: link.place.clone(),
                name: indicator.name.clone(),
                value: self.words.bounded(low, high, indicator.op),
                bounds: (low, high),
                op: indicator.op,
                unit: indicator.unit.clone(),
                period: indicator.period.clone(),
                kind: indicator.kind,
            });
        }
    }

    /// "Name, date" as far as both are known.
    fn by(&self, by: Option<&str>, date: Option<&str>) -> String {
        let date = date.and_then(|date| self.words.date(date));
        [by.map(str::to_owned), date].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Takes the marks out of words: a writer that leaves the printed words out must not leave out the marks.
fn without_marks(words: Vec<Inline>, marks: &mut Vec<Inline>) -> Vec<Inline> {
    let mut kept = Vec::new();
    for piece in words {
        let mut inner = |line| without_marks(line, marks);
        kept.push(match piece {
            Inline::Mark(_) | Inline::Page(..) => {
                marks.push(piece);
                continue;
            }
            Inline::Styled(style, line) => Inline::Styled(style, inner(line)),
            Inline::Link(target, line) => Inline::Link(target, inner(line)),
            Inline::Term(long, line) => Inline::Term(long, inner(line)),
            piece => piece,
        });
    }
    kept
}

/// The parts of a block or note.
fn parts_at<'c>(chapter: &'c mut Chapter, place: BlockOrNote<'_>) -> Option<Vec<Part<'c>>> {
    match place {
        (Some(block), _) => parts_of(&mut chapter.blocks, block),
        (None, Some(number)) => {
            let note = chapter.notes.iter_mut().find(|note| note.number == number)?;
            Some(all_parts(&mut note.blocks))
        }
        (None, None) => None,
    }
}

/// Makes pieces of the words with these letters; whether they were there.
fn run(
    chapter: &mut Chapter,
    place: BlockOrNote<'_>,
    letters: Option<Range<usize>>,
    make: &mut dyn FnMut(Vec<Inline>, bool) -> Vec<Inline>,
    behind: Option<Inline>,
) -> bool {
    let run = letters.map(|letters| Run { letters, make, behind });
    let found = run.and_then(|run| Some(wrap(parts_at(chapter, place)?, run)));
    found.unwrap_or(false)
}

/// Puts a sign behind a whole block or note.
fn behind_last(chapter: &mut Chapter, place: BlockOrNote<'_>, sign: Inline) -> bool {
    let parts = parts_at(chapter, place).into_iter().flatten();
    let lines = parts.filter_map(|part| match part {
        Part::Line(line) => Some(line),
        Part::Letters(_) => None,
    });
    lines.last().map(|line| line.push(sign)).is_some()
}

/// The headings of a chapter, with their ids.
pub(super) fn headings(chapter: &Chapter) -> impl Iterator<Item = (&str, &super::content::Heading)> {
    chapter.blocks.iter().filter_map(|block| match &block.content {
        Content::Heading(heading) => Some((block.id.as_deref().unwrap_or_default(), heading)),
        _ => None,
    })
}
