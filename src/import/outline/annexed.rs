//! The title of a document that the report puts in force ("REGULATIONS on …"): the word for its kind below the signatures,
//! above a row that begins anew. What it holds is an annex by any other name.
//!
//! In: the chunks of a report's body, and those that hold names and offices. Out: the chunks that open such a title, with
//! the label that each has.

use std::collections::HashMap;
use std::ops::Range;

use super::candidate::Number;
use crate::import::chunks::{Chunk, Shape};
use crate::import::emphasis;
use crate::language;
use crate::numbering::{self, Style};
use crate::text::{is_all_caps, word_count};

/// Chunks between the signatures and the title: a letterhead may stand there again.
const BELOW_NAMES: usize = 12;
/// Chunks between a letterhead and the title.
const BELOW_HEAD: usize = 4;
/// Chunks between the title and the first of a row: a preamble may stand there.
const ABOVE_ROW: usize = 10;
/// Bytes of a line of a letterhead.
const HEAD_LINE: usize = 200;
/// Words of a title whose kind stands last.
const KIND_LAST: usize = 4;
/// Words of such a title.
const LONGEST: usize = 60;

/// The chunks that open the title of such a document.
pub fn titles(chunks: &[Chunk], body: &Range<usize>, names: &[usize]) -> HashMap<usize, Number> {
    let near = |at: usize| {
        let last = names.partition_point(|name| *name < at);
        let is_head = |chunk: &Chunk| chunk.plain().len() <= HEAD_LINE && language::any().is_letterhead(chunk.plain());
        last > 0 && names[last - 1] + BELOW_NAMES >= at
            || chunks[at.saturating_sub(BELOW_HEAD).max(body.start)..at].iter().any(is_head)
    };
    let is_row = |at: usize| {
        let row = chunks[at + 1..body.end.min(at + 1 + ABOVE_ROW)].iter();
        let first = |reading: &numbering::Reading<'_>| reading.marked && reading.ordinal == 1;
        row.into_iter().any(|chunk| numbering::readings(chunk.plain()).iter().any(first))
    };
    // An annex or a form with its own label has its own head, too.
    let is_label = |at: &usize| {
        let readings = numbering::readings(chunks[*at].plain());
        readings.iter().any(|reading| matches!(reading.style, Style::Appendix | Style::Form))
    };
    let end = body.clone().find(is_label).unwrap_or(body.end);
    let labelled = (body.start..end).filter_map(|at| Some((at, label(&chunks[at])?)));
    labelled.filter(|(at, _)| near(*at) && is_row(*at)).collect()
}

/// The word for a kind that a chunk opens with, in the print of titles.
fn label(chunk: &Chunk) -> Option<Number> {
    let plain = chunk.plain();
    let is_set = match chunk.shape {
        Shape::Heading(_) => true,
        Shape::Text => is_all_caps(plain) || emphasis::is_whole(&chunk.text, false),
        _ => false,
    };
    let kind = || language::any().kind(plain, 1).map(|kind| kind.words);
    // "GENERAL STRATEGY", where the kind stands last.
    let last = || plain.rsplit(' ').next().filter(|last| *last != plain && word_count(plain) <= KIND_LAST);
    let is_last = || last().is_some_and(|last| language::any().kind(last, 1).is_some_and(|kind| kind.words == last));
    let is_title = is_set && word_count(plain) <= LONGEST;
    let words = kind().or_else(|| is_last().then(|| plain.to_owned())).filter(|_| is_title)?;
    let title = plain.strip_prefix(words.as_str())?.trim();
    let fits = is_all_caps(&words) && (title.is_empty() || is_all_caps(title)) && !title.ends_with([':', ';', '.']);
    fits.then(|| Number {
        style: Style::Appendix,
        ordinal: 0,
        components: vec![0],
        number: None,
        label: Some(words),
        title: title.to_owned(),
        marked: true,
    })
}
