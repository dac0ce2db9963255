//! Heads of pages that say again what a heading says: a converter prints them beside the heading or into the text below it.
//!
//! In: the lines of a source. Out: the lines that repeat a heading and are no text.
//! Invariant: only wholly emphasised lines are such heads; the heading itself stays. A converter that reads a head column by
//! column breaks its words, so that headings are compared by their letters, in whatever order these come.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use crate::numbering;
use crate::text::{fold, words};

/// A heading with fewer letters may well come again.
const LETTERS: usize = 12;
/// Lines parted by blank ones that may hold one head.
const PIECES: usize = 3;
/// A heading that comes again so often away from itself is the head of its pages.
const OFTEN: usize = 2;

/// Emphasised lines that no blank one parts, or one heading.
struct Block {
    lines: Range<usize>,
    is_sign: bool,
    /// Nothing but blank lines stands between it and the block above.
    follows: bool,
    letters: Letters,
    text: String,
}

/// What letters a text has, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Letters {
    count: usize,
    sum: u64,
}

impl Letters {
    fn of(text: &str) -> Self {
        let letters = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
        letters.fold(Self::default(), |all, letter| all.with(Self { count: 1, sum: mixed(letter) }))
    }

    fn with(self, other: Self) -> Self {
        Self { count: self.count + other.count, sum: self.sum.wrapping_add(other.sum) }
    }
}

/// A letter as a number whose sums tell sets of letters apart.
fn mixed(letter: char) -> u64 {
    let mut value = u64::from(letter).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value ^ (value >> 27)
}

/// Whether a whole line is bold or italic.
fn is_emphasised(line: &str) -> bool {
    let line = line.trim();
    let is_framed = |sign: char| line.starts_with(sign) && line.ends_with(sign);
    (is_framed('*') || is_framed('_')) && line.contains(char::is_alphanumeric)
}

/// The emphasised lines around one that no blank line parts: a title that a converter broke, as a whole.
pub fn block(lines: &[(usize, &str)], at: usize) -> Range<usize> {
    if !is_emphasised(lines[at].1) {
        return at..at + 1;
    }
    let above = lines[..at].iter().rev().take(PIECES).take_while(|(_, line)| is_emphasised(line)).count();
    let below = lines[at..].iter().take(PIECES + 1).take_while(|(_, line)| is_emphasised(line)).count();
    at - above..at + below
}

/// The places of the lines that repeat a heading.
pub fn find(lines: &[(usize, &str)]) -> BTreeSet<usize> {
    let blocks = blocks(lines);
    let mut taken = vec![false; blocks.len()];
    // By heading: the pieces that say it again away from it.
    let mut apart: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    let mut open: Option<usize> = None;
    for at in 0..blocks.len() {
        if taken[at] {
            continue;
        }
        if let Some((end, heading)) = echo_of_next(&blocks, at) {
            taken[at..end].fill(true);
            debug_assert!(heading >= end);
        } else if let Some(end) = open.and_then(|open| echo_of(&blocks, at, open)) {
            apart.entry(open.unwrap_or_default()).or_default().push(at..end);
        } else if is_heading(&blocks[at]) {
            open = Some(at);
        }
    }
    for pieces in apart.into_values().filter(|pieces| pieces.len() >= OFTEN) {
        pieces.into_iter().for_each(|piece| taken[piece].fill(true));
    }
    let echoes = blocks.iter().zip(&taken).filter(|(_, taken)| **taken);
    echoes.flat_map(|(block, _)| block.lines.clone()).collect()
}

fn blocks(lines: &[(usize, &str)]) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let (mut at, mut follows) = (0, false);
    while at < lines.len() {
        let line = lines[at].1.trim();
        let is_sign = line.starts_with('#');
        if line.is_empty() {
            at += 1;
            continue;
        }
        if !is_sign && !is_emphasised(line) {
            (at, follows) = (at + 1, false);
            continue;
        }
        let end = if is_sign { at + 1 } else { block(lines, at).end };
        let text: Vec<&str> = lines[at..end].iter().map(|(_, line)| line.trim()).collect();
        let text = text.join(" ").replace(['*', '_', '#'], "");
        found.push(Block { lines: at..end, is_sign, follows, letters: Letters::of(&text), text });
        (at, follows) = (end, true);
    }
    found
}

/// Whether a block is a heading that may come again: it has its sign, or a label.
fn is_heading(block: &Block) -> bool {
    let is_labelled = || numbering::readings(block.text.trim()).iter().any(|reading| reading.head.label.is_some());
    block.letters.count >= LETTERS && (block.is_sign || is_labelled())
}

/// Where the blocks from one on say what the heading right below them says: where they end, and the heading.
fn echo_of_next(blocks: &[Block], at: usize) -> Option<(usize, usize)> {
    let follows = |other: &usize| *other == at || blocks.get(*other).is_some_and(|block| block.follows);
    let near = (at..blocks.len().min(at + 2 * PIECES + 1)).take_while(follows);
    let heading =
        near.filter(|other| *other > at && blocks[*other].is_sign).find(|other| is_heading(&blocks[*other]))?;
    let end = echo_of(blocks, at, heading)?;
    (end <= heading).then_some((end, heading))
}

/// Where the emphasised blocks from one on end that say what a heading says.
fn echo_of(blocks: &[Block], at: usize, heading: usize) -> Option<usize> {
    let heading = &blocks[heading];
    let mut letters = Letters::default();
    for (end, block) in (at + 1..).zip(&blocks[at..]).take(PIECES) {
        if block.is_sign || end > at + 1 && !block.follows {
            return None;
        }
        letters = letters.with(block.letters);
        if letters == heading.letters || end == at + 1 && is_part(&block.text, &heading.text) {
            return Some(end);
        }
    }
    None
}

/// Whether a text has the label of another and none but its words.
fn is_part(text: &str, whole: &str) -> bool {
    let label = |text: &str| {
        let readings = numbering::readings(text.trim()).into_iter();
        readings.filter(|reading| reading.head.label.is_some()).map(|reading| (reading.style, reading.ordinal)).next()
    };
    let own = label(text);
    if own.is_none() || own != label(whole) {
        return false;
    }
    let (text, whole) = (fold(text), fold(whole));
    let known: HashSet<&str> = words(&whole).collect();
    words(&text).all(|word| known.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echoes(text: &str) -> Vec<usize> {
        let lines: Vec<(usize, &str)> = text.lines().enumerate().map(|(at, line)| (at + 1, line)).collect();
        find(&lines).into_iter().map(|at| at + 1).collect()
    }

    #[test]
    fn heads_beside_their_heading_are_no_text() {
        let broken =
            "Text.\n\n**Annex 2: Bo**\n**and**\n\n**ats**\n**Harbours**\n\n## Annex 2: Boats and Harbours\n\nText.\n";
        assert_eq!(echoes(broken), [3, 4, 6, 7]);
        assert!(echoes("**Boats and Harbours**\n\nText.\n\n## Boats and Harbours\n").is_empty(), "text between");
    }

    #[test]
    fn heads_that_come_again_are_no_text() {
        let head = "**Annex 2: Boats**\n**and Harbours**\n\nThe boats were mended in\n\n";
        assert_eq!(echoes(&head.repeat(3)), [6, 7, 11, 12], "the first is the heading");
        assert!(echoes("## Boats and Harbours\n\nText.\n\n**Boats and Harbours**\n\nText.\n").is_empty(), "once");
    }
}
