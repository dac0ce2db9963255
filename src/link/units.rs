//! The texts of the reports as the finders read them: every title, heading, block and note with its place.
//!
//! In: the edition and the notes and outlines resolved so far. Out: [`Unit`]s in reading order.
//! What always holds: a unit's place names an id that its page shows; letterheads, signatures and recipients
//! are marked, because a report's own number is no citation.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::digest::named;
use crate::language::{self, Lexicon};
use crate::markdown::{Passage, passages};
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{BlockLink, Field, LinkedNote, Links, Place, ReportLinks};
use crate::model::page::{Element, Page};
use crate::model::report::BlockKind;
use crate::sentences;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Kind {
    /// The title of a section page.
    Title,
    /// A heading in a page.
    Heading,
    /// A block of the report's own words.
    Block,
    /// A letterhead, signature or list of recipients.
    Frame,
    /// A note.
    Note,
}

/// A text of a report.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Index of the report.
    pub report: usize,
    /// What it is.
    pub kind: Kind,
    /// The words of its language.
    pub language: &'static Lexicon,
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub passage: Passage,
    /// Whether it is a line of a list or a table, which leaves much of what it speaks of to the words above it.
    pub is_line: bool,
    /// Id of the section that holds it, for blocks; for notes that of their first mark is not looked up.
    pub section: Option<String>,
}

impl Unit {
    /// The words.
    pub fn text(&self) -> &str {
        &self.passage.text
    }

    /// The bytes of the page for a range of the words; none for titles and headings, which count their own.
    pub fn source(&self, words: &Range<usize>) -> Option<Range<usize>> {
        (self.passage.field == Field::Body).then(|| self.passage.source(words.clone()))
    }

    /// Whether the words are a report's own text.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Block | Kind::Note)
    }
}

/// A unit as the cache holds it: what its report alone says.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// Index of its page.
    page: usize,
    kind: Kind,
    id: String,
    note: Option<usize>,
    passage: Passage,
    is_line: bool,
    section: Option<String>,
}

/// The units of all reports. Those of a report that is as it was are known.
pub(super) fn units(edition: &Edition, links: &Links, cache: &Cache) -> Vec<Unit> {
    let of_report = |(index, report): (usize, &EditionReport)| -> Vec<Unit> {
        let code = report.index.front.lang.as_deref().unwrap_or(&edition.config.language);
        let language = language::lexicon(code);
        let own = links.reports.get(&report.id);
        let stored = cache.kept(named("units", report.origin), || own.map_or_else(Vec::new, |own| read(report, own)));
        let pages: Vec<&Page> = report.all_pages().collect();
        let unit = |stored: Stored| {
            let Stored { page, kind, id, note, passage, is_line, section } = stored;
            let path = pages.get(page)?.path.clone();
            let place = Place { report: report.id.clone(), page: path, id, note };
            Some(Unit { report: index, kind, language, place, passage, is_line, section })
        };
        stored.into_iter().filter_map(unit).collect()
    };
    edition.reports.par_iter().enumerate().flat_map_iter(of_report).collect()
}

/// Reads the units of a report.
fn read(report: &EditionReport, known: &ReportLinks) -> Vec<Stored> {
    let mut found = Vec::new();
    let sections: HashMap<(usize, usize), &BlockLink> =
        known.blocks.iter().map(|block| ((block.page, block.element), block)).collect();
    let notes: HashMap<(&str, &str), &LinkedNote> =
        known.notes.iter().map(|note| ((note.page.as_str(), note.label.as_str()), note)).collect();
    for (index, page) in report.all_pages().enumerate() {
        for passage in passages(page) {
            let Some((kind, id, note)) = holder(&notes, page, &passage) else { continue };
            let element = passage.element.filter(|_| kind == Kind::Block);
            let section = element.and_then(|element| sections.get(&(index, element))?.section.clone());
            let is_line = is_line(page, &passage);
            found.push(Stored { page: index, kind, id, note, passage, is_line, section });
        }
    }
    found
}

/// What a passage is, the id that the page gives it, and the number of a note.
fn holder(
    notes: &HashMap<(&str, &str), &LinkedNote>,
    page: &Page,
    passage: &Passage,
) -> Option<(Kind, String, Option<usize>)> {
    if let Some(note) = passage.note {
        let label = &page.notes.get(note)?.label;
        let note = notes.get(&(page.path.as_str(), label.as_str()))?;
        return Some((Kind::Note, note.id.clone(), Some(note.number)));
    }
    match passage.element.map(|element| page.elements.get(element)) {
        None => Some((Kind::Title, page.id.clone(), None)),
        Some(Some(Element::Heading(heading))) => Some((Kind::Heading, heading.id.clone(), None)),
        Some(Some(Element::Block(block))) => {
            let framed = matches!(
                block.kind,
                BlockKind::Letterhead | BlockKind::Signature | BlockKind::Recipients | BlockKind::Labels
            );
            Some((if framed { Kind::Frame } else { Kind::Block }, block.id.clone(), None))
        }
        Some(None) => None,
    }
}

/// Whether a passage is an item, a table, or opens as an item does: "- …", "a) …", "(2) …".
fn is_line(page: &Page, passage: &Passage) -> bool {
    let block = passage.element.and_then(|element| match page.elements.get(element)? {
        Element::Block(block) => Some(block.kind),
        Element::Heading(_) => None,
    });
    let mark = passage.text.split_whitespace().next().unwrap_or_default();
    let letter = mark.trim_matches(['(', ')', '.']);
    let is_letter = letter.len() < mark.len() && mark.ends_with([')', '.']) && letter.chars().count() <= 2;
    matches!(block, Some(BlockKind::Item | BlockKind::Table))
        || is_letter
        || ["-", "–", "+", "*", "•", "|"].contains(&mark)
}

/// The sentence around a range of a unit's words, at most some 360 bytes, and where the range stands in it.
pub(super) fn sentence(unit: &Unit, range: &Range<usize>) -> (String, Range<usize>) {
    /// Bytes that are shown on each side, more or less.
    const AROUND: usize = 180;
    let text = unit.text();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let is_end = |at: usize| sentences::is_end(text, at, unit.language);
    let mut start = before.char_indices().rev().find(|(at, _)| is_end(*at)).map_or(0, |(at, c)| at + c.len_utf8());
    let mut end =
        after.char_indices().find(|(at, _)| is_end(range.end + at)).map_or(after.len(), |(at, c)| at + c.len_utf8());
    let (mut cut_start, mut cut_end) = (false, false);
    if before.len() - start > AROUND {
        start = space_after(before, before.len() - AROUND);
        cut_start = true;
    }
    if end > AROUND {
        end = space_before(after, AROUND);
        cut_end = true;
    }
    let head = before.get(start..).unwrap_or_default().trim_start();
    let mut out = String::new();
    if cut_start {
        out.push_str("… ");
    }
    out.push_str(head);
    let from = out.len();
    out.push_str(text.get(range.clone()).unwrap_or_default());
    let to = out.len();
    out.push_str(after.get(..end).unwrap_or_default().trim_end());
    if cut_end {
        out.push_str(" …");
    }
    (out.replace('\n', " "), from..to)
}

fn space_after(text: &str, at: usize) -> usize {
    let at = (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text[at..].find(' ').map_or(at, |space| at + space + 1)
}

fn space_before(text: &str, at: usize) -> usize {
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..at].rfind(' ').unwrap_or(at)
}
