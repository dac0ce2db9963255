//! Rows of cells become rows of a Markdown table.
//!
//! In: the rows of a page. Out: the same with the cells of each table put together. What always holds: every piece stays;
//! what is no table of data (a letterhead, a frame) keeps its rows.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::COLUMNS;
use super::inline;
use super::lines::Piece;
use super::matrix::Area;
use super::order::Row;

/// So many rows with two cells make tagged cells a table; ruled ones need fewer.
const TAGGED_ROWS: usize = 3;
const RULED_ROWS: usize = 2;

/// A cell with the pieces in it.
struct Cell {
    row: i32,
    column: Option<i32>,
    area: Area,
    lines: Vec<Row>,
}

/// The tagged tables of a file that are some: on all their pages they have enough rows with two cells.
pub fn tagged<'r>(rows: impl Iterator<Item = &'r Row>) -> BTreeSet<i32> {
    let mut cells: BTreeMap<(i32, i32), BTreeSet<i32>> = BTreeMap::new();
    for cell in rows.filter_map(|row| row.pieces.first()?.place.cell).filter(|cell| cell.table >= 0) {
        cells.entry((cell.table, cell.row)).or_default().insert(cell.cell);
    }
    let mut full: BTreeMap<i32, usize> = BTreeMap::new();
    for ((table, _), _) in cells.iter().filter(|(_, cells)| cells.len() >= 2) {
        *full.entry(*table).or_default() += 1;
    }
    full.into_iter().filter(|(_, rows)| *rows >= TAGGED_ROWS).map(|(table, _)| table).collect()
}

/// Puts the tables of a page together; `tagged` are those that the tags name.
pub fn folded(rows: Vec<Row>, tagged: &BTreeSet<i32>) -> Vec<Row> {
    let mut tables: BTreeMap<i32, Vec<Row>> = BTreeMap::new();
    let mut order: Vec<Result<Row, i32>> = Vec::new();
    for row in rows {
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
                let is_table = id < 0 || tagged.contains(&id);
                out.extend(if is_table { table(rows, id < 0) } else { rows });
            }
        }
    }
    out
}

/// The rows of a table, or the rows as they are when it is none.
fn table(rows: Vec<Row>, ruled: bool) -> Vec<Row> {
    let cells = cells(&rows, ruled);
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
    if full < if ruled { RULED_ROWS } else { 1 } {
        return rows;
    }
    let columns = if ruled { ruled_columns(&cells) } else { tagged_columns(&by_row) };
    let mut out = Vec::new();
    for (index, row) in by_row.values().enumerate() {
        let mut texts = vec![String::new(); columns.len()];
        for (place, cell) in row.iter().enumerate() {
            let text = &mut texts[columns.of(cell, place, row.len())];
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&words(&cell.lines));
        }
        let pieces: Vec<Piece> = row.iter().flat_map(|cell| &cell.lines).flat_map(|line| line.pieces.clone()).collect();
        out.push(Row { table: Some(format!("| {} |", texts.join(" | "))), ..Row::of(pieces, rows[0].column) });
        if index == 0 {
            let area = out[0].area;
            let rule = format!("|{}", "---|".repeat(columns.len()));
            out.push(Row { table: Some(rule), area: Area { y0: area.y1, ..area }, ..Row::default() });
        }
    }
    out
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
                let column = ruled.then_some(place.cell % COLUMNS);
                cells.push((place.cell, Cell { row: place.row, column, area: row.area, lines: vec![row.clone()] }));
            }
        }
    }
    if ruled {
        cells.sort_by_key(|(id, _)| *id);
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// The columns of a table.
enum Columns {
    /// By the numbers that the rules give.
    Ruled(Vec<i32>),
    /// By the places of the cells of the fullest rows.
    Placed(Vec<(f32, f32)>),
}

impl Columns {
    fn len(&self) -> usize {
        match self {
            Self::Ruled(columns) => columns.len(),
            Self::Placed(columns) => columns.len(),
        }
    }

    /// The column of a row's cell; `count` cells are in the row, this one in that place.
    fn of(&self, cell: &Cell, place: usize, count: usize) -> usize {
        match self {
            Self::Ruled(columns) => columns.iter().position(|column| Some(*column) == cell.column).unwrap_or(0),
            Self::Placed(columns) if count == columns.len() => place,
            Self::Placed(columns) => {
                // How far apart the two are; what overlaps is nearer the more it does.
                let apart = |(from, to): &(f32, f32)| cell.area.x0.max(*from) - cell.area.x1.min(*to);
                let nearest = columns.iter().enumerate().min_by(|a, b| apart(a.1).total_cmp(&apart(b.1)));
                nearest.map_or(0, |(at, _)| at)
            }
        }
    }
}

fn ruled_columns(cells: &[Cell]) -> Columns {
    let mut columns: Vec<i32> = cells.iter().filter_map(|cell| cell.column).collect();
    columns.sort_unstable();
    columns.dedup();
    Columns::Ruled(columns)
}

fn tagged_columns(rows: &BTreeMap<usize, Vec<&Cell>>) -> Columns {
    let count = rows.values().map(Vec::len).max().unwrap_or(0);
    let mut columns = vec![(f32::MAX, f32::MIN); count];
    for row in rows.values().filter(|row| row.len() == count) {
        for (column, cell) in columns.iter_mut().zip(row) {
            *column = (column.0.min(cell.area.x0), column.1.max(cell.area.x1));
        }
    }
    Columns::Placed(columns)
}

/// The words of a cell: its lines in a row, its paragraphs parted.
fn words(lines: &[Row]) -> String {
    let block = |row: &Row| row.pieces.first().and_then(|piece| piece.place.block);
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
