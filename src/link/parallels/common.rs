//! How many words two texts have in common, in order.
//!
//! In: the words of two texts, as numbers. Out: the length of their longest common row.
//! What always holds: 64 words of the one text are compared with a word of the other at once, so that a pair of
//! paragraphs costs no more than reading them (Hyyrö's bit-parallel row of zeros).

use std::collections::HashMap;

/// A text laid out for being compared with others.
#[derive(Debug)]
pub(crate) struct ComparedText {
    /// Where each word's masks begin.
    slots: HashMap<u32, usize, foldhash::fast::FixedState>,
    /// For each word the places that have it, 64 a number.
    masks: Vec<u64>,
    /// Numbers that a mask has.
    width: usize,
}

impl ComparedText {
    /// Lays out a text.
    pub fn new(words: &[u32]) -> Self {
        let width = words.len().div_ceil(64);
        let mut slots = HashMap::default();
        let mut masks = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let slot = *slots.entry(*word).or_insert(masks.len());
            if slot == masks.len() {
                masks.resize(slot + width, 0);
            }
            masks[slot + at / 64] |= 1 << (at % 64);
        }
        Self { slots, masks, width }
    }

    /// How many words this text and another one have in common, in order.
    pub fn common(&self, words: &[u32]) -> usize {
        let mut row = vec![u64::MAX; self.width];
        for slot in words.iter().filter_map(|word| self.slots.get(word)) {
            let mut carry = false;
            for (bits, mask) in row.iter_mut().zip(&self.masks[*slot..*slot + self.width]) {
                let (sum, over) = bits.overflowing_add(*bits & mask);
                let (sum, more) = sum.overflowing_add(u64::from(carry));
                carry = over || more;
                *bits = sum | (*bits & !mask);
            }
        }
        row.iter().map(|bits| bits.count_zeros() as usize).sum()
    }
}

/// Combs of texts that are asked for one after another, several times each.
#[derive(Debug, Default)]
pub(crate) struct ComparedTexts {
    last: Option<(usize, ComparedText)>,
}

impl ComparedTexts {
    /// The comb of a text.
    pub fn of(&mut self, index: usize, words: &[u32]) -> &ComparedText {
        let kept = self.last.take().filter(|(last, _)| *last == index);
        &self.last.insert(kept.unwrap_or_else(|| (index, ComparedText::new(words)))).1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::steps;

    #[test]
    fn counts_what_a_comparison_finds() {
        let mut state = 3u64;
        let mut next = |below: u64| -> u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((state >> 33) % below) as u32
        };
        for length in [1, 5, 63, 64, 65, 130, 200] {
            let a: Vec<u32> = (0..length).map(|_| next(20)).collect();
            let b: Vec<u32> = (0..next(190) + 1).map(|_| next(20)).collect();
            let found: usize = steps(&a, &b).iter().filter(|step| step.is_same).map(|step| step.a.len()).sum();
            assert_eq!(ComparedText::new(&a).common(&b), found, "{length}");
        }
        assert_eq!(ComparedText::new(&[]).common(&[1]), 0);
    }
}
