//! Which picture of the print belongs to what.

use std::collections::BTreeMap;

/// The pictures of a report's print by what they show; empty where none are published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureLinks {
    /// The name of the page that begins at an anchor: `page-12`.
    pub anchors: BTreeMap<String, String>,
    /// What shows blocks and headings, by their ids.
    pub places: BTreeMap<String, PictureLink>,
    /// Width and height of the pictures that stand beside the report's pages, by their files.
    pub sizes: BTreeMap<String, (u32, u32)>,
}

/// The picture that shows a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureLink {
    /// The name of the page on which it begins.
    pub page: String,
    /// Whether its place on the page is known.
    pub is_placed: bool,
}

impl PictureLinks {
    /// The address of a page's own page, from a page of its report.
    #[must_use]
    pub fn beside(name: &str) -> String {
        format!("pages/{name}.html")
    }

    /// The address of a page's picture, from a page of its report.
    #[must_use]
    pub fn picture(file: &str) -> String {
        format!("pages/{file}")
    }
}
