//! The sentences of an English text, and their clauses where a semicolon parts them, with what each claims.

use std::ops::Range;

use super::super::stretches::{LONGEST_SENTENCE, pieces};
use super::super::words::Words;
use super::claims::Claims;

/// The sentences and clauses, in order; a long one is in pieces.
pub(super) struct Sentences(Vec<(Range<usize>, Claims)>);

impl Sentences {
    /// Of a text.
    pub fn of(words: &Words) -> Self {
        let clauses = crate::sentences::clauses(&words.raw, crate::language::lexicon("en"));
        let pieces = clauses.into_iter().flat_map(|clause| pieces(&words.raw, clause, LONGEST_SENTENCE));
        Self(pieces.map(|piece| (piece.clone(), Claims::of(words, piece))).collect())
    }

    /// The sentence of a range, two where it goes over a stop, and what is claimed there.
    pub fn around(&self, range: &Range<usize>) -> (Range<usize>, Claims) {
        let first = self.0.partition_point(|(sentence, _)| sentence.end <= range.start);
        let inside = self.0[first..].iter().take_while(|(sentence, _)| sentence.start < range.end);
        inside.fold((range.clone(), Claims::default()), |(around, claims), (sentence, own)| {
            (around.start.min(sentence.start)..around.end.max(sentence.end), claims.and(*own))
        })
    }
}
