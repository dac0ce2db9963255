//! `ibid feedback import`: readers' comments into `feedback.yaml`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};

use super::say::{Outcome, Say};
use crate::disk;
use crate::model::feedback::FEEDBACK;
use crate::pipeline;
use crate::read;
use crate::tree::FileTree;

/// Takes in the comments of files.
pub fn import(root: &Path, files: &[PathBuf], dry_run: bool, say: &Say) -> Result<Outcome> {
    let _lock = disk::Lock::take(root)?;
    let edition = disk::read_for_site(root)?;
    let mut incoming = Vec::new();
    for file in files {
        let bytes = std::fs::read(file).with_context(|| message!("cannot-read", what = file.display()))?;
        incoming.extend(read::feedback(&bytes).map_err(|error| anyhow!("{}: {error}", file.display()))?);
    }
    let plan = pipeline::feedback(&edition, &incoming).map_err(|error| anyhow!(error))?;
    say.line(message!("feedback-done", new = plan.added, known = plan.known));
    if plan.added > 0 {
        say.line(message!(
            "feedback-places",
            at_words = plan.at_words,
            at_passage = plan.at_passage,
            unplaced = plan.unplaced.len()
        ));
        plan.unplaced.iter().for_each(|words| say.line(format!("    {words}")));
    }
    if let Some(text) = plan.file.filter(|_| !dry_run) {
        let mut files = FileTree::new();
        files.insert(FEEDBACK, text).map_err(|error| anyhow!(error))?;
        disk::apply(root, &files, &[])?;
        say.line(message!("feedback-answer", file = FEEDBACK));
    }
    Ok(Outcome::Done)
}
