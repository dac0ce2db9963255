//! What a chunk is as a block of a report.

use super::chunks::{Chunk, Shape};
use crate::model::report::BlockKind;

/// A rule has no words, and neither has `>` alone.
pub fn has_words(chunk: &Chunk) -> bool {
    chunk.shape != Shape::Rule && !chunk.text.trim().is_empty()
}

/// By the signs that it begins with.
pub fn block_kind(chunk: &Chunk) -> BlockKind {
    match chunk.shape {
        Shape::Item => BlockKind::Item,
        Shape::Quote => BlockKind::Quote,
        Shape::Table => BlockKind::Table,
        Shape::Code => BlockKind::Code,
        _ => BlockKind::Paragraph,
    }
}
