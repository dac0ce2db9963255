//! Raised signs that a program draws after the line over which they stand.
//!
//! In: the runs of a page. Out: the same, such a sign between the letters where a reader sees it. What always holds: no
//! letter is lost; a run over which no sign stands stays whole.

use super::drawing::Run;
use super::lines::{RAISED, SMALLER};

/// Letters that such a sign has at most.
const LONGEST: usize = 4;
/// A sign stands no farther behind its word than this many sizes.
const BEHIND: f32 = 0.5;

/// Puts signs where they stand.
pub fn placed(runs: Vec<Run>) -> Vec<Run> {
    let mut lines: Vec<usize> = (0..runs.len()).filter(|at| is_line(&runs[*at])).collect();
    lines.sort_by(|a, b| runs[*a].y.total_cmp(&runs[*b].y));
    let holder = |at: usize| held_by(&runs, &lines, at);
    let mut signs: Vec<(usize, usize)> = (0..runs.len())
        .filter(|at| is_sign(&runs[*at]) && !opens(&runs, *at))
        .filter_map(|at| Some((holder(at)?, at)))
        .collect();
    if signs.is_empty() {
        return runs;
    }
    signs.sort_by(|a, b| a.0.cmp(&b.0).then(runs[a.1].x.0.total_cmp(&runs[b.1].x.0)));
    let mut taken = vec![false; runs.len()];
    signs.iter().for_each(|(_, sign)| taken[*sign] = true);
    let mut signs = signs.into_iter().peekable();
    let mut placed = Vec::with_capacity(runs.len() + 2 * signs.len());
    for (at, run) in runs.iter().enumerate().filter(|(at, _)| !taken[*at]) {
        let mut rest = run.clone();
        while let Some((_, sign)) = signs.next_if(|(line, _)| *line == at) {
            let sign = &runs[sign];
            let (before, behind) = rest.parted(sign.x.0);
            placed.extend(before);
            placed.push(sign.clone());
            rest = behind;
        }
        if !rest.text.is_empty() {
            placed.push(rest);
        }
    }
    placed
}

fn is_line(run: &Run) -> bool {
    !run.turned && !run.text.trim().is_empty()
}

fn is_sign(run: &Run) -> bool {
    let text = run.text.trim();
    !run.turned && !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(char::is_whitespace)
}

/// Whether a sign opens the words that are drawn next.
fn opens(runs: &[Run], at: usize) -> bool {
    let sign = &runs[at];
    runs[at + 1..]
        .iter()
        .find(|run| !run.text.trim().is_empty())
        .is_some_and(|run| is_raised(sign, run) && (-0.3 * run.size..=0.9 * run.size).contains(&(run.x.0 - sign.x.1)))
}

/// Whether a sign is small and high over the baseline of a run as raised print is.
fn is_raised(sign: &Run, run: &Run) -> bool {
    sign.size <= SMALLER * run.size && (RAISED.0..=RAISED.1).contains(&((run.y - sign.y) / run.size))
}

/// The run over which or right behind which a sign stands, as high as raised print does. `lines`: by baseline.
fn held_by(runs: &[Run], lines: &[usize], sign: usize) -> Option<usize> {
    let sign = &runs[sign];
    let from = lines.partition_point(|at| runs[*at].y <= sign.y);
    // Print three times as large as the sign has its baseline no lower than this.
    let lowest = sign.y + RAISED.1 * 3.0 * sign.size;
    let below = lines[from..].iter().copied().take_while(|at| runs[*at].y <= lowest);
    let holding = below.filter(|at| {
        let line = &runs[*at];
        let is_over = line.x.0 < sign.x.0 && sign.x.0 <= line.x.1 + BEHIND * line.size;
        is_over && line.artifact == sign.artifact && is_raised(sign, line)
    });
    // Of the runs of the nearest line the last one that begins before the sign.
    holding.min_by(|a, b| {
        let (a, b) = (&runs[*a], &runs[*b]);
        (a.y.round()).total_cmp(&b.y.round()).then(b.x.0.total_cmp(&a.x.0))
    })
}

#[cfg(test)]
mod tests {
    use super::super::drawing::Drawing;
    use super::*;

    fn drawn(runs: &[(&str, f32, f32, f32)]) -> Vec<Run> {
        let mut drawing = Drawing::default();
        for (text, x, y, size) in runs {
            for (at, letter) in text.char_indices() {
                let left = x + 0.5 * size * at as f32;
                let run = Run {
                    text: letter.to_string(),
                    x: (left, left + 0.5 * size),
                    y: *y,
                    size: *size,
                    ..Run::default()
                };
                drawing.push(run);
            }
        }
        drawing.runs
    }

    fn texts(runs: Vec<Run>) -> Vec<String> {
        placed(runs).into_iter().map(|run| run.text).collect()
    }

    #[test]
    fn a_sign_drawn_after_its_line_stands_where_it_is_seen() {
        let runs = drawn(&[
            ("The mill stands. It", 0.0, 100.0, 10.0),
            ("grinds rye.", 0.0, 113.0, 10.0),
            ("7", 80.0, 95.5, 6.0),
        ]);
        assert_eq!(texts(runs), ["The mill stands.", "7", " It", "grinds rye."]);
        let parted =
            [("The mill stands.", 0.0, 100.0, 10.0), ("It grinds", 95.0, 100.0, 10.0), ("123", 81.0, 95.5, 6.0)];
        assert_eq!(texts(drawn(&parted)), ["The mill stands.", "123", "It grinds"]);
    }

    #[test]
    fn what_stands_far_from_a_line_or_as_low_as_it_stays() {
        let runs =
            drawn(&[("The mill stands here", 0.0, 100.0, 10.0), ("7", 120.0, 95.5, 6.0), ("x", 30.0, 100.0, 6.0)]);
        assert_eq!(texts(runs.clone()), runs.iter().map(|run| run.text.clone()).collect::<Vec<_>>());
    }
}
