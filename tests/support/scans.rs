//! What a scan holds, for tests to look at.

use ibid::model::scan::{Scan, Shape};

/// The headings of a scan, with their levels.
pub fn headings(scan: &Scan) -> Vec<(usize, &str)> {
    let lines = scan.pages.iter().flat_map(|page| &page.lines);
    lines
        .filter_map(|line| match line.shape {
            Shape::Heading(level) => Some((level, line.text.as_str())),
            _ => None,
        })
        .collect()
}
