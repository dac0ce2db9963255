//! What all books of an edition share.

use crate::model::config::Config;
use crate::tree::FileTree;
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
