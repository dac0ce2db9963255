//! Which pictures of a flow come over.

use std::collections::HashMap;
use std::sync::Arc;

use super::model::{Block, Flow, Omission, Picture};
use crate::raster;
use crate::text::digest;

/// A picture that is shorter and narrower than this, in dots, is a sign among words or the dot that counts readers.
const SIGN: u32 = 48;
/// One with a side of so few dots is a rule.
const RULE: u32 = 8;
/// One that comes so often is a logo or a rule.
const OFTEN: usize = 3;
/// A larger file is no picture of a report.
const LARGEST: usize = 32 << 20;

/// A picture by its file; what it is when it is not taken.
pub fn taken(bytes: Vec<u8>, words: &str) -> Result<Picture, Omission> {
    let format = raster::format(&bytes).filter(|_| bytes.len() <= LARGEST).ok_or(Omission::PictureFormat)?;
    let (width, height) = raster::size(&bytes).ok_or(Omission::PictureFormat)?;
    if width.max(height) < SIGN || width.min(height) < RULE {
        return Err(Omission::PictureSign);
    }
    let is_sign = |c: char| matches!(c, '[' | ']' | '\\' | '<' | '>' | '*' | '_' | '`' | '{' | '}' | '|' | '$');
    let words = crate::text::nfc(&crate::text::fold_space(&words.replace(is_sign, " ")));
    Ok(Picture { words, ending: format, bytes: Arc::new(bytes) })
}

/// Leaves out the pictures of notes, which are words, and those that come again and again: logos and rules.
pub fn leave_out(flow: &mut Flow) {
    let mut times: HashMap<u128, usize> = HashMap::new();
    count(&flow.blocks, &mut times);
    let left = drop_pictures(&mut flow.blocks, &|picture| times.get(&digest(&picture.bytes)) < Some(&OFTEN));
    let in_notes: usize = flow.notes.iter_mut().map(|note| drop_pictures(&mut note.blocks, &|_| false)).sum();
    for (what, count) in [(Omission::PictureSign, left), (Omission::Picture, in_notes)] {
        if count > 0 {
            *flow.told.entry(what).or_default() += count;
        }
    }
}

fn count(blocks: &[Block], times: &mut HashMap<u128, usize>) {
    for block in blocks {
        match block {
            Block::Picture(picture) => *times.entry(digest(&picture.bytes)).or_default() += 1,
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| count(&cell.blocks, times)),
            Block::Paragraph(_) | Block::PageEnd => {}
        }
    }
}

/// Drops the pictures that are not kept, and says how many.
fn drop_pictures(blocks: &mut Vec<Block>, is_kept: &dyn Fn(&Picture) -> bool) -> usize {
    let before = blocks.len();
    blocks.retain(|block| !matches!(block, Block::Picture(picture) if !is_kept(picture)));
    let mut dropped = before - blocks.len();
    for block in blocks {
        if let Block::Table(table) = block {
            let cells = table.rows.iter_mut().flatten();
            dropped += cells.map(|cell| drop_pictures(&mut cell.blocks, is_kept)).sum::<usize>();
        }
    }
    dropped
}
