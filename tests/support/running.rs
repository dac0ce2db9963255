//! A program at work beside a test.

use std::process::Child;

/// The program; it is ended when the test ends, however that does.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
