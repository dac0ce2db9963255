//! Headings in the margin: short lines beside the one wide column of the text, in print that sets them apart.
//!
//! In: the pieces of a page. Out: the blocks of the margin, each put back before the line of the text that it stands beside.
//! What always holds: a piece is taken out only with its whole block, and every block is put back.

use std::collections::BTreeMap;

use super::lines::Piece;
use super::matrix::Area;
use super::order::{Row, lines_of};

/// The text's lines begin within so many points of one another.
const LEFT: f32 = 4.0;
/// The text holds so many hundredths of a page's letters, the margin no more than so many.
const TEXT: usize = 50;
const MARGIN: usize = 20;
/// A block is no wider than this part of the text.
const NARROW: f32 = 0.6;
/// Lines of one block are no further apart than so many sizes.
const STEP: f32 = 1.7;
/// Print larger than the text's by this factor is set apart.
const LARGER: f32 = 1.1;
/// A heading has so many letters, and no more lines.
const LETTERS: usize = 4;
const LINES: usize = 10;

/// The blocks of the margin, and what is left.
pub fn parted(pieces: Vec<Piece>) -> (Vec<Vec<Row>>, Vec<Piece>) {
    let Some(text) = Text::of(&pieces) else { return (Vec::new(), pieces) };
    let (beside, mut rest): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| text.has_beside(piece));
    let mut blocks: Vec<Vec<Row>> = Vec::new();
    for line in lines_of(beside) {
        let row = Row { beside: true, ..Row::of(line, usize::MAX) };
        let goes_on = |last: &Row| {
            row.baseline() - last.baseline() <= STEP * row.print() && (row.print() - last.print()).abs() < 0.5
        };
        match blocks.last_mut().filter(|block| block.last().is_some_and(goes_on)) {
            Some(block) => block.push(row),
            None => blocks.push(vec![row]),
        }
    }
    let (headings, others): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| text.is_headed_by(block));
    rest.extend(others.into_iter().flatten().flat_map(|row| row.pieces));
    (headings, rest)
}

/// Puts each block before the first line that is level with it.
pub fn put_back(blocks: Vec<Vec<Row>>, rows: &mut Vec<Row>) {
    for block in blocks {
        let top = block.first().map_or(0.0, |row| row.area.y0);
        let right = block.iter().map(|row| row.area.x1).fold(0.0, f32::max);
        let is_level = |row: &Row| !row.beside && row.area.x0 >= right && row.area.y1 > top;
        let at = rows.iter().position(is_level).unwrap_or(rows.len());
        rows.splice(at..at, block);
    }
}

/// The one wide column of a page.
struct Text {
    area: Area,
    size: f32,
}

impl Text {
    fn of(pieces: &[Piece]) -> Option<Self> {
        let is_free = |piece: &&Piece| !piece.artifact && !piece.turned && piece.place.cell.is_none();
        let mut edges: BTreeMap<i32, usize> = BTreeMap::new();
        for piece in pieces.iter().filter(is_free) {
            *edges.entry((piece.area.x0 / LEFT).round() as i32).or_default() += piece.letters();
        }
        let all: usize = edges.values().sum();
        let (edge, _) = edges.iter().max_by_key(|(_, letters)| **letters)?;
        let left = *edge as f32 * LEFT;
        let begins = |piece: &&Piece| (piece.area.x0 - left).abs() <= LEFT;
        let lines = || pieces.iter().filter(is_free).filter(begins);
        let in_text: usize = lines().map(Piece::letters).sum();
        let beside: usize = edges.range(..edge - 1).map(|(_, letters)| letters).sum();
        let area = lines().map(|piece| piece.area).reduce(Area::with)?;
        let size = lines().max_by_key(|piece| piece.letters())?.size;
        (in_text * 100 >= all * TEXT && beside * 100 <= all * MARGIN).then_some(Self { area, size })
    }

    /// Whether a piece ends left of the text, with a gap, at the height of its lines.
    fn has_beside(&self, piece: &Piece) -> bool {
        let is_level = piece.area.y1 > self.area.y0 && piece.area.y0 < self.area.y1;
        let is_left = piece.area.x1 <= self.area.x0 - 0.8 * self.size;
        is_level && is_left && !piece.artifact && !piece.turned && piece.place.cell.is_none()
    }

    /// Whether a block is a heading of the text beside it.
    fn is_headed_by(&self, block: &[Row]) -> bool {
        let pieces = || block.iter().flat_map(|row| &row.pieces);
        let letters: usize = pieces().map(Piece::letters).sum();
        let is_set_apart = pieces().all(|piece| piece.share(|run| run.bold) > 90 || piece.size >= LARGER * self.size);
        let is_narrow = block.iter().all(|row| row.area.width() <= NARROW * self.area.width());
        let words = pieces().flat_map(|piece| &piece.parts).flat_map(|part| part.run.text.chars());
        let is_worded = words.filter(|c| c.is_alphabetic()).count() > letters / 2;
        letters >= LETTERS && is_worded && is_set_apart && is_narrow && block.len() <= LINES
    }
}
