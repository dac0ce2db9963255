//! Pages of a PDF drawn: several at a time, none for longer than a page may take.
//!
//! In: how many there are, and what one who draws does. Out: what was made of each, none of one that cannot be drawn. Invariant: a page that
//! takes too long is left to itself, and the others are drawn all the same.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::facsimile::{self, Bytes};
use crate::quiet;

/// So long a page may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often those who draw are looked after.
const LOOK: Duration = Duration::from_millis(500);
/// So many pages may take too long before the rest of the file is not drawn.
const MOST_LEFT: usize = 3;

/// What one who draws does: for as long as the first names a page, by its place from 1, hands to the second what was made of it.
type Work<T> = dyn Fn(&dyn Fn() -> Option<usize>, &dyn Fn(usize, Option<T>)) + Send + Sync;

/// How many pages a PDF has; none when it cannot be drawn at all.
pub(super) fn page_count(bytes: &Bytes) -> Option<usize> {
    let counted = Arc::clone(bytes);
    quiet::spawn(move || facsimile::page_count(&counted)).ok()?.join().ok()?
}

/// What is made of so many pages. `progress` is told how many of how many are done.
pub(super) fn drawn<T: Send + 'static>(
    count: usize,
    work: impl Fn(&dyn Fn() -> Option<usize>, &dyn Fn(usize, Option<T>)) + Send + Sync + 'static,
    progress: &dyn Fn(usize, usize),
) -> Vec<Option<T>> {
    Studio::new(count, Arc::new(work)).draw(progress)
}

/// What somebody who draws says: who it is, and the page.
enum Said<T> {
    Begun(usize, usize),
    Done(usize, usize, Option<T>),
    Ended(usize),
}

/// Those who draw, and what they have drawn.
struct Studio<T> {
    work: Arc<Work<T>>,
    next: Arc<AtomicUsize>,
    made: Vec<Option<T>>,
    /// Who is at work since when, and on which page, if any.
    at_work: HashMap<usize, Option<(usize, Instant)>>,
    hired: usize,
    channel: (Sender<Said<T>>, Receiver<Said<T>>),
}

impl<T: Send + 'static> Studio<T> {
    fn new(pages: usize, work: Arc<Work<T>>) -> Self {
        Self {
            work,
            next: Arc::new(AtomicUsize::new(0)),
            made: std::iter::repeat_with(|| None).take(pages).collect(),
            at_work: HashMap::new(),
            hired: 0,
            channel: mpsc::channel(),
        }
    }

    fn hire(&mut self) {
        let (who, pages) = (self.hired, self.made.len());
        let (work, next, said) = (Arc::clone(&self.work), Arc::clone(&self.next), self.channel.0.clone());
        self.hired += 1;
        let shift = move || {
            let begin = || {
                let page = next.fetch_add(1, Ordering::Relaxed) + 1;
                (page <= pages && said.send(Said::Begun(who, page)).is_ok()).then_some(page)
            };
            // Whoever waits for it may have gone.
            work(&begin, &|page, made| drop(said.send(Said::Done(who, page, made))));
            drop(said.send(Said::Ended(who)));
        };
        if quiet::spawn(shift).is_ok() {
            self.at_work.insert(who, None);
        }
    }

    fn draw(mut self, progress: &dyn Fn(usize, usize)) -> Vec<Option<T>> {
        let hands = thread::available_parallelism().map_or(1, usize::from).min(self.made.len());
        (0..hands).for_each(|_| self.hire());
        let (mut done, mut left) = (0, 0);
        while !self.at_work.is_empty() {
            match self.channel.1.recv_timeout(LOOK) {
                Ok(Said::Begun(who, page)) => {
                    self.at_work.entry(who).and_modify(|work| *work = Some((page, Instant::now())));
                }
                Ok(Said::Done(who, page, made)) => {
                    // Who was given up has had its chance.
                    if let Some(work) = self.at_work.get_mut(&who) {
                        *work = None;
                        self.made[page - 1] = made;
                        done += 1;
                        progress(done, self.made.len());
                    }
                }
                Ok(Said::Ended(who)) => drop(self.at_work.remove(&who)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let is_late = |work: &Option<(usize, Instant)>| work.is_some_and(|(_, since)| since.elapsed() > PATIENCE);
            let before = self.at_work.len();
            self.at_work.retain(|_, work| !is_late(work));
            for _ in self.at_work.len()..before {
                // `Ended` takes its own out, so that these are late.
                left += 1;
                if left <= MOST_LEFT {
                    self.hire();
                }
            }
        }
        self.made
    }
}
