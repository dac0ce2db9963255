//! A folder as a value: paths with `/`, relative, sorted; never a way out of the folder. And a folder while it is filled.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::text::digest;

/// Files by their path relative to the folder. Two trees with the same files are equal; a copy shares the bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileTree {
    files: BTreeMap<String, Arc<Vec<u8>>>,
}

impl FileTree {
    /// An empty folder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in the folder, in place of one with the same path.
    ///
    /// # Errors
    /// The path itself, when it is absolute, empty or would leave the folder.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<(), String> {
        let path = path.into();
        if !is_inside(&path) {
            return Err(path);
        }
        self.files.insert(path, Arc::new(bytes.into()));
        Ok(())
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| bytes.as_slice())
    }

    /// The file at a path as text, when it is UTF-8.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Takes out a file, or all files of a folder.
    pub fn take(&mut self, path: &str) -> Self {
        let below = format!("{path}/");
        let inside = self.files.range(below.clone()..).take_while(|(name, _)| name.starts_with(&below));
        let names: Vec<String> = inside.map(|(name, _)| name.clone()).chain([path.to_owned()]).collect();
        Self { files: names.iter().filter_map(|name| self.files.remove_entry(name)).collect() }
    }

    /// The files below a folder (`"themes/x"`), their paths relative to it.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let at = folder.trim_end_matches('/').len() + 1;
        let files = self.shared_within(folder).map(|(path, bytes)| (path[at..].to_owned(), Arc::clone(bytes)));
        Self { files: files.collect() }
    }

    /// The files below a folder, in the order of their paths, which are whole.
    pub fn within(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> + use<'_> {
        self.shared_within(folder).map(|(path, bytes)| (path, bytes.as_slice()))
    }

    fn shared_within(&self, folder: &str) -> impl Iterator<Item = (&str, &Arc<Vec<u8>>)> + use<'_> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        let first = self.files.range(prefix.clone()..);
        first.take_while(move |(path, _)| path.starts_with(&prefix)).map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// Lays another folder over this one: its files win.
    pub fn overlay(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// Keeps the files whose paths please.
    pub fn retain(&mut self, mut pleases: impl FnMut(&str) -> bool) {
        self.files.retain(|path, _| pleases(path));
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// Files with paths from another tree, so that they are inside.
impl<'a> FromIterator<(&'a str, &'a [u8])> for FileTree {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a [u8])>>(files: I) -> Self {
        let mut tree = Self::new();
        files.into_iter().for_each(|(path, bytes)| drop(tree.insert(path, bytes)));
        tree
    }
}

/// What a file is made from, as one number: the same number, the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin(pub u128);

/// What files are made from, by their paths.
pub type Origins = HashMap<String, Origin>;

/// Takes the files of a folder as they are finished: from many threads, in any order. A file that cannot be taken is the
/// sink's to tell of.
pub trait FileSink: Sync {
    /// Takes a file.
    fn put(&self, path: &str, bytes: Vec<u8>);

    /// Takes a file that is written piece by piece: one that is too large to hold, where the sink can do without.
    fn write(&self, path: &str, work: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) {
        let mut bytes = Vec::new();
        // Memory takes whatever is written.
        let _ = work(&mut bytes);
        self.put(path, bytes);
    }

    /// Whether a file that was made from the same stands already: then it is taken as it stands, and need not be made.
    fn keeps(&self, path: &str, origin: Option<Origin>) -> bool {
        let _ = (path, origin);
        false
    }

    /// How large the file is that stands, in bytes, where that is known.
    fn size(&self, _path: &str) -> Option<usize> {
        None
    }

    /// Takes a file with what it is made from.
    fn put_made(&self, path: &str, origin: Option<Origin>, bytes: Vec<u8>) {
        let _ = origin;
        self.put(path, bytes);
    }
}

/// A folder in memory that is filled anew: files that are as before share their bytes with it, so that two sites of which
/// few pages differ take little more room than one.
pub struct UpdatedTree<'b> {
    before: &'b FileTree,
    origins: Origins,
    now: Mutex<(FileTree, Origins)>,
}

impl<'b> UpdatedTree<'b> {
    /// Nothing yet, and what the folder was before.
    #[must_use]
    pub fn new(before: &'b FileTree) -> Self {
        Self::made(before, Origins::new())
    }

    /// The same where it is known what files of the folder before were made from: these are not made again.
    #[must_use]
    pub fn made(before: &'b FileTree, origins: Origins) -> Self {
        Self { before, origins, now: Mutex::default() }
    }

    /// The folder.
    #[must_use]
    pub fn done(self) -> FileTree {
        self.done_made().0
    }

    /// The folder, and what its files are made from where that is known.
    #[must_use]
    pub fn done_made(self) -> (FileTree, Origins) {
        self.now.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FileSink for UpdatedTree<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        let known = self.before.files.get(path).filter(|known| ***known == bytes);
        let bytes = known.map_or_else(|| Arc::new(bytes), Arc::clone);
        lock(&self.now).0.files.insert(path.to_owned(), bytes);
    }

    fn keeps(&self, path: &str, origin: Option<Origin>) -> bool {
        let Some(origin) = origin.filter(|origin| self.origins.get(path) == Some(origin)) else { return false };
        let Some(bytes) = self.before.files.get(path) else { return false };
        let mut now = lock(&self.now);
        now.0.files.insert(path.to_owned(), Arc::clone(bytes));
        now.1.insert(path.to_owned(), origin);
        true
    }

    fn size(&self, path: &str) -> Option<usize> {
        self.before.files.get(path).map(|bytes| bytes.len())
    }

    fn put_made(&self, path: &str, origin: Option<Origin>, bytes: Vec<u8>) {
        self.put(path, bytes);
        lock(&self.now).1.extend(origin.map(|origin| (path.to_owned(), origin)));
    }
}

/// A folder that is being filled: every path lies inside and is given once.
pub struct SiteWriter<'s> {
    sink: &'s dyn FileSink,
    taken: Mutex<BTreeSet<String>>,
    refused: Mutex<BTreeSet<String>>,
    /// Of which content files are, where that is asked for.
    contents: Option<Mutex<BTreeMap<String, Origin>>>,
}

impl<'s> SiteWriter<'s> {
    /// Nothing yet; what comes goes to the sink.
    #[must_use]
    pub fn new(sink: &'s dyn FileSink) -> Self {
        Self { sink, taken: Mutex::default(), refused: Mutex::default(), contents: None }
    }

    /// The same, and it takes note of which content each file is.
    #[must_use]
    pub fn noting_contents(self) -> Self {
        Self { contents: Some(Mutex::default()), ..self }
    }

    /// A number for the content of each file that was given so far: for a page, for what it was made from. Files that were
    /// written piece by piece are not among them.
    #[must_use]
    pub fn contents(&self) -> BTreeMap<String, Origin> {
        self.contents.as_ref().map_or_else(BTreeMap::new, |contents| lock(contents).clone())
    }

    fn note(&self, path: &str, content: impl FnOnce() -> Origin) {
        if let Some(contents) = &self.contents {
            let content = content();
            lock(contents).insert(path.to_owned(), content);
        }
    }

    /// Adds a file.
    pub fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        if self.takes(path) {
            let bytes = bytes.into();
            self.note(path, || Origin(digest(&bytes)));
            self.sink.put(path, bytes);
        }
    }

    /// Adds a file that is made from something: it is made only when no file of the same stands already.
    ///
    /// # Errors
    /// Why it could not be made.
    pub fn make<E>(
        &self,
        path: &str,
        origin: Option<Origin>,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<(), E> {
        if self.stands(path, origin) {
            return Ok(());
        }
        let bytes = make()?;
        if self.takes(path) {
            self.note(path, || origin.unwrap_or_else(|| Origin(digest(&bytes))));
            self.sink.put_made(path, origin, bytes);
        }
        Ok(())
    }

    /// Takes a file as it stands, where one stands that was made from the same; whether one does.
    #[must_use]
    pub fn stands(&self, path: &str, origin: Option<Origin>) -> bool {
        let stands = !lock(&self.taken).contains(path) && self.sink.keeps(path, origin) && self.takes(path);
        if let Some(origin) = origin.filter(|_| stands) {
            self.note(path, || origin);
        }
        stands
    }

    /// The same for a file that may not come to be; how large it is.
    pub fn make_sized(
        &self,
        path: &str,
        origin: Option<Origin>,
        make: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<usize> {
        if let Some(size) = self.sink.size(path).filter(|_| self.stands(path, origin)) {
            return Some(size);
        }
        let bytes = make()?;
        let size = bytes.len();
        let _ = self.make(path, origin, || Ok::<_, std::convert::Infallible>(bytes));
        Some(size)
    }

    /// Adds a file that is written piece by piece.
    pub fn write(&self, path: &str, mut work: impl FnMut(&mut dyn io::Write) -> io::Result<()>) {
        if self.takes(path) {
            self.sink.write(path, &mut work);
        }
    }

    fn takes(&self, path: &str) -> bool {
        let is_new = is_inside(path) && lock(&self.taken).insert(path.to_owned());
        if !is_new {
            lock(&self.refused).insert(path.to_owned());
        }
        is_new
    }

    /// The paths that were given so far, and those that lie outside or were given again.
    #[must_use]
    pub fn done(self) -> (BTreeSet<String>, BTreeSet<String>) {
        let inner = |set: Mutex<BTreeSet<String>>| set.into_inner().unwrap_or_else(PoisonError::into_inner);
        (inner(self.taken), inner(self.refused))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A path as it is written in a folder, from where the folder's own path begins: `..` leads up, `/` to the top.
#[must_use]
pub fn below(folder: &str, written: &str) -> String {
    let folder = if written.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(written.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Whether a relative path stays inside its folder and can be written on any system.
#[must_use]
pub fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_from_its_folder() {
        assert_eq!(below("a/b", "../c.xml"), "a/c.xml");
        assert_eq!(below("a", "/x/./y.xml"), "x/y.xml");
        assert_eq!(below("", "../../c"), "c");
    }

    #[test]
    fn no_path_leaves_the_folder() {
        let mut tree = FileTree::new();
        for path in ["../a", "/etc/passwd", "a/../../b", "c:/x", "a//b", "", "a\\..\\b"] {
            assert_eq!(tree.insert(path, "x"), Err(path.to_owned()));
        }
        assert_eq!((tree.insert("a/b.html", "x"), tree.len()), (Ok(()), 1));
    }

    #[test]
    fn a_path_is_given_once() {
        let before = FileTree::from_iter([("a", &b"first"[..]), ("c", b"other")]);
        let tree = UpdatedTree::new(&before);
        let writer = SiteWriter::new(&tree);
        writer.put("a", "first");
        writer.put("a", "second");
        writer.put("../b", "x");
        writer.write("c", |file| file.write_all(b"piece ").and_then(|()| file.write_all(b"by piece")));
        let (taken, refused) = writer.done();
        assert_eq!((taken.len(), Vec::from_iter(refused)), (2, vec!["../b".to_owned(), "a".to_owned()]));
        let now = tree.done();
        assert_eq!((now.text("a"), now.text("c")), (Some("first"), Some("piece by piece")));
        assert!(Arc::ptr_eq(&now.files["a"], &before.files["a"]), "the same bytes are held once");
    }

    #[test]
    fn a_folder_is_taken_out_whole() {
        let mut tree = FileTree::new();
        for path in ["a/b/c", "a/b/d", "a/bc", "a/b.x"] {
            assert_eq!(tree.insert(path, "x"), Ok(()));
        }
        let names = |tree: &FileTree| tree.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&tree.take("a/b")), ["a/b/c", "a/b/d"]);
        assert_eq!(names(&tree.take("a/bc")), ["a/bc"]);
        assert_eq!(names(&tree), ["a/b.x"]);
    }
}
