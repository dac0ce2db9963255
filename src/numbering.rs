//! How headings and items are numbered: "Phần thứ nhất", "A.", "IV-", "2.1.", "a)", "(3)", "Chapter 2".
//!
//! In: the text of a heading, without emphasis. Out: its number or label and the words after it.
//! Used by import (to find the outline) and by the edition (to read headings back from a page).

/// The head of a numbered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered<'a> {
    /// "I", "2.1", "a)", "(3)"; none when the head is a label.
    pub number: Option<String>,
    /// "Phần thứ nhất", "Chapter 2", as printed; none when the head is a number.
    pub label: Option<String>,
    /// The words after it.
    pub rest: &'a str,
}

/// Reads the number or label at the head of a heading, if there is one.
#[must_use]
pub fn parse_heading(text: &str) -> Option<Numbered<'_>> {
    let _ = text;
    None
}
