//! Charts: what a page draws together with the few words that label it.
//!
//! In: the pieces of a page, its shapes and pictures. Out: the labels of each chart as rows of their own, and what is left.
//! What always holds: every piece is in one of the two; shaded text, tables and frames around text are no charts.

use std::collections::BTreeSet;

use super::drawing::Drawing;
use super::lines::Piece;
use super::matrix::Area;
use super::order::{Aside, Row, lines_of};

/// Shapes that are nearer than this, in points, are of one chart.
const STEP: f32 = 12.0;
/// A chart is at least so wide and so high.
const LEAST: (f32, f32) = (90.0, 54.0);
/// What covers so much of a page is its ground.
const GROUND: f32 = 0.6;
/// Labels outside the shapes are within so many points beside and above or below them.
const BESIDE: (f32, f32) = (24.0, 12.0);
/// A chart has so many shapes that each cover less than this part of it; so many are looked at.
const SHAPES: usize = 3;
const PART: f32 = 0.4;
const MOST_LOOKED_AT: usize = 60;
/// A chart has so many labels with so many letters and digits: a mark across the page has fewer.
const LABELS: usize = 4;
const LETTERS: usize = 8;
/// Print that is wider than this part of the page is running text.
const RUNNING: f32 = 0.4;

/// The areas of a page's charts, their labels, and what is left.
pub fn parted(pieces: Vec<Piece>, drawing: &Drawing) -> (Vec<Area>, Vec<Vec<Row>>, Vec<Piece>) {
    let (mut areas, mut charts) = (Vec::new(), Vec::new());
    let mut rest = pieces;
    for area in clusters(drawing) {
        let is_wide = |piece: &Piece| piece.area.width() > RUNNING * drawing.size.0;
        let inner: Vec<&Piece> = rest.iter().filter(|piece| has(&area, piece) && !piece.turned).collect();
        let is_text = inner.iter().any(|piece| piece.place.cell.is_some() || is_wide(piece));
        if inner.is_empty() || is_text || !is_drawn(&area, &inner, drawing) {
            continue;
        }
        let blocks: BTreeSet<i32> = inner.iter().filter_map(|piece| piece.place.block).collect();
        let (x, y) = BESIDE;
        let around = Area { x0: area.x0 - x, y0: area.y0 - y, x1: area.x1 + x, y1: area.y1 + y };
        // The axis stands beside the shapes: its labels are of the paragraph that holds the chart, where tags name one.
        let is_beside = |piece: &Piece| match piece.place.block {
            Some(block) => blocks.contains(&block) && !is_wide(piece),
            None => touches(&around, piece) && 2.0 * piece.area.width() < RUNNING * drawing.size.0 && !piece.artifact,
        };
        let is_label = |piece: &Piece| has(&area, piece) || is_beside(piece);
        let labels = || rest.iter().filter(|piece| is_label(piece));
        if labels().count() < LABELS || labels().map(Piece::letters).sum::<usize>() < LETTERS {
            continue;
        }
        let (labels, others): (Vec<Piece>, Vec<Piece>) = rest.into_iter().partition(is_label);
        rest = others;
        areas.push(labels.iter().fold(area, |area, label| area.with(label.area)));
        charts.push(
            lines_of(labels).into_iter().map(|line| Row { aside: Some(Aside::Chart), ..Row::of(line, 0) }).collect(),
        );
    }
    (areas, charts, rest)
}

/// Whether an area holds several shapes that are no frame around text and no ground behind its lines.
fn is_drawn(area: &Area, inner: &[&Piece], drawing: &Drawing) -> bool {
    let size = |area: &Area| area.width() * area.height();
    let is_part = |shape: &&Area| {
        let is_within = shape.x0 >= area.x0 && shape.x1 <= area.x1 && shape.y0 >= area.y0 && shape.y1 <= area.y1;
        is_within && size(shape) < PART * size(area)
    };
    let is_ground = |shape: &Area, piece: &Piece| {
        has(shape, piece) && shape.height() <= 2.0 * piece.size && 2.0 * piece.area.width() >= shape.width()
    };
    let parts = drawing.shapes.iter().filter(is_part).take(MOST_LOOKED_AT);
    parts.filter(|shape| !inner.iter().any(|piece| is_ground(shape, piece))).take(SHAPES).count() == SHAPES
}

fn has(area: &Area, piece: &Piece) -> bool {
    let (x, y) = ((piece.area.x0 + piece.area.x1) / 2.0, (piece.area.y0 + piece.area.y1) / 2.0);
    (area.x0..=area.x1).contains(&x) && (area.y0..=area.y1).contains(&y)
}

fn touches(area: &Area, piece: &Piece) -> bool {
    piece.area.x0 <= area.x1 && piece.area.x1 >= area.x0 && piece.area.y0 <= area.y1 && piece.area.y1 >= area.y0
}

/// Where shapes and pictures stand close together, by the squares of the page that they touch.
fn clusters(drawing: &Drawing) -> Vec<Area> {
    let (width, height) = drawing.size;
    let squares = |length: f32| ((length / STEP).ceil().clamp(1.0, 400.0)) as usize;
    let (columns, rows) = (squares(width), squares(height));
    let mut is_drawn = vec![false; columns * rows];
    let at = |length: f32, count: usize| ((length / STEP).max(0.0) as usize).min(count - 1);
    let is_ground = |area: &&Area| area.width() * area.height() > GROUND * width * height;
    for area in drawing.shapes.iter().chain(&drawing.pictures).filter(|area| !is_ground(area)) {
        for row in at(area.y0, rows)..=at(area.y1, rows) {
            let line = row * columns;
            is_drawn[line + at(area.x0, columns)..=line + at(area.x1, columns)].fill(true);
        }
    }
    let mut found = Vec::new();
    for start in 0..is_drawn.len() {
        let mut open = if is_drawn[start] { vec![start] } else { continue };
        is_drawn[start] = false;
        let mut area: Option<Area> = None;
        while let Some(square) = open.pop() {
            let (row, column) = (square / columns, square % columns);
            let (x0, y0) = (column as f32 * STEP, row as f32 * STEP);
            let own = Area { x0, y0, x1: x0 + STEP, y1: y0 + STEP };
            area = Some(area.map_or(own, |area| area.with(own)));
            for next in row.saturating_sub(1)..=(row + 1).min(rows - 1) {
                for other in column.saturating_sub(1)..=(column + 1).min(columns - 1) {
                    if std::mem::take(&mut is_drawn[next * columns + other]) {
                        open.push(next * columns + other);
                    }
                }
            }
        }
        found.extend(area.filter(|area| area.width() >= LEAST.0 && area.height() >= LEAST.1));
    }
    found
}
