//! The runs of words that two texts share, wherever they stand in each.
//!
//! In: the words of two texts, as numbers. Out: [`Run`]s of four words or more.
//! What always holds: no word of either text is in two runs; a pair of texts costs no more than reading them, but for
//! words that stand many times in the first one, of which a few places are tried.

use std::cmp::Reverse;
use std::ops::Range;

/// Words of the shortest run: three words in a row are often chance.
const SHORTEST: usize = 4;
/// Places of the same words in a text that are tried.
const TRIED: usize = 32;

/// Words that two texts share, in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where they stand in the first text.
    pub a: Range<usize>,
    /// Where they stand in the second one.
    pub b: Range<usize>,
}

impl Run {
    /// The places of each word in the two texts.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        self.a.clone().zip(self.b.clone())
    }
}

/// A text laid out for finding the runs that others share with it.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Which text it is.
    text: Option<usize>,
    /// The shortest runs, hashed, with the places where they begin.
    starts: Vec<(u64, u32)>,
}

impl Index {
    /// Lays out a text, unless it is the one that was laid out last.
    pub fn lay_out(&mut self, text: usize, words: &[u32]) {
        if self.text == Some(text) {
            return;
        }
        self.text = Some(text);
        self.starts.clear();
        self.starts.extend((0u32..).zip(words.windows(SHORTEST)).map(|(at, run)| (hash(run), at)));
        self.starts.sort_unstable();
    }

    /// The runs that another text shares with the one laid out, `a`.
    pub fn runs(&self, a: &[u32], b: &[u32]) -> Vec<Run> {
        let mut found = Vec::new();
        let mut taken = vec![false; a.len()];
        let mut at = 0;
        while let Some(start) = b.get(at..at + SHORTEST) {
            let longest = self.places(start).map(|place| (extent(a, &b[at..], place, &taken), Reverse(place))).max();
            match longest {
                Some((length, Reverse(place))) if length >= SHORTEST => {
                    taken[place..place + length].fill(true);
                    found.push(Run { a: place..place + length, b: at..at + length });
                    at += length;
                }
                _ => at += 1,
            }
        }
        found
    }

    fn places(&self, start: &[u32]) -> impl Iterator<Item = usize> {
        let hash = hash(start);
        let first = self.starts.partition_point(|(other, _)| *other < hash);
        self.starts[first..].iter().take_while(move |(other, _)| *other == hash).take(TRIED).map(|(_, at)| *at as usize)
    }
}

/// How many words from a place on are the same and not yet in a run.
fn extent(a: &[u32], b: &[u32], place: usize, taken: &[bool]) -> usize {
    a[place..].iter().zip(&taken[place..]).zip(b).take_while(|((x, taken), y)| x == y && !**taken).count()
}

fn hash(run: &[u32]) -> u64 {
    run.iter().fold(29, |hash, word| (hash ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(a: &[u32], b: &[u32]) -> Vec<Run> {
        let mut index = Index::default();
        index.lay_out(0, a);
        index.runs(a, b)
    }

    #[test]
    fn the_longest_run_is_taken_wherever_it_stands() {
        let found = runs(&[1, 2, 3, 4, 9, 1, 2, 3, 4, 5, 6], &[7, 1, 2, 3, 4, 5, 6, 8, 1, 2, 3, 4]);
        assert_eq!(found, [Run { a: 5..11, b: 1..7 }, Run { a: 0..4, b: 8..12 }]);
    }

    #[test]
    fn no_word_is_in_two_runs() {
        assert_eq!(runs(&[1, 2, 3, 4], &[1, 2, 3, 4, 1, 2, 3, 4]), [Run { a: 0..4, b: 0..4 }]);
        assert!(runs(&[1, 2, 3], &[1, 2, 3]).is_empty());
        assert!(runs(&[], &[1, 2, 3, 4]).is_empty());
    }
}
