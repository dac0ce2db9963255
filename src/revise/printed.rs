//! The printed pages of an import whose source shows none: those of the last import, where its words still stand.
//!
//! In: the new import with its lasting ids, and the pages of the last one. Out: the page breaks of the new one. What always
//! holds: a source that shows pages says alone where they begin.

use crate::markdown::Letters;
use crate::model::edition::EditionReport;
use crate::model::page::{Element, NoteDefinition, PageStart};
use crate::model::report::{Holder, PageBreak, Report};
use crate::text::solid;

/// So many letters find a place.
const SIGHT: usize = 32;

/// Gives a report the printed pages of its last import, unless it has some; how many.
pub fn keep_pages(report: &mut Report, base: &EditionReport) -> usize {
    if !report.page_breaks.is_empty() {
        return 0;
    }
    let mut found: Vec<PageBreak> = Vec::new();
    // A page whose first words are gone begins with the next that stand.
    let mut waiting: Option<String> = None;
    for (index, page) in base.all_pages().enumerate() {
        let section = |id: &str| report.sections.iter().position(|section| section.id == id).map(Holder::Section);
        let title = if index == 0 { Some(Holder::Title) } else { section(&page.id) };
        waiting = page.front.printed_page.clone().or(waiting);
        begin(&mut found, &mut waiting, title);
        for element in &page.elements {
            match element {
                Element::Heading(heading) => {
                    waiting = heading.pages.last().map(|page| page.label.clone()).or(waiting);
                    begin(&mut found, &mut waiting, section(&heading.id));
                }
                Element::Block(block) => {
                    let at = report.blocks.iter().position(|new| new.id == block.id);
                    let Some(at) = at else {
                        waiting = block.pages.last().map(|page| page.label.clone()).or(waiting);
                        continue;
                    };
                    let text = Letters::of(&report.blocks[at].text);
                    let place = |start: &PageStart| place(&text, &block.text, start);
                    if block.pages.first().is_none_or(|page| page.from > 0)
                        && let Some(label) = waiting.take()
                    {
                        found.push(PageBreak { label, holder: Holder::Block(at), at: text.first() });
                    }
                    waiting = None;
                    found.extend(block.pages.iter().map(|start| PageBreak {
                        label: start.label.clone(),
                        holder: Holder::Block(at),
                        at: place(start),
                    }));
                }
            }
        }
        found.extend(page.notes.iter().flat_map(|note| in_note(report, note)));
    }
    report.page_breaks = found;
    report.page_breaks.len()
}

/// A page that waits begins with a title that stands.
fn begin(found: &mut Vec<PageBreak>, waiting: &mut Option<String>, holder: Option<Holder>) {
    if let Some(holder) = holder
        && let Some(label) = waiting.take()
    {
        found.push(PageBreak { label, holder, at: 0 });
    }
}

/// The byte where a page begins whose first words are known from an earlier text.
fn place(text: &Letters, before: &str, start: &PageStart) -> usize {
    let (passed, row) = around(before, start);
    if passed == 0 { text.first() } else { text.nearest(&row, passed) }
}

/// How many letters stand before a page begins, and its first ones.
fn around(text: &str, start: &PageStart) -> (usize, Vec<char>) {
    let text = solid(text);
    let (before, behind) = text.split_at_checked(start.from).unwrap_or((&text, ""));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
    let mut row = letters(behind);
    row.truncate(SIGHT);
    (letters(before).len(), row)
}

/// Where pages begin in a note.
fn in_note(report: &Report, note: &NoteDefinition) -> Vec<PageBreak> {
    let Some(index) = report.notes.iter().position(|new| new.key == note.label) else { return Vec::new() };
    let paragraphs: Vec<Letters> = report.notes[index].paragraphs.iter().map(|text| Letters::of(text)).collect();
    let find = |start: &PageStart| {
        let (passed, row) = around(&note.text, start);
        let (paragraph, at) = match passed {
            0 => (0, paragraphs.first()?.first()),
            _ => paragraphs.iter().enumerate().find_map(|(index, text)| {
                let at = text.all(&row).next()?;
                Some((index, text.byte(at)))
            })?,
        };
        Some(PageBreak { label: start.label.clone(), holder: Holder::Note(index, paragraph), at })
    };
    note.pages.iter().filter_map(find).collect()
}
