//! Marks and notes whose labels stand alone on their lines, as where a page of the web was put down element by element.
//!
//! In: a source. Out: it with each such mark raised at the end of the line above, and each such label before its note, on as
//! many lines as before. Invariant: labels that do not count up twice, first the marks far apart and then the notes close
//! together, stay lines of their own. Such a source has no blank lines between paragraphs, so that only the rest of a sentence comes
//! back with a mark, and not all that follows, as with the linked marks of Markdown.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::source::Source;

/// A form of labels: what stands before and behind the number, and what is written for both in a raised label.
struct Form {
    open: &'static str,
    close: &'static str,
    raised: (&'static str, &'static str),
    /// How many times farther apart marks stand than notes: plain numbers also count the items of lists.
    apart: usize,
}

const FORMS: [Form; 3] = [
    Form { open: "[", close: "]", raised: ("<sup>[", "]</sup>"), apart: 2 },
    Form { open: "(", close: ")", raised: ("<sup>(", ")</sup>"), apart: 3 },
    Form { open: "", close: "", raised: ("<sup>", "</sup>"), apart: 3 },
];

/// Of all labels of a form so many are those of marks and notes, in tenths: paragraphs whose numbers stand alone begin anew again
/// and again.
const MOST: usize = 8;
/// So many notes are a row.
const LEAST: usize = 3;
/// Places where the notes may begin that are tried.
const TRIED: usize = 40;
/// Blank lines between a label and what it belongs to.
const BLANK: usize = 2;

/// A label alone on its line.
#[derive(Clone, Copy)]
struct Label {
    line: usize,
    number: usize,
}

/// A source with labels that stand alone put where they belong.
pub fn raised(source: &Source) -> Cow<'_, Source> {
    let lines: Vec<&str> = source.text.split('\n').collect();
    let rows = FORMS.iter().filter_map(|form| Some((form, rows(&lines, form)?)));
    let Some((form, (marks, notes))) = rows.max_by_key(|(_, (marks, _))| marks.len()) else {
        return Cow::Borrowed(source);
    };
    let mut lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    let raise = |label: &Label| format!("{}{}{}", form.raised.0, label.number, form.raised.1);
    for mark in &marks {
        put_behind(&mut lines, mark.line, &raise(mark));
    }
    for note in &notes {
        put_before(&mut lines, note.line, &raise(note));
    }
    Cow::Owned(source.with_text(lines.join("\n")))
}

/// The labels of the marks and those of the notes, where there are both.
fn rows(lines: &[&str], form: &Form) -> Option<(Vec<Label>, Vec<Label>)> {
    let label = |(line, text): (usize, &&str)| {
        let digits = text.trim().strip_prefix(form.open)?.strip_suffix(form.close)?;
        let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        Some(Label { line, number: digits.parse().ok().filter(|_| is_number)? })
    };
    let labels: Vec<Label> = lines.iter().enumerate().filter_map(label).collect();
    let last = last_places(&labels);
    let firsts = labels.iter().enumerate().skip(1).filter(|(_, label)| label.number == 1).map(|(at, _)| at);
    let tried = firsts.rev().take(TRIED).filter_map(|at| {
        let (marks, notes) = (row(&labels[..at], &last_places(&labels[..at])), row(&labels[at..], &last));
        let marks: Vec<Label> = marks.into_iter().filter(|mark| is_behind_text(lines, mark.line)).collect();
        let numbers: HashSet<usize> = notes.iter().map(|note| note.number).collect();
        let both = marks.iter().filter(|mark| numbers.contains(&mark.number)).count();
        let are_notes = notes.iter().all(|note| below(lines, note.line).is_some());
        let is_row = both >= LEAST && both * 5 >= marks.len().max(notes.len()) * 4;
        let are_most = (marks.len() + notes.len()) * 10 >= labels.len() * MOST;
        (is_row && are_notes && are_most && gap(&marks) >= gap(&notes) * form.apart).then_some((marks, notes))
    });
    tried.max_by_key(|(marks, _)| marks.len())
}

/// The last line that has each number.
fn last_places(labels: &[Label]) -> HashMap<usize, usize> {
    labels.iter().map(|label| (label.number, label.line)).collect()
}

/// The labels that count up from 1; one may be missing here and there. `last`: the last line that has each number.
fn row(labels: &[Label], last: &HashMap<usize, usize>) -> Vec<Label> {
    let mut row: Vec<Label> = Vec::new();
    for label in labels {
        let next = row.last().map_or(1, |before| before.number + 1);
        let comes = || last.get(&next).is_some_and(|line| *line >= label.line);
        let is_lost = || label.number == next + 1 && !row.is_empty() && !comes();
        if label.number == next || is_lost() {
            row.push(*label);
        }
    }
    row
}

/// Lines from one label to the next, in the middle.
fn gap(row: &[Label]) -> usize {
    let mut gaps: Vec<usize> = row.windows(2).map(|pair| pair[1].line - pair[0].line).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(0)
}

/// Whether words or the number of a paragraph stand right above a line.
fn is_behind_text(lines: &[&str], line: usize) -> bool {
    let above = line.checked_sub(1).map_or("", |above| lines[above].trim());
    above.chars().any(char::is_alphabetic) || above.ends_with(['.', ')'])
}

/// The line of words that a label on a line of its own opens.
fn below(lines: &[impl AsRef<str>], line: usize) -> Option<usize> {
    let near = line + 1..lines.len().min(line + 2 + BLANK);
    let first = near.into_iter().find(|at| !lines[*at].as_ref().trim().is_empty())?;
    lines[first].as_ref().chars().any(char::is_alphabetic).then_some(first)
}

/// A mark goes to the end of the line above, with the rest of its sentence.
fn put_behind(lines: &mut [String], line: usize, mark: &str) {
    let Some(above) = (0..line).rev().find(|at| !lines[*at].trim().is_empty()) else { return };
    let rest = lines.get(line + 1).map_or("", |below| below.trim()).to_owned();
    let is_closed = rest.starts_with(['.', ',', ';', ':', ')', '”', '"']);
    let goes_on = is_closed || rest.starts_with(char::is_lowercase);
    lines[line].clear();
    let text = lines[above].trim_end().to_owned() + mark;
    lines[above] = match goes_on {
        true => {
            lines[line + 1].clear();
            text + if is_closed { "" } else { " " } + &rest
        }
        false => text,
    };
}

/// A label goes before the words of its note.
fn put_before(lines: &mut [String], line: usize, label: &str) {
    let Some(first) = below(lines, line) else { return };
    lines[line].clear();
    lines[first] = format!("{label} {}", lines[first].trim_start());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        raised(&Source::from_bytes("a.txt", text.as_bytes()).expect("a text")).text.clone()
    }

    #[test]
    fn labels_alone_on_their_lines_go_where_they_belong() {
        let text = "Roads are built\n[1]\n.\n\nOne\n\nTwo\n\nBridges\n[2]\nare mended.\n\nThree\n\nFour\n3.\n[3]\n\nFerries run.\n\n[1]\nBy the county.\n[2]\nBy the state.\n\n[3]\nDaily.\n";
        let read = read(text);
        assert_eq!(read.lines().count(), text.lines().count());
        for line in [
            "Roads are built<sup>[1]</sup>.",
            "Bridges<sup>[2]</sup> are mended.",
            "3.<sup>[3]</sup>",
            "<sup>[1]</sup> By the county.",
            "<sup>[3]</sup> Daily.",
        ] {
            assert!(read.lines().any(|other| other == line), "{line} in {read}");
        }
    }

    #[test]
    fn paragraphs_with_their_numbers_alone_are_no_notes() {
        let article = |words: &str| (1..4).map(|number| format!("({number})\n{words}")).collect::<String>();
        let text = format!(
            "One\n{}Two\n{}Three\n{}",
            article("Roads\nand\nalso\nall\nbridges\n"),
            article("Roads\nand\nalso\nall\nferries\n"),
            article("No.\n")
        );
        assert_eq!(read(&text), text);
    }

    #[test]
    fn two_lists_are_no_notes() {
        let text = "To do\n1\nRoads\n2\nBridges\n3\nFerries\n\nDone\n1\nRoads\n2\nBridges\n3\nFerries\n";
        assert_eq!(read(text), text);
        let pages = "Roads\n\n1\n\nBridges\n\n2\n\nFerries\n\n3\n";
        assert_eq!(read(pages), pages);
    }
}
