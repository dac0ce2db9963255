//! `ibid-scale`: what many editions have in common, and a page that searches them.
//!
//! In: the folders of sites that were built with `outputs: {facts: true}`. Out: for each edition a folder that its next build takes
//! in, or a page. What always holds: the result is the same to the byte however many workers and parts there are. `docs/scale.md`
//! tells how it is used, and why it is made this way.

mod engine;
mod facts;
mod found;
mod portal;
mod sites;
mod workers;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};

use engine::{Part, Step};

#[derive(Parser)]
#[command(version, about = "Finds what many editions of ibid have in common, and makes a page that searches them")]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Finds passages, figures and documents that several editions have
    Match(Match),
    /// One part of one step of `match`: what a worker does
    Step(OneStep),
    /// Writes a page that searches several editions by their own indexes
    Portal(portal::Portal),
}

#[derive(Args)]
struct Match {
    /// Where the results go: a folder for each edition
    #[arg(long)]
    out: PathBuf,
    /// How many processes work side by side
    #[arg(long, default_value_t = 1)]
    workers: usize,
    /// Into how many parts the work is cut; each fits the memory by itself [default: as many as workers]
    #[arg(long)]
    parts: Option<usize>,
    /// Megabytes that a worker may hold
    #[arg(long, default_value_t = 1024)]
    memory: usize,
    /// Folders of sites, or folders that hold such folders
    #[arg(required = true)]
    sites: Vec<PathBuf>,
}

#[derive(Args)]
struct OneStep {
    /// Which step
    step: Step,
    /// Which part of how many, from 0: `0/2`
    #[arg(long)]
    part: Part,
    /// Where the results go, and in `.work` what the steps hand on
    #[arg(long)]
    out: PathBuf,
    /// Megabytes that it may hold
    #[arg(long, default_value_t = 1024)]
    memory: usize,
    /// Folders of sites, or folders that hold such folders
    #[arg(required = true)]
    sites: Vec<PathBuf>,
}

fn main() -> Result<()> {
    match Command::parse().task {
        Task::Match(task) => find(&task),
        Task::Step(task) => engine::step(task.step, task.part, &task.out, &sites::find(&task.sites)?, task.memory),
        Task::Portal(task) => portal::write(&task),
    }
}

/// All steps, one after the other: the parts of each side by side.
fn find(task: &Match) -> Result<()> {
    let sites = sites::find(&task.sites)?;
    let parts = task.parts.unwrap_or(task.workers).max(1);
    let work = engine::work(&task.out);
    if work.exists() {
        std::fs::remove_dir_all(&work).context("the folder of a former run stays")?;
    }
    std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
    for step in [Step::Runs, Step::Pairs, Step::Found] {
        workers::run(task.workers.max(1), parts, step, (&task.out, task.memory), &sites)?;
    }
    std::fs::remove_dir_all(&work).context("the folder of the steps stays")?;
    engine::say(&format!("{} editions: {}", sites.len(), task.out.display()));
    Ok(())
}
