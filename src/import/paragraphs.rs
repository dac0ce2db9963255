//! The halves of a paragraph that a page end broke: when two chunks are one block.
//!
//! What decides: how the first ends, how the second begins, whether notes stand between (a page ended there), and
//! whether this report closes its paragraphs with a full stop.

use super::chunks::{Chunk, Shape};
use super::sentence::{self, End, Start};
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// A block that may be a first half.
#[derive(Debug, Clone, Copy)]
pub struct First<'a> {
    /// Its text without marks and emphasis.
    pub plain: &'a str,
    /// It is an item of a list.
    pub item: bool,
    /// A reference mark is its last sign: a full stop was lost, not a half.
    pub ends_on_mark: bool,
}

/// What is known of the report and of the gap between two chunks.
#[derive(Debug, Clone, Copy)]
pub struct Gap {
    /// Notes or a page's number stand between: a page ended.
    pub page_ended: bool,
    /// The report closes nearly all its paragraphs with a full stop.
    pub closes_paragraphs: bool,
}

/// A first half of this length is running text, not a line of a list.
const RUNNING_TEXT: usize = 120;
/// A clause of this length is part of a long sentence, not an item of an enumeration.
const LONG_CLAUSE: usize = 200;

/// Whether `second` goes on with `first`.
#[must_use]
pub fn is_second_half(first: First<'_>, second: &Chunk, gap: Gap) -> bool {
    if second.shape != Shape::Text || second.text.contains("  \n") {
        return false;
    }
    let plain = second.plain();
    let start = sentence::start_of(plain);
    if start == Start::Small && !opens_item(plain) {
        return match sentence::end_of(first.plain) {
            End::Open | End::Bracket => true,
            End::Clause if first.plain.ends_with(';') => {
                gap.page_ended || (!first.item && first.plain.len() > LONG_CLAUSE)
            }
            End::Clause | End::Closed => gap.page_ended,
        };
    }
    // "… the saying goes:" and, over the page, "“Keep …".
    let quoted = first.plain.trim_end().ends_with(':') && plain.starts_with(['“', '"', '«', '‘']);
    if quoted && gap.page_ended {
        return true;
    }
    let open = sentence::end_of(first.plain) == End::Open;
    let comma = first.plain.trim_end().ends_with([',', '-', '–']);
    let length = first.plain.chars().count();
    let running = gap.closes_paragraphs && length > if first.item { LONG_CLAUSE } else { RUNNING_TEXT };
    open && !first.ends_on_mark && !opens_anew(second, plain) && (gap.page_ended || comma || running)
}

/// "a) đất ở" begins with a small letter and is an item all the same.
fn opens_item(plain: &str) -> bool {
    plain.chars().nth(1) == Some(')') && numbering::readings(plain).iter().any(|reading| reading.style == Style::Lower)
}

/// Whether a chunk has the signs of a beginning: a number, an emphasised opening, capitals throughout.
fn opens_anew(chunk: &Chunk, plain: &str) -> bool {
    let numbered = numbering::readings(plain)
        .iter()
        .any(|reading| reading.marked && reading.head.rest.starts_with(|c: char| c.is_uppercase() || c == '“'));
    let line = is_all_caps(plain) && word_count(plain) <= 15;
    numbered || line || chunk.text.starts_with('*')
}

/// Whether a report closes its paragraphs: nine in ten end on a full stop or the like.
#[must_use]
pub fn closes_paragraphs<'a>(paragraphs: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut closed) = (0usize, 0usize);
    for plain in paragraphs.filter(|plain| plain.chars().count() > RUNNING_TEXT) {
        all += 1;
        closed += usize::from(!matches!(sentence::end_of(plain), End::Open));
    }
    closed * 10 >= all * 7
}
