//! The words of a piece as inline Markdown: emphasis from the fonts, raised print as `<sup>7</sup>`.

use super::lines::{Part, Piece};
use crate::read::stretch::{Kind, Stretch, written};

/// The inline Markdown of pieces that stand on one line.
pub fn markdown(pieces: &[&Piece]) -> String {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut right = f32::MIN;
    for part in pieces.iter().flat_map(|piece| &piece.parts) {
        let gap = part.run.x.0 - right;
        let parted = right > f32::MIN && gap > 0.17 * part.run.size.max(1.0);
        push(&mut stretches, part, parted);
        right = right.max(part.run.x.1);
    }
    written(stretches)
}

/// The words of pieces that stand on one line, without any sign.
pub fn plain(pieces: &[&Piece]) -> String {
    let mut text = String::new();
    let mut right = f32::MIN;
    for part in pieces.iter().flat_map(|piece| &piece.parts) {
        if right > f32::MIN && part.run.x.0 - right > 0.17 * part.run.size.max(1.0) {
            text.push(' ');
        }
        text.push_str(&part.run.text);
        right = right.max(part.run.x.1);
    }
    text
}

/// Two lines of one paragraph as one, with one emphasis where both have the same.
pub fn joined(first: &str, second: &str) -> String {
    for sign in ["***", "**", "*"] {
        if let (Some(head), Some(tail)) = (first.strip_suffix(sign), second.strip_prefix(sign)) {
            return format!("{head} {tail}");
        }
    }
    format!("{first} {second}")
}

/// Adds a part; `parted` when a gap stands before it.
fn push(stretches: &mut Vec<Stretch>, part: &Part, parted: bool) {
    let run = &part.run;
    let ends_blank = stretches.last().is_none_or(|last| last.text.ends_with(' '));
    let mut text = String::new();
    if parted && !ends_blank && !run.text.starts_with(' ') {
        text.push(' ');
    }
    text.push_str(&run.text);
    let kind = if part.raised && !run.text.trim().is_empty() { Kind::Raised } else { Kind::Plain };
    match stretches.last_mut() {
        Some(last) if last.kind == kind && (last.bold, last.italic) == (run.bold, run.italic) => {
            last.text.push_str(&text);
        }
        _ => stretches.push(Stretch { text, bold: run.bold, italic: run.italic, kind }),
    }
}
