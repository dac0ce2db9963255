//! What a reader that sees the page knows of notes: which lines stand at its foot.
//!
//! Such a reader also sees what is raised. A raised sign that opens a line of the text is then a mark, never a label.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::{definitions, references};
use crate::numbering::label::Label;
use crate::text::pattern;

/// So many labels at the feet of pages show that the notes stand there, and not behind the text.
const ENOUGH: usize = 2;
/// So many that the pages call show it whatever else opens with a raised sign.
const MANY: usize = 6;

/// Whether the source has its notes at the feet of its pages, and its reader saw them: hardly any label stands elsewhere, or
/// the pages themselves call what stands at their feet. `numbers`: the lines of the text that the number of a paragraph opens;
/// `page_of`: the page of each line.
pub fn are_seen(lines: &[Line<'_>], numbers: &BTreeSet<usize>, page_of: &[usize]) -> bool {
    let (foot, text): (Vec<_>, Vec<_>) = lines.iter().enumerate().partition(|(_, line)| line.at_foot);
    let label = |(at, line): &(usize, &Line<'_>)| {
        let found = definitions::of(*at, &line.text).filter(definitions::Definition::is_raised)?;
        Some((page_of[*at], found.label))
    };
    let at_foot: Vec<(usize, Label)> = foot.iter().filter_map(label).collect();
    let in_text = text.iter().filter(|found| !numbers.contains(&found.0) && label(found).is_some()).count();
    let are_called = || {
        let marks = text.iter().flat_map(|(at, line)| references::raised(*at, &line.text));
        let called: HashSet<(usize, Label)> = marks.map(|mark| (page_of[mark.line], mark.label)).collect();
        at_foot.iter().filter(|note| called.contains(note)).count() * 3 >= at_foot.len() * 2
    };
    at_foot.len() >= ENOUGH && (at_foot.len() > in_text / 2 || at_foot.len() >= MANY && are_called())
}

/// Whether a line opens with a raised sign.
fn is_raised(at: usize, line: &Line<'_>) -> bool {
    definitions::of(at, &line.text).is_some_and(|definition| definition.is_raised())
}

/// The lines of the text that begin with a raised sign, but for the numbers of paragraphs.
pub fn leading<'a>(lines: &'a [Line<'_>], numbers: &'a BTreeSet<usize>) -> impl Iterator<Item = usize> + 'a {
    let is_mark = move |at: usize, line: &Line<'_>| !line.at_foot && !numbers.contains(&at) && is_raised(at, line);
    lines.iter().enumerate().filter(move |(at, line)| is_mark(*at, line)).map(|(_, line)| line.number)
}

/// A mark in Markdown that opens a line, and the sign behind one that opens a note.
static OPENING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s>*-]*\[\^([^\]\s]{1,80})\](:)?"));

/// The lines that open with a mark of Markdown whose note is written elsewhere, in full: the mark belongs to the text.
pub fn calling<'a>(lines: &'a [Line<'_>]) -> impl Iterator<Item = usize> + 'a {
    let opening = |line: &'a Line<'_>| Some((line.number, OPENING.captures(&line.text)?));
    let openings: Vec<_> = lines.iter().filter_map(opening).collect();
    let label = |found: &regex::Captures<'a>| found.get(1).map_or("", |label| label.as_str());
    let defined: HashSet<&str> =
        openings.iter().filter(|(_, found)| found.get(2).is_some()).map(|(_, found)| label(found)).collect();
    openings
        .into_iter()
        .filter(move |(_, found)| found.get(2).is_none() && defined.contains(label(found)))
        .map(|(number, _)| number)
}
