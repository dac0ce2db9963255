//! `ibid build`, `ibid check` and `ibid check --suggest`.

use std::path::Path;

use anyhow::Result;

use super::say::Say;
use super::{BuildArguments, Format, Outcome};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::pipeline::{self, BuildOptions};

/// Builds the site; on errors in the text the old site stays whole.
pub fn build(root: &Path, arguments: &BuildArguments, say: &Say) -> Result<Outcome> {
    let started = std::time::Instant::now();
    let edition = disk::read_edition(root)?;
    let options = BuildOptions { base_url: arguments.base_url.clone(), drafts: arguments.drafts };
    let site = pipeline::build(&edition, &options);
    let outcome = say.diagnostics(&site.diagnostics);
    let folder = super::output_folder(root, arguments.output_dir.as_deref());
    if outcome == Outcome::TextHasErrors {
        say.line(&format!("nothing was written to {}", folder.display()));
        return Ok(outcome);
    }
    let done = disk::sync(&site.value, &folder, arguments.force)?;
    let pages = site.value.iter().filter(|(path, _)| path.ends_with(".html")).count();
    say.line(&format!(
        "{pages} pages in {} ms ({} files written, {} unchanged, {} removed)\nopen {}",
        started.elapsed().as_millis(),
        done.written,
        done.kept,
        done.removed,
        folder.join("index.html").display()
    ));
    Ok(Outcome::Done)
}

/// Looks for faults and writes nothing.
pub fn check(root: &Path, format: Format, say: &Say) -> Result<Outcome> {
    let edition = disk::read_edition(root)?;
    let diagnostics = pipeline::check(&edition);
    let outcome = match format {
        Format::Text => say.diagnostics(&diagnostics),
        Format::Json => {
            let list: Vec<serde_json::Value> = diagnostics.iter().map(as_json).collect();
            say.raw(&format!("{:#}\n", serde_json::Value::Array(list)));
            say.outcome(&diagnostics)
        }
    };
    if format == Format::Text {
        say.line(&format!("{} diagnostics", diagnostics.len()));
    }
    Ok(outcome)
}

/// Writes what looks misread as proposed corrections.
pub fn suggest(root: &Path, say: &Say) -> Result<Outcome> {
    let edition = disk::read_edition(root)?;
    let suggested = pipeline::suggest(&edition);
    let outcome = say.diagnostics(&suggested.diagnostics);
    if outcome == Outcome::TextHasErrors {
        say.line("nothing was written");
        return Ok(outcome);
    }
    let done = disk::apply(root, &suggested.value.writes, &[])?;
    say.line(&format!(
        "{} corrections proposed in {} pages; accept one by taking away its `proposed: true`, refuse it by taking away the entry",
        suggested.value.count, done.written
    ));
    Ok(Outcome::Done)
}

fn as_json(diagnostic: &Diagnostic) -> serde_json::Value {
    serde_json::json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": diagnostic.span.as_ref().map(|span| span.line),
        "column": diagnostic.span.as_ref().map(|span| span.column),
        "length": diagnostic.span.as_ref().map(|span| span.length),
        "hint": diagnostic.hint,
    })
}
