//! Labels of notes that a hand printed beside those that the format counts, which were then hidden: `a)²[^3]`, with
//! `[^3]: ² Words`.
//!
//! In: a document. Out: the document without them. Invariant: a raised number goes only where it stands beside a mark and
//! opens the note that this mark calls.

use super::model::{Block, Flow, Note, Piece};
use crate::read::stretch::Kind;

/// Takes the labels out, on both sides.
pub fn take(flow: &mut Flow) {
    let printed: Vec<Option<String>> = flow.notes.iter().map(opening).collect();
    if printed.iter().all(Option::is_none) {
        return;
    }
    let mut called = vec![false; flow.notes.len()];
    take_from(&mut flow.blocks, &printed, &mut called);
    for note in flow.notes.iter_mut().zip(called).filter_map(|(note, called)| called.then_some(note)) {
        if let Some(Block::Paragraph(paragraph)) = note.blocks.first_mut() {
            let label = paragraph.pieces.iter().position(|piece| raised(piece).is_some());
            label.map(|at| paragraph.pieces.remove(at));
        }
    }
}

/// The raised number that a note opens with.
fn opening(note: &Note) -> Option<String> {
    let Some(Block::Paragraph(paragraph)) = note.blocks.first() else { return None };
    let is_blank = |piece: &&Piece| matches!(piece, Piece::Words(words) if words.text.trim().is_empty());
    paragraph.pieces.iter().find(|piece| !is_blank(piece)).and_then(raised).map(str::to_owned)
}

fn raised(piece: &Piece) -> Option<&str> {
    let Piece::Words(words) = piece else { return None };
    let label = words.text.trim();
    let is_number = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    (words.kind == Kind::Raised && is_number).then_some(label)
}

fn take_from(blocks: &mut [Block], printed: &[Option<String>], called: &mut [bool]) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let pieces = &mut paragraph.pieces;
                let mut at = 0;
                while let Some(piece) = pieces.get(at) {
                    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
                    let own = match piece {
                        Piece::Note(note) => printed.get(*note).and_then(Option::as_deref).map(|label| (*note, label)),
                        _ => None,
                    };
                    let found = own.and_then(|(note, label)| {
                        let is_label = |at: &usize| pieces.get(*at).and_then(raised) == Some(label);
                        beside.into_iter().find(is_label).map(|label| (note, label))
                    });
                    if let Some((note, label)) = found {
                        called[note] = true;
                        pieces.remove(label);
                        at = at.max(label);
                    } else {
                        at += 1;
                    }
                }
            }
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                cells.for_each(|cell| take_from(&mut cell.blocks, printed, called));
            }
            Block::PageEnd | Block::Picture(_) => {}
        }
    }
}
