//! `ibid import`: reads the files, shows the ledgers, writes the pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::say::{Outcome, Say};
use super::unread;
use crate::diagnostic::Checked;
use crate::disk;
use crate::import::{ImportOptions, Ledger};
use crate::model::revision::Revision;
use crate::pipeline;
use crate::read::ReadOptions;
use crate::source::Source;

/// How files are imported.
pub struct ImportSettings {
    /// Nothing is written.
    pub dry_run: bool,
    /// What the editor said of the files.
    pub options: ImportOptions,
    /// What the editor said of how they are read.
    pub reading: ReadOptions,
    /// Scans are read by the OCR that is on the machine, in these languages.
    pub ocr: Option<String>,
}

/// Imports files one after the other; the first that cannot be imported stops the rest.
pub fn import(root: &Path, files: &[PathBuf], date: &str, how: &ImportSettings, say: &Say) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    // Every file is read before the first page is written.
    let sources = files.iter().map(|file| read(root, file, how, say)).collect::<Result<Vec<_>>>()?;
    let _lock = if how.dry_run { None } else { Some(disk::Lock::take(root)?) };
    for read in &sources {
        let source = &read.value;
        say.diagnostics(&read.diagnostics);
        let reading = disk::read_to_write(root)?;
        let planned = say.while_working(&|| "importing".to_owned(), || {
            pipeline::import_with(&reading.edition, source, date, &how.options)
        });
        let ended = say.diagnostics(&planned.diagnostics);
        for ledger in &planned.value.ledgers {
            say.line(&ledger_text(ledger));
            say.line(&closing_line(root, ledger, &source.name, how.dry_run));
        }
        if ended == Outcome::TextHasErrors {
            say.line(&format!("{}: nothing was written", source.name));
            outcome = ended;
            continue;
        }
        if how.dry_run {
            say.line(&format!("{}: {} files would be written", source.name, planned.value.writes.len()));
            continue;
        }
        let done = disk::replace_content(root, &reading, &planned.value.writes, &planned.value.removes)?;
        for (report, revision) in &planned.value.revisions {
            say.line(&revision_text(report, revision));
        }
        say.line(&format!(
            "{}: {} reports into {} ({} files written, {} unchanged, {} removed)",
            source.name,
            planned.value.ledgers.len(),
            root.join("content").display(),
            done.written,
            done.kept,
            done.removed
        ));
    }
    Ok(outcome)
}

fn read(root: &Path, file: &Path, how: &ImportSettings, say: &Say) -> Result<Checked<Source>> {
    let Some(languages) = &how.ocr else { return disk::read_source(file, &how.reading) };
    let progress = |done: usize, all: usize| say.line(&format!("{}: page {done} of {all} is read", file.display()));
    disk::read_source_by_ocr(root, file, languages, &how.reading, &progress)
}

/// What a revision changed, in one line.
fn revision_text(report: &str, revision: &Revision) -> String {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for change in &revision.changes {
        *counts.entry((change.part.name(), change.kind.name())).or_default() += 1;
    }
    let parts: Vec<String> = counts.into_iter().map(|((part, kind), count)| format!("{count} {part} {kind}")).collect();
    let what = if parts.is_empty() { "only the layout".to_owned() } else { parts.join(", ") };
    format!("{report}  revised: {what}")
}

/// A report's ledger as a short table.
fn ledger_text(ledger: &Ledger) -> String {
    let mut text = format!("{}  {}\n", ledger.report, shortened(&ledger.title));
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "  {name:<12}{value}");
    };
    row("sections", ledger.sections.to_string());
    row("blocks", format!("{} ({} joined over a page end)", ledger.blocks, ledger.joined));
    row("references", ledger.references.to_string());
    row("definitions", format!("{} ({} unused)", ledger.definitions, ledger.unused));
    row("linked", ledger.linked.to_string());
    row("unresolved", ledger.unresolved.to_string());
    row("repaired", ledger.repaired.len().to_string());
    for (number, why) in &ledger.repaired {
        row("", format!("note {number}: {why}"));
    }
    for left_out in &ledger.coverage.left_out {
        let (line, words) = &left_out.example;
        row("left out", format!("{} {} (line {line}: {words})", left_out.count, left_out.what));
    }
    row("words in", ledger.words_in.to_string());
    row("words out", ledger.words_out.to_string());
    let named = |found: &[(String, usize)]| -> String {
        found.iter().map(|(word, count)| format!("{word} ×{count}")).collect::<Vec<_>>().join(", ")
    };
    if !ledger.lost.is_empty() {
        row("lost", named(&ledger.lost));
    }
    if !ledger.added.is_empty() {
        row("added", named(&ledger.added));
    }
    row("reconciles", if ledger.reconciles() { "yes" } else { "no" }.to_owned());
    text
}

/// What was understood of a report, in one line, and where the places are that were not: a file of the edition, or, where
/// nothing may be written, the lines below.
fn closing_line(root: &Path, ledger: &Ledger, source: &str, dry_run: bool) -> String {
    let line = unread::summary(ledger);
    let unread = ledger.coverage.unread_lines();
    let lines = if unread == 1 { "1 line" } else { &format!("{unread} lines") };
    let list = unread::list(ledger, source);
    if list.is_empty() {
        if !dry_run {
            disk::forget_unread(root, &ledger.report);
        }
        return format!("{line} · nothing unread");
    }
    let kept = if dry_run { None } else { disk::keep_unread(root, &ledger.report, &list).ok() };
    match kept {
        Some(file) => format!("{line} · {lines} unread, see {}", file.display()),
        None => format!("{line} · {lines} unread:\n{list}"),
    }
}

fn shortened(title: &str) -> String {
    const LONGEST: usize = 90;
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}
