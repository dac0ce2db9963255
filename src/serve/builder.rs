//! The thread that builds: waits for changes, shows the page that was saved, then builds the rest.
//!
//! In: changes of the disk. Out: sites and faults in [`Live`], news for the terminal.
//! What always holds: when the hand rests, what is served is what `ibid build` would write.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::live::Live;
use super::watch::{Change, Watch};
use super::{News, Options, Tell};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::edition::read_config;
use crate::pipeline::{BuildOptions, Desk};

/// How long the hand must rest after a page was shown before the whole site is built.
const REST: Duration = Duration::from_millis(150);

/// Builds on and on.
pub(super) struct Builder {
    options: Options,
    address: String,
    live: Arc<Live>,
    tell: Tell,
    watch: Watch,
    desk: Desk,
}

impl Builder {
    /// Reads the edition and begins to watch it.
    pub fn new(options: Options, address: String, live: Arc<Live>, tell: Tell) -> Result<Self> {
        // The watch comes first, so that no change falls between.
        let watch = Watch::new(&options.root)?;
        let desk = Desk::new(disk::read_edition(&options.root)?);
        Ok(Self { options, address, live, tell, watch, desk })
    }

    /// Builds until the watch ends.
    pub fn run(mut self) {
        self.build();
        let mut is_due = false;
        loop {
            match self.watch.next(is_due.then_some(REST)) {
                Ok(Change::Nothing) => {
                    self.build();
                    is_due = false;
                }
                Ok(Change::Everything) => {
                    self.read_all();
                    self.build();
                    is_due = false;
                }
                Ok(Change::Paths(paths)) => is_due = self.change(&paths, is_due),
                Err(error) => return (self.tell)(&News::Trouble(error)),
            }
        }
    }

    /// Takes up changed files; says whether the whole site is still to be built.
    fn change(&mut self, paths: &BTreeSet<PathBuf>, is_due: bool) -> bool {
        let started = Instant::now();
        self.tell_sources(paths);
        let changed = match disk::refresh(self.desk.folder(), &self.options.root, paths) {
            Ok(changed) => changed,
            Err(error) => {
                (self.tell)(&News::Trouble(error));
                return is_due;
            }
        };
        let [page] = changed.as_slice() else {
            if !changed.is_empty() {
                self.build();
            }
            return is_due && changed.is_empty();
        };
        match self.desk.preview(page) {
            Some((file, html)) => {
                if self.live.publish_page(&file, html) {
                    (self.tell)(&News::Page(file, started.elapsed()));
                }
                true
            }
            None => {
                self.build();
                false
            }
        }
    }

    fn tell_sources(&self, paths: &BTreeSet<PathBuf>) {
        let sources = self.options.root.join("sources");
        for path in paths.iter().filter(|path| path.starts_with(&sources) && path.is_file()) {
            let name = path.strip_prefix(&self.options.root).unwrap_or(path);
            (self.tell)(&News::Source(name.to_string_lossy().into_owned()));
        }
    }

    fn read_all(&mut self) {
        match disk::read_edition(&self.options.root) {
            Ok(folder) => *self.desk.folder() = folder,
            Err(error) => (self.tell)(&News::Trouble(error)),
        }
    }

    /// Builds the whole site and serves it, or tells why not.
    fn build(&mut self) {
        let started = Instant::now();
        let options = BuildOptions { base_url: self.base_url(), drafts: self.options.drafts };
        let built = self.desk.build(&options);
        let (mut faults, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
            built.diagnostics.into_iter().partition(|said| said.severity >= self.options.least);
        if !faults.is_empty() {
            faults.sort_by_key(|said| std::cmp::Reverse(said.severity));
            self.live.fail(overlay(&faults));
            return (self.tell)(&News::Faults(faults));
        }
        let pages = built.value.iter().filter(|(path, _)| path.ends_with(".html")).count();
        let changed = self.live.publish(built.value);
        let news = News::Built { pages, changed, time: started.elapsed(), diagnostics: others };
        (self.tell)(&news);
    }

    /// An edition that has an address gets the one at which it is served, one that has none stays without.
    fn base_url(&mut self) -> Option<String> {
        let config = self.desk.folder().text("edition.yaml").map(read_config);
        let has_address = config.is_some_and(|config| !config.value.base_url.is_empty());
        (self.options.base_url.is_some() || has_address).then(|| self.address.clone())
    }
}

/// What the overlay says: the same as the terminal, without colours.
fn overlay(faults: &[Diagnostic]) -> String {
    faults.iter().map(|said| said.render(false)).collect::<Vec<_>>().join("\n\n")
}
