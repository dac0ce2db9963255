//! What templates see of the figures.

use serde::Serialize;

/// A figure.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct FigureContext {
    pub id: String,
    pub name: String,
    pub kind: &'static str,
    pub value: String,
    pub unit: String,
    pub period: Option<String>,
    pub quote: String,
    pub url: String,
    pub topic: String,
    pub section: String,
    pub concept: Option<String>,
    pub in_note: bool,
}

/// What the sidebar shows of one thing that is measured.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct CardContext {
    pub name: String,
    pub concept: Option<String>,
    pub figures: Vec<FigureContext>,
    pub change: Option<String>,
    pub chart: Option<String>,
}

/// The comparison.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct ComparisonContext {
    pub columns: Vec<ColumnContext>,
    pub rows: Vec<RowContext>,
}

/// A column: a place.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct ColumnContext {
    pub title: String,
}

/// A row: a concept. One list of figures a column.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct RowContext {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub cells: Vec<Vec<CellContext>>,
    pub chart: Option<String>,
}

/// A figure of the comparison.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct CellContext {
    pub kind: &'static str,
    pub value: String,
    pub unit: String,
    pub period: Option<String>,
    pub url: String,
    pub report: String,
    pub quote: String,
    /// "13,3 nghìn tỷ đồng" as printed, when the row's unit is another.
    pub printed: Option<String>,
}
