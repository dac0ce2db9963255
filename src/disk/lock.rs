//! One writer at a time: a lock that every command takes before it changes an edition.
//!
//! In: the edition's folder. Out: a [`Lock`], held until it is dropped.
//! What always holds: the system holds the lock, not the file: when a program is killed, its lock is free. Without a
//! writer no file of the lock stands. An edition on a disk that cannot be locked or written is not locked.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Result;

use super::names::OWN;
use crate::message::Message;

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often is looked whether it has ended.
const TICK: Duration = Duration::from_millis(20);

/// The right to change an edition.
#[derive(Debug)]
pub struct Lock {
    /// None where the disk knows no locks; held until it is dropped.
    _held: Option<LockOwner>,
}

#[derive(Debug)]
struct LockOwner {
    own: PathBuf,
    /// Closing it gives the lock back.
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who holds it.
    pub(super) fn wait_for(root: &Path) -> Result<Self> {
        Self::wait(root, PATIENCE)
    }

    fn wait(root: &Path, patience: Duration) -> Result<Self> {
        let (own, begun) = (root.join(OWN), Instant::now());
        loop {
            let Some(file) = open(&own) else { return Ok(Self { _held: None }) };
            match file.try_lock() {
                // The holder before takes the file away: a lock on that one keeps nobody out.
                Ok(()) if !is_there(&own, &file) => {}
                Ok(()) => {
                    // Others can do without knowing who it is.
                    let _ = fs::write(own.join(HOLDER), claim());
                    return Ok(Self { _held: Some(LockOwner { own, _file: file }) });
                }
                Err(TryLockError::Error(_)) => return Ok(Self { _held: None }),
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => std::thread::sleep(TICK),
                Err(TryLockError::WouldBlock) => return Err(is_held(&own).into()),
            }
        }
    }
}

impl Drop for LockOwner {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.own.join(HOLDER));
        if cfg!(unix) {
            let _ = fs::remove_file(self.own.join(LOCK));
            // Only an empty folder goes.
            let _ = fs::remove_dir(&self.own);
        }
    }
}

/// The file that is locked, and the one that says who holds it: where locks are strict, a locked file cannot be read.
const LOCK: &str = "lock";
const HOLDER: &str = "lock.txt";

/// Opens the file that is locked; none where it cannot be made.
fn open(own: &Path) -> Option<File> {
    let open = || File::options().create(true).truncate(false).write(true).open(own.join(LOCK));
    // The folder may go between the two, with the writer that made it.
    (0..100).find_map(|_| {
        fs::create_dir_all(own).ok()?;
        open().ok()
    })
}

/// Whether the file that was locked is the one that others find.
#[cfg(unix)]
fn is_there(own: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (found, held) = (fs::metadata(own.join(LOCK)), file.metadata());
    matches!((found, held), (Ok(found), Ok(held)) if (found.dev(), found.ino()) == (held.dev(), held.ino()))
}

/// Elsewhere the file stays when the lock is given back.
#[cfg(not(unix))]
fn is_there(_: &Path, _: &File) -> bool {
    true
}

/// Who this program is: its process, when it began, what was asked of it.
fn claim() -> String {
    let command: Vec<String> = std::env::args().skip(1).collect();
    format!("{}\n{}\nibid {}\n", std::process::id(), now(), command.join(" "))
}

/// Says who holds the lock.
fn is_held(own: &Path) -> Message {
    let said = fs::read_to_string(own.join(HOLDER)).unwrap_or_default();
    let mut lines = said.lines();
    let who = match (lines.next(), lines.next().and_then(|since| since.parse::<u64>().ok()), lines.next()) {
        (Some(process), Some(since), Some(command)) => {
            message!("lock-command", command = command, process = process, seconds = now().saturating_sub(since))
        }
        _ => message!("lock-other", file = own.join(LOCK).display()),
    };
    message!("lock-held", who = who)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_waits_and_is_told_of_the_first() {
        let root = tempfile::tempdir().expect("a folder");
        let first = Lock::wait(root.path(), PATIENCE).expect("it is free");
        let begun = Instant::now();
        let patience = Duration::from_millis(60);
        let said = Lock::wait(root.path(), patience).expect_err("it is held").to_string();
        assert!(begun.elapsed() >= patience);
        assert!(said.contains(&format!("process {}, begun ", std::process::id())), "{said}");
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| Lock::wait(root.path(), PATIENCE).is_ok());
            std::thread::sleep(TICK);
            drop(first);
            assert!(waits.join().expect("it ends"), "it waits for a moment");
        });
        assert!(fs::read_dir(root.path()).expect("a folder").next().is_none(), "nothing is left");
    }

    #[test]
    fn many_writers_never_meet() {
        let root = tempfile::tempdir().expect("a folder");
        let busy = std::sync::atomic::AtomicUsize::new(0);
        let write = || {
            for _ in 0..10 {
                let lock = Lock::wait(root.path(), Duration::from_secs(60)).expect("its turn comes");
                assert!(lock._held.is_some());
                assert_eq!(busy.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0, "it is alone");
                std::thread::yield_now();
                busy.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
            }
        };
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(write))));
    }

    #[test]
    fn what_a_killed_program_left_is_taken_over() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join(OWN)).expect("a folder");
        fs::write(root.path().join(OWN).join(LOCK), "").expect("a file");
        fs::write(root.path().join(OWN).join(HOLDER), "1\n1\nibid build\n").expect("a file");
        assert!(Lock::wait(root.path(), Duration::ZERO).expect("nobody holds it")._held.is_some());
    }
}
