//! Parts of the page: running heads and page numbers, by place and repetition over all pages; [`feet`] finds the notes.
//!
//! In: the rows of all pages. Out: for each row its region, for each page the number that is printed on it. What always
//! holds: a row of the text is furniture only when the tags say so at the page's edge, or when other pages repeat it there.

use std::collections::{BTreeMap, BTreeSet};

use super::feet::{self, label};
use super::inline;
use super::order::Row;
use super::page::{PageRegions, PageRows};
use crate::model::scan::Region;
use crate::numbering::small_roman;
use crate::text::fold_space;

/// So many rows at either end of a page may be furniture.
const EDGE_ROWS: usize = 3;
/// Rows of a page that are looked at; tags may call all of it furniture.
const MOST_EDGES: usize = 60;
/// A head or foot with a number among its words has no more of them.
const LONGEST_HEAD: usize = 24;
/// Digits of a page's number: the pages of a gazette are counted through the year.
const LONGEST_NUMBER: usize = 6;
/// A row with so many words may count the pages somewhere among them.
const COUNTED_WORDS: usize = 6;
/// Sizes that differ by more than this part are two prints.
const ANOTHER_PRINT: f32 = 0.04;
/// The edge of a page, where tagged furniture stands, as a part of its height.
const EDGE: f32 = 0.14;
/// Repeated rows stand at the same height within this many points.
const SAME_HEIGHT: f32 = 9.0;
/// A line of a paragraph is longer than this share of the page's width.
const SHORT: f32 = 0.4;
/// Lines of one paragraph are no further apart than so many sizes.
const TIGHT: f32 = 1.7;

/// The regions of all rows of all pages; `body` is the size of the text's print.
pub fn regions(pages: &[PageRows], body: f32) -> Vec<PageRegions> {
    let mut edges: Vec<Vec<Edge>> = pages.iter().map(edges_of).collect();
    let shift = numbering(&edges);
    for (page, edges) in edges.iter_mut().enumerate() {
        edges.iter_mut().for_each(|edge| edge.keys = edge.keys_on(page, shift));
    }
    let repeated = repeated(&edges);
    let again = |edge: &Edge| edge.keys.iter().any(|key| repeats(&repeated, key, edge.y));
    let mut found = Vec::new();
    for (index, (page, edges)) in pages.iter().zip(&edges).enumerate() {
        let mut regions = PageRegions { regions: vec![Region::Body; page.rows.len()], printed: None };
        // From each end inwards, until a row is no furniture.
        let (mut open_above, mut open_below) = (true, true);
        // A number in large print may stand in the margin, beside the last line.
        let end = |edge: &Edge| {
            let area = page.rows[edge.row].area;
            if edge.text.bytes().all(|byte| byte.is_ascii_digit()) { area.y1 + area.height() } else { area.y1 }
        };
        let mut upwards: Vec<&Edge> = edges.iter().collect();
        upwards.sort_by(|a, b| end(b).total_cmp(&end(a)));
        let halves = edges.iter().map(|edge| (edge, true)).chain(upwards.into_iter().map(|edge| (edge, false)));
        for (edge, from_above) in halves {
            let open = if from_above { &mut open_above } else { &mut open_below };
            if !*open && !edge.artifact {
                continue;
            }
            let number = shift.and_then(|shift| edge.number(index, shift)).filter(|_| !edge.is_label);
            let words = edge.without(number.as_ref());
            let is_furniture = |row: usize| {
                let is_one = |other: &Edge| other.artifact && other.is_at_edge || again(other);
                edges.iter().any(|other| other.row == row && is_one(other))
            };
            let is_upper = edge.y < page.size.1 / 2.0;
            let is_apart = || is_apart(page, edge, is_upper, is_furniture);
            // A short line at the top of page after page opens no paragraph, however near the text is.
            let area = page.rows[edge.row].area;
            let is_title = is_upper && area.x1 - area.x0 < page.size.0 * SHORT;
            let comes_again = again(edge);
            let is_known = comes_again && (is_title || is_apart());
            let region = match &number {
                Some(_) if words.is_empty() => Region::PageNumber,
                // What counts the pages in the same words needs no room around it.
                Some(_) if comes_again || edge.artifact => Region::RunningHead,
                None if is_known || edge.artifact && edge.is_at_edge && is_apart() => Region::RunningHead,
                _ => {
                    *open = false;
                    continue;
                }
            };
            regions.regions[edge.row] = region;
            if let Some(number) = number {
                regions.printed.get_or_insert(number.printed);
            }
        }
        found.push(regions);
    }
    feet::mark(pages, body, &mut found);
    found
}

/// A row near an end of its page.
#[derive(Debug, Clone)]
struct Edge {
    row: usize,
    y: f32,
    text: String,
    artifact: bool,
    is_at_edge: bool,
    /// It opens with a raised sign, as a note does.
    is_label: bool,
    /// What it is known by on other pages.
    keys: Vec<String>,
}

/// A number at an end of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    printed: String,
    value: i64,
    /// What is left of the row.
    rest: String,
}

impl Number {
    fn is_roman(&self) -> bool {
        !self.printed.starts_with(|c: char| c.is_ascii_digit())
    }

    /// "00014": a printer's count and no number for readers.
    fn is_padded(&self) -> bool {
        self.printed.starts_with("00")
    }
}

/// The heights at which rows with the same words come again.
type Heads = BTreeMap<String, Vec<f32>>;

fn edges_of(page: &PageRows) -> Vec<Edge> {
    let mut by_height: Vec<usize> = (0..page.rows.len()).collect();
    by_height.sort_by(|a, b| page.rows[*a].area.y0.total_cmp(&page.rows[*b].area.y0));
    let last = by_height.len().saturating_sub(EDGE_ROWS);
    let mut edges = Vec::new();
    for (place, row) in by_height.into_iter().enumerate() {
        let rows = &page.rows[row];
        if rows.table.is_some() {
            continue;
        }
        let artifact = rows.pieces.iter().all(|piece| piece.artifact);
        if !artifact && place >= EDGE_ROWS && place < last || edges.len() >= MOST_EDGES {
            continue;
        }
        let height = page.size.1.max(1.0);
        let is_at_edge = rows.area.y1 < EDGE * height || rows.area.y0 > (1.0 - EDGE) * height;
        let is_label = label(rows).is_some_and(|label| label.raised);
        edges.push(Edge { row, y: rows.area.y0, text: plain(rows), artifact, is_at_edge, is_label, keys: Vec::new() });
    }
    edges
}

/// Whether some words come again near a height.
fn repeats(heads: &Heads, words: &str, y: f32) -> bool {
    heads.get(words).is_some_and(|heights| heights.iter().any(|other| (other - y).abs() <= SAME_HEIGHT))
}

/// Whether white space or other print parts a row at an end of the page from the text: notes that say the same end with the
/// same line. Other rows that come again may stand between, none of them with a note's label.
fn is_apart(page: &PageRows, edge: &Edge, from_above: bool, comes_again: impl Fn(usize) -> bool) -> bool {
    let mut at = edge.row;
    for _ in 0..EDGE_ROWS {
        let Some(next) = inner_row(page, at, from_above) else { return true };
        let (outer, inner) = (&page.rows[at], &page.rows[next]);
        let (a, b) = (outer.print(), inner.print());
        let step = (outer.baseline() - inner.baseline()).abs();
        if (a - b).abs() > ANOTHER_PRINT * a.max(b) || step > TIGHT * a.max(b) {
            return true;
        }
        if !comes_again(next) || label(inner).is_some_and(|label| label.raised) {
            return false;
        }
        at = next;
    }
    true
}

/// The next row towards the middle of the page, above or below a row.
fn inner_row(page: &PageRows, at: usize, from_above: bool) -> Option<usize> {
    let outer = &page.rows[at];
    let step = |row: &Row| (row.baseline() - outer.baseline()) * if from_above { 1.0 } else { -1.0 };
    let overlaps = |row: &Row| row.area.x0 < outer.area.x1 && row.area.x1 > outer.area.x0;
    let inner = (0..page.rows.len()).filter(|at| overlaps(&page.rows[*at]) && step(&page.rows[*at]) > 1.0);
    inner.min_by(|a, b| step(&page.rows[*a]).total_cmp(&step(&page.rows[*b])))
}

/// The words of a row, blanks folded.
pub fn plain(row: &Row) -> String {
    let pieces: Vec<_> = row.pieces.iter().collect();
    fold_space(&inline::plain(&pieces))
}

impl Edge {
    /// The numbers that may be the page's.
    fn numbers(&self) -> Vec<Number> {
        let words: Vec<&str> = self.text.split(' ').collect();
        let mut found = Vec::new();
        let mut at = |index: usize| {
            let Some(word) = words.get(index) else { return };
            let bare = word.trim_matches(|c: char| "-–—()[]|.".contains(c));
            // "3/35" counts the pages, too.
            let bare =
                bare.split_once('/').filter(|(_, all)| all.parse::<u32>().is_ok()).map_or(bare, |(page, _)| page);
            let value = bare.parse::<u32>().ok().filter(|_| bare.len() <= LONGEST_NUMBER).map(i64::from);
            let is_at_end = index < 2 || index + 1 == words.len();
            if let Some(value) = value.or_else(|| roman(bare).filter(|_| is_at_end)) {
                let others = words.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, word)| *word);
                let rest = others.collect::<Vec<_>>().join(" ");
                let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-–—|".contains(c)).to_owned();
                found.push(Number { printed: bare.to_owned(), value, rest });
            }
        };
        at(0);
        if words.len() > 1 {
            at(words.len() - 1);
        }
        // "Page 3 of 35", "Report on bridges | Page 3 of 35".
        if words.len() <= LONGEST_HEAD {
            (1..words.len().saturating_sub(1)).for_each(at);
        }
        for number in &mut found {
            let leading: Vec<&str> = number.rest.split(' ').collect();
            let counts = leading.len() == 1 && ["page", "trang", "p."].contains(&leading[0].to_lowercase().as_str());
            let of_all = leading.len() == 3 && leading[2].parse::<u32>().is_ok() && leading[0].to_lowercase() == "page";
            if counts || of_all {
                number.rest.clear();
            }
        }
        found
    }

    fn number(&self, page: usize, shift: i64) -> Option<Number> {
        self.numbers().into_iter().find(|number| {
            if number.is_roman() { self.is_at_edge } else { number.value - page as i64 == shift && !number.is_padded() }
        })
    }

    /// What a row is known by on other pages: its words without the page's number, and, for a long row, without one that
    /// counts the pages otherwise, by how far that is ahead.
    fn keys_on(&self, page: usize, shift: Option<i64>) -> Vec<String> {
        let number = shift.and_then(|shift| self.number(page, shift)).filter(|_| !self.is_label);
        let words = [self.without(number.as_ref())].into_iter();
        let words = words.filter(|words| words.chars().filter(|c| c.is_alphanumeric()).count() >= 2);
        let is_counter = |number: &Number| {
            crate::text::word_count(&number.rest) >= COUNTED_WORDS && !self.text.starts_with(&number.printed)
        };
        let counters = self.numbers().into_iter().filter(is_counter);
        words.chain(counters.map(|number| format!("{} {:+}", number.rest, number.value - page as i64))).collect()
    }

    fn without(&self, number: Option<&Number>) -> String {
        number.map_or_else(|| self.text.clone(), |number| number.rest.clone())
    }
}

/// A small Roman number, as prefaces are counted by.
fn roman(word: &str) -> Option<i64> {
    /// No preface has so many pages.
    const MANY: usize = 40;
    small_roman(word).filter(|value| *value < MANY).and_then(|value| i64::try_from(value).ok())
}

/// How far the printed numbers are ahead of the places of their pages: what most pages agree on.
fn numbering(edges: &[Vec<Edge>]) -> Option<i64> {
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for (page, edges) in edges.iter().enumerate() {
        let shifts: BTreeSet<i64> = edges
            .iter()
            .filter(|edge| edge.is_at_edge)
            .flat_map(Edge::numbers)
            .filter(|number| !number.is_roman() && !number.is_padded())
            .map(|number| number.value - page as i64)
            .collect();
        for shift in shifts {
            *votes.entry(shift).or_default() += 1;
        }
    }
    let (shift, count) = votes.into_iter().max_by_key(|(shift, count)| (*count, -shift.abs()))?;
    (count >= 2 && count * 3 >= edges.len()).then_some(shift)
}

/// Rows that stand at the same height of several pages.
fn repeated(edges: &[Vec<Edge>]) -> Heads {
    let mut seen: BTreeMap<String, Vec<(f32, usize)>> = BTreeMap::new();
    for (page, edges) in edges.iter().enumerate() {
        for edge in edges {
            for key in &edge.keys {
                seen.entry(key.clone()).or_default().push((edge.y, page));
            }
        }
    }
    let mut heads = Heads::new();
    for (words, mut places) in seen {
        places.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut from = 0;
        while from < places.len() {
            let y = places[from].0;
            let to = from + places[from..].iter().take_while(|(other, _)| other - y <= SAME_HEIGHT).count();
            let pages: BTreeSet<usize> = places[from..to].iter().map(|(_, page)| *page).collect();
            // The head of a chapter comes again on each of its pages, or on every second one.
            let ordered: Vec<usize> = pages.iter().copied().collect();
            let is_chapter = ordered.windows(3).any(|three| three[2] <= three[0] + 4);
            let enough = pages.len() >= 3 && (is_chapter || pages.len() * 8 >= edges.len())
                || edges.len() <= 3 && pages.len() >= 2;
            if enough {
                heads.entry(words.clone()).or_default().push(y);
            }
            from = to;
        }
    }
    heads
}
