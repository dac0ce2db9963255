//! What the editor has to know of a document that flows: what did not come over, and what was read one way of two.

use std::collections::BTreeMap;

use super::model::Omission;
use crate::diagnostic::Diagnostic;

/// The diagnostics of a document, by what its reader counted.
pub fn diagnostics(name: &str, told: &BTreeMap<Omission, usize>, original: bool) -> Vec<Diagnostic> {
    let count = |what: Omission| told.get(&what).copied().unwrap_or(0);
    let mut found = Vec::new();
    let mut say = |code: &'static str, message: String, hint: &str| {
        found.push(Diagnostic::new(code, name, message).hint(hint));
    };
    let (inserted, deleted) = (count(Omission::Inserted), count(Omission::Deleted));
    if inserted + deleted > 0 {
        let reading = if original { "read as if all were refused" } else { "read as if all were accepted" };
        let message = format!("changes are tracked, {inserted} insertions and {deleted} deletions: {reading}");
        let other = if original {
            "`--changes accepted` reads the new text"
        } else {
            "`--changes original` reads the old text"
        };
        say("changes-tracked", message, other);
    }
    if count(Omission::Comment) > 0 {
        let message = format!("{} comments of the file are left out", count(Omission::Comment));
        say("comments-left-out", message, "what readers should see of them belongs into `annotations` of a page");
    }
    if count(Omission::Contents) > 0 {
        let message = format!("the table of contents ({} lines) is left out", count(Omission::Contents));
        say("contents-left-out", message, "the edition makes its own from the headings");
    }
    if count(Omission::MergedCell) > 0 {
        let message = format!("{} cells of tables span rows or columns", count(Omission::MergedCell));
        say("cells-merged", message, "their words stand in the first of the cells, the others are empty");
    }
    let parts = [
        (Omission::Furniture, "menus, heads, feet or frames of the web page"),
        (Omission::Script, "scripts"),
        (Omission::Picture, "pictures"),
        (Omission::Hidden, "pieces of hidden text"),
        (Omission::Object, "charts, drawings or embedded files"),
        (Omission::StrayNote, "notes that nothing calls"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(what, _)| count(*what) > 0)
        .map(|(what, words)| format!("{} {words}", count(what)))
        .collect();
    if !parts.is_empty() {
        let hint = "where one matters, put its words into the text, or its picture into `static/`";
        say("parts-left-out", format!("left out: {}", parts.join(", ")), hint);
    }
    if count(Omission::Letter) > 0 {
        let message =
            format!("{} signs of fonts of symbols are not known; each is shown as \u{FFFD}", count(Omission::Letter));
        say("letters-unknown", message, "look for \u{FFFD} in the pages and write what the file shows there");
    }
    if count(Omission::Number) > 0 {
        let message = format!("{} automatic numbers are in a writing that is not known", count(Omission::Number));
        say("number-guessed", message, "they stand in Arabic digits; write them as the file shows them");
    }
    found
}
