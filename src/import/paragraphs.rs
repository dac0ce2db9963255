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
    /// Each line of the report is a chunk of its own, and the first half ends with a full one.
    pub full_line: bool,
}

/// A first half of this length is running text, not a line of a list.
const RUNNING_TEXT: usize = 120;
/// So many words are a sentence, not a line of a list.
const SENTENCE: usize = 10;
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
            End::Clause => gap.page_ended,
            End::Closed => gap.page_ended || sentence::ends_shortened(first.plain).is_some(),
        };
    }
    // "… 500 Mio." and "Euro".
    if start == Start::Capital && sentence::ends_shortened(first.plain) == Some(true) && !opens_anew(second, plain) {
        return true;
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
    // No paragraph of a report that closes them ends so, and none begins so.
    let figure = gap.closes_paragraphs && !first.item && plain.starts_with(|c: char| c.is_ascii_digit());
    let figure = figure && word_count(first.plain) >= SENTENCE;
    let cut = gap.page_ended || gap.full_line || comma || running || figure || sentence::must_go_on(first.plain);
    // "… the height of the" and "5. lock chamber": a row of numbers opens behind whole sentences.
    let in_sentence = !gap.page_ended && sentence::must_go_on(first.plain) && !is_set_apart(second, plain);
    open && !first.ends_on_mark && (in_sentence || !opens_anew(second, plain)) && cut
}

/// Whether words begin as the second half of a sentence does.
pub fn begins_small(plain: &str) -> bool {
    sentence::start_of(plain) == sentence::Start::Small && !opens_item(plain)
}

/// "a) đất ở" begins with a small letter and is an item all the same.
fn opens_item(plain: &str) -> bool {
    plain.chars().nth(1) == Some(')') && numbering::readings(plain).iter().any(|reading| reading.style == Style::Lower)
}

/// Whether a chunk has the signs of a beginning: a number, an emphasised opening, capitals throughout.
fn opens_anew(chunk: &Chunk, plain: &str) -> bool {
    let numbered = !sentence::opens_with_day(plain)
        && numbering::readings(plain)
            .iter()
            .any(|reading| reading.marked && reading.head.rest.starts_with(|c: char| c.is_uppercase() || c == '“'));
    numbered || is_set_apart(chunk, plain)
}

/// Whether print or capitals set a chunk apart.
fn is_set_apart(chunk: &Chunk, plain: &str) -> bool {
    is_all_caps(plain) && word_count(plain) <= 15 || chunk.text.starts_with('*')
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

/// The length of a full line, where each line of a report is a chunk of its own: most chunks end open, and none is
/// longer than a line. `chunks`: the report's chunks of one line, in plain words.
#[must_use]
pub fn line_width<'a>(chunks: impl Iterator<Item = &'a str>) -> Option<usize> {
    /// Fewer chunks show no habit.
    const ENOUGH: usize = 12;
    const LINE: std::ops::RangeInclusive<usize> = 45..=130;
    let (mut lengths, mut open) = (Vec::new(), 0usize);
    for plain in chunks {
        lengths.push(plain.chars().count());
        open += usize::from(sentence::end_of(plain) == End::Open);
    }
    lengths.sort_unstable();
    let (longest, typical) = (lengths.last().copied()?, lengths[lengths.len() / 2]);
    let fits = lengths.len() >= ENOUGH && open * 2 >= lengths.len() && LINE.contains(&longest);
    (fits && typical * 10 >= longest * 7).then_some(longest)
}
