//! What templates see of the editor's annotations and corrections.

use serde::Serialize;

/// The editor's own note.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct AnnotationContext {
    pub id: String,
    pub number: usize,
    pub letter: String,
    pub quote: String,
    pub content: String,
    pub by: Option<String>,
    pub date: Option<String>,
    pub date_text: Option<String>,
    /// Id of the sign that calls it; none when its words are gone.
    pub back: Option<String>,
}

/// An entry of the apparatus.
#[derive(Debug, Clone, Default, Serialize)]
pub(in crate::render) struct CorrectionContext {
    pub id: String,
    pub read: String,
    pub printed: String,
    pub reason: String,
    pub by: Option<String>,
    pub date: Option<String>,
    pub date_text: Option<String>,
    /// Id of the sign in the text.
    pub back: String,
    /// Address of the sign.
    pub url: String,
    /// Number of the note that holds the words.
    pub note: Option<String>,
}

/// The corrections of a page, for the ledger.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct CorrectedPage {
    pub kind: String,
    pub report: String,
    pub title: String,
    pub number: Option<String>,
    pub url: String,
    pub entries: Vec<CorrectionContext>,
}
