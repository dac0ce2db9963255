//! The lines of a letterhead as what stands in it: converters give its columns as cells of a table, beside one another on
//! one line, or one under the other with a bar between.
//!
//! In: the lines of a head. Out: its cells in their order, without emphasis, links and rules.

use crate::language;
use crate::text::fold_space;

/// So many lines may be one cell.
const MOST_LINES: usize = 5;

/// The cells of some lines, none of them empty.
pub fn cells<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for line in whole_lines(lines) {
        let mut wide = line.replace(['|', '\t'], "   ");
        for sign in ["<br>", "<br/>", "<br />", "\\\n"] {
            wide = wide.replace(sign, "   ");
        }
        let parts = wide.split("   ").map(|part| plain_words(part).trim_end_matches('\\').trim().to_owned());
        for cell in parts.filter(|part| part.contains(char::is_alphanumeric)) {
            match cells.last_mut().filter(|last| is_label(last)) {
                Some(label) => *label = format!("{label} {cell}"),
                None => cells.push(cell),
            }
        }
    }
    cells
}

/// "Số:": what it labels stands in the next cell.
fn is_label(cell: &str) -> bool {
    let words = language::any();
    cell.strip_suffix(':').is_some_and(|key| words.opens_with_number_label(cell) || words.fact(key).is_some())
}

/// Lines, those joined that one emphasis runs through.
fn whole_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let mut open = 0;
    for line in lines.map(str::trim) {
        let goes_on = (1..MOST_LINES).contains(&open) && !line.is_empty();
        match whole.last_mut().filter(|_| goes_on) {
            Some(last) => *last = format!("{last} {line}"),
            None => whole.push(line.to_owned()),
        }
        let is_open = whole.last().is_some_and(|last| has_open_emphasis(last));
        open = if is_open { open + 1 } else { 0 };
    }
    whole
}

/// Whether a text opens bold print or italics and does not close them.
fn has_open_emphasis(text: &str) -> bool {
    let bold = text.matches("**").count();
    let stars = text.matches('*').count() - 2 * bold;
    bold % 2 == 1 || stars % 2 == 1 && text.starts_with('*')
}

/// Words without the signs of emphasis, links and reference marks.
pub(super) fn plain_words(text: &str) -> String {
    let mut plain = super::emphasis::strip(text).replace(['_', '\u{E000}'], " ");
    while let Some((start, middle, end)) = link(&plain) {
        plain = format!("{}{}{}", &plain[..start], &plain[start + 1..middle], &plain[end..]);
    }
    fold_space(&plain)
}

/// The first `[words](address)`: where it begins, where its words end, where it ends.
fn link(text: &str) -> Option<(usize, usize, usize)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')? + 1;
    Some((start, middle, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_however_they_are_set() {
        let read = |text: &str| cells(text.split('\n'));
        assert_eq!(
            read("| **SỞ Y TẾ**<br>------- | **CỘNG HÒA**<br>Độc lập |\n|---|---|"),
            ["SỞ Y TẾ", "CỘNG HÒA", "Độc lập"]
        );
        assert_eq!(
            read("|\n**SỞ\nY TẾ**\n-----\n|\nSố:\n7/BC-SYT\n|\n*Hà\nKhê, ngày 3*"),
            ["SỞ Y TẾ", "Số: 7/BC-SYT", "Hà Khê, ngày 3"]
        );
        assert_eq!(read("BR/1/2     7 May 2025"), ["BR/1/2", "7 May 2025"]);
    }
}
