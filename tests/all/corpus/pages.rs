//! Gold of PDFs (`tests/corpus/pdf/*.yaml`): by page, since no line of a PDF has a number.
//!
//! What import found is moved to pages: a line becomes its page times a thousand, a section its place on the page besides. So
//! the measure of texts serves both. Splices cannot be told by page and are not counted.

use std::path::Path;

use ibid::import::Compilation;
use ibid::model::report::{Lines, Report, Section};
use ibid::source::Source;
use serde::Deserialize;

use super::gold::{Ceilings, Floors, Gold, Heading, Note};
use super::outline::key;

/// Numbers of a page.
const PAGE: usize = 1000;

/// What a person read in a PDF.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageGold {
    pub source: String,
    title: String,
    issuer: Option<String>,
    place_of_issue: Option<String>,
    date: Option<String>,
    kind: Option<String>,
    number: Option<String>,
    language: String,
    reports: usize,
    notes: Vec<PageNote>,
    headings: Vec<PageHeading>,
    #[serde(default)]
    either: Vec<Either>,
    #[serde(default)]
    either_pages: Vec<Lines>,
    /// For people.
    #[serde(default, rename = "not_text")]
    _not_text: serde_yaml::Value,
    #[serde(default)]
    floors: Floors,
    #[serde(default)]
    ceilings: Ceilings,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageNote {
    label: String,
    page: usize,
    marks: Vec<usize>,
    #[serde(default)]
    continued: Vec<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageHeading {
    page: usize,
    label: Option<String>,
    number: Option<String>,
    title: String,
    parent: Option<usize>,
    /// Label or title of the parent, where several headings share its page.
    under: Option<String>,
}

/// A line that may be a heading or not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Either {
    page: usize,
    starts: String,
}

/// The gold files of PDFs.
pub fn all() -> Vec<PageGold> {
    super::gold::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/pdf"))
}

/// What import found, by page, and the gold for it.
pub fn by_page(gold: &PageGold, source: &Source, mut read: Compilation) -> (Gold, Compilation) {
    let mut pages = vec![PAGE];
    for line in source.text.split('\n') {
        let before = pages.last().copied().unwrap_or(PAGE);
        pages.push(if line.contains('\u{c}') { before + PAGE } else { before });
    }
    let page = |line: usize| pages.get(line).or(pages.last()).copied().unwrap_or(PAGE);
    for report in &mut read.reports {
        move_report(report, &page);
    }
    for place in read.ledgers.iter_mut().flat_map(|ledger| &mut ledger.coverage.unread) {
        place.line = page(place.line);
    }
    (as_lines(gold, &read), read)
}

fn move_report(report: &mut Report, page: &dyn Fn(usize) -> usize) {
    let moved = |lines: &mut Lines| *lines = (page(lines.0), page(lines.1));
    moved(&mut report.lines);
    report.blocks.iter_mut().flat_map(|block| &mut block.lines).for_each(moved);
    for note in &mut report.notes {
        note.lines.iter_mut().for_each(moved);
        note.references.iter_mut().for_each(|line| *line = page(*line));
    }
    let mut last = 0;
    for section in &mut report.sections {
        last = (last + 1).max(page(section.line) + 1);
        section.line = last;
    }
}

/// The gold in the numbers of [`by_page`].
fn as_lines(gold: &PageGold, read: &Compilation) -> Gold {
    let mut headings: Vec<Heading> = Vec::new();
    for (at, heading) in gold.headings.iter().enumerate() {
        let is_parent = |other: &usize| {
            let above = &gold.headings[*other];
            let names = [above.label.as_deref(), Some(above.title.as_str())];
            Some(above.page) == heading.parent
                && heading.under.as_deref().is_none_or(|under| names.contains(&Some(under)))
        };
        headings.push(Heading {
            line: heading.page * PAGE + at + 1,
            label: heading.label.clone(),
            number: heading.number.clone(),
            title: heading.title.clone(),
            parent: (0..at).rev().find(is_parent).map(|parent| headings[parent].line),
            ..Heading::default()
        });
    }
    let note = |note: &PageNote| Note {
        label: note.label.clone(),
        line: note.page * PAGE,
        marks: note.marks.iter().map(|page| page * PAGE).collect(),
        continued: note.continued.iter().map(|page| page * PAGE).collect(),
        ..Note::default()
    };
    let sections = read.reports.iter().flat_map(|report| &report.sections);
    Gold {
        source: gold.source.clone(),
        title: gold.title.clone(),
        issuer: gold.issuer.clone(),
        place_of_issue: gold.place_of_issue.clone(),
        date: gold.date.clone(),
        kind: gold.kind.clone(),
        number: gold.number.clone(),
        language: gold.language.clone(),
        reports: gold.reports,
        notes: gold.notes.iter().map(note).collect(),
        headings,
        either: sections.filter(|section| is_either(gold, section)).map(|section| section.line).collect(),
        page: Some(PAGE),
        floors: gold.floors.clone(),
        ceilings: gold.ceilings.clone(),
        ..Gold::default()
    }
}

fn is_either(gold: &PageGold, section: &Section) -> bool {
    let page = section.line / PAGE;
    let words = [section.label.as_deref(), section.number.as_deref(), Some(&section.title)];
    let words = key(&words.into_iter().flatten().collect::<Vec<_>>().join(" "));
    gold.either_pages.iter().any(|(first, last)| (*first..=*last).contains(&page))
        || gold.either.iter().any(|either| either.page == page && words.starts_with(&key(&either.starts)))
}
