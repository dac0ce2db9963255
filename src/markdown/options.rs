//! The options of every parse.

use pulldown_cmark::Options;

/// The options of every parse.
#[must_use]
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        // Of it only the marks of callouts: `> [!NOTE]`.
        | Options::ENABLE_GFM
}
