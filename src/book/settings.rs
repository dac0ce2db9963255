//! What all books of an edition share.

use super::sources::BookSource;
use crate::digest::Digest;
use crate::model::config::Config;
use crate::model::download::Format;
use crate::tree::{FileTree, Origin};
use crate::words::Words;

/// What every writer may ask besides the text.
pub(super) struct BookSettings<'a> {
    /// What the edition says of itself.
    pub config: &'a Config,
    /// The words of the interface.
    pub words: &'a Words,
    /// The edition's folder, for pictures.
    pub folder: &'a FileTree,
}

impl BookSettings<'_> {
    /// A digest of the settings themselves.
    pub fn digest(&self) -> Digest {
        let mut digest = Digest::default();
        digest.add(self.config);
        digest.add(self.words.value());
        // No book shows the text of a page but by the edition.
        for (path, bytes) in self.folder.iter().filter(|(path, _)| !path.ends_with(".md")) {
            digest.add(path);
            digest.add_bytes(bytes);
        }
        digest
    }
}

/// What a file is made from: the settings, digested, and the sources of books. None for what must be made anew to be told of.
pub(super) fn origin(
    settings: &Digest,
    sources: &[BookSource<'_>],
    is_edition: bool,
    format: Format,
) -> Option<Origin> {
    // What typst says of a book is said at each build.
    if format == Format::Pdf {
        return None;
    }
    let mut digest = settings.clone();
    digest.add(format.name());
    digest.add(&is_edition);
    sources.iter().for_each(|source| digest.add_done(source.origin));
    digest.done().map(Origin)
}
