//! The thread that builds: shows the page that was saved, and has the whole site built beside it, debounced.
//!
//! In: changes of the disk. Out: sites and faults in [`Live`], news for the terminal.
//! What always holds: a save is shown while a build is under way; once nothing was saved for a moment ([`DEBOUNCE`]), what is served is what
//! `ibid build` would write.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::desk::Desk;
use super::live::Live;
use super::priority::background;
use super::watch::{Change, Watch};
use super::{Options, ServeEvent, Tell};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::edition::read_config;
use crate::pipeline::{BuildOptions, Done, Workspace};

/// How long nothing must be saved after a page was shown before the whole site is built: a part of what the last build took, so that
/// of an edition that takes seconds no build is begun between two answers of an editor who is at work.
const DEBOUNCE: [Duration; 2] = [Duration::from_millis(150), Duration::from_secs(2)];
const PART: u32 = 4;

/// How many pages that were saved together are shown before the whole site is built.
const TOGETHER: usize = 8;

/// Builds on and on.
pub(super) struct Builder {
    options: Options,
    address: String,
    live: Arc<Live>,
    desk: Option<Arc<Desk>>,
    tell: Tell,
    watch: Watch,
    workspace: Workspace,
    /// The threads of the builds.
    background: Arc<rayon::ThreadPool>,
    /// How long the last build took.
    took: Duration,
    /// What the build under way gives, and when it began.
    ended: (Sender<Done>, Receiver<Done>),
    began: Option<Instant>,
    /// Whether the whole site is other than what was built or is being built.
    is_due: bool,
    /// Whether that is more than pages that are shown already, so that it cannot wait.
    is_urgent: bool,
    /// Whether the last build gathered what waits at the desk.
    is_gathered: bool,
    /// The pages that were shown since the build under way began: their content files and addresses.
    newer: BTreeMap<String, String>,
}

impl Builder {
    /// Reads the edition and begins to watch it.
    pub fn new(
        options: Options,
        address: String,
        (live, desk): (Arc<Live>, Option<Arc<Desk>>),
        tell: Tell,
    ) -> Result<Self> {
        // The watch comes first, so that no change falls between.
        let watch = Watch::new(&options.root)?;
        if let Some(desk) = &desk {
            desk.when_opened(watch.waker());
            desk.when_written(watch.teller());
        }
        let workspace = Workspace::new(disk::read_for_site(&options.root)?);
        let (ended, newer) = (channel(), BTreeMap::new());
        Ok(Self {
            options,
            address,
            live,
            desk,
            tell,
            watch,
            workspace,
            background: Arc::new(background()?),
            took: Duration::ZERO,
            ended,
            began: None,
            is_due: true,
            is_urgent: true,
            is_gathered: false,
            newer,
        })
    }

    /// Builds until the watch ends.
    pub fn run(mut self) {
        loop {
            // A desk that was opened since the last build waits for one that gathers.
            self.is_urgent |= !self.is_gathered && self.is_desk_open();
            if self.began.is_none() && self.is_urgent {
                self.begin();
            }
            let waits = self.began.is_none() && self.is_due;
            match self.watch.next(waits.then(|| (self.took / PART).clamp(DEBOUNCE[0], DEBOUNCE[1]))) {
                Ok(Change::Nothing) => self.begin(),
                Ok(Change::Paths(paths)) => self.change(&paths),
                Ok(Change::Everything) => self.read_all(),
                Err(error) => return (self.tell)(&ServeEvent::Trouble(error)),
            }
            while let Ok(done) = self.ended.1.try_recv() {
                self.end(done);
            }
        }
    }

    /// Takes up changed files.
    fn change(&mut self, paths: &BTreeSet<PathBuf>) {
        let started = Instant::now();
        self.tell_sources(paths);
        let changed = match disk::refresh(self.workspace.folder(), &self.options.root, paths) {
            Ok(changed) => changed,
            Err(error) => return (self.tell)(&ServeEvent::Trouble(error)),
        };
        self.is_due |= !changed.is_empty();
        if changed.is_empty() {
            return;
        }
        let are_shown = changed.len() <= TOGETHER && changed.iter().all(|page| self.show(page, started));
        self.is_urgent |= !are_shown;
    }

    /// Shows a page as it was saved; `false` when more than this page has to be built to show it.
    fn show(&mut self, page: &str, started: Instant) -> bool {
        let Some((file, html)) = self.workspace.preview(page) else { return false };
        if self.live.publish_page(&file, html) {
            (self.tell)(&ServeEvent::Page(file.clone(), started.elapsed()));
        }
        self.newer.insert(page.to_owned(), file);
        true
    }

    fn tell_sources(&self, paths: &BTreeSet<PathBuf>) {
        let sources = self.options.root.join("sources");
        for path in paths.iter().filter(|path| path.starts_with(&sources) && path.is_file()) {
            let name = path.strip_prefix(&self.options.root).unwrap_or(path);
            (self.tell)(&ServeEvent::Source(name.to_string_lossy().into_owned()));
        }
    }

    fn read_all(&mut self) {
        match disk::read_for_site(&self.options.root) {
            Ok(folder) => *self.workspace.folder() = folder,
            Err(error) => return (self.tell)(&ServeEvent::Trouble(error)),
        }
        (self.is_due, self.is_urgent) = (true, true);
    }

    fn is_desk_open(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.is_open())
    }

    /// Has the whole site built by a thread of its own.
    fn begin(&mut self) {
        let options = BuildOptions { base_url: self.base_url(), drafts: self.options.drafts };
        self.is_gathered = self.is_desk_open();
        let task = self.workspace.task(options).with_desk(self.is_gathered);
        let (tell, wake, threads) = (self.ended.0.clone(), self.watch.waker(), Arc::clone(&self.background));
        // Until the first site stands there is nothing to step back for.
        let is_first = self.took.is_zero();
        let work = move || {
            let done = if is_first { task.run() } else { threads.install(|| task.run()) };
            // Nobody waits for it any more when the program ends.
            let _ = tell.send(done);
            wake();
        };
        self.newer.clear();
        (self.is_due, self.is_urgent, self.began) = (false, false, Some(Instant::now()));
        if let Err(error) = std::thread::Builder::new().name("site".to_owned()).spawn(work) {
            self.began = None;
            (self.tell)(&ServeEvent::Trouble(error.into()));
        }
    }

    /// Serves the site that was built, or tells why not.
    fn end(&mut self, mut done: Done) {
        if let (Some(desk), Some(gathered)) = (&self.desk, done.take_waiting()) {
            desk.publish(gathered);
        }
        let time = self.began.take().map_or(Duration::ZERO, |began| began.elapsed());
        self.took = time;
        let built = self.workspace.settle(done, self.newer.keys().map(String::as_str));
        let (mut faults, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
            built.diagnostics.into_iter().partition(|said| said.severity >= self.options.least);
        if !faults.is_empty() {
            // What changed since may have mended them: the next build tells.
            if !self.is_due {
                faults.sort_by_key(|said| std::cmp::Reverse(said.severity));
                self.live.fail(overlay(&faults));
                (self.tell)(&ServeEvent::Faults(faults));
            }
            return;
        }
        let pages = built.value.iter().filter(|(path, _)| path.ends_with(".html")).count();
        let newer: Vec<&str> = self.newer.values().map(String::as_str).collect();
        let changed = self.live.publish(built.value, &newer);
        (self.tell)(&ServeEvent::Built { pages, changed, time, diagnostics: others });
    }

    /// An edition that has an address gets the one at which it is served, one that has none stays without.
    fn base_url(&mut self) -> Option<String> {
        let config = self.workspace.folder().text("edition.yaml").map(read_config);
        let has_address = config.is_some_and(|config| !config.value.base_url.is_empty());
        (self.options.base_url.is_some() || has_address).then(|| self.address.clone())
    }
}

/// What the overlay says: the same as the terminal, without colours.
fn overlay(faults: &[Diagnostic]) -> String {
    faults.iter().map(|said| said.render(false)).collect::<Vec<_>>().join("\n\n")
}
