//! The texts that results are shown with, as data of files.
//!
//! In: the units of a report with their index. Out: `[[page, above, anchor, start, text, anchor, start, text, …], …]` for each file.

use super::format::json;
use super::index::Index;
use super::units::{Piece, Unit};

/// A file of texts is closed when it has so many bytes.
const TEXTS: usize = 8 * 1024;

/// The files, and how many units each has.
pub(super) fn texts(units: &[Unit<'_>], index: &Index) -> (Vec<String>, Vec<u32>) {
    let mut files: Vec<String> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    for entry in units.iter().zip(&index.starts).map(|(unit, starts)| text_entry(unit, starts)) {
        match (files.last_mut(), counts.last_mut()) {
            (Some(open), Some(count)) if open.len() + entry.len() <= TEXTS => {
                open.push(',');
                open.push_str(&entry);
                *count += 1;
            }
            _ => {
                files.push(format!("[{entry}"));
                counts.push(1);
            }
        }
    }
    files.iter_mut().for_each(|file| file.push(']'));
    (files, counts)
}

fn text_entry(unit: &Unit<'_>, starts: &[u32]) -> String {
    let piece =
        |(piece, start): (&Piece<'_>, &u32)| format!(",{},{start},{}", json(&anchor(piece)), json(piece.text.as_ref()));
    let pieces: String = unit.pieces.iter().zip(starts).map(piece).collect();
    format!("[{},{}{pieces}]", json(&unit.page), json(&unit.above))
}

/// A piece's anchor; a note whose sign is not its label says it: `fn-0a=*`.
fn anchor(piece: &Piece<'_>) -> String {
    match piece.note.filter(|sign| piece.anchor != format!("fn-{sign}")) {
        Some(sign) => format!("{}={sign}", piece.anchor),
        None => piece.anchor.clone().into_owned(),
    }
}
