//! Tables without rules: lines whose pieces stand in columns.
//!
//! In: the rows of a page in reading order, where places gave it. Out: the same, with rows of a table where the positions show
//! one clearly. What always holds: every piece stays; a letterhead, a table of contents and running text are no tables.

use std::rc::Rc;

use super::inline;
use super::lines::Piece;
use super::order::Row;
use super::table_row::{Columns, TableRow, WrittenCell, write};

/// So many lines with cells beside one another make a table.
const ROWS: usize = 4;
/// The words of most cells beside the first column: figures, "none", "60 %".
const CELL_WORDS: usize = 3;
/// Rows further apart than so many sizes are of two tables.
const APART: f32 = 4.0;
/// Tables that rules part have numbers below 0, and tagged ones above: these are none of them.
const NUMBER: i32 = i32::MIN;

/// The rows of a page with its tables.
pub fn folded(rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    let mut run: Vec<Row> = Vec::new();
    let mut number = NUMBER;
    for row in rows {
        if run.last().is_some_and(|last| !is_near(last, &row)) || !may_be_row(&row) {
            close(&mut run, &mut out, &mut number);
        }
        if may_be_row(&row) { run.push(row) } else { out.push(row) }
    }
    close(&mut run, &mut out, &mut number);
    out
}

fn may_be_row(row: &Row) -> bool {
    let is_free =
        |piece: &Piece| piece.place.cell.is_none() && piece.place.block.is_none() && !piece.artifact && !piece.turned;
    row.table.is_none() && row.aside.is_none() && !row.pieces.is_empty() && row.pieces.iter().all(is_free)
}

fn is_near(above: &Row, row: &Row) -> bool {
    let step = row.baseline() - above.baseline();
    above.column == row.column && step > 0.0 && step <= APART * above.print().max(row.print())
}

/// Ends a run of rows; the table in it, if any, is the longest stretch from a row with cells to one.
fn close(run: &mut Vec<Row>, out: &mut Vec<Row>, number: &mut i32) {
    let rows = std::mem::take(run);
    let mut from = 0;
    while from < rows.len() {
        match longest(&rows[from..]) {
            Some((count, spans)) => {
                *number += 1;
                out.extend(table(&rows[from..from + count], spans, *number));
                from += count;
            }
            None => {
                out.push(rows[from].clone());
                from += 1;
            }
        }
    }
}

/// The longest table that begins with the first of some rows: how many rows, and their columns.
fn longest(rows: &[Row]) -> Option<(usize, Vec<(f32, f32)>)> {
    /// So many rows without cells may stand between two that have some.
    const BETWEEN: usize = 3;
    let mut found = None;
    let mut count = ROWS;
    while count <= rows.len() && count <= found.as_ref().map_or(ROWS, |(last, _)| *last) + BETWEEN {
        if let Some(spans) = columns(&rows[..count]) {
            found = Some((count, spans));
        }
        count += 1;
    }
    found
}

/// The columns of rows, when they are a table without doubt.
fn columns(rows: &[Row]) -> Option<Vec<(f32, f32)>> {
    let full: Vec<&Row> = rows.iter().filter(|row| row.pieces.len() >= 2).collect();
    let ends_full = |row: Option<&Row>| row.is_some_and(|row| row.pieces.len() >= 2);
    if full.len() < ROWS || full.len() * 3 < rows.len() * 2 || !ends_full(rows.first()) || !ends_full(rows.last()) {
        return None;
    }
    let mut areas: Vec<(f32, f32)> =
        rows.iter().flat_map(|row| &row.pieces).map(|piece| (piece.area.x0, piece.area.x1)).collect();
    areas.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut spans: Vec<(f32, f32)> = Vec::new();
    for area in areas {
        match spans.last_mut().filter(|span| area.0 < span.1 + 1.0) {
            Some(span) => span.1 = span.1.max(area.1),
            None => spans.push(area),
        }
    }
    let size = rows[0].print();
    let is_parted = spans.windows(2).all(|pair| pair[1].0 - pair[0].1 >= 2.0 * size);
    let of_column = |span: &(f32, f32)| -> Vec<String> {
        let own =
            full.iter().flat_map(|row| &row.pieces).filter(|piece| piece.area.x0 >= span.0 && piece.area.x1 <= span.1);
        own.map(|piece| crate::text::fold_space(&inline::plain(&[piece]))).collect()
    };
    let cells: Vec<Vec<String>> = spans.iter().map(of_column).collect();
    // Each column has a cell in most rows, and one alone.
    let is_filled = |column: &Vec<String>| column.len() * 5 >= full.len() * 4 && column.len() <= full.len();
    let is_short =
        |cell: &&String| cell.split(' ').count() <= CELL_WORDS && !cell.contains(['…', '_']) && !cell.contains("...");
    let are_values = |column: &Vec<String>| column.iter().filter(is_short).count() * 5 >= column.len() * 4;
    let is_labelled = cells.first().is_some_and(|column| column.iter().any(|cell| cell.chars().count() > CELL_WORDS));
    let is_table = spans.len() >= 2
        && is_parted
        && is_labelled
        && cells.iter().all(is_filled)
        && cells[1..].iter().all(are_values)
        && !counts_pages(&cells);
    is_table.then_some(spans)
}

/// Whether two columns are titles and the pages on which they stand.
fn counts_pages(cells: &[Vec<String>]) -> bool {
    let numbers = |column: &Vec<String>| -> Vec<u32> { column.iter().filter_map(|cell| cell.parse().ok()).collect() };
    let last = cells.last().map(numbers).unwrap_or_default();
    let count = cells.last().map_or(0, Vec::len);
    let rises = last.windows(2).filter(|pair| pair[0] <= pair[1]).count() + 1;
    last.len() * 3 >= count * 2 && rises * 10 >= last.len() * 9
}

/// The rows of a table.
fn table(rows: &[Row], spans: Vec<(f32, f32)>, number: i32) -> Vec<Row> {
    let columns = Rc::new(Columns { spans, are_ruled: false });
    let mut out: Vec<Row> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cell = |piece: &Piece| {
            let span =
                columns.spans.iter().position(|span| piece.area.x0 >= span.0 - 0.5 && piece.area.x1 <= span.1 + 0.5);
            let text = inline::markdown(&[piece]).replace('|', "\\|");
            let column = span.unwrap_or(0);
            WrittenCell { column, over: column..column + 1, header: false, text, blocks: (None, None) }
        };
        let cells = row.pieces.iter().map(cell).collect();
        let table = TableRow { table: number, cells, columns: Rc::clone(&columns), ..TableRow::default() };
        out.push(Row { table: Some(table), ..row.clone() });
        if at == 0 {
            let rule = TableRow { table: number, is_rule: true, columns: Rc::clone(&columns), ..TableRow::default() };
            out.push(Row { table: Some(rule), area: row.area, column: row.column, ..Row::default() });
        }
    }
    write(out.iter_mut().filter_map(|row| row.table.as_mut()));
    out
}
