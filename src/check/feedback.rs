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
            let message = format!("comment {} has no passage: `{words}`", index + 1);
            Diagnostic::new("feedback-unplaced", FEEDBACK, message)
                .hint("write `at: report/id` from the address of the passage, or words that it has under `quote:`")
        })
        .collect();
    let waits = comments().filter(|(_, (comment, _))| comment.answer.is_none() && !comment.hidden).count();
    if waits > 0 && edition.config.feedback.responses {
        let message = format!("{waits} of {} comments wait for an answer", edition.feedback.len());
        let waiting = Diagnostic::new("feedback-unanswered", FEEDBACK, message).at(Span::whole_line(1, "comments:"));
        said.push(waiting.hint("write `answer: accepted`, `partly` or `declined`, and `reason: …`"));
    }
    said
}
