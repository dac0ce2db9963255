//! `ibid import`: reads the files, shows the ledgers, writes the pages.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;

use super::say::{Outcome, Say};
use super::{starter, unread};
use crate::diagnostic::Checked;
use crate::disk;
use crate::facsimile::Picture;
use crate::import::{ImportOptions, Ledger};
use crate::message::Message;
use crate::model::repair::Repair;
use crate::model::revision::Revision;
use crate::pipeline;
use crate::read::ReadOptions;
use crate::source::Source;
use crate::tree::FileTree;

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
    /// The pages are drawn whatever `edition.yaml` says.
    pub facsimile: bool,
}

/// Imports files one after the other; the first that cannot be imported stops the rest.
pub fn import(root: &Path, files: &[PathBuf], date: &str, how: &ImportSettings, say: &Say) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    // Every file is read before the first page is written.
    let sources = files.iter().map(|file| read(root, file, how, say)).collect::<Result<Vec<_>>>()?;
    let _lock = if how.dry_run { None } else { Some(disk::Lock::take(root)?) };
    for (file, read) in files.iter().zip(&sources) {
        let source = &read.value;
        say.diagnostics(&read.diagnostics);
        let mut reading = disk::read_to_write(root)?;
        let plan = |edition: &FileTree| {
            let progress = || message!("import-progress").to_string();
            say.while_working(&progress, || pipeline::import_with(edition, source, date, &how.options))
        };
        let mut planned = plan(&reading.edition);
        let starter = starter::of_first(&reading.edition, &planned.value);
        if let Some(starter) = &starter {
            planned = plan(&starter.applied(&reading.edition));
        }
        let ended = say.diagnostics(&planned.diagnostics);
        for ledger in &planned.value.ledgers {
            say.line(ledger_text(ledger));
            say.line(closing_line(root, ledger, &source.name, how.dry_run));
        }
        if ended == Outcome::TextHasErrors {
            say.line(message!("import-nothing-written", source = source.name));
            outcome = ended;
            continue;
        }
        if how.dry_run {
            say.line(message!("import-would-write", source = source.name, files = planned.value.writes.len()));
            continue;
        }
        if let Some(starter) = starter {
            disk::apply(root, &starter.writes, &starter.removes)?;
            let language = starter.language.as_deref().unwrap_or_default();
            say.line(match starter.title.as_deref() {
                Some(title) => message!("import-starter-named", language = language, title = title),
                None => message!("import-starter", language = language),
            });
            reading = disk::read_to_write(root)?;
        }
        let pictures = draw(file, source, &reading.edition, how, say)?;
        pipeline::keep_pictures(&reading.edition, source, &pictures, &mut planned.value);
        let done = disk::replace_content(root, &reading, &planned.value.writes, &planned.value.removes)?;
        for (report, revision) in &planned.value.revisions {
            say.line(revision_text(report, revision));
        }
        say.line(message!(
            "import-done",
            source = source.name,
            reports = planned.value.ledgers.len(),
            folder = root.join("content").display(),
            written = done.written,
            kept = done.kept,
            removed = done.removed
        ));
    }
    Ok(outcome)
}

/// The pictures of the pages of a source; none where they are not wanted.
fn draw(
    file: &Path,
    source: &Source,
    edition: &FileTree,
    how: &ImportSettings,
    say: &Say,
) -> Result<Vec<Option<Picture>>> {
    let is_wanted = how.facsimile || pipeline::wants_pictures(edition);
    if !is_wanted || source.sheets.is_empty() {
        return Ok(Vec::new());
    }
    let (drawn, all) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let told = || {
        let (done, all) = (drawn.load(Ordering::Relaxed), all.load(Ordering::Relaxed));
        message!("import-drawing", done = done, all = all).to_string()
    };
    let progress = |done: usize, pages: usize| {
        drawn.store(done, Ordering::Relaxed);
        all.store(pages, Ordering::Relaxed);
    };
    let pictures = say.while_working(&told, || disk::draw_pages(file, &source.sheets, &progress))?;
    let missing: Vec<String> =
        pictures.iter().zip(1..).filter(|(picture, _)| picture.is_none()).map(|(_, page)| page.to_string()).collect();
    let count = pictures.len() - missing.len();
    say.line(message!("import-drawn", count = count, source = source.name));
    if !missing.is_empty() {
        say.line(message!("import-not-drawn", count = missing.len(), pages = missing.join(", ")));
    }
    Ok(pictures)
}

fn read(root: &Path, file: &Path, how: &ImportSettings, say: &Say) -> Result<Checked<Source>> {
    let Some(languages) = &how.ocr else { return disk::read_source(file, &how.reading) };
    let progress =
        |done: usize, all: usize| say.line(message!("import-page-read", file = file.display(), done = done, all = all));
    disk::read_source_by_ocr(root, file, languages, &how.reading, &progress)
}

/// What a revision changed, in one line.
fn revision_text(report: &str, revision: &Revision) -> Message {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for change in &revision.changes {
        *counts.entry((change.part.name(), change.kind.name())).or_default() += 1;
    }
    let part = |((part, kind), count)| {
        let (part, kind) = (Message::of_key(format!("part-{part}")), Message::of_key(format!("change-{kind}")));
        message!("revision-part", count = count, part = part, kind = kind)
    };
    let parts: Vec<Message> = counts.into_iter().map(part).collect();
    if parts.is_empty() {
        return message!("revision-layout", report = report);
    }
    message!("revision-done", report = report, parts = parts)
}

/// A report's ledger as a short table.
fn ledger_text(ledger: &Ledger) -> String {
    let mut text = format!("{}  {}\n", ledger.report, shortened(&ledger.title));
    let mut row = |key: &'static str, value: &dyn Display| {
        let name = Message::new(key).to_string();
        let _ = writeln!(text, "  {name:<12}{value}");
    };
    row("ledger-sections", &ledger.sections);
    row("ledger-blocks", &message!("import-joined", blocks = ledger.blocks, joined = ledger.joined));
    if ledger.pictures != (0, 0) {
        let (shown, left) = ledger.pictures;
        row("ledger-pictures", &message!("ledger-pictures-shown", count = shown, left = left));
    }
    if ledger.tables_without_figures > 0 {
        row("ledger-tables", &message!("ledger-without-figures", count = ledger.tables_without_figures));
    }
    if let Some(code) = &ledger.unread_figures {
        row("ledger-figures", &message!("ledger-figures-unread", language = code));
    }
    row("ledger-references", &ledger.references);
    row("ledger-definitions", &message!("ledger-unused", all = ledger.definitions, unused = ledger.unused));
    row("ledger-linked", &ledger.linked);
    row("ledger-unresolved", &ledger.unresolved);
    row("ledger-repaired", &ledger.repaired.len());
    for (number, why) in &ledger.repaired {
        row("ledger-more", &message!("ledger-repair", number = number, why = Repair::message(why)));
    }
    for left_out in &ledger.coverage.left_out {
        let (line, words) = &left_out.example;
        row("ledger-left-out", &unread::left_out(left_out, line, words));
    }
    row("ledger-words-in", &ledger.words_in);
    row("ledger-words-out", &ledger.words_out);
    let named = |found: &[(String, usize)]| -> String {
        found.iter().map(|(word, count)| format!("{word} ×{count}")).collect::<Vec<_>>().join(", ")
    };
    if !ledger.lost.is_empty() {
        row("ledger-lost", &named(&ledger.lost));
    }
    if !ledger.added.is_empty() {
        row("ledger-added", &named(&ledger.added));
    }
    row("ledger-reconciles", &Message::new(if ledger.reconciles() { "yes" } else { "no" }));
    text
}

/// What was understood of a report, in one line, and where the places are that were not: a file of the edition, or, where
/// nothing may be written, the lines below.
fn closing_line(root: &Path, ledger: &Ledger, source: &str, dry_run: bool) -> Message {
    let line = unread::summary(ledger);
    let unread = ledger.coverage.unread_lines();
    let list = unread::list(ledger, source);
    if list.is_empty() {
        if !dry_run {
            disk::forget_unread(root, &ledger.report);
        }
        return message!("import-nothing-unread", line = line);
    }
    let kept = if dry_run { None } else { disk::keep_unread(root, &ledger.report, &list).ok() };
    match kept {
        Some(file) => message!("import-unread-see", line = line, count = unread, file = file.display()),
        None => message!("import-unread", line = line, count = unread, list = format!("\n{list}")),
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
