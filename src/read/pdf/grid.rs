//! Tables by their rules: which cell of which ruled table a place on the page lies in.

use super::matrix::Area;
use super::structure::Cell;

/// A table whose cells rules part.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Its upright rules: place, top, bottom.
    upright: Vec<(f32, f32, f32)>,
    /// Its level rules: height, left, right.
    level: Vec<(f32, f32, f32)>,
    /// The edges of its columns and rows.
    columns: Vec<f32>,
    rows: Vec<f32>,
}

/// Rules that are this near belong together, in points.
const NEAR: f32 = 2.5;
/// A side is open where so many rules reach so far beyond the last that crosses them, in points.
const OPEN_RULES: usize = 3;
const OPEN: f32 = 12.0;
/// More rules than this are a drawing.
const MOST_RULES: usize = 4000;
/// Cells of a row are numbered within this.
pub const COLUMNS: i32 = 1000;

impl Grid {
    /// The same with a rule at each side that has none of its own: where most rules reach beyond the last one that crosses them,
    /// cells stand there, too.
    fn closed(mut self) -> Self {
        let (upright, level) = (sides(&self.upright, &self.level), sides(&self.level, &self.upright));
        self.upright.extend(upright);
        self.level.extend(level);
        self
    }

    /// The cell at a place of the table with this number.
    fn cell(&self, number: i32, (x, y): (f32, f32)) -> Option<Cell> {
        let first = |edges: &[(f32, f32, f32)], along: f32, across: f32| {
            let reaching = edges.iter().filter(|(_, from, to)| (from - NEAR..=to + NEAR).contains(&across));
            let before = reaching.map(|(at, ..)| *at).filter(|at| *at <= along + 1.0);
            before.max_by(f32::total_cmp)
        };
        let (left, top) = (first(&self.upright, x, y)?, first(&self.level, y, x)?);
        let right = self.columns.last().is_some_and(|right| x <= *right + 1.0);
        let bottom = self.rows.last().is_some_and(|bottom| y <= *bottom + 1.0);
        let index = |edges: &[f32], at: f32| edges.iter().position(|edge| (edge - at).abs() <= NEAR);
        let (column, row) = (index(&self.columns, left)? as i32, index(&self.rows, top)? as i32);
        (right && bottom).then_some(Cell { table: -1 - number, row, cell: row * COLUMNS + column, header: false })
    }
}

/// The ruled tables of a page, and all its rules: those on one line that touch are one.
#[derive(Debug, Clone, Default)]
pub struct Grids {
    tables: Vec<Grid>,
    /// Upright rules: place, top, bottom.
    pub upright: Vec<(f32, f32, f32)>,
    /// Level rules: height, left, right.
    pub level: Vec<(f32, f32, f32)>,
    /// Where heads of columns stand over several of them: the rule below each shows its width.
    parents: Vec<Area>,
}

impl Grids {
    /// Finds the tables among the rules of a page.
    pub fn of(rules: &[Area]) -> Self {
        if rules.len() > MOST_RULES {
            return Self::default();
        }
        let (upright, level): (Vec<&Area>, Vec<&Area>) = rules.iter().partition(|rule| rule.height() > rule.width());
        let upright = merged(upright.iter().map(|rule| ((rule.x0 + rule.x1) / 2.0, rule.y0, rule.y1)).collect());
        let level = merged(level.iter().map(|rule| ((rule.y0 + rule.y1) / 2.0, rule.x0, rule.x1)).collect());
        let mut owners: Vec<usize> = (0..upright.len() + level.len()).collect();
        for (u, (x, top, bottom)) in upright.iter().enumerate() {
            for (l, (y, left, right)) in level.iter().enumerate() {
                let meet = (left - NEAR..=right + NEAR).contains(x) && (top - NEAR..=bottom + NEAR).contains(y);
                if meet {
                    let (a, b) = (owner(&owners, u), owner(&owners, upright.len() + l));
                    owners[a.max(b)] = a.min(b);
                }
            }
        }
        let roots: Vec<usize> = (0..owners.len()).map(|at| owner(&owners, at)).collect();
        let mut grids = Vec::new();
        for root in 0..roots.len() {
            let own = |at: usize| roots[at] == root;
            let grid = Grid {
                upright: upright.iter().enumerate().filter(|(at, _)| own(*at)).map(|(_, rule)| *rule).collect(),
                level: level
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| own(upright.len() + at))
                    .map(|(_, rule)| *rule)
                    .collect(),
                ..Grid::default()
            };
            if grid.upright.len() >= 3 && grid.level.len() >= 3 {
                let grid = grid.closed();
                grids.push(Grid { columns: edges(&grid.upright), rows: edges(&grid.level), ..grid });
            }
        }
        grids.retain(|grid| grid.columns.len() >= 3 && grid.rows.len() >= 3);
        Self { tables: grids, upright, level, parents: Vec::new() }
    }

    /// Takes in a table whose columns have these edges; its number.
    pub fn add(&mut self, columns: Vec<f32>, parents: Vec<Area>) -> i32 {
        self.tables.push(Grid { columns, ..Grid::default() });
        self.parents.extend(parents);
        -(self.tables.len() as i32)
    }

    /// How far the cell at a place reaches to either side, where rules tell.
    pub fn around(&self, (x, y): (f32, f32)) -> Option<(f32, f32)> {
        let has = |area: &&Area| (area.x0..=area.x1).contains(&x) && (area.y0..=area.y1).contains(&y);
        if let Some(parent) = self.parents.iter().find(has) {
            return Some((parent.x0, parent.x1));
        }
        let level = || self.upright.iter().filter(|(_, top, bottom)| (*top..=*bottom).contains(&y)).map(|(at, ..)| *at);
        let left = level().filter(|at| *at <= x).max_by(f32::total_cmp)?;
        Some((left, level().filter(|at| *at > x).min_by(f32::total_cmp)?))
    }

    /// From where to where each column of the table with this number goes.
    pub fn columns(&self, table: i32) -> Option<Vec<(f32, f32)>> {
        let grid = self.tables.get(usize::try_from(-1 - table).ok()?)?;
        Some(grid.columns.windows(2).map(|pair| (pair[0], pair[1])).collect())
    }

    /// The cell at a place.
    pub fn cell(&self, at: (f32, f32)) -> Option<Cell> {
        self.tables.iter().enumerate().find_map(|(number, grid)| grid.cell(number as i32, at))
    }
}

/// The sides that rules lack: where those that cross them end.
fn sides(rules: &[(f32, f32, f32)], crossing: &[(f32, f32, f32)]) -> Vec<(f32, f32, f32)> {
    let ends = |rules: &[(f32, f32, f32)]| {
        let least = rules.iter().map(|(at, ..)| *at).min_by(f32::total_cmp)?;
        Some((least, rules.iter().map(|(at, ..)| *at).max_by(f32::total_cmp)?))
    };
    let (Some((first, last)), Some((from, to))) = (ends(rules), ends(crossing)) else { return Vec::new() };
    let heights = edges(crossing).len();
    let is_open = |reach: &[f32]| reach.len() >= OPEN_RULES && reach.len() * 2 >= heights;
    let before: Vec<f32> = crossing.iter().map(|rule| rule.1).filter(|start| *start < first - OPEN).collect();
    let behind: Vec<f32> = crossing.iter().map(|rule| rule.2).filter(|end| *end > last + OPEN).collect();
    let outer = [
        before.iter().copied().min_by(f32::total_cmp).filter(|_| is_open(&before)),
        behind.iter().copied().max_by(f32::total_cmp).filter(|_| is_open(&behind)),
    ];
    outer.into_iter().flatten().map(|at| (at, from, to)).collect()
}

fn owner(owners: &[usize], mut at: usize) -> usize {
    while owners[at] != at {
        at = owners[at];
    }
    at
}

/// Rules on one line that touch are one: borders are drawn cell by cell.
fn merged(mut rules: Vec<(f32, f32, f32)>) -> Vec<(f32, f32, f32)> {
    rules.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut lines: Vec<Vec<(f32, f32, f32)>> = Vec::new();
    for rule in rules {
        match lines.last_mut().filter(|line| line.first().is_some_and(|first| rule.0 - first.0 <= NEAR)) {
            Some(line) => line.push(rule),
            None => lines.push(vec![rule]),
        }
    }
    let mut out: Vec<(f32, f32, f32)> = Vec::new();
    for mut line in lines {
        line.sort_by(|a, b| a.1.total_cmp(&b.1));
        let start = out.len();
        for rule in line {
            match out[start..].last_mut().filter(|last| rule.1 <= last.2 + 2.0 * NEAR) {
                Some(last) => last.2 = last.2.max(rule.2),
                None => out.push(rule),
            }
        }
    }
    out
}

fn edges(rules: &[(f32, f32, f32)]) -> Vec<f32> {
    let mut edges: Vec<f32> = rules.iter().map(|(at, ..)| *at).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
    edges
}
