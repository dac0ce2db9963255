//! The pieces of a paragraph as inline Markdown.

use super::model::{Note, Piece};
use crate::read::stretch::{Kind, Stretch, written};

/// The pieces of one line as inline Markdown; `notes` give the labels of marks.
pub fn line_of(pieces: &[Piece], notes: &[Note]) -> String {
    let mut stretches: Vec<Stretch> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Words(stretch) => match stretches.last_mut() {
                Some(last)
                    if last.kind == stretch.kind && (last.bold, last.italic) == (stretch.bold, stretch.italic) =>
                {
                    last.text.push_str(&stretch.text);
                }
                _ => stretches.push(stretch.clone()),
            },
            Piece::Note(note) => {
                let label = notes.get(*note).map_or("", |note| note.label.as_str());
                stretches.push(Stretch { text: format!("[^{label}]"), kind: Kind::Written, ..Stretch::default() });
            }
            Piece::Break => {}
        }
    }
    written(stretches).trim().to_owned()
}

/// The pieces of a heading that is bold throughout: it says so by being a heading.
pub fn unbolded(pieces: &[Piece]) -> Option<Vec<Piece>> {
    let is_bold = |piece: &Piece| match piece {
        Piece::Words(stretch) => stretch.bold || stretch.kind != Kind::Plain || stretch.text.trim().is_empty(),
        _ => true,
    };
    let plain = |piece: &Piece| match piece {
        Piece::Words(stretch) => Piece::Words(Stretch { bold: false, ..stretch.clone() }),
        other => other.clone(),
    };
    pieces.iter().all(is_bold).then(|| pieces.iter().map(plain).collect())
}
