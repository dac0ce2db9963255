//! Runs of words that two texts share.
//!
//! In: the words of many texts, as numbers. Out: pairs of texts with the count of runs that they share.
//! What always holds: a run that stands in many texts pairs each of them with a few before it only, so the work is
//! bounded by a multiple of the words; what is sorted at a time fits near the processor, so that a text costs as much
//! in a large edition as in a small one.

/// Words in a run.
pub(crate) const LENGTH: usize = 5;
/// How many earlier texts with the same run a text is paired with.
const BEFORE: usize = 4;
/// A run that stands in more texts than this is a phrase of the office, and leads to the last of them alone.
const COMMON: usize = 64;
/// Entries that are sorted at a time.
const NEAR: usize = 1 << 14;

/// Pairs of texts that share at least so many runs; `(a, b, shared)` with `a < b`, in order.
pub(crate) fn candidates(lists: &[&[u32]], least: usize) -> Vec<(usize, usize, usize)> {
    let met = Met::of(lists);
    let texts = (0u64..).zip(lists);
    let again = |words| runs(words).filter(|run| met.is_again(*run));
    // A run's upper bits choose its part, the lower ones stand before the text that has it.
    let stands = texts.flat_map(|(text, words)| again(words).map(move |run| (run >> 32, run << 32 | text)));
    let mut pairs: Vec<u64> = Vec::new();
    for part in parted(met.count, stands) {
        for same in part.chunk_by(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
            push_pairs(same, &mut pairs);
        }
    }
    let mut found = Vec::new();
    for part in parted(pairs.len(), pairs.iter().map(|pair| (pair >> 32, *pair))) {
        for same in part.chunk_by(|a, b| a == b).filter(|same| same.len() >= least) {
            found.push(((same[0] >> 32) as usize, (same[0] & 0xffff_ffff) as usize, same.len()));
        }
    }
    found.sort_unstable();
    found
}

/// Which runs stand in more places than one, but for a few that only look so: most stand in one, and need not be sorted.
struct Met {
    /// A bit for each run that was met, and one for each that was met again.
    bits: [Vec<u64>; 2],
    /// About how many were met again.
    count: usize,
}

impl Met {
    /// Bits for each run.
    const BITS: usize = 8;

    fn of(lists: &[&[u32]]) -> Self {
        let words: usize = lists.iter().map(|words| words.len()).sum();
        let size = (words * Self::BITS / 64).next_power_of_two();
        let mut met = Self { bits: [vec![0; size], vec![0; size]], count: 0 };
        for run in lists.iter().flat_map(|words| runs(words)) {
            let (at, bit) = met.place(run);
            if met.bits[0][at] & bit != 0 {
                met.bits[1][at] |= bit;
                met.count += 2;
            }
            met.bits[0][at] |= bit;
        }
        met
    }

    fn is_again(&self, run: u64) -> bool {
        let (at, bit) = self.place(run);
        self.bits[1][at] & bit != 0
    }

    fn place(&self, run: u64) -> (usize, u64) {
        ((run >> 6) as usize & (self.bits[0].len() - 1), 1 << (run & 63))
    }
}

/// The runs of a text, hashed.
pub(in crate::link) fn runs<W: Copy + Into<u64>>(words: &[W]) -> impl Iterator<Item = u64> {
    words.windows(LENGTH).map(|run| {
        let hash = run
            .iter()
            .fold(17u64, |hash, word| (hash ^ (*word).into()).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23));
        hash ^ (hash >> 29)
    })
}

/// Pairs the texts that have one run, each with the nearest before it.
fn push_pairs(same: &[u64], pairs: &mut Vec<u64>) {
    let text = |entry: &u64| entry & 0xffff_ffff;
    let most = if same.len() > COMMON { 1 } else { BEFORE };
    let mut before: Vec<u64> = Vec::with_capacity(BEFORE);
    for own in same.iter().map(text) {
        // The same run twice in one text counts once.
        if before.last() == Some(&own) {
            continue;
        }
        pairs.extend(before.iter().map(|other| other << 32 | own));
        if before.len() == most {
            before.remove(0);
        }
        before.push(own);
    }
}

/// Entries in sorted parts, about so many in all. Each comes with a number whose last bits choose its part, so equal
/// entries are in one part.
fn parted(count: usize, entries: impl Iterator<Item = (u64, u64)>) -> Vec<Vec<u64>> {
    let parts = count.div_ceil(NEAR).next_power_of_two();
    let mut found: Vec<Vec<u64>> = (0..parts).map(|_| Vec::with_capacity(count / parts * 9 / 8)).collect();
    for (part, entry) in entries {
        found[part as usize & (parts - 1)].push(entry);
    }
    found.iter_mut().for_each(|part| part.sort_unstable());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_once_a_run() {
        let (a, b, c) = ([1, 2, 3, 4, 5, 6, 7], [9, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 8]);
        assert_eq!(candidates(&[&a, &b, &c], 1), [(0, 1, 3), (0, 2, 1), (1, 2, 1)]);
        assert_eq!(candidates(&[&a, &b, &c], 2), [(0, 1, 3)]);
        assert!(candidates(&[], 1).is_empty());
    }

    #[test]
    fn a_common_run_leads_to_the_nearest_texts() {
        let phrase = [1u32, 2, 3, 4, 5];
        let pairs = candidates(&vec![&phrase[..]; 60], 1);
        assert_eq!(pairs.len(), 4 * 60 - 10);
        assert!(pairs.iter().all(|(a, b, shared)| b - a <= 4 && *shared == 1));
        let pairs = candidates(&vec![&phrase[..]; 50_000], 1);
        assert_eq!(pairs.len(), 50_000 - 1);
        assert!(pairs.iter().all(|(a, b, _)| b - a == 1));
    }
}
