//! From the site to the contexts of its pages.
//!
//! In: the site, a report, a page. Out: [`PageContext`] and the lists of notes and ways in it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::annotations;
use super::contexts::{
    MarkContext, NoteContext, NoteGroupContext, OpeningContext, PageContext, PageLink, SourceContext,
};
use super::html::{PageHtml, Setting};
use super::key_figures::key_figures_below;
use super::previews::opening_words;
use super::site::{Site, minutes, section_url};
use crate::model::edition::EditionReport;
use crate::model::links::{LinkedNote, PrintedPages, ReportLinks, SectionLink};
use crate::model::page::{Element, Page};
use crate::model::repair::Repair;
use crate::text::letters;

/// How a page's HTML is made where it is shown on its own.
pub(super) fn setting<'s>(site: &'s Site<'_>, links: &'s ReportLinks, page: &'s Page, root: &'s str) -> Setting<'s> {
    Setting {
        page,
        links,
        all: site.links,
        urls: &site.urls,
        words: site.words,
        root,
        whole: false,
        shift: 0,
        letterhead_apart: false,
        pictures: site.former.as_ref().map_or("", |former| &former.pictures),
    }
}

/// What every page has: front matter, counts, addresses.
pub(super) fn common<'s>(site: &'s Site<'_>, page: &'s Page, kind: &'static str, path: &str) -> PageContext<'s> {
    let front = &page.front;
    let words = page.words;
    PageContext {
        kind,
        title_plain: site.title_of(page),
        number: front.number.as_deref(),
        label: front.label.as_deref(),
        summary: front.summary.as_deref(),
        description: front.description.as_deref(),
        opening_words: opening_words(page),
        path: path.to_owned(),
        permalink: site.permalink(path),
        word_count: words,
        reading_time: minutes(words),
        lang: front.lang.as_deref().unwrap_or(&site.edition.config.language),
        source: front.source.as_ref().map(|source| SourceContext {
            file: &source.file,
            first: source.lines.0,
            last: source.lines.1,
            pages: None,
        }),
        date: front.date.as_deref(),
        updated: front.updated.as_deref(),
        extra: front.extra.as_ref(),
        ..PageContext::default()
    }
}

/// Where a page of a report came from, by the record of the last import.
pub(super) fn source_of(report: &EditionReport, index: usize) -> Option<SourceContext<'_>> {
    let record = &report.record;
    let page = report.all_pages().nth(index)?;
    if record.file.is_empty() || page.front.source.is_some() {
        return None;
    }
    let (first, last) = if index == 0 { record.lines } else { lines_of(report, page)? };
    Some(SourceContext { file: &record.file, first, last, pages: None })
}

/// The first and the last printed page of what a page of a report holds; of the whole report for its index.
pub(super) fn printed_pages<'l>(printed: &'l PrintedPages, page: &Page, is_index: bool) -> Option<(&'l str, &'l str)> {
    let section = |id: &str| printed.sections.get(id).map(String::as_str).into_iter();
    let of_element = |element: &Element| -> Vec<&'l str> {
        match element {
            Element::Heading(heading) => section(&heading.id).collect(),
            Element::Block(block) => {
                printed.blocks.get(&block.id).into_iter().flatten().map(|start| start.label.as_str()).collect()
            }
        }
    };
    let all: Vec<&str> = match is_index {
        true => printed.starts.iter().map(|start| start.label.as_str()).collect(),
        false => section(&page.id).chain(page.elements.iter().flat_map(of_element)).collect(),
    };
    Some((*all.first()?, *all.last()?))
}

/// The first and the last source line of what a page holds.
fn lines_of(report: &EditionReport, page: &Page) -> Option<(usize, usize)> {
    let record = &report.record;
    let section = |id: &str| record.sections.get(id).map(|line| (*line, *line));
    let of_element = |element: &Element| match element {
        Element::Heading(heading) => section(&heading.id).into_iter().collect(),
        Element::Block(block) => record.blocks.get(&block.id).cloned().unwrap_or_default(),
    };
    let lines: Vec<(usize, usize)> =
        section(&page.id).into_iter().chain(page.elements.iter().flat_map(of_element)).collect();
    let first = lines.iter().map(|(first, _)| *first).min()?;
    Some((first, lines.iter().map(|(_, last)| *last).max()?))
}

/// The notes with their HTML, in the order of their numbers. `shown_on`: the file whose marks they lead
/// back to, when it is not each mark's own page.
pub(super) fn notes(
    site: &Site<'_>,
    report: Option<&EditionReport>,
    links: &ReportLinks,
    html: &BTreeMap<usize, String>,
    shown_on: Option<&str>,
) -> Vec<NoteContext> {
    let shown = links.notes.iter().filter_map(|note| Some((note, html.get(&note.number)?)));
    shown.map(|(note, html)| note_context(site, report, note, html, shown_on)).collect()
}

/// Notes in the groups of the sections that call them first; those that nothing calls have an empty title.
pub(super) fn note_groups(notes: &[NoteContext]) -> Vec<NoteGroupContext> {
    let mut groups: Vec<NoteGroupContext> = Vec::new();
    for note in notes {
        let (title, url) = note
            .marks
            .first()
            .map_or(("", ""), |mark| (mark.section.as_str(), mark.url.split('#').next().unwrap_or_default()));
        match groups.last_mut() {
            Some(group) if group.title == title && group.url == url => group.notes.push(note.clone()),
            _ => groups.push(NoteGroupContext {
                title: title.to_owned(),
                url: url.to_owned(),
                notes: vec![note.clone()],
            }),
        }
    }
    groups
}

fn note_context(
    site: &Site<'_>,
    report: Option<&EditionReport>,
    note: &LinkedNote,
    html: &str,
    shown_on: Option<&str>,
) -> NoteContext {
    let record = report.and_then(|report| report.record.notes.get(&note.label));
    let url_of = |path: &str| site.urls.get(path).cloned().unwrap_or_default();
    let several = note.marks.len() > 1;
    let marks = note.marks.iter().map(|mark| {
        let id = note.mark_id(mark.nth);
        let file = shown_on.map_or_else(|| url_of(&mark.page), str::to_owned);
        MarkContext {
            letter: several.then(|| letters(mark.nth)),
            url: format!("{file}#{id}"),
            section: title_of(site, &mark.page),
            id,
        }
    });
    NoteContext {
        number: note.sign.parse().ok(),
        sign: note.sign.clone(),
        printed: note.other_print().map(str::to_owned),
        repair: record
            .and_then(|record| record.repair.as_deref())
            .map(|written| Repair::message(written).in_language(&site.edition.config.language)),
        id: note.id.clone(),
        content: html.to_owned(),
        url: format!("{}#{}", url_of(&note.page), note.id),
        marks: marks.collect(),
    }
}

/// The number and title of a page.
fn title_of(site: &Site<'_>, path: &str) -> String {
    site.pages.get(path).map_or_else(String::new, |page| match &page.front.number {
        Some(number) => format!("{number} {}", site.title_of(page)),
        None => site.title_of(page),
    })
}

/// The way to a page of a report; page 0 is its index.
pub(super) fn way(site: &Site<'_>, report: &EditionReport, index: usize) -> Option<PageLink> {
    let page = report.all_pages().nth(index)?;
    Some(PageLink {
        number: page.front.number.clone(),
        label: page.front.label.clone(),
        title: site.title_of(page),
        url: report.page_url(index),
        word_count: None,
        reading_time: None,
    })
}

fn section_way(site: &Site<'_>, report: &EditionReport, section: &SectionLink) -> PageLink {
    PageLink {
        number: section.number.clone(),
        label: section.label.clone(),
        title: site.links.title(&section.title).to_owned(),
        url: section_url(report, section),
        word_count: None,
        reading_time: None,
    }
}

/// Breadcrumbs of a section page: the report, then the sections above.
pub(super) fn ancestors(site: &Site<'_>, report: &EditionReport, page: &Page) -> Vec<PageLink> {
    let sections = &site.report_links(report).sections;
    let by_id: BTreeMap<&str, &SectionLink> = sections.iter().map(|section| (section.id.as_str(), section)).collect();
    let parent = |id: &str| by_id.get(id).and_then(|section| section.parent.as_deref());
    let mut above = Vec::new();
    let mut next = parent(&page.id);
    while let Some(section) = next.and_then(|id| by_id.get(id)) {
        above.push(section_way(site, report, section));
        next = section.parent.as_deref();
    }
    above.extend(way(site, report, 0));
    above.reverse();
    above
}

/// The section pages directly below a page.
pub(super) fn children(site: &Site<'_>, report: &EditionReport, page: usize) -> Vec<PageLink> {
    let sections = &site.report_links(report).sections;
    let by_id: BTreeMap<&str, &SectionLink> = sections.iter().map(|section| (section.id.as_str(), section)).collect();
    let page_above = |section: &SectionLink| {
        let mut above = section.parent.as_deref().and_then(|id| by_id.get(id));
        while let Some(heading) = above.filter(|section| !section.is_page) {
            above = heading.parent.as_deref().and_then(|id| by_id.get(id));
        }
        above.map(|section| section.page)
    };
    sections
        .iter()
        .filter(|section| section.is_page && page_above(section) == Some(page))
        .map(|section| {
            let words = words_of(report, pages_below(sections, section));
            PageLink {
                word_count: Some(words),
                reading_time: Some(minutes(words)),
                ..section_way(site, report, section)
            }
        })
        .collect()
}

/// A section's page and the pages below it.
fn pages_below(sections: &[SectionLink], section: &SectionLink) -> Range<usize> {
    let after = sections.iter().skip_while(|other| other.id != section.id).skip(1);
    let end = after.filter(|other| other.is_page).find(|other| other.level <= section.level).map(|other| other.page);
    section.page..end.unwrap_or(usize::MAX)
}

fn words_of(report: &EditionReport, pages: Range<usize>) -> usize {
    report.all_pages().enumerate().filter(|(at, _)| pages.contains(at)).map(|(_, page)| page.words).sum()
}

/// What stands below a page that holds only a heading; None for any other page.
pub(super) fn opening(site: &Site<'_>, report: &EditionReport, index: usize) -> Option<OpeningContext> {
    let page = report.all_pages().nth(index)?;
    let links = site.report_links(report);
    let section = links.sections.iter().find(|section| section.is_page && section.page == index)?;
    let pages = pages_below(&links.sections, section);
    let below: Vec<&SectionLink> =
        links.sections.iter().filter(|other| other.page > index && pages.contains(&other.page)).collect();
    if !page.elements.is_empty() || below.is_empty() {
        return None;
    }
    let paths: Vec<&str> = report
        .all_pages()
        .enumerate()
        .filter(|(at, _)| pages.contains(at))
        .map(|(_, page)| page.path.as_str())
        .collect();
    let words = words_of(report, pages.clone());
    Some(OpeningContext {
        section_count: below.len(),
        word_count: words,
        reading_time: minutes(words),
        note_count: links.notes.iter().filter(|note| paths.contains(&note.page.as_str())).count(),
        indicator_count: links.indicators.iter().filter(|link| pages.contains(&link.page)).count(),
        key_figures: key_figures_below(site, report, pages),
    })
}

/// Gives a page its HTML.
pub(super) fn with_html(context: &mut PageContext<'_>, html: &PageHtml) {
    context.title.clone_from(&html.title);
    context.content = html.content.trim_end().to_owned();
}

/// Gives a page the editor's notes and the apparatus.
pub(super) fn aside(site: &Site<'_>, context: &mut PageContext<'_>, setting: Setting<'_>, index: usize) {
    context.annotations = annotations::annotations(site, setting, index);
    context.corrections = annotations::corrections(site, setting.links, index, setting.page);
}
