//! The command `ibid`.

use std::process::ExitCode;

/// A build makes millions of small strings on several threads: the system's allocator takes a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ibid::cli::main()
}
