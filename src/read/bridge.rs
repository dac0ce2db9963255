//! A scan as a text with form feeds, for as long as import reads texts.

use crate::model::scan::{Line, Region, Scan, Shape};
use crate::source::Source;

/// The text of a scan: page after page, notes behind the text that calls them, running heads and page numbers left out.
#[must_use]
pub fn text(scan: &Scan) -> Source {
    let mut text = String::new();
    for (index, page) in scan.pages.iter().enumerate() {
        let is_shown =
            |line: &&Line| !matches!(line.region, Some(Region::RunningHead | Region::PageNumber | Region::Stamp));
        for (at, line) in page.lines.iter().filter(is_shown).enumerate() {
            // Notes end a page, and the text that goes on over it must not join them.
            let blank = if at == 0 && index > 0 { 1 } else { line.blank_before.min(1) };
            text.extend(std::iter::repeat_n('\n', blank));
            if at == 0 && index > 0 {
                text.push('\u{c}');
            }
            text.push_str(&written(line));
            text.push('\n');
        }
    }
    Source { name: scan.name.clone(), text }
}

/// A line with the signs of its shape.
fn written(line: &Line) -> String {
    let words = line.text.as_str();
    match line.shape {
        Shape::Heading(level) => format!("{} {words}", "#".repeat(level.clamp(1, 6))),
        Shape::Item if !words.starts_with("+ ") => format!("- {words}"),
        Shape::Quote => format!("> {words}"),
        Shape::Rule => "---".to_owned(),
        Shape::Text if ["- ", "+ ", "# ", "> ", "|"].iter().any(|sign| words.starts_with(sign)) => format!("\\{words}"),
        Shape::Text | Shape::Item | Shape::Table | Shape::Code => words.to_owned(),
    }
}
