//! `ibid diff`: what a revised source would change, before it is imported.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::compare::{self, Change as Text, redline};
use crate::diagnostic::Checked;
use crate::disk;
use crate::message::Message;
use crate::model::revision::{Change, Revision};
use crate::pipeline::{self, BuildOptions, ImportPlan};
use crate::source::Source;
use crate::tree::FileTree;

/// How the difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DiffFormat {
    /// For people: each passage with [-old-] and {+new+} words.
    Text,
    /// For programs: a list of revisions.
    Json,
    /// A page of its own, to be opened in a browser or sent by mail.
    Html,
}

/// Shows what an import would change and writes nothing into the edition.
pub fn diff(root: &Path, read: Checked<Source>, date: &str, format: DiffFormat, say: &Say) -> Result<Outcome> {
    say.diagnostics(&read.diagnostics);
    let source = read.value;
    let folder = disk::read_edition(root)?;
    let planned = pipeline::import(&folder, &source, date);
    let outcome = say.diagnostics(&planned.diagnostics);
    let plan = planned.value;
    match format {
        DiffFormat::Text => say.raw(as_text(&folder, &plan)),
        DiffFormat::Json => say.raw(format!("{:#}\n", as_json(&plan))),
        DiffFormat::Html => say.raw(as_page(&folder, &plan)),
    }
    Ok(outcome)
}

fn as_text(folder: &FileTree, plan: &ImportPlan) -> String {
    let mut text = String::new();
    let places = [pipeline::whereabouts(&plan.applied(folder)), pipeline::whereabouts(folder)];
    // As it will stand, or, of what goes, as it stands.
    let place = |report: &String, id: &str| {
        let label = id.strip_prefix("fn-").map_or_else(|| id.to_owned(), |label| format!("[^{label}]"));
        places.iter().find_map(|places| places.get(&(report.clone(), label.clone())))
    };
    for id in &plan.added {
        let _ = writeln!(text, "{}", message!("diff-new-report", report = id));
    }
    for (id, revision) in &plan.revisions {
        let _ = writeln!(text, "{}", message!("diff-changes", report = id, count = revision.changes.len()));
        let mut section = "";
        for change in &revision.changes {
            if change.section != section && !change.section.is_empty() {
                section = &change.section;
                let title = place(id, section).map_or(section, |at| at.section.as_str());
                let _ = writeln!(text, "  {}", message!("diff-in", section = title));
            }
            let moved = if change.moved { format!(", {}", message!("change-moved")) } else { String::new() };
            let at = place(id, &change.id).map(|at| format!(", {}:{}", at.page, at.line)).unwrap_or_default();
            let _ = writeln!(text, "    {} {}{moved}{at}", kind(change), part(change));
            let _ = writeln!(text, "      {}", words(change));
        }
        for page in &revision.pages {
            let _ = writeln!(text, "  {}", message!("diff-page-leads-on", page = page.name.slug));
        }
    }
    if text.is_empty() {
        let _ = writeln!(text, "{}", message!("diff-nothing"));
    }
    text
}

fn kind(change: &Change) -> Message {
    Message::of_key(format!("change-{}", change.kind.name()))
}

fn part(change: &Change) -> Message {
    Message::of_key(format!("part-{}", change.part.name()))
}

fn words(change: &Change) -> String {
    let (old, new) = (change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default());
    if old.is_empty() || new.is_empty() {
        return if new.is_empty() { format!("[-{old}-]") } else { format!("{{+{new}+}}") };
    }
    let piece = |piece: compare::Piece| match piece.change {
        Text::Same => piece.text,
        Text::Gone => format!("[-{}-]", piece.text),
        Text::New => format!("{{+{}+}}", piece.text),
    };
    redline(old, new).into_iter().map(piece).collect()
}

fn as_json(plan: &ImportPlan) -> serde_json::Value {
    let change = |change: &Change| {
        let pieces = redline(change.old.as_deref().unwrap_or_default(), change.new.as_deref().unwrap_or_default());
        serde_json::json!({
            "kind": change.kind.name(),
            "part": change.part.name(),
            "id": change.id,
            "section": change.section,
            "other": change.other,
            "moved": change.moved,
            "layer": compare::layer(&pieces).map(compare::Layer::name),
            "old": change.old,
            "new": change.new,
        })
    };
    let revision = |(id, revision): &(String, Revision)| {
        serde_json::json!({
            "report": id,
            "date": revision.date,
            "file": revision.file,
            "changes": revision.changes.iter().map(change).collect::<Vec<_>>(),
            "gone_pages": revision.pages.iter().map(|page| page.name.slug.as_str()).collect::<Vec<_>>(),
        })
    };
    serde_json::json!({
        "new": plan.added,
        "revisions": plan.revisions.iter().map(revision).collect::<Vec<_>>(),
    })
}

/// The pages of the revisions as the site would show them, in one file that needs no other.
fn as_page(folder: &FileTree, plan: &ImportPlan) -> String {
    let site = pipeline::build(&plan.applied(folder), &BuildOptions::default()).value;
    let style = |path: &str| site.text(path).unwrap_or_default().to_owned();
    let known = |path: &str| folder_has_revision(folder, path);
    let pages = site.iter().filter(|(path, _)| path.starts_with("changes/") && !known(path));
    let main = |text: &str| -> String {
        let from = text.find("<main").unwrap_or(0);
        let to = text.find("</main>").map_or(text.len(), |at| at + "</main>".len());
        without_links(&text[from..to])
    };
    let body: String = pages.map(|(_, bytes)| main(&String::from_utf8_lossy(bytes))).collect();
    format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>ibid diff</title>\n<style>{}\n{}</style></head>\n<body>{body}</body></html>\n",
        style("style.css"),
        style("links.css")
    )
}

/// Whether a revision's page is of one that the edition has already.
fn folder_has_revision(folder: &FileTree, path: &str) -> bool {
    let name = path.trim_start_matches("changes/").trim_end_matches(".html");
    let Some((report, number)) = name.rsplit_once('-') else { return false };
    let record = folder.text(&format!("content/{report}/_revisions.yaml")).unwrap_or_default();
    let count = record.lines().filter(|line| line.starts_with("- date:")).count();
    number.parse::<usize>().is_ok_and(|number| number <= count)
}

/// The words of links without where they lead: the page stands alone.
fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<a ") {
        out.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    out.push_str(rest);
    out.replace("</a>", "")
}
