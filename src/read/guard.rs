//! Reading on a thread of its own, so that nothing that goes wrong in a reader goes further.

use super::error::ReadError;
use crate::quiet;

/// Runs a reader. A panic in it is a file that cannot be read: `broken`.
///
/// # Errors
/// What the reader gives, or `broken`.
pub fn apart<T: Send + 'static>(
    broken: ReadError,
    read: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ReadError> {
    quiet::spawn(read).map_err(|_| broken)?.join().unwrap_or(Err(broken))
}
