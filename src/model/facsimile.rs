//! A report's print in pictures: kept in `content/<report>/_pages.yaml`, the pictures beside it in `_pages/`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The folder with the pictures, in a report's own.
pub const PICTURES: &str = "_pages";

/// What import knows of the pages of a report's print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facsimile {
    /// The pages that have a picture, in order.
    pub pages: Vec<PrintPage>,
    /// Where blocks and headings stand, by their ids, and notes, by `^` and their labels.
    pub places: BTreeMap<String, Printed>,
}

/// A page of the print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPage {
    /// Its name in addresses: `12`.
    pub name: String,
    /// Its number as printed, in square brackets where it prints none; none where nobody knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The picture, a file of `_pages/`.
    pub picture: String,
    /// Its width and height in dots.
    pub size: (u32, u32),
}

/// Where a passage stands in print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The letters that it had when it was imported; 0 for a heading, whose words do not tell its place.
    pub letters: usize,
    /// In the order of the text.
    pub at: Vec<Area>,
}

/// A part of a page: the page's name; left, top, right and bottom in thousandths of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area(pub String, pub u16, pub u16, pub u16, pub u16);

impl Printed {
    /// Whether a passage of so many letters is still the one that stands there: an editor mends words, and sets paragraphs anew.
    #[must_use]
    pub fn holds(&self, letters: usize) -> bool {
        const SHARE: usize = 5;
        self.letters == 0 || letters.abs_diff(self.letters) * SHARE <= self.letters
    }
}

/// The letters and digits of a passage, by which it is known again.
#[must_use]
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mended_words_hold_and_another_paragraph_does_not() {
        let printed = Printed { letters: 100, ..Printed::default() };
        assert!(printed.holds(100) && printed.holds(81) && printed.holds(120));
        assert!(!printed.holds(60) && !printed.holds(130));
        assert!(Printed::default().holds(40));
    }
}
