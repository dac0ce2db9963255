//! Rows of cells become rows of a Markdown table.
//!
//! In: the rows of a page. Out: the same with the cells of each table put together. What always holds: every piece stays;
//! what is no table of data (a letterhead, a frame) keeps its rows.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::grid::{COLUMNS, Grids};
use super::inline;
use super::lines::Piece;
use super::matrix::Area;
use super::order::Row;
use super::table_row::{Columns, TableRow, WrittenCell, write};

/// So many rows with two cells make tagged cells a table; ruled ones need fewer.
const TAGGED_ROWS: usize = 3;
const RULED_ROWS: usize = 2;
/// A table to be filled in has so many rows, one of them with so many cells: its head. Letterheads have two.
const FORM: (usize, usize) = (4, 3);

/// A cell with the pieces in it.
struct Cell {
    row: i32,
    column: Option<usize>,
    area: Area,
    lines: Vec<Row>,
}

/// The tagged tables of a file that are some, with their columns.
pub type Tagged = BTreeMap<i32, Rc<Columns>>;

/// The tagged tables of a file that are some: on all their pages they have enough rows with two cells, or a head over rows to be filled in.
pub fn tagged<'r>(rows: impl Iterator<Item = &'r Row>) -> Tagged {
    let mut tables: BTreeMap<i32, BTreeMap<i32, BTreeMap<i32, Area>>> = BTreeMap::new();
    for piece in rows.flat_map(|row| &row.pieces) {
        let Some(cell) = piece.place.cell.filter(|cell| cell.table >= 0) else { continue };
        let cells = tables.entry(cell.table).or_default().entry(cell.row).or_default();
        cells.entry(cell.cell).and_modify(|area| *area = area.with(piece.area)).or_insert(piece.area);
    }
    let is_table = |rows: &BTreeMap<i32, BTreeMap<i32, Area>>| {
        is_form(rows.values().map(BTreeMap::len))
            || rows.values().filter(|cells| cells.len() >= 2).count() >= TAGGED_ROWS
    };
    let tables = tables.into_iter().filter(|(_, rows)| is_table(rows));
    tables.map(|(table, rows)| (table, Rc::new(placed(&rows)))).collect()
}

/// Whether rows with so many filled cells are a table to be filled in.
fn is_form(cells: impl ExactSizeIterator<Item = usize>) -> bool {
    cells.len() >= FORM.0 && cells.max() >= Some(FORM.1)
}

/// The columns that the fullest rows of a table show.
fn placed(rows: &BTreeMap<i32, BTreeMap<i32, Area>>) -> Columns {
    let count = rows.values().map(BTreeMap::len).max().unwrap_or(0);
    let mut spans = vec![(f32::MAX, f32::MIN); count];
    for row in rows.values().filter(|row| row.len() == count) {
        let mut areas: Vec<&Area> = row.values().collect();
        areas.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        for (span, area) in spans.iter_mut().zip(areas) {
            *span = (span.0.min(area.x0), span.1.max(area.x1));
        }
    }
    Columns { spans, are_ruled: false }
}

/// Puts the tables of a page together; `tagged` are those that the tags name, `grids` those that rules part.
pub fn folded(rows: Vec<Row>, tagged: &Tagged, grids: &Grids) -> Vec<Row> {
    let mut tables: BTreeMap<i32, Vec<Row>> = BTreeMap::new();
    let mut order: Vec<Result<Row, i32>> = Vec::new();
    for row in rows.into_iter().flat_map(|row| by_cell(row, tagged)) {
        match row.pieces.first().and_then(|piece| piece.place.cell) {
            Some(cell) => {
                let table = tables.entry(cell.table).or_default();
                if table.is_empty() {
                    order.push(Err(cell.table));
                }
                table.push(row);
            }
            None => order.push(Ok(row)),
        }
    }
    let mut out = Vec::new();
    for entry in order {
        match entry {
            Ok(row) => out.push(row),
            Err(id) => {
                let rows = tables.remove(&id).unwrap_or_default();
                let ruled = || Some(Rc::new(Columns { spans: grids.columns(id)?, are_ruled: true }));
                match tagged.get(&id).cloned().or_else(ruled) {
                    Some(columns) => out.extend(table(rows, &columns, grids)),
                    None => out.extend(rows),
                }
            }
        }
    }
    out
}

/// A row parted where it goes over the cells of a tagged table: not all pages are read in the order of their tags.
fn by_cell(row: Row, tagged: &Tagged) -> Vec<Row> {
    let cell = |piece: &Piece| piece.place.cell.filter(|cell| tagged.contains_key(&cell.table)).map(|cell| cell.cell);
    if row.pieces.windows(2).all(|pair| cell(&pair[0]) == cell(&pair[1])) {
        return vec![row];
    }
    let parts = row.pieces.chunk_by(|a, b| cell(a) == cell(b));
    parts.map(|pieces| Row { beside: row.beside, aside: row.aside, ..Row::of(pieces.to_vec(), row.column) }).collect()
}

/// The rows of a table, or the rows as they are when it is none.
fn table(rows: Vec<Row>, columns: &Rc<Columns>, grids: &Grids) -> Vec<Row> {
    let cells = cells(&rows, columns.are_ruled);
    let mut by_row: BTreeMap<usize, Vec<&Cell>> = BTreeMap::new();
    let mut order: Vec<i32> = Vec::new();
    for cell in &cells {
        let at = order.iter().position(|row| *row == cell.row).unwrap_or_else(|| {
            order.push(cell.row);
            order.len() - 1
        });
        by_row.entry(at).or_default().push(cell);
    }
    let full = by_row.values().filter(|row| row.len() >= 2).count();
    if full < if columns.are_ruled { RULED_ROWS } else { 1 } && !is_form(by_row.values().map(Vec::len)) {
        return rows;
    }
    for row in by_row.values_mut() {
        row.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    }
    let number = rows.first().and_then(|row| row.pieces.first()?.place.cell).map_or(0, |cell| cell.table);
    let mut out = Vec::new();
    for (index, row) in by_row.values().enumerate() {
        let pieces: Vec<Piece> = row.iter().flat_map(|cell| &cell.lines).flat_map(|line| line.pieces.clone()).collect();
        let table = TableRow {
            table: number,
            row: order[index],
            cells: written(row, columns, grids),
            columns: Rc::clone(columns),
            ..TableRow::default()
        };
        let row = Row { table: Some(table), ..Row::of(pieces, rows[0].column) };
        let area = Area { y0: row.area.y1, ..row.area };
        out.push(row);
        if index == 0 {
            let rule = TableRow { table: number, is_rule: true, columns: Rc::clone(columns), ..TableRow::default() };
            out.push(Row { table: Some(rule), area, ..Row::default() });
        }
    }
    write(out.iter_mut().filter_map(|row| row.table.as_mut()));
    out
}

/// The cells of a row with the columns that they stand over.
fn written(row: &[&Cell], columns: &Columns, grids: &Grids) -> Vec<WrittenCell> {
    let own = |(place, cell): (usize, &&Cell)| cell.column.unwrap_or_else(|| columns.of(cell.area, place, row.len()));
    let owns: Vec<usize> = row.iter().enumerate().map(own).collect();
    let mut from = 0;
    let mut out = Vec::new();
    for (place, cell) in row.iter().enumerate() {
        let to = owns.get(place + 1).copied().unwrap_or(columns.spans.len());
        let Area { x0, y0, x1, y1 } = cell.area;
        let around = grids.around(((x0 + x1) / 2.0, (y0 + y1) / 2.0));
        let over = columns.over(owns[place], cell.area, around, from..to);
        from = over.end;
        out.push(WrittenCell {
            column: owns[place],
            over,
            header: cell.lines.iter().flat_map(|line| &line.pieces).all(is_header),
            text: words(&cell.lines),
            blocks: (cell.lines.first().and_then(block), cell.lines.last().and_then(block)),
        });
    }
    out
}

fn is_header(piece: &Piece) -> bool {
    piece.place.cell.is_some_and(|cell| cell.header)
}

/// The cells of a table in their order.
fn cells(rows: &[Row], ruled: bool) -> Vec<Cell> {
    let mut cells: Vec<(i32, Cell)> = Vec::new();
    for row in rows {
        let Some(place) = row.pieces.first().and_then(|piece| piece.place.cell) else { continue };
        match cells.iter_mut().rev().find(|(id, _)| *id == place.cell) {
            Some((_, cell)) => {
                cell.area = cell.area.with(row.area);
                cell.lines.push(row.clone());
            }
            None => {
                let column = usize::try_from(place.cell % COLUMNS).ok().filter(|_| ruled);
                cells.push((place.cell, Cell { row: place.row, column, area: row.area, lines: vec![row.clone()] }));
            }
        }
    }
    if ruled {
        cells.sort_by_key(|(id, _)| *id);
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// The paragraph of a line of a cell, where tags name it.
fn block(row: &Row) -> Option<i32> {
    row.pieces.first().and_then(|piece| piece.place.block)
}

/// The words of a cell: its lines in a row, its paragraphs parted.
fn words(lines: &[Row]) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let pieces: Vec<&Piece> = line.pieces.iter().collect();
        let written = inline::markdown(&pieces).replace('|', "\\|");
        if written.is_empty() {
            continue;
        }
        let new_block = at > 0 && block(line).is_some() && block(line) != block(&lines[at - 1]);
        text = match (text.is_empty(), new_block) {
            (true, _) => written,
            (false, true) => format!("{text}<br>{written}"),
            (false, false) => inline::joined(&text, &written),
        };
    }
    text
}
