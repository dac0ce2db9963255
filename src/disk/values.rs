//! What builds worked out, in one file: `.ibid/cache/values`.
//!
//! In: a key of all that the values depend on beside what they are made from. Out: a [`Cache`] that reads them one by one. What
//! always holds: a value is as it was kept, or it is not there; a build adds what it made, and what nobody asks for is left behind
//! once it is more than what somebody does.
//!
//! The file: a line with its form and key, the values, a table of where each stands, and at the end where the table begins, with its sum.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use xxhash_rust::xxh3::xxh3_64;

use super::calls::{self, write_file_with};
use super::names::{CACHE, OWN};
use crate::cache::{Cache, Store, Values};

/// The file.
pub(super) const VALUES: &str = "values";

/// The file of what a build that is at work makes.
pub(super) const BESIDE: &str = "values-new";

/// How many bytes are written at a time.
const PIECE: usize = 64 * 1024;

/// Bytes of an entry of the table: key, place, size, sum.
const ENTRY: usize = 16 + 3 * 8;

/// Bytes of the end: where the table begins, and its sum.
const END: usize = 2 * 8;

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place {
    start: u64,
    size: u64,
    sum: u64,
}

type Places = HashMap<u128, Place, foldhash::fast::FixedState>;

/// The values of an edition.
struct Stored {
    /// The file, where its values stand and where they end; none where there is none that is whole.
    before: Option<Before>,
    /// What is made, beside it.
    made: Mutex<Option<Made>>,
    beside: PathBuf,
}

struct Before {
    file: Mutex<File>,
    places: Places,
    end: u64,
}

/// Values one after another in a file of their own.
struct Made {
    file: BufWriter<File>,
    places: Places,
    end: u64,
}

impl Store for Stored {
    fn read(&self, key: u128) -> Option<Vec<u8>> {
        let Before { file, places, .. } = self.before.as_ref()?;
        let place = places.get(&key)?;
        let mut bytes = vec![0; usize::try_from(place.size).ok()?];
        let mut file = lock(file);
        file.seek(SeekFrom::Start(place.start)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        drop(file);
        (xxh3_64(&bytes) == place.sum).then_some(bytes)
    }

    fn write(&self, key: u128, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let mut made = lock(&self.made);
        if made.is_none() {
            let folder = self.beside.parent().map(calls::make_folder);
            let file = folder.and_then(|made| made.ok()).and_then(|()| calls::create(&self.beside).ok());
            *made = file.map(|file| Made {
                file: BufWriter::with_capacity(PIECE, file),
                places: Places::default(),
                end: 0,
            });
        }
        let Some(Made { file, places, end }) = made.as_mut() else { return Some(bytes) };
        if file.write_all(&bytes).is_err() {
            // Nobody knows any more what stands there.
            *made = None;
            return Some(bytes);
        }
        let place = Place { start: *end, size: bytes.len() as u64, sum: xxh3_64(&bytes) };
        *end += place.size;
        places.insert(key, place);
        None
    }
}

/// What builds of an edition worked out, while the next one is at work.
pub struct KeptValues {
    file: PathBuf,
    key: String,
    stored: Arc<Stored>,
}

impl KeptValues {
    /// What the last build worked out, kept under a key; nothing where it is not whole, or of another key, or where all is to be
    /// made `anew`.
    #[must_use]
    pub fn new(root: &Path, key: &str, anew: bool) -> Self {
        let folder = root.join(OWN).join(CACHE);
        let file = folder.join(VALUES);
        let before = if anew { None } else { open(&file, key) };
        let stored = Stored { before, made: Mutex::default(), beside: folder.join(BESIDE) };
        Self { file, key: key.to_owned(), stored: Arc::new(stored) }
    }

    /// The values, for a build.
    #[must_use]
    pub fn cache(&self) -> Cache {
        Cache::of(Arc::clone(&self.stored) as Arc<dyn Store>)
    }

    /// Keeps what a build asked for and what it made.
    ///
    /// # Errors
    /// When it cannot be written; then the next build works everything out.
    pub fn keep(self, cache: Cache) -> Result<()> {
        let (asked, left) = cache.into_needed();
        let made = lock(&self.stored.made).take();
        let kept = self.write(&asked, &left, made);
        let _ = calls::remove(&self.stored.beside);
        kept
    }

    fn write(&self, asked: &[u128], left: &Values, made: Option<Made>) -> Result<()> {
        let before = self.stored.before.as_ref();
        let mut places: Places = asked.iter().filter_map(|key| Some((*key, *before?.places.get(key)?))).collect();
        if left.is_empty() && made.is_none() && before.is_some_and(|before| before.places.len() == places.len()) {
            return Ok(());
        }
        calls::make_folder(self.file.parent().unwrap_or(&self.file))?;
        let made = made.and_then(Made::finish);
        let live: u64 = places.values().map(|place| place.size).sum();
        if let Some(before) = before.filter(|before| live * 2 >= before.end) {
            let start = before.end;
            return calls::write_from(&self.file, start, &mut |out| add(out, (start, left), &made, &mut places));
        }
        let head = head_of(&self.key);
        places.clear();
        write_file_with(&self.file, &mut |out| {
            out.write_all(head.as_bytes())?;
            let mut next = head.len() as u64;
            for key in asked {
                let Some(bytes) = self.stored.read(*key) else { continue };
                out.write_all(&bytes)?;
                places.insert(*key, Place { start: next, size: bytes.len() as u64, sum: xxh3_64(&bytes) });
                next += bytes.len() as u64;
            }
            add(out, (next, left), &made, &mut places)
        })
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        if lock(&self.made).is_some() {
            let _ = calls::remove(&self.beside);
        }
    }
}

impl Made {
    /// The file as it was written, to be read; none where that cannot be.
    fn finish(self) -> Option<(Mutex<File>, Places)> {
        let mut file = self.file.into_inner().ok()?;
        file.rewind().ok()?;
        Some((Mutex::new(file), self.places))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The values of a file, and where they end.
fn open(path: &Path, key: &str) -> Option<Before> {
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    let head = head_of(key);
    let mut read = vec![0; head.len()];
    file.read_exact(&mut read).ok()?;
    if read != head.as_bytes() {
        return None;
    }
    let mut end = [0; END];
    file.seek(SeekFrom::Start(size.checked_sub(END as u64)?)).ok()?;
    file.read_exact(&mut end).ok()?;
    let (start, sum) = (number(&end, 0)?, number(&end, 1)?);
    let length = size.checked_sub(END as u64)?.checked_sub(start)?;
    let mut table = vec![0; usize::try_from(length).ok()?];
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_exact(&mut table).ok()?;
    if xxh3_64(&table) != sum {
        return None;
    }
    let places = table.chunks_exact(ENTRY).map(entry).collect::<Option<_>>()?;
    Some(Before { file: Mutex::new(file), places, end: start })
}

fn entry(bytes: &[u8]) -> Option<(u128, Place)> {
    let (key, rest) = bytes.split_first_chunk()?;
    let place = Place { start: number(rest, 0)?, size: number(rest, 1)?, sum: number(rest, 2)? };
    Some((u128::from_le_bytes(*key), place))
}

/// The nth number of some bytes.
fn number(bytes: &[u8], nth: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(nth * 8..)?.first_chunk()?))
}

/// Adds values behind those that stand, the table of all, and the end. `start`: where they come to stand.
fn add(
    out: &mut dyn Write,
    (start, left): (u64, &Values),
    made: &Option<(Mutex<File>, Places)>,
    places: &mut Places,
) -> io::Result<()> {
    let mut next = start;
    if let Some((file, own)) = made {
        next += io::copy(&mut *lock(file), out)?;
        places.extend(own.iter().map(|(key, place)| (*key, Place { start: start + place.start, ..*place })));
    }
    let mut left: Vec<(&u128, &Vec<u8>)> = left.iter().collect();
    left.sort_unstable();
    for (key, value) in left {
        places.insert(*key, Place { start: next, size: value.len() as u64, sum: xxh3_64(value) });
        next += value.len() as u64;
        out.write_all(value)?;
    }
    let mut all: Vec<(&u128, &Place)> = places.iter().collect();
    all.sort_unstable_by_key(|(key, _)| **key);
    let mut table = Vec::with_capacity(all.len() * ENTRY);
    for (key, Place { start, size, sum }) in all {
        table.extend_from_slice(&key.to_le_bytes());
        [start, size, sum].into_iter().for_each(|number| table.extend_from_slice(&number.to_le_bytes()));
    }
    out.write_all(&table)?;
    out.write_all(&next.to_le_bytes())?;
    out.write_all(&xxh3_64(&table).to_le_bytes())
}

/// The first line: the form of the file, and of which key it is.
fn head_of(key: &str) -> String {
    format!("ibid values 2 {:016x}\n", xxh3_64(key.as_bytes()))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn build(root: &Path, keys: std::ops::Range<u128>, make: impl Fn(u128) -> String) {
        let values = KeptValues::new(root, "key", false);
        let cache = values.cache();
        for key in keys {
            assert_eq!(cache.kept(Some(key), || make(key)), key.to_string().repeat(50));
        }
        values.keep(cache).expect("they are kept");
    }

    fn path(root: &Path) -> PathBuf {
        root.join(OWN).join(CACHE).join(VALUES)
    }

    fn made(key: u128) -> String {
        key.to_string().repeat(50)
    }

    #[test]
    fn what_was_kept_is_read_and_what_is_made_is_added() {
        let root = TempDir::new().expect("a folder");
        let size = || std::fs::metadata(path(root.path())).expect("a file").len();
        build(root.path(), 100..200, made);
        let first = size();
        build(root.path(), 100..201, |key| if key < 200 { panic!("{key} is known") } else { made(key) });
        build(root.path(), 100..201, |key| panic!("{key} is known"));
        assert_eq!(size(), first + 152 + ENTRY as u64, "one value more, with its length");
        build(root.path(), 100..110, |key| panic!("{key} is known"));
        build(root.path(), 100..111, made);
        assert!(size() < first / 2, "what nobody asked for is gone");
        build(root.path(), 100..111, |key| panic!("{key} is known"));
        assert!(open(&path(root.path()), "other").is_none());
    }

    #[test]
    fn what_is_not_whole_is_nothing() {
        let root = TempDir::new().expect("a folder");
        build(root.path(), 0..20, made);
        let file = path(root.path());
        let whole = std::fs::read(&file).expect("a file");
        for at in (0..whole.len()).step_by(7) {
            std::fs::write(&file, &whole[..at]).expect("written");
            build(root.path(), 0..20, made);
            let mut touched = whole.clone();
            touched[at] ^= 1;
            std::fs::write(&file, &touched).expect("written");
            build(root.path(), 0..20, made);
        }
    }
}
