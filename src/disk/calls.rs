//! Every call that changes files: what it says when the system refuses, and where tests let it fail.
//!
//! In: paths. Out: nothing, or an error that names the file and says what to do.
//! What always holds: no other file of this room changes the disk by itself.

use std::fs;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write};
use std::path::Path;

use anyhow::Result;

use super::names::UNFINISHED;

/// What writes a file piece by piece.
pub(super) type WriteContents<'w> = &'w mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// How many bytes are written at a time.
const PIECE: usize = 64 * 1024;

/// The kinds of calls, by which tests choose one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Call {
    MakeFolder,
    Write,
    Copy,
    Link,
    Rename,
    Exchange,
    Remove,
    RemoveFolder,
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    let made = enter(Call::MakeFolder).and_then(|()| fs::create_dir_all(path));
    made.map_err(|error| refused(message!("call-make-folder"), path, &error))
}

/// Writes a file anew.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, &mut |file| file.write_all(bytes))
}

/// The same, piece by piece. What was half written is taken away.
pub(super) fn write_with(path: &Path, work: WriteContents<'_>) -> Result<()> {
    let made = enter(Call::Write).and_then(|()| fs::File::create(path));
    let written = made.and_then(|file| {
        let mut file = BufWriter::with_capacity(PIECE, file);
        work(&mut file)?;
        // A disk that is full says so after a part of the file.
        enter(Call::Write)?;
        file.flush()
    });
    written.map_err(|error| {
        let _ = enter(Call::Remove).and_then(|()| fs::remove_file(path));
        refused(message!("call-write"), path, &error)
    })
}

/// A new file, to be written and read.
pub(super) fn create(path: &Path) -> Result<fs::File> {
    let options = || fs::File::options().read(true).write(true).create(true).truncate(true).open(path);
    enter(Call::Write).and_then(|()| options()).map_err(|error| refused(message!("call-write"), path, &error))
}

/// Writes on in a file that stands, from a byte on; what stood behind it is gone. A file that was half written is taken away.
pub(super) fn write_from(path: &Path, start: u64, work: WriteContents<'_>) -> Result<()> {
    let opened = enter(Call::Write).and_then(|()| fs::File::options().write(true).open(path));
    let written = opened.and_then(|mut file| {
        file.seek(SeekFrom::Start(start))?;
        let mut out = BufWriter::with_capacity(PIECE, &mut file);
        work(&mut out)?;
        enter(Call::Write)?;
        out.flush()?;
        drop(out);
        let end = file.stream_position()?;
        file.set_len(end)
    });
    written.map_err(|error| {
        let _ = enter(Call::Remove).and_then(|()| fs::remove_file(path));
        refused(message!("call-write"), path, &error)
    })
}

/// Copies a file with its rights.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    let copied = enter(Call::Copy).and_then(|()| fs::copy(from, to));
    copied.map(drop).map_err(|error| refused(message!("call-write"), to, &error))
}

/// Gives a file a second name.
pub(super) fn link(from: &Path, to: &Path) -> Result<()> {
    let linked = enter(Call::Link).and_then(|()| fs::hard_link(from, to));
    linked.map_err(|error| refused(message!("call-write"), to, &error))
}

/// Renames a file or folder; a file that stands in its way is replaced.
pub(super) fn rename(from: &Path, to: &Path) -> Result<()> {
    let renamed = enter(Call::Rename).and_then(|()| fs::rename(from, to));
    renamed.map_err(|error| refused(message!("call-rename", from = from.display()), to, &error))
}

/// Two folders change places in one step; an error where the file system has no such step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(one: &Path, other: &Path) -> Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let step = || Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?);
    enter(Call::Exchange)
        .and_then(|()| step())
        .map_err(|error: io::Error| refused(message!("call-exchange"), one, &error))
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(one: &Path, _: &Path) -> Result<()> {
    enter(Call::Exchange)
        .and(Err(io::Error::from(io::ErrorKind::Unsupported)))
        .map_err(|error| refused(message!("call-exchange"), one, &error))
}

/// Removes a file.
pub(super) fn remove(path: &Path) -> Result<()> {
    let removed = enter(Call::Remove).and_then(|()| fs::remove_file(path));
    removed.map_err(|error| refused(message!("call-remove"), path, &error))
}

/// Removes a folder that is empty.
pub(super) fn remove_empty(path: &Path) -> Result<()> {
    let removed = enter(Call::RemoveFolder).and_then(|()| fs::remove_dir(path));
    removed.map_err(|error| refused(message!("call-remove"), path, &error))
}

/// Removes a folder with all that is in it, file by file; nothing when there is none.
pub(super) fn remove_folder(path: &Path) -> Result<()> {
    if fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(path).contents_first(true) {
        let entry = entry.map_err(|error| refused(message!("call-read"), path, &error.into()))?;
        if entry.file_type().is_dir() {
            remove_empty(entry.path())?;
        } else {
            remove(entry.path())?;
        }
    }
    Ok(())
}

/// Writes one file beside its place and renames it into it.
///
/// # Errors
/// When the disk refuses; the old file then still stands.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<()> {
    write_file_with(target, &mut |file| file.write_all(bytes))
}

/// The same, piece by piece.
pub(super) fn write_file_with(target: &Path, work: WriteContents<'_>) -> Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    if !folder.is_dir() {
        make_folder(folder)?;
    }
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.join(format!(".{name}{UNFINISHED}"));
    write_with(&beside, work)?;
    rename(&beside, target).inspect_err(|_| drop(remove(&beside)))
}

/// Says what the system refused, and what to do.
fn refused(what: Message, path: &Path, error: &io::Error) -> anyhow::Error {
    use io::ErrorKind as Kind;
    let advice = match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => "advice-room",
        Kind::PermissionDenied => "advice-rights",
        Kind::ReadOnlyFilesystem => "advice-read-only",
        Kind::ResourceBusy => "advice-held",
        Kind::NotFound => "advice-taken",
        Kind::NotADirectory | Kind::AlreadyExists | Kind::DirectoryNotEmpty | Kind::IsADirectory => "advice-other-kind",
        _ => "advice-disk",
    };
    message!(
        "call-refused",
        what = what,
        path = path.display(),
        error = Message::of_system(error),
        advice = Message::new(advice)
    )
    .into()
}

#[cfg(not(test))]
const fn enter(_: Call) -> io::Result<()> {
    Ok(())
}

use crate::message::Message;
#[cfg(test)]
use faults::enter;

/// Calls that fail when a test wants it.
#[cfg(test)]
pub(super) mod faults {
    use super::{Call, io};
    use std::cell::{Cell, RefCell};

    /// Which calls of this thread fail.
    #[derive(Debug, Clone, Copy)]
    pub enum Fault {
        /// The n-th call, as an input or output error.
        Once(usize),
        /// The n-th call and all later ones: the program died before it.
        Death(usize),
        /// The n-th call of a kind and all later ones of it: a disk that stays full.
        Lasting(Call, usize),
    }

    thread_local! {
        static FAULT: Cell<Option<Fault>> = const { Cell::new(None) };
        static CAN_EXCHANGE: Cell<bool> = const { Cell::new(true) };
        static CAN_LINK: Cell<bool> = const { Cell::new(true) };
        static MET: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
    }

    /// Runs something with a fault; gives what it gave and the calls that it made.
    pub fn with<T>(fault: Option<Fault>, work: impl FnOnce() -> T) -> (T, Vec<Call>) {
        MET.take();
        FAULT.set(fault);
        let given = work();
        FAULT.set(None);
        (given, MET.take())
    }

    /// Runs something on a file system that exchanges and links, or does not.
    pub fn on_disk<T>(can_exchange: bool, can_link: bool, work: impl FnOnce() -> T) -> T {
        CAN_EXCHANGE.set(can_exchange);
        CAN_LINK.set(can_link);
        let given = work();
        CAN_EXCHANGE.set(true);
        CAN_LINK.set(true);
        given
    }

    pub fn enter(call: Call) -> io::Result<()> {
        let (count, of_kind) = MET.with_borrow_mut(|met| {
            met.push(call);
            (met.len(), met.iter().filter(|one| **one == call).count())
        });
        let fails = match FAULT.get() {
            None => false,
            Some(Fault::Once(n)) => count == n,
            Some(Fault::Death(n)) => count >= n,
            Some(Fault::Lasting(kind, n)) => call == kind && of_kind >= n,
        };
        if fails {
            return Err(io::Error::other("a fault of the test"));
        }
        let cannot = call == Call::Exchange && !CAN_EXCHANGE.get() || call == Call::Link && !CAN_LINK.get();
        if cannot { Err(io::ErrorKind::Unsupported.into()) } else { Ok(()) }
    }
}
