//! The cells of a page's tables, those over several rows or columns with empty ones behind them.

use crate::read::xml::{Element, Node};

/// A page that claims more is wrong.
const MOST_SPAN: usize = 100;

/// A table.
#[derive(Debug, Default)]
pub struct Grid<'p> {
    /// What stands above it.
    pub captions: Vec<&'p Element>,
    /// It only sets out the page.
    pub is_frame: bool,
    /// Its rows.
    pub rows: Vec<Vec<Place<'p>>>,
    /// How many cells take several places.
    pub merged: usize,
}

/// A place in a row.
#[derive(Debug, Clone, Copy)]
pub enum Place<'p> {
    /// A cell, and how many columns it is wide.
    Cell(&'p Element, usize),
    /// A cell above still stands here.
    Empty,
}

/// Whether a division only sets short pieces of words beside one another: a number, a date, a name.
pub fn is_row(element: &Element) -> bool {
    /// A row has no more words.
    const LONGEST: usize = 30;
    let pieces: Vec<&Element> = element.elements().collect();
    let is_piece = |piece: &&Element| ["span", "time", "a"].iter().any(|name| piece.is(name));
    let is_blank = |node: &Node| matches!(node, Node::Text(text) if text.contains('\n') && text.trim().is_empty());
    let opens = |piece: &&Element| piece.text().trim_start().starts_with(|c: char| !c.is_lowercase());
    let parted = element.children.windows(3).all(|nodes| match nodes {
        [Node::Element(_), between, Node::Element(_)] => is_blank(between),
        [Node::Element(_), Node::Element(_), _] | [_, Node::Element(_), Node::Element(_)] => false,
        _ => true,
    });
    element.is("div")
        && pieces.len() >= 2
        && pieces.iter().all(is_piece)
        && pieces.iter().all(opens)
        && parted
        && element.children.iter().all(|node| matches!(node, Node::Element(_)) || is_blank(node))
        && element.text().split_whitespace().count() <= LONGEST
}

/// The cells of a table.
pub fn grid(table: &Element) -> Grid<'_> {
    let mut grid = Grid { captions: table.elements().filter(|e| e.is("caption")).collect(), ..Grid::default() };
    let rows = rows_of(table);
    grid.is_frame = table.attribute("role") == Some("presentation")
        || rows.iter().all(|row| cells_of(row).count() <= 1)
        || !table.all("h1").is_empty()
        || is_letterhead(table, &rows)
        || rows.iter().any(|row| row.elements().any(|cell| !cell.all("table").is_empty()));
    // Rows that a cell above still fills, by column.
    let mut filled: Vec<usize> = Vec::new();
    for row in rows {
        let mut made = Vec::new();
        let mut column = 0;
        for cell in cells_of(row) {
            column = skip(&filled, column, &mut made);
            let span = |key: &str| {
                let span = cell.attribute(key).and_then(|span| span.trim().parse::<usize>().ok());
                span.unwrap_or(1).clamp(1, MOST_SPAN)
            };
            let (wide, high) = (span("colspan"), span("rowspan"));
            grid.merged += usize::from(wide * high > 1);
            if high > 1 {
                filled.resize(filled.len().max(column + wide), 0);
                filled[column..column + wide].iter_mut().for_each(|rows| *rows = high);
            }
            made.push(Place::Cell(cell, wide));
            column += wide;
        }
        skip(&filled, column, &mut made);
        filled.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        grid.rows.push(made);
    }
    grid
}

/// Two columns that set names, a number and a date beside one another, as letterheads and signatures do: rules of dashes
/// below the names, and nothing that tables have.
fn is_letterhead(table: &Element, rows: &[&Element]) -> bool {
    /// Such a table has no more rows.
    const MOST: usize = 4;
    fn texts(element: &Element) -> Vec<&str> {
        let inner = element.children.iter().map(|node| match node {
            Node::Text(text) => vec![text.as_str()],
            Node::Element(element) => texts(element),
        });
        inner.flatten().collect()
    }
    let is_rule = |line: &str| {
        let line = line.trim();
        line.chars().count() > 2 && line.chars().all(|c| matches!(c, '-' | '_' | '–' | '—' | '*' | '.'))
    };
    let has_rule = |row: &&Element| cells_of(row).any(|cell| texts(cell).into_iter().any(is_rule));
    let is_plain = table.all("th").is_empty() && !matches!(table.attribute("border"), Some("1" | "2"));
    is_plain && rows.len() <= MOST && rows.iter().all(|row| cells_of(row).count() == 2) && rows.iter().any(has_rule)
}

/// Puts empty places where cells above still stand; gives the next free column.
fn skip(filled: &[usize], column: usize, made: &mut Vec<Place<'_>>) -> usize {
    let free = filled.iter().skip(column).take_while(|rows| **rows > 0).count();
    made.extend(std::iter::repeat_n(Place::Empty, free));
    column + free
}

fn cells_of(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|cell| cell.is("td") || cell.is("th"))
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
