//! The cells of a head: what stands between two columns or on one line, with where it stands.
//!
//! In: a document, its head's lines, and where the title is. Out: cells above the title, of it, below it, at the end of the
//! document where it was signed, of running heads, and what the file says of itself.

use std::ops::Range;

use super::line::HeadLine;
use super::roles::Role;
use super::traits::{say, step, traits};
use crate::import::chunks::{Chunk, Document};
use crate::import::days::is_place_and_day;
use crate::import::letterhead::{self, cells, plain_words};
use crate::language::{self, Fact};
use crate::text::word_count;

/// So many chunks below a title may be its head.
const BELOW: usize = 24;
/// So many chunks at the end of a document may say where and when it was signed.
const TAIL: usize = 40;
/// A cell with more words is text, which cites other documents.
const LONGEST: usize = 60;

/// Where a cell stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Above the title.
    #[default]
    Above,
    /// A line of the title.
    Title,
    /// Below the title.
    Below,
    /// At the end of the document.
    Tail,
    /// Beside a place with a day, above signatures, in the midst of a document: annexes follow.
    Signed,
    /// In the heads and feet of pages.
    Running,
}

/// A cell of the head.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its words.
    pub words: String,
    /// How many words.
    pub count: usize,
    /// Where it stands.
    pub zone: Zone,
    /// The cells of its zone between it and the title; at the end, between it and the end.
    pub distance: usize,
    /// The cells of its zone above it.
    pub order: usize,
    /// What its chunk is by what it says.
    pub role: Role,
    /// Its line has other cells.
    pub shares_line: bool,
    /// A signature follows within a few chunks.
    pub is_signed: bool,
    /// The document's text has begun above it.
    pub is_in_text: bool,
    /// A state's letterhead opens below it: what a web page or a publisher has put before the document.
    pub is_put_before: bool,
    /// What is true of it, whatever fact it may hold.
    pub features: Vec<String>,
}

/// The cells of a report's head around its title. `range`: its chunks; `title`: the title's, counted from the first of them.
#[must_use]
pub fn of(
    document: &Document,
    range: Range<usize>,
    lines: &[HeadLine],
    title: Option<&Range<usize>>,
    heads: &[String],
) -> Vec<Cell> {
    let chunks = &document.chunks[range.clone()];
    let title = title.cloned().unwrap_or(0..0);
    let mut found = Vec::new();
    let above = (0..title.start).map(|at| (Zone::Above, at));
    let within = title.clone().map(|at| (Zone::Title, at));
    let below = (title.end..lines.len().min(title.end + BELOW)).map(|at| (Zone::Below, at));
    let tail = (lines.len().max(chunks.len().saturating_sub(TAIL))..chunks.len()).map(|at| (Zone::Tail, at));
    let ending = chunks.len().saturating_sub(TAIL);
    let signed = signed(chunks, lines.len()..ending.max(lines.len())).map(|at| (Zone::Signed, at));
    let opening = letterhead::start(chunks);
    let mut last = range.start.checked_sub(1).map_or(0, |above| document.chunks[above].lines.1);
    for (zone, at) in above.chain(within).chain(below).chain(signed).chain(tail) {
        let chunk = &chunks[at];
        // Lines between chunks are furniture of a page, and may be a letterhead.
        if !matches!(zone, Zone::Tail | Zone::Signed) {
            for line in last + 1..chunk.lines.0 {
                push(&mut found, &[document.line(line)], (zone, Role::Frame), false, false);
            }
        }
        last = chunk.lines.1;
        let role = lines.get(at).map_or(Role::Body, |line| line.role);
        let is_in_text = lines[..at.min(lines.len())].iter().any(|line| line.count > LONGEST / 2);
        let source: Vec<&str> = document.source_lines(chunk.lines).collect();
        let before = found.len();
        push(&mut found, &source, (zone, role), is_signed(chunks, at), is_in_text);
        found[before..].iter_mut().for_each(|cell| cell.is_put_before = at < opening);
    }
    for head in heads {
        push(&mut found, &[head.as_str()], (Zone::Running, Role::Frame), false, false);
    }
    place(&mut found);
    describe(&mut found);
    found
}

fn push(found: &mut Vec<Cell>, lines: &[&str], (zone, role): (Zone, Role), is_signed: bool, is_in_text: bool) {
    let cells = cells(lines.iter().copied());
    let shares_line = cells.len() > 1 && lines.len() < cells.len();
    for words in cells {
        let words = words.trim_start_matches(['#', ' ']).to_owned();
        let count = word_count(&words);
        if count > LONGEST && zone != Zone::Title {
            continue;
        }
        found.push(Cell { words, count, zone, role, shares_line, is_signed, is_in_text, ..Cell::default() });
    }
}

/// The chunks beside places with days, above signatures: the last such place first comes last.
fn signed(chunks: &[Chunk], within: Range<usize>) -> impl Iterator<Item = usize> {
    /// Bytes of a line with a place and a day.
    const LONGEST_DATED: usize = 400;
    /// Chunks beside the place.
    const BESIDE: usize = 3;
    let is_dated = move |at: &usize| {
        let plain = chunks[*at].plain();
        let may = plain.len() <= LONGEST_DATED && plain.contains(|c: char| c.is_ascii_digit());
        let plain = if may { plain_words(plain) } else { return false };
        word_count(&plain) <= LONGEST / 2 && is_place_and_day(&plain) && is_signed(chunks, *at)
    };
    let dated: std::collections::BTreeSet<usize> =
        within.clone().filter(is_dated).flat_map(|at| at.saturating_sub(BESIDE).max(within.start)..=at).collect();
    dated.into_iter()
}

/// Counts the cells of each zone.
fn place(cells: &mut [Cell]) {
    for zone in [Zone::Above, Zone::Title, Zone::Below, Zone::Signed, Zone::Tail, Zone::Running] {
        let total = cells.iter().filter(|cell| cell.zone == zone).count();
        let of_zone = cells.iter_mut().filter(|cell| cell.zone == zone);
        for (order, cell) in of_zone.enumerate() {
            cell.order = order;
            cell.distance = if matches!(zone, Zone::Above | Zone::Tail) { total - 1 - order } else { order };
        }
    }
}

/// Whether a signature follows a chunk closely, or it is all there is.
fn is_signed(chunks: &[Chunk], at: usize) -> bool {
    /// So many chunks further.
    const NEAR: usize = 6;
    let chunks = &chunks[at..chunks.len().min(at + NEAR)];
    let signs = |chunk: &Chunk| {
        let plain = plain_words(chunk.plain());
        language::any().is_signature(&plain) || language::any().is_recipients(&plain)
    };
    chunks.len() == 1 || chunks.iter().any(signs)
}

impl Zone {
    /// Its name in features.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Title => "title",
            Self::Below => "below",
            Self::Tail => "tail",
            Self::Signed => "signed",
            Self::Running => "running",
        }
    }
}

/// Says of each cell what is true of it, whatever fact it may hold.
fn describe(cells: &mut [Cell]) {
    let traits: Vec<Vec<&str>> = cells.iter().map(|cell| traits(&cell.words)).collect();
    for at in 0..cells.len() {
        cells[at].features = features_of(cells, &traits, at);
    }
}

fn features_of(cells: &[Cell], traits: &[Vec<&'static str>], at: usize) -> Vec<String> {
    let cell = &cells[at];
    let (zone, role) = (cell.zone.name(), cell.role.name());
    let count = step(cell.count, &[3, 6, 10, 16, 25, 40]);
    let mut features = vec![
        format!("zone:{zone}"),
        format!("role:{role}"),
        format!("zone-role:{zone}:{role}"),
        format!("count:{count}"),
        format!("zone-count:{zone}:{count}"),
        format!("order:{zone}:{}", step(cell.order, &[1, 2, 4, 8, 16])),
        format!("distance:{zone}:{}", step(cell.distance, &[1, 2, 4, 8, 16])),
    ];
    features.extend(traits[at].iter().map(|name| (*name).to_owned()));
    for (name, offset) in [("before", -1), ("after", 1)] {
        let other =
            at.checked_add_signed(offset).filter(|at| cells.get(*at).is_some_and(|other| other.zone == cell.zone));
        match other {
            Some(other) => features.extend(traits[other].iter().map(|is| format!("{name}:{is}"))),
            None => features.push(format!("{name}:edge")),
        }
    }
    say(
        &mut features,
        [
            (cell.shares_line, "shares-line"),
            (cell.is_signed && cell.zone == Zone::Tail, "signed"),
            (cell.is_in_text, "in-text"),
            (cell.is_put_before, "put-before"),
        ],
    );
    features
}

/// What a label names the title in the first chunks: "Title: …", a row of a table.
#[must_use]
pub fn labelled_titles(document: &Document, head: Range<usize>) -> Vec<String> {
    let lines = document.chunks[head].iter().flat_map(|chunk| document.source_lines(chunk.lines));
    let cells = cells(lines.filter(|line| line.contains([':', '|'])));
    let value = |cell: &String| {
        let (key, value) = cell.split_once(':')?;
        let is_title = language::any().fact(key) == Some(Fact::Title) && !value.trim().is_empty();
        is_title.then(|| value.trim().to_owned())
    };
    cells.iter().filter_map(value).collect()
}
