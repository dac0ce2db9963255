//! What stands above and below a candidate, as far as it speaks against a heading.

use std::ops::Range;

use super::candidate::{Candidate, Setting};
use crate::import::chunks::{Chunk, Shape};
use crate::import::sentence::{self, End, Start};
use crate::import::{emphasis, marks};
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// The name of a body right above a date, an office above the number of its document: the head of a letter, the end of an
/// instrument.
pub fn is_over_date(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    let below = chunks.get(candidate.last_chunk() + 1).map(Chunk::plain).unwrap_or_default();
    let is_date = word_count(below) <= 6 && language::any().date(below).is_some();
    let is_number = word_count(below) <= 4 && language::any().document_number(below).is_some();
    is_date && candidate.words <= 12 && language::any().names_issuer(&candidate.text)
        || is_number && is_all_caps(&candidate.text)
}

/// The name of a table or figure, below its label alone on a line: "Table 4".
pub fn is_below_caption(candidate: &Candidate, chunks: &[Chunk], body: &Range<usize>) -> bool {
    /// Words of the label.
    const LABEL: usize = 3;
    let above = candidate.chunk.checked_sub(1).filter(|above| body.contains(above)).map(|above| chunks[above].plain());
    above.is_some_and(|above| word_count(above) <= LABEL && language::any().is_caption(above))
}

/// A bold line of few words that ends with a stop, above a paragraph.
pub fn is_over_text(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    /// Words of a title, and of a paragraph.
    const WORDS: (usize, usize) = (25, 20);
    let below = chunks.get(candidate.last_chunk() + 1);
    let is_paragraph = |below: &Chunk| below.shape == Shape::Text && word_count(below.plain()) > WORDS.1;
    candidate.setting == Setting::Bold
        && candidate.numbers.is_empty()
        && candidate.words <= WORDS.0
        && candidate.text.ends_with('.')
        && candidate.text.starts_with(char::is_uppercase)
        && below.is_some_and(|below| is_paragraph(below) && sentence::start_of(below.plain()) == Start::Capital)
}

/// Whether paragraphs in italics stand around: words that an amendment changed, or a quotation.
pub fn is_among_italics(candidate: &Candidate, chunks: &[Chunk]) -> bool {
    /// A paragraph, not another heading.
    const PARAGRAPH: usize = 20;
    let near = candidate.chunk.saturating_sub(2)..(candidate.last_chunk() + 3).min(chunks.len());
    let is_own = |at: &usize| (candidate.chunk..=candidate.last_chunk()).contains(at);
    let italic = |at: usize| {
        let unmarked = marks::replace(&chunks[at].text, |_| String::new());
        word_count(chunks[at].plain()) >= PARAGRAPH
            && emphasis::is_whole(&unmarked, true)
            && !unmarked.starts_with("**")
    };
    near.filter(|at| !is_own(at)).any(italic)
}

/// Whether the sentence that a line opens goes on below it.
pub fn is_first_half(candidate: &Candidate, chunks: &[Chunk], body: &Range<usize>) -> bool {
    let below = candidate.last_chunk() + 1;
    let goes_on = |below: &Chunk| {
        let is_item = numbering::readings(below.plain()).iter().any(|reading| reading.marked);
        below.shape == Shape::Text && sentence::start_of(below.plain()) == Start::Small && !is_item
    };
    candidate.rest.is_none()
        && sentence::end_of(&candidate.text) == End::Open
        && body.contains(&below)
        && goes_on(&chunks[below])
}

/// Whether a chunk counts on from the chunk before it, or the next one from it: an item, not a heading.
pub fn is_short_item(chunks: &[Chunk], at: usize, body: &Range<usize>) -> bool {
    let reading = |at: usize| {
        let first = body.contains(&at).then(|| numbering::readings(chunks[at].plain()).into_iter().next()).flatten();
        first.map(|reading| (reading.style, reading.ordinal))
    };
    let follows = |a: Option<(Style, usize)>, b: Option<(Style, usize)>| {
        a.zip(b).is_some_and(|(a, b)| a.0 == b.0 && numbering::follows(a.0, a.1, b.1))
    };
    let own = reading(at);
    follows(own, reading(at + 1)) || at > 0 && follows(reading(at - 1), own)
}
