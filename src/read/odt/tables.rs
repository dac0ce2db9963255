//! The rows and cells of an OpenDocument table.

use crate::read::xml::Element;

/// Rows and cells that are repeated; a sheet claims a million empty ones.
const MOST_REPEATED: usize = 100;

/// A row or cell, and how often it stands there.
pub struct Repeated<T> {
    /// It.
    pub of: T,
    /// How often.
    pub times: usize,
}

/// A cell.
pub struct CellOf<'e> {
    /// What holds its text.
    pub element: &'e Element,
    /// It takes several places; the file has a covered cell for each of the others.
    pub is_merged: bool,
}

/// The rows of a table with their cells, those of its head and of groups among them.
pub fn rows(table: &Element) -> Vec<Repeated<Vec<Repeated<CellOf<'_>>>>> {
    let mut rows = Vec::new();
    gather(table, &mut rows);
    rows.into_iter().map(|row| Repeated { of: cells(row), times: times(row, "number-rows-repeated") }).collect()
}

fn gather<'e>(parent: &'e Element, rows: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        match &*element.name {
            "table:table-row" => rows.push(element),
            "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => gather(element, rows),
            _ => {}
        }
    }
}

fn cells(row: &Element) -> Vec<Repeated<CellOf<'_>>> {
    let is_cell = |element: &&Element| element.is("table:table-cell") || element.is("table:covered-table-cell");
    let cell = |element: &'_ Element| {
        let spans = |key: &str| element.attribute(key).is_some_and(|span| span != "1");
        spans("number-columns-spanned") || spans("number-rows-spanned")
    };
    let made = row.elements().filter(is_cell).map(|element| Repeated {
        of: CellOf { element, is_merged: cell(element) },
        times: times(element, "number-columns-repeated"),
    });
    made.collect()
}

fn times(element: &Element, key: &str) -> usize {
    element.attribute(key).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1).clamp(1, MOST_REPEATED)
}
