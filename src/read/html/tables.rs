//! Tables of a page: rows and cells, those over several rows or columns with empty ones behind them.

use super::walk::Walker;
use crate::read::flow::{Block, Cell, Table, Told};
use crate::read::xml::Element;

/// A page that claims more is wrong.
const MOST_SPAN: usize = 100;

/// The blocks that a table makes: itself, or, where it only sets out the page, what its cells hold.
pub fn read(walker: &mut Walker<'_>, table: &Element) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for caption in table.elements().filter(|element| element.is("caption")) {
        blocks.extend(walker.read(caption));
    }
    let rows = rows_of(table);
    let cells = |row: &Element| row.elements().filter(|cell| cell.is("td") || cell.is("th")).count();
    let is_frame = table.attribute("role") == Some("presentation")
        || rows.iter().all(|row| cells(row) <= 1)
        || !table.all("h1").is_empty()
        || rows.iter().any(|row| row.elements().any(|cell| !cell.all("table").is_empty()));
    if is_frame {
        for cell in rows.iter().flat_map(|row| row.elements()) {
            blocks.extend(walker.read(cell));
        }
        return blocks;
    }
    let mut out = Table::default();
    // Rows that a cell above still fills, by column.
    let mut filled: Vec<usize> = Vec::new();
    for row in rows {
        let mut made: Vec<Cell> = Vec::new();
        let mut column = 0;
        for cell in row.elements().filter(|cell| cell.is("td") || cell.is("th")) {
            column = skip(&mut filled, column, &mut made);
            let span = |key: &str| {
                let span = cell.attribute(key).and_then(|span| span.trim().parse::<usize>().ok());
                span.unwrap_or(1).clamp(1, MOST_SPAN)
            };
            let (wide, high) = (span("colspan"), span("rowspan"));
            if wide * high > 1 {
                walker.tell(Told::MergedCell);
            }
            if high > 1 {
                filled.resize(filled.len().max(column + wide), 0);
                filled[column..column + wide].iter_mut().for_each(|rows| *rows = high);
            }
            made.push(Cell { blocks: walker.read(cell), columns: wide });
            column += wide;
        }
        skip(&mut filled, column, &mut made);
        filled.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        out.rows.push(made);
    }
    blocks.push(Block::Table(out));
    blocks
}

/// Puts empty cells where cells above still stand; gives the next free column.
fn skip(filled: &mut [usize], column: usize, made: &mut Vec<Cell>) -> usize {
    let mut at = column;
    while filled.get(at).is_some_and(|rows| *rows > 0) {
        made.push(Cell { blocks: Vec::new(), columns: 1 });
        at += 1;
    }
    at
}

fn rows_of(table: &Element) -> Vec<&Element> {
    let mut rows = Vec::new();
    for element in table.elements() {
        match &*element.name {
            "tr" => rows.push(element),
            "thead" | "tbody" | "tfoot" => rows.extend(element.elements().filter(|row| row.is("tr"))),
            _ => {}
        }
    }
    rows
}
