//! Runs of words that two texts share.
//!
//! In: the words of many texts, as hashes. Out: pairs of texts with the number of runs that they share.
//! What always holds: a run that stands in many texts pairs each of them with a few before it only, so the work is
//! bounded by a multiple of the words.

use crate::link::quick::QuickMap;
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

/// The last texts that have a run, the newest first.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    texts: [u32; BEFORE],
    count: u8,
}

/// Pairs of texts that share at least so many runs; `(a, b, shared)` with `a < b`, in order.
pub(crate) fn candidates(lists: &[&[u64]], least: usize) -> Vec<(usize, usize, usize)> {
    let runs = lists.iter().map(|words| words.len()).sum();
    let mut seen: QuickMap<u64, Seen> = QuickMap::default();
    seen.reserve(runs);
    let mut shared: QuickMap<u64, usize> = QuickMap::default();
    for (text, words) in (0u32..).zip(lists) {
        for run in words.windows(LENGTH) {
            let hash =
                run.iter().fold(17u64, |hash, word| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23));
            let known = seen.entry(hash).or_default();
            let before = &known.texts[..usize::from(known.count)];
            // The same run twice in one text counts once.
            if before.first() == Some(&text) {
                continue;
            }
            for other in before {
                *shared.entry(u64::from(*other) << 32 | u64::from(text)).or_default() += 1;
            }
            known.texts.rotate_right(1);
            known.texts[0] = text;
            known.count = (known.count + 1).min(BEFORE as u8);
        }
    }
    let pair = |(key, count): (u64, usize)| ((key >> 32) as usize, (key & 0xffff_ffff) as usize, count);
    let mut found: Vec<(usize, usize, usize)> = shared.into_iter().filter(|(_, n)| *n >= least).map(pair).collect();
    found.sort_unstable();
    found
}
