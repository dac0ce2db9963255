//! Numbers of paragraphs: raised ones that count those of an article, as some countries print their laws ("¹ Whoever …",
//! "² The …"), and plain ones before paragraphs that call notes.
//!
//! In: the lines and the candidates for notes. Out: the lines that such a number opens: they are text.
//! Invariant: rows of them begin right below headings. Where nobody saw which lines are notes, hardly any raised sign
//! within the text calls them; at the foot of a page there are none.

use std::collections::BTreeSet;

use super::definitions::{self, Definition};
use super::lines::{Kind, Line};
use super::references::{self, Form, Reference};
use crate::import::sentence::{self, Start};
use crate::language;
use crate::numbering;

/// Fewer rows are no habit.
const ROWS: usize = 2;
/// So many numbers for each raised sign in the text.
const FOR_EACH_MARK: usize = 3;
/// So many numbers may lack in a row: paragraphs that were repealed together.
const GAP: u32 = 3;

/// The indexes of the lines.
pub fn find(lines: &[Line<'_>], definitions: &[Definition]) -> BTreeSet<usize> {
    let is_syntax = |line: &Line<'_>| line.text.trim_start().starts_with("[^");
    let sees_feet = lines.iter().any(|line| line.at_foot);
    let is_text = |line: &Line<'_>| !line.at_foot && !is_syntax(line);
    let raised = definitions.iter().filter(|found| found.is_raised() && is_text(&lines[found.line]));
    let (mut rows, mut last, mut found) = (0, 0, BTreeSet::new());
    for definition in raised {
        let label = definition.label.number();
        let begins = label == 1 && is_below_heading(lines, definition.line);
        if begins || last > 0 && label > last && label <= last + GAP {
            rows += usize::from(begins);
            last = label;
            found.insert(definition.line);
        } else {
            last = 0;
        }
    }
    let is_mark = |line: &Line<'_>, range: &std::ops::Range<usize>| !line.text[range.clone()].starts_with("[^");
    let raised = lines.iter().enumerate().flat_map(|(at, line)| references::raised(at, &line.text));
    let marks = raised.filter(|reference| is_mark(&lines[reference.line], &reference.range)).count();
    if rows >= ROWS && (sees_feet || found.len() >= FOR_EACH_MARK * marks) { found } else { BTreeSet::new() }
}

/// The lines outside the feet of pages that open a paragraph with a raised number and a capital, wherever in its row: where
/// the feet are known and paragraphs are counted so, they are no notes and call none.
pub fn of_paragraphs(lines: &[Line<'_>], definitions: &[Definition]) -> Vec<usize> {
    let opens = |found: &&Definition| {
        let line = &lines[found.line];
        let words = line.text[found.text..].trim_start_matches(['*', '_', '…', ' ']);
        !line.at_foot && line.opens && found.is_raised() && sentence::start_of(words) == Start::Capital
    };
    definitions.iter().filter(opens).map(|found| found.line).collect()
}

/// Whether paragraphs that are counted from one run on in a line: "1 The boat floats. 2 The pier stands." The line stands
/// below a heading, or its title in the line. Notes that run on so stand elsewhere.
pub fn run_on(lines: &[Line<'_>], at: usize, digits: &[Reference]) -> bool {
    let line = &lines[at].text;
    let mut spaced = digits.iter().filter(|digit| digit.form == Form::Spaced);
    let is_title = |before: &str| before.starts_with('*') && before.ends_with(['*', '_']) && !before.contains(". ");
    let opens = definitions::label(line.trim_start())
        .is_some_and(|(form, label, _)| form == definitions::Form::Number && label.number() == 1);
    let is_first = |digit: &Reference| digit.label.number() == 1 && is_title(line[..digit.range.start].trim());
    let begins = opens && is_below_heading(lines, at) || spaced.next().is_some_and(is_first);
    begins && digits.iter().any(|digit| digit.form == Form::Spaced && digit.label.number() == 2)
}

/// The candidates without the paragraphs of rows that call notes: a plain number opens them, and many hold raised signs, as
/// hardly any note does.
pub fn without_calling(lines: &[Line<'_>], mut definitions: Vec<Definition>) -> Vec<Definition> {
    /// So many paragraphs are a row.
    const LONG: usize = 4;
    let calls = |definition: &Definition| {
        let rest = lines[definition.line + 1..].iter().take_while(|line| !line.opens);
        let own = std::iter::once(&lines[definition.line]).chain(rest);
        own.filter(|line| line.kind == Kind::Text)
            .flat_map(|line| references::raised(0, &line.text))
            .any(|reference| reference.label != definition.label)
    };
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (at, definition) in definitions.iter().enumerate().filter(|(_, found)| !found.is_raised()) {
        let goes_on = |row: &&mut Vec<usize>| {
            let last = &definitions[row[row.len() - 1]];
            last.form == definition.form && last.label.number() + 1 == definition.label.number()
        };
        match rows.iter_mut().rev().take(LONG).find(goes_on) {
            Some(row) => row.push(at),
            None => rows.push(vec![at]),
        }
    }
    let is_of_text = |row: &Vec<usize>| {
        row.len() >= LONG && row.iter().filter(|at| calls(&definitions[**at])).count() * 3 >= row.len()
    };
    let text: BTreeSet<usize> = rows.into_iter().filter(is_of_text).flatten().collect();
    let mut at = 0..;
    definitions.retain(|_| at.next().is_none_or(|at| !text.contains(&at)));
    definitions
}

/// Whether a heading, or a line that opens with a label, stands right above, be it on several lines; not one over notes.
fn is_below_heading(lines: &[Line<'_>], at: usize) -> bool {
    /// Lines of a heading.
    const LINES: usize = 3;
    let is_heading = |line: &Line<'_>| {
        let words = line.text.replace(['#', '*', '_'], "");
        let is_label = || numbering::readings(words.trim()).iter().any(|reading| reading.head.label.is_some());
        !language::any().is_notes_heading(&line.text) && (line.kind == Kind::Heading || is_label())
    };
    let goes_on = |line: &&Line<'_>| !line.text.trim_end().ends_with(['.', ';', ':']);
    let above = lines[..at].iter().rev().take(LINES);
    above.clone().next().is_some_and(is_heading) || above.take_while(goes_on).any(is_heading)
}
