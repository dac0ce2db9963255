//! Tables whose rows stand between level rules alone: one above the head, one below it, one at the end.
//!
//! In: the pieces of a page and its rules. Out: the pieces of such a table with their cells, the table among the grids.
//! What always holds: pieces that tags or rules place keep their cells; running text between rules is no table.

use std::collections::{BTreeSet, HashMap};

use super::grid::{COLUMNS, Grids};
use super::lines::Piece;
use super::matrix::Area;
use super::structure::Cell;

/// A rule: height, left, right.
type Rule = (f32, f32, f32);

/// Rules of one table begin and end at the same places within so many points.
const ALIKE: f32 = 4.0;
/// A table is at least so wide, in points.
const WIDTH: f32 = 100.0;
/// A head has no more lines: more are columns of running text.
const HEAD_LINES: usize = 8;
/// More rules across a page are a drawing.
const MOST_RULES: usize = 300;
/// A line that fills this share of the table's width is running text.
const RUNNING: f32 = 0.72;
/// Columns are at least so far apart, in points.
const APART: f32 = 3.0;
/// A step from line to line that is wider than the closest ones by this factor parts rows.
const WIDER: f32 = 1.2;
/// In tables with so many rules below the head each parts two rows.
const RULED_ROWS: usize = 3;

/// The pieces of a page, those of tables between level rules with their cells.
pub fn placed(mut pieces: Vec<Piece>, grids: &mut Grids) -> Vec<Piece> {
    let mut rules: Vec<Rule> = grids.level.iter().copied().filter(|(_, left, right)| right - left >= WIDTH).collect();
    if rules.len() > MOST_RULES {
        return pieces;
    }
    rules.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut done = 0.0;
    for at in 0..rules.len() {
        if rules[at].0 < done {
            continue;
        }
        let is_like = |rule: &&Rule| (rule.1 - rules[at].1).abs() <= ALIKE && (rule.2 - rules[at].2).abs() <= ALIKE;
        let own: Vec<Rule> = rules[at..].iter().filter(is_like).copied().collect();
        let count = own.windows(2).map_while(|pair| band(pair[0], pair[1].0, &pieces)).count();
        let (Some((top, left, right)), Some((bottom, ..))) = (own.first(), own.get(count)) else { continue };
        if count < 2 {
            continue;
        }
        let area = Area { x0: *left, y0: *top, x1: *right, y1: *bottom };
        let is_within =
            |piece: &Piece| area.x0 < piece.area.x1 && area.x1 > piece.area.x0 && (*top..*bottom).contains(&piece.y);
        pieces = pieces
            .into_iter()
            .flat_map(|piece| if is_within(&piece) { piece.by_paragraph() } else { vec![piece] })
            .collect();
        if let Some(table) = Table::of(&own[..=count], &pieces, grids) {
            done = table.bottom;
            table.write(&mut pieces, grids);
        }
    }
    pieces
}

/// A line of a table: its height and its pieces, by their places among those of the page.
type TableLine = (f32, Vec<usize>);

/// A table between rules.
struct Table {
    bottom: f32,
    head: Vec<TableLine>,
    /// Its rows with their pieces.
    rows: Vec<Vec<usize>>,
    /// The edges of its columns.
    edges: Vec<f32>,
    /// The names over several columns.
    parents: Vec<Area>,
}

impl Table {
    /// The table that begins with the first of rules alike.
    fn of(rules: &[Rule], pieces: &[Piece], grids: &Grids) -> Option<Self> {
        let bands: Vec<Vec<TableLine>> = rules.windows(2).map_while(|pair| band(pair[0], pair[1].0, pieces)).collect();
        let (head, body) = bands.split_first()?;
        let (top, bottom) = (rules[0].0, rules.get(bands.len())?.0);
        let lines = || body.iter().flatten();
        let full = || lines().filter(|(_, pieces)| pieces.len() > 1).flat_map(|(_, pieces)| pieces);
        let mut spans = columns(full().map(|at| pieces[*at].area));
        let inner = grids.level.iter().filter(|rule| rule.0 > top + 1.0 && rule.0 < rules[1].0 - 1.0);
        let parents: Vec<Area> =
            inner.map(|(y, left, right)| Area { x0: *left, y0: top, x1: *right, y1: *y }).collect();
        // A column may have no more than its name.
        let names = head.iter().flat_map(|(_, pieces)| pieces).map(|at| pieces[*at].area);
        for area in names.filter(|area| !is_parent(&parents, area)) {
            if spans.iter().all(|span| area.x1 + APART < span.0 || area.x0 > span.1 + APART) {
                spans.push((area.x0, area.x1));
            }
        }
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        if spans.len() < 2 || head.is_empty() || head.len() > HEAD_LINES {
            return None;
        }
        let mut edges = vec![rules[0].1.min(spans[0].0)];
        edges.extend(spans.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0));
        edges.push(rules[0].2.max(spans[spans.len() - 1].1));
        let is_row = body.len() >= RULED_ROWS;
        let whole = |band: &[TableLine]| vec![band.iter().flat_map(|(_, own)| own).copied().collect()];
        let rows = body.iter().flat_map(|band| if is_row { whole(band) } else { rows(band, pieces, &edges) });
        let rows: Vec<Vec<usize>> = rows.collect();
        Some(Self { bottom, head: head.clone(), rows, edges, parents })
    }

    /// Gives the pieces their cells.
    fn write(self, pieces: &mut [Piece], grids: &mut Grids) {
        let names = self.head.iter().flat_map(|(_, own)| own).copied();
        let (upper, lower): (Vec<usize>, Vec<usize>) =
            names.partition(|at| is_parent(&self.parents, &pieces[*at].area));
        let head = [upper, lower].into_iter().filter(|row| !row.is_empty()).map(|row| (row, true));
        let rows = head.chain(self.rows.into_iter().map(|row| (row, false)));
        let number = grids.add(self.edges.clone(), self.parents);
        for (row, (own, header)) in rows.enumerate() {
            for at in own {
                let column = column(&self.edges, pieces[at].area) as i32;
                let cell = row as i32 * COLUMNS + column;
                pieces[at].place.cell = Some(Cell { table: number, row: row as i32, cell, header });
            }
        }
    }
}

/// Whether a name stands over several columns: above a rule within the head.
fn is_parent(parents: &[Area], area: &Area) -> bool {
    let (x, y) = ((area.x0 + area.x1) / 2.0, (area.y0 + area.y1) / 2.0);
    parents.iter().any(|parent| (parent.x0..=parent.x1).contains(&x) && y < parent.y1)
}

/// The lines between a rule and the next one below; none where these are no rows of cells.
fn band(rule: Rule, bottom: f32, pieces: &[Piece]) -> Option<Vec<TableLine>> {
    let (top, left, right) = rule;
    let is_between = |area: &Area| {
        let y = (area.y0 + area.y1) / 2.0;
        y > top && y < bottom && area.x1 > left && area.x0 < right
    };
    let mut own: Vec<usize> = (0..pieces.len()).filter(|at| is_between(&pieces[*at].area)).collect();
    let is_cell = |at: &usize| {
        let Piece { area, place, artifact, turned, .. } = &pieces[*at];
        let is_within = area.x0 >= left - ALIKE && area.x1 <= right + ALIKE;
        is_within && place.cell.is_none() && place.note.is_none() && !artifact && !turned
    };
    if !own.iter().all(is_cell) {
        return None;
    }
    own.sort_by(|a, b| pieces[*a].y.total_cmp(&pieces[*b].y));
    let mut lines: Vec<TableLine> = Vec::new();
    for at in own {
        let piece = &pieces[at];
        match lines.last_mut().filter(|(y, _)| piece.y - *y <= 0.4 * piece.size) {
            Some((_, line)) => line.push(at),
            None => lines.push((piece.y, vec![at])),
        }
    }
    let is_running =
        |(_, line): &&TableLine| line.iter().any(|at| pieces[*at].area.width() >= RUNNING * (right - left));
    let has_cells = lines.iter().any(|(_, line)| line.len() > 1 || pieces[line[0]].has_paragraphs());
    (has_cells && lines.iter().filter(is_running).count() * 5 <= lines.len()).then_some(lines)
}

/// From where to where the columns go in which some areas stand.
fn columns(areas: impl Iterator<Item = Area>) -> Vec<(f32, f32)> {
    let mut areas: Vec<Area> = areas.collect();
    areas.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut spans: Vec<(f32, f32)> = Vec::new();
    for area in areas {
        match spans.last_mut().filter(|span| area.x0 < span.1 + APART) {
            Some(span) => span.1 = span.1.max(area.x1),
            None => spans.push((area.x0, area.x1)),
        }
    }
    spans
}

/// The column that most of an area stands in, or the nearest.
fn column(edges: &[f32], area: Area) -> usize {
    let within = |pair: &[f32]| area.x1.min(pair[1]) - area.x0.max(pair[0]);
    let columns = edges.windows(2).enumerate();
    columns.max_by(|a, b| within(a.1).total_cmp(&within(b.1))).map_or(0, |(at, _)| at)
}

/// Lines as rows: a wider step begins one; where all steps are alike, every line with cells beside its first does. A
/// paragraph of the tags stays in its row.
fn rows(lines: &[TableLine], pieces: &[Piece], edges: &[f32]) -> Vec<Vec<usize>> {
    let steps: Vec<f32> = lines.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    let closest = steps.iter().copied().fold(f32::MAX, f32::min);
    let is_wide = |step: f32| step > WIDER * closest;
    let are_spaced = steps.iter().any(|step| is_wide(*step)) && steps.iter().any(|step| !is_wide(*step));
    let is_first = |at: &usize| column(edges, pieces[*at].area) == 0;
    let mut known: HashMap<i32, usize> = HashMap::new();
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut filled: BTreeSet<usize> = BTreeSet::new();
    let mut cells = 0;
    for (at, (_, line)) in lines.iter().enumerate() {
        let row_of = |piece: &usize| pieces[*piece].place.block.and_then(|block| known.get(&block).copied());
        let (old, new): (Vec<usize>, Vec<usize>) = line.iter().copied().partition(|piece| row_of(piece).is_some());
        for piece in &old {
            if let Some(row) = row_of(piece) {
                out[row].push(*piece);
            }
        }
        // The tags begin a paragraph in most columns, and the row has filled these: before, a name may go on beside figures.
        let place = |piece: &usize| column(edges, pieces[*piece].area);
        let again = new.iter().filter(|piece| pieces[**piece].place.block.is_some() && filled.contains(&place(piece)));
        let is_new = again.count() * 2 > new.len() && new.len() * 2 >= edges.len();
        let is_name_open = !old.is_empty() && cells == 1;
        let is_full = !is_name_open && (line.len() > 1 && line.iter().any(is_first) || line.len() >= cells);
        let begins = at == 0 || !new.is_empty() && if are_spaced { is_new || is_wide(steps[at - 1]) } else { is_full };
        if begins {
            out.push(Vec::new());
            filled.clear();
            cells = 0;
        }
        filled.extend(new.iter().map(place));
        cells = cells.max(line.len());
        for piece in new {
            known.extend(pieces[piece].place.block.map(|block| (block, out.len() - 1)));
            out.last_mut().into_iter().for_each(|row| row.push(piece));
        }
    }
    out
}
