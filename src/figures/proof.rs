//! A figure as an indicator, with the words that prove it.
//!
//! In: a figure that was understood. Out: an [`Indicator`]. What always holds: its numbers are in its quote, and its quote stands once in its text.

use super::clauses::{Context, Found};
use super::stretches::LONGEST_TEXT;
use super::words::Words;
use crate::model::indicator::{Indicator, Status};

/// A figure as an indicator; none when its words cannot prove it.
pub(super) fn indicator(words: &Words, found: Found, context: &Context, at: &str) -> Option<Indicator> {
    let quote = unique(words, found.quote.start, found.quote.end);
    let proved = [found.figure.low, found.figure.high].into_iter().all(|value| crate::numerals::states(quote, value));
    let single = found.figure.low == found.figure.high;
    proved.then(|| Indicator {
        name: found.title(),
        value: single.then_some(found.figure.low),
        low: (!single).then_some(found.figure.low),
        high: (!single).then_some(found.figure.high),
        op: found.figure.op,
        unit: found.unit,
        period: found
            .period
            .filter(|period| period.is_stated(context.span(), &words.low))
            .map(|period| period.text(context.span())),
        kind: found.kind,
        quote: quote.to_owned(),
        at: at.to_owned(),
        concept: None,
        id: None,
        topic: None,
        status: Status::Accepted,
    })
}

/// The words of a range, with as many before them as it takes that no other place of the text has the same. Of a long text what is
/// near is looked at.
pub(super) fn unique(words: &Words, start: usize, end: usize) -> &str {
    let raw = words.raw.as_str();
    let near = if raw.len() <= LONGEST_TEXT {
        raw
    } else {
        let from = raw.floor_char_boundary(start.saturating_sub(LONGEST_TEXT / 4));
        &raw[from..raw.ceil_char_boundary(raw.len().min(end + LONGEST_TEXT / 4))]
    };
    let mut from = start;
    for _ in 0..MOST_WORDS {
        if from == 0 || near.matches(words.raw(from..end)).nth(1).is_none() {
            break;
        }
        from = raw[..from].trim_end().rfind([' ', '\n']).map_or(0, |at| at + 1);
    }
    words.raw(from..end).trim()
}

/// The most words that are put before a figure to tell it from others.
const MOST_WORDS: usize = 100;
