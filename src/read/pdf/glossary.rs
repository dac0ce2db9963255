//! Lists of abbreviations and terms: short keys in one column, what they stand for beside them in another.
//!
//! In: the rows of a page, in whatever order its columns are read. Out: the same, the pairs of such a list as rows of a table
//! without a head. What always holds: every piece stays; numbered items, forms and running text are no lists of terms.

use std::rc::Rc;

use super::inline;
use super::lines::Piece;
use super::matrix::Area;
use super::order::{Row, lines_of, put_in};
use super::table_row::{Columns, TableRow, WrittenCell, write};
use crate::text::fold_space;

/// So many pairs make a list.
const PAIRS: usize = 5;
/// A key has no more words, and most of them are one.
const KEY_WORDS: usize = 3;
/// Lines of a column begin within so many points of one another.
const LEFT: f32 = 2.5;
/// Between the columns are at least so many sizes.
const GUTTER: f32 = 1.0;
/// Pairs further apart than so many sizes are of two lists.
const APART: f32 = 3.5;
/// Tables by rules and by places have other numbers.
const NUMBER: i32 = i32::MIN / 2;

/// A key, and the lines of what it stands for.
struct Pair {
    key: Piece,
    words: Vec<Piece>,
}

/// The rows of a page with its lists of terms as tables.
pub fn folded(mut rows: Vec<Row>) -> Vec<Row> {
    let is_free =
        |piece: &&Piece| piece.place.cell.is_none() && piece.place.note.is_none() && !piece.artifact && !piece.turned;
    let text = rows.iter().filter(|row| row.table.is_none() && row.aside.is_none());
    let pieces: Vec<Piece> = text.flat_map(|row| &row.pieces).filter(is_free).cloned().collect();
    let mut number = NUMBER;
    for pairs in lists(&lines_of(pieces)) {
        let area = |pair: &Pair| pair.words.iter().map(|piece| piece.area).fold(pair.key.area, Area::with);
        let Some(whole) = pairs.iter().map(area).reduce(Area::with) else { continue };
        let is_within = |piece: &Piece| piece.y >= whole.y0 && piece.y <= whole.y1 && piece.area.x0 >= whole.x0 - LEFT;
        for row in rows.iter_mut().filter(|row| row.table.is_none() && row.pieces.iter().any(is_within)) {
            row.pieces.retain(|piece| !is_within(piece));
            row.area = row.pieces.iter().map(|piece| piece.area).reduce(Area::with).unwrap_or_default();
        }
        rows.retain(|row| row.table.is_some() || !row.pieces.is_empty());
        number += 1;
        put_in(&mut rows, table(pairs, whole, number));
    }
    rows
}

/// The lists among the lines of a page.
fn lists(lines: &[Vec<Piece>]) -> Vec<Vec<Pair>> {
    let mut found: Vec<Vec<Pair>> = vec![Vec::new()];
    for line in lines {
        let is_new = match (&line[..], found.last().and_then(|list| list.last())) {
            ([words], Some(last)) => !goes_on(last, words),
            ([key, words], Some(last)) => !is_pair(key, words) || !is_like(last, key, words),
            _ => true,
        };
        if is_new {
            found.push(Vec::new());
        }
        let Some(list) = found.last_mut() else { continue };
        match &line[..] {
            [words] => list.iter_mut().next_back().into_iter().for_each(|pair| pair.words.push(words.clone())),
            [key, words] if is_pair(key, words) => list.push(Pair { key: key.clone(), words: vec![words.clone()] }),
            _ => {}
        }
    }
    let is_short = |pair: &&Pair| !fold_space(&inline::plain(&[&pair.key])).contains(' ');
    found.retain(|list| list.len() >= PAIRS && list.iter().filter(is_short).count() * 3 >= list.len() * 2);
    found
}

fn is_near(above: &Piece, below: &Piece) -> bool {
    below.y - above.y <= APART * above.size.max(below.size)
}

fn goes_on(pair: &Pair, words: &Piece) -> bool {
    pair.words.last().is_some_and(|last| (last.area.x0 - words.area.x0).abs() <= LEFT && is_near(last, words))
}

fn is_like(last: &Pair, key: &Piece, words: &Piece) -> bool {
    let begins = |one: &Piece, other: &Piece| (one.area.x0 - other.area.x0).abs() <= LEFT;
    begins(&last.key, key)
        && begins(&last.words[0], words)
        && last.words.last().is_some_and(|above| is_near(above, key))
}

/// Whether a line is a key and what it stands for: no number of an item, no label of a form, no row of figures.
fn is_pair(key: &Piece, words: &Piece) -> bool {
    let plain = |piece: &Piece| fold_space(&inline::plain(&[piece]));
    let (name, meaning) = (plain(key), plain(words));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_key = letters >= 2
        && name.split(' ').count() <= KEY_WORDS
        && !name.ends_with(['.', ')', ':', ';', ','])
        && name.starts_with(char::is_alphanumeric);
    let is_worded = meaning.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !meaning.ends_with(|c: char| c.is_ascii_digit())
        && !meaning.contains("...");
    is_key && is_worded && words.area.x0 - key.area.x1 >= GUTTER * key.size && (key.size - words.size).abs() < 0.6
}

/// The rows of a list: a head without words, then the pairs.
fn table(pairs: Vec<Pair>, whole: Area, number: i32) -> Vec<Row> {
    let from = pairs.iter().map(|pair| pair.words[0].area.x0).fold(f32::MAX, f32::min);
    let columns = Rc::new(Columns { spans: vec![(whole.x0, from), (from, whole.x1)], are_ruled: false });
    let row = |cells, is_rule| TableRow {
        table: number,
        cells,
        is_rule,
        columns: Rc::clone(&columns),
        ..TableRow::default()
    };
    let top = Area { y1: whole.y0, ..whole };
    let blank = |is_rule| Row { table: Some(row(Vec::new(), is_rule)), area: top, ..Row::default() };
    let mut out = vec![blank(false), blank(true)];
    for Pair { key, words } in pairs {
        let escaped = |piece: &Piece| inline::markdown(&[piece]).replace('|', "\\|");
        let meaning = words.iter().map(escaped).reduce(|text, next| inline::joined(&text, &next)).unwrap_or_default();
        let cell = |column: usize, text: String| {
            let over = column..column + 1;
            WrittenCell { column, over, header: false, text, blocks: (None, None) }
        };
        let cells = vec![cell(0, escaped(&key)), cell(1, meaning)];
        let pieces = std::iter::once(key).chain(words).collect();
        out.push(Row { table: Some(row(cells, false)), ..Row::of(pieces, 0) });
    }
    write(out.iter_mut().filter_map(|row| row.table.as_mut()));
    out
}
