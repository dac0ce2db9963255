//! `ibid status`: what the editor changed since the last import.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, bail};

use super::say::{Outcome, Say};
use crate::compare::{Change, Layer, Piece};
use crate::disk;
use crate::pipeline::{self, NotRestored, Status};
use crate::tree::FileTree;

/// Lists the passages that were changed, with their old and new words.
pub fn status(root: &Path, say: &Say) -> Result<Outcome> {
    say.raw(&as_text(&pipeline::status(&disk::read_edition(root)?)));
    say.raw(&published(root)?);
    Ok(Outcome::Done)
}

/// Brings back a page of the last import that is gone.
pub fn restore(root: &Path, named: &str, say: &Say) -> Result<Outcome> {
    let _lock = disk::Lock::take(root)?;
    let reading = disk::read_to_write(root)?;
    let named = Path::new(named).strip_prefix(root).unwrap_or(Path::new(named)).to_string_lossy().replace('\\', "/");
    let (path, text) = match pipeline::restore(&reading.edition, &named) {
        Ok(page) => page,
        Err(NotRestored::Stands(path)) => {
            bail!("{path} is there, and stays as it is; what was changed in it: `ibid status`")
        }
        Err(NotRestored::Several(pages)) => bail!("several pages that are gone have this name: {}", pages.join(", ")),
        Err(NotRestored::Unknown(pages)) if pages.is_empty() => bail!("no page of the last import is gone"),
        Err(NotRestored::Unknown(pages)) => bail!("no page `{named}` is gone; these are: {}", pages.join(", ")),
    };
    let mut writes = FileTree::new();
    let _ = writes.insert(&path, text);
    disk::replace_pages(root, &reading, &writes, &[])?;
    say.line(&format!("{path} is there again, as the last import wrote it"));
    Ok(Outcome::Done)
}

/// What was published last from here: the site that stands, its day, and whether the edition changed since.
fn published(root: &Path) -> Result<String> {
    let folder = root.join(disk::SITE);
    let Some((stamp, day)) = disk::stamp_of(&folder).zip(disk::day_of(&folder)) else {
        return Ok(format!("{}: no site, or one that was changed by hand since it was built\n", folder.display()));
    };
    let is_current = super::build::is_current(root, &stamp)?;
    let since = if is_current { "nothing changed since" } else { "the edition changed since; `ibid build` renews it" };
    Ok(format!("site: {} pages, built {day}; {since}\n", stamp.pages))
}

fn as_text(status: &Status) -> String {
    let mut text = String::new();
    for edit in &status.edits {
        let _ = writeln!(text, "{} {} ({})\n    {}", edit.page, edit.id, edit.layer.name(), words(&edit.pieces));
    }
    for page in &status.gone {
        let _ = writeln!(text, "{page} is gone; `ibid restore {page}` brings it back");
    }
    for page in &status.new {
        let _ = writeln!(text, "{page} is new");
    }
    for report in &status.unknown {
        let _ = writeln!(text, "content/{report}: no pages of an import to compare with");
    }
    let facts = status.edits.iter().filter(|edit| edit.layer == Layer::Figures).count();
    let _ = match status.edits.len() {
        0 => writeln!(text, "no words changed since the last import"),
        count => writeln!(text, "passages changed since the last import: {count}; with other figures: {facts}"),
    };
    if !status.gone.is_empty() || !status.new.is_empty() {
        let _ = writeln!(text, "pages gone: {}; new: {}", status.gone.len(), status.new.len());
    }
    if !status.open.is_empty() {
        let open: Vec<String> =
            status.open.iter().map(|(kind, count)| format!("{} {count}", kind_words(kind))).collect();
        let _ = writeln!(text, "open: {}; the desk of `ibid serve` asks for each", open.join(", "));
    }
    text
}

/// What a kind of the desk is called here.
fn kind_words(kind: &str) -> &str {
    match kind {
        "conflict" => "merges",
        "aside" => "entries set aside",
        "correction" => "corrections",
        "indicator" => "indicators",
        other => other,
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
