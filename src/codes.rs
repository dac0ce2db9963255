//! Every code of a diagnostic: how grave it is and what it means. No other place says either.
//!
//! `docs/diagnostics.md` has a part on each; a test looks that every code that a room gives is here.

use std::fmt;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Said for the record: a repair that was made, a count.
    Note,
    /// Something to look at; the edition can be built.
    Warning,
    /// Something is lost or wrong; the command ends with exit code 1.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A diagnostic code and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, in kebab case.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it means, in a sentence for the editor.
    pub meaning: &'static str,
}

impl Code {
    /// The code of a name; none when no such code is known.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        CODES.binary_search_by_key(&name, |code| code.code).ok().map(|at| &CODES[at])
    }
}

macro_rules! codes {
    ($($severity:ident $code:literal $meaning:literal;)*) => {
        &[$(Code { code: $code, severity: Severity::$severity, meaning: $meaning }),*]
    };
}

/// Every code, sorted.
pub const CODES: &[Code] = codes! {
    Error "alias-invalid" "An alias is not an address below its folder.";
    Error "alias-taken" "An alias is the address of a page that stands, or two pages claim it; it would lead in a circle or nowhere.";
    Error "annotation-empty" "An annotation has no `note`, or neither `quote` nor `at`.";
    Warning "annotation-quote"
        "The place of an annotation is gone, or its quote stands there more than once; it is listed without a sign in the text.";
    Note "cells-merged" "Cells of tables span rows or columns; their words stand in the first of the cells.";
    Note "changes-tracked" "A file has tracked changes; they are read as accepted, or with `--changes original` as refused.";
    Warning "comments-left-out" "A file has comments of those who worked on it; they are no text of the report.";
    Error "config-base-url" "`base_url` is not an http or https address.";
    Error "config-feedback" "`feedback.mail` is no address of mail, or `feedback.form` none of a form.";
    Error "config-missing" "The folder has no edition.yaml.";
    Error "config-not-utf8" "edition.yaml is not UTF-8.";
    Error "config-page-depth" "`page_depth` is 0; it counts from 1.";
    Error "config-theme" "`theme` is not the name of a folder.";
    Error "config-title" "The edition has no title.";
    Note "contents-left-out" "The source has a table of contents; it is not printed as text, and compared with the reports that were found.";
    Warning "contents-mismatch" "The table of contents of the source names a report that was not found.";
    Warning "correction-done" "The text already reads as a correction wants it to; the correction is not needed any more.";
    Error "correction-empty" "A correction lacks its `quote`, `read` or `reason`, or reads what is printed.";
    Error "correction-overlap" "Two corrections claim the same words; the second one is not applied.";
    Note "correction-proposed" "A correction is a proposal (`proposed: true`); it is not applied until the mark is deleted.";
    Error "correction-quote" "The quote of a correction is not in its place, or more than once; nothing is corrected.";
    Warning "document-dates-differ" "One document is cited with two dates; `documents:` in edition.yaml can say which one is right.";
    Warning "document-unknown" "`documents:` in edition.yaml names a document that no report cites.";
    Warning "encoding-converted" "A source is not in UTF-8; it was converted from the encoding that its letters show.";
    Warning "entry-aside" "An entry of front matter lost its words to a revision; it waits in `_aside.yaml`.";
    Note "entry-back" "An entry that a revision had set aside stands in front matter again: its words came back.";
    Error "feedback-not-utf8" "`feedback.yaml` is not UTF-8.";
    Note "feedback-unanswered" "Comments wait for an answer while the site shows answers.";
    Warning "feedback-unplaced" "The passage of a comment is gone, and no other has the words that it quotes.";
    Warning "figures-differ" "Two places say the same with other figures, or parts do not add up; `settled:` says why one lets it stand.";
    Error "front-unclosed" "The front matter begins with `---` and has no second `---`.";
    Warning "heading-depth" "A `#` heading stands in a page's text; the page's title is in its front matter, headings begin with `##`.";
    Note "heading-doubtful" "Lines of the source are set like headings and were read as text.";
    Error "id-duplicate" "The same `{#id}` is given twice in a report.";
    Warning "id-malformed"
        "An id has other signs than letters, digits, `-`, `_`, `.` and `:`, or its braces are not closed: readers see them as words.";
    Error "id-reserved" "An id begins like those that ibid gives itself (`fn-5`, `fnref-5-1`, `fig-k7f2-1`, `ibid-outline`).";
    Error "indicator-digits" "A figure of an indicator does not stand in its quote, is read otherwise there, or is missing.";
    Error "indicator-place" "`at` of an indicator names no block and no note of its page.";
    Warning "indicator-quote" "The quote of an indicator is not in the block or note that `at` names; its figure is.";
    Note "indicator-updated" "A revision gave an indicator another figure.";
    Error "key-doubled" "A key stands twice; the first one counts.";
    Error "key-unknown" "A key is not one that ibid knows; the editor's own keys go under `extra`.";
    Error "language-broken" "A file of the edition's own `languages/` cannot be read.";
    Warning "language-unknown" "`lang` of a page is no language code, or the theme has no words in the `language` of edition.yaml.";
    Warning "letters-unknown" "The fonts of a PDF do not say which letters some of its signs are.";
    Note "letters-unseen" "A PDF has letters that are too small to be seen; they are left out.";
    Error "link-broken" "A link names a page or an id that the edition does not have.";
    Warning "markup-left-out" "A tag, picture or formula is left out of the page, or shown as words.";
    Warning "merge-conflict" "The editor and the source changed the same words; both readings stand in the page.";
    Error "merge-open" "The lines of a merge that could not decide (`<<<<<<<`, `=======`, `>>>>>>>`) stand in a file.";
    Error "note-duplicate" "A page defines the same note twice; the first definition is shown.";
    Warning "note-empty" "A note is defined and has no words.";
    Warning "note-mark-doubtful" "A digit looks like the mark of a note that the source lacks: it stays a digit.";
    Note "note-order" "The mark of a note with a smaller label stands behind one with a greater label.";
    Note "note-repaired" "Import joined a mark and its note although one of them was misread; the reason is given.";
    Warning "note-unresolved" "A mark calls a note that is not defined on its page, nor once in its report.";
    Warning "note-unused" "No mark calls a note; it is shown after the others.";
    Warning "number-guessed" "Automatic numbers are in a writing that is not known; they stand in Arabic digits.";
    Warning "outline-empty" "No headings were found in a report.";
    Note "outline-gap" "The number of a heading does not follow the one before it.";
    Warning "outline-jump" "A heading is more than one level below the one before it (`##`, then `####`).";
    Warning "outline-repeat" "Two headings of one row have the same number.";
    Error "output-collision" "Two things would be written to the same file of the site.";
    Error "page-edited" "An import would write over a page that was edited since the last one; nothing is written.";
    Warning "page-empty" "A page has no words, and no section stands below it.";
    Error "page-misplaced" "A page stands in a folder within a report's folder.";
    Error "page-not-utf8" "A page is not UTF-8.";
    Note "page-numbers-left-out" "Lines of the source that hold a page's number or a comment and nothing else are no text.";
    Warning "page-without-text" "Pages of a PDF are pictures without a text layer; their words are not in the import.";
    Warning "parts-left-out" "Hidden text, drawings, embedded files or notes that nothing calls are left out.";
    Warning "pdf-doubtful" "typst set a PDF book, and doubts something of it: a typeface that is not there, mostly.";
    Error "pdf-failed" "typst could not set a PDF book: the edition's template or a picture is at fault.";
    Warning "pdf-standard" "A PDF book was made, but it does not meet PDF/UA-1 and PDF/A-2a.";
    Warning "pdf-unavailable" "`outputs` asks for PDF, and the program was built without it.";
    Warning "picture-left-out" "The source shows a picture; its file has to be put into `static/` by hand.";
    Error "picture-missing" "A page, or `logo` of edition.yaml, names a picture that is not there.";
    Warning "proof-debris" "A number hangs on a word, as the rest of a note's mark does.";
    Warning "proof-joined" "Two words stand together that the edition writes apart.";
    Warning "proof-number" "A space stands in a number, or its groups of digits are broken.";
    Warning "proof-place" "`ibid check --suggest` cannot add entries to the `corrections` of a page.";
    Warning "proof-stray" "A sign stands where none belongs: doubled commas, letters of another script, signs of a broken scan.";
    Warning "proof-syllable" "A syllable cannot exist in Vietnamese.";
    Note "proof-tones" "The edition writes the same syllables in two ways: `uỷ` and `ủy`, `tỉ` and `tỷ`.";
    Warning "proof-word" "A word differs only by its marks from the one that the edition has in this place elsewhere.";
    Error "record-broken" "The record of the last import (`_import.yaml`) cannot be read.";
    Error "related-dead" "`related:` names a page or id that the edition does not have.";
    Warning "related-self" "`related:` leads back to its own page.";
    Warning "report-gone" "A revised source has a report no longer; its pages stay.";
    Error "report-without-index" "A folder below `content/` has pages and no `_index.md`.";
    Warning "settled-unused" "An entry of `settled:` in edition.yaml fits no figures that differ.";
    Error "site-link-broken" "A link of the built site leads to a file or an anchor that the site does not have.";
    Error "slug-duplicate" "Two pages have the same address.";
    Error "slug-invalid" "A slug or folder name cannot be part of an address, or is one that ibid uses itself.";
    Error "source-unread" "Import did not understand so much of a source that it writes nothing.";
    Error "template-error" "A template cannot be read, or fails while a page is rendered.";
    Error "template-missing" "A page asks for a template that neither the edition nor the theme has.";
    Error "theme-missing" "`theme` names a folder that does not exist below `themes/`; the built-in theme is used.";
    Warning "title-missing" "A page has no title in its front matter, or a source no title block for a report.";
    Error "value-type" "A value has the wrong type: a number where text belongs, a word where a list belongs.";
    Warning "words-added" "The pages have words that the source lacks.";
    Error "words-broken" "A file of the interface's words (`i18n/*.yaml`) cannot be read.";
    Warning "words-doubtful" "An OCR engine doubts some of its words; the message names the first of them.";
    Warning "words-lost" "The pages lack words that the source has.";
    Error "yaml-syntax" "The text is not YAML at this place.";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_stand_once() {
        assert!(CODES.is_sorted_by(|a, b| a.code < b.code));
        assert_eq!(Code::of("note-unresolved").map(|code| code.severity), Some(Severity::Warning));
        assert_eq!(Code::of("no-such-code"), None);
    }
}
