//! How long the steps of a build take: shown while it runs, and afterwards with `--timings`.

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::disk::{Made, Why};
use crate::message::Message;
use crate::pipeline::Watch;

/// How many of the slowest pages are named.
const NAMED: usize = 5;

/// The steps of a build, in the order in which they began.
pub(super) struct Timings {
    begun: Instant,
    steps: Mutex<Vec<Step>>,
}

/// A step: when it began and how long it took, when it has ended.
struct Step {
    name: &'static str,
    begun: Instant,
    took: Option<Duration>,
}

impl Timings {
    /// Begins to measure.
    pub fn new() -> Self {
        Self { begun: Instant::now(), steps: Mutex::default() }
    }

    /// How long the whole has taken.
    pub fn so_far(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Does a step.
    pub fn step<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.begins(name);
        let done = work();
        self.ends(name);
        done
    }

    /// What is being done.
    pub fn now(&self) -> String {
        let steps = self.lock();
        let open = steps.iter().filter(|step| step.took.is_none()).map(|step| Message::new(step.name).to_string());
        open.collect::<Vec<_>>().join(", ")
    }

    /// What `--timings` shows.
    pub fn table(&self, made: &Made) -> String {
        let mut out = format!("\n{}\n", message!("timings-steps"));
        for step in self.lock().iter() {
            let begun = step.begun.saturating_duration_since(self.begun);
            let took = step.took.map_or_else(String::new, milliseconds);
            let _ = writeln!(out, "{:>10} {took:>10}  {}", milliseconds(begun), Message::new(step.name));
        }
        let count = |why| made.why.get(&why).copied().unwrap_or(0);
        let rendered: usize = made.why.values().sum();
        let _ = writeln!(out, "{}", message!("timings-pages"));
        let _ = writeln!(out, "{:>10} {}", made.kept, message!("timings-kept"));
        let why = message!(
            "timings-rendered",
            changed = count(Why::Changed),
            new = count(Why::New),
            touched = count(Why::Touched)
        );
        let _ = writeln!(out, "{rendered:>10} {why}");
        let mut slow: Vec<&(Duration, String)> = made.took.iter().collect();
        slow.sort_by(|one, other| other.cmp(one));
        if !slow.is_empty() {
            let _ = writeln!(out, "{}", message!("timings-slowest"));
        }
        for (took, path) in slow.into_iter().take(NAMED) {
            let _ = writeln!(out, "{:>10}  {path}", milliseconds(*took));
        }
        out.trim_end().to_owned()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Step>> {
        self.steps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Timings {
    fn begins(&self, name: &'static str) {
        self.lock().push(Step { name, begun: Instant::now(), took: None });
    }

    fn ends(&self, name: &'static str) {
        let mut steps = self.lock();
        if let Some(step) = steps.iter_mut().rev().find(|step| step.name == name && step.took.is_none()) {
            step.took = Some(step.begun.elapsed());
        }
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
