//! Checks that found nothing before in the same, and are not made again.

use crate::cache::Cache;
use crate::diagnostic::Diagnostic;

/// What a check says; nothing where it is known that nothing is to be said of the same. `origin`: a digest of what it looks at.
pub(super) fn unless_clean(
    cache: &Cache,
    origin: Option<u128>,
    check: impl Fn() -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut said = None;
    let is_clean = cache.kept(origin, || said.insert(check()).is_empty());
    said.unwrap_or_else(|| if is_clean { Vec::new() } else { check() })
}
