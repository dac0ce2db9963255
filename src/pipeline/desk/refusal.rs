//! Why an answer of the desk changes nothing.

/// Why an answer changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What it is about stands there no longer.
    Gone,
    /// It is written so that the change cannot be made as text.
    Written,
    /// A field says nothing that can be taken.
    Field(String),
    /// The item does not take this answer.
    Verb,
    /// An entry of these words stands there already.
    There,
    /// With the change the file would have this fault.
    Fault(String),
}

impl Refusal {
    /// The name for words of the interface.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Written => "written",
            Self::Field(_) => "field",
            Self::Verb => "verb",
            Self::There => "there",
            Self::Fault(_) => "fault",
        }
    }

    /// What it names.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Field(words) | Self::Fault(words) => words,
            _ => "",
        }
    }
}
