//! A concept: what figures of several reports measure alike, as a file of concepts or an edition writes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is measured of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// How much there is.
    #[default]
    Level,
    /// How fast it grows.
    Growth,
    /// By how much it changes.
    Change,
    /// Which part of a whole it is.
    Share,
}

/// How the time of a figure is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TimeSort {
    /// A stock, or the value of one year: at the end of a term it is dated by the term's end.
    #[default]
    Point,
    /// A flow: that of a year and that of a term are two things.
    Flow,
    /// An average over a term, or the rate of a year.
    Average,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// The more, the better.
    More,
    /// The less, the better.
    Less,
}

/// A concept, as a file of concepts or the edition's `concepts:` writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConceptEntry {
    /// What addresses name it by: `poverty-rate`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The topic under which it is listed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// The units that figures of it may have, without scale: "%", "đồng"; empty for any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unit: Vec<String>,
    /// What is measured.
    pub measure: Option<Measure>,
    /// How its time is read.
    pub time: Option<TimeSort>,
    /// What part of the whole it speaks of; empty for the whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// Which way is better, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub better: Option<Better>,
    /// The indicator of the Sustainable Development Goals: "1.2.1".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdg: Option<String>,
    /// Whether it is one of those that a reader asks for first.
    pub core: bool,
    /// The names that reports give it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Names that mean it only where one of `near` stands in the same passage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loose: Vec<String>,
    /// The words that make a loose name sure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// Words that, in the sentence before the figure, say that it is something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Concepts of another scope or measure that reports state instead, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
    /// How reports promise it in words alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_words: Vec<String>,
}
