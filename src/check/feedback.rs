//! Codes of readers' comments: those without a passage, those that wait for an answer.

use crate::diagnostic::{Diagnostic, Span};
use crate::model::edition::Edition;
use crate::model::feedback::FEEDBACK;
use crate::model::links::Links;

/// Comments that no passage has, each by itself; those without an answer, counted.
pub(super) fn check(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    let comments = || edition.feedback.iter().zip(&links.comments).enumerate();
    let mut said: Vec<Diagnostic> = comments()
        .filter(|(_, (comment, link))| link.is_none() && !comment.hidden)
        .map(|(index, (comment, _))| {
            let words: String = comment.comment.chars().take(60).collect();
            let message = message!("feedback-unplaced", number = index + 1, words = words);
            Diagnostic::new("feedback-unplaced", FEEDBACK, message).hint(message!("feedback-unplaced-hint"))
        })
        .collect();
    let waits = comments().filter(|(_, (comment, _))| comment.answer.is_none() && !comment.hidden).count();
    if waits > 0 && edition.config.feedback.responses {
        let message = message!("feedback-unanswered", waits = waits, all = edition.feedback.len());
        let waiting = Diagnostic::new("feedback-unanswered", FEEDBACK, message).at(Span::whole_line(1, "comments:"));
        said.push(waiting.hint(message!("feedback-unanswered-hint")));
    }
    said
}
