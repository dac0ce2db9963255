//! Runs become pieces of lines: what stands on one baseline without a wide gap, with its raised signs.
//!
//! In: the runs of a page in the order of its stream, the places of their marks. Out: [`Piece`]s in that order.

use super::drawing::Run;
use super::grid::Grids;
use super::matrix::Area;
use super::structure::{Cell, Place};
use crate::text::solid_length;

/// A part of a run of letters within a piece.
#[derive(Debug, Clone)]
pub struct Part {
    /// The run.
    pub run: Run,
    /// It is set above the line, and smaller.
    pub raised: bool,
    /// Its paragraph in the structure.
    block: Option<i32>,
}

impl Part {
    /// Print on the line that the structure does not know.
    #[cfg(test)]
    pub fn plain(run: Run) -> Self {
        Self { run, raised: false, block: None }
    }

    /// Whether the structure has it in another paragraph than the part before, with a gap between them.
    fn opens_behind(&self, last: &Self) -> bool {
        last.block != self.block && self.run.x.0 - last.run.x.1 > CELL_GAP * self.run.size
    }
}

/// A piece of a printed line.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// Its runs from left to right.
    pub parts: Vec<Part>,
    /// Its box.
    pub area: Area,
    /// Its baseline.
    pub y: f32,
    /// Height of its print: that of most letters.
    pub size: f32,
    /// Where most of it stands in the structure.
    pub place: Place,
    /// The structure says that it is no text.
    pub artifact: bool,
    /// It is not written from left to right.
    pub turned: bool,
}

impl Piece {
    /// Whether the structure has several paragraphs on its line.
    pub fn has_paragraphs(&self) -> bool {
        self.parts.windows(2).any(|pair| pair[1].opens_behind(&pair[0]))
    }

    /// Its paragraphs, where the structure has several on one line.
    pub fn by_paragraph(self) -> Vec<Self> {
        let mut parted: Vec<Vec<Part>> = Vec::new();
        for part in self.parts {
            let goes_on = |last: &Part| !part.opens_behind(last);
            match parted.last_mut().filter(|own| own.last().is_some_and(goes_on)) {
                Some(own) => own.push(part),
                None => parted.push(vec![part]),
            }
        }
        let piece = |parts: Vec<Part>| {
            let worded = parts.iter().filter(|part| !part.run.text.trim().is_empty());
            let area = worded.clone().map(|part| box_of(&part.run)).reduce(Area::with)?;
            let mut place = self.place;
            place.block = worded.max_by_key(|part| part.run.text.len()).and_then(|part| part.block);
            Some(Self { parts, area, place, y: self.y, size: self.size, artifact: self.artifact, turned: self.turned })
        };
        parted.into_iter().filter_map(piece).collect()
    }

    /// Whether it has no letters.
    pub fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| part.run.text.trim().is_empty())
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.parts.iter().map(|part| solid_length(&part.run.text)).sum()
    }

    /// The share of its letters for which something holds, in hundredths; of its digits where it has no letters.
    pub fn share(&self, holds: impl Fn(&Run) -> bool) -> usize {
        let has_letters = self.parts.iter().any(|part| part.run.text.chars().any(char::is_alphabetic));
        let counts = |c: &char| c.is_alphabetic() || !has_letters && c.is_numeric();
        let count = |part: &Part| part.run.text.chars().filter(counts).count();
        let all: usize = self.parts.iter().filter(|part| !part.raised).map(count).sum();
        let some: usize = self.parts.iter().filter(|part| !part.raised && holds(&part.run)).map(count).sum();
        (some * 100).checked_div(all).unwrap_or(0)
    }
}

/// A raised sign is not larger than this part of its line's print …
pub const SMALLER: f32 = 0.86;
/// … and stands above the baseline by at least and at most these parts of it.
pub const RAISED: (f32, f32) = (0.12, 0.75);
/// Letters on one line that are not raised differ in height by no more than this part of the size.
const LEVEL: f32 = 0.14;
/// A wider gap than this many sizes parts two pieces that no structure holds together.
const GAP: f32 = 1.6;
/// In a table one like this parts two paragraphs of the structure.
const CELL_GAP: f32 = 0.15;

/// Groups the runs of a page.
pub fn pieces(runs: Vec<Run>, places: &[Place], grids: &Grids) -> Vec<Piece> {
    let mut pieces: Vec<Building> = Vec::new();
    for run in runs {
        let place = run.mark.and_then(|mark| places.get(usize::try_from(mark).ok()?)).copied();
        let mut place = place.unwrap_or_default();
        // The tags know the cells better than the rules: some tables have rules for some of their columns alone.
        if place.cell.is_none() && place.note.is_none() && !run.artifact {
            place.cell = grids.cell(((run.x.0 + run.x.1) / 2.0, run.y - 0.3 * run.size));
        }
        match pieces.last_mut().filter(|last| last.takes(&run, &place)) {
            Some(last) => last.add(run, place),
            None => pieces.push(Building::new(run, place)),
        }
    }
    pieces.into_iter().map(Building::done).filter(|piece| !piece.is_blank()).collect()
}

/// A piece that is being built.
struct Building {
    runs: Vec<(Run, Place)>,
    /// Baseline and size of its largest print so far.
    y: f32,
    size: f32,
    right: f32,
}

impl Building {
    fn new(run: Run, place: Place) -> Self {
        Self { y: run.y, size: run.size, right: run.x.1, runs: vec![(run, place)] }
    }

    /// Whether a run goes on with the line.
    fn takes(&self, run: &Run, place: &Place) -> bool {
        let Some((last, last_place)) = self.runs.last() else { return true };
        if last.turned || run.turned || last.artifact != run.artifact || cell(last_place) != cell(place) {
            return false;
        }
        let size = self.size.max(run.size);
        let above = (self.y - run.y) / size;
        let level = above.abs() <= LEVEL;
        let raised = run.size <= SMALLER * self.size && (-0.4..=RAISED.1).contains(&above);
        // A label may stand raised before the line that it belongs to.
        let lowered = self.size <= SMALLER * run.size && (-RAISED.1..=0.4).contains(&above);
        if !(level || raised || lowered) {
            return false;
        }
        let gap = (run.x.0 - self.right) / size;
        let together = place.block.is_some() && place.block == last_place.block;
        let most = if together { f32::MAX } else { GAP };
        // A note stands in the paragraph that calls it, but never on its line.
        (-0.6..=most).contains(&gap) && place.note == last_place.note
    }

    fn add(&mut self, run: Run, place: Place) {
        let has_letters = !run.text.trim().is_empty();
        if has_letters && run.size > self.size * 1.02 {
            (self.y, self.size) = (run.y, run.size);
        }
        self.right = self.right.max(run.x.1);
        let repeated = self.runs.last().is_some_and(|(last, _)| {
            last.text == run.text
                && has_letters
                && (last.x.0 - run.x.0).abs() < 0.3 * run.size
                && (last.y - run.y).abs() < 0.1 * run.size
        });
        if !repeated {
            self.runs.push((run, place));
        }
    }

    fn done(self) -> Piece {
        let alone = alone_above(&self.runs);
        let size = alone.map_or_else(|| main_size(&self.runs), |(size, _)| size);
        let on_line = self.runs.iter().filter(|(run, _)| (run.size - size).abs() < 0.05 && !run.text.trim().is_empty());
        let y = on_line.map(|(run, _)| run.y).fold(f32::MIN, f32::max);
        let y = if y == f32::MIN { alone.map_or(self.y, |(_, y)| y) } else { y };
        let worded = self.runs.iter().filter(|(run, _)| !run.text.trim().is_empty());
        let area = worded.clone().map(|(run, _)| box_of(run)).reduce(Area::with).unwrap_or_default();
        // The structure of the longest run is the piece's.
        let place = worded.max_by_key(|(run, _)| run.text.len()).map(|(_, place)| *place).unwrap_or_default();
        let (artifact, turned) = self.runs.first().map(|(run, _)| (run.artifact, run.turned)).unwrap_or_default();
        let mut parts = Vec::new();
        for (run, place) in self.runs {
            let above = (y - run.y) / size;
            let raised =
                run.size <= SMALLER * size && (RAISED.0..=RAISED.1).contains(&above) || run.risen && run.size < size;
            parts.push(Part { run, raised, block: place.block });
        }
        Piece { parts, area, y, size, place, artifact, turned }
    }
}

fn box_of(run: &Run) -> Area {
    Area { x0: run.x.0, y0: run.y - 0.8 * run.size, x1: run.x.1, y1: run.y + 0.2 * run.size }
}

fn cell(place: &Place) -> Option<i32> {
    place.cell.map(|Cell { cell, .. }| cell)
}

/// Size and baseline of the line on which a raised sign stands alone: those of the blank behind it.
fn alone_above(runs: &[(Run, Place)]) -> Option<(f32, f32)> {
    let (blank, signs): (Vec<&Run>, Vec<&Run>) =
        runs.iter().map(|(run, _)| run).partition(|run| run.text.trim().is_empty());
    let line = blank.into_iter().max_by(|a, b| a.size.total_cmp(&b.size))?;
    let is_sign = |run: &&Run| {
        let above = (line.y - run.y) / line.size;
        let is_short = run.text.trim().chars().count() <= 3 && run.text.trim().chars().all(|c| c.is_ascii_digit());
        is_short && run.size <= SMALLER * line.size && (RAISED.0..=RAISED.1).contains(&above)
    };
    (!signs.is_empty() && signs.iter().all(is_sign)).then_some((line.size, line.y))
}

/// The size of most letters.
fn main_size(runs: &[(Run, Place)]) -> f32 {
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for (run, _) in runs {
        let letters = solid_length(&run.text);
        match counts.iter_mut().find(|(size, _)| (size - run.size).abs() < 0.05) {
            Some((_, count)) => *count += letters,
            None => counts.push((run.size, letters)),
        }
    }
    let best = counts.iter().max_by(|a, b| a.1.cmp(&b.1).then(a.0.total_cmp(&b.0)));
    best.map_or(1.0, |(size, _)| size.max(0.1))
}
