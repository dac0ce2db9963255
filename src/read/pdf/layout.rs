//! Rows become the lines of a scan: their text, size, place and what parts them.

use super::PageRows;
use super::inline;
use crate::diagnostic::Checked;
use crate::model::scan::{Line, Metadata, Page, Scan};

/// The scan of all pages.
pub fn scan(name: &str, metadata: Metadata, pages: Vec<PageRows>, _unknown: usize) -> Checked<Scan> {
    let mut scan = Scan { name: name.to_owned(), metadata, ..Scan::default() };
    let mut number = 0;
    for (index, page) in pages.iter().enumerate() {
        let mut lines = Vec::new();
        for row in &page.rows {
            number += 1;
            let pieces: Vec<_> = row.pieces.iter().collect();
            lines.push(Line {
                number,
                text: inline::markdown(&pieces),
                bounds: Some([row.area.x0, row.area.y0, row.area.x1, row.area.y1]),
                ..Line::default()
            });
        }
        scan.pages.push(Page { number: index + 1, printed: None, lines });
    }
    Checked::new(scan, Vec::new())
}
