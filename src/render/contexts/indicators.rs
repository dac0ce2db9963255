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
    /// Value and unit as one.
    pub quantity: String,
    pub period: Option<String>,
    pub quote: String,
    pub url: String,
    pub topic: String,
    pub section: String,
    pub concept: Option<String>,
    pub in_note: bool,
    /// Whether a machine read it and no editor has accepted it.
    pub is_unreviewed: bool,
    /// What the text says around it, where neither an editor nor a concept gives it a name.
    pub around: Option<AroundContext>,
}

/// The words of the text around a figure.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct AroundContext {
    pub before: String,
    /// The figure itself.
    pub quote: String,
    pub after: String,
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
