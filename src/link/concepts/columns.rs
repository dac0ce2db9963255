//! The columns of the comparison.

use crate::model::edition::{Edition, EditionReport};

/// The columns of the comparison: the places of the reports, or a report that has none.
pub(super) fn columns(edition: &Edition) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for report in &edition.reports {
        let column = column_of(report);
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    columns
}

/// The column of a report.
pub(super) fn column_of(report: &EditionReport) -> String {
    report.index.front.place.clone().unwrap_or_else(|| report.id.clone())
}
