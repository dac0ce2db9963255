//! What proofreading knows of a language: how its syllables are built, and which words stand before numbers.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The letters and words by which proofreading reads, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Proofreading {
    /// How syllables are built.
    pub syllables: Syllables,
    /// How the words before a number end that is a name or a year: "năm", "quốc lộ".
    pub numbered: Vec<String>,
    /// Those that end so and count all the same: "tổng số".
    pub counting: Vec<String>,
}

/// The parts of syllables, without tones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Syllables {
    /// The onsets, the longer first.
    pub onsets: Vec<String>,
    /// The rhymes.
    pub rhymes: BTreeSet<String>,
    /// The rhymes after `qu`, whose `u` is a part of the onset.
    pub rhymes_after_qu: BTreeSet<String>,
}
