//! The path that a page is drawing.

use crate::read::pdf::drawing::MOST_PARTS;
use crate::read::pdf::matrix::Area;

/// The path that is being drawn.
#[derive(Default)]
pub(super) struct Path {
    /// Lines and boxes, each in its box.
    pub(super) areas: Vec<Area>,
    /// The box around all of it, curves too.
    pub(super) whole: Option<Area>,
    /// Where it goes on.
    pub(super) at: (f64, f64),
}

impl Path {
    /// Adds a line or box.
    pub(super) fn push(&mut self, area: Area) {
        self.reach(area);
        if self.areas.len() < MOST_PARTS {
            self.areas.push(area);
        }
    }

    /// Widens the box around all of it.
    pub(super) fn reach(&mut self, area: Area) {
        self.whole = Some(self.whole.map_or(area, |whole| whole.with(area)));
    }
}
