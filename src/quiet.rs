//! Threads for what may go wrong: a panic in one ends that thread alone, and nobody sees it.
//!
//! In: some work on a file that nobody vouches for. Out: the thread that does it.

use std::io;
use std::panic;
use std::sync::Once;
use std::thread::{self, JoinHandle};

/// Their stack: forms and elements nest, and a hostile file nests them deep.
const STACK: usize = 64 << 20;
/// Their name, by which their panics are known.
const NAME: &str = "ibid-reader";

/// Begins a thread.
///
/// # Errors
/// When the system has none to give.
pub fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> io::Result<JoinHandle<T>> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let shown = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(NAME) {
                shown(info);
            }
        }));
    });
    thread::Builder::new().name(NAME.into()).stack_size(STACK).spawn(work)
}
