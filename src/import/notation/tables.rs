//! The notes of a table: its last rows, or what stands right below it, called from the ends of its cells.
//!
//! In: the lines. Out: the lines that open such notes, and the marks that call them.
//! Invariant: the labels count on from the first, and each of them closes a cell of the table; a digit without brackets does
//! so only behind a word, a letter only in brackets or raised.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::lines::{Kind, Line};
use crate::import::emphasis;
use crate::text::pattern;

/// The notes of all tables.
#[derive(Debug, Clone, Default)]
pub struct TableNotes {
    /// Line, label, and where the words begin.
    pub notes: Vec<(usize, String, usize)>,
    /// The notes that are rows of their tables.
    pub rows: Vec<usize>,
    /// Marks without mark-up: line, bytes, label.
    pub marks: Vec<(usize, Range<usize>, String)>,
}

/// A line that opens like a note.
struct Opening {
    line: usize,
    label: String,
    bracketed: bool,
    text: usize,
}

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:<sup>\s*)?(?P<open>[(\[]?)(?P<label>\d{1,2}|[a-z]|(?:\\?\*){1,5}|[†‡§¶])(?P<close>[)\]]?)[.:]?(?:\s*</sup>)?\s+(?P<words>[^\s|])",
    )
});
/// Signs in the order in which they count.
const SIGNS: [&str; 5] = ["*", "†", "‡", "§", "¶"];
/// Lines that its notes may take.
const FAR: usize = 60;

/// Looks at each table.
pub fn find(lines: &[Line<'_>]) -> TableNotes {
    let mut found = TableNotes::default();
    let mut at = 0;
    while at < lines.len() {
        let goes_on =
            |row: &usize| is_row(&lines[*row]) && (*row == at || lines[*row].number == lines[*row - 1].number + 1);
        let end = (at..lines.len()).find(|row| !goes_on(row)).unwrap_or(lines.len());
        if end > at {
            of_table(lines, at..end, &mut found);
        }
        at = end.max(at + 1);
    }
    found
}

fn is_row(line: &Line<'_>) -> bool {
    line.kind == Kind::Table && line.text.trim_start().starts_with('|')
}

fn of_table(lines: &[Line<'_>], table: Range<usize>, found: &mut TableNotes) {
    let is_note = |row: &usize| row_opening(lines, *row).is_some();
    let body = table.clone().rev().find(|row| !is_note(row)).map_or(table.start, |row| row + 1);
    let rows: Vec<Opening> = (body..table.end).filter_map(|row| row_opening(lines, row)).collect();
    let are_rows = !rows.is_empty();
    let mut notes = if are_rows { rows } else { below(lines, table.end) };
    let counts = (0..notes.len()).take_while(|at| {
        let before = at.checked_sub(1).map(|before| notes[before].label.as_str());
        follows(before, &notes[*at].label)
    });
    let counted = counts.count();
    if are_rows && counted < notes.len() {
        return;
    }
    notes.truncate(counted);
    let calls = |note: &Opening| -> Vec<(usize, Range<usize>, bool)> {
        let body = table.start..body;
        body.flat_map(|row| calls(&lines[row].text, note).map(move |(range, raised)| (row, range, raised))).collect()
    };
    let called: Vec<_> = notes.iter().map(calls).take_while(|calls| !calls.is_empty()).collect();
    if called.len() < notes.len() && are_rows {
        return;
    }
    for (note, calls) in notes.iter().zip(called) {
        found.notes.push((note.line, note.label.clone(), note.text));
        found.rows.extend(are_rows.then_some(note.line));
        let plain = calls.into_iter().filter(|(.., raised)| !raised);
        found.marks.extend(plain.map(|(row, range, _)| (row, range, note.label.clone())));
    }
}

/// A row whose one filled cell is the first, and opens with a label.
fn row_opening(lines: &[Line<'_>], row: usize) -> Option<Opening> {
    let text = &lines[row].text;
    let inside = text.trim_start().strip_prefix('|')?;
    let (first, others) = inside.split_once('|')?;
    let is_alone = !others.trim().is_empty() && others.chars().all(|c| c == '|' || c.is_whitespace());
    let start = text.len() - inside.len() + first.len() - first.trim_start().len();
    opening(row, text, start).filter(|_| is_alone)
}

/// The lines right below a table that open like notes.
fn below(lines: &[Line<'_>], end: usize) -> Vec<Opening> {
    let mut notes = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(end).take(FAR) {
        let body = line.text.trim_start_matches(['>', ' ', '\t']);
        let body = body.strip_prefix("- ").map_or(body, str::trim_start);
        match opening(at, &line.text, line.text.len() - body.len()) {
            Some(note) if line.kind == Kind::Text => notes.push(note),
            None if !notes.is_empty() && !line.opens && line.kind == Kind::Text => {}
            _ => break,
        }
    }
    notes
}

fn opening(line: usize, text: &str, start: usize) -> Option<Opening> {
    let found = OPENING.captures(&text[start..])?;
    let label = found["label"].replace('\\', "");
    let bracketed = !found["close"].is_empty();
    let text = start + found.name("words")?.start();
    (bracketed || found["open"].is_empty()).then_some(Opening { line, label, bracketed, text })
}

/// Whether a label is the first of a row, or the next one.
fn follows(before: Option<&str>, label: &str) -> bool {
    let Some(before) = before else { return ["1", "a", "*", "†"].contains(&label) };
    let sign = SIGNS.iter().position(|sign| *sign == before);
    let next_sign = sign.and_then(|at| SIGNS.get(at + 1)).is_some_and(|next| *next == label);
    let next_star =
        label.len() == before.len() + 1 && label.bytes().all(|byte| byte == b'*') && before.starts_with('*');
    let number = |label: &str| label.parse::<u32>().ok();
    let next_number = number(before).is_some_and(|before| number(label) == Some(before + 1));
    let letter = |label: &str| label.bytes().next().filter(u8::is_ascii_lowercase);
    let next_letter = letter(before).is_some_and(|before| letter(label) == Some(before + 1));
    next_sign || next_star || next_number || next_letter
}

/// The ends of a row's cells that call a note: bytes, and whether the sign is raised.
fn calls<'a>(row: &'a str, note: &'a Opening) -> impl Iterator<Item = (Range<usize>, bool)> + 'a {
    let bars = row.match_indices('|').map(|(at, _)| at);
    let cells = bars.clone().zip(bars.skip(1)).map(|(from, to)| from + 1..to);
    cells.filter_map(move |cell| {
        let text = row[cell.clone()].trim_end();
        let bare = text.trim_end_matches("</sup>");
        let raised = bare.len() < text.len();
        let inner = bare.trim_end().strip_suffix([')', ']']);
        let labelled = inner.unwrap_or(bare).trim_end();
        let escaped = labelled.strip_suffix(&note.label.replace('*', "\\*"));
        let before = escaped.or_else(|| labelled.strip_suffix(note.label.as_str()))?;
        let opened = before.trim_end().strip_suffix("<sup>").unwrap_or(before);
        let opened = opened.strip_suffix(['(', '[']).unwrap_or(opened);
        let word = opened.trim_end_matches(['.', ',', ' ']);
        let is_bracket = inner.is_some() && note.bracketed;
        let is_sign = !note.label.contains(char::is_alphanumeric);
        let behind_word = word.chars().rev().take(2).filter(|c| c.is_alphabetic()).count() == 2
            || word.ends_with([')', '%', '”', '"', '»']);
        let is_glued = note.label.starts_with(|c: char| c.is_ascii_digit()) && opened == word && behind_word;
        let closes_emphasis = note.label.starts_with('*') && escaped.is_none() && emphasis::is_open(before);
        let is_whole = before.ends_with(|c: char| c.is_ascii_digit() || c == '*') && !raised;
        let fits = !word.trim().is_empty()
            && !is_whole
            && !closes_emphasis
            && (raised || is_bracket || is_sign || is_glued && inner.is_none());
        fits.then(|| (cell.start + word.len()..cell.start + text.len(), raised))
    })
}
