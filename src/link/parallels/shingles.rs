//! Runs of words that two texts share.
//!
//! In: the words of many texts, as hashes. Out: pairs of texts with the number of runs that they share.
//! What always holds: a run that stands in many texts pairs each of them with a few before it only, so the work is
//! bounded by a multiple of the words.

use std::collections::HashMap;

use crate::text::fold;

/// Words in a run.
pub(super) const LENGTH: usize = 5;
/// How many earlier texts with the same run a text is paired with.
const BEFORE: usize = 4;

/// A hash of a word without its marks: OCR loses them.
pub(crate) fn hash_of(word: &str) -> u64 {
    fnv(fold(word).bytes())
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Pairs of texts that share at least so many runs; `(a, b, shared)` with `a < b`, in order.
pub(crate) fn candidates(lists: &[&[u64]], least: usize) -> Vec<(usize, usize, usize)> {
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for (text, words) in lists.iter().enumerate() {
        for run in words.windows(LENGTH) {
            let hash =
                run.iter().fold(17u64, |hash, word| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23));
            let known = seen.entry(hash).or_default();
            // The same run twice in one text counts once.
            if known.last() == Some(&text) {
                continue;
            }
            for other in known.iter().rev().take(BEFORE) {
                *shared.entry((*other, text)).or_default() += 1;
            }
            known.push(text);
        }
    }
    let mut found: Vec<(usize, usize, usize)> =
        shared.into_iter().filter(|(_, count)| *count >= least).map(|((a, b), count)| (a, b, count)).collect();
    found.sort_unstable();
    found
}
