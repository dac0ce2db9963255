//! Tables of an OpenDocument text.

use super::body::Reader;
use crate::read::flow::{Block, Cell, Table, Told};
use crate::read::xml::Element;

/// Rows and cells that are repeated; a sheet claims a million empty ones.
const MOST_REPEATED: usize = 100;

/// The blocks that a table makes: itself, or what its one cell holds.
pub fn read(reader: &mut Reader<'_>, table: &Element) -> Vec<Block> {
    let mut rows = Vec::new();
    gather(table, &mut rows);
    let mut out = Table::default();
    for row in rows {
        let cells = cells(reader, row);
        for _ in 0..repeated(row, "number-rows-repeated") {
            out.rows.push(cells.clone());
        }
    }
    if out.rows.iter().all(|row| row.len() <= 1) {
        return out.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
    }
    vec![Block::Table(out)]
}

/// The rows of a table, those of its head and of groups among them.
fn gather<'e>(parent: &'e Element, rows: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        match &*element.name {
            "table:table-row" => rows.push(element),
            "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => gather(element, rows),
            _ => {}
        }
    }
}

/// The cells of a row. The file has a covered cell for each place that a larger cell takes.
fn cells(reader: &mut Reader<'_>, row: &Element) -> Vec<Cell> {
    let mut cells = Vec::new();
    for element in row.elements() {
        let is_cell = element.is("table:table-cell");
        if !is_cell && !element.is("table:covered-table-cell") {
            continue;
        }
        let spans = |key: &str| element.attribute(key).is_some_and(|span| span != "1");
        if spans("number-columns-spanned") || spans("number-rows-spanned") {
            reader.tell(Told::MergedCell);
        }
        let blocks = reader.container(element);
        let count = repeated(element, "number-columns-repeated");
        cells.extend(std::iter::repeat_n(Cell { blocks, columns: 1 }, count));
    }
    cells
}

fn repeated(element: &Element, key: &str) -> usize {
    element.attribute(key).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1).clamp(1, MOST_REPEATED)
}
