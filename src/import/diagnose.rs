//! What an import tells of a source besides the reports it makes: each doubt with its line and what to do about it.

use super::chunks::Document;
use super::coverage::{Coverage, UnreadKind};
use super::ledger::Ledger;
use super::notes::Notes;
use super::outline::Outline;
use super::split::{self, Part, Split};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::report::Report;
use crate::source::Source;
use crate::text::fold_space;

pub fn say_title(
    source: &Source,
    document: &Document,
    part: &Part,
    (report, coverage): (&Report, &Coverage),
    diagnostics: &mut Vec<Diagnostic>,
) {
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
    for gap in coverage.unread.iter().filter(|place| place.kind == UnreadKind::Gap) {
        let said = Diagnostic::new("outline-gap", &source.name, &gap.words);
        diagnostics.push(said.at(Span::whole_line(gap.line, document.line(gap.line))));
    }
}

/// Lines that may be headings and were left as text: one message a report for those that are set like headings, and one for
/// short lines that only stand like them.
pub fn say_doubtful(source: &Source, document: &Document, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    const EXAMPLES: usize = 40;
    for (what, doubtful) in [
        ("lines look like headings and were read as text", &outline.doubtful),
        ("short lines between paragraphs may be headings and were read as text", &outline.weak),
    ] {
        let Some(first) = doubtful.first() else { continue };
        let first = document.chunks[*first].lines.0;
        let lines: Vec<String> =
            doubtful.iter().take(EXAMPLES).map(|at| document.chunks[*at].lines.0.to_string()).collect();
        let more = if doubtful.len() > EXAMPLES { ", …" } else { "" };
        let message = format!("{} {what}: line {}{more}", doubtful.len(), lines.join(", "));
        let line = document.line(first);
        diagnostics.push(
            Diagnostic::new("heading-doubtful", &source.name, message)
                .at(Span::whole_line(first, line))
                .hint("where one is a heading, write it with # in the page"),
        );
    }
}

pub fn say_notes(
    source: &Source,
    document: &Document,
    report: &Report,
    notes: &Notes,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for index in &notes.unresolved {
        let mark = &document.marks[*index];
        let line = document.line(mark.line);
        let at = line.find(&mark.raw).unwrap_or(0);
        diagnostics.push(
            Diagnostic::new("note-unresolved", &source.name, format!("note {} has no text in this report", mark.label))
                .at(Span::in_line(mark.line, line, at..at + mark.raw.len()))
                .hint("the mark is kept; write the note's text in the page, or take the mark out"),
        );
    }
    for note in &report.notes {
        let line = note.lines.first().map_or(1, |lines| lines.0);
        let text = document.line(line);
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
pub fn say_doubtful_marks(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let doubtful = &document.notation.doubtful.marks;
    let Some((first, _)) = doubtful.first() else { return };
    let line = document.line(*first);
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

pub fn say_words(source: &Source, ledger: &Ledger, report: &Report, diagnostics: &mut Vec<Diagnostic>) {
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
pub fn say_pictures(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    for (number, file) in &document.pictures {
        let line = document.line(*number);
        let message = format!("the picture {file} is left out");
        diagnostics.push(
            Diagnostic::new("picture-left-out", &source.name, message)
                .at(Span::whole_line(*number, line))
                .hint("put the file into static/ and name it in the page: ![words](/file)"),
        );
    }
}

/// Page numbers and comments are no text: one message says how many.
pub fn say_pages(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = document.notation.pages.left_out.keys().next().copied() else { return };
    let line = document.line(first);
    let message = format!(
        "{} lines with page numbers, running heads or comments alone are left out",
        document.notation.pages.left_out.len()
    );
    let said = Diagnostic::new("page-numbers-left-out", &source.name, message);
    diagnostics
        .push(said.at(Span::whole_line(first, line)).hint("a figure that stands so alone has to be put back by hand"));
}

/// The compilation's table of contents against the reports found.
pub fn check_contents(source: &Source, document: &Document, split: &Split, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = split.contents_lines.first() else { return };
    let line = document.line(first.0);
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
