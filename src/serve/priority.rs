//! Threads that build the whole site while an editor works: they step back for what answers the editor.
//!
//! In: nothing. Out: a pool of threads. What always holds: work of this pool keeps neither a page that was just saved nor an answer
//! of the desk waiting: it has threads of its own, and where the system allows it less of the processor.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// A pool for work that nobody waits for.
///
/// # Errors
/// When the system gives no threads.
pub(super) fn background() -> Result<ThreadPool, ThreadPoolBuildError> {
    ThreadPoolBuilder::new().thread_name(|at| format!("site-{at}")).start_handler(|_| step_back()).build()
}

/// How much the calling thread steps back: of 19 steps.
#[cfg(target_os = "linux")]
const STEPS: i32 = 5;

/// Linux has a priority for each thread. A system that refuses leaves it as it is.
#[cfg(target_os = "linux")]
fn step_back() {
    let _ = rustix::process::setpriority_process(None, STEPS);
}

#[cfg(not(target_os = "linux"))]
fn step_back() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn they_step_back_alone() {
        let own = || rustix::process::getpriority_process(None).expect("a priority");
        let before = own();
        let pool = background().expect("threads");
        assert_eq!(pool.install(own), STEPS.max(before));
        assert_eq!(own(), before);
    }
}
