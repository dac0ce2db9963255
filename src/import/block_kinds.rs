//! What a chunk is as a block of a report.

use super::chunks::{Chunk, Shape};
use crate::model::report::BlockKind;
use crate::source::LABEL_LINE;

/// A rule has no words, and neither has `>` alone.
pub fn has_words(chunk: &Chunk) -> bool {
    chunk.shape != Shape::Rule && !chunk.text.trim().is_empty()
}

/// By the signs that it begins with; `line`: the first one of the source, with the signs of its reader. Words within a picture
/// stand below it, and are a quotation where it could not be drawn.
pub fn block_kind(chunk: &Chunk, line: &str, is_below_picture: bool) -> BlockKind {
    match chunk.shape {
        Shape::Quote if is_below_picture && line.ends_with(LABEL_LINE) => BlockKind::Labels,
        Shape::Item => BlockKind::Item,
        Shape::Quote => BlockKind::Quote,
        Shape::Table => BlockKind::Table,
        Shape::Code => BlockKind::Code,
        _ => BlockKind::Paragraph,
    }
}
