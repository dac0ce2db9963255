//! What a build is doing, told while it does it: the clock and the terminal are the porch's.

/// Hears of the steps of a build; some go side by side.
pub trait Watch: Sync {
    /// A step begins.
    fn begins(&self, step: &'static str);
    /// It has ended.
    fn ends(&self, step: &'static str);
}

/// Hears of nothing.
pub struct Unwatched;

impl Watch for Unwatched {
    fn begins(&self, _: &'static str) {}
    fn ends(&self, _: &'static str) {}
}

/// Does a step and tells of it.
pub(super) fn told<T>(watch: &dyn Watch, step: &'static str, work: impl FnOnce() -> T) -> T {
    watch.begins(step);
    let done = work();
    watch.ends(step);
    done
}
