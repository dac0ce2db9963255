//! The ledger of an import: what went in, what came out, and that nothing is lost.
//!
//! In: the source lines of a report and the report made of them. Out: counts that reconcile, and every word
//! that is in one and not in the other, by name.

use std::collections::HashSet;

use super::broken_words::{self, Counts};
use super::chunks::Document;
use super::coverage::{Coverage, UnreadKind};
use super::marks;
use super::notes::Notes;
use super::verbatim::Kind;
use crate::language;
use crate::markdown::lone_picture;
use crate::message::Message;
use crate::model::report::{Lines, Report};
use crate::text::words;

/// The counts of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The report's id.
    pub report: String,
    /// Its title.
    pub title: String,
    /// Marks that call notes.
    pub references: usize,
    /// Notes defined.
    pub definitions: usize,
    /// Marks that lead to a definition.
    pub linked: usize,
    /// Notes that had to be mended: number and reason.
    pub repaired: Vec<(usize, String)>,
    /// Marks without a definition.
    pub unresolved: usize,
    /// Definitions that no mark calls.
    pub unused: usize,
    /// Sections of the outline.
    pub sections: usize,
    /// Blocks of text.
    pub blocks: usize,
    /// Blocks put together from the halves that a page end parted.
    pub joined: usize,
    /// Pictures that the report shows, and those of the source's text that it does not: logos beside the title.
    pub pictures: (usize, usize),
    /// Tables of numbers that give no figure.
    pub tables_without_figures: usize,
    /// The report's language, where figures in texts of it are not read.
    pub unread_figures: Option<String>,
    /// Words in the source.
    pub words_in: usize,
    /// Words in the report.
    pub words_out: usize,
    /// Words of the source that the report lacks, with how often.
    pub lost: Vec<(String, usize)>,
    /// Words of the report that the source lacks, with how often.
    pub added: Vec<(String, usize)>,
    /// What was not understood, and what was left out.
    pub coverage: Coverage,
}

impl Ledger {
    /// Whether the sums agree: every mark is linked or named, every word is there.
    #[must_use]
    pub fn reconciles(&self) -> bool {
        self.references == self.linked + self.unresolved && self.lost.is_empty() && self.added.is_empty()
    }

    /// Marks with a note, and all that look like marks or are notes that no mark calls, whichever are more.
    #[must_use]
    pub fn notes_read(&self) -> (usize, usize) {
        let marks = self.coverage.count(&[UnreadKind::Mark, UnreadKind::Digits]);
        let notes = self.coverage.count(&[UnreadKind::Note]);
        (self.linked, self.linked + marks.max(notes))
    }

    /// Sections, and all that look like one or are asked for by a number.
    #[must_use]
    pub fn sections_read(&self) -> (usize, usize) {
        (self.sections, self.sections + self.coverage.count(&[UnreadKind::Heading, UnreadKind::Gap]))
    }

    /// Why so much was not understood that nothing should be written: one reason each, in words; none when all is well.
    ///
    /// A few doubts are usual in any scan, so that each limit needs a number of places and a share of all.
    #[must_use]
    pub fn excess(&self) -> Vec<Message> {
        use UnreadKind::{Digits, Gap, Heading, Mark, Note};
        let coverage = &self.coverage;
        // The legends of forms open like notes as well, so that such lines alone refuse nothing.
        let notes = coverage.count(&[Mark, Digits, Note]);
        let headings = coverage.count(&[Heading, Gap]);
        let lost = self.lost.iter().map(|(_, count)| count).sum();
        let counts = [
            (notes, self.linked + notes, limits::NOTES, "excess-notes"),
            (headings, self.sections + headings, limits::HEADINGS, "excess-headings"),
            (lost, self.words_in, limits::WORDS, "excess-words"),
            (coverage.empty_pages.len(), coverage.pages, limits::PAGES, "excess-pages"),
        ];
        let too_many = counts.into_iter().filter(|(many, all, (least, share), _)| many >= least && many * share > *all);
        too_many
            .map(|(many, all, _, what)| message!("excess", many = many, all = all, what = Message::new(what)))
            .collect()
    }
}

/// What is too much: from so many on, when they are more than one in so many of all.
mod limits {
    /// Marks and notes without a partner: half.
    pub const NOTES: (usize, usize) = (12, 2);
    /// Headings: half.
    pub const HEADINGS: (usize, usize) = (30, 2);
    /// Words that are lost: one in fifty.
    pub const WORDS: (usize, usize) = (40, 50);
    /// Pages without text: a quarter.
    pub const PAGES: (usize, usize) = (4, 4);
}

/// Draws up the ledger of a report; `left_out` are lines that are no text of it (a table of contents).
#[must_use]
pub fn ledger(document: &Document, report: &Report, notes: &Notes, left_out: &[Lines]) -> Ledger {
    let unresolved = notes.unresolved.len();
    let mut source = source_words(document, report, notes, left_out);
    let result = report_words(report);
    broken_words::make_whole(document.source_lines(report.lines), &mut source, &result);
    let linked: usize = report.notes.iter().map(|note| note.references.len()).sum();
    let (lost, added) = (surplus(&source, &result), surplus(&result, &source));
    Ledger {
        report: report.id.clone(),
        title: report.title.clone(),
        references: linked + unresolved,
        definitions: report.notes.len(),
        linked,
        repaired: report.notes.iter().filter_map(|note| Some((note.number, note.repair.clone()?))).collect(),
        unresolved,
        unused: report.notes.iter().filter(|note| note.references.is_empty()).count(),
        sections: report.sections.len(),
        blocks: report.blocks.len(),
        joined: report.blocks.iter().filter(|block| block.lines.len() > 1).count(),
        pictures: pictures(document, report),
        tables_without_figures: 0,
        unread_figures: (!language::has_figures(&report.lang) && report.indicators.is_empty())
            .then(|| report.lang.clone()),
        words_in: source.values().sum(),
        words_out: result.values().sum(),
        lost,
        added,
        coverage: Coverage::default(),
    }
}

fn pictures(document: &Document, report: &Report) -> (usize, usize) {
    let all = document.shown.keys().filter(|line| (report.lines.0..=report.lines.1).contains(line)).count();
    let shown = report.blocks.iter().filter(|block| lone_picture(&block.text).is_some()).count();
    (shown, all.saturating_sub(shown))
}

/// The words of the report's source lines, marks and mark-up aside.
fn source_words(document: &Document, report: &Report, notes: &Notes, left_out: &[Lines]) -> Counts {
    let marks_of_notes = notes.links.keys().chain(&notes.unresolved);
    let place = |index: &usize| (document.marks[*index].line, document.marks[*index].label.as_str());
    let calls: HashSet<(usize, &str)> = marks_of_notes.map(place).collect();
    let codes: HashSet<(usize, &str)> = notes.codes.iter().map(place).collect();
    let mut counts = Counts::default();
    for (offset, line) in document.source_lines(report.lines).enumerate() {
        let number = report.lines.0 + offset;
        let block = document.verbatim.at(number);
        let is_page = block.is_none() && document.notation.pages.left_out.contains_key(&number);
        if is_page || left_out.iter().any(|(first, last)| (*first..=*last).contains(&number)) {
            continue;
        }
        if matches!(block, Some((Kind::Code, _))) {
            count(line, &mut counts);
            continue;
        }
        let mut found = Vec::new();
        let line =
            marks::take(&document.verbatim.bare(number, &document.notation.line(number, line)), number, &mut found);
        // A sign that was no reference after all stays in the text as printed.
        let is_number = |index: usize| index == 0 && document.notation.paragraph_numbers.contains(&number);
        let kept = |index: usize| {
            let place = (number, found[index].label.as_str());
            let is_mark = !is_number(index) && (found[index].sure && !codes.contains(&place) || calls.contains(&place));
            if is_mark { String::new() } else { found[index].raw.clone() }
        };
        count(&plain_text(&marks::replace(&line, kept)), &mut counts);
    }
    // "7. Words of a note": a label without mark-up is no word of the note.
    for definition in &notes.definitions {
        let opening = definition.paragraphs.first().map(|(chunk, _)| document.chunks[*chunk].text.as_str());
        let is_bare = opening.is_some_and(|text| {
            let text = text.trim_start_matches(['-', ' ', '*', '(']);
            text.strip_prefix(definition.label.as_str()).is_some_and(|rest| rest.starts_with([' ', '.', ')', '/']))
        });
        if let Some(count) = counts.get_mut(&definition.label).filter(|_| is_bare) {
            *count = count.saturating_sub(1);
        }
    }
    counts
}

/// The words of the report: title, headings, blocks, notes.
fn report_words(report: &Report) -> Counts {
    let mut counts = Counts::default();
    let mut add = |text: &str| count(&plain_text(text), &mut counts);
    let label = report.label.as_deref().unwrap_or_default();
    let shown = report.blocks.iter().any(|block| plain_text(&block.text).trim() == label);
    if report.title != label && !shown {
        add(label);
    }
    add(&report.title);
    for section in &report.sections {
        add(section.label.as_deref().unwrap_or_default());
        add(section.number.as_deref().unwrap_or_default());
        add(&section.title);
    }
    // The words of a picture are no words of the source's text.
    for block in report.blocks.iter().filter(|block| lone_picture(&block.text).is_none()) {
        add(&block.text);
    }
    for note in &report.notes {
        note.paragraphs.iter().for_each(|paragraph| add(paragraph));
    }
    counts
}

fn count(text: &str, counts: &mut Counts) {
    for word in words(text) {
        // Most words are known already: no copy for them.
        match counts.get_mut(word) {
            Some(count) => *count += 1,
            None => {
                counts.insert(word.to_owned(), 1);
            }
        }
    }
}

/// A text without note marks, tags, link addresses and emphasis.
#[must_use]
pub fn plain_text(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(['<', '[', ']', '*', '\\']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let skip = if let Some(mark) = note_mark(rest) {
            mark
        } else if let Some(sign) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            // A sign behind a backslash marks nothing.
            let kept = if sign.is_ascii_punctuation() { sign.len_utf8() } else { 0 };
            plain.push_str(&rest[1..=kept]);
            1 + kept
        } else if rest.starts_with("](") {
            rest.find(')').map_or(2, |end| end + 1)
        } else if is_tag(rest) {
            // A line ends here, and with it a word.
            plain.push_str(if rest.starts_with("<br") { " " } else { "" });
            rest.find('>').map_or(1, |end| end + 1)
        } else {
            if !rest.starts_with(['*', '\\']) {
                plain.push_str(&rest[..1]);
            }
            1
        };
        rest = &rest[skip..];
    }
    plain.push_str(rest);
    plain
}

/// The bytes of the mark of a note that a text begins with: `[^3]`.
fn note_mark(text: &str) -> Option<usize> {
    let end = text.strip_prefix("[^")?.find(|c: char| c == ']' || c == '[' || c.is_whitespace())? + 2;
    text[end..].starts_with(']').then_some(end + 1)
}

/// `<sup>`, `</td>`, `<br/>`; "<9%" is no tag.
fn is_tag(text: &str) -> bool {
    let inside = text[1..].trim_start_matches('/');
    // "<Điền vào đây>" and "<Trường hợp …>" are words in brackets.
    let name = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    let ends = inside[name..].starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
    text.starts_with('<') && inside.starts_with(|c: char| c.is_ascii_alphabetic()) && ends && text.contains('>')
}

/// What the first has more of than the second, in the order of the words.
fn surplus(first: &Counts, second: &Counts) -> Vec<(String, usize)> {
    let mut more: Vec<(String, usize)> = first
        .iter()
        .filter_map(|(word, count)| {
            let more = count.saturating_sub(second.get(word).copied().unwrap_or_default());
            (more > 0).then(|| (word.clone(), more))
        })
        .collect();
    more.sort();
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_out_and_words_in_brackets_stay() {
        assert_eq!(plain_text("<sup>1</sup> a<br/>b </td>"), "1 a b ");
        for text in ["<Trường hợp một> và <9%", "<Điền vào>"] {
            assert_eq!(plain_text(text), text);
        }
    }
}
