//! An indicator: a figure that a report states, tied to the words that state it.
//!
//! The figure is kept as printed, with its own unit; nothing is converted here. The words are in `quote`, the paragraph
//! or note that holds them is named by `at`.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a figure bounds what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum Op {
    /// The figure itself, or a range.
    #[default]
    #[serde(rename = "=")]
    Equal,
    /// "từ … trở lên", "tối thiểu".
    #[serde(rename = ">=")]
    AtLeast,
    /// "trên", "hơn".
    #[serde(rename = ">")]
    Above,
    /// "không quá", "tối đa".
    #[serde(rename = "<=")]
    AtMost,
    /// "dưới".
    #[serde(rename = "<")]
    Below,
    /// "khoảng", "gần".
    #[serde(rename = "~")]
    About,
}

impl Op {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Equal, Self::AtLeast, Self::Above, Self::AtMost, Self::Below, Self::About];

    /// As written in front matter and open data.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::Above => ">",
            Self::AtMost => "<=",
            Self::Below => "<",
            Self::About => "~",
        }
    }

    /// Whether this is the figure itself: the default, which front matter leaves out.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        *self == Self::Equal
    }
}

/// What kind of figure an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    /// What is to be reached.
    Target,
    /// What was reached, or is estimated to be.
    #[default]
    Actual,
    /// What an earlier plan had set, beside the result.
    Plan,
    /// Where the way began.
    Baseline,
}

impl IndicatorKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Target, Self::Actual, Self::Plan, Self::Baseline];

    /// The name in front matter, open data and style sheets.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Plan => "plan",
            Self::Baseline => "baseline",
        }
    }
}

/// What has become of what a machine proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The editor wrote it, or accepted it.
    #[default]
    Accepted,
    /// A machine found it, and nobody has looked.
    Proposed,
    /// The editor refused it: it is shown nowhere, and no import proposes it again.
    Refused,
}

impl Status {
    /// The name in front matter, open data and style sheets.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Proposed => "proposed",
            Self::Refused => "refused",
        }
    }

    /// Whether an editor stands for it: the default, which front matter leaves out.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        *self == Self::Accepted
    }
}

/// A figure of a page's sidebar, as front matter writes it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Indicator {
    /// What is measured, as a label.
    #[serde(alias = "indicator_name")]
    pub name: String,
    /// The figure, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// How it bounds.
    #[serde(skip_serializing_if = "Op::is_equal")]
    pub op: Op,
    /// The unit as printed: "%", "tỷ đồng", "giường/vạn dân"; empty for none.
    #[serde(alias = "computation_units", skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// A year, a span "2021-2025", or a word.
    #[serde(alias = "target_year", alias = "reference_period", skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Target, actual, plan or baseline.
    #[serde(alias = "progress_status")]
    pub kind: IndicatorKind,
    /// The words that state it.
    pub quote: String,
    /// Id of the block that holds them, or the note's mark: `^12` for `[^12]`.
    pub at: String,
    /// The concept that it belongs to, when its name does not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// What names it in addresses, `k7f2-1`, where its place among the figures of its block does not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// A topic, for the table's filter; else the section says it.
    #[serde(alias = "tags", skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Whether an editor has accepted it; what says nothing is the editor's own.
    #[serde(skip_serializing_if = "Status::is_accepted")]
    pub status: Status,
}

impl Indicator {
    /// The lower and the upper end; the same for a single figure.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        let low = self.value.or(self.low)?;
        Some((low, self.value.or(self.high).unwrap_or(low)))
    }

    /// The label of the note that holds the words; none when a block does.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.at.strip_prefix('^')
    }

    /// Every figure that it names.
    pub fn figures(&self) -> impl Iterator<Item = f64> {
        [self.value, self.low, self.high].into_iter().flatten()
    }
}

/// Gives the figures of a report the names that addresses have: the second one of block `k7f2` is `k7f2-2`, unless its
/// front matter writes another.
#[derive(Debug, Clone, Default)]
pub struct Names<'i> {
    written: BTreeSet<&'i str>,
    counts: BTreeMap<String, usize>,
}

impl<'i> Names<'i> {
    /// Takes note of the names that are written.
    pub fn new(written: impl Iterator<Item = &'i str>) -> Self {
        Self { written: written.collect(), counts: BTreeMap::new() }
    }

    /// The name of the next figure of a place: the written one, or by the id of its block, `fn-12` for a note.
    pub fn name(&mut self, place: &str, written: Option<&str>) -> String {
        if let Some(name) = written {
            return name.to_owned();
        }
        let count = self.counts.entry(place.to_owned()).or_default();
        loop {
            *count += 1;
            let name = format!("{place}-{count}");
            if !self.written.contains(name.as_str()) {
                return name;
            }
        }
    }
}
