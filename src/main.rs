//! The command `ibid`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ibid::cli::main()
}
