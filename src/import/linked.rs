//! Notes that links lead to and back from, as web pages become Markdown: `[(3)](#ntr3)` in the text, `[(3)](#ntc3)` before
//! the note. The addresses of all marks are alike, and so are those of all labels; where they stand tells which are which.
//!
//! In: a source. Out: the source with marks and labels raised, line for line. A mark on a line of its own goes back to the
//! words before it, with the rest of its paragraph; a label alone goes to the words below it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::verbatim::without_pictures;
use crate::source::Source;
use crate::text::pattern;

/// A link within the page whose words are a label: the label, the letters of the address.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r" ?\[\\?[\[(]?(?:<sup>)?\\?[\[(]?(\d{1,4}[a-z]?)\\?[\])]?(?:</sup>)?\\?[\])]?\]\(#([^)\s\d]*)[^)\s]*\)")
});
/// So many links on each side show that notes are linked.
const ENOUGH: usize = 2;

/// What stands before the words of a line: the signs of lists, definitions and quotations.
fn signs(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([':', '-', '*', '>', ' ', '\t']).len()]
}

/// The source with its linked notes raised; as it is where there are none.
#[must_use]
pub fn raised(source: &Source) -> Cow<'_, Source> {
    let Some(stem) = stem_of_labels(source) else { return Cow::Borrowed(source) };
    let mut lines: Vec<String> = Vec::new();
    // The line that takes up the rest of its paragraph; a label that waits for its words.
    let (mut open, mut waiting) = (None, String::new());
    for (_, line) in source.lines() {
        let line = without_pictures(line);
        let label = label(&line).filter(|(own, _)| *own == stem);
        let taken = LINK.replace_all(&line, |found: &Captures<'_>| format!("<sup>{}</sup>", &found[1]));
        let words = taken[signs(&taken).len().min(signs(&line).len())..].trim();
        let above = lines.len().checked_sub(1).filter(|above| !lines[*above].is_empty());
        let is_call = words.starts_with("<sup>") && label.is_none();
        let goes_back = open.or(above.filter(|_| is_call)).filter(|_| label.is_none() && !words.is_empty());
        if let Some((_, is_alone)) = label {
            open = None;
            waiting = if is_alone { format!("{words} ") } else { String::new() };
            lines.push(if is_alone { String::new() } else { words.to_owned() });
        } else if let Some(at) = goes_back {
            let gap = if is_call || words.starts_with(['.', ',', ';', ':', ')']) { "" } else { " " };
            let joined: String = format!("{}{gap}{words}", lines[at].trim_end());
            lines[at] = joined;
            open = Some(at);
            lines.push(String::new());
        } else if words.is_empty() {
            open = None;
            lines.push(String::new());
        } else if waiting.is_empty() {
            lines.push(taken.into_owned());
        } else {
            lines.push(std::mem::take(&mut waiting) + words);
        }
    }
    Cow::Owned(source.with_text(lines.join("\n")))
}

/// The letters of the address in the link that a line opens with, and whether the line has nothing else.
fn label(line: &str) -> Option<(String, bool)> {
    let words = line.trim_start_matches(signs(line)).trim_end();
    let found = LINK.captures(words).filter(|found| found.get(0).is_some_and(|all| all.start() == 0))?;
    Some((found[2].to_owned(), found[0].len() == words.len()))
}

/// The letters that the addresses of labels begin with, when others are those of marks.
fn stem_of_labels(source: &Source) -> Option<String> {
    // For each stem, how often it opens a paragraph or an item, and how often it stands elsewhere.
    let mut stems: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut is_blank_above = true;
    for (_, line) in source.lines() {
        let line = without_pictures(line);
        let opening = label(&line).filter(|_| is_blank_above || !signs(&line).trim().is_empty());
        for (at, found) in LINK.captures_iter(&line).enumerate() {
            let (opens, others) = stems.entry(found[2].to_owned()).or_default();
            *(if at == 0 && opening.is_some() { opens } else { others }) += 1;
        }
        is_blank_above = line.trim().is_empty();
    }
    let mostly = |one: usize, other: usize| one >= ENOUGH && one >= 4 * other;
    let has_marks = stems.values().any(|(opens, others)| mostly(*others, *opens));
    let labels = stems.iter().filter(|(_, (opens, others))| mostly(*opens, *others));
    labels.max_by_key(|(_, (opens, _))| *opens).map(|(stem, _)| stem.clone()).filter(|_| has_marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        raised(&Source { name: "t".into(), text: text.into(), ..Source::default() }).text.clone()
    }

    #[test]
    fn links_there_and_back_are_notes() {
        let text = "One boat [(1)](#ntr1-A),\n\ntwo boats [(2)](#ntr2-A)\n\n[(1)](#ntc1-A) First.\n\n[(2)](#ntc2-A)\nSecond.\n";
        assert_eq!(
            read(text),
            "One boat<sup>1</sup>,\n\ntwo boats<sup>2</sup>\n\n<sup>1</sup> First.\n\n\n<sup>2</sup> Second.\n"
        );
    }

    #[test]
    fn a_mark_on_its_own_line_goes_back_to_its_word() {
        let text = "One boat\n[1](#note2)\n and oars\n[2](#note3)\n. More.\n\n:   [(1)](#ref2)\n\n    First.\n:   [(2)](#ref3)\n\n    Second.";
        assert_eq!(
            read(text),
            "One boat<sup>1</sup> and oars<sup>2</sup>. More.\n\n\n\n\n\n\n\n<sup>1</sup> First.\n\n\n<sup>2</sup> Second."
        );
    }

    #[test]
    fn links_of_one_kind_stay() {
        for text in ["See [1](#part-1) and [2](#part-2).\n", "[1](#p1)\n\n[2](#p2)\n"] {
            assert_eq!(read(text), text);
        }
    }
}
