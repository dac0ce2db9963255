//! The text cut into what a search finds: one unit a section, its heading first, then its blocks, then its notes.
//!
//! In: the edition and its links. Out: [`Unit`]s in reading order, reports first, then home and the editor's own pages.
//! What always holds: every heading, block and note is a piece of exactly one unit; a piece's anchor stands on the page
//! that the unit's address names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::markdown::plain_inline;
use crate::model::edition::{Edition, EditionReport};
use crate::model::links::{LinkedNote, Links, ReportLinks, SectionLink};
use crate::model::page::{BlockElement, Element, Page};

/// What a search finds: a section, the opening of a report, or a page outside the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit<'a> {
    /// Index of its report in `Edition::reports`; none for the pages outside.
    pub report: Option<usize>,
    /// Its file, relative to the site's root.
    pub page: String,
    /// The title of the section above it; empty for none.
    pub above: String,
    /// Its texts, the heading first.
    pub pieces: Vec<Piece<'a>>,
}

/// A heading, block or note of a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece<'a> {
    /// HTML id on the unit's page; empty for the page itself.
    pub anchor: Cow<'a, str>,
    /// The note's sign, when it is a note.
    pub note: Option<&'a str>,
    /// Plain text.
    pub text: Cow<'a, str>,
}

/// All units of an edition.
#[must_use]
pub fn units<'a>(edition: &'a Edition, links: &'a Links) -> Vec<Unit<'a>> {
    (0..=edition.reports.len()).into_par_iter().flat_map_iter(|at| part(edition, links, at)).collect()
}

/// The units of a report by its place; behind the last one, those of the pages outside the reports.
pub(super) fn part<'a>(edition: &'a Edition, links: &'a Links, at: usize) -> Vec<Unit<'a>> {
    /// Stands for the links of what has none.
    static NONE: LazyLock<ReportLinks> = LazyLock::new(ReportLinks::default);
    if let Some(report) = edition.reports.get(at) {
        return report_units(at, report, links.reports.get(&report.id).unwrap_or(&NONE));
    }
    let free = std::iter::once((&edition.home, "index.html".to_owned()))
        .chain(edition.pages.iter().map(|page| (page, Edition::free_url(page))));
    let of_pages = free.map(|(page, url)| {
        let links = links.pages.get(&page.path).unwrap_or(&NONE);
        let title = match page.front.title.is_empty() {
            true => edition.config.title.clone(),
            false => plain_inline(&page.front.title),
        };
        free_unit(page, url, title, links)
    });
    of_pages.collect()
}

/// The units of a report while they are filled.
struct UnitBuilder<'a> {
    units: Vec<Unit<'a>>,
    /// The unit of each section.
    of_section: BTreeMap<&'a str, usize>,
    /// The first unit of each page, by its index.
    of_page: BTreeMap<usize, usize>,
    /// The unit and page of each block and heading.
    of_anchor: BTreeMap<(usize, &'a str), usize>,
}

fn report_units<'a>(at: usize, report: &'a EditionReport, links: &'a ReportLinks) -> Vec<Unit<'a>> {
    let mut builder = UnitBuilder {
        units: vec![opening(at, report)],
        of_section: BTreeMap::new(),
        of_page: BTreeMap::from([(0, 0)]),
        of_anchor: BTreeMap::new(),
    };
    let titles: BTreeMap<&str, &SectionLink> = links.sections.iter().map(|s| (s.id.as_str(), s)).collect();
    for section in &links.sections {
        let above = section.parent.as_deref().and_then(|id| titles.get(id)).map_or_else(String::new, |s| heading(s));
        let number = builder.units.len();
        builder.units.push(Unit {
            report: Some(at),
            page: report.page_url(section.page),
            above,
            pieces: vec![Piece { anchor: Cow::Borrowed(&section.id), note: None, text: heading(section).into() }],
        });
        builder.of_section.insert(&section.id, number);
        builder.of_page.entry(section.page).or_insert(number);
        builder.of_anchor.insert((section.page, &section.id), number);
    }
    fill_blocks(&mut builder, report, links);
    fill_notes(&mut builder, report, links);
    fill_aside(&mut builder, report, links);
    builder.units
}

/// The unit of a report's first page: its title and the words before the first section.
fn opening(at: usize, report: &EditionReport) -> Unit<'static> {
    let title = plain_inline(&report.index.front.title);
    let text = join([report.index.front.label.as_deref(), Some(title.as_str())]);
    Unit {
        report: Some(at),
        page: report.page_url(0),
        above: String::new(),
        pieces: vec![Piece { anchor: Cow::Borrowed(""), note: None, text: text.into() }],
    }
}

fn fill_blocks<'a>(builder: &mut UnitBuilder<'a>, report: &'a EditionReport, links: &'a ReportLinks) {
    let pages: Vec<&Page> = report.all_pages().collect();
    for link in &links.blocks {
        let element = pages.get(link.page).and_then(|page| page.elements.get(link.element));
        let Some(Element::Block(block)) = element else { continue };
        let own = link.section.as_deref().and_then(|id| builder.of_section.get(id));
        let unit = own.or_else(|| builder.of_page.get(&link.page)).copied().unwrap_or(0);
        builder.of_anchor.insert((link.page, &block.id), unit);
        builder.units[unit].pieces.push(block_piece(links, block));
    }
}

/// The editor's words go with the unit that holds what they are about: what an annotation says, and what was printed where a
/// correction is read.
fn fill_aside<'a>(builder: &mut UnitBuilder<'a>, report: &'a EditionReport, links: &'a ReportLinks) {
    let pages: Vec<&Page> = report.all_pages().collect();
    for (page, block, piece) in asides(&pages, links) {
        let own = block.and_then(|block| builder.of_anchor.get(&(page, block)));
        let unit = own.or_else(|| builder.of_page.get(&page)).copied().unwrap_or(0);
        builder.units[unit].pieces.push(piece);
    }
}

/// The editor's words on some pages: the page, the block that they are about, the piece.
fn asides<'a>(pages: &[&'a Page], links: &'a ReportLinks) -> Vec<(usize, Option<&'a str>, Piece<'a>)> {
    let annotations = links.annotations.iter().filter_map(|link| {
        let annotation = pages.get(link.page)?.front.annotations.get(link.index)?;
        let text = plain_inline(&annotation.note).into();
        let piece = Piece { anchor: format!("ann-{}", link.id).into(), note: None, text };
        Some((link.page, link.place.as_ref().and_then(|place| place.block.as_deref()), piece))
    });
    let corrections = links.corrections.iter().filter_map(|link| {
        let correction = pages.get(link.page)?.front.corrections.get(link.index)?;
        let text = format!("{} ] {}. {}", link.read, correction.quote, correction.reason).into();
        let piece = Piece { anchor: format!("cor-{}", link.id).into(), note: None, text };
        Some((link.page, link.place.block.as_deref(), piece))
    });
    annotations.chain(corrections).collect()
}

/// A note goes with the section that calls it first, as long as that stands on the page that holds the note.
fn fill_notes<'a>(builder: &mut UnitBuilder<'a>, report: &'a EditionReport, links: &'a ReportLinks) {
    let pages: BTreeMap<&str, usize> =
        report.all_pages().enumerate().map(|(at, page)| (page.path.as_str(), at)).collect();
    for note in &links.notes {
        let page = pages.get(note.page.as_str()).copied().unwrap_or(0);
        let mut marks = note.marks.iter().filter(|mark| mark.page == note.page);
        let caller = marks.find_map(|mark| builder.of_anchor.get(&(page, mark.block.as_str())));
        let unit = caller.or_else(|| builder.of_page.get(&page)).copied().unwrap_or(0);
        builder.units[unit].pieces.push(note_piece(links, note));
    }
}

fn free_unit<'a>(page: &'a Page, url: String, title: String, links: &'a ReportLinks) -> Unit<'a> {
    let mut pieces = vec![Piece { anchor: Cow::Borrowed(""), note: None, text: title.into() }];
    pieces.extend(page.elements.iter().map(|element| match element {
        Element::Heading(heading) => {
            let title = plain_inline(&heading.title);
            let text = join([Some(heading.head.as_str()), Some(title.as_str())]);
            Piece { anchor: Cow::Borrowed(&heading.id), note: None, text: text.into() }
        }
        Element::Block(block) => block_piece(links, block),
    }));
    pieces.extend(links.notes.iter().map(|note| note_piece(links, note)));
    pieces.extend(asides(&[page], links).into_iter().map(|(_, _, piece)| piece));
    Unit { report: None, page: url, above: String::new(), pieces }
}

fn block_piece<'a>(links: &ReportLinks, block: &'a BlockElement) -> Piece<'a> {
    let text = links.corrected(Some(&block.id), None, &block.text).map_or(Cow::Borrowed(&*block.text), Cow::Owned);
    Piece { anchor: Cow::Borrowed(&block.id), note: None, text }
}

fn note_piece<'a>(links: &ReportLinks, note: &'a LinkedNote) -> Piece<'a> {
    let text = links.corrected(None, Some(note.number), &note.text).map_or(Cow::Borrowed(&*note.text), Cow::Owned);
    Piece { anchor: Cow::Borrowed(&note.id), note: Some(&note.sign), text }
}

/// A section's heading in one line: label, number, title.
fn heading(section: &SectionLink) -> String {
    join([section.label.as_deref(), section.number.as_deref(), Some(section.title.as_str())])
}

fn join<const N: usize>(parts: [Option<&str>; N]) -> String {
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
