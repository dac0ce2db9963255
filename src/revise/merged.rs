//! What a merge gives.

use super::side::Files;
use crate::model::revision::Aside;

/// What a merge made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// The pages.
    pub files: Files,
    /// What has lost its place.
    pub aside: Vec<Aside>,
    /// What the editor should know of: figures that changed.
    pub updated: Vec<Updated>,
}

/// A figure that the source changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Updated {
    /// File name of its page.
    pub page: String,
    /// Its name.
    pub name: String,
    /// What it was and what it is, as written.
    pub from: String,
    /// What it is now.
    pub to: String,
}
