//! What pages ask of a report again and again: the section of an id, the text of a block or note, what the report is called.
//!
//! In: a report and its links. Out: [`Part`]. What always holds: each table is made when it is first asked for, so that a
//! single page costs what it asks and no more.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::contexts::crosslinks::{DocumentRef, PieceContext, RowContext, WhereContext};
use super::site::Site;
use crate::compare::{Change, Pieces, compare_wording};
use crate::model::edition::EditionReport;
use crate::model::links::{Degree, DocumentLink, ParallelLink, Place, ReportLinks, SectionLink};
use crate::model::page::Element;

/// A report as its places are named.
pub(super) struct Part<'a> {
    pub report: &'a EditionReport,
    links: Option<&'a ReportLinks>,
    sections: OnceLock<HashMap<String, &'a SectionLink>>,
    texts: OnceLock<HashMap<&'a str, (usize, &'a str)>>,
    named: OnceLock<WhereContext>,
}

impl<'a> Part<'a> {
    /// Nothing is worked out yet.
    pub fn new(site: &'a Site<'a>, report: &'a EditionReport) -> Self {
        let links = site.links.reports.get(&report.id);
        Self { report, links, sections: OnceLock::new(), texts: OnceLock::new(), named: OnceLock::new() }
    }

    /// The section of a block, heading or note.
    pub fn section(&self, id: &str) -> Option<&'a SectionLink> {
        self.sections.get_or_init(|| self.links.map_or_else(HashMap::new, sections)).get(id).copied()
    }

    /// The plain text of a block or note, and its place in the report.
    pub fn text(&self, id: &str) -> Option<(usize, &'a str)> {
        self.texts.get_or_init(|| texts(self.report, self.links)).get(id).copied()
    }

    /// What is said of the report wherever a place in it is named.
    pub fn named(&self, site: &Site<'_>) -> &WhereContext {
        self.named.get_or_init(|| {
            let card = site.card(self.report);
            WhereContext {
                report: card.title_plain,
                kind: card.kind,
                label: card.label,
                place: card.place.map(str::to_owned),
                ..WhereContext::default()
            }
        })
    }
}

fn sections(links: &ReportLinks) -> HashMap<String, &SectionLink> {
    let by_id: HashMap<&str, &SectionLink> = links.sections.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut found: HashMap<String, &SectionLink> = links.sections.iter().map(|s| (s.id.clone(), s)).collect();
    for block in &links.blocks {
        if let Some(section) = block.section.as_deref().and_then(|section| by_id.get(section)) {
            found.insert(block.id.clone(), section);
        }
    }
    for note in &links.notes {
        let first = note.marks.first().and_then(|mark| found.get(&mark.block));
        if let Some(section) = first.copied() {
            found.insert(note.id.clone(), section);
        }
    }
    found
}

/// The words of blocks and notes with their order: a note stands behind the block of its first mark.
fn texts<'a>(report: &'a EditionReport, links: Option<&'a ReportLinks>) -> HashMap<&'a str, (usize, &'a str)> {
    /// Places for the notes behind a block.
    const NOTES: usize = 1 << 16;
    let elements = report.all_pages().flat_map(|page| &page.elements).enumerate();
    let blocks = elements.filter_map(|(at, element)| match element {
        Element::Block(block) => Some((block.id.as_str(), (at * NOTES, block.text.as_str()))),
        Element::Heading(_) => None,
    });
    let mut found: HashMap<&str, (usize, &str)> = blocks.collect();
    for note in links.into_iter().flat_map(|links| &links.notes) {
        let block = note.marks.first().and_then(|mark| found.get(mark.block.as_str()));
        let at = block.map_or(usize::MAX, |(at, _)| at + 1 + note.number % (NOTES - 1));
        found.insert(&note.id, (at, &note.text));
    }
    found
}

/// A place, the one that says the same, and how far.
pub(super) type Beside<'a> = (&'a Place, &'a Place, &'a ParallelLink);

/// A text of which nothing differs.
pub(super) fn same(text: &str) -> Pieces {
    vec![(Change::Same, text.to_owned())]
}

/// Rows of whole texts with what differs in them.
pub(super) fn compared(rows: &[RowContext]) -> Vec<RowContext> {
    let words = |pieces: &[PieceContext]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let row = |row: &RowContext| {
        let (own, other) = (words(&row.a_pieces), words(&row.b_pieces));
        if own == other {
            return row.clone();
        }
        let (mut left, mut right) = compare_wording(&own, &other);
        if row.degree == Degree::Partial.name() {
            left.iter_mut().chain(&mut right).for_each(shorten);
        }
        RowContext { a_pieces: pieces(left), b_pieces: pieces(right), ..row.clone() }
    };
    rows.iter().map(row).collect()
}

/// Leaves out the middle of many words that one side alone has, so that what the two share is seen at once.
fn shorten((change, text): &mut (Change, String)) {
    /// Words that may stand, and those that stay at either end of more.
    const MANY: usize = 60;
    const ENDS: usize = 12;
    let words: Vec<&str> = text.split(' ').collect();
    if *change != Change::Same && words.len() > MANY {
        let (head, tail) = (&words[..ENDS], &words[words.len() - ENDS..]);
        *text = format!("{} […] {}", head.join(" "), tail.join(" "));
    }
}

/// A text before, in and after a range.
pub(super) fn cut(text: &str, range: &Range<usize>) -> (String, String, String) {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    (part(0..range.start), part(range.clone()), part(range.end..text.len()))
}

pub(super) fn pieces(found: Vec<(Change, String)>) -> Vec<PieceContext> {
    let piece = |(change, text)| PieceContext {
        change: match change {
            Change::Same => "same",
            Change::Gone => "gone",
            Change::New => "new",
        },
        text,
    };
    found.into_iter().map(piece).collect()
}

/// A share in whole percent, rounded down: only what is the same in all words is 100.
pub(super) fn percent(score: f64) -> u32 {
    // A score is from 0 to 1.
    (score.clamp(0.0, 1.0) * 100.0).floor() as u32
}

/// The anchor of two passages on the page that sets them side by side.
pub(super) fn row_id(own: &Place, other: &Place) -> String {
    format!("{}-{}", own.id, other.id)
}

/// A section by its number and title.
pub(super) fn numbered(site: &Site<'_>, section: &SectionLink) -> String {
    match section.number.as_ref().or(section.label.as_ref()) {
        Some(number) => format!("{number} {}", site.links.title(&section.title)),
        None => site.links.title(&section.title).to_owned(),
    }
}

/// A document by its name.
pub(super) fn reference(document: &DocumentLink) -> DocumentRef {
    DocumentRef {
        id: document.id.clone(),
        kind: document.kind.clone(),
        number: document.number.clone(),
        title: document.title.clone(),
        url: format!("documents.html#{}", document.id),
    }
}
