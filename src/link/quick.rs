//! Maps whose keys are numbers that nobody chose to do harm: hashing them is one multiplication.
//!
//! What always holds: the keys are made by this program from words, so the order of a map is never shown.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from numbers.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// Mixes the bits of a number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }
}
