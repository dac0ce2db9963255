//! How long the steps of a build take: shown while it runs, and afterwards with `--timings`.

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::disk::{Made, Why};
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
        let open: Vec<&str> = steps.iter().filter(|step| step.took.is_none()).map(|step| step.name).collect();
        open.join(", ")
    }

    /// What `--timings` shows.
    pub fn table(&self, made: &Made) -> String {
        let mut out = String::from("\nsteps (when each began and how long it took; some go side by side)\n");
        for step in self.lock().iter() {
            let begun = step.begun.saturating_duration_since(self.begun);
            let took = step.took.map_or_else(String::new, milliseconds);
            let _ = writeln!(out, "{:>10} {took:>10}  {}", milliseconds(begun), step.name);
        }
        let count = |why| made.why.get(&why).copied().unwrap_or(0);
        let rendered: usize = made.why.values().sum();
        let _ = write!(
            out,
            "pages\n{:>10} stand as they were made before\n{rendered:>10} rendered: {} because of what goes into them, {} new or of another program, {} touched since\n",
            made.kept,
            count(Why::Changed),
            count(Why::New),
            count(Why::Touched)
        );
        let mut slow: Vec<&(Duration, String)> = made.took.iter().collect();
        slow.sort_by(|one, other| other.cmp(one));
        if !slow.is_empty() {
            out.push_str("slowest to render\n");
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
