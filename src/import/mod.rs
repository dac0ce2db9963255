//! Import: OCR text in, reports out.
//!
//! In: a [`Source`]. Out: its reports with outline, blocks and notes, the matter before and after them, and a ledger
//! for each. What always holds: import is total, it never panics and never stops at the first fault; every
//! word of the source is in a report, in the front or back matter, or named in a diagnostic.
//!
//! The way: lines become [`chunks`]; [`split`] finds the reports; in each, [`outline`] finds the headings, [`notes`] the
//! definitions and what calls them, [`paragraphs`] the halves that belong together; [`assemble`] puts it in order;
//! [`indicators`] reads the figures of the result; [`ledger`] proves that nothing is lost. Rules, not cases: no name and no line of any one source is known here.

mod align;
mod assemble;
mod broken_words;
mod chunks;
mod continuation;
mod emphasis;
mod facts;
mod front_matter;
mod head_lines;
mod indicators;
mod labels;
mod layout;
mod ledger;
mod marks;
mod notation;
mod notes;
mod outline;
mod page_rows;
mod pages;
mod paragraphs;
mod sentence;
mod split;
mod title_block;
mod verbatim;

use std::collections::HashSet;

pub use ledger::Ledger;
pub use split::ImportOptions;

use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::language;
use crate::model::report::{Lines, Report, ReportKind};
use crate::numbering;
use crate::source::Source;
use crate::text::{fold_space, slug};

use assemble::Parts;
use chunks::{Chunk, Document};
use notes::Notes;
use split::{Part, Split};

/// A source file as import understands it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Compilation {
    /// The reports, in order.
    pub reports: Vec<Report>,
    /// The paragraphs before the first report, Markdown.
    pub front: Vec<String>,
    /// The paragraphs after the last, Markdown.
    pub back: Vec<String>,
    /// One ledger a report.
    pub ledgers: Vec<Ledger>,
}

/// Reads a source file as a compilation of reports.
#[must_use]
pub fn import(source: &Source) -> Checked<Compilation> {
    import_with(source, &ImportOptions::default())
}

/// Reads a source file as [`import`] does, with what the editor said of it by hand.
#[must_use]
pub fn import_with(source: &Source, options: &ImportOptions) -> Checked<Compilation> {
    let (metadata, source) = front_matter::take(source);
    let source = source.as_ref();
    let mut document = chunks::read(source);
    head_lines::unfold(&mut document);
    let split = split::split(&mut document, &metadata, options);
    let document = &document;
    let mut compilation = Compilation {
        front: matter(document, split.front.clone()),
        back: matter(document, split.back.clone()),
        ..Compilation::default()
    };
    let mut diagnostics = Vec::new();
    check_contents(source, document, &split, &mut diagnostics);
    say_pages(source, document, &mut diagnostics);
    say_doubtful_marks(source, document, &mut diagnostics);
    say_pictures(source, document, &mut diagnostics);
    let mut taken = HashSet::new();
    for part in &split.parts {
        let id = report_id(part, &split, source, &mut taken);
        let said = metadata.language.as_deref();
        let lang = said
            .map_or_else(|| language_of(document, part), |code| code.split('-').next().unwrap_or(code).to_lowercase());
        let named = Named { id: &id, lang: &lang };
        let (report, ledger) = report(source, document, &split, part, &named, &mut diagnostics);
        compilation.reports.push(report);
        compilation.ledgers.push(ledger);
    }
    Checked::new(compilation, diagnostics)
}

/// What a report is called, and its language.
struct Named<'a> {
    id: &'a str,
    lang: &'a str,
}

/// Understands one report and says what was met.
fn report(
    source: &Source,
    document: &Document,
    split: &Split,
    part: &Part,
    named: &Named<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Report, Ledger) {
    let part = &without_contents(part, split);
    let outline::Outline { headings, doubtful } = outline::outline(document, part.body.clone());
    let lines: HashSet<usize> =
        headings.iter().flat_map(|h| h.title_chunks.iter().chain([&h.chunk])).copied().collect();
    let mut notes = notes::notes(document, part.body.clone(), &lines);
    continuation::continue_notes(document, part.body.clone(), &lines, &mut notes);
    notes.headings = notes::headings_over_notes(document, part.body.clone(), &lines, &notes);
    let headings = without_notes_headings(headings, &notes.headings);
    let parts = Parts { document, part, headings: &headings, notes: &notes };
    let mut report = assemble::assemble(&parts, named.id, named.lang);
    report.issuer.clone_from(&part.issuer);
    report.document_kind.clone_from(&part.document_kind);
    report.document_number.clone_from(&part.document_number);
    report.indicators = indicators::indicators(&report);
    let mut left_out: Vec<Lines> = split.contents_lines.clone();
    left_out.extend(notes.headings.iter().map(|at| document.chunks[*at].lines));
    // A title that the text does not print is none of its words.
    let unprinted = (!part.is_title_printed).then(|| std::mem::take(&mut report.title));
    let mut ledger = ledger::ledger(document, &report, &notes, &left_out);
    if let Some(title) = unprinted {
        ledger.title.clone_from(&title);
        report.title = title;
    }
    say_title(source, part, &report, diagnostics);
    say_doubtful(source, document, &doubtful, diagnostics);
    say_notes(source, document, &report, &notes, diagnostics);
    say_words(source, &ledger, &report, diagnostics);
    (report, ledger)
}

/// A table of contents within a report's body is not its text: the body begins after it or ends before it.
fn without_contents(part: &Part, split: &Split) -> Part {
    let mut part = part.clone();
    let contents = &split.contents;
    if !contents.is_empty() && part.body.start <= contents.start && contents.end <= part.body.end {
        if contents.start - part.body.start <= part.body.end - contents.end {
            part.preface = part.body.start..contents.start;
            part.body.start = contents.end;
        } else if contents.end == part.body.end {
            part.body.end = contents.start;
        }
    }
    part
}

/// The headings over notes are no sections of the outline, unless one holds others.
fn without_notes_headings(headings: Vec<outline::Heading>, over_notes: &[usize]) -> Vec<outline::Heading> {
    let holds = |at: usize| headings.iter().any(|heading| heading.parent == Some(at));
    let goes: Vec<bool> =
        headings.iter().enumerate().map(|(at, heading)| over_notes.contains(&heading.chunk) && !holds(at)).collect();
    let moved = |parent: usize| parent - goes[..parent].iter().filter(|goes| **goes).count();
    let kept = headings.iter().zip(&goes).filter(|(_, goes)| !**goes);
    kept.map(|(heading, _)| outline::Heading { parent: heading.parent.map(moved), ..heading.clone() }).collect()
}

/// The words of front or back matter, as paragraphs.
fn matter(document: &Document, range: std::ops::Range<usize>) -> Vec<String> {
    document.chunks[range]
        .iter()
        .filter(|chunk| chunk.shape != chunks::Shape::Rule)
        .map(|chunk| marks::replace(&chunk.text, |index| document.marks[index].raw.clone()))
        .collect()
}

/// A report's folder: its title, the label for appendices. In a compilation, or where the title names it, the place.
fn report_id(part: &Part, split: &Split, source: &Source, taken: &mut HashSet<String>) -> String {
    let alone = |place: &str| {
        let same = |other: &&Part| other.kind == ReportKind::Report && other.place.as_deref() == Some(place);
        split.parts.iter().filter(same).count() == 1
    };
    let is_subject =
        |place: &str| split.parts.len() > 1 || facts::place_in_title(&part.title).as_deref() == Some(place);
    let is_name = |place: &&str| part.kind == ReportKind::Report && alone(place) && is_subject(place);
    let place = part.place.as_deref().filter(is_name);
    let stem = source.name.rsplit(['/', '\\']).next().unwrap_or("report");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let name = match (place, &part.label) {
        (Some(place), _) => place,
        (None, Some(label)) => label,
        (None, None) if part.title.is_empty() => stem,
        (None, None) => &part.title,
    };
    let base = slug(name, 40);
    let mut id = base.clone();
    let mut count = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{count}");
        count += 1;
    }
    id
}

/// The language that a report is written in; `und` when it is none of those known.
fn language_of(document: &Document, part: &Part) -> String {
    /// Chunks that show a language.
    const ENOUGH: usize = 80;
    let head = [&part.title_chunks, &part.body]
        .into_iter()
        .flat_map(|range| document.chunks[range.clone()].iter().take(ENOUGH));
    let sample: Vec<&str> = head.map(Chunk::plain).collect();
    language::detect(&sample.join(" ")).unwrap_or("und").to_owned()
}

fn say_title(source: &Source, part: &Part, report: &Report, diagnostics: &mut Vec<Diagnostic>) {
    if part.title.is_empty() {
        let message = "no title block was found; the report has no title".to_owned();
        diagnostics.push(
            Diagnostic::new("title-missing", &source.name, message)
                .hint(format!("write the title in content/{}/_index.md", report.id)),
        );
    }
    if report.sections.is_empty() {
        diagnostics.push(
            Diagnostic::new("outline-empty", &source.name, "no headings were found in this report")
                .hint("mark headings with # or with bold numbered lines, or divide the page by hand"),
        );
    }
    for (before, section) in report.sections.iter().zip(report.sections.iter().skip(1)) {
        if let Some(message) = broken_row(before, section) {
            let line = source.text.split('\n').nth(section.line - 1).unwrap_or_default();
            diagnostics
                .push(Diagnostic::new("outline-gap", &source.name, message).at(Span::whole_line(section.line, line)));
        }
    }
}

/// Lines that are set like headings and were left as text: one message a report, with examples.
fn say_doubtful(source: &Source, document: &Document, doubtful: &[usize], diagnostics: &mut Vec<Diagnostic>) {
    const EXAMPLES: usize = 5;
    let Some(first) = doubtful.first() else { return };
    let first = document.chunks[*first].lines.0;
    let lines: Vec<String> =
        doubtful.iter().take(EXAMPLES).map(|at| document.chunks[*at].lines.0.to_string()).collect();
    let more = if doubtful.len() > EXAMPLES { ", …" } else { "" };
    let message =
        format!("{} lines look like headings and were read as text: line {}{more}", doubtful.len(), lines.join(", "));
    let line = document.source.get(first - 1).map_or("", String::as_str);
    diagnostics.push(
        Diagnostic::new("heading-doubtful", &source.name, message)
            .at(Span::whole_line(first, line))
            .hint("where one is a heading, write it with # in the page"),
    );
}

/// What is odd about a heading's number after the one before it.
fn broken_row(before: &crate::model::report::Section, section: &crate::model::report::Section) -> Option<String> {
    let number = section.number.as_deref()?;
    let (style, value) = numbering::ordinal(number)?;
    let child = section.level == before.level + 1;
    if child && value != 1 {
        return Some(format!("the numbering begins at {number}"));
    }
    let (other, last) = numbering::ordinal(before.number.as_deref()?)?;
    let sibling = section.parent == before.parent && style == other;
    (sibling && value != last + 1).then(|| format!("{number} follows {}", before.number.as_deref().unwrap_or_default()))
}

fn say_notes(source: &Source, document: &Document, report: &Report, notes: &Notes, diagnostics: &mut Vec<Diagnostic>) {
    for index in &notes.unresolved {
        let mark = &document.marks[*index];
        let line = document.source.get(mark.line - 1).map_or("", String::as_str);
        let at = line.find(&mark.raw).unwrap_or(0);
        diagnostics.push(
            Diagnostic::new("note-unresolved", &source.name, format!("note {} has no text in this report", mark.label))
                .at(Span::in_line(mark.line, line, at..at + mark.raw.len()))
                .hint("the mark is kept; write the note's text in the page, or take the mark out"),
        );
    }
    for note in &report.notes {
        let line = note.lines.first().map_or(1, |lines| lines.0);
        let text = document.source.get(line - 1).map_or("", String::as_str);
        let span = Span::whole_line(line, text);
        if note.references.is_empty() {
            let message = format!("note {} is called by no mark", note.label);
            diagnostics.push(
                Diagnostic::new("note-unused", &source.name, message)
                    .at(span)
                    .hint("the note is kept; put its mark into the text"),
            );
        } else if let Some(repair) = &note.repair {
            let message = format!("note {} repaired: {repair}", note.number);
            diagnostics.push(Diagnostic::new("note-repaired", &source.name, message).at(span));
        }
    }
}

/// Digits that look like marks of notes that the source lacks stay digits; one message names them.
fn say_doubtful_marks(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let doubtful = &document.notation.doubtful;
    let Some((first, _)) = doubtful.first() else { return };
    let line = document.source.get(first - 1).map_or("", String::as_str);
    let names: Vec<String> = doubtful.iter().take(12).map(|(line, label)| format!("{label} in line {line}")).collect();
    let more = if doubtful.len() > 12 { ", …" } else { "" };
    let message =
        format!("{} digits look like marks of notes and have no note: {}{more}", doubtful.len(), names.join(", "));
    diagnostics.push(
        Diagnostic::new("note-mark-doubtful", &source.name, message)
            .at(Span::whole_line(*first, line))
            .hint("they stay digits; where one is a mark, write it as [^7] and the note as [^7]: words"),
    );
}

fn say_words(source: &Source, ledger: &Ledger, report: &Report, diagnostics: &mut Vec<Diagnostic>) {
    for (code, what, found) in [("words-lost", "lack", &ledger.lost), ("words-added", "have too much", &ledger.added)] {
        if found.is_empty() {
            continue;
        }
        let count: usize = found.iter().map(|(_, count)| count).sum();
        let names: Vec<String> = found
            .iter()
            .take(20)
            .map(|(word, count)| if *count > 1 { format!("{word} ×{count}") } else { word.clone() })
            .collect();
        let more = if found.len() > 20 { ", …" } else { "" };
        diagnostics.push(
            Diagnostic::new(
                code,
                &source.name,
                format!("the pages of {} {what} {count} words: {}{more}", report.id, names.join(", ")),
            )
            .hint("compare the pages with the source and mend them by hand"),
        );
    }
}

/// Pictures are not text: each is named, so that the editor can put it into `static/`.
fn say_pictures(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    for (number, file) in &document.pictures {
        let line = document.source.get(number - 1).map_or("", String::as_str);
        let message = format!("the picture {file} is left out");
        diagnostics.push(
            Diagnostic::new("picture-left-out", &source.name, message)
                .at(Span::whole_line(*number, line))
                .hint("put the file into static/ and name it in the page: ![words](/file)"),
        );
    }
}

/// Page numbers and comments are no text: one message says how many.
fn say_pages(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = document.notation.pages.left_out.first().copied() else { return };
    let line = document.source.get(first - 1).map_or("", String::as_str);
    let message = format!(
        "{} lines with page numbers, running heads or comments alone are left out",
        document.notation.pages.left_out.len()
    );
    let said = Diagnostic::new("page-numbers-left-out", &source.name, message);
    diagnostics
        .push(said.at(Span::whole_line(first, line)).hint("a figure that stands so alone has to be put back by hand"));
}

/// The compilation's table of contents against the reports found.
fn check_contents(source: &Source, document: &Document, split: &Split, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = split.contents_lines.first() else { return };
    let line = document.source.get(first.0 - 1).map_or("", String::as_str);
    let span = Span::whole_line(first.0, line);
    let message =
        format!("a table of contents with {} entries: used as a check, not printed as text", split.entries.len());
    diagnostics.push(Diagnostic::new("contents-left-out", &source.name, message).at(span.clone()));
    for entry in split::unmatched_entries(split) {
        let message = format!("the table of contents names a report that was not found: {}", fold_space(&entry));
        diagnostics.push(
            Diagnostic::new("contents-mismatch", &source.name, message)
                .at(span.clone())
                .hint("look whether its title block was read as a heading"),
        );
    }
}
