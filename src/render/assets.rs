//! Files that are copied to the site as they are: `static/` of the edition over the theme's.
//!
//! What always holds: no file of a theme's working place (hidden files) gets to the site.

use crate::tree::FileTree;

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
