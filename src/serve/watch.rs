//! What changes in the edition's folder.
//!
//! In: the folder. Out: lists of paths that changed, once the disk has been quiet for a moment.
//! What always holds: a folder that is made later is watched too; reading a file is no change.
//!
//! `notify` itself and not its debouncer: a save is told after [`QUIET`] instead of after a tick, and nothing wakes up
//! while nothing changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Editors write a file in several steps; after so long without one the file is whole.
const QUIET: Duration = Duration::from_millis(8);

/// A disk that is never quiet is looked at all the same after so long.
const LONGEST: Duration = Duration::from_millis(250);

/// The folders of an edition that are watched, with all that is in them.
const WATCHED: [&str; 6] = ["content", "sources", "templates", "static", "i18n", "themes"];

/// What was found.
pub(super) enum Change {
    /// These paths changed; none when the wait was ended.
    Paths(BTreeSet<PathBuf>),
    /// Some changes were missed: everything may be other than before.
    Everything,
    /// Nothing for as long as was asked.
    Nothing,
}

/// What ends a wait.
enum Signal {
    Disk(notify::Result<Event>),
    /// Files that are whole: the desk wrote them.
    Written(Vec<PathBuf>),
    Woken,
}

/// Watches an edition's folder.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    signals: Sender<Signal>,
    found: Receiver<Signal>,
    watched: BTreeSet<&'static str>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system has no room for another watch.
    pub fn new(root: &Path) -> Result<Self> {
        let (signals, found) = channel();
        let tell = signals.clone();
        let heard = move |event| drop(tell.send(Signal::Disk(event)));
        let watcher = notify::recommended_watcher(heard).context(message!("watch-folder"))?;
        let mut watch = Self { root: root.to_owned(), watcher, signals, found, watched: BTreeSet::new() };
        watch.watcher.watch(root, RecursiveMode::NonRecursive).context(message!("watch-folder"))?;
        watch.watch_folders()?;
        Ok(watch)
    }

    /// Watches the folders that are there and were not.
    fn watch_folders(&mut self) -> Result<()> {
        for name in WATCHED {
            let folder = self.root.join(name);
            if !folder.is_dir() {
                self.watched.remove(name);
            } else if self.watched.insert(name) {
                let done = self.watcher.watch(&folder, RecursiveMode::Recursive);
                done.with_context(|| message!("watch-one", folder = folder.display()))?;
            }
        }
        Ok(())
    }

    /// A folder in whose place another one came (an import exchanges `content/`) has to be watched anew.
    fn forget_replaced(&mut self, paths: &BTreeSet<PathBuf>) -> bool {
        let replaced: Vec<&'static str> =
            self.watched.iter().copied().filter(|name| paths.contains(&self.root.join(name))).collect();
        for name in &replaced {
            // The watch may have gone with the folder.
            let _ = self.watcher.unwatch(&self.root.join(name));
            self.watched.remove(name);
        }
        !replaced.is_empty()
    }

    /// Ends a wait from another thread; the wait then finds no paths.
    pub fn waker(&self) -> impl FnOnce() + Send + use<> {
        let signals = self.signals.clone();
        move || drop(signals.send(Signal::Woken))
    }

    /// Tells of files that are written and whole, from another thread: a wait ends at once.
    pub fn teller(&self) -> impl Fn(Vec<PathBuf>) + Send + use<> {
        let signals = self.signals.clone();
        move |paths| drop(signals.send(Signal::Written(paths)))
    }

    /// Waits for a change, `patience` long or for ever.
    ///
    /// # Errors
    /// When the watch is over.
    pub fn next(&mut self, patience: Option<Duration>) -> Result<Change> {
        let first = match patience {
            None => self.found.recv().context(message!("watch-ended"))?,
            Some(time) => match self.found.recv_timeout(time) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => return Ok(Change::Nothing),
                Err(RecvTimeoutError::Disconnected) => refuse!("watch-ended"),
            },
        };
        if let Signal::Written(paths) = first {
            return Ok(Change::Paths(paths.into_iter().collect()));
        }
        let mut paths = BTreeSet::new();
        let mut all = !take(first, &mut paths);
        let end = Instant::now() + LONGEST;
        // What does not matter (our own reading of a file) does not prolong the wait.
        while !paths.is_empty() && Instant::now() < end {
            match self.found.recv_timeout(QUIET) {
                Ok(more) => all |= !take(more, &mut paths),
                Err(_) => break,
            }
        }
        if paths.iter().any(|path| path.parent() == Some(self.root.as_path())) {
            all |= self.forget_replaced(&paths);
            self.watch_folders()?;
        }
        Ok(if all { Change::Everything } else { Change::Paths(paths) })
    }
}

/// Adds the paths of an event; `false` when events were lost.
fn take(signal: Signal, paths: &mut BTreeSet<PathBuf>) -> bool {
    let event = match signal {
        Signal::Woken => return true,
        Signal::Written(written) => {
            paths.extend(written);
            return true;
        }
        Signal::Disk(Ok(event)) => event,
        Signal::Disk(Err(_)) => return false,
    };
    let is_change = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let lost = event.need_rescan();
    if is_change {
        paths.extend(event.paths);
    }
    !lost
}
