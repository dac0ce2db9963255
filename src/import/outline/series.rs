//! Rows of numbered lines: whether they number titles or the items of a list.
//!
//! In: all candidates. Out: the plain ones whose row shows that they are titles, and the lines whose row shows that they are
//! clauses, whatever sign they have.
//! What counts is the row and not the line: a title has the form of one and holds something, that is, what stands below it is
//! not the next of its row. Where most of a row are titles, or are set apart, the others that have the form are titles too;
//! where most are sentences, the long ones that lack their stop are none; where most are as long as a paragraph, none is.
//! Invariant: a line that stands alone in its row is none by this.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::candidate::{Candidate, Number, Setting, is_sentence, is_title_like};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::sentence::{self, Start};
use crate::import::{labels, marks};
use crate::numbering::{self, Reading, Style};
use crate::text::{is_all_caps, word_count};

/// Words of a title that nothing but its number sets apart.
const LONGEST: usize = 60;
/// A sentence of a list has more words.
const CLAUSE: usize = 12;
/// An item that is text has more words.
const ITEM: usize = 6;
/// A numbered paragraph has more words.
const PARAGRAPH: usize = 25;
/// Letters of two full lines: what is longer is a paragraph where its row is.
const LINES: usize = 150;
/// So many sentences are a habit.
const HABIT: usize = 3;

/// What rows show of their lines.
#[derive(Debug, Default)]
pub struct Rows {
    /// The chunks of plain lines that are titles.
    pub titles: HashSet<usize>,
    /// The chunks of clauses.
    pub clauses: HashSet<usize>,
}

/// A row of numbers that count on.
#[derive(Default)]
struct Row {
    components: Vec<usize>,
    members: Vec<Member>,
    /// It stands in an article or a form: there numbers count clauses and fields.
    is_of_article: bool,
}

/// One of its lines.
struct Member {
    chunk: usize,
    is_title: bool,
    is_set_apart: bool,
    is_long: bool,
    /// It is as long as a paragraph, and nothing but its number sets it apart.
    is_paragraph: bool,
    is_sentence: bool,
    /// A semicolon ends it.
    is_listed: bool,
}

/// Reads the rows of a body.
pub fn rows(candidates: &[Candidate], document: &Document, body: &Range<usize>, running: &HashSet<usize>) -> Rows {
    let mut open: HashMap<Style, Row> = HashMap::new();
    let mut found = Rows::default();
    let width = full_width(document, body);
    let mut is_in_article = false;
    for candidate in candidates.iter().filter(|candidate| !running.contains(&candidate.chunk)) {
        is_in_article = is_article(candidate).unwrap_or(is_in_article);
        let numbers = candidate.numbers.iter().filter(|number| number.marked && number.label.is_none());
        let below = below(candidate, document, body);
        let next = below.map(|below| numbering::readings(document.chunks[below].plain())).unwrap_or_default();
        let holds = below.is_some_and(|below| running.contains(&below) || holds(&document.chunks[below], &next))
            && !fills_line(candidate, document, width);
        for number in numbers {
            let row = open.entry(number.style).or_default();
            if !row.goes_on(number.style, &number.components) {
                if number.ordinal != 1 {
                    continue;
                }
                row.close(&mut found);
                row.is_of_article = is_in_article;
            }
            row.components.clone_from(&number.components);
            row.members.push(Member {
                chunk: candidate.chunk,
                is_title: holds && has_form(number) && !next.iter().any(|next| row.is_next(number.style, next)),
                is_set_apart: candidate.setting != Setting::Plain && candidate.rest.is_none(),
                is_long: candidate.words() > CLAUSE,
                is_paragraph: candidate.text.chars().count() > LINES && candidate.setting == Setting::Plain,
                is_listed: candidate.rest.is_none() && candidate.text.ends_with(';'),
                is_sentence: candidate.words() > PARAGRAPH && is_sentence(&candidate.text) && is_unset(candidate),
            });
        }
    }
    open.into_values().for_each(|mut row| row.close(&mut found));
    found
}

/// Whether a candidate opens an article or a form, or another part of the outline; none where it opens neither.
fn is_article(candidate: &Candidate) -> Option<bool> {
    let first = candidate.numbers.first()?;
    match first.style {
        Style::Article | Style::Provision | Style::Form => Some(true),
        _ if first.label.is_some() => Some(false),
        Style::Roman | Style::Upper if first.marked && is_all_caps(&first.title) => Some(false),
        _ => None,
    }
}

impl Row {
    /// Whether a number is the next of the row.
    fn goes_on(&self, style: Style, components: &[usize]) -> bool {
        let (Some((last, above)), Some((own, prefix))) = (self.components.split_last(), components.split_last()) else {
            return false;
        };
        above == prefix && numbering::follows(style, *last, *own)
    }

    /// The same of what opens a line.
    fn is_next(&self, style: Style, reading: &Reading<'_>) -> bool {
        reading.style == style && self.goes_on(style, &reading.components)
    }

    /// Ends the row; its titles go to those found.
    fn close(&mut self, found: &mut Rows) {
        let members = std::mem::take(&mut self.members);
        // "a) the boats;" "b) the nets;": a list, however it is printed.
        let listed = members.iter().filter(|member| member.is_listed).count();
        if listed > 1 && listed * 2 >= members.len() {
            found.clauses.extend(members.iter().map(|member| member.chunk));
            return;
        }
        let sentences = members.iter().filter(|member| member.is_sentence).count();
        if sentences >= HABIT && sentences * 2 >= members.len() {
            found.clauses.extend(members.iter().filter(|member| member.is_long).map(|member| member.chunk));
            return;
        }
        // Where most are as long as a paragraph, they are paragraphs.
        let paragraphs = members.iter().filter(|member| member.is_paragraph).count();
        if paragraphs * 2 > members.len() {
            return;
        }
        let titles = members.iter().filter(|member| member.is_title || member.is_set_apart).count();
        if !self.is_of_article && members.len() > 1 && titles * 10 >= members.len() * 7 {
            found.titles.extend(members.iter().filter(|member| member.is_title).map(|member| member.chunk));
        }
    }
}

/// Whether nothing but a sign sets a line apart: a writer may give any paragraph a level, and sets a title in bold.
fn is_unset(candidate: &Candidate) -> bool {
    matches!(candidate.setting, Setting::Hash(_)) && !candidate.is_emphasised
}

/// A quotation may open a title.
fn has_form(number: &Number) -> bool {
    let title = number.title.trim_start_matches(|c: char| "“\"«„‘".contains(c));
    is_title_like(title, LONGEST) || title.len() < number.title.len() && is_title_like(&title.to_uppercase(), LONGEST)
}

/// The next chunk of the text.
fn below(candidate: &Candidate, document: &Document, body: &Range<usize>) -> Option<usize> {
    let is_aside = |chunk: &Chunk| {
        chunk.shape == Shape::Rule || marks::leading(&chunk.text).is_some() || document.is_at_foot(chunk)
    };
    (candidate.last_chunk() + 1..body.end).find(|at| !is_aside(&document.chunks[*at]))
}

/// Whether a chunk stands below a title as what it holds: no rest of its sentence, no end of what holds it, no item that counts
/// on from one above.
fn holds(below: &Chunk, readings: &[Reading<'_>]) -> bool {
    let is_label = readings.iter().any(|reading| reading.head.label.is_some());
    let begins = readings.iter().any(|reading| reading.marked && reading.ordinal == 1);
    let counts = readings.iter().any(|reading| reading.marked);
    match below.shape {
        _ if is_label => false,
        Shape::Heading(_) => begins,
        Shape::Text if counts => begins || labels::is_alone(below.plain()) || word_count(below.plain()) > PARAGRAPH,
        Shape::Text => sentence::start_of(below.plain()) != Start::Small,
        // Short items below an item are its list.
        Shape::Item => is_sentence(below.plain()) || word_count(below.plain()) > ITEM,
        // What stands above a table is the table's.
        Shape::Table => false,
        _ => true,
    }
}

/// The length of a full line of the text.
fn full_width(document: &Document, body: &Range<usize>) -> usize {
    let lines = document.chunks[body.clone()].iter().flat_map(|chunk| document.source_lines(chunk.lines));
    let mut lengths: Vec<usize> = lines.map(|line| line.trim().chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 8 / 10).copied().unwrap_or(usize::MAX)
}

/// Whether a line is full and the next one stands right below it: the sentence may go on there, whatever letter it opens with.
fn fills_line(candidate: &Candidate, document: &Document, width: usize) -> bool {
    let last = document.chunks[candidate.last_chunk()].lines.1;
    let is_next = !document.line(last + 1).trim().is_empty();
    is_next && document.line(last).trim().chars().count().saturating_mul(100) >= width.saturating_mul(90)
}
