//! The names of the files in a book.

/// The name of a file: of the title page of a report, or of a chapter.
pub(super) fn file_name(report: usize, chapter: Option<usize>) -> String {
    match chapter {
        None => format!("r{:02}.xhtml", report + 1),
        Some(chapter) => format!("r{:02}-{:03}.xhtml", report + 1, chapter + 1),
    }
}

/// The name of the file that lists the notes of a report.
pub(super) fn notes_name(report: usize) -> String {
    format!("r{:02}-notes.xhtml", report + 1)
}
