//! What the pages of a site were made from, kept in `.ibid/cache/`: a page that stands and would be made from the same is
//! not made again.
//!
//! In: the folder of a site. Out: [`Kept`]. What always holds: what is kept is of a finished site; a file that was touched
//! since is not known; what is broken, or was kept by another program, is ignored. The folder may be deleted at any time.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use xxhash_rust::xxh3::xxh3_64;

use super::calls::{self, write_file};
use super::files::Files;
use super::names::{CACHE, MARKER, OWN, names_in};
use super::values::{BESIDE, VALUES};
use crate::tree::{Origin, Origins};

/// The first line; another form of these files gets another number.
const FORM: &str = "ibid pages 2";

/// What is known of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    origin: Origin,
    mark: u64,
}

/// The files that stand, with what they were made from.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pages: std::collections::HashMap<String, Known>,
    /// What the second folder was like; none where it was not whole.
    pub twin: Option<String>,
}

/// Why a page was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing was kept of it: it is new, or no site was built here by this program.
    New,
    /// What it is made from is other than before.
    Changed,
    /// Its file was touched or removed.
    Touched,
}

impl Kept {
    /// What this program kept of a site; nothing where that is not whole.
    pub fn read(root: &Path, folder: &Path, program: &str) -> Self {
        Self::parse(&file_of(root, folder), program).unwrap_or_default()
    }

    fn parse(file: &Path, program: &str) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let rest = text.strip_prefix(FORM)?.strip_prefix('\n')?;
        let (sum, rest) = rest.split_once('\n')?;
        if sum != sum_of(rest) {
            return None;
        }
        let mut lines = rest.lines().skip(1);
        if lines.next()? != program {
            return None;
        }
        let twin = Some(lines.next()?.to_owned()).filter(|twin| !twin.is_empty());
        let page = |line: &str| {
            let (origin, rest) = line.split_once(' ')?;
            let (mark, path) = rest.split_once(' ')?;
            let origin = Origin(u128::from_str_radix(origin, 16).ok()?);
            Some((path.to_owned(), Known { origin, mark: u64::from_str_radix(mark, 16).ok()? }))
        };
        Some(Self { pages: lines.map(page).collect::<Option<_>>()?, twin })
    }

    /// Whether a file stands untouched that was made from the same; if not, why it must be made. `mark`: of the file that
    /// stands.
    pub fn stands(&self, path: &str, origin: Origin, mark: impl FnOnce() -> Option<u64>) -> Result<(), Why> {
        let known = self.pages.get(path).ok_or(Why::New)?;
        if known.origin != origin {
            return Err(Why::Changed);
        }
        if mark() == Some(known.mark) { Ok(()) } else { Err(Why::Touched) }
    }
}

/// Keeps what the files of a finished site were made from. `files`: those of the site; `twin`: what the second folder is like.
///
/// # Errors
/// When it cannot be written; then the next build makes every page.
pub(super) fn keep(
    root: &Path,
    folder: &Path,
    (program, twin): (&str, Option<&str>),
    origins: &Origins,
    files: &Files,
) -> Result<()> {
    forget_gone(root);
    let mut pages: Vec<(&String, &Origin)> = origins.iter().filter(|(path, _)| !path.contains('\n')).collect();
    pages.sort();
    let mut rest = format!("{}\n{program}\n{}\n", folder.to_string_lossy(), twin.unwrap_or_default());
    for (path, Origin(origin)) in pages {
        if let Some(mark) = files.mark(path) {
            rest.push_str(&format!("{origin:032x} {mark:016x} {path}\n"));
        }
    }
    let file = file_of(root, folder);
    calls::make_folder(&root.join(OWN).join(CACHE))?;
    write_file(&file, format!("{FORM}\n{}\n{rest}", sum_of(&rest)).as_bytes())
}

/// Removes what is kept of a site.
pub(super) fn forget(root: &Path, folder: &Path) {
    let _ = calls::remove(&file_of(root, folder));
    // Only an empty folder goes.
    let _ = calls::remove_empty(&root.join(OWN).join(CACHE));
}

/// Removes what is kept of sites that are gone, and what nobody can read.
fn forget_gone(root: &Path) {
    let cache = root.join(OWN).join(CACHE);
    for name in names_in(&cache).filter(|name| name != VALUES && name != BESIDE) {
        let file = cache.join(name);
        let text = fs::read_to_string(&file).unwrap_or_default();
        let folder = text.lines().nth(2).filter(|_| text.starts_with(FORM)).map(Path::new);
        if !folder.is_some_and(|folder| folder.join(MARKER).is_file()) {
            let _ = calls::remove(&file);
        }
    }
}

fn file_of(root: &Path, folder: &Path) -> PathBuf {
    let name = format!("{:016x}.pages", xxh3_64(folder.to_string_lossy().as_bytes()));
    root.join(OWN).join(CACHE).join(name)
}

fn sum_of(text: &str) -> String {
    format!("{:016x}", xxh3_64(text.as_bytes()))
}
