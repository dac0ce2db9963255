//! The figures of a page as the cache holds them: what reading gives, and nothing that an editor says.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::indicator::{Indicator, IndicatorKind, Op};

/// The figures of one page.
pub(super) type Found = Vec<Arc<Indicator>>;

/// A figure in a form that has all its fields, whatever they hold.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredFigure {
    name: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    op: Op,
    unit: String,
    period: Option<String>,
    kind: IndicatorKind,
    quote: String,
    at: String,
}

impl From<&Indicator> for StoredFigure {
    fn from(figure: &Indicator) -> Self {
        Self {
            name: figure.name.clone(),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            op: figure.op,
            unit: figure.unit.clone(),
            period: figure.period.clone(),
            kind: figure.kind,
            quote: figure.quote.clone(),
            at: figure.at.clone(),
        }
    }
}

impl From<StoredFigure> for Indicator {
    fn from(stored: StoredFigure) -> Self {
        Self {
            name: stored.name,
            value: stored.value,
            low: stored.low,
            high: stored.high,
            op: stored.op,
            unit: stored.unit,
            period: stored.period,
            kind: stored.kind,
            quote: stored.quote,
            at: stored.at,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_comes_back_as_it_was_read() {
        let figure = Indicator {
            name: "Rainfall".to_owned(),
            low: Some(1.5),
            high: Some(2.0),
            op: Op::AtLeast,
            unit: "m".to_owned(),
            period: Some("2025".to_owned()),
            kind: IndicatorKind::Plan,
            quote: "1.5 to 2 m".to_owned(),
            at: "abcd".to_owned(),
            ..Indicator::default()
        };
        assert_eq!(Indicator::from(StoredFigure::from(&figure)), figure);
    }
}
