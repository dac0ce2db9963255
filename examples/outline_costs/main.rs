//! Measures the costs of the outline (`src/import/outline/weights.txt`) by outlines that people read, and trains them.
//!
//!     python3 scripts/outline_gold.py … > gold.jsonl
//!     cargo run --example outline_costs --config 'profile.dev.package.ibid.opt-level=2' -- gold.jsonl [--zero] [--train]
//!
//! All documents are read once; for each table of costs the trees alone are chosen anew. What is made small is a document's
//! missed and false headings and those under another parent, of its headings; the mean is that over documents, a small one in
//! proportion.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what it finds is for people to read")]

mod gold;
mod training;

use std::fmt::Write as _;
use std::time::Instant;

use clap::Parser;
use ibid::import::OutlineTrial;
use ibid::pipeline;
use rayon::prelude::*;

use gold::{Gold, Score};
use training::Training;

/// The table that the program has.
const TABLE: &str = include_str!("../../src/import/outline/weights.txt");

#[derive(Parser)]
struct Options {
    /// What `scripts/outline_gold.py` wrote.
    gold: String,
    /// Changes of the table: a name, `=` and an integer.
    #[arg(long)]
    set: Vec<String>,
    /// Says each fault.
    #[arg(long)]
    show: bool,
    /// What is lost without each weight.
    #[arg(long)]
    zero: bool,
    /// Trains, in so many passes.
    #[arg(long, default_value_t = 0)]
    train: usize,
    /// Takes away the weights that nothing misses, one after the other; a loss that is no more than this is none.
    #[arg(long)]
    prune: Option<f64>,
    /// Writes what is found as gold: what must stay as it is.
    #[arg(long)]
    dump: bool,
    /// Documents whose path has these words.
    #[arg(long, default_value = "")]
    only: String,
}

/// A document in memory and its gold.
pub struct Document {
    gold: Gold,
    trial: OutlineTrial,
}

impl Document {
    fn read(gold: Gold) -> Option<Self> {
        let source = pipeline::read_source(&gold.path, std::fs::read(&gold.path).ok()?).ok()?;
        Some(Self { trial: OutlineTrial::of(&source.value), gold })
    }

    /// Its score by a changed table.
    pub fn score(&self, changes: &str) -> Score {
        self.gold.score(&self.trial.headings(changes), |_, _, _| {})
    }

    /// Its headings as a line of gold.
    fn dump(&self) -> serde_json::Value {
        let found = self.trial.headings("");
        let parents = gold::parents(&found);
        let row = |(heading, parent): (&ibid::import::TrialHeading, Option<usize>)| {
            let ways = [gold::key(&format!("{} {}", heading.number, heading.title)), gold::key(&heading.title)];
            serde_json::json!({"ways": ways, "parent": parent})
        };
        let rows: Vec<_> = found.iter().zip(parents).map(row).collect();
        serde_json::json!({"path": self.gold.path, "whole": true, "free": [], "rows": rows})
    }

    fn faults(&self, changes: &str) -> String {
        let mut said = String::new();
        let score = self.gold.score(&self.trial.headings(changes), |fault, title, line| {
            let _ = writeln!(said, "    {fault}, line {line}: {title}");
        });
        format!("  {:.3} {score:?} {}\n{said}", score.loss(), self.gold.path)
    }
}

fn main() -> std::io::Result<()> {
    let options = Options::parse();
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().map_err(std::io::Error::other)?;
    let began = Instant::now();
    let read = std::fs::read_to_string(&options.gold)?;
    let lines: Vec<&str> = read.lines().collect();
    let all = lines.par_iter().filter_map(|line| Gold::of(line)).filter(|gold| gold.path.contains(&options.only));
    let documents: Vec<Document> = all.filter_map(Document::read).collect();
    eprintln!("{} documents read in {:?}", documents.len(), began.elapsed());
    let changes: String = options.set.iter().map(|change| change.replace('=', " ") + "\n").collect();
    let training = Training::new(&documents, TABLE, &changes);
    let began = Instant::now();
    println!("today: {}", training.said(&changes, &training.everything()));
    eprintln!("one evaluation: {:?}", began.elapsed());
    if options.show {
        documents.iter().for_each(|document| print!("{}", document.faults(&changes)));
    }
    if options.zero {
        training.zero();
    }
    if let Some(least) = options.prune {
        training.prune(least);
    }
    if options.dump {
        documents.iter().for_each(|document| println!("{}", document.dump()));
    }
    if options.train > 0 {
        training.train(options.train);
    }
    Ok(())
}
