//! Tables of a Word file.

use super::reader::{Changes, Reader};
use super::styles::has_rules;
use crate::read::flow::{Block, Cell, Omission, Table};
use crate::read::xml::Element;

/// A table without rules and of no more rows and columns may only set things side by side: a letterhead, signatures.
const FRAME: usize = 3;

impl Reader<'_> {
    /// Reads a table into blocks.
    pub(super) fn table(&mut self, element: &Element, out: &mut Vec<Block>) {
        read(self, element, out);
    }
}

fn read(reader: &mut Reader<'_>, element: &Element, out: &mut Vec<Block>) {
    let mut rows = Vec::new();
    gather(element, "w:tr", &mut rows);
    let mut table = Table::default();
    for row in rows {
        if let Some(cells) = cells(reader, row) {
            table.rows.push(cells);
        }
    }
    table.rows.retain(|row| !row.is_empty());
    let is_frame = is_frame(&table) && !has_header(element) && !is_ruled(reader, element);
    if is_frame || table.rows.iter().all(|row| row.len() < 2) {
        out.extend(table.rows.into_iter().flatten().flat_map(|cell| cell.blocks));
    } else {
        let merged = table.rows.iter().flatten().filter(|cell| cell.columns > 1).count();
        for _ in 0..merged {
            reader.flow.tell(Omission::MergedCell);
        }
        out.push(Block::Table(table));
    }
}

/// Rows or cells, which may stand in frames.
fn gather<'e>(parent: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        match &*element.name {
            own if own == name => found.push(element),
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:del" => gather(element, name, found),
            _ => {}
        }
    }
}

/// The cells of a row; none when a tracked change takes the row out.
fn cells(reader: &mut Reader<'_>, row: &Element) -> Option<Vec<Cell>> {
    let properties = row.child("w:trPr");
    let property = |name: &str| properties.and_then(|properties| properties.child(name));
    let (put_in, taken_out) = (property("w:ins"), property("w:del"));
    if put_in.is_some() || taken_out.is_some() {
        reader.flow.tell(if put_in.is_some() { Omission::Inserted } else { Omission::Deleted });
        let goes = if reader.changes == Changes::Accepted { taken_out } else { put_in };
        if goes.is_some() {
            return None;
        }
    }
    let before =
        property("w:gridBefore").and_then(|before| before.attribute("val")).and_then(|count| count.parse().ok());
    let mut cells: Vec<Cell> = Vec::new();
    cells.extend(before.filter(|count| *count > 0).map(|columns| Cell { blocks: Vec::new(), columns }));
    let mut found = Vec::new();
    gather(row, "w:tc", &mut found);
    for cell in found {
        let value = |name: &str| cell.at(&["w:tcPr", name]).map(|found| found.attribute("val").unwrap_or("continue"));
        let columns = value("w:gridSpan").and_then(|span| span.parse().ok()).unwrap_or(1);
        if value("w:vMerge") == Some("restart") {
            reader.flow.tell(Omission::MergedCell);
        }
        let blocks = reader.container(cell);
        cells.push(Cell { blocks, columns });
    }
    Some(cells)
}

/// Whether a table without rules only sets things side by side: one row, or cells of several paragraphs.
fn is_frame(table: &Table) -> bool {
    let is_text = |block: &&Block| !matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty());
    let tall = |cell: &Cell| cell.blocks.iter().filter(is_text).count() > 1;
    let small = table.rows.len() <= FRAME && table.rows.iter().all(|row| row.len() <= FRAME);
    small && (table.rows.len() == 1 || table.rows.iter().flatten().any(tall))
}

/// Whether a row of a table says that it comes again on every page.
fn has_header(table: &Element) -> bool {
    !table.all("w:tblHeader").is_empty()
}

fn is_ruled(reader: &Reader<'_>, table: &Element) -> bool {
    let style = table.at(&["w:tblPr", "w:tblStyle"]).and_then(|style| style.attribute("val"));
    let by_table = match table.at(&["w:tblPr", "w:tblBorders"]) {
        Some(borders) => has_rules(borders),
        None => reader.styles.has_rules(style),
    };
    by_table || table.all("w:tcBorders").into_iter().any(has_rules)
}
