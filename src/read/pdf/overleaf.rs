//! Tables that go on over the end of a page.
//!
//! In: the rows of all pages with their regions. Out: the same; where the text of a page begins with the table that the page
//! before ends with, its rows go on with that table, and its head, when it is printed again, is furniture.
//! What always holds: every row of the text stays, only heads that are printed again are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::heads::{self, Opening};
use super::page::{PageRegions, PageRows};
use super::table_row::{Columns, TableRow};
use crate::model::scan::Region;
use crate::text::fold_space;

/// The columns of two pages are the same within so many points.
const SAME_PLACE: f32 = 6.0;

/// A table over several pages: its rows by page and place.
#[derive(Debug, Default)]
struct Chain {
    rows: Vec<(usize, usize)>,
}

/// Joins the tables of neighbouring pages and puts the heads of all tables together.
pub fn join(pages: &mut [PageRows], regions: &mut [PageRegions]) {
    let mut chain = Chain::default();
    for page in 0..pages.len() {
        let opening = table_at(&pages[page], &regions[page], Edge::Top);
        let goes_on = chain.rows.last().zip(opening.first()).is_some_and(|(last, first)| {
            let head = chain.rows.first().and_then(|head| table_of(pages, *head));
            let both = table_of(pages, *last).zip(table_of(pages, (page, *first)));
            let is_one = |(head, (before, after))| is_same(head, before, after);
            last.0 + 1 == page && head.zip(both).is_some_and(is_one)
        });
        if goes_on {
            go_on(pages, &mut regions[page], &mut chain, (page, &opening));
        }
        for inner in between(&pages[page], &regions[page], goes_on.then_some(&opening)) {
            finish(pages, regions, &Chain { rows: inner.into_iter().map(|row| (page, row)).collect() });
        }
        let closing = table_at(&pages[page], &regions[page], Edge::Bottom);
        // It may go on once more where the page has no text but this table.
        if !goes_on || closing.last() != opening.last() {
            finish(pages, regions, &std::mem::take(&mut chain));
            chain.rows = closing.into_iter().map(|row| (page, row)).collect();
        }
    }
    finish(pages, regions, &chain);
}

/// An end of a page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

/// The rows of the table that stands at an end of a page's text.
fn table_at(page: &PageRows, regions: &PageRegions, edge: Edge) -> Vec<usize> {
    let is_text = |at: &usize| regions.regions[*at] == Region::Body && has_words(page, *at);
    let mut text: Vec<usize> = (0..page.rows.len()).filter(is_text).collect();
    if edge == Edge::Bottom {
        text.reverse();
    }
    let number = |at: &usize| page.rows[*at].table.as_ref().map(|row| row.table);
    let Some(own) = text.first().and_then(number) else { return Vec::new() };
    let mut rows: Vec<usize> = text.into_iter().take_while(|at| number(at) == Some(own)).collect();
    rows.sort_unstable();
    rows
}

fn has_words(page: &PageRows, at: usize) -> bool {
    let row = &page.rows[at];
    row.table.is_some() || row.pieces.iter().any(|piece| !piece.is_blank())
}

fn table_of(pages: &[PageRows], (page, row): (usize, usize)) -> Option<&TableRow> {
    pages[page].rows[row].table.as_ref()
}

/// Whether two rows may be of one table: the tags say so, or rules part the same columns. Some programs tag the part on
/// each page as a table: these go on where their columns are alike and no other head opens the second.
fn is_same(head: &TableRow, before: &TableRow, after: &TableRow) -> bool {
    if before.table < 0 && after.table < 0 {
        return are_alike(&before.columns, &after.columns);
    }
    let are_tagged = before.table >= 0 && after.table >= 0;
    let is_whole = after.cells.first().is_some_and(|cell| cell.over.len() > 1) && after.cells.len() == 1;
    let is_head = is_whole || after.cells.iter().all(|cell| cell.header || cell.text.starts_with('*'));
    before.table == after.table
        || are_tagged && are_aligned(&before.columns, &after.columns) && (!is_head || cells(head) == cells(after))
}

/// Whether the words in columns begin, end or are centred at the same places.
fn are_aligned(one: &Columns, other: &Columns) -> bool {
    let near = |((a, b), (c, d)): (&(f32, f32), &(f32, f32))| {
        [a - c, b - d, (a + b - c - d) / 2.0].iter().any(|apart| apart.abs() <= SAME_PLACE)
    };
    one.spans.len() > 1 && one.spans.len() == other.spans.len() && one.spans.iter().zip(&other.spans).all(near)
}

/// Whether columns stand at the same places; pages may be shifted against one another.
fn are_alike(one: &Columns, other: &Columns) -> bool {
    let starts = |columns: &Columns| columns.spans.first().map_or(0.0, |span| span.0);
    let (a, b) = (starts(one), starts(other));
    let near = |(one, other): (&(f32, f32), &(f32, f32))| {
        ((one.0 - a) - (other.0 - b)).abs() <= SAME_PLACE && ((one.1 - a) - (other.1 - b)).abs() <= SAME_PLACE
    };
    one.spans.len() == other.spans.len() && one.spans.iter().zip(&other.spans).all(near)
}

/// Takes the rows of a page into the table that they go on with.
fn go_on(pages: &mut [PageRows], regions: &mut PageRegions, chain: &mut Chain, (page, rows): (usize, &[usize])) {
    let words = |at: (usize, usize)| table_of(pages, at).filter(|row| !row.is_rule).map(cells);
    let head: Vec<Vec<(usize, String)>> = chain.rows.iter().copied().filter_map(words).collect();
    let own: Vec<usize> = rows.iter().copied().filter(|row| words((page, *row)).is_some()).collect();
    let repeated = own.iter().zip(&head).take_while(|(row, head)| words((page, **row)).as_ref() == Some(head)).count();
    let repeated: BTreeSet<usize> = own[..repeated.min(own.len())].iter().copied().collect();
    let last = chain.rows.last().copied();
    let last = last.and_then(|last| table_of(pages, last)).map(|row| (row.row, row.cells.clone()));
    let mut is_first = true;
    for at in rows {
        let Some(row) = pages[page].rows[*at].table.as_mut() else { continue };
        if repeated.contains(at) || row.is_rule {
            // The rule below a head is no line of the print.
            regions.regions[*at] = Region::TableHead;
            if row.is_rule {
                pages[page].rows[*at].pieces.clear();
            }
            continue;
        }
        if std::mem::take(&mut is_first) {
            row.goes_on = true;
            if let Some((_, cells)) = last.as_ref().filter(|(number, _)| row.table >= 0 && *number == row.row) {
                row.is_half = true;
                part_paragraphs(cells, row);
            }
        }
        chain.rows.push((page, *at));
    }
}

/// The words of a row's cells.
fn cells(row: &TableRow) -> Vec<(usize, String)> {
    row.cells.iter().map(|cell| (cell.column, fold_space(&cell.text.replace('*', "")))).collect()
}

/// A line ends in the cells of a row's second half where another paragraph begins than the first half ended with.
fn part_paragraphs(first: &[super::table_row::WrittenCell], row: &mut TableRow) {
    for cell in &mut row.cells {
        let before = first.iter().rev().find(|before| before.column == cell.column).and_then(|cell| cell.blocks.1);
        if before.is_some() && cell.blocks.0.is_some() && before != cell.blocks.0 {
            cell.text.insert_str(0, "<br>");
        }
    }
}

/// The tables of a page that end on it, without the one that goes on from the page before.
fn between(page: &PageRows, regions: &PageRegions, opening: Option<&Vec<usize>>) -> Vec<Vec<usize>> {
    let mut tables: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (at, row) in page.rows.iter().enumerate() {
        if let Some(row) = row.table.as_ref().filter(|_| regions.regions[at] == Region::Body) {
            tables.entry(row.table).or_default().push(at);
        }
    }
    let closing = table_at(page, regions, Edge::Bottom);
    let is_open =
        |rows: &Vec<usize>| rows.last() == closing.last() || opening.is_some_and(|own| own.contains(&rows[0]));
    tables.into_values().filter(|rows| !is_open(rows)).collect()
}

/// Writes the rows of a table, on however many pages, with the columns that any of them uses and its head as one row.
fn finish(pages: &mut [PageRows], regions: &mut [PageRegions], chain: &Chain) {
    let own = |at: &(usize, usize)| table_of(pages, *at).filter(|row| !row.is_rule);
    let places: Vec<(usize, usize)> = chain.rows.iter().copied().filter(|at| own(at).is_some()).collect();
    let rows: Vec<&TableRow> = places.iter().filter_map(own).collect();
    let Opening { titles, heads } = Opening::of(&rows);
    let (head, body) = (&rows[titles..titles + heads], &rows[titles + heads..]);
    let used = heads::used(head, &body.iter().flat_map(|row| row.used()).collect());
    let cells = heads::merged(head, &used);
    let (title, other) = (&places[..titles], places.get(titles + 1..titles + heads).unwrap_or_default());
    for (page, row) in title {
        pages[*page].rows[*row].table.iter_mut().for_each(|row| row.is_title = true);
    }
    for (page, row) in other {
        pages[*page].rows[*row].pieces.clear();
        regions[*page].regions[*row] = Region::TableHead;
    }
    if let Some((page, row)) = places.get(titles).copied()
        && let Some(first) = pages[page].rows[row].table.as_mut()
    {
        first.cells = cells;
    }
    for (page, row) in &chain.rows {
        if let Some(row) = pages[*page].rows[*row].table.as_mut() {
            row.write(&used);
        }
    }
    // The rule stands below the table's first row until then.
    if let (Some((page, from)), Some((below, to))) = (title.first().copied(), places.get(titles).copied())
        && page == below
    {
        pages[page].rows[from + 1..=to].rotate_left(1);
    }
}
