//! Finds the headings of many documents again and again by other weights: what `scripts/train_outline.py` trains the weights
//! of the outline with. `cargo run --example outline_costs -- FILE...`
//!
//! In: changes of weights, a name and an integer a line, and a line with a dot and the numbers of the files that are to be read.
//! Out: a line for each of these, its headings in JSON (line, level, number, title).

use std::io::{BufRead as _, Write as _};

use ibid::import::OutlineTrial;
use ibid::pipeline;

fn main() -> std::io::Result<()> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let trials = beside(&paths, |path| {
        let bytes = std::fs::read(path).ok()?;
        let source = pipeline::read_source(path, bytes).ok()?;
        Some(OutlineTrial::of(&source.value))
    });
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut changes = String::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Some(asked) = line.strip_prefix('.') else {
            changes.push_str(&line);
            changes.push('\n');
            continue;
        };
        let asked = asked.split_whitespace().filter_map(|number| trials.get(number.parse::<usize>().ok()?));
        let asked: Vec<&Option<OutlineTrial>> = asked.collect();
        for headings in beside(&asked, |trial| trial.as_ref().map(|trial| trial.headings(&changes))) {
            let rows =
                headings.iter().flatten().map(|one| serde_json::json!([one.line, one.level, one.number, one.title]));
            writeln!(out, "{}", rows.collect::<serde_json::Value>())?;
        }
        out.flush()?;
        changes.clear();
    }
    Ok(())
}

/// Does the same to all, on two threads.
fn beside<T: Sync, U: Send>(all: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let done = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(one) = all.get(at) else { break };
                    let result = work(one);
                    if let Ok(mut done) = done.lock() {
                        done.push((at, result));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
