//! Raised numbers that count the paragraphs of an article, as some countries print their laws: "¹ Whoever …", "² The …".
//!
//! In: the lines and the candidates for notes. Out: the lines that such a number opens: they are text.
//! Invariant: rows of them begin right below headings, and hardly any raised sign within the text calls them.

use std::collections::BTreeSet;

use super::definitions::Definition;
use super::lines::{Kind, Line};
use super::references;
use crate::language;
use crate::numbering;

/// Fewer rows are no habit.
const ROWS: usize = 2;
/// So many numbers for each raised sign in the text.
const FOR_EACH_MARK: usize = 3;

/// The indexes of the lines.
pub fn find(lines: &[Line<'_>], definitions: &[Definition]) -> BTreeSet<usize> {
    let is_syntax = |line: &Line<'_>| line.text.trim_start().starts_with("[^");
    let raised = definitions.iter().filter(|found| found.is_raised() && !is_syntax(&lines[found.line]));
    let (mut rows, mut last, mut found) = (0, 0, BTreeSet::new());
    for definition in raised {
        let label = definition.label.number();
        let begins = label == 1 && is_below_heading(lines, definition.line);
        if begins || last > 0 && label == last + 1 {
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
    if rows >= ROWS && found.len() >= FOR_EACH_MARK * marks { found } else { BTreeSet::new() }
}

/// Whether a heading, or a line that opens with a label, stands right above; not one over notes.
fn is_below_heading(lines: &[Line<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).map(|above| &lines[above]);
    above.is_some_and(|above| {
        let words = above.text.trim_matches(|c: char| c.is_whitespace() || "#*_".contains(c));
        let is_label = || numbering::readings(words).iter().any(|reading| reading.head.label.is_some());
        !language::any().is_notes_heading(&above.text) && (above.kind == Kind::Heading || is_label())
    })
}
