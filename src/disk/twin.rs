//! A second folder with the files of a site, each under a second name (a hard link), so that a finished site takes the place
//! of the one before in one step.
//!
//! In: a site's folder, the names of its files, which of them wait beside it. Out: the two folders exchanged.
//! What always holds: until the exchange the site is untouched. After it the folder that was the site gets the new files,
//! too: a shell, a web server or a container that holds it open sees them, and the next exchange finds it ready.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use walkdir::WalkDir;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::calls::{self, write_file};
use super::files::Files;
use super::moves::place_of_new;
use super::names::{MARKER, NEXT, OWN, is_unfinished, names_in, slashed};
use super::stale::makes_way;
use super::stamp;

/// Where the second folders of an edition are.
const TWINS: &str = "sites";

/// A site and what is to become of it.
pub(super) struct Site<'s> {
    /// The folder, links followed.
    pub folder: &'s Path,
    /// All its files.
    pub names: &'s BTreeSet<String>,
    /// Those that are new or other than before.
    pub written: &'s BTreeSet<String>,
    /// The files of the site before, where it is known that both folders hold just these.
    pub before: Option<&'s Files>,
}

/// What came of an exchange.
pub(super) struct Exchanged {
    /// How many files went.
    pub removed: usize,
    /// Whether the folder that was the site has the new files, too.
    pub is_followed: bool,
}

/// Puts a finished site in place in one step.
///
/// # Errors
/// When the disk cannot do that; then the site is as it was, and what waits still waits.
pub(super) fn exchange(root: &Path, site: &Site<'_>) -> Result<Exchanged> {
    let twin = twin_of(root, site.folder)?;
    prepare(root, &twin, site.folder)?;
    let source = |name: &str| {
        let waits = site.written.contains(name);
        if waits { place_of_new(site.folder).join(name) } else { site.folder.join(name) }
    };
    let names: BTreeSet<String> = site.names.iter().cloned().chain(kept(site.folder)?).collect();
    let change = site.before.map(|before| Change::new(before, &names, site.written));
    match &change {
        Some(change) => change.follow(&twin, site.folder, &source)?,
        None => follow(&twin, site.folder, &names, &source, None)?,
    };
    write_file(&twin.join(MARKER), stamp::WORDS.as_bytes())?;
    calls::exchange(site.folder, &twin)?;
    // The new site stands. Whoever still holds the folder of the old one is served as well as can be.
    let source = |name: &str| site.folder.join(name);
    let followed = match &change {
        Some(change) => change.follow(&twin, site.folder, &source),
        None => follow(&twin, site.folder, &names, &source, Some(site.written)),
    };
    Ok(Exchanged { is_followed: followed.is_ok(), removed: followed.unwrap_or_default() })
}

/// What the second folder of a site is like, whose files have these names: as long as it stays so, and no file of the site is
/// touched, both hold the same files. A name that comes to a folder or goes changes the folder's time, one that goes changes
/// its file's. None when a folder is missing.
pub(super) fn state<'n>(root: &Path, folder: &Path, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let twin = twin_of(root, folder).ok()?;
    let mut hash = Xxh3::new();
    for name in folders_of(names).into_iter().chain([""]) {
        let (own, other) = (fs::metadata(twin.join(name)).ok()?, fs::metadata(folder.join(name)).ok()?);
        let time = own.modified().ok()?;
        let rights = (own.permissions(), other.permissions());
        hash.update(format!("{name}\0{time:?}\0{rights:?}\n").as_bytes());
    }
    Some(format!("{:032x}", hash.digest128()))
}

/// The folders that hold files of these names.
fn folders_of<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<&'n str> {
    names.flat_map(|name| name.match_indices('/').map(|(at, _)| &name[..at])).collect()
}

/// What becomes of a folder of which all files are known.
struct Change<'s> {
    names: &'s BTreeSet<String>,
    written: &'s BTreeSet<String>,
    /// The files that go.
    gone: Vec<&'s str>,
    /// The folders that go, the innermost first.
    gone_folders: Vec<&'s str>,
    /// The folders that new files need, the outermost first.
    folders: BTreeSet<&'s str>,
}

impl<'s> Change<'s> {
    fn new(before: &'s Files, names: &'s BTreeSet<String>, written: &'s BTreeSet<String>) -> Self {
        let mut gone: Vec<&str> = before.names().filter(|name| !names.contains(*name)).collect();
        gone.sort_unstable();
        let all = folders_of(names.iter().map(String::as_str));
        let gone_folders = folders_of(gone.iter().copied()).into_iter().rev().filter(|folder| !all.contains(folder));
        let gone_folders = gone_folders.collect();
        Self { names, written, gone, gone_folders, folders: folders_of(written.iter().map(String::as_str)) }
    }

    /// The same as [`follow`] for such a folder.
    fn follow(&self, twin: &Path, site: &Path, source: &dyn Fn(&str) -> PathBuf) -> Result<usize> {
        calls::remove_folder(&twin.join(NEXT))?;
        for name in &self.gone {
            calls::remove(&twin.join(name))?;
        }
        for folder in &self.gone_folders {
            calls::remove_empty(&twin.join(folder))?;
        }
        for folder in self.folders.iter().copied().chain([""]) {
            make_alike(&twin.join(folder), &site.join(folder))?;
        }
        for name in self.written {
            put_link(twin, name, &source(name))?;
        }
        Ok(self.gone.iter().filter(|name| !makes_way(name, self.names)).count())
    }
}

/// The second folder of a site: the edition's own, so that nothing stands in folders that are not ibid's.
fn twin_of(root: &Path, folder: &Path) -> Result<PathBuf> {
    let root = fs::canonicalize(root).with_context(|| message!("cannot-find", what = root.display()))?;
    let name = format!("{:016x}", xxh3_64(folder.to_string_lossy().as_bytes()));
    Ok(root.join(OWN).join(TWINS).join(name))
}

/// A note beside a second folder says whose it is.
fn note_of(twin: &Path) -> PathBuf {
    twin.with_extension("txt")
}

/// Makes the second folder, with the owner and rights of the first; what sites left that are gone goes.
fn prepare(root: &Path, twin: &Path, folder: &Path) -> Result<()> {
    forget_gone(root);
    if !twin.is_dir() {
        calls::make_folder(twin)?;
        write_file(&note_of(twin), folder.to_string_lossy().as_bytes())?;
    }
    if !is_alike(twin, folder) {
        refuse!("twin-owner", folder = folder.display());
    }
    Ok(())
}

/// Removes the second folders of sites that are no longer there.
fn forget_gone(root: &Path) {
    let twins = root.join(OWN).join(TWINS);
    for name in names_in(&twins).filter(|name| name.ends_with(".txt")) {
        let note = twins.join(name);
        let is_gone = fs::read_to_string(&note).is_ok_and(|folder| !Path::new(&folder).join(MARKER).is_file());
        if is_gone {
            let _ = calls::remove_folder(&note.with_extension(""));
            let _ = calls::remove(&note);
        }
    }
}

/// Removes the second folder of a site.
pub(super) fn forget(root: &Path, folder: &Path) {
    if let Ok(twin) = twin_of(root, folder) {
        let _ = calls::remove_folder(&twin);
        let _ = calls::remove(&note_of(&twin));
        for own in twin.ancestors().skip(1).take(2) {
            // Only an empty folder goes.
            let _ = calls::remove_empty(own);
        }
    }
}

/// Whether two folders have one owner and the same further attributes (access lists, labels).
#[cfg(unix)]
fn is_alike(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let owner = |path: &Path| fs::metadata(path).map(|meta| (meta.uid(), meta.gid())).ok();
    owner(one).is_some() && owner(one) == owner(other) && attributes(one) == attributes(other)
}

#[cfg(not(unix))]
fn is_alike(_: &Path, _: &Path) -> bool {
    false
}

/// The further attributes of a folder; none when there are too many to compare.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn attributes(folder: &Path) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut names = vec![0; 4096];
    let length = match rustix::fs::listxattr(folder, &mut names[..]) {
        Ok(length) => length,
        Err(error) if error == rustix::io::Errno::OPNOTSUPP => 0,
        Err(_) => return None,
    };
    let names = names[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty());
    let value = |name: &[u8]| {
        let mut value = vec![0; 4096];
        let length = rustix::fs::getxattr(folder, name, &mut value[..]).ok()?;
        value.truncate(length);
        Some((name.to_vec(), value))
    };
    names.map(value).collect()
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn attributes(_: &Path) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    None
}

/// The files of a site's folder that are not of the site and stay: those whose names begin with a full stop.
///
/// # Errors
/// When one is a folder: what a repository holds cannot have two names.
fn kept(folder: &Path) -> Result<Vec<String>> {
    let hidden = names_in(folder).filter(|name| name.starts_with('.') && name != MARKER && !is_unfinished(name));
    let file = |name: String| {
        let is_file = fs::symlink_metadata(folder.join(&name)).is_ok_and(|meta| meta.is_file());
        if is_file { Ok(name) } else { refuse!("not-a-file", path = folder.join(&name).display()) }
    };
    hidden.map(file).collect()
}

/// Makes a folder hold these files and no others; says how many others it had. `other`: the only files that can be others
/// than the source's, where that is known.
fn follow(
    twin: &Path,
    site: &Path,
    names: &BTreeSet<String>,
    source: &dyn Fn(&str) -> PathBuf,
    other: Option<&BTreeSet<String>>,
) -> Result<usize> {
    calls::remove_folder(&twin.join(NEXT))?;
    let folders = folders_of(names.iter().map(String::as_str));
    let mut same = HashSet::new();
    let mut removed = 0;
    for entry in WalkDir::new(twin).min_depth(1).contents_first(true) {
        let entry = entry.with_context(|| message!("cannot-read-folder", folder = twin.display()))?;
        let name = slashed(entry.path().strip_prefix(twin).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            if !folders.contains(name.as_str()) {
                calls::remove_empty(entry.path())?;
            }
        } else if names.contains(&name) {
            let is_known = other.is_some_and(|other| !other.contains(&name));
            if is_known || is_one(entry.path(), &source(&name)) {
                same.insert(name);
            }
        } else if name != MARKER {
            calls::remove(entry.path())?;
            removed += usize::from(!makes_way(&name, names));
        }
    }
    for folder in folders.iter().copied().chain([""]) {
        make_alike(&twin.join(folder), &site.join(folder))?;
    }
    for name in names.iter().filter(|name| !same.contains(*name)) {
        put_link(twin, name, &source(name))?;
    }
    Ok(removed)
}

/// Gives a file a name in the second folder.
fn put_link(twin: &Path, name: &str, source: &Path) -> Result<()> {
    let target = twin.join(name);
    if fs::symlink_metadata(&target).is_err() {
        return calls::link(source, &target);
    }
    // A reader of this folder finds the old file or the new one.
    let beside = twin.join(format!("{MARKER}-link"));
    let _ = fs::remove_file(&beside);
    calls::link(source, &beside)?;
    calls::rename(&beside, &target)
}

/// Makes a folder with the rights of another one, when that is there.
fn make_alike(folder: &Path, like: &Path) -> Result<()> {
    if !folder.is_dir() {
        calls::make_folder(folder)?;
    }
    let rights = |path: &Path| fs::metadata(path).map(|meta| meta.permissions()).ok();
    match (rights(folder), rights(like)) {
        (Some(current), Some(wanted)) if current != wanted => fs::set_permissions(folder, wanted)
            .with_context(|| message!("cannot-give-rights", path = folder.display(), like = like.display())),
        _ => Ok(()),
    }
}

/// Whether two names lead to one file.
#[cfg(unix)]
fn is_one(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |path: &Path| fs::symlink_metadata(path).map(|meta| (meta.dev(), meta.ino()));
    matches!((identity(one), identity(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(not(unix))]
fn is_one(_: &Path, _: &Path) -> bool {
    false
}
