//! Reading on a thread of its own, so that nothing that goes wrong in a reader goes further.

use std::panic;
use std::sync::Once;
use std::thread;

use super::error::ReadError;

/// The stack of the thread that reads: forms and elements nest, and a hostile file nests them deep.
const STACK: usize = 64 << 20;
/// The thread's name, by which its panics are known.
const READER: &str = "ibid-reader";

/// Runs a reader. A panic in it is a file that cannot be read: `broken`.
///
/// # Errors
/// What the reader gives, or `broken`.
pub fn apart<T: Send + 'static>(
    broken: ReadError,
    read: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ReadError> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let shown = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(READER) {
                shown(info);
            }
        }));
    });
    let reader = thread::Builder::new().name(READER.into()).stack_size(STACK).spawn(read);
    reader.map_err(|_| broken)?.join().unwrap_or(Err(broken))
}
