//! What a report's folder keeps of its imports: the record of the last one, the revisions, what lost its place.
//!
//! In: the files, as text. Out: their values, and the files of new values. What always holds: a file that cannot be read is
//! reported with its place and costs nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, Span};
use crate::digest::Digest;
use crate::markdown::conflict;
use crate::message::Message;
use crate::model::as_text::AsText;
use crate::model::edition::{ImportRecord, NoteRecord};
use crate::model::report::{Lines, Report};
use crate::model::revision::{Aside, History};
use crate::sequence;
use crate::tree::FileTree;
use crate::yaml;

/// What the last import knew.
pub const RECORD: &str = "_import.yaml";
/// What each revision changed.
pub const REVISIONS: &str = "_revisions.yaml";
/// What lost its place.
pub const ASIDE: &str = "_aside.yaml";

/// Reads the record of the last import; none when it cannot be read.
#[must_use]
pub fn parse_record(text: &str) -> Option<ImportRecord> {
    serde_yaml::from_str(text).ok()
}

/// What an import knows of a report.
pub(super) fn record(report: &Report, file: &str) -> ImportRecord {
    ImportRecord {
        file: file.to_owned(),
        lines: report.lines,
        sections: report.sections.iter().map(|section| (section.id.clone(), section.line)).collect(),
        blocks: report.blocks.iter().map(|block| (block.id.clone(), block.lines.clone())).collect(),
        notes: report
            .notes
            .iter()
            .map(|note| {
                let record = NoteRecord {
                    label: note.label.clone(),
                    lines: note.lines.clone(),
                    marks: note.references.clone(),
                    repair: note.repair.clone(),
                };
                (note.key.clone(), record)
            })
            .collect(),
        doubtful: BTreeMap::new(),
    }
}

/// The record as YAML, one entry a line: readable, and a change shows as one line.
#[must_use]
pub fn write_record(record: &ImportRecord) -> String {
    let mut out = String::from("# What the last import knew of this report. Written by ibid; not for editing.\n");
    let ranges = |lines: &[Lines]| {
        let parts: Vec<String> = lines.iter().map(|(first, last)| format!("[{first}, {last}]")).collect();
        format!("[{}]", parts.join(", "))
    };
    let _ = writeln!(out, "file: {}\nlines: [{}, {}]", yaml::quoted(&record.file), record.lines.0, record.lines.1);
    out.push_str("sections:");
    write_map(&mut out, record.sections.iter().map(|(id, line)| (id.as_str(), line.to_string())));
    out.push_str("blocks:");
    write_map(&mut out, record.blocks.iter().map(|(id, lines)| (id.as_str(), ranges(lines))));
    out.push_str("notes:");
    let mut notes: Vec<_> = record.notes.iter().collect();
    notes.sort_by_key(|(label, _)| sequence::natural(label));
    write_map(
        &mut out,
        notes.into_iter().map(|(label, note)| {
            let repair = note.repair.as_ref().map(|why| format!(", repair: {}", yaml::quoted(why))).unwrap_or_default();
            let value = format!(
                "{{label: {}, lines: {}, marks: {:?}{repair}}}",
                yaml::quoted(&note.label),
                ranges(&note.lines),
                note.marks
            );
            (label.as_str(), value)
        }),
    );
    if !record.doubtful.is_empty() {
        out.push_str("doubtful:");
        let listed = |words: &[String]| words.iter().map(|word| yaml::quoted(word)).collect::<Vec<_>>().join(", ");
        let entries = record.doubtful.iter().map(|(at, words)| (at.as_str(), format!("[{}]", listed(words))));
        write_map(&mut out, entries);
    }
    out
}

fn write_map<'a>(out: &mut String, entries: impl Iterator<Item = (&'a str, String)>) {
    let mut any = false;
    for (key, value) in entries {
        let separator = if any { "" } else { "\n" };
        let _ = writeln!(out, "{separator}  {}: {value}", yaml::quoted(key));
        any = true;
    }
    if !any {
        out.push_str(" {}\n");
    }
}

/// Reads the revisions; none when they cannot be read.
#[must_use]
pub fn parse_history(text: &str) -> Option<History> {
    if text.trim().is_empty() { Some(History::default()) } else { serde_yaml::from_str(text).ok() }
}

/// The file of the revisions.
#[must_use]
pub fn write_history(history: &History) -> String {
    let text = serde_yaml::to_string(history).unwrap_or_default();
    format!("# What each revision changed, oldest first. Written by ibid; not for editing.\n{text}")
}

/// The file of what lost its place, with new entries at its end.
#[must_use]
pub fn write_aside(existing: &str, date: &str, entries: &[Aside]) -> String {
    let mut text = existing.to_owned();
    if text.is_empty() {
        text.push_str(
            "# What a revision could not put back in its place. Move each entry to the front matter of a page, or delete it.\n",
        );
    }
    for entry in entries {
        let [page, date, why] = [&entry.page, date, &entry.why.to_string()].map(yaml::quoted);
        let _ = write!(text, "- list: {}\n  page: {page}\n  date: {date}\n  why: {why}\n  entry:\n", entry.list);
        for line in entry.text.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

/// The entries that the file of what lost its place holds, in order.
#[must_use]
pub fn read_aside(text: &str) -> Vec<Aside> {
    let entry = |block: &str| {
        let value = |key: &str| block.lines().find_map(|line| line.get(2..)?.strip_prefix(key)?.strip_prefix(": "));
        let plain = |key: &str| {
            let written = value(key).unwrap_or_default();
            serde_yaml::from_str(written).unwrap_or_else(|_| written.to_owned())
        };
        let own = block.split_once("\n  entry:\n").map_or("", |(_, own)| own);
        let text = own.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect();
        Aside { list: plain("list"), page: plain("page"), why: Message::verbatim(plain("why")), text }
    };
    aside_blocks(text).1.into_iter().map(entry).collect()
}

/// The file of what lost its place without some of its entries; empty when none is left.
#[must_use]
pub fn without_aside(text: &str, settled: &[usize]) -> String {
    let (head, blocks) = aside_blocks(text);
    let left: String =
        blocks.into_iter().enumerate().filter(|(at, _)| !settled.contains(at)).map(|(_, block)| block).collect();
    if left.is_empty() { left } else { head.to_owned() + &left }
}

/// What stands before the first entry of the file, and the entries with their lines.
fn aside_blocks(text: &str) -> (&str, Vec<&str>) {
    let starts: Vec<usize> =
        text.match_indices("- list: ").map(|(at, _)| at).filter(|at| *at == 0 || text[..*at].ends_with('\n')).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let blocks = starts.iter().copied().zip(ends).map(|(from, to)| &text[from..to]).collect();
    (&text[..starts.first().copied().unwrap_or(text.len())], blocks)
}

/// Reads a file of YAML in a report's folder; the default when it is not there or cannot be read.
pub(super) fn read<T: Default + DeserializeOwned>(
    tree: &FileTree,
    folder: &str,
    name: &str,
    said: &mut Vec<Diagnostic>,
) -> T {
    let path = format!("{folder}/{name}");
    let Some(bytes) = tree.get(&path) else { return T::default() };
    match serde_yaml::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let message = message!("record-broken", error = error.to_string());
            let mut broken = Diagnostic::new("record-broken", &path, message).hint(message!("record-broken-hint"));
            if let (Some(place), Ok(text)) = (error.location(), std::str::from_utf8(bytes)) {
                let line = text.lines().nth(place.line().saturating_sub(1)).unwrap_or_default();
                broken = broken.at(Span::whole_line(place.line().max(1), line));
            }
            said.push(broken);
            T::default()
        }
    }
}

/// The same, read before where the file is as it was and nothing was met in it.
pub(super) fn read_cached<T>(tree: &FileTree, path: &str, cache: &Cache, said: &mut Vec<Diagnostic>) -> T
where
    T: Default + PartialEq + Serialize + DeserializeOwned,
{
    let (Some(bytes), Some((folder, name))) = (tree.get(path), path.rsplit_once('/')) else { return T::default() };
    let mut digest = Digest::default();
    digest.add(&("record", name));
    digest.add_bytes(bytes);
    let Some(key) = digest.done() else { return read(tree, folder, name, said) };
    if let Some(AsText(known)) = cache.known(key) {
        return known;
    }
    let before = said.len();
    let value = AsText(read(tree, folder, name, said));
    if said.len() == before {
        cache.keep(key, &value);
    }
    value.0
}

/// Names every entry that still waits for the editor.
pub(super) fn name_aside(tree: &FileTree, folder: &str, said: &mut Vec<Diagnostic>) {
    let path = format!("{folder}/{ASIDE}");
    for (index, line) in tree.text(&path).unwrap_or_default().lines().enumerate() {
        if let Some(list) = line.strip_prefix("- list: ") {
            let message = message!("entry-waits", list = list);
            let waits = Diagnostic::new("entry-aside", &path, message);
            said.push(waits.at(Span::whole_line(index + 1, line)).hint(message!("entry-waits-hint")));
        }
    }
}

/// Tells of two readings that a revision left side by side.
#[must_use]
pub fn merge_open(path: &str, span: Span) -> Diagnostic {
    let message = message!("merge-open");
    Diagnostic::new("merge-open", path, message).at(span).hint(message!("merge-open-hint"))
}

/// A file's text with the first reading of each place that a merge left open, and a diagnostic for each.
pub(super) fn settle<'t>(path: &str, text: &'t str, said: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    let open = conflict::conflicts(text).into_iter();
    said.extend(open.map(|place| merge_open(path, Span::in_text(text, place.opening))));
    conflict::ours_only(text)
}
