//! The numbers of lines that drafts print beside their text.
//!
//! In: the pieces of a page. Out: the same without them, and the numbers.
//! Invariant: numbers of lines stand in one column beside all text, one at nearly each line of it, and count on from line to line, or every fifth
//! one does; they begin anew on each page or go on with the page before. The cells of a table are none.

use super::lines::Piece;

/// So many on one page are a habit of the source.
const HABIT: usize = 8;
/// Ends of numbers that stand in one column are this near.
const ALIGNED: f32 = 3.0;
/// Of the lines beside them, so many tenths have one.
const MOST: usize = 7;

/// What is known from the pages before.
#[derive(Debug, Default)]
pub struct LineNumbers {
    /// The last number, once there was one.
    last: Option<usize>,
}

/// A piece that is a number and nothing else.
struct Lone {
    at: usize,
    value: usize,
    y: f32,
    right: f32,
}

impl LineNumbers {
    /// Parts the numbers of a page's lines from its text.
    pub fn part(&mut self, pieces: Vec<Piece>) -> (Vec<Piece>, Vec<String>) {
        let column = self.column(&pieces);
        let Some(last) = column.last() else { return (pieces, Vec::new()) };
        self.last = Some(last.value);
        let numbers: Vec<usize> = column.iter().map(|number| number.at).collect();
        let words = column.iter().map(|number| number.value.to_string()).collect();
        let is_text = |(at, _): &(usize, Piece)| !numbers.contains(at);
        (pieces.into_iter().enumerate().filter(is_text).map(|(_, piece)| piece).collect(), words)
    }

    /// The numbers of a page's lines, from the top.
    fn column(&self, pieces: &[Piece]) -> Vec<Lone> {
        let mut lone: Vec<Lone> = pieces.iter().enumerate().filter_map(|(at, piece)| lone(at, piece)).collect();
        lone.sort_by(|a, b| a.y.total_cmp(&b.y));
        let mut best: Vec<Lone> = Vec::new();
        while !lone.is_empty() {
            let right = lone[0].right;
            let is_own = |other: &Lone| (other.right - right).abs() < ALIGNED;
            let (own, others): (Vec<Lone>, Vec<Lone>) = lone.into_iter().partition(is_own);
            lone = others;
            best = if best.len() < own.len() { own } else { best };
        }
        let steps: Vec<usize> = best.windows(2).map(|pair| pair[1].value.wrapping_sub(pair[0].value)).collect();
        let counts = steps.iter().all(|step| *step == 1) || steps.iter().all(|step| *step == 5);
        let step = steps.first().copied().unwrap_or(1);
        let goes_on = self.last.is_some_and(|last| best.first().is_some_and(|first| first.value == last + step));
        let anew = self.last.is_some() && best.first().is_some_and(|first| first.value == step);
        let is_known = best.len() >= HABIT || !best.is_empty() && (goes_on || anew && best.len() > 1);
        if counts && is_known && is_beside(pieces, &best, step) { best } else { Vec::new() }
    }
}

/// Whether all text stands on one side of the numbers, and most of its lines beside one of them have one.
fn is_beside(pieces: &[Piece], numbers: &[Lone], step: usize) -> bool {
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return false };
    let is_number = |at: usize| numbers.iter().any(|number| number.at == at);
    let between = first.y - 1.0..=last.y + 1.0;
    let texts = pieces.iter().enumerate().filter(|(at, piece)| !is_number(*at) && !piece.is_blank());
    let texts: Vec<&Piece> = texts.map(|(_, piece)| piece).filter(|piece| between.contains(&piece.y)).collect();
    let left = texts.iter().all(|piece| piece.area.x0 > first.right);
    let right = texts.iter().all(|piece| piece.area.x1 < first.right);
    let mut lines: Vec<f32> = texts.iter().map(|piece| piece.y).collect();
    lines.sort_by(f32::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 0.4 * pieces[first.at].size);
    let beside = numbers.iter().filter(|number| lines.iter().any(|y| (y - number.y).abs() < 3.0)).count();
    // In a table several cells stand beside each number.
    (left || right) && beside * step * 10 >= lines.len() * MOST && texts.len() * 2 <= lines.len() * 3
}

fn lone(at: usize, piece: &Piece) -> Option<Lone> {
    if piece.place.cell.is_some() || piece.turned {
        return None;
    }
    let words: String = piece.parts.iter().map(|part| part.run.text.as_str()).collect();
    let value = words.trim().parse().ok().filter(|_| words.trim().bytes().all(|byte| byte.is_ascii_digit()))?;
    let ends = piece.parts.iter().filter(|part| !part.run.text.trim().is_empty()).map(|part| part.run.x.1);
    Some(Lone { at, value, y: piece.y, right: ends.fold(f32::MIN, f32::max) })
}
