//! Headings by the size of their print, in files whose tags name none.
//!
//! In: the lines of all pages. Out: the same, lines in print larger than the text's as headings, the larger the higher. A page
//! that is large print for the most part, a slide or a poster, has no headings by its size; a cover has its title.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::scan::{Line, Page, Region, Shape};
use crate::text::word_count;

/// Print larger than the text by this part of it, in hundredths, is that of headings.
const LARGER: u16 = 112;
/// Sizes that differ by no more than this are one.
const ALIKE: u16 = 4;
/// A heading has no more lines, nor words.
const MOST_LINES: usize = 8;
const MOST_WORDS: usize = 60;
/// So many lines of a page that end with numbers are a table of contents.
const ENTRIES: usize = 3;

/// Marks the headings of a file; where tags name them, those of a cover that they left out.
pub fn mark(pages: &mut [Page]) {
    let is_tagged = |page: &Page| page.lines.iter().any(|line| matches!(line.shape, Shape::Heading(_)));
    let from_cover = pages.iter().any(is_tagged);
    level_by_print(pages);
    let looked_at = if !from_cover { pages.len() } else { usize::from(!pages.first().is_some_and(is_tagged)) };
    let blocks: Vec<Vec<Block>> = pages[..looked_at]
        .iter()
        .enumerate()
        .map(|(at, page)| if at > 0 && is_large(page) { Vec::new() } else { blocks(page) })
        .collect();
    let sizes = sizes(&blocks);
    for (page, blocks) in pages.iter_mut().zip(blocks) {
        for block in blocks.into_iter().rev() {
            let Some(level) = sizes.iter().position(|size| size.abs_diff(block.size) <= ALIKE) else { continue };
            set_heading(page, block, level + 1);
        }
    }
}

/// Makes one heading of lines.
pub fn set_heading(page: &mut Page, block: Block, level: usize) {
    page.lines.drain(block.lines.start + 1..block.lines.end);
    let heading = &mut page.lines[block.lines.start];
    heading.text = block.text;
    heading.shape = Shape::Heading(level.min(6));
    heading.blank_before = heading.blank_before.max(1);
    if let Some(next) = page.lines.get_mut(block.lines.start + 1) {
        next.blank_before = next.blank_before.max(1);
    }
}

/// Where tags give headings in larger print the lower levels, the print tells the level.
fn level_by_print(pages: &mut [Page]) {
    /// Fewer headings of a level are no habit.
    const HABIT: usize = 3;
    let level = |line: &Line| match line.shape {
        Shape::Heading(level) => Some((level, line.print_size?)),
        _ => None,
    };
    let mut levels: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
    for (level, size) in pages.iter().flat_map(|page| &page.lines).filter_map(level) {
        levels.entry(level).or_default().push(size);
    }
    let mut sizes: Vec<u16> = levels.values().flatten().copied().collect();
    levels.values_mut().for_each(|sizes| sizes.sort_unstable());
    let usual: Vec<(u16, usize)> = levels
        .values()
        .filter(|sizes| sizes.len() >= HABIT)
        .map(|sizes| (sizes[sizes.len() / 2], sizes.len()))
        .collect();
    let is_against =
        |pair: &[(u16, usize)]| pair[0].0 + ALIKE < pair[1].0 && (pair[0].1 + pair[1].1) * 2 >= sizes.len();
    if !usual.windows(2).any(is_against) {
        return;
    }
    sizes.sort_unstable_by_key(|size| Reverse(*size));
    sizes.dedup_by(|size, larger| larger.abs_diff(*size) <= ALIKE);
    for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
        if let Some((_, own)) = level(line) {
            let level = sizes.iter().position(|size| size.abs_diff(own) <= ALIKE).unwrap_or(sizes.len());
            line.shape = Shape::Heading((level + 1).min(6));
        }
    }
}

/// Lines in one print, short enough for a heading.
pub struct Block {
    /// Their places on the page.
    pub lines: Range<usize>,
    /// Their print.
    pub size: u16,
    /// Their words.
    pub text: String,
}

impl Block {
    /// Whether it reads like running text: it begins within a sentence or ends one.
    fn is_running(&self) -> bool {
        let words = self.text.trim_matches(['*', ' ']);
        words.starts_with(char::is_lowercase) || words.ends_with(['.', ';', ','])
    }

    /// Whether a page's number may stand behind it, as in a table of contents.
    fn is_entry(&self) -> bool {
        self.text.ends_with(|c: char| c.is_ascii_digit())
    }
}

/// The sizes of print that are headings', the largest first. A size in which running text stands is none.
fn sizes(blocks: &[Vec<Block>]) -> Vec<u16> {
    let mut counts: BTreeMap<Reverse<u16>, (usize, usize)> = BTreeMap::new();
    for block in blocks.iter().flatten() {
        let known = counts.keys().map(|size| size.0).find(|size| size.abs_diff(block.size) <= ALIKE);
        let (all, running) = counts.entry(Reverse(known.unwrap_or(block.size))).or_default();
        *all += 1;
        *running += usize::from(block.is_running());
    }
    counts.into_iter().filter(|(_, (all, running))| running * 4 <= *all).map(|(size, _)| size.0).collect()
}

/// The print of a line, in hundredths of the text's.
pub fn size(line: &Line) -> u16 {
    line.print_size.unwrap_or(100)
}

fn is_large_line(line: &Line) -> bool {
    line.region == Some(Region::Body) && line.shape == Shape::Text && size(line) >= LARGER
}

/// Whether most letters of a page are in large print.
fn is_large(page: &Page) -> bool {
    let letters = |line: &Line| line.text.chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = page.lines.iter().map(letters).sum();
    let large: usize = page.lines.iter().filter(|line| is_large_line(line)).map(letters).sum();
    large * 2 > all
}

/// The runs of large print of a page; what lists pages is none.
fn blocks(page: &Page) -> Vec<Block> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < page.lines.len() {
        let first = &page.lines[from];
        let goes_on =
            |line: &&Line| is_large_line(line) && line.blank_before == 0 && size(line).abs_diff(size(first)) <= ALIKE;
        let below = page.lines[from + 1..].iter().take_while(goes_on).count();
        let lines = from..from + 1 + if is_large_line(first) { below } else { 0 };
        let texts = page.lines[lines.clone()].iter().map(|line| line.text.clone());
        let text = texts.reduce(|text, next| super::inline::joined(&text, &next)).unwrap_or_default();
        let is_worded = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        from = lines.end;
        if is_large_line(first) && lines.len() <= MOST_LINES && word_count(&text) <= MOST_WORDS && is_worded {
            found.push(Block { lines, size: size(first), text });
        }
    }
    if found.iter().filter(|block| block.is_entry()).count() >= ENTRIES {
        found.retain(|block| !block.is_entry());
    }
    found
}
