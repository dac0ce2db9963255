//! Headings that stand beside the text: a converter gives them between its paragraphs, in lines much narrower than these,
//! often in pieces, and where the page broke in the middle of a sentence.
//!
//! In: the chunks of a report's body. Out: the first chunk of each such heading with the chunks that go on with it, and
//! whether text follows, without which it is doubtful.
//! Invariant: a source that has but a few of them, or whose text has no full lines, has none.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::import::chunks::{Chunk, Document, Shape};
use crate::import::marks;
use crate::import::sentence::{self, End, Start};
use crate::language;
use crate::numbering;
use crate::text::word_count;

/// So many headings of several lines are a habit.
const HABIT: usize = 3;
/// A text whose full lines are shorter has no margin.
const FULL: usize = 50;
/// More words are two headings, or none.
const LONGEST: usize = 24;
/// More words are none that a line's end alone joins.
const LONGEST_BY_ROOM: usize = 22;
/// A longer row of them is a list: names and offices, the cells of a table.
const ROW: usize = 2;

/// A narrow chunk: its first word, its last line and its widest one, in letters.
struct Narrow {
    first: usize,
    last: usize,
    widest: usize,
    lines: usize,
}

/// A heading in the margin.
pub struct Title {
    /// The chunks that go on with it.
    pub more: Vec<usize>,
    /// Running text stands below it.
    pub is_over_text: bool,
}

/// The headings in the margin, by their first chunk.
pub fn titles(document: &Document, body: &Range<usize>) -> BTreeMap<usize, Title> {
    let width = full_width(document, body);
    if width < FULL {
        return BTreeMap::new();
    }
    let mut found: BTreeMap<usize, Title> = BTreeMap::new();
    let column = column(document, body, width);
    let (mut habit, mut elsewhere) = (0, 0);
    let mut at = body.start;
    while at < body.end {
        let mut row: Vec<(Range<usize>, Narrow)> = Vec::new();
        while let Some(narrow) = narrow(document, at, width).filter(|_| at < body.end) {
            match row.last_mut() {
                Some((group, above)) if goes_on(document, group, above, (at, &narrow), column) => {
                    group.end = at + 1;
                    above.lines += narrow.lines;
                    (above.last, above.widest) = (narrow.last, above.widest.max(narrow.widest));
                }
                _ => row.push((at..at + 1, narrow)),
            }
            at += 1;
        }
        let several = row.iter().filter(|(_, narrow)| narrow.lines > 1).count();
        let is_over_text = is_over_text(document, at..body.end, width);
        if is_over_text {
            habit += several
        } else {
            elsewhere += several
        }
        // Of a longer row the last one alone may stand over the text, and none without it.
        let from = match (row.len() > ROW, is_over_text) {
            (false, _) => 0,
            (true, true) => row.len() - 1,
            (true, false) => row.len(),
        };
        let titles = row.into_iter().skip(from).map(|(group, _)| group).filter(|group| is_title(document, group));
        found.extend(titles.map(|group| (group.start, Title { more: group.skip(1).collect(), is_over_text })));
        at += 1;
    }
    if habit >= HABIT && habit >= elsewhere { found } else { BTreeMap::new() }
}

/// The length of a full line of the text.
fn full_width(document: &Document, body: &Range<usize>) -> usize {
    let texts = document.chunks[body.clone()].iter().filter(|chunk| chunk.shape == Shape::Text);
    let several = texts.filter(|chunk| chunk.lines.1 > chunk.lines.0 + 1);
    let mut lengths: Vec<usize> =
        several.flat_map(|chunk| document.source_lines(chunk.lines)).map(|line| line.trim().chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// A plain chunk in narrow lines that is set like a title.
fn narrow(document: &Document, at: usize, width: usize) -> Option<Narrow> {
    let chunk = document.chunks.get(at).filter(|chunk| chunk.shape == Shape::Text && !chunk.text.contains('*'))?;
    let plain = chunk.plain();
    let is_number = numbering::readings(plain).iter().any(|reading| reading.marked);
    if marks::leading(&chunk.text).is_some()
        || is_number
        || word_count(plain) > LONGEST
        || has_figures(plain)
        || !is_titled(plain)
    {
        return None;
    }
    let lines: Vec<usize> = document.source_lines(chunk.lines).map(|line| line.trim().chars().count()).collect();
    let widest = lines.iter().copied().max().filter(|widest| widest * 100 <= width * 45)?;
    let first = plain.split(' ').next().unwrap_or_default().chars().count();
    Some(Narrow { first, last: lines.last().copied().unwrap_or(0), widest, lines: lines.len() })
}

/// Figures, and signs without letters, stand in cells.
fn has_figures(plain: &str) -> bool {
    let mut words = plain.split_whitespace();
    words
        .any(|word| word.contains(|c: char| c.is_ascii_digit()) || !word.contains(char::is_alphanumeric) && word != "&")
}

/// Whether most words of some length begin with a capital, as those of a title do in some languages.
fn is_titled(plain: &str) -> bool {
    let letters = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let (mut capitals, mut all) = (0, 0);
    for word in plain.split_whitespace().filter(letters) {
        capitals += usize::from(word.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase));
        all += 1;
    }
    all > 0 && capitals * 10 >= all * 6
}

/// The usual width of the margin: that of the titles that take several lines.
fn column(document: &Document, body: &Range<usize>, width: usize) -> usize {
    let titles = body.clone().filter_map(|at| narrow(document, at, width)).filter(|narrow| narrow.lines > 1);
    let mut widths: Vec<usize> = titles.map(|narrow| narrow.widest).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// Whether a chunk goes on with the title above it: by its words, or since the line above had no room for its first word.
fn goes_on(
    document: &Document,
    group: &Range<usize>,
    above: &Narrow,
    (at, below): (usize, &Narrow),
    column: usize,
) -> bool {
    let words =
        |range: Range<usize>| document.chunks[range].iter().map(|chunk| word_count(chunk.plain())).sum::<usize>();
    let (last, next) = (document.chunks[at - 1].plain(), document.chunks[at].plain());
    let by_words = language::any().must_go_on(last) || sentence::start_of(next) == Start::Small;
    let by_room = above.last + 1 + below.first > above.widest.max(below.widest).max(column);
    let count = words(group.start..at + 1);
    by_words && count <= LONGEST || by_room && count <= LONGEST_BY_ROOM
}

/// Whether running text in full lines follows, notes and rules aside.
fn is_over_text(document: &Document, mut below: Range<usize>, width: usize) -> bool {
    let is_aside = |chunk: &Chunk| chunk.shape == Shape::Rule || marks::leading(&chunk.text).is_some();
    let next = below.find(|at| !is_aside(&document.chunks[*at])).map(|at| &document.chunks[at]);
    next.is_some_and(|chunk| {
        let is_full = |line: &str| line.trim().chars().count() * 100 > width * 60;
        let is_text = chunk.shape == Shape::Text && !chunk.text.starts_with('*');
        is_text && document.source_lines(chunk.lines).any(is_full)
    })
}

fn is_title(document: &Document, group: &Range<usize>) -> bool {
    let (first, last) = (document.chunks[group.start].plain(), document.chunks[group.end - 1].plain());
    let is_dated = language::any().date(first).is_some() || language::any().is_caption(first);
    sentence::start_of(first) == Start::Capital
        && sentence::end_of(last) == End::Open
        && !last.ends_with(',')
        && !is_dated
}
