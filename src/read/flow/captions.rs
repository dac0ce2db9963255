//! Captions that are set in the style of headings: a line that says "Table 3" and what stands under it, above a table.

use super::inline::{line_of, unbolded};
use super::model::{Block, Flow, Paragraph, Piece, Role};
use crate::language;

/// A caption has no more lines.
const MOST: usize = 4;
/// "Table 3" alone; more words are the caption itself.
const LABEL: usize = 3;
/// What stands between a caption and its table, as "(in thousands)", has no more words.
const SHORT: usize = 14;

/// What a block is to a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Caption,
    Label,
    Table,
    Short,
    Other,
}

/// Takes the headings of a flow that are captions for text: a line like "Table 3" with the next one where it is a label
/// alone, and all down to a table. A heading that parts two tables below a caption names rows.
pub fn lower(flow: &mut Flow) {
    let kept: Vec<usize> = (0..flow.blocks.len()).filter(|at| !is_blank(&flow.blocks[*at])).collect();
    let roles: Vec<Kind> = kept.iter().map(|at| kind(&flow.blocks[*at])).collect();
    let is = |at: usize, kind: Kind| roles.get(at) == Some(&kind);
    let is_above_table = |at: usize| is(at, Kind::Table) || is(at, Kind::Short) && is(at + 1, Kind::Table);
    let mut captions: Vec<Vec<usize>> = Vec::new();
    let mut has_caption = false;
    let mut at = 0;
    while at < kept.len() {
        let end = (at + 1..kept.len()).find(|end| !is(*end, Kind::Heading)).unwrap_or(kept.len());
        let last = match roles[at] {
            Kind::Caption | Kind::Label if is(end, Kind::Table) && end - at <= MOST => end,
            Kind::Label => (at + 2).min(end),
            Kind::Caption => at + 1,
            Kind::Heading if has_caption && end == at + 1 && is_above_table(end) => end,
            _ => at,
        };
        if last > at {
            captions.push(kept[at..last].to_vec());
        }
        has_caption = last > at || has_caption && matches!(roles[at], Kind::Table | Kind::Short);
        at = last.max(at + 1);
    }
    for lines in captions {
        let mut pieces: Vec<Piece> = Vec::new();
        for at in &lines {
            if let Block::Paragraph(paragraph) = &mut flow.blocks[*at] {
                pieces.extend((!pieces.is_empty()).then_some(Piece::Break));
                let own = std::mem::take(&mut paragraph.pieces);
                pieces.extend(unbolded(&own).unwrap_or(own));
            }
        }
        flow.blocks[lines[0]] = Block::Paragraph(Paragraph { role: Role::Text, pieces });
    }
}

fn is_blank(block: &Block) -> bool {
    matches!(block, Block::PageEnd) || matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty())
}

fn kind(block: &Block) -> Kind {
    let paragraph = match block {
        Block::Table(_) => return Kind::Table,
        Block::Paragraph(paragraph) => paragraph,
        Block::PageEnd => return Kind::Other,
    };
    let lines = paragraph.pieces.split(|piece| *piece == Piece::Break).map(|pieces| line_of(pieces, &[]));
    let words = lines.map(|line| line.replace(['*', '_'], "")).collect::<Vec<_>>().join(" ");
    let count = words.split_whitespace().count();
    match paragraph.role {
        Role::Heading(_) if !language::any().is_caption(words.trim()) => Kind::Heading,
        Role::Heading(_) if count <= LABEL => Kind::Label,
        Role::Heading(_) => Kind::Caption,
        _ if count <= SHORT => Kind::Short,
        _ => Kind::Other,
    }
}
