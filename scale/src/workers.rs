//! Parts of a step as processes of their own, some side by side.
//!
//! A worker is this program with `step`: it reads the facts, writes one file into the folder of the steps, and ends. On other machines
//! that see the same folders the same command does the same.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};

use crate::engine::{self, Part, Step};

/// Runs all parts of a step, `workers` of them at a time.
pub fn run(workers: usize, parts: usize, step: Step, (out, memory): (&Path, usize), sites: &[PathBuf]) -> Result<()> {
    let program = std::env::current_exe().context("this program has no name")?;
    let next = AtomicUsize::new(0);
    let one = |part: Part| -> Result<ExitStatus> {
        let mut worker = Command::new(&program);
        worker.arg("step").arg(step.name()).arg("--part").arg(part.to_string()).arg("--out").arg(out);
        worker.arg("--memory").arg(memory.to_string()).args(sites);
        // Where the engine puts what does not fit the memory.
        worker.env("SQLITE_TMPDIR", engine::work(out));
        worker.status().context("a worker cannot be started")
    };
    let all = || -> Result<()> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= parts {
                return Ok(());
            }
            let part = Part { at, of: parts };
            if !one(part)?.success() {
                // Nobody needs to begin what is in vain.
                next.store(parts, Ordering::Relaxed);
                bail!("part {part} of `{}` failed", step.name());
            }
        }
    };
    let ended: Vec<Result<()>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(all)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a worker's thread ended"))).collect()
    });
    ended.into_iter().collect()
}
