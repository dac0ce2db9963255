//! Words that a comma joins to one thing.

use std::sync::LazyLock;

use super::super::vocabulary::{VI, sides};
use super::super::words::{ends, starts};

/// Whether the comma at a place joins two words to one thing.
pub fn joins(low: &str, comma: usize) -> bool {
    PAIRS.iter().any(|(one, other)| ends(&low[..comma], one) && starts(low[comma + 1..].trim_start(), other))
}

/// The words before the comma and behind it.
static PAIRS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| sides(VI.pairs, ", "));
