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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::drawing::Run;
    use crate::read::pdf::lines::Part;
    use crate::read::pdf::matrix::Area;

    fn piece(text: &str, x: f32, y: f32) -> Piece {
        let x1 = x + 6.0 * text.len() as f32;
        let run = Run { text: text.to_owned(), x: (x, x1), y, size: 12.0, ..Run::default() };
        let area = Area { x0: x, y0: y - 10.0, x1, y1: y };
        Piece { parts: vec![Part::plain(run)], area, y, size: 12.0, ..Piece::default() }
    }

    /// A page of lines with something before each.
    fn page(lines: std::ops::Range<usize>, before: impl Fn(usize) -> String) -> Vec<Piece> {
        let line = |(at, number): (usize, usize)| {
            let y = 100.0 + 14.0 * at as f32;
            [piece(&before(number), 40.0, y), piece("The boats were counted again in spring.", 72.0, y)]
        };
        (0..).zip(lines).flat_map(line).collect()
    }

    fn left(numbers: &mut LineNumbers, pieces: Vec<Piece>) -> usize {
        numbers.part(pieces).1.len()
    }

    #[test]
    fn numbers_of_lines_are_no_text() {
        let mut numbers = LineNumbers::default();
        let own = |number: usize| format!("{number:>3}");
        assert_eq!(left(&mut numbers, page(1..5, own)), 0, "a short list");
        assert_eq!(left(&mut numbers, page(1..25, own)), 24);
        assert_eq!(left(&mut numbers, page(25..28, own)), 3, "they go on");
        assert_eq!(left(&mut numbers, page(1..7, own)), 6, "or begin anew");
        assert_eq!(left(&mut numbers, page(200..230, |number| format!("{}", number * 7))), 0, "figures");
    }

    #[test]
    fn the_rows_of_a_table_have_cells() {
        let mut pieces = page(1..20, |number| format!("{number:>3}"));
        let cells = pieces.iter().skip(1).step_by(2).map(|piece| self::piece("14 boats", 400.0, piece.y));
        let cells: Vec<Piece> = cells.collect();
        pieces.extend(cells);
        assert_eq!(left(&mut LineNumbers::default(), pieces), 0);
    }
}
