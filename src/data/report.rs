//! One report as data.
//!
//! In: the report with its links. Out: [`schema::Report`]. What always holds: sections, blocks and notes come in
//! reading order; a note whose definition is missing is not among the notes.

use std::collections::BTreeMap;

use super::schema;
use crate::markdown::plain_inline;
use crate::model::edition::{EditionReport, ImportRecord};
use crate::model::links::{
    AnnotationLink, BlockLink, CorrectionLink, IndicatorLink, LinkedNote, MarkLink, PrintedPage, ReportLinks,
    SectionLink,
};
use crate::model::page::{BlockElement, Element, Page};
use crate::text::letters;

/// A report as data.
pub(super) fn report<'a>(report: &'a EditionReport, links: &'a ReportLinks) -> schema::Report<'a> {
    let front = &report.index.front;
    let record = &report.record;
    let urls: BTreeMap<&str, String> =
        report.all_pages().enumerate().map(|(index, page)| (page.path.as_str(), report.page_url(index))).collect();
    schema::Report {
        id: &report.id,
        title: plain_inline(&front.title),
        place: front.place.as_deref(),
        place_of_issue: front.place_of_issue.as_deref(),
        kind: front.kind.unwrap_or_default(),
        document_kind: front.document_kind.as_deref(),
        document_number: front.document_number.as_deref(),
        issuer: front.issuer.as_deref(),
        date: front.date.as_deref(),
        url: report.page_url(0),
        source: source(report),
        pages: pages(links, &urls),
        sections: links.sections.iter().map(|link| section(report, links, link)).collect(),
        blocks: links.blocks.iter().filter_map(|link| block(report, links, link)).collect(),
        notes: links.notes.iter().map(|linked| note(record, links, linked, &urls)).collect(),
        indicators: links.indicators.iter().filter_map(|link| indicator(report, links, link)).collect(),
        annotations: links.annotations.iter().filter_map(|link| annotation(report, links, link)).collect(),
        corrections: links.corrections.iter().filter_map(|link| correction(report, links, link)).collect(),
    }
}

fn pages<'a>(links: &'a ReportLinks, urls: &BTreeMap<&str, String>) -> Vec<schema::PrintedPage<'a>> {
    let start = |start: &'a PrintedPage| {
        let url = format!("{}#{}", urls.get(start.page.as_str())?, start.anchor);
        Some(schema::PrintedPage { page: &start.label, url })
    };
    links.printed.starts.iter().filter_map(start).collect()
}

/// The printed pages of a block or note.
fn pages_of<'a>(links: &'a ReportLinks, block: Option<&str>, note: Option<usize>) -> Vec<&'a str> {
    links.printed.of(block, note).iter().map(|page| page.label.as_str()).collect()
}

fn annotation<'a>(
    report: &'a EditionReport,
    links: &ReportLinks,
    link: &'a AnnotationLink,
) -> Option<schema::Annotation<'a>> {
    let annotation = report.all_pages().nth(link.page)?.front.annotations.get(link.index)?;
    let place = link.place.as_ref();
    Some(schema::Annotation {
        id: format!("ann-{}", link.id),
        letter: letters(link.number),
        block: place.and_then(|place| place.block.as_deref()),
        note: place.filter(|place| place.note.is_some()).map(|place| links.id_of(place)),
        url: format!("{}#ann-{}", report.page_url(link.page), link.id),
        quote: &annotation.quote,
        text: &annotation.note,
        by: annotation.by.as_deref(),
        date: annotation.date.as_deref(),
    })
}

fn correction<'a>(
    report: &'a EditionReport,
    links: &ReportLinks,
    link: &'a CorrectionLink,
) -> Option<schema::Correction<'a>> {
    let correction = report.all_pages().nth(link.page)?.front.corrections.get(link.index)?;
    let place = &link.place;
    Some(schema::Correction {
        id: format!("cor-{}", link.id),
        block: place.block.as_deref(),
        note: place.note.map(|_| links.id_of(place)),
        url: format!("{}#corref-{}", report.page_url(link.page), link.id),
        line: first_line(report, links, place.block.as_deref(), place.note),
        quote: &correction.quote,
        read: &link.read,
        reason: &correction.reason,
        by: correction.by.as_deref(),
        date: correction.date.as_deref(),
    })
}

/// The first source line of a block or note.
fn first_line(report: &EditionReport, links: &ReportLinks, block: Option<&str>, note: Option<usize>) -> Option<usize> {
    let record = &report.record;
    let lines = match block {
        Some(block) => record.blocks.get(block)?.first(),
        None => {
            let linked = links.numbered(note?)?;
            record.notes.get(&linked.label)?.lines.first()
        }
    };
    lines.map(|lines| lines.0)
}

/// From the record of the last import; a report written by hand may say it in its front matter.
pub(super) fn source(report: &EditionReport) -> schema::Source<'_> {
    let record = &report.record;
    if !record.file.is_empty() {
        return schema::Source { file: Some(&record.file), lines: Some(record.lines) };
    }
    let written = report.index.front.source.as_ref();
    schema::Source { file: written.map(|source| source.file.as_str()), lines: written.map(|source| source.lines) }
}

fn section<'a>(report: &'a EditionReport, links: &'a ReportLinks, link: &'a SectionLink) -> schema::Section<'a> {
    schema::Section {
        id: &link.id,
        number: link.number.as_deref(),
        label: link.label.as_deref(),
        title: &link.title,
        parent: link.parent.as_deref(),
        level: link.level,
        url: format!("{}#{}", report.page_url(link.page), link.id),
        line: report.record.sections.get(&link.id).copied(),
        page: links.printed.sections.get(&link.id).map(String::as_str),
    }
}

fn block<'a>(report: &'a EditionReport, links: &'a ReportLinks, link: &'a BlockLink) -> Option<schema::Block<'a>> {
    let page: &Page = report.all_pages().nth(link.page)?;
    let Element::Block(element) = page.elements.get(link.element)? else {
        return None;
    };
    let element: &BlockElement = element;
    Some(schema::Block {
        id: &element.id,
        section: link.section.as_deref(),
        kind: element.kind.name(),
        url: format!("{}#{}", report.page_url(link.page), element.id),
        lines: report.record.blocks.get(&element.id).map_or(&[], Vec::as_slice),
        pages: pages_of(links, Some(&element.id), None),
        text: &element.text,
    })
}

fn note<'a>(
    record: &'a ImportRecord,
    links: &'a ReportLinks,
    linked: &'a LinkedNote,
    urls: &BTreeMap<&str, String>,
) -> schema::Note<'a> {
    let known = record.notes.get(&linked.label);
    let url = urls.get(linked.page.as_str()).map_or("", String::as_str);
    let number = linked.number;
    schema::Note {
        id: &linked.id,
        number,
        sign: &linked.sign,
        label: known.map_or(&linked.label, |note| &note.label),
        url: format!("{url}#{}", linked.id),
        lines: known.map_or(&[], |note| note.lines.as_slice()),
        pages: pages_of(links, None, Some(number)),
        text: &linked.text,
        references: linked.marks.iter().map(|mark| reference(record, linked, mark, urls)).collect(),
        repair: known.and_then(|note| note.repair.as_deref()),
    }
}

fn reference<'a>(
    record: &ImportRecord,
    note: &LinkedNote,
    mark: &'a MarkLink,
    urls: &BTreeMap<&str, String>,
) -> schema::Reference<'a> {
    let url = urls.get(mark.page.as_str()).map_or("", String::as_str);
    let printed = record.notes.get(&note.label).and_then(|known| known.marks.get(mark.nth - 1).copied());
    let block_line = || record.blocks.get(&mark.block)?.first().map(|lines| lines.0);
    let section_line = || record.sections.get(&mark.block).copied();
    schema::Reference {
        block: &mark.block,
        url: format!("{url}#{}", note.mark_id(mark.nth)),
        line: printed.or_else(block_line).or_else(section_line),
    }
}

/// The printed page on which the words of a figure begin.
fn page_of<'a>(report: &EditionReport, links: &'a ReportLinks, link: &IndicatorLink) -> Option<&'a str> {
    let (block, note) = (link.block.as_deref(), link.note);
    let text = match link.block.as_ref().filter(|_| links.printed.of(block, note).len() > 1) {
        None => note.and_then(|number| links.numbered(number).map(|note| note.text.as_str())),
        Some(id) => report.block_text(link.page, id),
    };
    links.printed.of_words(block, note, text.unwrap_or_default(), &link.figure.quote)
}

/// A figure with its address and source line.
pub(super) fn indicator<'a>(
    report: &'a EditionReport,
    links: &'a ReportLinks,
    link: &'a IndicatorLink,
) -> Option<schema::Indicator<'a>> {
    let indicator = &link.figure;
    let (low, high) = indicator.bounds()?;
    Some(schema::Indicator {
        id: &link.id,
        name: &indicator.name,
        op: indicator.op.sign(),
        low,
        high,
        unit: Some(indicator.unit.as_str()).filter(|unit| !unit.is_empty()),
        period: indicator.period.as_deref(),
        kind: indicator.kind.name(),
        block: link.block.as_deref(),
        note: link.note.map(|_| link.place.as_str()),
        url: format!("{}#{}", report.page_url(link.page), link.id),
        line: first_line(report, links, link.block.as_deref(), link.note),
        page: page_of(report, links, link),
        quote: &indicator.quote,
        concept: link.concept.as_deref(),
        status: link.status(),
    })
}
