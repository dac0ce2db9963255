//! `ibid status`: what the editor changed since the last import.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::compare::{Change, Layer, Piece};
use crate::disk;
use crate::message::Message;
use crate::pipeline::{self, NotRestored, Status};
use crate::tree::FileTree;

/// Lists the passages that were changed, with their old and new words.
pub fn status(root: &Path, say: &Say) -> Result<Outcome> {
    say.raw(as_text(&pipeline::status(&disk::read_edition(root)?)));
    say.raw(published(root)?);
    Ok(Outcome::Done)
}

/// Brings back a page of the last import that is gone.
pub fn restore(root: &Path, named: &str, say: &Say) -> Result<Outcome> {
    let _lock = disk::Lock::take(root)?;
    let reading = disk::read_to_write(root)?;
    let named = Path::new(named).strip_prefix(root).unwrap_or(Path::new(named)).to_string_lossy().replace('\\', "/");
    let (path, text) = match pipeline::restore(&reading.edition, &named) {
        Ok(page) => page,
        Err(NotRestored::Stands(path)) => refuse!("restore-stands", path = path),
        Err(NotRestored::Several(pages)) => refuse!("restore-several", pages = pages.join(", ")),
        Err(NotRestored::Unknown(pages)) if pages.is_empty() => refuse!("restore-none"),
        Err(NotRestored::Unknown(pages)) => refuse!("restore-unknown", named = named, pages = pages.join(", ")),
    };
    let mut writes = FileTree::new();
    let _ = writes.insert(&path, text);
    disk::replace_pages(root, &reading, &writes, &[])?;
    say.line(message!("restore-done", path = path));
    Ok(Outcome::Done)
}

/// What was published last from here: the site that stands, its day, and whether the edition changed since.
fn published(root: &Path) -> Result<String> {
    let folder = root.join(disk::SITE);
    let Some((stamp, day)) = disk::stamp_of(&folder).zip(day_of(&folder)) else {
        return Ok(format!("{}\n", message!("status-no-site", folder = folder.display())));
    };
    let since = match super::build::is_current(root, &stamp)? {
        true => message!("status-current"),
        false => message!("status-changed"),
    };
    Ok(format!("{}\n", message!("status-site", pages = stamp.pages, day = day, since = since)))
}

fn as_text(status: &Status) -> String {
    let mut text = String::new();
    for edit in &status.edits {
        let at = edit.line.map_or_else(|| edit.page.clone(), |line| format!("{}:{line}", edit.page));
        let layer = Message::of_key(format!("layer-{}", edit.layer.name()));
        let passage = message!("status-passage", section = edit.section, begins = edit.begins, layer = layer);
        let _ = writeln!(text, "{at}\n  {passage}\n    {}", words(&edit.pieces));
    }
    for page in &status.gone {
        let _ = writeln!(text, "{}", message!("status-gone", page = page));
    }
    for page in &status.new {
        let _ = writeln!(text, "{}", message!("status-new", page = page));
    }
    for report in &status.unknown {
        let _ = writeln!(text, "{}", message!("status-no-import", report = report));
    }
    for (report, code) in &status.without_figures {
        let _ = writeln!(text, "{}", message!("status-no-figures", report = report, language = code));
    }
    let facts = status.edits.iter().filter(|edit| edit.layer == Layer::Figures).count();
    let _ = match status.edits.len() {
        0 => writeln!(text, "{}", message!("status-none")),
        count => writeln!(text, "{}", message!("status-count", count = count, facts = facts)),
    };
    if !status.gone.is_empty() || !status.new.is_empty() {
        let _ = writeln!(text, "{}", message!("status-pages", gone = status.gone.len(), new = status.new.len()));
    }
    if !status.open.is_empty() {
        let open: Vec<Message> = status.open.iter().map(|(kind, count)| kind_words(kind, *count)).collect();
        let _ = writeln!(text, "{}", message!("status-open", kinds = open));
    }
    text
}

/// The day on which a site was built, as this machine reckons days.
fn day_of(folder: &Path) -> Option<String> {
    let time = jiff::ZonedDateTime::try_from(disk::built_at(folder)?).ok()?;
    Some(time.strftime("%Y-%m-%d %H:%M").to_string())
}

/// How much of a kind waits.
fn kind_words(kind: &str, count: usize) -> Message {
    match kind {
        "conflict" => message!("status-merges", count = count),
        "aside" => message!("status-aside", count = count),
        "correction" => message!("status-corrections", count = count),
        _ => message!("status-indicators", count = count),
    }
}

/// The changed words with some words around them.
fn words(pieces: &[Piece]) -> String {
    /// Letters of unchanged words that are shown on each side of a change.
    const AROUND: usize = 40;
    let shown = |(at, piece): (usize, &Piece)| match piece.change {
        Change::Gone => format!("[-{}-]", piece.text),
        Change::New => format!("{{+{}+}}", piece.text),
        Change::Same => {
            let letters: Vec<char> = piece.text.chars().collect();
            let (head, tail) = (at > 0, at + 1 < pieces.len());
            let kept = AROUND * (usize::from(head) + usize::from(tail));
            if letters.len() <= kept {
                return piece.text.clone();
            }
            let before: String = letters.iter().take(if head { AROUND } else { 0 }).collect();
            let after: String = letters.iter().skip(letters.len() - if tail { AROUND } else { 0 }).collect();
            format!("{before}…{after}")
        }
    };
    pieces.iter().enumerate().map(shown).collect::<String>().replace('\n', " ")
}
