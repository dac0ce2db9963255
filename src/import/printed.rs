//! Where in a report its printed pages begin: at which word of which heading, block or note.
//!
//! In: the pages of the source by their lines, and the report. Out: [`PageBreak`]s. The report's texts are made of the source's
//! lines by many steps; what all of them leave alone are the letters, so that a page's first word is found by its line's
//! letters, nearest to where they would be. What always holds: no text of the report changes.

use super::chunks::Document;
use super::ledger::plain_text;
use super::marks;
use super::page_starts::PageStart;
use super::table_halves;
use super::verbatim::Kind;
use crate::markdown::Letters;
use crate::model::report::{Holder, Lines, PageBreak, Report};

/// So many letters of a line find its place.
const SIGHT: usize = 32;

/// The page breaks of a report; `title` are the lines of its title.
#[must_use]
pub fn page_breaks(document: &Document, report: &Report, starts: &[PageStart], title: &[Lines]) -> Vec<PageBreak> {
    if starts.is_empty() {
        return Vec::new();
    }
    let placer = Placer { document, report, starts, title };
    let mut found = placer.in_text();
    found.extend(placer.in_notes());
    found
}

struct Placer<'a> {
    document: &'a Document,
    report: &'a Report,
    starts: &'a [PageStart],
    title: &'a [Lines],
}

impl Placer<'_> {
    /// The page that holds a line: its index.
    fn page(&self, line: usize) -> Option<usize> {
        self.starts.partition_point(|start| start.line <= line).checked_sub(1)
    }

    /// Where each page of the report begins in its title, headings and blocks.
    fn in_text(&self) -> Vec<PageBreak> {
        let holders = self.holders();
        let mut found = Vec::new();
        let mut texts: Vec<Option<Letters>> = vec![None; self.report.blocks.len()];
        let mut last = None;
        for (line, holder) in holders {
            let page = self.page(line);
            let Some(start) = page.filter(|page| last.is_none_or(|last| *page > last)) else { continue };
            last = Some(start);
            let at = match holder {
                Holder::Block(block) => {
                    let letters = texts[block].get_or_insert_with(|| Letters::of(&self.report.blocks[block].text));
                    let before = |lines: &Lines| (lines.0..=lines.1).take_while(|before| *before < line);
                    let before: usize = self.report.blocks[block]
                        .lines
                        .iter()
                        .flat_map(before)
                        .map(|line| self.letters(line).len())
                        .sum();
                    if before == 0 {
                        letters.first()
                    } else {
                        let mut sight = self.sight(line, &self.report.blocks[block].lines);
                        // The cells of a row that the page's end cut stand apart now.
                        if letters.all(&sight).min().is_none() {
                            let cell = table_halves::first_cell(self.document.line(line));
                            sight = cell.map_or(sight, |cell| letters_of(&plain_text(&cell)));
                        }
                        letters.nearest(&sight, before)
                    }
                }
                _ => 0,
            };
            found.push(PageBreak { label: self.starts[start].label.clone(), holder, at });
        }
        found
    }

    /// The lines of the report's text, in order, each with what it became.
    fn holders(&self) -> Vec<(usize, Holder)> {
        let mut found: Vec<(usize, Holder)> = Vec::new();
        for lines in self.title {
            found.extend((lines.0..=lines.1).map(|line| (line, Holder::Title)));
        }
        let sections = self.report.sections.iter().enumerate();
        found.extend(sections.map(|(index, section)| (section.line, Holder::Section(index))));
        for (index, block) in self.report.blocks.iter().enumerate() {
            let lines = block.lines.iter().flat_map(|lines| lines.0..=lines.1);
            found.extend(lines.map(|line| (line, Holder::Block(index))));
        }
        // A heading comes before the words that follow it on its line.
        found.sort_by_key(|(line, holder)| (*line, *holder));
        found.retain(|(line, _)| !self.letters(*line).is_empty());
        found
    }

    /// Where notes stand that do not stand on the page that calls them, and where they go on on another page.
    fn in_notes(&self) -> Vec<PageBreak> {
        let mut found = Vec::new();
        for (index, note) in self.report.notes.iter().enumerate() {
            let mut page = note.references.first().and_then(|line| self.page(*line));
            let mut before = 0;
            for line in note.lines.iter().flat_map(|lines| lines.0..=lines.1) {
                let letters = self.letters(line).len();
                if letters > 0 && self.page(line) != page {
                    page = self.page(line);
                    let place = self.in_note(index, line, before);
                    let label = page.map(|page| self.starts[page].label.clone());
                    found.extend(place.zip(label).map(|((paragraph, at), label)| PageBreak {
                        label,
                        holder: Holder::Note(index, paragraph),
                        at,
                    }));
                }
                before += letters;
            }
        }
        found
    }

    /// The paragraph of a note, and the byte in it, where a line begins.
    fn in_note(&self, note: usize, line: usize, before: usize) -> Option<(usize, usize)> {
        let note = &self.report.notes[note];
        let paragraphs: Vec<Letters> = note.paragraphs.iter().map(|text| Letters::of(text)).collect();
        if before == 0 {
            return Some((0, paragraphs.first()?.first()));
        }
        let sight = self.sight(line, &note.lines);
        let mut passed = 0;
        let mut best: Option<(usize, usize, usize)> = None;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            for at in paragraph.all(&sight) {
                let far = (passed + at).abs_diff(before);
                if best.is_none_or(|(nearest, ..)| far < nearest) {
                    best = Some((far, index, paragraph.byte(at)));
                }
            }
            passed += paragraph.count();
        }
        best.map(|(_, paragraph, at)| (paragraph, at))
    }

    /// The letters that a line has in the report.
    fn letters(&self, number: usize) -> Vec<char> {
        let document = self.document;
        let block = document.verbatim.at(number);
        if block.is_none() && document.notation.pages.left_out.contains_key(&number) {
            return Vec::new();
        }
        let line = document.line(number);
        if matches!(block, Some((Kind::Code, _))) {
            return letters_of(line);
        }
        let mut taken = Vec::new();
        let bare = document.verbatim.bare(number, line);
        let line = marks::take(&document.notation.line(number, &bare), number, &mut taken);
        letters_of(&plain_text(&marks::replace(&line, |_| String::new())))
    }

    /// The first letters from a line on, within the lines of a passage.
    fn sight(&self, line: usize, lines: &[Lines]) -> Vec<char> {
        let from = lines.iter().flat_map(|lines| lines.0..=lines.1).filter(|other| *other >= line);
        let mut sight = Vec::new();
        for line in from {
            sight.extend(self.letters(line));
            if sight.len() >= SIGHT {
                break;
            }
        }
        sight.truncate(SIGHT);
        sight
    }
}

fn letters_of(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
