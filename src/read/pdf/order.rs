//! Pieces become rows in reading order, in one column, two or three.
//!
//! A tagged file draws its paragraphs in reading order, which is kept when the page bears it out; else the gaps between the
//! pieces tell the columns.

use super::lines::Piece;
use super::matrix::Area;
use super::table_row::TableRow;

/// What stands on one line of a column.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// Its box.
    pub area: Area,
    /// The column that it stands in, counted over the page; a new one ends a paragraph only when the print says so.
    pub column: usize,
    /// It is a row of a table.
    pub table: Option<TableRow>,
    /// It stands in the margin, beside the text that it heads.
    pub beside: bool,
    /// It stands apart from the running text.
    pub aside: Option<Aside>,
}

/// What stands apart from the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// The labels of a chart.
    Chart,
    /// Text with a frame around it.
    Box,
}

impl Row {
    /// A row of these pieces.
    pub fn of(pieces: Vec<Piece>, column: usize) -> Self {
        let area = pieces.iter().map(|piece| piece.area).reduce(Area::with).unwrap_or_default();
        Self { pieces, area, column, table: None, beside: false, aside: None }
    }

    /// Whether it is a row of a table and no title within one.
    pub fn is_tabular(&self) -> bool {
        self.table.as_ref().is_some_and(|row| !row.is_title)
    }

    /// Its baseline.
    pub fn baseline(&self) -> f32 {
        self.pieces.first().map_or(self.area.y1, |piece| piece.y)
    }

    /// Height of its print, that of the piece with most letters.
    pub fn print(&self) -> f32 {
        self.pieces.iter().max_by_key(|piece| piece.letters()).map_or(0.1, |piece| piece.size.max(0.1))
    }
}

/// A gap between columns is at least this many sizes wide …
const GUTTER: f32 = 1.0;
/// … or this many where the lines above have a gap at the same place …
const NARROW_GUTTER: f32 = 0.5;
/// … and has so many rows on either side.
const COLUMN_ROWS: usize = 4;
/// Columns of running text are at least so wide, in points.
const COLUMN_WIDTH: f32 = 90.0;

/// A number in print so much larger is of no line of the smaller print.
const LARGER: f32 = 1.3;

/// Of three columns the narrowest is at least so wide, in shares of the widest.
const EQUAL: f32 = 0.9;

/// The rows of a page in reading order.
pub fn rows(pieces: Vec<Piece>, tagged: bool) -> Vec<Row> {
    let is_ruled = |piece: &Piece| piece.place.cell.is_some_and(|cell| cell.table < 0);
    let (ruled, free): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(is_ruled);
    let keeps_stream = tagged && reads_downwards(&free);
    let mut rows = if keeps_stream { in_stream_order(free) } else { by_place(free) };
    tables(ruled).into_iter().for_each(|table| put_in(&mut rows, table));
    rows
}

/// Puts rows that stand together before the first row below their top.
pub fn put_in(rows: &mut Vec<Row>, block: Vec<Row>) {
    let Some(top) = block.first().map(|row| row.area.y0) else { return };
    // What the page draws at its edges is no neighbour.
    let below = |row: &Row| row.area.y0 >= top - 1.0 && row.pieces.iter().any(|piece| !piece.artifact);
    let at = rows.iter().position(below).unwrap_or(rows.len());
    rows.splice(at..at, block);
}

/// The rows of each ruled table, cell by cell.
fn tables(mut pieces: Vec<Piece>) -> Vec<Vec<Row>> {
    let key =
        |piece: &Piece| piece.place.cell.map(|cell| (std::cmp::Reverse(cell.table), cell.cell)).unwrap_or_default();
    pieces.sort_by_key(key);
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let mut rest = pieces.into_iter().peekable();
    while let Some(first) = rest.next() {
        let own = key(&first);
        let mut cell = vec![first];
        while let Some(piece) = rest.next_if(|piece| key(piece) == own) {
            cell.push(piece);
        }
        let rows = lines_of(cell).into_iter().map(|line| Row::of(line, 0));
        let table = |rows: &Vec<Row>| rows.first().and_then(|row| row.pieces.first()).map(|piece| key(piece).0);
        match tables.last_mut().filter(|last| table(last) == Some(own.0)) {
            Some(last) => last.extend(rows),
            None => tables.push(rows.collect()),
        }
    }
    tables
}

/// Whether the order in which a page draws goes down the page, as reading does: few steps back up, and these as long as
/// from the foot of a column or cell to the head of the next.
fn reads_downwards(pieces: &[Piece]) -> bool {
    let text: Vec<&Piece> = pieces.iter().filter(|piece| !piece.artifact && !piece.turned).collect();
    let up = text.windows(2).filter(|pair| {
        let same_cell = pair[0].place.cell.map(|cell| cell.row) == pair[1].place.cell.map(|cell| cell.row);
        pair[1].y < pair[0].y - 1.5 * pair[0].size && !(same_cell && pair[0].place.cell.is_some())
    });
    up.count() * 8 <= text.len()
}

fn in_stream_order(pieces: Vec<Piece>) -> Vec<Row> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in strips_downwards(pieces) {
        match rows.last_mut().filter(|row| row.last().is_some_and(|last| goes_on(last, &piece))) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.into_iter().map(|row| Row::of(row, 0)).collect()
}

/// Programs draw a frame at the head of the page after the text below it. What is drawn going down is a strip; a strip
/// that stands wholly above another one is read before it.
fn strips_downwards(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut strips: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let goes_down = |last: &Piece| {
            last.artifact == piece.artifact && !last.turned && !piece.turned && piece.y >= last.y - 1.5 * last.size
        };
        match strips.last_mut().filter(|strip| strip.last().is_some_and(goes_down)) {
            Some(strip) => strip.push(piece),
            None => strips.push(vec![piece]),
        }
    }
    let area = |strip: &Vec<Piece>| strip.iter().map(|piece| piece.area).reduce(Area::with).unwrap_or_default();
    let mut ordered: Vec<(Area, Vec<Piece>)> = Vec::new();
    for strip in strips {
        let own = area(&strip);
        let at = ordered.iter().position(|(other, _)| own.y1 <= other.y0 + 1.0).unwrap_or(ordered.len());
        ordered.insert(at, (own, strip));
    }
    ordered.into_iter().flat_map(|(_, strip)| strip).collect()
}

/// Whether a piece stands on the line of another and behind it.
fn goes_on(last: &Piece, piece: &Piece) -> bool {
    let size = last.size.max(piece.size);
    let cell = |piece: &Piece| piece.place.cell.map(|cell| cell.cell);
    (last.y - piece.y).abs() <= 0.35 * size
        && are_of_one_line(last, piece)
        && piece.area.x0 >= last.area.x1 - 0.3 * size
        && cell(last) == cell(piece)
        && last.artifact == piece.artifact
        && !last.turned
        && !piece.turned
}

/// Whether two pieces at one height may be one line: a page's number in large print may stand beside a small note.
fn are_of_one_line(one: &Piece, other: &Piece) -> bool {
    let (small, large) = if one.size < other.size { (one, other) } else { (other, one) };
    let is_number = large.parts.iter().all(|part| part.run.text.chars().all(|c| c.is_ascii_digit() || c == ' '));
    !is_number || large.size < LARGER * small.size
}

/// Rows by the places of the pieces alone.
fn by_place(pieces: Vec<Piece>) -> Vec<Row> {
    let (turned, level): (Vec<Piece>, Vec<Piece>) = pieces.into_iter().partition(|piece| piece.turned);
    let lines = lines_of(level);
    let mut rows = Vec::new();
    let mut column = 0;
    let mut at = 0;
    while at < lines.len() {
        let band = Band::at(&lines[at..]);
        match band.as_ref().and_then(|band| Some((band.rows, band.columns()?))) {
            Some((count, ends)) => {
                let mut from = f32::MIN;
                for end in ends {
                    column += 1;
                    for line in &lines[at..at + count] {
                        let stands = |piece: &&Piece| piece.area.x1 > from && piece.area.x1 <= end;
                        let own: Vec<Piece> = line.iter().filter(stands).cloned().collect();
                        rows.extend((!own.is_empty()).then(|| Row::of(own, column)));
                    }
                    from = end;
                }
                column += 1;
                at += count;
            }
            None => {
                rows.push(Row::of(lines[at].clone(), column));
                at += 1;
            }
        }
    }
    rows.extend(turned.into_iter().map(|piece| Row::of(vec![piece], column + 1)));
    rows
}

/// Pieces in lines, from the top of the page, each from left to right.
pub(super) fn lines_of(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.area.x0.total_cmp(&b.area.x0)));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let fits = |line: &Vec<Piece>| {
            line.first().is_some_and(|first| {
                (first.y - piece.y).abs() <= 0.3 * first.size.min(piece.size) && are_of_one_line(first, &piece)
            }) && line.iter().all(|other| piece.area.x0 >= other.area.x1 - 1.0 || piece.area.x1 <= other.area.x0 + 1.0)
        };
        match lines.last_mut().filter(|line| fits(line)) {
            Some(line) => line.push(piece),
            None => lines.push(vec![piece]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
    }
    lines
}

/// Lines under one another that one gap parts.
struct Band<'l> {
    lines: &'l [Vec<Piece>],
    rows: usize,
    gap: (f32, f32),
}

impl<'l> Band<'l> {
    /// The band that begins with the first line, when that has a gap.
    fn at(lines: &'l [Vec<Piece>]) -> Option<Self> {
        let first = lines.first()?;
        let start = widest_gap(first, (f32::MIN, f32::MAX))?;
        let mut band = Self { lines, rows: 1, gap: start };
        for line in &lines[1..] {
            let Some(gap) = widest_gap(line, band.gap) else { break };
            band.gap = gap;
            band.rows += 1;
        }
        Some(band)
    }

    /// Where the columns end, when the lines are columns of running text and no rows of a table: two of them, or three.
    fn columns(&self) -> Option<Vec<f32>> {
        self.is_two().then(|| vec![self.gap.1, f32::MAX]).or_else(|| self.thirds())
    }

    /// Three columns are told from a table by their running text and their equal widths.
    fn thirds(&self) -> Option<Vec<f32>> {
        let lines = &self.lines[..self.rows];
        let mut areas: Vec<Area> = lines.iter().flatten().map(|piece| piece.area).collect();
        areas.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut columns: Vec<Area> = Vec::new();
        for area in areas {
            match columns.last_mut().filter(|column| area.x0 < column.x1) {
                Some(column) => *column = column.with(area),
                None => columns.push(area),
            }
        }
        let widest = columns.iter().map(Area::width).fold(0.0, f32::max);
        let stands = |column: &Area, piece: &&Piece| piece.area.x0 >= column.x0 && piece.area.x1 <= column.x1;
        let is_column = |column: &Area| {
            let pieces: Vec<&Piece> = lines.iter().flatten().filter(|piece| stands(column, piece)).collect();
            column.width() >= EQUAL * widest && self.is_running(&pieces)
        };
        let is_third = columns.len() == 3 && are_mostly(lines, 3) && columns.iter().all(is_column);
        is_third.then(|| columns.iter().map(|column| column.x1).collect())
    }

    /// Whether the two sides are columns of running text, or two blocks set side by side, and no rows of a table.
    fn is_two(&self) -> bool {
        let lines = &self.lines[..self.rows];
        let side = |is_left: bool| -> Vec<&Piece> {
            lines.iter().flatten().filter(|piece| (piece.area.x1 <= self.gap.1) == is_left).collect()
        };
        let (left, right) = (side(true), side(false));
        let one_each = are_mostly(lines, 2);
        let are_set_about = are_blocks(&left) && are_blocks(&right)
            || is_list(&left) && are_centred(&right) && is_headed(&right)
            || is_list(&right) && are_centred(&left) && is_headed(&left);
        one_each && (self.is_running(&left) && self.is_running(&right) || are_set_about)
    }

    fn is_running(&self, side: &[&Piece]) -> bool {
        let Some(area) = side.iter().map(|piece| piece.area).reduce(Area::with) else { return false };
        let full = side.iter().filter(|piece| piece.area.width() >= 0.7 * area.width()).count();
        side.len() >= COLUMN_ROWS && area.width() >= COLUMN_WIDTH && full * 2 >= side.len()
    }
}

/// Whether lines have no more pieces than there are columns: one in ten may be parted at a wide space.
fn are_mostly(lines: &[Vec<Piece>], columns: usize) -> bool {
    lines.iter().filter(|line| line.len() > columns).count() * 10 <= lines.len()
}

/// Whether pieces are set about one axis, as the lines of a letterhead's half are.
fn are_blocks(side: &[&Piece]) -> bool {
    let ragged = side.iter().filter(|piece| (piece.area.x0 - side[0].area.x0).abs() > side[0].size).count();
    are_centred(side) && ragged > 0
}

fn are_centred(side: &[&Piece]) -> bool {
    let centre = |piece: &Piece| (piece.area.x0 + piece.area.x1) / 2.0;
    let Some(first) = side.first() else { return false };
    let centred = side.iter().filter(|piece| (centre(piece) - centre(first)).abs() <= 1.2 * first.size).count();
    (2..=8).contains(&side.len()) && centred * 4 >= side.len() * 3
}

/// Whether pieces begin under one another, as the recipients of a letter do beside its signature.
fn is_list(side: &[&Piece]) -> bool {
    let left = side.iter().map(|piece| piece.area.x0).fold(f32::MAX, f32::min);
    (2..=24).contains(&side.len()) && side.iter().all(|piece| piece.area.x0 - left <= piece.size)
}

/// Whether the first of some pieces is an office or a motto: bold words, none of them a figure of a table.
fn is_headed(side: &[&Piece]) -> bool {
    let is_worded = |piece: &&Piece| piece.parts.iter().any(|part| part.run.text.contains(char::is_alphabetic));
    side.iter().all(is_worded) && side.first().is_some_and(|piece| piece.share(|run| run.bold) > 90)
}

/// The widest gap of a line within a range; a line with one piece leaves what the piece leaves of the range.
fn widest_gap(line: &[Piece], within: (f32, f32)) -> Option<(f32, f32)> {
    let size = line.first()?.size;
    if within.0 == f32::MIN && line.len() < 2 {
        return None;
    }
    let mut edges: Vec<(f32, f32)> = line.windows(2).map(|pair| (pair[0].area.x1, pair[1].area.x0)).collect();
    if within.0 > f32::MIN {
        edges.push((f32::MIN, line.first()?.area.x0));
        edges.push((line.last()?.area.x1, f32::MAX));
    }
    let gaps = edges.into_iter().map(|(from, to)| (from.max(within.0), to.min(within.1)));
    let least = if within.0 > f32::MIN { NARROW_GUTTER } else { GUTTER };
    gaps.filter(|(from, to)| to - from >= least * size).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}
