//! The command `ibid`.

use std::process::ExitCode;

/// A build asks for millions of small pieces of memory; the system's own way of giving them took a seventh of its time.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ibid::cli::main()
}
