//! Tables as Pandoc draws them in Markdown: columns under rows of dashes, and grids of `+---+`.
//!
//! In: a source. Out: the source with each such table as rows of `|`, in the lines that it stood in. One that only sets things
//! beside one another (a letterhead, signatures) is a frame: see [`unfold`].
//! What always holds: every word of a table stays; what does not fit its columns is no table.

use std::borrow::Cow;
use std::ops::Range;

use super::chunks::{Chunk, Document, Shape};
use super::marks::OPEN;
use super::pandoc_cells::{joined, pieces};
use super::verbatim::Verbatim;
use crate::markdown::write::cells as row_cells;
use crate::source::{PARAGRAPH_END, Source};

/// A table has no more lines.
const MOST_LINES: usize = 600;
/// What ends a row of a frame; one such sign may end a line of any other source.
const FRAME: &str = "\u{2029}\u{2029}";
/// A table without heads of no more rows and columns may only set things beside one another.
const FEW: usize = 3;

/// A table that is drawn: the lines it takes, and the lines of each cell of its rows.
struct Drawn {
    lines: Range<usize>,
    rows: Vec<Vec<Vec<String>>>,
    has_head: bool,
}

/// The source with drawn tables as rows of `|`.
#[must_use]
pub fn take(source: &Source) -> Cow<'_, Source> {
    let may = source.text.contains("-- --") || source.text.contains("+--") || source.text.contains("+:--");
    if !may || source.is_laid_out() || source.text.contains(PARAGRAPH_END) {
        return Cow::Borrowed(source);
    }
    let verbatim = Verbatim::of(source);
    let lines: Vec<Vec<char>> = source.text.split('\n').map(|line| line.trim_end().chars().collect()).collect();
    let mut out: Vec<Cow<'_, str>> = source.text.split('\n').map(Cow::Borrowed).collect();
    let mut at = 0;
    let mut free = 0;
    while at < lines.len() {
        let is_free = verbatim.at(at + 1).is_none();
        let table = is_free.then(|| grid(&lines, at).or_else(|| columns(&lines, at, free))).flatten();
        let Some(table) = table else {
            at += 1;
            continue;
        };
        let written = written(&table);
        if written.len() <= table.lines.len() {
            for (offset, line) in table.lines.clone().enumerate() {
                out[line] = written.get(offset).cloned().unwrap_or_default().into();
            }
        }
        at = table.lines.end;
        free = at;
    }
    Cow::Owned(source.with_text(out.join("\n")))
}

/// The lines of a table: rows with the rule below its head, or rows that are marked as those of a frame.
fn written(table: &Drawn) -> Vec<String> {
    let rows: Vec<Vec<Vec<String>>> =
        table.rows.iter().map(|row| row.iter().map(|cell| pieces(cell)).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_tall = rows.iter().flatten().any(|cell: &Vec<String>| cell.len() > 1);
    let is_frame = !table.has_head && rows.len() <= FEW && width <= FEW && (rows.len() == 1 || is_tall);
    let mut written = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| joined(cell)).collect();
        written.push(format!("| {} |{}", cells.join(" | "), if is_frame { FRAME } else { "" }));
        if at == 0 && !is_frame {
            written.push(format!("|{}", "---|".repeat(width)));
        }
    }
    written
}

/// A grid that begins at a line: `+---+---+`.
fn grid(lines: &[Vec<char>], at: usize) -> Option<Drawn> {
    let edges = edges(&lines[at]).filter(|edges| edges.len() >= 3)?;
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    let mut open: Vec<Vec<String>> = vec![Vec::new(); edges.len() - 1];
    let mut has_head = false;
    let mut end = None;
    for (number, line) in lines.iter().enumerate().skip(at + 1).take(MOST_LINES) {
        if is_separator(line) {
            let double = line.contains(&'=');
            has_head |= double && rows.is_empty();
            rows.push(std::mem::replace(&mut open, vec![Vec::new(); edges.len() - 1]));
            end = Some(number + 1);
        } else if line.iter().find(|c| **c != ' ') == Some(&'|') {
            for (column, cell) in cut(line, &edges).into_iter().enumerate() {
                open[column].push(cell);
            }
        } else {
            break;
        }
    }
    let end = end?;
    rows.retain(|row| row.iter().flatten().any(|line| !line.trim().is_empty()));
    (!rows.is_empty()).then_some(Drawn { lines: at..end, rows, has_head })
}

/// Where the columns of a row of `+` and dashes part.
fn edges(line: &[char]) -> Option<Vec<usize>> {
    is_separator(line).then(|| (0..line.len()).filter(|at| line[*at] == '+').collect())
}

fn is_separator(line: &[char]) -> bool {
    let inner: Vec<char> = line.iter().copied().filter(|c| *c != ' ').collect();
    inner.len() >= 5
        && inner.first() == Some(&'+')
        && inner.last() == Some(&'+')
        && inner.iter().all(|c| "+-=:".contains(*c))
        && inner.iter().any(|c| "-=".contains(*c))
}

/// The cells of a line of a grid; where no bar stands between two, the words are the first one's.
fn cut(line: &[char], edges: &[usize]) -> Vec<String> {
    let mut cells = Vec::new();
    let mut from = edges[0] + 1;
    let mut waiting = 0;
    for edge in &edges[1..] {
        let is_last = edge == edges.last().unwrap_or(edge);
        if is_last || line.get(*edge) == Some(&'|') {
            let to = if is_last { line.len() - usize::from(line.last() == Some(&'|')) } else { *edge };
            cells.push(text(line, from..to.max(from)));
            cells.extend(std::iter::repeat_n(String::new(), waiting));
            (from, waiting) = (edge + 1, 0);
        } else {
            waiting += 1;
        }
    }
    cells
}

fn text(line: &[char], range: Range<usize>) -> String {
    let range = range.start.min(line.len())..range.end.min(line.len());
    line[range].iter().collect::<String>().trim().to_owned()
}

/// A table whose columns a row of dashes at a line shows; what stands above `free` belongs to another table.
fn columns(lines: &[Vec<char>], at: usize, free: usize) -> Option<Drawn> {
    let spans = dashes(&lines[at]).filter(|spans| spans.len() >= 2)?;
    let fits =
        |line: &Vec<char>| spans.iter().skip(1).all(|span| line.get(span.start - 1).is_none_or(|c| c.is_whitespace()));
    let whole = spans[0].start..spans[spans.len() - 1].end;
    let closes = |line: &Vec<char>| {
        dashes(line).is_some_and(|own| own[0].start == whole.start && own[own.len() - 1].end == whole.end)
    };
    // Heads stand above; those of several lines below a row of dashes of their own.
    let is_blank = |line: &Vec<char>| line.iter().all(|c| c.is_whitespace());
    let above = (free..at).rev().take_while(|line| !is_blank(&lines[*line])).last().unwrap_or(at);
    let is_ruled = above < at && closes(&lines[above]);
    let head: Range<usize> = if is_ruled { above + 1..at } else { above..at };
    let has_head = !head.is_empty() && (is_ruled || head.len() == 1) && lines[head.clone()].iter().all(fits);
    let close = (at + 1..lines.len().min(at + MOST_LINES)).find(|line| closes(&lines[*line]));
    let body = match close.filter(|close| lines[at + 1..*close].iter().all(fits)) {
        Some(close) => at + 1..close,
        None if has_head && !is_ruled => {
            let end = (at + 1..lines.len()).find(|line| is_blank(&lines[*line])).unwrap_or(lines.len());
            at + 1..end
        }
        None => return None,
    };
    if !lines[body.clone()].iter().all(fits) || (!has_head && !head.is_empty()) {
        return None;
    }
    let cells = |line: &Vec<char>| -> Vec<String> {
        let ends = spans.iter().skip(1).map(|span| span.start).chain([usize::MAX]);
        spans
            .iter()
            .zip(ends)
            .enumerate()
            .map(|(at, (span, end))| text(line, if at == 0 { 0 } else { span.start }..end))
            .collect()
    };
    // Blank lines part rows of several lines; without any, each line is a row.
    let is_loose = lines[body.clone()].iter().any(is_blank) || is_ruled;
    let mut rows: Vec<Vec<Vec<String>>> = Vec::new();
    let add = |row: &mut Vec<Vec<String>>, line: &Vec<char>| {
        row.iter_mut().zip(cells(line)).for_each(|(cell, words)| cell.push(words));
    };
    let empty = vec![Vec::new(); spans.len()];
    if has_head {
        rows.push(empty.clone());
        lines[head.clone()].iter().for_each(|line| add(&mut rows[0], line));
    }
    let mut opens = true;
    for line in &lines[body.clone()] {
        if is_blank(line) {
            opens = true;
            continue;
        }
        if opens || !is_loose {
            rows.push(empty.clone());
        }
        opens = false;
        if let Some(last) = rows.last_mut() {
            add(last, line);
        }
    }
    let from = if has_head { head.start - usize::from(is_ruled) } else { at };
    let to = body.end + usize::from(close == Some(body.end));
    (!body.is_empty() && !rows.is_empty()).then_some(Drawn { lines: from..to, rows, has_head })
}

/// The stretches of a line of dashes and blanks, each of two dashes or more.
fn dashes(line: &[char]) -> Option<Vec<Range<usize>>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.iter().enumerate() {
        match (*c, spans.last_mut()) {
            ('-', Some(last)) if last.end == at => last.end += 1,
            ('-', _) => spans.push(at..at + 1),
            (' ', _) => {}
            _ => return None,
        }
    }
    (!spans.is_empty() && spans.iter().all(|span| span.len() >= 2)).then_some(spans)
}

/// Parts the frames of a document: the lines of their cells are lines of the text, cell by cell.
pub fn unfold(document: &mut Document) {
    let is_frame = |document: &Document, chunk: &Chunk| {
        chunk.shape == Shape::Table && !chunk.text.contains(OPEN) && document.line(chunk.lines.0).ends_with(FRAME)
    };
    if !document.chunks.iter().any(|chunk| is_frame(document, chunk)) {
        return;
    }
    let mut parted = Vec::new();
    for chunk in std::mem::take(&mut document.chunks) {
        if !is_frame(document, &chunk) {
            parted.push(chunk);
            continue;
        }
        for (offset, row) in chunk.text.split('\n').enumerate() {
            let number = chunk.lines.0 + offset;
            for cell in row_cells(row.trim()) {
                for line in cell.split("<br>").map(str::trim).filter(|line| !line.is_empty()) {
                    let mut part = chunk.clone();
                    part.shape = if line.starts_with("- ") { Shape::Item } else { Shape::Text };
                    (part.text, part.lines) = (line.replace("\\|", "|"), (number, number));
                    parted.push(part);
                }
            }
        }
    }
    document.chunks = parted;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        take(&Source { name: "t".into(), text: text.into(), ..Source::default() }).text.clone()
    }

    #[test]
    fn columns_under_dashes() {
        let text = "Text.\n\n  Boat      Nets\n  -------- ------\n  Anna        12\n  Berta        7\n\nMore.";
        assert_eq!(read(text), "Text.\n\n| Boat | Nets |\n|---|---|\n| Anna | 12 |\n| Berta | 7 |\n\nMore.");
        let text = "---------------\n Boat     Nets\n (name)\n -------- -----\n";
        assert_eq!(read(text), text, "the dashes are of other widths");
        let text = "--------------\nBoat     Nets\n(name)\n-------- -----\nAnna,    12\nthe old\n\nBerta    7\n--------------\n";
        let rows = "| Boat (name) | Nets |\n|---|---|\n| Anna, the old | 12 |\n| Berta | 7 |";
        assert_eq!(read(text), format!("{rows}\n\n\n\n\n\n"));
    }

    #[test]
    fn grids() {
        let text = "+-----+-----+\n| A\\  | B   |\n| a   | b\\| |\n+=====+=====+\n| - c | d   |\n| - e |     |\n+-----+-----+\n";
        let rows = "| A<br>a | B b\\| |\n|---|---|\n| - c<br>- e | d |";
        assert_eq!(read(text), format!("{rows}\n\n\n\n\n"));
    }

    #[test]
    fn a_frame_sets_things_beside_one_another() {
        let text = "  -------------- ------------\n  **PORT\\         **REPUBLIC**\n  OFFICE\\\n  \\-\\-\\-**\n\n  No: 7          *1 May*\n  -------------- ------------\n";
        let rows = format!("| **PORT**<br>**OFFICE** | **REPUBLIC** |{FRAME}\n| No: 7 | *1 May* |{FRAME}");
        assert_eq!(read(text), format!("{rows}\n\n\n\n\n\n"));
    }

    #[test]
    fn rules_and_sentences_are_none() {
        for text in ["a\n\n-- --\n\nb", "-- --\nThe boats, the nets and all.\n-- --\n", "Boats\n-----\n\na -- b -- c"] {
            assert_eq!(read(text), text);
        }
    }
}
