//! A folder as a value: paths with `/`, relative, sorted; never a way out of the folder.

use std::collections::BTreeMap;

/// Files by their path relative to the folder. Two trees with the same files are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileTree {
    files: BTreeMap<String, Vec<u8>>,
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
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
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
        let mut names: Vec<String> = inside.map(|(name, _)| name.clone()).collect();
        names.push(path.to_owned());
        Self { files: names.iter().filter_map(|name| self.files.remove_entry(name)).collect() }
    }

    /// The files below a folder (`"themes/x"`), their paths relative to it.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let at = folder.trim_end_matches('/').len() + 1;
        let files = self.within(folder).map(|(path, bytes)| (path[at..].to_owned(), bytes.to_vec())).collect();
        Self { files }
    }

    /// The files below a folder, in the order of their paths, which are whole.
    pub fn within(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> + use<'_> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        let first = self.files.range(prefix.clone()..);
        first
            .take_while(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Lays another folder over this one: its files win.
    pub fn overlay(&mut self, other: Self) {
        self.files.extend(other.files);
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
    fn no_path_leaves_the_folder() {
        let mut tree = FileTree::new();
        for path in ["../a", "/etc/passwd", "a/../../b", "c:/x", "a//b", "", "a\\..\\b"] {
            assert_eq!(tree.insert(path, "x"), Err(path.to_owned()));
        }
        assert_eq!(tree.insert("a/b.html", "x"), Ok(()));
        assert_eq!(tree.len(), 1);
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
