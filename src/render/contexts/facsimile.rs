//! What templates see of the pages of a print.

use serde::Serialize;

/// `facsimile`.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FacsimileContext<'a> {
    pub picture: String,
    pub width: u32,
    pub height: u32,
    pub text_url: Option<String>,
    pub places: &'a [PlaceContext],
}

/// Where a passage stands on a page of the print.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PlaceContext {
    pub id: String,
    pub url: String,
    pub words: String,
    pub style: String,
    pub more: Vec<String>,
}
