//! Tables as rows of Markdown.

use super::inline::line_of;
use super::model::{Block, Cell, Note, Paragraph, Picture, Piece, Role, Table};

/// A table may be this wide; a hostile file claims more.
const WIDEST: usize = 200;

/// The lines of a table; `notes` give the labels of marks.
pub fn lines(table: &Table, notes: &[Note]) -> Vec<String> {
    let width = table.rows.iter().map(|row| row.iter().map(columns).sum::<usize>()).max().unwrap_or(0).min(WIDEST);
    if width == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for row in &table.rows {
        let mut texts: Vec<String> = Vec::new();
        for cell in row {
            texts.push(words(&cell.blocks, notes));
            texts.extend(std::iter::repeat_n(String::new(), columns(cell) - 1));
        }
        // What stands beyond the widest table is not lost.
        if texts.len() > width {
            let beyond: Vec<String> = texts.split_off(width).into_iter().filter(|text| !text.is_empty()).collect();
            if let (Some(last), false) = (texts.last_mut(), beyond.is_empty()) {
                *last = format!("{last}<br>{}", beyond.join("<br>"));
            }
        }
        texts.resize(width, String::new());
        lines.push(format!("| {} |", texts.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", "---|".repeat(width)));
        }
    }
    lines
}

fn columns(cell: &Cell) -> usize {
    cell.columns.clamp(1, WIDEST)
}

/// The words of a cell on one line.
fn words(blocks: &[Block], notes: &[Note]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => parts.extend(paragraph_lines(paragraph, notes)),
            // A table within a cell keeps its words.
            Block::Table(table) => {
                parts.extend(table.rows.iter().flatten().map(|cell| words(&cell.blocks, notes)));
            }
            Block::PageEnd | Block::Picture(_) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("<br>")
}

fn paragraph_lines(paragraph: &Paragraph, notes: &[Note]) -> Vec<String> {
    let mut lines: Vec<String> = paragraph
        .pieces
        .split(|piece| *piece == Piece::Break)
        .map(|pieces| line_of(pieces, notes).replace('|', "\\|"))
        .collect();
    if paragraph.role == Role::Item
        && let Some(first) = lines.first_mut().filter(|first| !first.is_empty())
    {
        *first = format!("- {first}");
    }
    lines
}

/// The pictures in the cells of a table, and in tables within them, in order.
pub fn pictures(table: &Table) -> Vec<&Picture> {
    let mut found = Vec::new();
    for block in table.rows.iter().flatten().flat_map(|cell| &cell.blocks) {
        match block {
            Block::Picture(picture) => found.push(picture),
            Block::Table(inner) => found.extend(pictures(inner)),
            Block::Paragraph(_) | Block::PageEnd => {}
        }
    }
    found
}

/// The notes that blocks call, in order.
pub fn calls(blocks: &[Block]) -> Vec<usize> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.extend(paragraph.pieces.iter().filter_map(|piece| match piece {
                Piece::Note(note) => Some(*note),
                _ => None,
            })),
            Block::Table(table) => found.extend(table.rows.iter().flatten().flat_map(|cell| calls(&cell.blocks))),
            Block::PageEnd | Block::Picture(_) => {}
        }
    }
    found
}
