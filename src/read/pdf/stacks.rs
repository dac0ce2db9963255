//! Rows of a ruled table that no rule parts: between two level rules several lines of figures stand at the same heights.
//!
//! In: the pieces of a page with their cells. Out: the same, each line of figures with the words beside it as a row. Words wrap, figures do
//! not: where two columns have figures one below the other, these are several cells.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::COLUMNS;
use super::lines::Piece;

/// So many columns of figures tell rows.
const ENOUGH: usize = 2;
/// Lines whose heights differ by less than this part of their size are one.
const LEVEL: f32 = 0.5;

/// A row between rules: its columns, each with its pieces from top to bottom.
type Band = BTreeMap<i32, Vec<usize>>;

/// Numbers the rows of ruled tables anew.
pub fn part(pieces: &mut [Piece]) {
    let mut bands: BTreeMap<(i32, i32), Band> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(cell) = piece.place.cell.filter(|cell| cell.table < 0) {
            bands.entry((cell.table, cell.row)).or_default().entry(cell.cell % COLUMNS).or_default().push(at);
        }
    }
    let stacked: BTreeSet<i32> = bands
        .iter()
        .filter(|(_, band)| columns_of_figures(band, pieces) >= ENOUGH)
        .map(|((table, _), _)| *table)
        .collect();
    let (mut table, mut next) = (0, 0);
    for ((own, _), mut band) in bands.into_iter().filter(|((own, _), _)| stacked.contains(own)) {
        if own != table {
            (table, next) = (own, 0);
        }
        for column in band.values_mut() {
            column.sort_by(|a, b| pieces[*a].y.total_cmp(&pieces[*b].y));
        }
        let rows = rows(&band, pieces);
        for (column, own) in &band {
            for at in own {
                let row = next + rows.row_of(pieces, own, *at);
                if let Some(cell) = &mut pieces[*at].place.cell {
                    (cell.row, cell.cell) = (row, row * COLUMNS + column);
                }
            }
        }
        next += rows.heights.len().max(1) as i32;
    }
}

/// The rows of a band: the heights of their lines, from above. Without heights it is one row.
#[derive(Default)]
struct Rows {
    heights: Vec<f32>,
}

impl Rows {
    fn at(&self, piece: &Piece) -> Option<usize> {
        self.heights.iter().position(|height| (height - piece.y).abs() < LEVEL * piece.size)
    }

    /// The row of a piece of a column: that at its height, or the one that its words belong to.
    fn row_of(&self, pieces: &[Piece], column: &[usize], at: usize) -> i32 {
        let piece = &pieces[at];
        let above = column.iter().rev().map(|other| &pieces[*other]).filter(|other| other.y < piece.y);
        let found = self.at(piece).or_else(|| {
            let goes_on = words(piece).starts_with(char::is_lowercase);
            let before = above.filter(|_| goes_on).find_map(|other| self.at(other));
            before.or_else(|| self.heights.iter().position(|height| *height > piece.y))
        });
        found.unwrap_or(self.heights.len().saturating_sub(1)) as i32
    }
}

/// The rows of a band: one for each line of figures, and one for each line of words that stands for itself.
fn rows(band: &Band, pieces: &[Piece]) -> Rows {
    let mut rows = Rows::default();
    if columns_of_figures(band, pieces) < ENOUGH {
        return rows;
    }
    let figures = band.values().filter(|column| are_figures(column, pieces)).flatten();
    for piece in figures.map(|at| &pieces[*at]) {
        if rows.at(piece).is_none() {
            rows.heights.push(piece.y);
        }
    }
    let lines_of_words = band.values().filter(|column| !are_figures(column, pieces));
    let mut alone = Vec::new();
    for column in lines_of_words {
        for (at, piece) in column.iter().map(|at| &pieces[*at]).enumerate() {
            let is_half = |other: &Piece| words(other).starts_with(char::is_lowercase);
            let below = column.get(at + 1).map(|below| &pieces[*below]);
            if rows.at(piece).is_none() && !is_half(piece) && !below.is_some_and(is_half) {
                alone.push(piece.y);
            }
        }
    }
    rows.heights.extend(alone);
    rows.heights.sort_by(f32::total_cmp);
    rows.heights.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    rows
}

/// How many columns of a band have figures one below the other.
fn columns_of_figures(band: &Band, pieces: &[Piece]) -> usize {
    band.values().filter(|column| column.len() > 1 && are_figures(column, pieces)).count()
}

/// Whether most of a column's lines are figures, or the dashes that stand for none.
fn are_figures(column: &[usize], pieces: &[Piece]) -> bool {
    let is_figure = |at: &&usize| {
        let words = words(&pieces[**at]);
        let is_dash = words.chars().all(|c| !c.is_alphanumeric()) && words.contains(['-', '–', '—', '.', '…']);
        is_dash || words.contains(|c: char| c.is_ascii_digit()) && !words.contains(char::is_alphabetic)
    };
    column.iter().filter(is_figure).count() * 10 >= column.len() * 8
}

fn words(piece: &Piece) -> String {
    let words: String = piece.parts.iter().filter(|part| !part.raised).map(|part| part.run.text.as_str()).collect();
    words.trim().to_owned()
}
