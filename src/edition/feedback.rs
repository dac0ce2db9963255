//! `feedback.yaml`: the comments of readers, read like front matter, one fault one comment.

use super::yaml::Yaml;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::feedback::{Comment, FEEDBACK, Feedback};
use crate::tree::FileTree;

/// Reads the comments of an edition; none when it has no such file.
#[must_use]
pub fn read_feedback(tree: &FileTree) -> Checked<Vec<Comment>> {
    match tree.get(FEEDBACK).map(std::str::from_utf8) {
        None => Checked::new(Vec::new(), Vec::new()),
        Some(Ok(text)) => {
            let bom = text.len() - text.trim_start_matches('\u{feff}').len();
            let yaml = Yaml { file: FEEDBACK, text, range: bom..text.len() };
            let read = yaml.read::<Feedback>(&["comments"]);
            Checked::new(read.value.comments, read.diagnostics)
        }
        Some(Err(_)) => {
            let said = Diagnostic::new("feedback-not-utf8", FEEDBACK, message!("feedback-not-utf8"));
            Checked::new(Vec::new(), vec![said.hint(message!("save-utf8-hint"))])
        }
    }
}
