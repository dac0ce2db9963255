//! The same source in other house styles, and with the faults that OCR makes.
//!
//! Every rewriter is pure, gives the same answer for the same seed, and keeps the number of lines, so that line
//! numbers of the source still hold. A superscript after "m" or "km" is a unit and never touched as a note.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::chance::Chance;

/// Lines end in CR LF.
pub fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// Vietnamese letters in pieces: base and combining marks.
pub fn nfd(text: &str) -> String {
    text.nfd().collect()
}

/// A byte order mark in front.
pub fn bom(text: &str) -> String {
    format!("\u{feff}{text}")
}

/// `#` lines get a level from 1 to 6 by chance, and half of those with emphasis lose it.
pub fn shuffled_headings(text: &str, seed: u64) -> String {
    let mut chance = Chance::new(seed);
    each_line(text, |_, line| {
        let words = line.trim_start_matches('#');
        if words.len() == line.len() || !words.starts_with(' ') {
            return line.to_owned();
        }
        let marks = "#".repeat(1 + chance.below(6));
        if chance.below(2) == 0 { format!("{marks}{words}") } else { format!("{marks}{}", without_emphasis(words)) }
    })
}

/// Marks and definitions in superscript digits (`⁷`), units as well (`m²`).
pub fn superscript_digits(text: &str) -> String {
    replace_labels(text, |label| {
        let digits: String = label.number.chars().map(superscript).collect();
        match label.kind {
            Kind::Definition if !label.raised => None,
            Kind::Definition => Some(format!("{digits} ")),
            Kind::Mark | Kind::Unit => Some(digits),
        }
    })
}

/// Marks `[^7]` and definitions `[^7]: …`.
pub fn bracket_notes(text: &str) -> String {
    replace_labels(text, |label| match label.kind {
        Kind::Mark => Some(format!("[^{}]", label.number)),
        Kind::Definition => Some(format!("[^{}]: ", label.number)),
        Kind::Unit => None,
    })
}

/// Definitions `[7] …` without `<sup>`; marks as they were.
pub fn plain_definitions(text: &str) -> String {
    replace_labels(text, |label| (label.kind == Kind::Definition).then(|| format!("[{}] ", label.number)))
}

/// What a fault was made to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Index of the report.
    pub report: usize,
    /// Place of the mark, or of the definition, among those of its report, from 1.
    pub place: usize,
    /// The line that it stands on.
    pub line: usize,
    /// Whether it is a definition; otherwise a mark.
    pub definition: bool,
    /// The number that was printed.
    pub was: String,
    /// The number that is printed now; none when the definition is gone.
    pub now: Option<String>,
}

/// A tenth of the labels, of marks and of definitions, are misread as other numbers. `reports`: each report's lines.
pub fn wrong_labels(text: &str, reports: &[(usize, usize)], seed: u64) -> (String, Vec<Fault>) {
    let mut chance = Chance::new(seed);
    let notes = notes_of(text, reports);
    let mut faults: Vec<Fault> = chance
        .tenth_of(notes.len())
        .into_iter()
        .map(|index| {
            let (label, fault) = &notes[index];
            let now = other_number(&label.number, &mut chance);
            Fault { now: Some(now), ..fault.clone() }
        })
        .collect();
    faults.sort_by_key(|fault| (fault.report, fault.line, fault.place, fault.definition));
    let out = replace_labels(text, |label| {
        let (_, found) = notes.iter().find(|(note, _)| note.line == label.line && note.range == label.range)?;
        let fault = faults.iter().find(|fault| {
            fault.line == found.line && fault.place == found.place && fault.definition == found.definition
        })?;
        Some(label.text.replacen(&label.number, fault.now.as_ref()?, 1))
    });
    (out, faults)
}

/// A tenth of the definitions are gone, with the later lines of the same notes. `continuations`: line of a definition,
/// line of a later paragraph. The lines stay, empty.
pub fn missing_definitions(
    text: &str,
    reports: &[(usize, usize)],
    continuations: &[(usize, usize)],
    seed: u64,
) -> (String, Vec<Fault>) {
    let definitions: Vec<Fault> =
        notes_of(text, reports).into_iter().map(|(_, fault)| fault).filter(|fault| fault.definition).collect();
    let mut faults: Vec<Fault> =
        Chance::new(seed).tenth_of(definitions.len()).into_iter().map(|index| definitions[index].clone()).collect();
    faults.sort_by_key(|fault| fault.line);
    let gone = |line: usize| faults.iter().any(|fault| fault.line == line);
    let later = |line: usize| continuations.iter().any(|&(first, next)| next == line && gone(first));
    let out =
        each_line(text, |number, line| if gone(number) || later(number) { String::new() } else { line.to_owned() });
    (out, faults)
}

/// Labels begin anew at 1 on every page: a page ends with a run of definitions. `references`: report, place of the mark
/// and the line of the definition that it calls.
pub fn restarting_labels(text: &str, reports: &[(usize, usize)], references: &[(usize, usize, usize)]) -> String {
    let notes = notes_of(text, reports);
    let marks: Vec<usize> = notes.iter().filter(|(_, note)| !note.definition).map(|(_, note)| note.line).collect();
    let mut lines: Vec<usize> = notes.iter().filter(|(_, note)| note.definition).map(|(_, note)| note.line).collect();
    lines.sort_unstable();
    let mut numbers = std::collections::BTreeMap::new();
    let (mut last, mut number) = (0, 0);
    for line in lines {
        let page_between = marks.iter().any(|mark| (last + 1..line).contains(mark));
        number = if page_between { 1 } else { number + 1 };
        numbers.insert(line, number);
        last = line;
    }
    replace_labels(text, |label| {
        let (_, note) = notes.iter().find(|(note, _)| note.line == label.line && note.range == label.range)?;
        let called = || references.iter().find(|(report, place, _)| (*report, *place) == (note.report, note.place));
        let line = if note.definition { note.line } else { called()?.2 };
        Some(label.text.replacen(&label.number, &numbers.get(&line)?.to_string(), 1))
    })
}

/// What a label belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A mark in the text.
    Mark,
    /// The label at the beginning of a note.
    Definition,
    /// The 2 of m².
    Unit,
}

/// A raised number, or a bracketed one that begins a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it belongs to.
    pub kind: Kind,
    /// Its line, from 1.
    pub line: usize,
    /// Where it stands in its line, in bytes; a definition's includes the space after it.
    pub range: Range<usize>,
    /// The characters of the range.
    pub text: String,
    /// Its digits.
    pub number: String,
    /// Whether it stands in `<sup>`.
    pub raised: bool,
}

/// Every label of a text, in order.
pub fn labels(text: &str) -> Vec<Label> {
    text.split('\n').enumerate().flat_map(|(index, line)| line_labels(index + 1, line)).collect()
}

const OPEN: &str = "<sup>";
const CLOSE: &str = "</sup>";

fn line_labels(number: usize, line: &str) -> Vec<Label> {
    let label = |kind, range: Range<usize>, raised| {
        let text = line[range.clone()].to_owned();
        let number_text = text.chars().filter(char::is_ascii_digit).collect();
        Label { kind, line: number, range, text, number: number_text, raised }
    };
    let mut found = Vec::new();
    if let Some(end) = bare_definition(line) {
        found.push(label(Kind::Definition, 0..end, false));
    }
    let mut from = 0;
    while let Some(start) = line[from..].find(OPEN).map(|at| from + at) {
        let Some(end) = line[start..].find(CLOSE).map(|at| start + at + CLOSE.len()) else { break };
        from = end;
        if !line[start..end].chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        if start == 0 {
            let space = line[end..].len() - line[end..].trim_start_matches(' ').len();
            found.push(label(Kind::Definition, 0..end + space, true));
        } else if ends_in_unit(&line[..start]) {
            found.push(label(Kind::Unit, start..end, true));
        } else {
            found.push(label(Kind::Mark, start..end, true));
        }
    }
    found
}

/// The end of `[61] ` at the beginning of a line: a definition that lost its `<sup>`.
fn bare_definition(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('[')?;
    let digits = inner.find("] ")?;
    let is_number = digits > 0 && inner[..digits].chars().all(|c| c.is_ascii_digit());
    is_number.then_some(digits + 3)
}

/// Whether the last word is "m" or "km".
fn ends_in_unit(before: &str) -> bool {
    let word: String = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    word == "m" || word == "mk"
}

/// The notes' labels with their place among those of their report.
fn notes_of(text: &str, reports: &[(usize, usize)]) -> Vec<(Label, Fault)> {
    let mut places = vec![(0, 0); reports.len()];
    let mut notes = Vec::new();
    for label in labels(text).into_iter().filter(|label| label.kind != Kind::Unit) {
        let Some(report) = reports.iter().position(|&(a, b)| (a..=b).contains(&label.line)) else { continue };
        let definition = label.kind == Kind::Definition;
        let place = if definition { &mut places[report].1 } else { &mut places[report].0 };
        *place += 1;
        let fault = Fault { report, place: *place, line: label.line, definition, was: label.number.clone(), now: None };
        notes.push((label, fault));
    }
    notes
}

/// Every label for which `new` has an answer is replaced by it; two that touch are kept apart by a space.
fn replace_labels(text: &str, new: impl Fn(&Label) -> Option<String>) -> String {
    each_line(text, |number, line| {
        let mut out = String::with_capacity(line.len());
        let mut from = 0;
        for label in line_labels(number, line) {
            let touching = label.range.start == from && from > 0;
            out.push_str(&line[from..label.range.start]);
            from = label.range.end;
            let replacement = new(&label);
            if touching && replacement.is_some() {
                out.push(' ');
            }
            out.push_str(replacement.as_deref().unwrap_or(&label.text));
        }
        out.push_str(&line[from..]);
        out
    })
}

fn each_line(text: &str, mut rewrite: impl FnMut(usize, &str) -> String) -> String {
    let lines: Vec<String> = text.split('\n').enumerate().map(|(index, line)| rewrite(index + 1, line)).collect();
    lines.join("\n")
}

/// Without `*` and `_` of emphasis; an escaped `\*` stays.
fn without_emphasis(words: &str) -> String {
    let mut escaped = false;
    words
        .chars()
        .filter(|&c| {
            let keep = c != '*' || escaped;
            escaped = c == '\\';
            keep
        })
        .collect()
}

fn superscript(digit: char) -> char {
    match digit {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    }
}

fn other_number(number: &str, chance: &mut Chance) -> String {
    let other = (1 + chance.below(99)).to_string();
    if other == number { format!("{other}0") } else { other }
}
