//! Words that a comma joins to one thing.

use super::super::vocabulary::VI;
use super::super::words::{ends, starts};

/// Whether the comma at a place joins two words to one thing.
pub fn joins(low: &str, comma: usize) -> bool {
    VI.pairs
        .iter()
        .filter_map(|pair| pair.split_once(", "))
        .any(|(one, other)| ends(&low[..comma], one) && starts(low[comma + 1..].trim_start(), other))
}
