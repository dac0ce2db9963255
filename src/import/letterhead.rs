//! The lines of a letterhead as what stands in it: converters give its columns as cells of a table, beside one another on
//! one line, or one under the other with a bar between.
//!
//! In: the lines of a head. Out: its cells in their order, without emphasis, links and rules.

use super::chunks::{Chunk, Shape};
use super::marks::OPEN;
use crate::language;
use crate::text::{fold_space, is_all_caps, word_count};

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

/// Where a state's letterhead opens, behind what a web page or a publisher has put before it; else the source's start.
pub(super) fn start(chunks: &[Chunk]) -> usize {
    /// So far down a letterhead may stand, and so many words of text above it.
    const DEEP: usize = 120;
    const WORDS: usize = 200;
    /// Below it the kind of the document follows; above it, beside the motto, the name of who issues it.
    const BELOW: usize = 12;
    const BESIDE: usize = 2;
    let lexicon = language::any();
    let is_motto = |at: &usize| {
        let plain = plain_words(chunks[*at].plain());
        word_count(&plain) <= 20 && lexicon.is_motto(&plain) && !lexicon.opens_enacting(&plain)
    };
    let Some(at) = (0..chunks.len().min(DEEP)).find(is_motto) else { return 0 };
    let above: usize = chunks[..at].iter().map(|chunk| word_count(chunk.plain())).sum();
    let is_kind = |chunk: &Chunk| {
        let plain = plain_words(chunk.plain());
        lexicon.kind(&plain, 1).is_some_and(|kind| is_all_caps(&kind.words))
    };
    let is_headed = chunks[at..].iter().take(BELOW).any(is_kind);
    if is_headed && above <= WORDS { at.saturating_sub(BESIDE) } else { 0 }
}

/// "Date: 3 April", with another such line beside it: the fields of a form.
pub(super) fn is_field(chunks: &[Chunk], at: usize) -> bool {
    /// A label has no more words.
    const LABEL: usize = 6;
    let is_labelled = |chunk: &Chunk| {
        let plain = plain_words(chunk.plain());
        let label = plain.split_once(": ").map(|(label, _)| label);
        chunk.shape == Shape::Text && label.is_some_and(|label| (1..=LABEL).contains(&word_count(label)))
    };
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| chunks.get(at));
    is_labelled(&chunks[at]) && beside.into_iter().any(is_labelled)
}

/// Words without the signs of emphasis, links and reference marks.
pub(super) fn plain_words(text: &str) -> String {
    let mut plain = super::emphasis::strip(text).replace(['_', OPEN], " ");
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
