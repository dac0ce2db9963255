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
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        incoming.extend(read::feedback(&bytes).map_err(|error| anyhow!("{}: {error}", file.display()))?);
    }
    let plan = pipeline::feedback(&edition, &incoming).map_err(|error| anyhow!(error))?;
    say.line(&format!("{} comments are new, {} were there", plan.added, plan.known));
    if plan.added > 0 {
        say.line(&format!(
            "  {} at their words\n  {} at their passage, which has other words now\n  {} without a passage",
            plan.at_words,
            plan.at_passage,
            plan.unplaced.len()
        ));
        plan.unplaced.iter().for_each(|words| say.line(&format!("    {words}")));
    }
    if let Some(text) = plan.file.filter(|_| !dry_run) {
        let mut files = FileTree::new();
        files.insert(FEEDBACK, text).map_err(|error| anyhow!(error))?;
        disk::apply(root, &files, &[])?;
        say.line(&format!("answer them in {FEEDBACK}: `answer: accepted`, `partly` or `declined`, and `reason: …`"));
    }
    Ok(Outcome::Done)
}
