//! Boxes: text with a frame of rules around it, which stands apart from the text of the report.
//!
//! In: the pieces of a page and its rules. Out: the rows of each box, and what is left. What always holds: every piece is in
//! one of the two; tables, frames around a whole page and framed titles are no boxes.

use super::grid::Grids;
use super::lines::Piece;
use super::matrix::Area;
use super::order::{Aside, Row, lines_of};

/// Rules begin and end at one place within so many points, and meet within so many: ends are drawn apart.
const NEAR: f32 = 4.0;
const MEET: f32 = 8.0;
/// A box is at least as wide as this part of the page, and no higher than this one.
const WIDTH: f32 = 0.45;
const HIGHEST: f32 = 0.4;
/// A box has so many lines, and every second one fills this part of its width: forms and framed titles are none.
const LINES: usize = 2;
const RUNNING: f32 = 0.6;
/// More rules are a drawing.
const MOST_RULES: usize = 300;

/// The rows of a page's boxes, and what is left.
pub fn parted(pieces: Vec<Piece>, grids: &Grids, size: (f32, f32)) -> (Vec<Vec<Row>>, Vec<Piece>) {
    let mut boxes = Vec::new();
    let mut rest = pieces;
    for area in frames(grids, size) {
        let is_within = |piece: &Piece| {
            let (x, y) = ((piece.area.x0 + piece.area.x1) / 2.0, (piece.area.y0 + piece.area.y1) / 2.0);
            (area.x0..=area.x1).contains(&x) && (area.y0..=area.y1).contains(&y)
        };
        let inner: Vec<Piece> = rest.iter().filter(|piece| is_within(piece)).cloned().collect();
        let is_text = |piece: &Piece| {
            piece.place.cell.is_none() && piece.place.note.is_none() && !piece.artifact && !piece.turned
        };
        let is_box = !inner.is_empty() && inner.iter().all(is_text);
        let lines = lines_of(inner);
        let is_running = |line: &&Vec<Piece>| line.iter().any(|piece| piece.area.width() >= RUNNING * area.width());
        if !is_box || lines.len() < LINES || lines.iter().filter(is_running).count() * 2 < lines.len() {
            continue;
        }
        rest.retain(|piece| !is_within(piece));
        boxes.push(lines.into_iter().map(|line| Row { aside: Some(Aside::Box), ..Row::of(line, 0) }).collect());
    }
    (boxes, rest)
}

/// The frames among rules: two level ones of one width that upright ones join at both ends and end there, with none
/// between.
fn frames(grids: &Grids, (width, height): (f32, f32)) -> Vec<Area> {
    let wide = grids.level.iter().filter(|(_, left, right)| right - left >= WIDTH * width);
    let mut level: Vec<(f32, f32, f32)> = wide.copied().collect();
    if level.len() > MOST_RULES || grids.upright.len() > MOST_RULES {
        return Vec::new();
    }
    level.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut found = Vec::new();
    for (at, (top, left, right)) in level.iter().enumerate() {
        let is_like = |rule: &&(f32, f32, f32)| (rule.1 - left).abs() <= NEAR && (rule.2 - right).abs() <= NEAR;
        let Some((bottom, ..)) = level[at + 1..].iter().find(is_like) else { continue };
        let beside = grids.upright.iter().filter(|rule| rule.1 < bottom - MEET && rule.2 > top + MEET);
        let upright: Vec<&(f32, f32, f32)> =
            beside.filter(|rule| (left - NEAR..=right + NEAR).contains(&rule.0)).collect();
        let joins = |end: &f32| {
            let is_side = |rule: &(f32, f32, f32)| {
                (rule.0 - end).abs() <= NEAR && (rule.1 - top).abs() <= MEET && (rule.2 - bottom).abs() <= MEET
            };
            upright.iter().any(|rule| is_side(rule))
        };
        let is_parted = upright.iter().any(|rule| (left + 2.0 * NEAR..right - 2.0 * NEAR).contains(&rule.0));
        if joins(left) && joins(right) && !is_parted && bottom - top <= HIGHEST * height {
            found.push(Area { x0: *left, y0: *top, x1: *right, y1: *bottom });
        }
    }
    found
}
