//! What import did not understand, as a list that an editor works through.

use std::fmt::Write as _;

use crate::import::Ledger;

/// "vinh-giang: notes 117 of 121 · sections 50 of 50".
pub fn summary(ledger: &Ledger) -> String {
    let ((linked, marks), (sections, headings)) = (ledger.notes_read(), ledger.sections_read());
    format!("{}: notes {linked} of {marks} · sections {sections} of {headings}", ledger.report)
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
        let page = place.page.map(|page| format!("page {page}: ")).unwrap_or_default();
        let _ = writeln!(text, "{source}:{}: {page}{}: {}", place.line, place.kind.words(), place.words);
    }
    if !ledger.lost.is_empty() {
        let words: Vec<String> = ledger.lost.iter().map(|(word, count)| format!("{word} ×{count}")).collect();
        let _ = writeln!(text, "words lost: {}", words.join(", "));
    }
    if !coverage.empty_pages.is_empty() {
        let pages: Vec<String> = coverage.empty_pages.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "pages without text: {}", pages.join(", "));
    }
    for left_out in &coverage.left_out {
        let (line, words) = &left_out.example;
        let _ = writeln!(text, "left out: {} {} (line {line}: {words})", left_out.count, left_out.what);
    }
    text
}
