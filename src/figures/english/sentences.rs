//! Where the sentences of an English text begin and end, and what each claims.

use std::cell::Cell;
use std::ops::Range;

use super::super::stretches::{LONGEST_SENTENCE, pieces};
use super::super::words::Words;
use super::claims::Claims;

/// The sentences and the clauses behind semicolons; a long one is in pieces.
pub(super) struct Sentences {
    /// Where each stop begins, and where it ends.
    stops: Vec<(usize, usize)>,
    /// What the last sentence that was asked for claims.
    last: Cell<Option<(usize, usize, Claims)>>,
}

impl Sentences {
    /// Of a text in lower case.
    pub fn of(low: &str) -> Self {
        let signs = [". ", "; ", "\n"].into_iter();
        let mut signs: Vec<(usize, usize)> =
            signs.flat_map(|sign| low.match_indices(sign).map(|(at, sign)| (at, at + sign.len()))).collect();
        signs.sort_unstable();
        let (mut stops, mut from) = (Vec::new(), 0);
        for (at, end) in signs.into_iter().chain([(low.len(), low.len())]) {
            let cuts = pieces(low, from..at, LONGEST_SENTENCE);
            stops.extend(cuts[1..].iter().map(|piece| (piece.start, piece.start)));
            stops.push((at, end));
            from = end;
        }
        Self { stops, last: Cell::new(None) }
    }

    /// The sentence of a range; two where it goes over a stop.
    pub fn around(&self, range: &Range<usize>) -> Range<usize> {
        let begins = self.stops.partition_point(|(_, end)| *end <= range.start);
        let start = begins.checked_sub(1).map_or(0, |stop| self.stops[stop].1);
        let ends = self.stops.partition_point(|(at, _)| *at < range.end);
        start..self.stops.get(ends).map_or(range.end, |(at, _)| *at)
    }

    /// What a sentence claims; worked out once for all figures of a sentence.
    pub fn claims(&self, words: &Words, sentence: &Range<usize>) -> Claims {
        if let Some((from, to, claims)) = self.last.get()
            && (from, to) == (sentence.start, sentence.end)
        {
            return claims;
        }
        let claims = Claims::of(words, sentence.clone());
        self.last.set(Some((sentence.start, sentence.end, claims)));
        claims
    }
}
