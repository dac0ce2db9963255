//! Notes against the gold: which marks lead to their notes, and what became of the others.

use ibid::diagnostic::Diagnostic;
use ibid::import::{Compilation, UnreadKind};
use ibid::model::report::Lines;

use super::gold::{Gold, Note};
use super::score::Miss;

/// What became of the marks that the gold names, and of the links that it does not name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// All marks of the gold.
    pub marks: usize,
    /// Marks that lead to their note.
    pub linked: usize,
    /// Marks that lead to another note.
    pub wrong: usize,
    /// Marks without a link that a diagnostic names by line.
    pub told: usize,
    /// Marks without a link that nothing names.
    pub silent: usize,
    /// Links whose mark is none: a figure, a number of a list.
    pub false_notes: usize,
    /// Notes whose words stand within a paragraph of the text.
    pub spliced: usize,
}

/// A link that import made.
struct Link {
    mark: usize,
    label: String,
    /// The note of the gold that it leads to: an index into the notes and then the `either_notes`.
    target: Option<usize>,
    used: bool,
}

/// A mark that the gold names.
#[derive(Clone, Copy)]
struct Mark {
    line: usize,
    note: usize,
}

/// Measures the notes of all reports and names each miss.
pub fn measure(gold: &Gold, source: &[&str], read: &Compilation, said: &[Diagnostic], misses: &mut Vec<Miss>) -> Notes {
    let known: Vec<&Note> = gold.notes.iter().chain(&gold.either_notes).collect();
    let mut links = links(&known, read);
    let mut score = Notes { spliced: spliced(gold, source, read, misses), ..Notes::default() };
    let mut open: Vec<Mark> = marks(&known, 0..gold.notes.len());
    score.marks = open.len();
    // Exact lines first, so that the tolerance of one mark takes no link of another.
    let ranges = ranges(read);
    take(&mut open, &mut links, |mark, link| link.target == Some(mark.note) && link.mark == mark.line);
    let near = |one: usize, other: usize| {
        one.abs_diff(other) <= 1 || ranges.iter().any(|lines| within(*lines, one) && within(*lines, other))
    };
    take(&mut open, &mut links, |mark, link| link.target == Some(mark.note) && near(link.mark, mark.line));
    score.linked = score.marks - open.len();
    let mut either: Vec<Mark> = marks(&known, gold.notes.len()..known.len());
    take(&mut either, &mut links, |mark, link| link.target == Some(mark.note) && near(link.mark, mark.line));
    let missed = open.clone();
    take(&mut open, &mut links, |mark, link| {
        link.label == known[mark.note].label && link.mark.abs_diff(mark.line) <= 1
    });
    let unlinked: Vec<Mark> = open;
    for mark in missed.iter().filter(|mark| !unlinked.iter().any(|m| (m.line, m.note) == (mark.line, mark.note))) {
        score.wrong += 1;
        misses.push(miss(mark, &known, "leads to another note"));
    }
    say_unlinked(&unlinked, &known, &told(read, said), &mut score, misses);
    for link in links.iter().filter(|link| !link.used) {
        score.false_notes += 1;
        let note = link.target.map_or(0, |note| known[note].line);
        misses.push(Miss::new(link.mark, format!("false link: note {} (of line {note}, 0: no note)", link.label)));
    }
    score
}

fn marks(known: &[&Note], which: std::ops::Range<usize>) -> Vec<Mark> {
    which.flat_map(|note| known[note].marks.iter().map(move |line| Mark { line: *line, note })).collect()
}

fn miss(mark: &Mark, known: &[&Note], what: &str) -> Miss {
    let note = known[mark.note];
    Miss::new(mark.line, format!("mark {} {what} (its note: line {})", note.label, note.line))
}

/// Takes the marks that a link answers out of `open`; no link answers twice.
fn take(open: &mut Vec<Mark>, links: &mut [Link], answers: impl Fn(&Mark, &Link) -> bool) {
    open.retain(|mark| match links.iter_mut().find(|link| !link.used && answers(mark, link)) {
        Some(link) => {
            link.used = true;
            false
        }
        None => true,
    });
}

fn links(known: &[&Note], read: &Compilation) -> Vec<Link> {
    let notes = read.reports.iter().flat_map(|report| &report.notes);
    notes
        .flat_map(|note| {
            let target = target(known, &note.label, &note.lines);
            note.references.iter().map(move |mark| Link { mark: *mark, label: note.label.clone(), target, used: false })
        })
        .collect()
}

/// The note of the gold that import read from these lines: the one that begins there, else the first one within. Of two
/// that a converter ran together in one line, the one with the label.
fn target(known: &[&Note], label: &str, lines: &[Lines]) -> Option<usize> {
    let first = lines.first()?.0;
    let begins = |note: &&Note, slack: usize| {
        note.line.abs_diff(first) <= slack || note.label_line.is_some_and(|line| line.abs_diff(first) <= slack)
    };
    let at = |slack| {
        let all = || known.iter().enumerate().filter(move |(_, note)| begins(note, slack));
        all().find(|(_, note)| note.label == label).or_else(|| all().next()).map(|(at, _)| at)
    };
    let inside = || known.iter().position(|note| lines.iter().any(|lines| within(*lines, note.line)));
    at(0).or_else(inside).or_else(|| at(1))
}

fn within(lines: Lines, line: usize) -> bool {
    (lines.0..=lines.1).contains(&line)
}

/// The lines of every block and every note.
fn ranges(read: &Compilation) -> Vec<Lines> {
    let blocks = read.reports.iter().flat_map(|report| &report.blocks).flat_map(|block| block.lines.clone());
    let notes = read.reports.iter().flat_map(|report| &report.notes).flat_map(|note| note.lines.clone());
    blocks.chain(notes).collect()
}

/// The lines of all doubts about notes: in the lists of what is unread, and in the diagnostics.
fn told(read: &Compilation, said: &[Diagnostic]) -> Vec<usize> {
    use UnreadKind::{Digits, FootLine, Mark, Note};
    let unread = read.ledgers.iter().flat_map(|ledger| &ledger.coverage.unread);
    let unread = unread.filter(|place| matches!(place.kind, Mark | Digits | Note | FootLine)).map(|place| place.line);
    let repaired = said.iter().filter(|d| d.code == "note-repaired");
    unread.chain(repaired.filter_map(|d| Some(d.span.as_ref()?.line))).collect()
}

/// A mark is told of when a doubt about notes stands at its line, or at the line of its note.
fn say_unlinked(unlinked: &[Mark], known: &[&Note], told: &[usize], score: &mut Notes, misses: &mut Vec<Miss>) {
    let mut lines: Vec<usize> = told.to_vec();
    for mark in unlinked {
        let note = known[mark.note];
        let at_mark = lines.iter().position(|line| line.abs_diff(mark.line) <= 1);
        let at_note = lines.iter().any(|line| *line == note.line || Some(*line) == note.label_line);
        if let Some(at) = at_mark {
            lines.swap_remove(at);
        }
        if at_mark.is_some() || at_note {
            score.told += 1;
            misses.push(miss(mark, known, "is not linked, and a diagnostic says so"));
        } else {
            score.silent += 1;
            misses.push(miss(mark, known, "is not linked, and nothing says so"));
        }
    }
}

/// Notes whose first line lies in a block that also holds lines of the text.
fn spliced(gold: &Gold, source: &[&str], read: &Compilation, misses: &mut Vec<Miss>) -> usize {
    if gold.page.is_some() {
        return 0;
    }
    let own = own_lines(gold, source);
    let is_text = |line: usize| !own[line] && !source[line - 1].trim().is_empty();
    let holds_text = |lines: &[Lines]| lines.iter().any(|(first, last)| (*first..=*last).any(is_text));
    let blocks = || read.reports.iter().flat_map(|report| &report.blocks);
    let is_spliced = |note: &&Note| {
        blocks().any(|block| block.lines.iter().any(|lines| within(*lines, note.line)) && holds_text(&block.lines))
    };
    let found: Vec<&Note> = gold.notes.iter().filter(is_spliced).collect();
    let said = |note: &&Note| Miss::new(note.line, format!("note {} stands within a paragraph", note.label));
    misses.extend(found.iter().map(said));
    found.len()
}

/// Which lines are a note's own: from where it begins, or goes on, to a blank line or the next note.
fn own_lines(gold: &Gold, source: &[&str]) -> Vec<bool> {
    let mut own = vec![false; source.len() + 2];
    let starts: Vec<usize> = gold.notes.iter().flat_map(|note| [Some(note.line), note.label_line]).flatten().collect();
    let more = gold.notes.iter().flat_map(|note| note.continued.iter().copied());
    for start in starts.iter().copied().chain(more) {
        let is_end = |line: &usize| source[line - 1].trim().is_empty() || (*line > start && starts.contains(line));
        (start..=source.len()).take_while(|line| !is_end(line)).for_each(|line| own[line] = true);
    }
    own
}
