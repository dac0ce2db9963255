//! What templates see of the concepts.

use serde::Serialize;

/// The comparison.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct ComparisonContext {
    pub columns: Vec<ColumnContext>,
    pub rows: Vec<RowContext>,
    pub groups: Vec<GroupContext>,
}

/// The rows of a topic.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct GroupContext {
    pub topic: String,
    pub is_core: bool,
    pub rows: Vec<RowContext>,
}

/// A column: a place.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct ColumnContext {
    pub title: String,
}

/// A row: figures of a concept that may stand side by side. One list of figures a column.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct RowContext {
    pub id: String,
    pub name: String,
    pub url: String,
    pub unit: String,
    pub span: &'static str,
    pub topic: String,
    pub is_core: bool,
    pub cells: Vec<Vec<CellContext>>,
    /// What each column says, where it has no figure.
    pub states: Vec<StateContext>,
    /// The promise in words of a column that has figures and no target.
    pub promises: Vec<Option<StateContext>>,
}

/// What a place says of a concept.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct StateContext {
    /// `stated`, `elsewhere`, `other_scope`, `in_words`, `unlinked` or `none`.
    pub kind: &'static str,
    pub url: Option<String>,
    pub sentence: Option<String>,
    /// For `other_scope`: the concept that the place states instead.
    pub name: Option<String>,
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
    pub sentence: String,
    /// The number of the note that holds it.
    pub note: Option<String>,
    /// Whether a machine read it and no editor has accepted it.
    pub is_unreviewed: bool,
    /// "13,3 nghìn tỷ đồng" as printed, when the row's unit is another.
    pub printed: Option<String>,
    /// What other places of the reports say instead.
    pub others: Vec<OtherContext>,
}

/// A figure that says otherwise.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct OtherContext {
    pub value: String,
    pub unit: String,
    pub url: String,
    pub report: String,
}

/// The page of a concept.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct ConceptContext {
    pub id: String,
    pub name: String,
    pub topic: String,
    pub sdg: Option<String>,
    pub places: Vec<PlaceContext>,
    /// Targets and results of all places as bars, one chart a row.
    pub charts: Vec<String>,
}

/// The card of a place.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct PlaceContext {
    pub title: String,
    pub rows: Vec<PlaceRow>,
    /// What it says, where it has no figure at all.
    pub state: Option<StateContext>,
}

/// The way of a concept in a place: one line of dots, and the figures with their sentences.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct PlaceRow {
    pub span: &'static str,
    pub track: String,
    pub figures: Vec<CellContext>,
    pub promise: Option<StateContext>,
}
