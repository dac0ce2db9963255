//! A discrepancy where it was found.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::link::units::{Unit, sentence};
use crate::model::links::{Discrepancy, Figure};

/// A discrepancy and where its figures stand: unit and byte.
#[derive(Serialize, Deserialize)]
pub(super) struct Found {
    pub order: (usize, usize),
    pub other: (usize, usize),
    pub discrepancy: Discrepancy,
}

impl Found {
    /// One whose figures stand together.
    pub fn here(order: (usize, usize), discrepancy: Discrepancy) -> Self {
        Self { order, other: order, discrepancy }
    }
}

/// A figure in its sentence.
pub(super) fn figure(unit: &Unit, range: &Range<usize>, value: &str) -> Figure {
    let source = unit.source(range).unwrap_or_default();
    let (quote, range) = sentence(unit, range);
    Figure { place: unit.place.clone(), source, quote, range, value: value.to_owned() }
}
