//! What the editor has to know of a document that flows: what did not come over, and what was read one way of two.

use std::collections::BTreeMap;

use super::model::Omission;
use crate::diagnostic::Diagnostic;
use crate::message::Message;

/// The diagnostics of a document, by what its reader counted.
pub fn diagnostics(name: &str, told: &BTreeMap<Omission, usize>, original: bool) -> Vec<Diagnostic> {
    let count = |what: Omission| told.get(&what).copied().unwrap_or(0);
    let mut found = Vec::new();
    let mut say = |code: &'static str, message: Message, hint: Message| {
        found.push(Diagnostic::new(code, name, message).hint(hint));
    };
    let (inserted, deleted) = (count(Omission::Inserted), count(Omission::Deleted));
    if inserted + deleted > 0 {
        let reading = Message::new(if original { "changes-refused" } else { "changes-accepted" });
        let message = message!("changes-tracked", inserted = inserted, deleted = deleted, reading = reading);
        let other = Message::new(if original { "changes-accepted-hint" } else { "changes-original-hint" });
        say("changes-tracked", message, other);
    }
    if count(Omission::Comment) > 0 {
        let message = message!("comments-left-out", count = count(Omission::Comment));
        say("comments-left-out", message, message!("comments-left-out-hint"));
    }
    if count(Omission::Contents) > 0 {
        let message = message!("contents-of-file", count = count(Omission::Contents));
        say("contents-left-out", message, message!("contents-of-file-hint"));
    }
    if count(Omission::MergedCell) > 0 {
        let message = message!("cells-merged", count = count(Omission::MergedCell));
        say("cells-merged", message, message!("cells-merged-hint"));
    }
    let parts = [
        (Omission::Furniture, "parts-menus"),
        (Omission::Script, "parts-scripts"),
        (Omission::Picture, "parts-pictures"),
        (Omission::PictureFormat, "parts-picture-formats"),
        (Omission::PictureSign, "parts-picture-signs"),
        (Omission::Hidden, "parts-hidden"),
        (Omission::Object, "parts-drawings"),
        (Omission::StrayNote, "parts-notes"),
    ];
    let parts: Vec<Message> = parts
        .into_iter()
        .filter(|(what, _)| count(*what) > 0)
        .map(|(what, words)| message!("counted", count = count(what), what = Message::new(words)))
        .collect();
    if !parts.is_empty() {
        let hint = message!("parts-hint");
        say("parts-left-out", message!("parts-left-out", parts = parts), hint);
    }
    if count(Omission::Letter) > 0 {
        let message = message!("symbols-unknown", count = count(Omission::Letter));
        say("letters-unknown", message, message!("symbols-unknown-hint"));
    }
    if count(Omission::Number) > 0 {
        let message = message!("numbers-unknown", count = count(Omission::Number));
        say("number-guessed", message, message!("numbers-unknown-hint"));
    }
    found
}
