//! Codes of printed pages: marks that are none, and numbers that do not count on.
//!
//! In: pages. Out: a diagnostic for each doubt. What always holds: pages that print Roman numbers, and numbers that begin anew at
//! 1, are none.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::markdown::{nearly_page_marks, page_mark, without_page_marks};
use crate::model::edition::{Edition, EditionReport};
use crate::model::page::Page;
use crate::sequence::rising;

/// So many pages between two marks may have no text.
const WIDE: usize = 20;

/// What is to be said of the marks of pages outside the reports, and of their order in a report.
pub(super) fn check(edition: &Edition) -> Vec<Diagnostic> {
    let mut said: Vec<Diagnostic> = Vec::new();
    for page in std::iter::once(&edition.home).chain(&edition.pages) {
        said.extend(page.page_marks.iter().map(|mark| {
            let message = message!("page-mark-elsewhere", page = mark.label);
            let elsewhere = Diagnostic::new("page-mark-unread", &page.path, message);
            elsewhere.at(Span::in_text(&page.text, mark.range.clone())).hint(message!("page-mark-elsewhere-hint"))
        }));
    }
    said.extend(edition.reports.iter().flat_map(out_of_order));
    said
}

/// What looks like a mark and is none, in the text and in front matter.
pub(super) fn unread(page: &Page) -> Vec<Diagnostic> {
    let mut found: Vec<Range<usize>> = nearly_page_marks(page.body());
    found.iter_mut().for_each(|range| *range = range.start + page.body_start..range.end + page.body_start);
    let label = page.front.printed_page.as_deref();
    if label.is_some_and(|label| !without_page_marks(&page_mark(label)).is_empty()) {
        found.push(front(page));
    }
    let tell = |range: Range<usize>| {
        let written = page.text.get(range.clone()).unwrap_or_default().trim();
        let unread = Diagnostic::new("page-mark-unread", &page.path, message!("page-mark-unread", words = written));
        unread.at(Span::in_text(&page.text, range)).hint(message!("page-mark-unread-hint"))
    };
    found.into_iter().map(tell).collect()
}

/// The line of front matter that names the page.
fn front(page: &Page) -> Range<usize> {
    let head = page.text.get(..page.body_start).unwrap_or_default();
    let start = head.find("printed_page:").unwrap_or(0);
    start..start + head[start..].lines().next().map_or(0, str::len)
}

/// The pages of a report whose numbers do not count on.
fn out_of_order(report: &EditionReport) -> Vec<Diagnostic> {
    let mut run: Vec<(&Page, Range<usize>, usize)> = Vec::new();
    let mut said = Vec::new();
    for page in report.all_pages() {
        let title = page.front.printed_page.as_deref().map(|label| (label, front(page)));
        let in_note = |byte: usize| page.notes.iter().any(|note| note.range.contains(&byte));
        let marks = page.page_marks.iter().filter(|mark| !in_note(mark.range.start));
        let marks = title.into_iter().chain(marks.map(|mark| (mark.label.as_str(), mark.range.clone())));
        for (label, range) in marks {
            let Ok(number) = label.trim_matches(['[', ']']).parse::<usize>() else { continue };
            if number == 1 {
                said.extend(of_run(&std::mem::take(&mut run)));
            }
            run.push((page, range, number));
        }
    }
    said.extend(of_run(&run));
    said
}

/// The doubtful ones of pages that should count on.
fn of_run(run: &[(&Page, Range<usize>, usize)]) -> Vec<Diagnostic> {
    // A number far ahead of all that follow is the doubtful one, not they.
    let known = rising(&run.iter().map(|(.., number)| Some(*number)).collect::<Vec<_>>());
    let mut said = Vec::new();
    let mut before: Option<usize> = None;
    for ((page, range, number), is_known) in run.iter().zip(known) {
        let is_far = before.is_some_and(|before| *number > before + WIDE);
        if !is_known || is_far {
            let before = before.map_or_else(|| "–".to_owned(), |before| before.to_string());
            let message = message!("page-mark-order", page = *number, before = before);
            let order = Diagnostic::new("page-mark-order", &page.path, message);
            said.push(order.at(Span::in_text(&page.text, range.clone())).hint(message!("page-mark-order-hint")));
        }
        if is_known {
            before = Some(*number);
        }
    }
    said
}
