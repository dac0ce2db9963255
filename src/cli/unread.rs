//! What import did not understand, as a list that an editor works through.

use std::fmt::Write as _;

use crate::import::{Ledger, LeftOut};
use crate::message::Message;

/// "vinh-giang: notes 117 of 121 · sections 50 of 50".
pub fn summary(ledger: &Ledger) -> Message {
    let ((linked, marks), (sections, headings)) = (ledger.notes_read(), ledger.sections_read());
    message!(
        "unread-line",
        report = ledger.report,
        linked = linked,
        marks = marks,
        sections = sections,
        headings = headings
    )
}

/// One place a line, as "file:line: what: words", then the words that are lost, the lines left out and the pages without text.
/// Empty when nothing is unread and no page is empty.
pub fn list(ledger: &Ledger, source: &str) -> String {
    let coverage = &ledger.coverage;
    let mut text = String::new();
    if coverage.unread.is_empty() && coverage.empty_pages.is_empty() && ledger.lost.is_empty() {
        return text;
    }
    for place in &coverage.unread {
        let page = place.page.map(|page| format!("{}: ", message!("page", number = page))).unwrap_or_default();
        let _ = writeln!(text, "{source}:{}: {page}{}: {}", place.line, place.kind.words(), place.words);
    }
    if !ledger.lost.is_empty() {
        let words: Vec<String> = ledger.lost.iter().map(|(word, count)| format!("{word} ×{count}")).collect();
        let _ = writeln!(text, "{}", message!("unread-words-lost", words = words.join(", ")));
    }
    if !coverage.empty_pages.is_empty() {
        let pages: Vec<String> = coverage.empty_pages.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "{}", message!("unread-pages", pages = pages.join(", ")));
    }
    for left_out in &coverage.left_out {
        let (line, words) = &left_out.example;
        let _ = writeln!(text, "{}", message!("unread-left-out", what = self::left_out(left_out, line, words)));
    }
    text
}

/// "12 page numbers (line 4: - 2 -)".
pub fn left_out(lines: &LeftOut, line: &usize, words: &str) -> Message {
    message!("left-out", count = lines.count, what = Message::new(lines.what), line = line, words = words)
}
