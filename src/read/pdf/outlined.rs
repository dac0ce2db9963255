//! The headings that a file's own outline names.
//!
//! In: the lines of all pages, and the bookmarks. Out: the same, the lines whose words a bookmark has on the page that it leads to
//! as headings of its level; other headings keep their place among these, and what stands between the cover and the first of them
//! is front matter. An outline whose words hardly stand on
//! its pages (the names of places, of files) says nothing.

use std::collections::BTreeMap;

use super::inline;
use super::large::{self, Block};
use crate::model::scan::{Bookmark, Line, Page, Region, Shape};
use crate::text::word_count;

/// Fewer found are no outline.
const FEWEST: usize = 3;
/// A title takes no more lines, and has no more words.
const MOST_LINES: usize = 6;
const MOST_WORDS: usize = 60;
/// Letters of a bookmark that may have been cut off: programs do so at a fixed length.
const CUT: usize = 40;
/// Letters of a number before a title.
const NUMBER: usize = 6;

/// A bookmark's lines.
struct Found {
    page: usize,
    block: Block,
    level: usize,
    /// The level that the lines had.
    had: Option<usize>,
}

/// Marks the headings that the bookmarks name.
pub fn mark(pages: &mut [Page], bookmarks: &[Bookmark]) {
    let found = found(pages, bookmarks);
    if found.len() < FEWEST {
        return;
    }
    let front = 1..found[0].page.max(1);
    for line in pages[front].iter_mut().flat_map(|page| &mut page.lines) {
        lower(line);
    }
    let levels = levels(&found);
    for line in pages.iter_mut().flat_map(|page| &mut page.lines) {
        if let Shape::Heading(level) = line.shape {
            line.shape = Shape::Heading(level_among(&levels, level));
        }
    }
    for Found { page, block, level, .. } in found.into_iter().rev() {
        large::set_heading(&mut pages[page], block, level);
    }
}

/// Makes a heading a line of text.
fn lower(line: &mut Line) {
    if let Shape::Heading(_) = line.shape {
        line.shape = Shape::Text;
        line.text = line.text.replace("**", "");
    }
}

/// The lines that bookmarks name, in reading order: each behind those of the bookmark before.
fn found(pages: &[Page], bookmarks: &[Bookmark]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for bookmark in bookmarks {
        let words = letters(&bookmark.title);
        let Some(page) = bookmark.page.and_then(|page| page.checked_sub(1)).filter(|page| *page < pages.len()) else {
            continue;
        };
        let from = match found.last() {
            Some(last) if last.page > page => continue,
            Some(last) if last.page == page => last.block.lines.end,
            _ => 0,
        };
        let lines = &pages[page].lines;
        let blocks = (from..lines.len()).filter_map(|at| block(lines, at, &words));
        // Where the words stand more than once the heading has the largest print.
        let best = blocks.reduce(|best, next| if weight(lines, &next) > weight(lines, &best) { next } else { best });
        if let Some(block) = best {
            let had = match lines[block.lines.start].shape {
                Shape::Heading(level) => Some(level),
                _ => None,
            };
            found.push(Found { page, block, level: bookmark.level.min(6), had });
        }
    }
    found
}

fn weight(lines: &[Line], block: &Block) -> (bool, u16) {
    (matches!(lines[block.lines.start].shape, Shape::Heading(_)), block.size)
}

/// The lines from one on that have a bookmark's words and no others, a number before them aside.
fn block(lines: &[Line], from: usize, words: &str) -> Option<Block> {
    let is_of_title =
        |line: &Line| line.region == Some(Region::Body) && matches!(line.shape, Shape::Text | Shape::Heading(_));
    if words.is_empty() || !is_of_title(&lines[from]) {
        return None;
    }
    let mut text = String::new();
    let goes_on = |at: &usize| *at == from || is_of_title(&lines[*at]);
    for at in (from..lines.len().min(from + MOST_LINES)).take_while(goes_on) {
        text = if text.is_empty() { lines[at].text.clone() } else { inline::joined(&text, &lines[at].text) };
        let own = [letters(&text), letters(without_number(&text))];
        let ends = lines.get(at + 1).is_none_or(|next| next.blank_before > 0 || !is_of_title(next));
        let is_cut = ends && own.iter().any(|own| is_cut_word(words, own));
        if (own.iter().any(|own| own == words) || is_cut) && word_count(&text) <= MOST_WORDS {
            return Some(Block { lines: from..at + 1, size: large::size(&lines[from]), text });
        }
        if !own.iter().any(|own| words.starts_with(own.as_str()) || is_cut_word(words, own)) {
            return None;
        }
    }
    None
}

/// Whether a title goes on beyond a bookmark that was cut.
fn is_cut_word(words: &str, own: &str) -> bool {
    words.chars().count() >= CUT && own.starts_with(words)
}

/// A line behind the number that it opens with: a program may leave out what it counted itself.
fn without_number(text: &str) -> &str {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let bare = first.trim_matches('*');
    let is_number = bare.contains(|c: char| c.is_ascii_digit()) || bare.ends_with(['.', ')']);
    if is_number && bare.chars().count() <= NUMBER && !rest.is_empty() { rest } else { text }
}

/// The letters and figures of words, marks of notes aside.
fn letters(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once("<sup>") {
        plain.push_str(before);
        rest = behind.split_once("</sup>").map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where most headings of each level stand in the outline.
fn levels(found: &[Found]) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (had, level) in found.iter().filter_map(|one| Some((one.had?, one.level))) {
        *counts.entry(had).or_default().entry(level).or_default() += 1;
    }
    let usual = |levels: BTreeMap<usize, usize>| levels.into_iter().max_by_key(|(_, count)| *count);
    counts.into_iter().filter_map(|(had, levels)| Some((had, usual(levels)?.0))).collect()
}

/// The level of a heading that the outline leaves out: that of its equals, or as far below those above it as it was.
fn level_among(levels: &BTreeMap<usize, usize>, level: usize) -> usize {
    let above = levels.range(..=level).next_back();
    above.map_or(level, |(had, now)| now + level - had).clamp(1, 6)
}
