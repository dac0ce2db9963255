//! What templates see of the revisions.

use serde::Serialize;

/// A revision: an entry of `revisions`, or `revision`.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct RevisionContext {
    pub date: String,
    pub date_text: String,
    pub file: String,
    pub report: String,
    pub kind: &'static str,
    pub label: Option<String>,
    pub place: Option<String>,
    pub report_url: String,
    pub url: String,
    pub newer: Option<RevisedContext>,
    /// The version that it replaced.
    pub version_url: Option<String>,
    pub counts: Vec<CountContext>,
    pub groups: Vec<GroupContext>,
}

/// How many changes of a kind.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct CountContext {
    pub kind: &'static str,
    pub count: usize,
}

/// The changes of a section.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct GroupContext {
    pub id: String,
    pub title: String,
    pub url: Option<String>,
    pub layer: &'static str,
    pub changes: Vec<ChangeContext>,
}

/// A changed passage.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ChangeContext {
    pub id: String,
    pub kind: &'static str,
    pub part: &'static str,
    pub layer: &'static str,
    pub moved: bool,
    pub url: Option<String>,
    pub other_url: Option<String>,
    /// Its place in the version that was replaced.
    pub was_url: Option<String>,
    pub pieces: Vec<RedContext>,
}

/// A run of a redline.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct RedContext {
    pub change: &'static str,
    pub layer: &'static str,
    pub text: String,
}

/// When a page last changed, and where that is shown.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct RevisedContext {
    pub date: String,
    pub date_text: String,
    pub url: String,
}

/// `page.version`: what a page of a former version says of it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct VersionContext {
    pub name: String,
    /// When it was replaced.
    pub date: String,
    pub date_text: String,
    /// Where the page is today.
    pub url: String,
    /// What replaced it.
    pub changes_url: String,
    /// The page of today that search engines are to find.
    pub canonical: String,
}

/// An entry of `page.versions`.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct VersionEntry {
    pub name: String,
    pub url: String,
    /// Whether it is the one that is read.
    pub is_here: bool,
    /// Whether it is the text of today.
    pub is_current: bool,
}

/// An anchor that leads elsewhere.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Redirect {
    /// The anchor.
    pub id: String,
    /// Where it leads, relative to the site's root.
    pub url: String,
    /// Whether its words are gone.
    pub gone: bool,
}
