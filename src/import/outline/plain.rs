//! Titles without a number: a short line of its own between paragraphs.
//!
//! In: the chunks of a report's body. Out: how much speaks for each such chunk as a title, and its print.
//! What counts is where it stands (a whole sentence above, a paragraph below), its form, and how often such lines stand
//! so in this source: a short line that comes once in a report full of marked headings is a line of text.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::margin;
use super::weights::{Cost, Weights, cost};
use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::sentence::{self, End, Start};
use crate::import::{emphasis, marks};
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// Words that a title has at most.
const LONGEST: usize = 20;
/// More words are seldom a title.
const SHORT: usize = 12;
/// So many short lines in a row are a list or the cells of a table.
const LIST: usize = 4;
/// So many titles without mark-up and number are a habit.
const HABIT: usize = 3;
/// Spaces that set a line in the middle.
const CENTRED: usize = 8;

/// How a plain title is printed: titles of one print are equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Print {
    pub bold: bool,
    pub italic: bool,
    pub centred: bool,
    pub capitals: bool,
    /// Another title stands right below.
    pub over: bool,
}

/// A plain chunk that may be a title.
#[derive(Debug)]
pub struct Line {
    pub chunk: usize,
    print: Print,
    /// What stands above and below.
    place: Vec<Cost>,
    /// It stands among so many short lines that they are a list.
    in_list: bool,
    /// It has many words.
    is_long: bool,
    /// Several words in capitals.
    is_phrase: bool,
}

/// The same, weighed.
#[derive(Debug, Clone, Copy)]
pub struct Title {
    pub print: Print,
    /// What speaks for it.
    pub weight: i32,
    /// It stands where a title stands: whole sentences above, a paragraph below.
    pub in_place: bool,
    /// It stands among so many short lines that they are a list.
    pub in_list: bool,
}

/// What kind of neighbour a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Running text, with whether it opens like a paragraph and whether it is closed.
    Text { opens: bool, closed: bool },
    /// A heading by its sign or its number.
    Heading,
    /// A short line that may be a title or a cell.
    Line,
    /// A short line that is neither: a figure, a date, a half of a sentence.
    Scrap,
    /// A list's item, a table, a quotation.
    Other,
}

/// How many of a body's titles are marked by a sign or by print and number, and how many have nothing but a number.
#[derive(Debug, Clone, Copy)]
pub struct Others {
    pub marked: usize,
    pub numbered: usize,
}

/// The plain lines of a body. `margin`: titles beside the text, which are known, with their further chunks.
pub fn lines(document: &Document, body: &Range<usize>, margin: &BTreeMap<usize, margin::Title>) -> Vec<Line> {
    let chunks = &document.chunks;
    let parts: HashSet<usize> = margin.values().flat_map(|title| title.more.iter().copied()).collect();
    let is_aside = |at: &usize| {
        chunks[*at].shape == Shape::Rule || marks::leading(&chunks[*at].text).is_some() || parts.contains(at)
    };
    let places: Vec<usize> = body.clone().filter(|at| !is_aside(at)).collect();
    // What the title block says is no title again.
    let head: HashSet<&str> = chunks[..body.start].iter().map(Chunk::plain).collect();
    let kind = |at: &usize| if head.contains(chunks[*at].plain()) { Kind::Other } else { kind(&chunks[*at]) };
    let kinds: Vec<Kind> = places.iter().map(kind).collect();
    let mut found = Vec::new();
    let mut run = 0..0;
    for (index, at) in places.iter().enumerate() {
        if kinds[index] != Kind::Line {
            continue;
        }
        if !run.contains(&index) {
            let short = |kind: &&Kind| matches!(kind, Kind::Line | Kind::Scrap);
            run = index - kinds[..index].iter().rev().take_while(short).count()
                ..index + kinds[index..].iter().take_while(short).count();
        }
        let before = index.checked_sub(1).map(|before| chunks[places[before]].lines.1);
        let opens_page = before.is_none_or(|before| document.page_ends(before, chunks[*at].lines.0));
        found.push(Line {
            chunk: *at,
            print: Print {
                bold: is_bold(&chunks[*at]),
                italic: is_italic(&chunks[*at]),
                centred: indent(document, &chunks[*at]) >= CENTRED,
                capitals: is_all_caps(chunks[*at].plain()),
                over: kinds.get(index + 1) == Some(&Kind::Line),
            },
            place: around(&kinds, index, run.len() >= LIST, opens_page),
            in_list: run.len() >= LIST,
            is_long: word_count(chunks[*at].plain()) > SHORT,
            is_phrase: is_phrase(chunks[*at].plain()),
        });
    }
    found
}

/// What the neighbours say. `in_list`: so many short lines stand together here.
fn around(kinds: &[Kind], index: usize, in_list: bool, opens_page: bool) -> Vec<Cost> {
    let before = index.checked_sub(1).map(|before| kinds[before]);
    let above = match before {
        None | Some(Kind::Heading) => Some(cost!(plain_above_heading)),
        Some(Kind::Text { closed: true, .. }) => Some(cost!(plain_above_closed)),
        Some(Kind::Other) => None,
        Some(Kind::Line) if !in_list => Some(cost!(plain_above_line)),
        _ if opens_page => Some(cost!(plain_above_page)),
        Some(Kind::Text { closed: false, .. }) => None,
        Some(Kind::Line | Kind::Scrap) => Some(cost!(plain_above_scrap)),
    };
    let below = match kinds.get(index + 1) {
        Some(Kind::Text { opens: true, .. }) => Some(cost!(plain_below_text)),
        Some(Kind::Heading) if in_list => None,
        Some(Kind::Heading) => Some(cost!(plain_below_heading)),
        Some(Kind::Text { .. }) => Some(cost!(plain_below_half)),
        Some(Kind::Other) => None,
        Some(Kind::Line) if !in_list => Some(cost!(plain_below_line)),
        Some(Kind::Line | Kind::Scrap) => Some(cost!(plain_below_scrap)),
        None => Some(cost!(plain_below_nothing)),
    };
    [above, below, in_list.then_some(cost!(plain_in_run))].into_iter().flatten().collect()
}

/// The titles among plain lines, by chunk. `have_margin`: titles stand beside the text.
pub fn titles(weights: &Weights, lines: &[Line], others: Others, have_margin: bool) -> HashMap<usize, Title> {
    let mut found: Vec<(&Line, Title)> = Vec::new();
    for line in lines {
        let place: i32 = line.place.iter().map(|cost| weights[*cost]).sum();
        let form = weights[cost!(plain_form)] + i32::from(line.is_long) * weights[cost!(plain_long)];
        let in_place = place >= weights[cost!(plain_in_place)];
        found.push((line, Title { print: line.print, weight: place + form, in_place, in_list: line.in_list }));
    }
    weigh_prints(weights, &mut found, others, have_margin);
    found.into_iter().map(|(line, title)| (line.chunk, title)).collect()
}

/// A print that often stands where titles stand is one of titles; where titles are marked or numbered or stand in the margin,
/// few are plain.
fn weigh_prints(weights: &Weights, found: &mut [(&Line, Title)], others: Others, have_margin: bool) {
    let key = |title: &Title| Print { over: false, ..title.print };
    let mut counts: HashMap<Print, (usize, usize)> = HashMap::new();
    for (_, title) in found.iter() {
        let (in_place, all) = counts.entry(key(title)).or_default();
        *in_place += usize::from(title.in_place);
        *all += 1;
    }
    let in_place = |bold: bool| {
        counts.iter().filter(|(print, _)| print.bold == bold && !print.italic).map(|(_, (count, _))| count).sum()
    };
    let (plain, bold): (usize, usize) = (in_place(false), in_place(true));
    let is_rare = have_margin || others.marked + bold > plain || plain < HABIT && others.numbered > 5 * plain;
    for (line, title) in found.iter_mut() {
        let (in_place, all) = counts[&key(title)];
        title.weight += match in_place {
            _ if title.in_list => weights[cost!(plain_print_in_list)],
            0 => weights[cost!(plain_print_never)],
            1 => 0,
            _ if in_place * 2 >= all => weights[cost!(plain_print_mostly)],
            _ if in_place * 5 >= all => weights[cost!(plain_print_partly)],
            _ => weights[cost!(plain_print_seldom)],
        };
        title.weight += i32::from(title.print.centred) * weights[cost!(plain_centred)];
        title.weight += i32::from(title.print.capitals) * weights[cost!(plain_capitals)];
        title.weight += match title.print.bold {
            _ if title.print.italic => 0,
            // A line in capitals between paragraphs is set apart by them.
            false if is_rare && line.is_phrase && title.in_place => 0,
            false if is_rare => weights[cost!(plain_rare)],
            true if have_margin => weights[cost!(plain_bold_by_margin)],
            _ => 0,
        };
    }
}

fn kind(chunk: &Chunk) -> Kind {
    let plain = chunk.plain();
    let words = word_count(plain);
    match chunk.shape {
        Shape::Heading(_) => return Kind::Heading,
        Shape::Text => {}
        _ => return Kind::Other,
    }
    let is_numbered_title =
        || numbering::readings(plain).iter().any(|r| r.marked && r.style != Style::Upper && is_title(r.head.rest));
    let (start, end) = (sentence::start_of(plain), sentence::end_of(plain));
    if words > LONGEST || words >= 2 && end == End::Closed && !plain.ends_with('?') {
        // "Having regard to …;" is a clause: no heading stands above it.
        let opens = start != Start::Small && !plain.ends_with([';', ',']);
        return Kind::Text { opens, closed: end != End::Open };
    }
    if is_numbered_title() {
        return Kind::Heading;
    }
    if language::any().is_byline(plain) || is_document_name(plain) {
        return Kind::Other;
    }
    if is_title(plain) && !chunk.text.contains("  \n") { Kind::Line } else { Kind::Scrap }
}

/// "Report 23-07".
fn is_document_name(plain: &str) -> bool {
    let has_figures = plain.contains(|c: char| c.is_ascii_digit());
    word_count(plain) <= 5 && has_figures && language::any().opens_with_kind(plain)
}

/// Whether words have the form of a title.
fn is_title(plain: &str) -> bool {
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let figures = plain.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit())).count();
    let opens = plain.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    opens
        && letters >= 3
        && figures <= 1
        && !plain.ends_with([';', ',', ':', '-', '–', '!'])
        && !plain.contains(['@', '|', '=', '%', '$', '€', '£'])
        && !plain.contains("...")
        && !language::any().is_caption(plain)
        && (is_all_caps(plain) || !plain.contains(". "))
}

/// Several words in capitals, not a number of a document.
fn is_phrase(plain: &str) -> bool {
    /// Fewer are a name.
    const ENOUGH: usize = 3;
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= ENOUGH;
    is_all_caps(plain) && plain.split_whitespace().filter(is_word).count() >= ENOUGH
}

fn is_bold(chunk: &Chunk) -> bool {
    chunk.text.starts_with('*') && emphasis::is_whole(&chunk.text, false)
}

fn is_italic(chunk: &Chunk) -> bool {
    chunk.text.starts_with('*') && !is_bold(chunk) && emphasis::is_whole(&chunk.text, true)
}

/// The spaces before a chunk's first line.
fn indent(document: &Document, chunk: &Chunk) -> usize {
    let first = document.source_lines((chunk.lines.0, chunk.lines.0)).next().unwrap_or_default();
    first.chars().take_while(|c| *c == ' ').count()
}
