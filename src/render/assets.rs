//! Files that are copied to the site as they are: `static/` of the edition over the theme's, and the pictures that
//! stand beside the pages in `content/`.
//!
//! What always holds: no file of a theme's working place (hidden files) gets to the site, nor a picture of a report
//! that is not published.

use std::collections::BTreeSet;

use crate::model::edition::Edition;
use crate::model::facsimile;
use crate::tree::FileTree;

/// What may stand beside a page, by its ending.
const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf"];

/// The static files, without hidden ones; `.nojekyll` and `.well-known/` are meant for hosts and stay.
pub(super) fn files(statics: &FileTree) -> FileTree {
    let mut tree = FileTree::new();
    for (path, bytes) in statics.iter() {
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        if !hidden || path == ".nojekyll" || path.starts_with(".well-known/") {
            // The path comes from a tree, so it is inside.
            let _ = tree.insert(path, bytes);
        }
    }
    tree
}

/// Adds the pictures beside the pages, each at the place that its page gives it; a static file of the same name wins.
pub(super) fn add_beside(edition: &Edition, folder: &FileTree, tree: &mut FileTree) {
    let homes: BTreeSet<&str> =
        edition.addresses().filter_map(|(page, _)| Some(page.path.rsplit_once('/')?.0)).collect();
    for (path, bytes) in folder.iter() {
        let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
        let Some(below) = path.strip_prefix("content/").filter(|_| PICTURES.contains(&ending.as_str())) else {
            continue;
        };
        // The pictures of a print have a place of their own.
        let hidden = below.split('/').any(|part| part.starts_with('.') || part == facsimile::PICTURES);
        if !hidden && is_beside(path, &homes) && tree.get(below).is_none() {
            let _ = tree.insert(below, bytes);
        }
    }
}

/// Whether a folder of pages holds a file; the root of all pages holds only what stands in itself.
fn is_beside(path: &str, homes: &BTreeSet<&str>) -> bool {
    let above = path.match_indices('/').map(|(at, _)| &path[..at]);
    let own = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    above.into_iter().any(|folder| homes.contains(folder) && (folder != "content" || folder == own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_published_pages_alone() {
        let mut folder = FileTree::new();
        for (path, text) in [
            ("content/_index.md", "---\ntitle: E\n---\n"),
            ("content/a/_index.md", "---\ntitle: A\n---\n"),
            ("content/a/hinh/so-do.PNG", "x"),
            ("content/a/.cu.png", "x"),
            ("content/a/ghi.txt", "x"),
            ("content/bia.svg", "x"),
            ("content/nhap/anh.png", "x"),
        ] {
            folder.insert(path, text).expect("a path inside");
        }
        let edition = crate::edition::read(&folder).value;
        let mut tree = FileTree::new();
        add_beside(&edition, &folder, &mut tree);
        let paths: Vec<&str> = tree.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["a/hinh/so-do.PNG", "bia.svg"]);
    }
}
