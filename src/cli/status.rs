//! `ibid status`: what the editor changed since the last import.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use super::say::{Outcome, Say};
use crate::compare::{Change, Layer, Piece};
use crate::disk;
use crate::pipeline::{self, Status};

/// Lists the passages that were changed, with their old and new words.
pub fn status(root: &Path, say: &Say) -> Result<Outcome> {
    say.raw(as_text(&pipeline::status(&disk::read_edition(root)?)));
    Ok(Outcome::Done)
}

fn as_text(status: &Status) -> String {
    let mut text = String::new();
    for edit in &status.edits {
        let _ = writeln!(text, "{} {} ({})\n    {}", edit.page, edit.id, edit.layer.name(), words(&edit.pieces));
    }
    for report in &status.unknown {
        let _ = writeln!(text, "{}", message!("status-no-import", report = report));
    }
    let facts = status.edits.iter().filter(|edit| edit.layer == Layer::Figures).count();
    let _ = match status.edits.len() {
        0 => writeln!(text, "{}", message!("status-none")),
        count => writeln!(text, "{}", message!("status-count", count = count, facts = facts)),
    };
    text
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
