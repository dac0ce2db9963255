//! What is served now, and what is told to the browsers that look at it.
//!
//! In: sites and faults from the builder. Out: files to the requests, events to the browsers.
//! What always holds: a site is replaced whole or not at all; what an event names is already served.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::broadcast::{Receiver, Sender, channel};

use crate::tree::FileTree;

/// How many events a slow browser may miss before it must reload.
const KEPT: usize = 64;

/// How many changed files are named; of more it is said that everything changed.
const NAMED: usize = 400;

/// Something that a browser should know.
#[derive(Debug, Clone)]
pub(super) enum ReloadEvent {
    /// These files are other than before; none for all of them.
    Changed(u64, Option<Vec<String>>),
    /// The edition cannot be built; the last good site still stands.
    Fault(String),
    /// It can be built again.
    Mended,
}

/// What is served.
#[derive(Default)]
struct Served {
    /// The last good site.
    site: Arc<FileTree>,
    /// Pages that are newer than the site: the one that is being edited.
    fresh: FileTree,
    /// Grows with every change.
    generation: u64,
    /// Why the edition cannot be built.
    fault: Option<String>,
}

/// The site as it stands, shared between the builder and the requests.
pub(super) struct Live {
    served: RwLock<Served>,
    events: Sender<ReloadEvent>,
}

/// A look at the site: what one request needs.
pub(super) struct Snapshot {
    /// The last good site.
    pub site: Arc<FileTree>,
    /// The number of the state.
    pub generation: u64,
    /// Why the edition cannot be built.
    pub fault: Option<String>,
}

impl Live {
    /// Nothing yet. Generations begin at `first`, which no earlier run of the program had.
    pub fn new(first: u64) -> Self {
        let served = Served { generation: first, ..Served::default() };
        Self { served: RwLock::new(served), events: channel(KEPT).0 }
    }

    /// The state for one request.
    pub fn snapshot(&self) -> Snapshot {
        let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
        Snapshot { site: Arc::clone(&served.site), generation: served.generation, fault: served.fault.clone() }
    }

    /// A file as it stands now.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
        served.fresh.get(path).or_else(|| served.site.get(path)).map(<[u8]>::to_vec)
    }

    /// Events from now on.
    pub fn listen(&self) -> Receiver<ReloadEvent> {
        self.events.subscribe()
    }

    /// Puts a new site in place, but for pages that were shown since it was begun; says which files changed, and how many.
    pub fn publish(&self, site: FileTree, newer: &[&str]) -> usize {
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        let mut changed = changed(&served, &site);
        changed.retain(|path| !newer.contains(&path.as_str()));
        let count = changed.len();
        let before = std::mem::take(&mut served.fresh);
        served.fresh = before.iter().filter(|(path, _)| newer.contains(path)).collect();
        served.site = Arc::new(site);
        let mended = served.fault.take().is_some();
        if count > 0 {
            served.generation += 1;
            let named = (count <= NAMED).then_some(changed);
            self.tell(ReloadEvent::Changed(served.generation, named));
        }
        if mended {
            self.tell(ReloadEvent::Mended);
        }
        count
    }

    /// Shows one page as it will be, before the rest of the site follows; `false` when it is as before.
    pub fn publish_page(&self, path: &str, html: String) -> bool {
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        let current = served.fresh.get(path).or_else(|| served.site.get(path));
        if current == Some(html.as_bytes()) || served.fresh.insert(path, html).is_err() {
            return false;
        }
        served.generation += 1;
        self.tell(ReloadEvent::Changed(served.generation, Some(vec![path.to_owned()])));
        true
    }

    /// Keeps the site and tells why it is not a new one.
    pub fn fail(&self, fault: String) {
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        served.fault = Some(fault.clone());
        self.tell(ReloadEvent::Fault(fault));
    }

    fn tell(&self, event: ReloadEvent) {
        // An error says that nobody listens.
        let _ = self.events.send(event);
    }
}

/// The files that are new, gone or other than those that are served.
fn changed(served: &Served, site: &FileTree) -> Vec<String> {
    let current = |path: &str| served.fresh.get(path).or_else(|| served.site.get(path));
    // Bytes that two sites share need not be looked at.
    let is_same = |path: &str, bytes: &[u8]| current(path).is_some_and(|now| std::ptr::eq(now, bytes) || now == bytes);
    let new = site.iter().filter(|(path, bytes)| !is_same(path, bytes)).map(|(path, _)| path.to_owned());
    let gone = served.site.iter().filter(|(path, _)| site.get(path).is_none()).map(|(path, _)| path.to_owned());
    new.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> FileTree {
        let mut site = FileTree::new();
        assert!(site.insert("a.html", text).is_ok() && site.insert("b.html", "same").is_ok());
        site
    }

    #[test]
    fn only_what_changed_is_told() {
        let live = Live::new(7);
        live.publish(site("one"), &[]);
        let mut heard = live.listen();
        assert_eq!(live.publish(site("one"), &[]), 0);
        assert!(heard.try_recv().is_err());
        assert!(live.publish_page("a.html", "two".to_owned()));
        assert_eq!(live.file("a.html").as_deref(), Some(&b"two"[..]));
        assert!(matches!(heard.try_recv(), Ok(ReloadEvent::Changed(9, Some(files))) if files == ["a.html"]));
        assert_eq!(live.publish(site("two"), &[]), 0, "the page was already shown");
        live.fail("wrong".to_owned());
        assert_eq!(live.file("a.html").as_deref(), Some(&b"two"[..]), "the last good site stays");
        live.publish(site("two"), &[]);
        assert!(matches!((heard.try_recv(), heard.try_recv()), (Ok(ReloadEvent::Fault(_)), Ok(ReloadEvent::Mended))));
        assert!(live.publish_page("a.html", "three".to_owned()));
        assert_eq!(live.publish(site("two"), &["a.html"]), 0, "a page that was shown since is newer than the site");
        assert_eq!(live.file("a.html").as_deref(), Some(&b"three"[..]));
    }
}
