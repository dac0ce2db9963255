//! How a source writes its notes, found line by line before anything else is known of it.
//!
//! In: a source. Out: its lines with every mark and every label raised, as [`super::marks`] reads them; the lines that
//! are no text; and the digits that look like marks and have no note.
//! Invariant: a plain digit is a mark only where a note answers it, and a numbered line is a note only where
//! a mark calls it and it stands where notes stand. What most of the source does is evidence for a page, no verdict.

mod between;
mod chain;
mod columns;
mod definitions;
mod doubtful;
mod feet;
mod lines;
mod lost;
mod paragraph_numbers;
mod places;
mod references;
mod stars;
mod tables;
mod weight;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::contents::Contents;
use super::layout;
use super::pages::{Furniture, Pages};
use super::verbatim::Verbatim;
use crate::numbering::label::Label;
use crate::source::{PARAGRAPH_END, Source};

use definitions::Definition;
pub use doubtful::Doubtful;
use lines::{Kind, Line};
use references::Reference;

/// The notation of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notation {
    /// The pages, and what is no text on them.
    pub pages: Pages,
    /// The table of contents.
    pub contents: Contents,
    /// Lines that open a paragraph without a blank line before them.
    pub openers: BTreeSet<usize>,
    /// Lines that stand within a note for certain and open none.
    pub inside_notes: BTreeSet<usize>,
    /// Lines that begin with a mark of the text above, which a page's end or a converter parted from its word.
    pub leading_references: BTreeSet<usize>,
    /// Lines that open with the raised number of a paragraph.
    pub paragraph_numbers: BTreeSet<usize>,
    /// The lines at the feet of pages, where the source's reader saw them; else none. What stands elsewhere is no note.
    pub foot_lines: BTreeSet<usize>,
    /// What looks like marks and notes and is none.
    pub doubtful: Doubtful,
    /// References without mark-up, by line.
    references: BTreeMap<usize, Vec<(Range<usize>, String)>>,
    /// Definitions without mark-up: label, and where the words begin.
    definitions: HashMap<usize, (String, usize)>,
    /// Rows of tables that are notes.
    note_rows: BTreeSet<usize>,
    /// Stars without brackets are marks.
    stars: bool,
}

impl Notation {
    /// Looks at a source. `opened`: lines above which a paragraph ends.
    #[must_use]
    pub fn of(source: &Source, verbatim: &Verbatim, opened: BTreeSet<usize>) -> Self {
        let mut pages = Pages::of(source);
        let contents = Contents::of(source, &pages, verbatim);
        let mut openers = layout::openers(source, &pages, &contents);
        openers.extend(opened);
        let lines = lines::of(source, &pages, &openers, verbatim);
        let columns = columns::find(&lines, &pages);
        let page_of = lines::page_numbers(&lines, &pages);
        let mut definitions = paragraph_numbers::without_calling(&lines, all_definitions(&lines, &columns));
        let mut numbers = paragraph_numbers::find(&lines, &definitions);
        let sees_feet = feet::are_seen(&lines, &numbers, &page_of);
        if sees_feet && !numbers.is_empty() {
            numbers.extend(paragraph_numbers::of_paragraphs(&lines, &definitions));
        }
        definitions.retain(|definition| !sees_feet || lines[definition.line].at_foot);
        definitions.retain(|definition| !numbers.contains(&definition.line));
        definitions.retain(|definition| !places::goes_on(&lines, definition));
        let of_tables = tables::find(&lines);
        let of_notes: HashSet<usize> = of_tables.notes.iter().map(|(line, ..)| *line).collect();
        definitions.retain(|definition| !of_notes.contains(&definition.line));
        let mut references = all_references(&lines, &definitions, &columns);
        let mut of_marks: HashMap<usize, Vec<&Range<usize>>> = HashMap::new();
        of_tables.marks.iter().for_each(|(line, range, _)| of_marks.entry(*line).or_default().push(range));
        references.retain(|reference| {
            let mut own = of_marks.get(&reference.line).into_iter().flatten();
            own.all(|range| range.end <= reference.range.start || reference.range.end <= range.start)
        });
        let places = places::of(&lines, &definitions, &page_of);
        let mut chosen = chain::choose(&definitions, &references, &places, &page_of);
        // Where the reader saw the feet of pages a numbered line elsewhere that nothing calls is an item.
        chosen.notes.retain(|(at, reference)| {
            let note = &definitions[*at];
            !sees_feet || reference.is_some() || note.is_raised() || lines[note.line].at_foot
        });
        let uncalled = between::fill(&definitions, &references, &mut chosen);
        between::call(&lines, &definitions, &mut references, &mut chosen);
        let mut notation = Self { stars: stars::are_marks(source), openers, contents, ..Self::default() };
        notation.foot_lines.extend(lines.iter().filter(|line| sees_feet && line.at_foot).map(|line| line.number));
        notation.paragraph_numbers.extend(numbers.iter().map(|at| lines[*at].number));
        notation.openers.extend(&notation.paragraph_numbers);
        notation.leading_references.extend(feet::leading(&lines, &numbers).filter(|_| sees_feet));
        notation.leading_references.extend(feet::calling(&lines));
        for (at, reference) in &chosen.notes {
            notation.accept(&lines, &definitions[*at], reference.map(|at| &references[at]));
        }
        notation.accept_alike(&lines, &references, &chosen);
        for found in lost::find(&lines, &definitions, &references, &chosen) {
            match found {
                lost::Found::RunTogether(reference) => notation.raise(&lines, &references[reference]),
                lost::Found::Unlabelled(line, label, text) => {
                    notation.definitions.insert(lines[line].number, (label.to_string(), text));
                    notation.openers.insert(lines[line].number);
                }
            }
        }
        notation.take_columns(&lines, &columns, &mut pages);
        notation.take_tables(&lines, of_tables);
        // A format that knows its notes has marked them.
        if !chosen.notes.is_empty() || !source.text.contains(PARAGRAPH_END) {
            notation.doubtful = doubtful::find(&lines, (&definitions, &places), &references, &chosen);
            let label = |at: &usize| (lines[definitions[*at].line].number, definitions[*at].label.to_string());
            notation.doubtful.notes.extend(uncalled.iter().map(label));
            notation.doubtful.notes.sort();
            notation.doubtful.notes.dedup();
        }
        notation.pages = pages;
        for signs in notation.references.values_mut() {
            signs.sort_by_key(|(range, _)| range.start);
        }
        notation
    }

    fn accept(&mut self, lines: &[Line<'_>], definition: &Definition, reference: Option<&Reference>) {
        let line = &lines[definition.line];
        if definition.form != definitions::Form::Raised {
            self.definitions.insert(line.number, (definition.label.to_string(), definition.text));
            self.openers.insert(line.number);
        }
        if let Some(reference) = reference {
            self.raise(lines, reference);
        }
    }

    fn raise(&mut self, lines: &[Line<'_>], reference: &Reference) {
        let raised = match reference.form {
            references::Form::Raised => return,
            references::Form::Square => format!("<sup>[{}]</sup>", reference.label),
            references::Form::Brackets => format!("<sup>({})</sup>", reference.label),
            _ => format!("<sup>{}</sup>", reference.label),
        };
        let line = &lines[reference.line];
        if line.text[..reference.range.start].trim().is_empty() {
            self.leading_references.insert(line.number);
        }
        let signs = self.references.entry(line.number).or_default();
        let range = line.start + reference.range.start..line.start + reference.range.end;
        signs.push((range, raised));
    }

    /// Where notes are called by numbers in square brackets, the others of them are marks as well: they call a note again,
    /// or one that is lost.
    fn accept_alike(&mut self, lines: &[Line<'_>], references: &[Reference], chosen: &chain::Chosen) {
        let called: BTreeSet<usize> = chosen.notes.iter().filter_map(|(_, reference)| *reference).collect();
        let square = |at: &usize| references[*at].form == references::Form::Square;
        let all = (0..references.len()).filter(square).count();
        let accepted = called.iter().filter(|at| square(at)).count();
        if accepted >= 2 && accepted * 5 >= all * 3 {
            let others = (0..references.len()).filter(square).filter(|at| !called.contains(at));
            others.for_each(|at| self.raise(lines, &references[at]));
        }
    }

    /// The notes of tables stand apart from the rows of all others.
    fn take_tables(&mut self, lines: &[Line<'_>], of_tables: tables::TableNotes) {
        self.note_rows.extend(of_tables.rows.iter().map(|at| lines[*at].number));
        for (at, label, text) in of_tables.notes {
            self.openers.insert(lines[at].number);
            self.definitions.insert(lines[at].number, (label, text));
        }
        for (at, range, label) in of_tables.marks {
            let signs = self.references.entry(lines[at].number).or_default();
            signs.push((range, format!("<sup>{label}</sup>")));
        }
    }

    /// Labels that stand apart from their notes are no text; the notes' other lines are.
    fn take_columns(&mut self, lines: &[Line<'_>], columns: &columns::Columns, pages: &mut Pages) {
        let is_known = |line: usize| self.definitions.contains_key(&lines[line].number);
        for line in columns.opened.iter().map(|(line, _)| *line).filter(|line| is_known(*line)) {
            pages.left_out.extend(columns.labels.get(&line).map(|at| (lines[*at].number, Furniture::NoteLabel)));
        }
        let inside = columns.inside.iter().filter(|(_, opening)| is_known(**opening));
        self.inside_notes.extend(inside.map(|(at, _)| lines[*at].number));
    }

    /// A line with its marks and the label that opens it raised, as [`marks`] knows them.
    #[must_use]
    pub fn line<'a>(&self, number: usize, line: &'a str) -> Cow<'a, str> {
        let line = lines::without_rule(line.into());
        let raised = self.raised(number, &line);
        match raised {
            Some(raised) if self.stars && raised.contains('*') => stars::raised(&raised).into(),
            Some(raised) => raised.into(),
            None if self.stars && line.contains('*') => stars::raised(&line).into(),
            None => line,
        }
    }

    fn raised(&self, number: usize, line: &str) -> Option<String> {
        let opened = self.definitions.get(&number);
        let references = self.references.get(&number);
        if opened.is_none() && references.is_none() {
            return None;
        }
        let start = opened.map_or(0, |(_, start)| *start).min(line.len());
        let mut out = opened.map_or_else(String::new, |(label, _)| format!("<sup>{label}</sup> "));
        let is_linked = opened.is_some() && definitions::is_in_link(&line[..start]);
        out.push_str(if is_linked { "[" } else { "" });
        let mut done = start;
        for (range, sign) in references.into_iter().flatten().filter(|(range, _)| range.start >= start) {
            out.push_str(line.get(done..range.start)?);
            out.push_str(sign);
            done = range.end;
        }
        let rest = line.get(done..)?;
        out.push_str(if self.note_rows.contains(&number) { rest.trim_end_matches(['|', ' ']) } else { rest });
        Some(out)
    }
}

fn all_definitions(lines: &[Line<'_>], columns: &columns::Columns) -> Vec<Definition> {
    let set_apart: BTreeSet<usize> = columns.labels.values().copied().collect();
    let opened: HashMap<usize, Label> = columns.opened.iter().copied().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Text) {
        if let Some(label) = opened.get(&at) {
            let form = definitions::Form::Alone;
            found.push(Definition { line: at, label: *label, form, text: 0, strength: 12 });
        } else if !set_apart.contains(&at) && !columns.inside.contains_key(&at) {
            found.extend(definitions::of(at, &line.text));
        }
    }
    found
}

/// So many lines show that paragraphs run on in one line.
const RUN_ON: usize = 3;
/// So much less looks a digit like a mark in a table.
const IN_TABLE: i32 = 2;

fn all_references(lines: &[Line<'_>], definitions: &[Definition], columns: &columns::Columns) -> Vec<Reference> {
    let set_apart: BTreeSet<usize> = columns.labels.values().copied().collect();
    let labelled = definitions.iter().filter(|definition| definition.form != definitions::Form::Alone);
    let opened: HashMap<usize, usize> = labelled.map(|definition| (definition.line, definition.text)).collect();
    let counting = references::counting_words(lines.iter().map(|line| &*line.text));
    let (mut found, mut run_on) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.kind != Kind::Rule) {
        let mut own = references::raised(at, &line.text);
        if line.kind != Kind::Heading && !set_apart.contains(&at) {
            // What a raised sign holds is no plain digit, nor is a label.
            let taken: Vec<Range<usize>> = own.iter().map(|reference| reference.range.clone()).collect();
            let from = opened.get(&at).copied().unwrap_or(0);
            let free = |reference: &Reference| {
                // Digits in a table are figures, unless brackets set them apart or they stick to a word.
                let in_table = [references::Form::Square, references::Form::Glued].contains(&reference.form);
                (line.kind == Kind::Text || in_table)
                    && (reference.range.len() < line.text.trim().len() || places::parts_a_sentence(lines, at))
                    && reference.range.start >= from
                    && !references::is_counted(&line.text, reference, &counting)
                    && taken
                        .iter()
                        .all(|other| other.end <= reference.range.start || reference.range.end <= other.start)
            };
            let weigh = |reference: Reference| match (line.kind, reference.form) {
                (Kind::Text, _) | (_, references::Form::Square) => reference,
                _ => Reference { strength: reference.strength - IN_TABLE, ..reference },
            };
            let plain = references::plain(at, &line.text);
            run_on += usize::from(paragraph_numbers::run_on(lines, at, &plain));
            own.extend(plain.into_iter().filter(free).map(weigh));
            own.sort_by_key(|reference| reference.range.start);
        }
        found.extend(own);
    }
    // Where paragraphs run on so, their numbers may stand anywhere behind a sentence.
    found.retain(|reference| run_on < RUN_ON || reference.form != references::Form::Spaced);
    found
}
