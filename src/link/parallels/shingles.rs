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

/// The runs of a text, hashed.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(LENGTH).map(|run| {
        run.iter().fold(17u64, |hash, word| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23))
    })
}

/// Which runs stand more than once, with some that do not: most stand once and need no entry in a map.
struct Again {
    /// Bits of the runs seen once, and of those seen again, side by side.
    bits: Vec<[u64; 2]>,
}

impl Again {
    fn of(lists: &[&[u64]]) -> Self {
        /// Bits a run: one in eight runs that stand once is taken for one that stands twice.
        const BITS: usize = 8;
        let count: usize = lists.iter().map(|words| words.len()).sum();
        let size = (count * BITS / 64).next_power_of_two();
        let mut found = Self { bits: vec![[0; 2]; size] };
        for hash in lists.iter().flat_map(|words| runs(words)) {
            let (at, bit) = found.place(hash);
            let [once, again] = &mut found.bits[at];
            *again |= *once & bit;
            *once |= bit;
        }
        found
    }

    fn has(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.bits[at][1] & bit != 0
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let mixed = hash ^ (hash >> 31);
        ((mixed >> 6) as usize & (self.bits.len() - 1), 1 << (mixed & 63))
    }
}

/// The last texts that have a run, the newest first.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    texts: [u32; BEFORE],
    count: u8,
}

/// Pairs of texts that share at least so many runs; `(a, b, shared)` with `a < b`, in order.
pub(crate) fn candidates(lists: &[&[u64]], least: usize) -> Vec<(usize, usize, usize)> {
    let again = Again::of(lists);
    let mut seen: QuickMap<u64, Seen> = QuickMap::default();
    let mut shared: QuickMap<u64, usize> = QuickMap::default();
    for (text, words) in (0u32..).zip(lists) {
        for hash in runs(words).filter(|hash| again.has(*hash)) {
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
