//! `ibid build`, `ibid check` and `ibid check --suggest`.

use std::path::Path;

use anyhow::Result;

use super::arguments::{BuildArguments, Format, output_folder};
use super::sarif;
use super::say::{Outcome, Say};
use super::timings::Timings;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk;
use crate::message::Message;
use crate::pipeline::{self, BuildOptions};
use crate::tree::FileTree;

/// Builds the site; on errors in the text the old site stays whole.
pub fn build(root: &Path, arguments: &BuildArguments, say: &Say) -> Result<Outcome> {
    let timings = Timings::new();
    let folder = output_folder(root, arguments.output_dir.as_deref());
    let _lock = disk::Lock::take(root)?;
    disk::mend_site(&folder)?;
    let edition = timings.step("step-files", || disk::read_for_site(root))?;
    let program = program();
    let (inputs, standing) = timings.step("step-stands", || {
        rayon::join(|| inputs(&edition, &program, arguments), || disk::Standing::look(&folder))
    });
    if let Some(known) = unchanged(&standing, &inputs, arguments, say) {
        say.line(message!(
            "build-nothing-changed",
            pages = known.pages,
            ms = timings.so_far().as_millis(),
            warnings = super::say::warnings(known.warnings)
        ));
        say.line(message!("build-open", file = folder.join("index.html").display()));
        if arguments.timings {
            say.line(timings.table(&disk::Made { kept: known.pages, ..disk::Made::default() }));
        }
        return Ok(Outcome::Done);
    }
    let options = BuildOptions { base_url: arguments.base_url.clone(), drafts: arguments.drafts };
    let staging = disk::Staging::new(root, &folder, arguments.force)?;
    let staging = staging.keeping(&program, arguments.force).standing(&standing);
    let key = cache_key(&edition, &program);
    let values = disk::KeptValues::new(root, &key, arguments.force);
    let cache = values.cache();
    let site = say.while_working(&|| progress(&timings, &staging).to_string(), || {
        pipeline::build_watched(edition, &options, &staging, (&timings, &cache))
    });
    let outcome = say.diagnostics(&site.diagnostics);
    if outcome == Outcome::TextHasErrors {
        say.line(message!("build-nothing-written", folder = folder.display()));
        return Ok(outcome);
    }
    let made = staging.made();
    let (done, files) = timings.step("step-place", || staging.finish_and_look())?;
    // Without them the next build takes longer, and gives the same.
    let _ = values.keep(cache);
    let pages = site.value;
    let warnings = site.diagnostics.iter().filter(|said| said.severity == Severity::Warning).count();
    timings.step("step-stamp", || disk::stamp(&folder, &disk::Stamp { inputs, pages, warnings }, &files))?;
    say.line(message!(
        "build-done",
        pages = pages,
        ms = timings.so_far().as_millis(),
        written = done.written,
        kept = done.kept,
        removed = done.removed
    ));
    say.line(message!("build-open", file = folder.join("index.html").display()));
    if arguments.timings {
        say.line(timings.table(&made));
    }
    Ok(Outcome::Done)
}

/// What a build that takes long shows.
fn progress(timings: &Timings, staging: &disk::Staging<'_>) -> Message {
    match staging.files() {
        0 => message!("build-progress-begin", now = timings.now()),
        files => message!("build-progress", now = timings.now(), files = files),
    }
}

/// What tells this program from any other.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let file = file.map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok())).unwrap_or_default();
    format!("{} {file}", env!("CARGO_PKG_VERSION"))
}

/// A fingerprint of all that the site depends on, this program included.
fn inputs(edition: &FileTree, program: &str, arguments: &BuildArguments) -> String {
    let options = format!("{:?} {}", arguments.base_url, arguments.drafts);
    disk::fingerprint(edition, &[program, &options])
}

/// Whether a site is what a build without options would make of the edition.
pub fn is_current(root: &Path, stamp: &disk::Stamp) -> Result<bool> {
    let edition = disk::read_for_site(root)?;
    let options = format!("{:?} {}", None::<String>, false);
    Ok(disk::fingerprint(&edition, &[&program(), &options]) == stamp.inputs)
}

/// What values of the cache depend on beside what they are made from: this program, and the words that the edition adds to languages.
fn cache_key(edition: &FileTree, program: &str) -> String {
    let mut languages = FileTree::new();
    for (path, bytes) in edition.within("languages") {
        // Paths of a folder are inside.
        let _ = languages.insert(path, bytes);
    }
    disk::fingerprint(&languages, &[program])
}

/// The site that stands, when it is the one that would be built, and building it would say no more.
fn unchanged<'s>(
    standing: &'s disk::Standing,
    inputs: &str,
    arguments: &BuildArguments,
    say: &Say,
) -> Option<&'s disk::Stamp> {
    let known = standing.stamp().filter(|known| known.inputs == inputs)?;
    let says_more = known.warnings > 0 && say.least() == Severity::Warning || say.is_verbose();
    (!arguments.force && !says_more).then_some(known)
}

/// Looks for faults and writes nothing.
pub fn check(root: &Path, format: Format, say: &Say) -> Result<Outcome> {
    let edition = disk::read_for_site(root)?;
    let diagnostics = say.while_working(&|| message!("check-progress").to_string(), || pipeline::check(&edition));
    let outcome = match format {
        Format::Text => say.diagnostics(&diagnostics),
        Format::Json => {
            let list: Vec<serde_json::Value> = diagnostics.iter().map(as_json).collect();
            say.raw(format!("{:#}\n", serde_json::Value::Array(list)));
            say.outcome(&diagnostics)
        }
        Format::Sarif => {
            say.raw(format!("{:#}\n", sarif::sarif(&diagnostics)));
            say.outcome(&diagnostics)
        }
    };
    if format == Format::Text {
        say.line(say.summary(&diagnostics));
    }
    Ok(outcome)
}

/// Writes what looks misread as proposed corrections.
pub fn suggest(root: &Path, say: &Say) -> Result<Outcome> {
    let _lock = disk::Lock::take(root)?;
    let reading = disk::read_to_write(root)?;
    let suggested = pipeline::suggest(&reading.edition);
    let outcome = say.diagnostics(&suggested.diagnostics);
    if outcome == Outcome::TextHasErrors {
        say.line(message!("nothing-written"));
        return Ok(outcome);
    }
    let done = disk::replace_pages(root, &reading, &suggested.value.writes, &[])?;
    say.line(message!("suggest-done", count = suggested.value.count, pages = done.written));
    say.line(message!("suggest-accepted"));
    Ok(Outcome::Done)
}

fn as_json(diagnostic: &Diagnostic) -> serde_json::Value {
    serde_json::json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message.to_string(),
        "file": diagnostic.file,
        "line": diagnostic.span.as_ref().map(|span| span.line),
        "column": diagnostic.span.as_ref().map(|span| span.column),
        "length": diagnostic.span.as_ref().map(|span| span.length),
        "hint": diagnostic.hint.as_ref().map(ToString::to_string),
    })
}
