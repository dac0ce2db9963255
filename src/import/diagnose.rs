//! What an import tells of a source besides the reports it makes: each doubt with its line and what to do about it.

use super::chunks::Document;
use super::coverage::{Coverage, UnreadKind};
use super::head::Doubt;
use super::ledger::Ledger;
use super::notes::Notes;
use super::outline::Outline;
use super::split::{self, Part, Split};
use crate::diagnostic::{Diagnostic, Span};
use crate::message::Message;
use crate::model::repair::Repair;
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
        let message = message!("title-missing-report");
        diagnostics.push(
            Diagnostic::new("title-missing", &source.name, message)
                .hint(message!("title-missing-report-hint", report = report.id)),
        );
    }
    for Doubt { fact, chosen, rival } in &part.doubts {
        let message = match (chosen, rival) {
            (Some(chosen), Some(rival)) => {
                message!("fact-doubtful-other", fact = *fact, chosen = chosen, rival = rival)
            }
            (Some(chosen), None) => message!("fact-doubtful-none", fact = *fact, chosen = chosen),
            (None, rival) => message!("fact-doubtful-left", fact = *fact, rival = rival.as_deref().unwrap_or_default()),
        };
        diagnostics.push(
            Diagnostic::new("fact-doubtful", &source.name, message)
                .hint(message!("fact-doubtful-hint", report = report.id)),
        );
    }
    if report.sections.is_empty() {
        diagnostics.push(
            Diagnostic::new("outline-empty", &source.name, message!("outline-empty"))
                .hint(message!("outline-empty-hint")),
        );
    }
    for gap in coverage.unread.iter().filter(|place| place.kind == UnreadKind::Gap) {
        let said = Diagnostic::new("outline-gap", &source.name, gap.words.clone());
        diagnostics.push(said.at(Span::whole_line(gap.line, document.line(gap.line))));
    }
}

/// Lines that may be headings and were left as text: one message a report for those that are set like headings, and one for
/// those that were nearest to being headings.
pub fn say_doubtful(source: &Source, document: &Document, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    const EXAMPLES: usize = 40;
    for (is_set_apart, doubtful) in [(true, &outline.doubtful), (false, &outline.weak)] {
        let Some(first) = doubtful.first() else { continue };
        let first = document.chunks[*first].lines.0;
        let lines: Vec<String> =
            doubtful.iter().take(EXAMPLES).map(|at| document.chunks[*at].lines.0.to_string()).collect();
        let more = if doubtful.len() > EXAMPLES { ", …" } else { "" };
        let (count, lines) = (doubtful.len(), format!("{}{more}", lines.join(", ")));
        let message = match is_set_apart {
            true => message!("heading-doubtful", count = count, lines = lines),
            false => message!("heading-weak", count = count, lines = lines),
        };
        let line = document.line(first);
        diagnostics.push(
            Diagnostic::new("heading-doubtful", &source.name, message)
                .at(Span::whole_line(first, line))
                .hint(message!("heading-doubtful-hint")),
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
            Diagnostic::new("note-unresolved", &source.name, message!("note-unresolved-source", label = mark.label))
                .at(Span::in_line(mark.line, line, at..at + mark.raw.len()))
                .hint(message!("note-unresolved-source-hint")),
        );
    }
    for note in &report.notes {
        let line = note.lines.first().map_or(1, |lines| lines.0);
        let text = document.line(line);
        let span = Span::whole_line(line, text);
        if note.references.is_empty() {
            let message = message!("note-unused-source", label = note.label);
            diagnostics.push(
                Diagnostic::new("note-unused", &source.name, message)
                    .at(span)
                    .hint(message!("note-unused-source-hint")),
            );
        } else if let Some(repair) = &note.repair {
            let message = message!("note-repaired-source", number = note.number, repair = Repair::message(repair));
            diagnostics.push(Diagnostic::new("note-repaired", &source.name, message).at(span));
        }
    }
}

/// Digits that look like marks of notes that the source lacks stay digits; one message names them.
pub fn say_doubtful_marks(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let doubtful = &document.notation.doubtful.marks;
    let Some((first, _)) = doubtful.first() else { return };
    let line = document.line(*first);
    let names: Vec<Message> =
        doubtful.iter().take(12).map(|(line, label)| message!("label-in-line", label = label, line = line)).collect();
    let more = if doubtful.len() > 12 { ", …" } else { "" };
    let message = message!("note-mark-doubtful", count = doubtful.len(), names = names, more = more);
    diagnostics.push(
        Diagnostic::new("note-mark-doubtful", &source.name, message)
            .at(Span::whole_line(*first, line))
            .hint(message!("note-mark-doubtful-hint")),
    );
}

pub fn say_words(source: &Source, ledger: &Ledger, report: &Report, diagnostics: &mut Vec<Diagnostic>) {
    for (code, is_lost, found) in [("words-lost", true, &ledger.lost), ("words-added", false, &ledger.added)] {
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
        let names = format!("{}{more}", names.join(", "));
        let message = match is_lost {
            true => message!("words-lost", report = report.id, count = count, words = names),
            false => message!("words-added", report = report.id, count = count, words = names),
        };
        diagnostics.push(Diagnostic::new(code, &source.name, message).hint(message!("words-hint")));
    }
}

/// Pictures are not text: each is named, so that the editor can put it into `static/`.
pub fn say_pictures(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    for (number, file) in &document.pictures {
        let line = document.line(*number);
        let message = message!("picture-left-out", picture = file);
        diagnostics.push(
            Diagnostic::new("picture-left-out", &source.name, message)
                .at(Span::whole_line(*number, line))
                .hint(message!("picture-left-out-hint")),
        );
    }
}

/// Page numbers and comments are no text: one message says how many.
pub fn say_pages(source: &Source, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = document.notation.pages.left_out.keys().next().copied() else { return };
    let line = document.line(first);
    let message = message!("pages-left-out", count = document.notation.pages.left_out.len());
    let said = Diagnostic::new("page-numbers-left-out", &source.name, message);
    diagnostics.push(said.at(Span::whole_line(first, line)).hint(message!("pages-left-out-hint")));
}

/// What the table of contents lists: how much, and what of it was not found.
pub fn check_contents(
    source: &Source,
    document: &Document,
    (split, reports): (&Split, &[Report]),
    diagnostics: &mut Vec<Diagnostic>,
) {
    /// So many entries are named.
    const EXAMPLES: usize = 10;
    let Some(first) = split.contents_lines.first() else { return };
    let line = document.line(first.0);
    let span = Span::whole_line(first.0, line);
    let message = message!("contents-left-out", count = split.entries.len());
    diagnostics.push(Diagnostic::new("contents-left-out", &source.name, message).at(span.clone()));
    let missing = split::unmatched_entries(split, reports);
    if !missing.is_empty() {
        let titles: Vec<String> = missing.iter().take(EXAMPLES).map(|entry| fold_space(entry)).collect();
        let more = if missing.len() > EXAMPLES { "; …" } else { "" };
        let titles = format!("{}{more}", titles.join("; "));
        let message = message!("contents-mismatch", count = missing.len(), titles = titles);
        diagnostics.push(
            Diagnostic::new("contents-mismatch", &source.name, message)
                .at(span)
                .hint(message!("contents-mismatch-hint")),
        );
    }
}
