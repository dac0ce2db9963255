//! Captions in a flow that are set in the style of headings.

use super::inline::{line_of, unbolded};
use super::model::{Block, Flow, Paragraph, Piece, Role};
use crate::read::captions::{Kind, captions};

/// Takes the headings of a flow that are captions for text.
pub fn lower(flow: &mut Flow) {
    let kept: Vec<usize> = (0..flow.blocks.len()).filter(|at| !is_blank(&flow.blocks[*at])).collect();
    let kinds: Vec<Kind> = kept.iter().map(|at| kind(&flow.blocks[*at])).collect();
    for lines in captions(&kinds) {
        let mut pieces: Vec<Piece> = Vec::new();
        for at in &kept[lines.clone()] {
            if let Block::Paragraph(paragraph) = &mut flow.blocks[*at] {
                pieces.extend((!pieces.is_empty()).then_some(Piece::Break));
                let own = std::mem::take(&mut paragraph.pieces);
                pieces.extend(unbolded(&own).unwrap_or(own));
            }
        }
        flow.blocks[kept[lines.start]] = Block::Paragraph(Paragraph { role: Role::Text, pieces });
    }
}

fn is_blank(block: &Block) -> bool {
    matches!(block, Block::PageEnd) || matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty())
}

fn kind(block: &Block) -> Kind {
    let paragraph = match block {
        Block::Table(_) => return Kind::Table,
        Block::Paragraph(paragraph) => paragraph,
        Block::PageEnd | Block::Picture(_) => return Kind::Other,
    };
    let lines = paragraph.pieces.split(|piece| *piece == Piece::Break).map(|pieces| line_of(pieces, &[]));
    let words = lines.map(|line| line.replace(['*', '_'], "")).collect::<Vec<_>>().join(" ");
    Kind::of(&words, matches!(paragraph.role, Role::Heading(_)))
}
