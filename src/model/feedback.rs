//! What readers say of the edition's passages, and what the office answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file of an edition that holds its readers' comments.
pub const FEEDBACK: &str = "feedback.yaml";

/// How readers may comment; `feedback:` of `edition.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FeedbackConfig {
    /// The address that a prefilled mail goes to.
    pub mail: String,
    /// The address of a form; `{address}`, `{words}`, `{comment}` and `{report}` stand for what is commented on.
    pub form: String,
    /// Whether readers may gather comments on their own device and take them out as one file.
    pub gather: bool,
    /// Whether the site shows the comments with the office's answers.
    pub responses: bool,
    /// Whether it shows who made them.
    pub names: bool,
}

impl FeedbackConfig {
    /// Whether a reader may comment at all.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.mail.is_empty() || !self.form.is_empty() || self.gather
    }
}

/// The comments of an edition: `feedback.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Feedback {
    /// In the order in which they came.
    pub comments: Vec<Comment>,
}

/// A reader's comment on a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Comment {
    /// The passage: `can-tho/k7f2`, the report's folder and the id; empty when the reader named none.
    pub at: String,
    /// The words that are commented on, or those that the passage begins with.
    pub quote: String,
    /// What the reader says.
    pub comment: String,
    /// Who says it.
    pub name: String,
    /// ISO date.
    pub date: String,
    /// What the office does about it.
    pub answer: Option<Answer>,
    /// Why; shown beside the answer.
    pub reason: String,
    /// Whether the comment is left out of the site.
    pub hidden: bool,
}

/// What the office does about a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// The text changes as the comment asks.
    Accepted,
    /// It does so in part.
    Partly,
    /// It stays as it is.
    Declined,
}

impl Answer {
    /// The name in files and templates.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Partly => "partly",
            Self::Declined => "declined",
        }
    }
}
